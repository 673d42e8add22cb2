"""Run a query on a local store or a server and write the results; shared by `query run` and `sparql`."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mithaq.cli.language import say
from mithaq.cli.numbers import Seconds
from mithaq.cli.output import Deadline, form_of_output, output_to
from mithaq.errors import UserError

if TYPE_CHECKING:
    from mithaq.language.partial_date import PartialDate
    from mithaq.queries import Results
    from mithaq.sparql_server import Endpoint
    from mithaq.store import Store

__all__ = ["AnswerOptions", "Period", "answer_options", "open_source", "write_answer"]

_FORMATS = ("table", "record", "csv", "tsv", "json", "jsonl", "xml", "md", "html", "graphml", "ttl")
_BY_EXTENSION = {name: name for name in _FORMATS if name not in ("table", "record")} | {
    "txt": "table", "srj": "json", "srx": "xml", "htm": "html", "markdown": "md",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Period:
    """Values of `--since` and `--until`."""

    since: PartialDate | None
    until: PartialDate | None


@dataclass(frozen=True, slots=True)
class AnswerOptions:
    """Values of the options that `query run` and `sparql` share."""

    form: str | None
    output: str | None
    limit: int | None
    offset: int
    timeout: float | None
    as_of: str | None
    fail_if_any: bool
    fail_if_none: bool
    bom: bool
    endpoint: str | None
    graph: str | None
    columns: str | None


def answer_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options of `AnswerOptions` to a command."""
    rows = click.IntRange(min=0)
    options = (
        click.option(
            "--format", "form", type=click.Choice(_FORMATS),
            show_default="table, or record on a narrow terminal; ttl for a graph",
            help="Output format; record writes each row as lines of name and value.",
        ),
        click.option(
            "--output", "-o", type=click.Path(dir_okay=False), metavar="FILE",
            help="Write to this file; its extension selects the format.",
        ),
        click.option("--columns", metavar="NAME,...", help="Only these columns of the result, in this order."),
        click.option("--limit", type=rows, metavar="N", help="Maximum number of rows."),
        click.option("--offset", type=rows, default=0, metavar="N", help="Number of rows to skip."),
        click.option(
            "--timeout", type=Seconds(min=0, min_open=True), metavar="SECONDS",
            help="Stop after this time.",
        ),
        click.option("--as-of", metavar="DATE", help="Query the graph built from articles dated up to DATE."),
        click.option("--fail-if-any", is_flag=True, help="Exit with status 1 if there are results."),
        click.option("--fail-if-none", is_flag=True, help="Exit with status 1 if there are no results."),
        click.option("--bom", is_flag=True, help="Start CSV with a byte order mark (for Excel)."),
        click.option(
            "--endpoint", metavar="URL",
            help="Query this SPARQL 1.1 endpoint instead of a store. The environment variables MITHAQ_ENDPOINT_USER "
            "and MITHAQ_ENDPOINT_PASSWORD hold the credentials.",
        ),
        click.option(
            "--graph", metavar="IRI|default",
            help="With --endpoint: the IRI of the merged graph, if it was pushed with --graph; `default` is the "
            "server's default graph.",
        ),
    )  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


@contextmanager
def open_source(directory: str, wanted: AnswerOptions, deadline: Deadline) -> Iterator[Store | Endpoint]:
    """Open what to query: a server, the store, or the store as of a date."""
    if wanted.endpoint is not None:
        yield from _remote(wanted.endpoint, wanted)
    elif wanted.graph is not None:
        raise UserError("--graph names a graph on a server: use it with --endpoint")
    else:
        yield from _embedded(directory, wanted.as_of, deadline)


def _remote(url: str, wanted: AnswerOptions) -> Iterator[Endpoint]:
    from mithaq.queries import parse_iri
    from mithaq.sparql_server import DEFAULT, Connection, Credentials, Endpoint

    if wanted.as_of is not None:
        raise UserError(
            "--as-of resolves identities again from the articles up to a date, which needs a store: omit --endpoint"
        )
    graph = wanted.graph if wanted.graph in (None, DEFAULT) else parse_iri(wanted.graph, "--graph").value
    with closing(Connection(url, Credentials.from_environment())) as connection:
        yield Endpoint(connection, graph)


def _embedded(directory: str, date: str | None, deadline: Deadline) -> Iterator[Store]:
    from mithaq.language.partial_date import PartialDate
    from mithaq.queries import as_of
    from mithaq.store import Store

    with Store.open(directory) as store:
        if date is None:
            yield store
            return
        try:
            day = PartialDate.typed(date)
        except ValueError:
            raise UserError(f"--as-of {date}: give a date such as 2017-07-11, 2017-07 or 2017") from None
        with tempfile.TemporaryDirectory(prefix="mithaq-") as folder:
            deadline.scratch.add(folder)
            with as_of(store, day, Path(folder) / "past") as past:
                yield past
            deadline.scratch.discard(folder)


def write_answer(
    source: Store | Endpoint,
    text: str,
    wanted: AnswerOptions,
    deadline: Deadline,
    meanings: Mapping[str, str],
    period: Period | None = None,
) -> None:
    """Run a query, write its results and set the exit status that the options ask for.

    `meanings` describes the columns, for formats that show descriptions. Rows outside the `period` are omitted.
    """
    from mithaq.queries import rows_between, select_columns, write_results
    from mithaq.store import Store, result_errors

    results = _results(source, text)
    if period is not None:
        results = rows_between(results, period.since, period.until)
    if wanted.columns is not None:
        results = select_columns(results, [name.strip() for name in wanted.columns.split(",")])
    errors = result_errors(source) if isinstance(source, Store) else nullcontext()
    width = shutil.get_terminal_size((160, 40)).columns
    form = form_of_output(wanted.form, wanted.output, _BY_EXTENSION, _usual_form(results, width))
    with output_to(wanted.output, deadline, paged=True) as out, errors:
        if wanted.bom and form == "csv":
            out.write(b"\xef\xbb\xbf")
        found = write_results(
            results, form, out, limit=wanted.limit, offset=wanted.offset, meanings=meanings, width=width
        )
    if not found:
        say("mithaq: no results", err=True)
    if (wanted.fail_if_any and found) or (wanted.fail_if_none and not found):
        sys.exit(1)


def _results(source: Store | Endpoint, text: str) -> Results:
    from mithaq.queries import syntax_problem
    from mithaq.rdf import PREFIXES
    from mithaq.store import Store, result_errors

    if not isinstance(source, Store):
        return source.query(text)
    try:
        with result_errors(source):
            return source.raw.query(text, prefixes=PREFIXES, base_iri=source.base)
    except SyntaxError as problem:
        raise UserError(syntax_problem(text, problem)) from None


_NARROWEST_COLUMN = 10
"""Characters. With less for each column, a table breaks words, and rows are written as records."""


def _usual_form(results: Results, width: int) -> str:
    from pyoxigraph import QuerySolutions, QueryTriples

    from mithaq.queries import shown_columns

    if isinstance(results, QueryTriples):
        return "ttl"
    if not isinstance(results, QuerySolutions):
        return "table"
    shown = len(shown_columns([variable.value for variable in results.variables]))
    return "record" if shown * _NARROWEST_COLUMN > width else "table"
