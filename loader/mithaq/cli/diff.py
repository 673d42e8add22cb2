"""`mithaq diff`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

__all__ = ["diff"]


@click.command(
    epilog="""\b
Examples:
  mithaq diff yesterday.ttl today.ttl
  mithaq diff yesterday.nq.gz mithaq-store --format md --output changes.md
  mithaq diff a.ttl b.ttl --format json | jq '.changes[] | select(.change == "new")'

\b
Exit status: 0 both say the same; 1 they differ; 2 one cannot be read.
"""
)
@click.argument("before", type=click.Path(path_type=Path), metavar="A")
@click.argument("after", type=click.Path(path_type=Path), metavar="B")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "md", "json"]),
    default="text",
    show_default=True,
    help="How to write it.",
)
@click.option("--output", "-o", type=click.Path(dir_okay=False), metavar="FILE", help="Write to a file.")
def diff(before: Path, after: Path, form: str, output: str | None) -> None:
    """Say in words what changed from A to B: things that are new or gone, and facts that became others.

    Each is an RDF file (Turtle, N-Triples, N-Quads, TriG, RDF/XML, JSON-LD or N3, told by its name, also packed) or a
    store's directory. Of files with named graphs and of stores the merged graph counts.
    """
    from mithaq.cli.output import output_to
    from mithaq.diff import compare, render

    with compare(before, after) as comparison:
        with output_to(output) as out:
            for line in render(comparison, form, str(before), str(after)):
                out.write(line.encode())
        same = comparison.same
    sys.exit(0 if same else 1)
