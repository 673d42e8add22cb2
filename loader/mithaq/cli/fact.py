"""`mithaq fact`: accept, reject, amend and add facts."""

from __future__ import annotations

import dataclasses
import getpass
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from mithaq.cli.language import in_language, say
from mithaq.cli.link_options import date_option
from mithaq.cli.load import store_option
from mithaq.errors import UserError

if TYPE_CHECKING:
    from mithaq.corrections import Correction
    from mithaq.pipeline import Corrector, RecordedCorrection

__all__ = ["correcting", "fact", "signed"]


def signed(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of commands that record corrections."""
    for option in (
        date_option,
        click.option("--why", default="", metavar="TEXT", help="Reason, kept with the correction."),
        click.option("--who", metavar="NAME", help="Name of the person.  [default: the user's login name]"),
        store_option,
    ):
        command = option(command)
    return command


_article = click.option("--article", metavar="ID", help="Only in this article; without it, in all that state the fact.")


@contextmanager
def correcting(directory: str, who: str | None, today: str, why: str) -> Iterator[Corrector]:
    """Open the store for corrections, with the reader that the environment names."""
    from mithaq import pipeline
    from mithaq.cli.reader_options import reader_from_environment
    from mithaq.store import Store

    signature = pipeline.Signature(who or getpass.getuser(), today, why)
    with Store.open(directory, write=True) as store:
        store.use_lexicon(pipeline.lexicon_version())
        yield pipeline.Corrector(store, reader_from_environment(), pipeline.shacl_errors, signature)


def _iri(directory: str, typed: str) -> str:
    from mithaq.queries import fact_iri
    from mithaq.store import Store

    with Store.open(directory) as store:
        return fact_iri(store, typed)


@click.group()
def fact() -> None:
    """Accept, reject, amend and add facts; list and undo such corrections.

    A correction applies at once and to all later loads and rebuilds. It is a line of the store's `judgements.jsonl`:
    see `mithaq judgements`.
    """


@fact.command(
    epilog="""\b
Examples:
  mithaq fact reject meeting/1d1a5e0a1b2c3d4e5f60 --why "the article denies it"
  mithaq fact reject tenure/0a1b2c3d4e5f60718293 --article 004_a65c3e8671a7e883
"""
)
@click.argument("facts", nargs=-1, required=True, metavar="FACT...")
@_article
@signed
def reject(facts: tuple[str, ...], article: str | None, directory: str, who: str | None, today: str, why: str) -> None:
    """Reject facts that are false.

    FACT is the id of a fact as `mithaq explain` and tables print it.
    """
    iris = [_iri(directory, typed) for typed in facts]
    with correcting(directory, who, today, why) as corrector:
        for iri in iris:
            _report(directory, corrector.reject(iri, article))


@fact.command(
    epilog="""\b
Examples:
  mithaq fact accept meeting/1d1a5e0a1b2c3d4e5f60 --why "the ministry confirms it"
"""
)
@click.argument("facts", nargs=-1, required=True, metavar="FACT...")
@_article
@signed
def accept(facts: tuple[str, ...], article: str | None, directory: str, who: str | None, today: str, why: str) -> None:
    """Confirm facts as they are: their confidence is then 1, also for later loads with --min-confidence.

    FACT is the id of a fact as `mithaq explain` and tables print it.
    """
    iris = [_iri(directory, typed) for typed in facts]
    with correcting(directory, who, today, why) as corrector:
        for iri in iris:
            _report(directory, corrector.accept(iri, article))


@fact.command(
    epilog="""\b
Examples:
  mithaq fact amend meeting/1d1a5e0a1b2c3d4e5f60 date=2017-07-11 place=
  mithaq fact amend tenure/0a1b2c3d4e5f60718293 role=foreignMinister state=Qatar
"""
)
@click.argument("fact", metavar="FACT")
@click.argument("slots", nargs=-1, required=True, metavar="SLOT=VALUE...")
@_article
@signed
def amend(
    fact: str, slots: tuple[str, ...], article: str | None, directory: str, who: str | None, today: str, why: str
) -> None:
    """Give slots of a fact other values.

    FACT is the id of a fact as `mithaq explain` and tables print it. A slot with several values is repeated, and an
    empty value empties it. Names are those of the article; a name it does not have is written `official:NAME`,
    `organization:NAME` or `place:NAME`.
    """
    changes = _slots(slots)
    iri = _iri(directory, fact)
    with correcting(directory, who, today, why) as corrector:
        _report(directory, corrector.amend(iri, changes, article))


@fact.command(
    epilog="""\b
Examples:
  mithaq fact add visit visitor=official:NAME destination=QA --article ID --passage "SENTENCE"
"""
)
@click.argument("kind", metavar="KIND")
@click.argument("slots", nargs=-1, required=True, metavar="SLOT=VALUE...")
@click.option("--article", required=True, metavar="ID", help="The article that states the fact.")
@click.option("--passage", required=True, metavar="TEXT", help="The sentence that states it, quoted from the article.")
@signed
def add(
    kind: str, slots: tuple[str, ...], article: str, passage: str, directory: str, who: str | None, today: str, why: str
) -> None:
    """Add a fact that an article states and that was not extracted.

    KIND is tenure, agreement, forum, meeting, visit, statement, sanction or mediation. Slots and names are written as
    for `mithaq fact amend`.
    """
    with correcting(directory, who, today, why) as corrector:
        _report(directory, corrector.add(kind, article, passage, _slots(slots)))


@fact.command(
    "list",
    epilog="""\b
Examples:
  mithaq fact list
  mithaq fact list --unapplied
""",
)
@store_option
@click.option("--unapplied", is_flag=True, help="Only corrections that no longer apply.")
@click.option("--all", "everything", is_flag=True, help="Undone corrections too.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="Output format."
)
def list_(directory: str, unapplied: bool, everything: bool, form: str) -> None:
    """List the corrections of the store, with those that no longer apply.

    A correction no longer applies when its article is not in the store, or no longer states the fact.
    """
    from mithaq.pipeline import recorded_corrections
    from mithaq.store import Store

    with Store.open(directory) as store:
        found = [
            one
            for one in recorded_corrections(store)
            if (everything or not one.undone) and not (unapplied and (one.applies or one.undone))
        ]
    if form == "json":
        click.echo(json.dumps([_record(one) for one in found], ensure_ascii=False, indent=2))
        return
    for one in found:
        click.echo(_line(one))
    waiting = sum(not one.applies and not one.undone for one in found)
    say(f"{directory}: {len(found)} corrections{f', {waiting} no longer apply' if waiting else ''}")


@fact.command(
    epilog="""\b
Examples:
  mithaq fact undo 3f2a9c01de
"""
)
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@signed
def undo(ids: tuple[str, ...], directory: str, who: str | None, today: str, why: str) -> None:
    """Undo corrections by the ids that `mithaq fact list` prints; the graph is then as it was without them."""
    with correcting(directory, who, today, why) as corrector:
        for correction in corrector.undo(ids):
            say(f"{directory}: {correction.action} {correction.id} undone")


def _slots(typed: Iterable[str]) -> dict[str, list[str]]:
    slots: dict[str, list[str]] = {}
    for text in typed:
        name, equals, value = text.partition("=")
        if not equals:
            raise UserError(f"{text}: write SLOT=VALUE, such as date=2017-07-11")
        slots.setdefault(name, []).append(value)
    return slots


def _report(directory: str, corrections: Iterable[Correction]) -> None:
    for correction in corrections:
        say(f"{directory}: {correction.action} {correction.kind} in {correction.article}: {correction.id}")


def _line(one: RecordedCorrection) -> str:
    from mithaq.queries import isolate_bidi

    correction = one.correction
    state = in_language("undone" if one.undone else "applies" if one.applies else "no longer applies")
    slots = "; ".join(f"{name}={isolate_bidi(', '.join(values))}" for name, values in correction.slots.items())
    changes = "; ".join(f"{name}={isolate_bidi(', '.join(values))}" for name, values in correction.changes.items())
    what = in_language(f"{correction.action} {correction.kind}")
    head = f"{correction.id}  {what}  {state}  {in_language('article')} {isolate_bidi(correction.article)}"
    signed = ", ".join(
        filter(None, (correction.who, correction.when, isolate_bidi(correction.why) if correction.why else ""))
    )
    changed = f"{in_language('to')} {changes}" if changes else ""
    return "\n".join([head, f"  {slots}", *(f"  {line}" for line in (changed, signed) if line)])


def _record(one: RecordedCorrection) -> dict[str, Any]:
    return {**dataclasses.asdict(one.correction), "undone": one.undone, "applies": one.applies}
