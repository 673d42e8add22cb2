"""`mithaq diff`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mithaq.cli.language import is_arabic

if TYPE_CHECKING:
    from mithaq.diff import Language

__all__ = ["diff"]


_BY_EXTENSION = {"txt": "text", "md": "md", "markdown": "md", "json": "json"}


@click.command(
    epilog="""\b
Examples:
  mithaq diff yesterday.ttl today.ttl
  mithaq diff yesterday.nq.gz mithaq-store --format md --output changes.md
  mithaq diff a.ttl b.ttl --format json | jq '.changes[] | select(.change == "added")'

\b
Exit status: 0 no difference; 1 the graphs differ; 2 one of them cannot be read.
"""
)
@click.argument("before", type=click.Path(path_type=Path), metavar="A")
@click.argument("after", type=click.Path(path_type=Path), metavar="B")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "md", "json"]),
    show_default="text",
    help="Output format.",
)
@click.option(
    "--output", "-o", type=click.Path(dir_okay=False), metavar="FILE",
    help="Write to this file; its extension selects the format.",
)  # fmt: skip
def diff(before: Path, after: Path, form: str | None, output: str | None) -> None:
    """Describe what changed from A to B: things added or removed, and changed property values.

    A and B are RDF files (Turtle, N-Triples, N-Quads, TriG, RDF/XML, JSON-LD or N3; format from the file name; may
    be compressed) or store directories. For stores and files with named graphs the merged graphs are compared.
    """
    from mithaq.cli.output import form_of_output, output_to
    from mithaq.diff import compare, render

    form = form_of_output(form, output, _BY_EXTENSION, "text")
    with compare(before, after) as comparison:
        with output_to(output) as out:
            for line in render(comparison, form, str(before), str(after), _wording()):
                out.write(line.encode())
        same = comparison.same
    sys.exit(0 if same else 1)


def _wording() -> Language | None:
    if not is_arabic():
        return None
    from mithaq.cli.arabic import term_name
    from mithaq.diff import Language
    from mithaq.messages import in_arabic

    return Language(in_arabic, term_name)
