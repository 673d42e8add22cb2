"""`mithaq same` and `mithaq different`: record identity judgements."""

from __future__ import annotations

import getpass
from typing import TYPE_CHECKING, Literal

import click

from mithaq.cli.load import store_option
from mithaq.errors import UserError

if TYPE_CHECKING:
    from mithaq.store import Store

__all__ = ["different", "same"]

_who = click.option("--who", metavar="NAME", help="Name of the reviewer.  [default: the user's login name]")
_why = click.option("--why", default="", metavar="TEXT", help="Reason, kept with the judgement.")


@click.command(
    epilog="""\b
Examples:
  mithaq same "ONE NAME" "THE OTHER NAME" --why "one minister, two spellings"
  mithaq same https://w3id.org/mithaq/id/person/A https://w3id.org/mithaq/id/person/B
"""
)
@click.argument("one")
@click.argument("other")
@store_option
@_who
@_why
def same(one: str, other: str, directory: str, who: str | None, why: str) -> None:
    """Judge that two names denote one thing. The judgement applies now and to all later loads.

    ONE and OTHER are labels or IRIs; `mithaq explain` shows both. The judgement is stored as a line in the store's
    `judgements.jsonl`, which you can keep under version control. A later line about the same names replaces it.
    """
    _judge("same", one, other, directory, who, why)


@click.command(
    epilog="""\b
Examples:
  mithaq different "ONE NAME" "THE OTHER NAME"
"""
)
@click.argument("one")
@click.argument("other")
@store_option
@_who
@_why
def different(one: str, other: str, directory: str, who: str | None, why: str) -> None:
    """Judge that two names denote two things; keep them, and the names merged with either, apart.

    ONE and OTHER are labels or IRIs; `mithaq explain` shows both. The judgement is stored as a line in the store's
    `judgements.jsonl`, which you can keep under version control. A later line about the same names replaces it.
    """
    _judge("different", one, other, directory, who, why)


def _judge(
    verdict: Literal["same", "different"], one: str, other: str, directory: str, who: str | None, why: str
) -> None:
    from datetime import date

    from mithaq import identity
    from mithaq.store import Store

    with Store.open(directory, write=True) as store:
        names = _found(store, one), _found(store, other)
        if names[0] == names[1]:
            raise UserError(f"{one} and {other} are the same name in the articles: give the IRIs of two names")
        judgement = identity.IdentityJudgement(
            verdict, *names, who=who or getpass.getuser(), when=date.today().isoformat(), why=why
        )
        identity.append_judgement(store.judgements, judgement)
        identity.resolve(store)
        store.publish()
        joined = store.canonical(names[0]) == store.canonical(names[1])
    click.echo(f"{directory}: {one} and {other} are {'one' if joined else 'two'}")
    if joined != (verdict == "same"):
        raise UserError("another judgement contradicts this one: see judgements.jsonl in the store")


def _found(store: Store, name: str) -> str:
    from mithaq import identity

    found = identity.find(store, name)
    if not found:
        raise UserError(
            f"{name}: nothing in the store has this name: find names with `mithaq explain` and `mithaq query`"
        )
    if len(found) > 1:
        raise UserError(f"{name}: articles use several names for it; give one of these IRIs: {' '.join(found)}")
    return found[0]
