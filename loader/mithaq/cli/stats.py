"""`mithaq stats`."""

from __future__ import annotations

import csv
import json
import sys

import click

from mithaq.cli.language import is_arabic
from mithaq.cli.load import store_option

__all__ = ["stats"]


@click.command(
    epilog="""\b
Examples:
  mithaq stats
  mithaq stats --format json --store /data/mithaq
"""
)
@store_option
@click.option(
    "--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True,
    help="Output format.",
)  # fmt: skip
def stats(directory: str, form: str) -> None:
    """Count the things in the merged graph, the triples and the quarantined articles."""
    from mithaq.store import Store
    from mithaq.store.statistics import count_things

    with Store.open(directory) as store:
        counts = dict(count_things(store))
    if form == "json":
        click.echo(json.dumps(counts, indent=2))
    elif form == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(("what", "count"))
        writer.writerows(counts.items())
    else:
        names = {what: _name(what) for what in counts}
        width = max(map(len, names.values()))
        for what, count in counts.items():
            click.echo(f"{names[what]:<{width}}  {count:>12,}")


def _name(what: str) -> str:
    if not is_arabic():
        return what
    from mithaq.explorer.languages import Words

    return Words("ar")(what)
