"""A visit as the text tells it."""

from __future__ import annotations

from dataclasses import dataclass

from mithaq.extraction.document import LexiconMatch
from mithaq.extraction.syntax.arguments import Argument
from mithaq.extraction.syntax.clauses import ClauseContext

__all__ = ["VisitMention", "guests"]


@dataclass(frozen=True, slots=True)
class VisitMention:
    """A visitor's way to a state; `where` is the city or state as the text names it, `present` the tense it is told
    in, `earlier` whether it was a stop before the journey that the word at `at` tells, with a day of its own."""

    visitor: Argument
    state: str
    where: LexiconMatch | None
    at: int
    rule: str
    planned: bool = False
    present: bool = False
    noun: bool = False
    earlier: bool = False
    confidence: float = 0.85

    @property
    def place(self) -> LexiconMatch | None:
        """The city, where the text names one."""
        return self.where if self.where is not None and self.where.entry.category != "state" else None


def guests(context: ClauseContext, visitors: list[Argument], state: str) -> list[Argument]:
    """Those of the visitors who are not at home in a state."""
    return [it for it in visitors if state not in (context.states_of.get(it.ref), it.ref.key)]
