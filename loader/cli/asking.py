"""Asking a store and writing what it answers: what `query run` and `sparql` have in common."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from loader.cli.answers import Deadline, output_to
from loader.errors import UserError

if TYPE_CHECKING:
    from loader.store import Store

__all__ = ["Wanted", "answer", "answer_options", "opened"]

_FORMATS = ("table", "csv", "tsv", "json", "jsonl", "xml", "md", "html", "ttl")
_BY_EXTENSION = {"txt": "table", "srj": "json", "srx": "xml", "htm": "html", "markdown": "md"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """The options about how to answer, which `run` and `sparql` have in common."""

    form: str | None
    output: str | None
    limit: int | None
    offset: int
    timeout: float | None
    as_of: str | None
    fail_if_any: bool
    fail_if_none: bool
    bom: bool


def answer_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options that `Wanted` holds."""
    rows = click.IntRange(min=0)
    options = (
        click.option(
            "--format", "form", type=click.Choice(_FORMATS), show_default="table; ttl for a graph",
            help="How to write the answer.",
        ),
        click.option(
            "--output", "-o", type=click.Path(dir_okay=False), metavar="FILE",
            help="Write to a file; its extension chooses the format.",
        ),
        click.option("--limit", type=rows, metavar="N", help="At most so many rows."),
        click.option("--offset", type=rows, default=0, metavar="N", help="Leave out so many rows first."),
        click.option(
            "--timeout", type=click.FloatRange(min=0, min_open=True), metavar="SECONDS",
            help="Give up after so long.",
        ),
        click.option("--as-of", metavar="DATE", help="Ask the graph that the articles up to this date make."),
        click.option("--fail-if-any", is_flag=True, help="Exit with 1 when anything is found."),
        click.option("--fail-if-none", is_flag=True, help="Exit with 1 when nothing is found."),
        click.option("--bom", is_flag=True, help="Begin CSV with a byte order mark, for Excel."),
    )  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


@contextmanager
def opened(directory: str, date: str | None) -> Iterator[Store]:
    """The store to ask: as it is, or as it was."""
    from loader.language.partial_date import PartialDate
    from loader.queries import as_of
    from loader.store import Store

    with Store.open(directory) as store:
        if date is None:
            yield store
            return
        try:
            day = PartialDate.parse(date)
        except ValueError:
            raise UserError(f"--as-of {date}: give a date such as 2017-07-11, 2017-07 or 2017") from None
        with (
            tempfile.TemporaryDirectory(prefix="mithaq-") as folder,
            as_of(store, day, Path(folder) / "past") as past,
        ):
            yield past


def answer(store: Store, text: str, wanted: Wanted, deadline: Deadline, meanings: Mapping[str, str]) -> None:
    """Ask, write, and exit as the options want it. `meanings` are of the columns, for formats that show
    them."""
    from pyoxigraph import QueryTriples

    from loader.queries import write_results
    from loader.rdf import PREFIXES

    try:
        results = store.raw.query(text, prefixes=PREFIXES)
    except SyntaxError as problem:
        where = " ".join(str(problem).split())  # then what could stand there instead, which may be pages
        raise UserError(f"the query does not parse: {where[:120]}{'…' if len(where) > 120 else ''}") from None
    form = wanted.form or _form_of(wanted.output) or ("ttl" if isinstance(results, QueryTriples) else "table")
    width = shutil.get_terminal_size((160, 40)).columns
    with output_to(wanted.output, deadline) as out:
        if wanted.bom and form == "csv":
            out.write(b"\xef\xbb\xbf")
        found = write_results(
            results, form, out, limit=wanted.limit, offset=wanted.offset, meanings=meanings, width=width
        )
    if not found:
        click.echo("mithaq: nothing found", err=True)
    if (wanted.fail_if_any and found) or (wanted.fail_if_none and not found):
        sys.exit(1)


def _form_of(output: str | None) -> str | None:
    extension = Path(output).suffix[1:].lower() if output else ""
    form = _BY_EXTENSION.get(extension, extension)
    return form if form in _FORMATS else None
