"""`mithaq export`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from loader.cli.load import store_option
from loader.errors import UserError

__all__ = ["export"]


@click.command(
    epilog="""\b
Examples:
  mithaq export graph.ttl
  mithaq export graph.nq.gz --store /data/mithaq
  mithaq export - --format nt | wc -l
"""
)
@click.argument("out", type=click.Path(dir_okay=False, allow_dash=True), metavar="OUT")
@store_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["ttl", "nt", "rdf", "trig", "nq", "jsonld"]),
    show_default="told by OUT's extension",
    help="The format.",
)
def export(out: str, directory: str, form: str | None) -> None:
    """Write the graph to a file, or with `-` to standard output.

    ttl, nt and rdf hold the merged graph; trig, nq and jsonld also each article's own, under the same IRIs. A
    name that ends in .gz is compressed. The same graph gives the same bytes every time.
    """
    from loader.cli.answers import output_to
    from loader.export import export as write
    from loader.export import export_to, format_of
    from loader.store import Store

    if out == "-" and form is None:
        raise UserError("export to standard output needs a --format")
    kind = form or format_of(Path(out))
    with Store.open(directory) as store:
        if out == "-":
            with output_to(None) as stream:
                done = export_to(store, stream, kind)
        else:
            done = write(store, Path(out), kind)
    graphs = f" in the merged graph and {done.graphs} article graphs" if done.graphs else ""
    click.echo(f"{out}: {done.statements:,} statements{graphs}", err=True)
    for note in done.notes:
        click.echo(f"mithaq: {out}: {note}", err=True)
    if done.notes:
        sys.exit(1)
