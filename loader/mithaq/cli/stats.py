"""`mithaq stats`."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from mithaq.cli.load import store_option

if TYPE_CHECKING:
    from mithaq.store import Store

__all__ = ["stats"]

_CLASSES = {
    "articles": "Article", "states": "State", "officials": "Official", "organizations": "Organization",
    "places": "Place", "posts": "Post", "tenures": "Tenure", "agreements": "Agreement", "forums": "Forum",
    "editions": "ForumEdition", "meetings": "Meeting", "visits": "Visit", "statements": "Statement",
}  # fmt: skip


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

    with Store.open(directory) as store:
        counts = dict(_counts(store))
    if form == "json":
        click.echo(json.dumps(counts, indent=2))
    elif form == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(("what", "count"))
        writer.writerows(counts.items())
    else:
        width = max(map(len, counts))
        for what, count in counts.items():
            click.echo(f"{what:<{width}}  {count:>12,}")


def _counts(store: Store) -> Iterator[tuple[str, int]]:
    from pyoxigraph import DefaultGraph

    from mithaq.rdf import PREFIXES

    for what, name in _CLASSES.items():
        rows = store.select(f"SELECT (COUNT(DISTINCT ?thing) AS ?n) {{ ?thing a <{PREFIXES['mq']}{name}> }}")
        yield what, int(next(iter(rows))["n"].value)
    yield "triples", sum(1 for _ in store.raw.quads_for_pattern(None, None, None, DefaultGraph()))
    yield "quarantined", sum(1 for _ in store.quarantine.glob("*.txt")) if store.quarantine.is_dir() else 0
