"""`mithaq link` and what belongs to it: judging, looking at and publishing the links."""

from __future__ import annotations

import datetime
import getpass
import importlib
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mithaq.cli.load import store_option
from mithaq.errors import UserError

if TYPE_CHECKING:
    from mithaq.store import Store
    from mithaq.wikidata import Book

__all__ = ["link"]

BOOK = "links.sssom.tsv"


def _today() -> str:
    return datetime.date.today().isoformat()


def _me() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no name for the user's number
        return ""


book_option = click.option(
    "--judgements", "book_path", metavar="FILE", envvar="MITHAQ_LINKS", show_default=f"{BOOK} in the store",
    help="The table of judgements (SSSOM), which can live in version control.",
)  # fmt: skip
date_option = click.option(
    "--date", "today", default=_today, show_default="today", metavar="YYYY-MM-DD", help="The date to record."
)
author_option = click.option(
    "--author", default=_me, envvar="MITHAQ_AUTHOR", show_default="the user's name",
    help="Who judges: a name, or an ORCID (orcid:0000-…).",
)  # fmt: skip


def plan_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say whom to ask, and how."""
    options = (
        click.option("--online", is_flag=True, help="Ask Wikidata about what the tables do not settle."),
        click.option("--contact", default="", envvar="MITHAQ_CONTACT", metavar="MAIL|URL",
                     help="How Wikimedia can reach you; needed with --online."),
        click.option("--reconcile", default="", metavar="URL", help="Also ask this reconciliation service."),
        click.option("--wikidata-sparql", "sparql", default="", metavar="URL",
                     help="Also ask this SPARQL endpoint with Wikidata's data."),
        click.option("--wikidata-api", "api", default="", metavar="URL", show_default="Wikidata's",
                     help="The Action API of another Wikibase."),
        click.option("--max-requests", type=click.IntRange(0), metavar="N", help="Send no more requests than this."),
        click.option("--gap", type=click.FloatRange(0), default=0.5, show_default=True, metavar="SECONDS",
                     help="Time between an answer and the next request."),
        click.option("--cache", metavar="FILE", show_default="$MITHAQ_CACHE, else in the user's cache folder",
                     help="Where answers are kept."),
        click.option("--cache-days", "days", type=click.FloatRange(0), default=30, show_default=True,
                     help="Days after which an answer is asked for again."),
    )  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


def judgement_options(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in (author_option, date_option, book_option, store_option):
        command = option(command)
    return command


def open_book(directory: str, path: str | None) -> Book:
    from mithaq.wikidata import Book

    return Book(Path(path) if path else Path(directory) / BOOK)


_ELSEWHERE = {"review": "mithaq.cli.link_review:review", "check": "mithaq.cli.link_check:check"}


class _Group(click.Group):
    """A group some of whose commands live in files of their own, imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted((*super().list_commands(ctx), *_ELSEWHERE))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _ELSEWHERE:
            return super().get_command(ctx, cmd_name)
        module, _, attribute = _ELSEWHERE[cmd_name].partition(":")
        command = getattr(importlib.import_module(module), attribute)
        assert isinstance(command, click.Command)
        return command


@click.group(
    cls=_Group,
    invoke_without_command=True,
    epilog="""\b
Examples:
  mithaq link
  mithaq link --online --contact you@example.org --max-requests 500
  mithaq link --online --contact you@example.org --dry-run
  mithaq link review
""",
)
@store_option
@book_option
@date_option
@plan_options
@click.option("--enrich", default="", metavar="LANGUAGES",
              help="Also fetch labels in these languages (ar,en,fr), coordinates and posts of linked items, into a "
              "graph of their own.")  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Ask nothing and change nothing; print what would be asked.")
@click.pass_context
def link(
    context: click.Context,
    /,
    directory: str,
    book_path: str | None,
    today: str,
    enrich: str,
    dry_run: bool,
    **plan: Any,
) -> None:
    """Tie the things of the graph to Wikidata's items.

    Without --online nothing is asked of anybody: candidates come from the authority tables and from answers
    kept earlier. What is sure becomes a link (skos:exactMatch, in a graph of its own with its provenance);
    what is not waits for `mithaq link review`.

    With --online, Wikidata is asked about what is still open: names only, one request at a time. Answers are
    kept, so that a run that is stopped goes on where it was."""
    if context.invoked_subcommand is not None:
        return
    from mithaq.cli.link_run import run

    check_date(today)
    languages = [text.strip() for text in enrich.split(",") if text.strip()]
    sys.exit(run(directory, open_book(directory, book_path), today, dry_run, languages, plan))


def check_date(today: str) -> None:
    try:
        datetime.date.fromisoformat(today)
    except ValueError as problem:
        raise UserError(f"--date {today}: write it as 2024-05-01") from problem


@link.command(
    epilog="""\b
Examples:
  mithaq link accept id/person/NAME-HASH Q22686
  mithaq link accept https://w3id.org/mithaq/id/person/NAME-HASH none --why "no item yet"
"""
)
@click.argument("thing", metavar="IRI")
@click.argument("item", metavar="QID|none")
@click.option("--why", default="", help="A remark that goes with the judgement.")
@judgement_options
def accept(thing: str, item: str, why: str, **rest: str) -> None:
    """Judge that a thing is an item (or, with `none`, that Wikidata has no item for it)."""
    _judge(thing, item, "accepted", why, **rest)


@link.command(epilog="\b\nExamples:\n  mithaq link reject id/person/NAME-HASH Q57298")
@click.argument("thing", metavar="IRI")
@click.argument("item", metavar="QID")
@click.option("--why", default="", help="A remark that goes with the judgement.")
@judgement_options
def reject(thing: str, item: str, why: str, **rest: str) -> None:
    """Judge that a thing is not an item, so that it is never proposed again."""
    _judge(thing, item, "rejected", why, **rest)


def _judge(
    thing: str,
    item: str,
    verdict: str,
    why: str,
    directory: str,
    book_path: str | None,
    today: str,
    author: str,
) -> None:
    from mithaq.store import Store
    from mithaq.wikidata import Judgement, is_qid
    from mithaq.wikidata.applying import apply_judgements

    check_date(today)
    if item != "none" and not is_qid(item):
        raise UserError(f"{item!r} is no Wikidata item: write Q and a number, or none")
    if item == "none" and verdict == "rejected":
        raise UserError("`none` cannot be rejected: accept the item that the thing is")
    book = open_book(directory, book_path)
    with Store.open(directory, write=True) as store:
        iri = find_thing(store, thing)
        qid = "" if item == "none" else item
        book.add(Judgement(iri, qid, verdict, author, today, why, label_of(store, iri)))  # type: ignore[arg-type]
        apply_judgements(store, book)
    click.echo(f"{thing}: {verdict} {item}")


def find_thing(store: Store, thing: str) -> str:
    """The present IRI of a thing that somebody typed: whole, or from `id/` on.

    Raises:
        UserError: the store has no such thing.
    """
    from pyoxigraph import DefaultGraph, NamedNode

    from mithaq.rdf import RDF

    text = thing.strip().strip("<>")
    whole = text if "://" in text else store.base + text.removeprefix("id/").removeprefix("mqid:")
    try:
        iri = store.canonical(NamedNode(whole).value)
    except ValueError as problem:
        raise UserError(f"{thing!r} is no IRI: copy it from `mithaq link status` or `mithaq query`") from problem
    if not store.quads(NamedNode(iri), RDF.type, None, DefaultGraph()):
        raise UserError(f"{thing}: the store has no such thing: copy its IRI from `mithaq link status`")
    return iri


def label_of(store: Store, iri: str) -> str:
    from pyoxigraph import DefaultGraph, Literal, NamedNode

    from mithaq.rdf import RDFS

    labels = [
        quad.object.value
        for quad in store.quads(NamedNode(iri), RDFS.label, None, DefaultGraph())
        if isinstance(quad.object, Literal) and quad.object.language == "ar"
    ]
    return min(labels, default="")


@link.command(epilog="\b\nExamples:\n  mithaq link status\n  mithaq link status --review")
@store_option
@book_option
@click.option("--review", "show", is_flag=True, help="List what waits for a person.")
def status(directory: str, book_path: str | None, show: bool) -> None:
    """Count what is linked, how, and what waits; name items that several things share."""
    from mithaq.cli.link_status import print_status
    from mithaq.store import Store

    book = open_book(directory, book_path)
    with Store.open(directory) as store:
        print_status(store, book, show)


@link.command(
    epilog="""\b
Examples:
  mithaq link export --format sssom > links.sssom.tsv
  mithaq link export --format ttl --output links.ttl
  mithaq link export --format quickstatements --output proposals.txt
"""
)
@store_option
@book_option
@click.option("--format", "form", type=click.Choice(["sssom", "quickstatements", "ttl"]), default="sssom",
              show_default=True, help="How to write them.")  # fmt: skip
@click.option("--output", "-o", metavar="FILE", help="Write here instead of to the terminal.")
def export(directory: str, book_path: str | None, form: str, output: str | None) -> None:
    """Write the links, as SSSOM or Turtle; or proposals for Wikidata, as QuickStatements.

    Proposals carry the address and the date of the article that they come from; articles without an address
    give none. They go to a file only: read them before you run them."""
    from mithaq.store import Store
    from mithaq.wikidata import links_as_sssom, links_as_turtle, quickstatements

    if form == "quickstatements" and output is None:
        raise UserError("proposals for Wikidata are only written to a file: say --output FILE")
    book = open_book(directory, book_path)
    with Store.open(directory) as store:
        if form == "quickstatements":
            data = "".join(f"{line}\n" for line in quickstatements(store)).encode()
        else:
            data = links_as_turtle(store) if form == "ttl" else links_as_sssom(store, book).encode()
    write_out(data, output)


def write_out(data: bytes, output: str | None) -> None:
    if output is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        Path(output).write_bytes(data)
    except OSError as problem:
        raise UserError(f"{output}: cannot be written ({problem.strerror})") from problem
