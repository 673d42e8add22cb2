"""`mithaq same` and `mithaq different`: record identity judgements."""

from __future__ import annotations

import getpass
from typing import Literal

import click

from mithaq.cli.load import store_option

__all__ = ["different", "same"]

_who = click.option("--who", metavar="NAME", help="Name of the reviewer.  [default: the user's login name]")
_why = click.option("--why", default="", metavar="TEXT", help="Reason, kept with the judgement.")


@click.command(
    epilog="""\b
Examples:
  mithaq same "ONE NAME" "THE OTHER NAME" --why "one minister, two spellings"
  mithaq same person/A person/B
"""
)
@click.argument("one")
@click.argument("other")
@store_option
@_who
@_why
def same(one: str, other: str, directory: str, who: str | None, why: str) -> None:
    """Judge that two names denote one thing. The judgement applies now and to all later loads.

    ONE and OTHER are labels or IRIs; `mithaq explain` shows both. The judgement is a line of the store's
    `judgements.jsonl`: see `mithaq judgements`. A later judgement about the same names replaces it; one that
    contradicts others is refused.
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

    ONE and OTHER are labels or IRIs; `mithaq explain` shows both. The judgement is a line of the store's
    `judgements.jsonl`: see `mithaq judgements`. A later judgement about the same names replaces it; one that
    contradicts others is refused.
    """
    _judge("different", one, other, directory, who, why)


def _judge(
    verdict: Literal["same", "different"], one: str, other: str, directory: str, who: str | None, why: str
) -> None:
    from datetime import date

    from mithaq.api.judging import judge_names
    from mithaq.pipeline import Signature
    from mithaq.store import Store

    with Store.open(directory, write=True) as store:
        judge_names(store, verdict, one, other, Signature(who or getpass.getuser(), date.today().isoformat(), why))
    click.echo(f"{directory}: {one} and {other} are {'one' if verdict == 'same' else 'two'}")
