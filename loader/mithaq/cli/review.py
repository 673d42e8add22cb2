"""`mithaq review`: go through doubtful facts with the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from mithaq.cli.fact import correcting, signed
from mithaq.cli.keyboard import read_key
from mithaq.cli.language import in_language, is_arabic, say
from mithaq.cli.numbers import Number
from mithaq.errors import UserError

if TYPE_CHECKING:
    from mithaq.queries import DoubtfulFact

__all__ = ["review"]

_HELP = "y right   n wrong   s skip   u undo   q quit"


@click.command(
    epilog="""\b
Examples:
  mithaq review
  mithaq review --below 0.85 --who huda
"""
)
@click.option(
    "--below", type=Number(0, 1), default=0.7, show_default=True, metavar="X",
    help="Review facts with a lower confidence.",
)  # fmt: skip
@signed
def review(below: float, directory: str, who: str | None, today: str, why: str) -> None:
    """Review contradicting facts and facts of low confidence one at a time, with their sentences.

    Keys: y the fact is right; n it is wrong; s skip; u undo the last answer; q quit. Each answer is recorded as a
    correction and applied at once. To change a fact, use `mithaq fact amend` with the id that is shown.
    """
    from mithaq.queries import doubtful_facts
    from mithaq.store import Store

    with Store.open(directory) as store:
        waiting = doubtful_facts(store, below)
    answers: list[tuple[int, list[str]]] = []
    place = 0
    while place < len(waiting):
        fact = waiting[place]
        if not _show(directory, fact, in_language(f"{place + 1} of {len(waiting)}")):
            place += 1
            continue
        key = read_key()
        if key == "q":
            break
        if key == "u":
            place = _undo(answers, directory, who, today, why) if answers else place
        elif key in "yn":
            with correcting(directory, who, today, why) as corrector:
                made = corrector.accept(fact.iri) if key == "y" else corrector.reject(fact.iri)
            answers.append((place, [correction.id for correction in made]))
            place += 1
        elif key == "s":
            place += 1
    say(f"{directory}: {len(answers)} judged, {len(waiting) - place} left")


def _undo(answers: list[tuple[int, list[str]]], directory: str, who: str | None, today: str, why: str) -> int:
    """Undo the last answer; returns the place of its fact."""
    place, ids = answers.pop()
    with correcting(directory, who, today, why) as corrector:
        corrector.undo(ids)
    return place


def _show(directory: str, fact: DoubtfulFact, position: str) -> bool:
    """Show a fact; false if an earlier answer has removed it."""
    from mithaq.cli.explain import fact_lines
    from mithaq.queries import explain
    from mithaq.store import Store

    with Store.open(directory) as store:
        try:
            found = explain(store, fact.iri, limit=0).thing
        except UserError:
            return False
        if not found.evidence:
            return False
        click.echo(f"\n{position}: {in_language(fact.reason)}   {in_language(_HELP)}")
        for line in fact_lines(found, "ar" if is_arabic() else "en"):
            click.echo(line)
    return True
