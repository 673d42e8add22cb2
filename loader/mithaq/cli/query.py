"""`mithaq query` and `mithaq sparql`."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mithaq.cli.completion import complete_parameter, complete_query, complete_tag
from mithaq.cli.language import in_language, is_arabic, say
from mithaq.cli.load import store_option
from mithaq.cli.output import Deadline, output_to
from mithaq.cli.query_output import AnswerOptions, Period, answer_options, open_source, write_answer
from mithaq.errors import UserError

if TYPE_CHECKING:
    from mithaq.queries import Catalogue, StoredQuery

__all__ = ["query", "sparql"]

folders_option = click.option(
    "--queries",
    "folders",
    multiple=True,
    envvar="MITHAQ_QUERIES",
    type=click.Path(),
    metavar="DIR",
    help="Folder with your own queries; may be repeated. [env: MITHAQ_QUERIES]",
)


@click.group()
def query() -> None:
    """List, show, run and check stored queries."""


@query.command(
    "list",
    epilog="""\b
Examples:
  mithaq query list
  mithaq query list --tag agreement --format json
""",
)
@folders_option
@click.option(
    "--tag",
    "tags",
    multiple=True,
    shell_complete=complete_tag,
    help="Only queries with this tag; may be repeated.",
)
@click.option(
    "--language", type=click.Choice(["en", "ar"]), default="en", show_default=True, help="Language of the summaries."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="Output format.",
)
def list_queries(folders: tuple[str, ...], tags: tuple[str, ...], language: str, form: str) -> None:
    """List the stored queries by name."""
    from mithaq.queries import isolate_bidi

    found = _catalogue(folders).tagged(tags)
    with output_to(None, paged=True) as out:
        if form == "json":
            rows = [{"name": q.name, "summary": dict(q.header.summary), "tags": list(q.header.tags)} for q in found]
            out.write(json.dumps(rows, ensure_ascii=False, indent=2).encode() + b"\n")
        for q in found if form == "table" else ():
            summary = q.header.summary[language]
            summary = isolate_bidi(summary) if language == "ar" else summary
            out.write(f"{q.name:<26}  {summary}  [{' '.join(q.header.tags)}]\n".encode())
    if not found:
        say("mithaq: no stored query has these tags", err=True)


@query.command("show", epilog="\b\nExample:\n  mithaq query show agreements-between")
@click.argument("name", shell_complete=complete_query)
@folders_option
def show(name: str, folders: tuple[str, ...]) -> None:
    """Print a query's description, parameters, columns, an example call and its SPARQL text."""
    from mithaq.queries import describe_query

    found = _catalogue(folders).find(name)
    languages = ("ar",) if is_arabic() else ("en", "ar")
    body = "\n".join(line for line in found.text.splitlines() if not line.startswith("#+")).strip()
    with output_to(None, paged=True) as out:
        out.write(f"{describe_query(found, languages, in_language)}\n{body}\n".encode())


@query.command(
    "run",
    epilog="""\b
Examples:
  mithaq query run agreements-between -p state=Qatar -p other=US
  mithaq query run meetings-of-official -p official=IRI --format csv -o meetings.csv
  mithaq query run contradicting-holders --fail-if-any
  mithaq query run visitors-to-state -p state=IQ --endpoint http://localhost:8890/sparql
""",
)
@click.argument("name", shell_complete=complete_query)
@click.option(
    "-p", "--parameter", "pairs", multiple=True, metavar="NAME=VALUE", shell_complete=complete_parameter,
    help="Value of a parameter: a name in Arabic or English, a code or an IRI; may be repeated.",
)  # fmt: skip
@store_option
@folders_option
@click.option("--since", metavar="DATE", help="Only what is dated on or after DATE: 2015, 2015-06 or 2015-06-09.")
@click.option("--until", metavar="DATE", help="Only what is dated on or before DATE.")
@click.option(
    "--language", type=click.Choice(["en", "ar"]), default="en", show_default=True,
    help="Language of the headings of table, record, md and html.",
)  # fmt: skip
@answer_options
@click.option("--sparql", "only_text", is_flag=True, help="Print the SPARQL with the parameters bound, and stop.")
def run(
    name: str,
    pairs: tuple[str, ...],
    directory: str,
    folders: tuple[str, ...],
    only_text: bool,
    since: str | None,
    until: str | None,
    language: str,
    **options: Any,
) -> None:
    """Run a stored query. One that finds nothing says so and succeeds."""
    from mithaq.queries import NameResolver, prepare

    wanted = AnswerOptions(**options)
    found = _catalogue(folders).find(name)
    with Deadline(wanted.timeout) as deadline, open_source(directory, wanted, deadline) as source:
        given, period = _limited(found, _given(pairs), since, until)
        text = prepare(found, given, NameResolver(source))
        if only_text:
            click.echo(text)
            return
        write_answer(source, text, wanted, deadline, _meanings(found, language), period)


@query.command("check", epilog="\b\nExample:\n  mithaq query check my-queries/*.rq")
@click.argument("files", nargs=-1, required=True, type=click.Path(), metavar="FILE...")
def check(files: tuple[str, ...]) -> None:
    """Check your own queries against the rules for stored queries; exit with status 1 if one breaks a rule."""
    from mithaq.queries import HeaderError, read_query

    broken = 0
    for file in files:
        try:
            read_query(Path(file)).check()
        except HeaderError as problem:
            broken += 1
            say(str(problem))
        else:
            say(f"{file}: ok")
    sys.exit(1 if broken else 0)


@query.command("docs", epilog="\b\nExample:\n  mithaq query docs -o queries/README.md")
@folders_option
@click.option("--output", "-o", type=click.Path(dir_okay=False), metavar="FILE", help="Write to this file.")
def docs(folders: tuple[str, ...], output: str | None) -> None:
    """Write the catalogue of stored queries as one Markdown page."""
    from mithaq.queries import catalogue_page

    with output_to(output) as out:
        out.write(catalogue_page(_catalogue(folders)).encode())


@click.command(
    epilog="""\b
Examples:
  mithaq sparql 'SELECT ?name { ?s a mq:State ; rdfs:label ?name } ORDER BY ?name'
  mithaq sparql my-query.rq --format json
  cat my-query.rq | mithaq sparql - --timeout 10
"""
)
@click.argument("text", metavar="QUERY|FILE|-")
@store_option
@answer_options
@click.option(
    "--allow-service", is_flag=True, help="Let SERVICE in the query send requests to the hosts that it names."
)
def sparql(text: str, directory: str, allow_service: bool, **options: Any) -> None:
    """Run a SPARQL 1.1 query: on the merged graph, and with GRAPH on article graphs.

    The prefixes of the data are predeclared. Updates are refused, and so is SERVICE without --allow-service.
    """
    from mithaq.queries import refuse_service, refuse_update

    wanted = AnswerOptions(**options)
    asked = _text(text)
    refuse_update(asked)
    if not allow_service:
        refuse_service(asked, "it sends requests to other hosts: add --allow-service if the query may")
    with Deadline(wanted.timeout) as deadline, open_source(directory, wanted, deadline) as source:
        write_answer(source, asked, wanted, deadline, {})


def _catalogue(folders: tuple[str, ...]) -> Catalogue:
    from mithaq.queries import Catalogue

    return Catalogue([Path(folder) for folder in folders])


def _given(pairs: tuple[str, ...]) -> dict[str, list[str]]:
    given: dict[str, list[str]] = {}
    for pair in pairs:
        name, sign, value = pair.partition("=")
        if not sign or not name:
            raise UserError(f"-p {pair}: write a parameter as name=value")
        given.setdefault(name, []).append(value)
    return given


def _limited(
    found: StoredQuery, given: dict[str, list[str]], since: str | None, until: str | None
) -> tuple[dict[str, list[str]], Period | None]:
    """The parameters with those of `--since` and `--until`, and the limits that the query has no parameter for."""
    from mithaq.cli.export import parse_date

    known = found.header.parameters
    if since is None and until is None:
        return given, None
    if found.form != "SELECT" and not {"since", "until"} & known.keys():
        raise UserError(f"query {found.name} returns a graph: --since and --until apply to rows")
    limits = {"since": since, "until": until}
    dates = {name: parse_date(f"--{name}", text) for name, text in limits.items()}
    for name, text in limits.items():
        if text is not None and name in known:
            if name in given:
                raise UserError(f"--{name} and -p {name}: give one of them")
            given, dates[name] = {**given, name: [text]}, None
    rest = Period(dates["since"], dates["until"])
    return given, rest if rest.since or rest.until else None


def _meanings(found: StoredQuery, language: str) -> dict[str, str]:
    from mithaq.cli.arabic import arabic_headings, arabic_terms

    texts = {"": found.header.summary[language]}
    texts |= {name: meaning.get(language, meaning["en"]) for name, meaning in found.header.columns.items()}
    return texts | arabic_headings() | arabic_terms() if language == "ar" else texts


def _text(text: str) -> str:
    """The query text: given as the argument, in a file, or on standard input."""
    if text == "-":
        data = sys.stdin.buffer.read()
    elif not text.strip():
        raise UserError("the query is empty: give SPARQL, the name of a file, or - for standard input")
    elif len(text) < 1000 and os.path.isfile(text):
        try:
            data = Path(text).read_bytes()
        except OSError as problem:
            raise UserError(f"{text}: cannot be read: {problem.strerror}") from None
    elif " " not in text.strip() and "{" not in text:
        raise UserError(f"{text}: neither a file nor a SPARQL query")
    else:
        return text
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UserError(f"{text}: a query must be UTF-8") from None
