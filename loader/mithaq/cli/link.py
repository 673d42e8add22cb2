"""`mithaq link` and its subcommands: link things to Wikidata, judge, inspect and export links."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any, Literal

import click

from mithaq.cli.language import say
from mithaq.cli.link_options import (
    client_options,
    date_option,
    judgement_options,
    judgements_option,
    open_judgements,
)
from mithaq.cli.load import store_option
from mithaq.errors import UserError

__all__ = ["link"]

_ELSEWHERE = {"review": "mithaq.cli.link_review:review", "check": "mithaq.cli.link_check:check"}


class _Group(click.Group):
    """A group that imports some of its commands from other modules on first use."""

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
@judgements_option
@date_option
@client_options
@click.option("--enrich", default="", metavar="LANGUAGES",
              help="Also fetch labels in these languages (ar,en,fr), coordinates and posts of linked items into a "
              "separate graph.")  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Send and change nothing; print the requests that would be sent.")
@click.pass_context
def link(
    context: click.Context,
    /,
    directory: str,
    judgement_path: str | None,
    today: str,
    enrich: str,
    dry_run: bool,
    **settings: Any,
) -> None:
    """Link the things of the graph to Wikidata items.

    Without --online no request is sent: candidates come from the authority tables and from cached responses.
    Confident matches become links (skos:exactMatch, in a separate graph with their provenance); uncertain
    ones wait for `mithaq link review`.

    With --online, Wikidata is queried about undecided things: only names are sent, one request at a time.
    Responses are cached, so that an interrupted run resumes.
    """
    if context.invoked_subcommand is not None:
        return
    from mithaq.cli.link_run import run

    languages = [text.strip() for text in enrich.split(",") if text.strip()]
    sys.exit(run(directory, open_judgements(directory, judgement_path), today, dry_run, languages, settings))


@link.command(
    epilog="""\b
Examples:
  mithaq link accept person/NAME-HASH Q22686
  mithaq link accept "NAME" none --why "no item yet"
"""
)
@click.argument("thing", metavar="THING")
@click.argument("item", metavar="QID|none")
@click.option("--why", default="", help="Comment stored with the judgement.")
@judgement_options
def accept(thing: str, item: str, why: str, **rest: str) -> None:
    """Judge that a thing is this item, or with `none` that Wikidata has no item for it.

    THING is a label or an IRI, in any form that tables print.
    """
    _judge(thing, item, "accepted", why, **rest)


@link.command(epilog="\b\nExamples:\n  mithaq link reject person/NAME-HASH Q57298")
@click.argument("thing", metavar="THING")
@click.argument("item", metavar="QID")
@click.option("--why", default="", help="Comment stored with the judgement.")
@judgement_options
def reject(thing: str, item: str, why: str, **rest: str) -> None:
    """Judge that a thing is not this item, so that it is not proposed again.

    THING is a label or an IRI, in any form that tables print.
    """
    _judge(thing, item, "rejected", why, **rest)


def _judge(
    thing: str,
    item: str,
    verdict: Literal["accepted", "rejected"],
    why: str,
    directory: str,
    judgement_path: str | None,
    today: str,
    author: str,
) -> None:
    from mithaq.api.judging import judge_link, typed_item
    from mithaq.pipeline import Signature
    from mithaq.store import Store
    from mithaq.wikidata.links import stated_items

    item = typed_item(item)
    with Store.open(directory, write=True) as store:
        iri = judge_link(
            store,
            open_judgements(directory, judgement_path, new=True),
            thing,
            item,
            verdict,
            Signature(author, today, why),
        )
        replaced = sorted(stated_items(store, [iri]).get(iri, set()) - {item}) if verdict == "accepted" else []
    say(f"{thing}: {verdict} {item}")
    if replaced:
        say(
            f"mithaq: {thing}: the authority tables have {', '.join(replaced)} for it, which {item} now replaces: "
            "if that is wrong, `mithaq judgements list --about link` shows the id to undo",
            err=True,
        )


@link.command(epilog="\b\nExamples:\n  mithaq link status\n  mithaq link status --review")
@store_option
@judgements_option
@click.option("--review", "show", is_flag=True, help="List the things that wait for review.")
def status(directory: str, judgement_path: str | None, show: bool) -> None:
    """Count linked and waiting things by class; list items that several things share."""
    from mithaq.cli.link_status import print_status
    from mithaq.store import Store

    judgement_file = open_judgements(directory, judgement_path)
    with Store.open(directory) as store:
        print_status(store, judgement_file, show)


@link.command(
    epilog="""\b
Examples:
  mithaq link export --format sssom > links.sssom.tsv
  mithaq link export --format ttl --output links.ttl
  mithaq link export --format quickstatements --output proposals.txt
"""
)
@store_option
@judgements_option
@click.option("--format", "form", type=click.Choice(["sssom", "quickstatements", "ttl"]),
              show_default="sssom", help="Output format.")  # fmt: skip
@click.option("--output", "-o", metavar="FILE",
              help="Write to this file instead of standard output; its extension selects the format.")  # fmt: skip
def export(directory: str, judgement_path: str | None, form: str | None, output: str | None) -> None:
    """Write the links as SSSOM or Turtle, or proposals for Wikidata as QuickStatements.

    Proposals cite the URL and the date of their article; articles without a URL produce none. They are only
    written to a file: review them before you submit them.
    """
    from mithaq.cli.output import form_of_output
    from mithaq.store import Store
    from mithaq.wikidata import links_as_sssom, links_as_turtle, quickstatements

    form = form_of_output(form, output, {"tsv": "sssom", "ttl": "ttl"}, "sssom")
    if form == "quickstatements" and output is None:
        raise UserError("proposals for Wikidata are only written to a file: add --output FILE")
    judgement_file = open_judgements(directory, judgement_path)
    with Store.open(directory) as store:
        if form == "quickstatements":
            data = "".join(f"{line}\n" for line in quickstatements(store)).encode()
        else:
            data = links_as_turtle(store) if form == "ttl" else links_as_sssom(store, judgement_file).encode()
    write_out(data, output)


def write_out(data: bytes, output: str | None) -> None:
    if output is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    from mithaq.export import check_target

    check_target(Path(output))
    try:
        Path(output).write_bytes(data)
    except OSError as problem:
        raise UserError(f"{output}: cannot be written ({problem.strerror})") from problem
