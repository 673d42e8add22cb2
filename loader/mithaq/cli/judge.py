"""`mithaq same` and `mithaq different`: record identity judgements."""

from __future__ import annotations

import getpass
from typing import Literal

import click

from mithaq.cli.language import say
from mithaq.cli.load import store_option

__all__ = ["different", "same"]

_who = click.option("--who", metavar="NAME", help="Name of the reviewer.  [default: the user's login name]")
_articles = click.option("--articles", nargs=2, default=None, metavar="ID ID",
                         help="Two articles: ONE as the first uses it, OTHER as the second does.")  # fmt: skip
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
@_articles
@store_option
@_who
@_why
def same(one: str, other: str, articles: tuple[str, str] | None, directory: str, who: str | None, why: str) -> None:
    """Judge that two names denote one thing. The judgement applies now and to all later loads.

    ONE and OTHER are labels or IRIs; `mithaq explain` shows both. The judgement is a line of the store's
    `judgements.jsonl`: see `mithaq judgements`. A later judgement about the same names replaces it; one that
    contradicts others is refused.
    """
    _judge("same", one, other, articles, directory, who, why)


@click.command(
    epilog="""\b
Examples:
  mithaq different "ONE NAME" "THE OTHER NAME"
  mithaq different "NAME" "NAME" --articles 2024-03-a 2024-07-b
"""
)
@click.argument("one")
@click.argument("other")
@_articles
@store_option
@_who
@_why
def different(
    one: str, other: str, articles: tuple[str, str] | None, directory: str, who: str | None, why: str
) -> None:
    """Judge that two names denote two things; keep them, and the names merged with either, apart.

    ONE and OTHER are labels or IRIs; `mithaq explain` shows both. With --articles they may be one name: the second
    article then means another person or organisation by it than the first and all others do. The judgement is a line
    of the store's `judgements.jsonl`: see `mithaq judgements`. A later judgement about the same names replaces it; one
    that contradicts others is refused.
    """
    _judge("different", one, other, articles, directory, who, why)


def _judge(
    verdict: Literal["same", "different"],
    one: str,
    other: str,
    articles: tuple[str, str] | None,
    directory: str,
    who: str | None,
    why: str,
) -> None:
    from datetime import date

    from mithaq.api.judging import Judge, judge_names
    from mithaq.extraction import RuleExtractor
    from mithaq.pipeline import Signature, shacl_errors
    from mithaq.store import Store

    with Store.open(directory, write=True) as store:
        signature = Signature(who or getpass.getuser(), date.today().isoformat(), why)
        if articles is not None and verdict == "different":
            Judge(store, RuleExtractor(), shacl_errors, signature).different_in(one, other, articles)
        else:
            judge_names(store, verdict, one, other, signature, articles)
    where = f" (in {articles[0]} and {articles[1]})" if articles else ""
    say(f"{directory}: {one} and {other}{where} {'are one' if verdict == 'same' else 'are two'}")
