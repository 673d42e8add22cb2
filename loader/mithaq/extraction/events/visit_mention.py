"""A visit as the text tells it."""

from __future__ import annotations

from dataclasses import dataclass

from pyarabic.araby import WAW

from mithaq.extraction.document import LexiconMatch
from mithaq.extraction.syntax.arguments import Argument
from mithaq.extraction.syntax.clauses import ClauseContext
from mithaq.lexicon.word_groups import Words

__all__ = ["VisitMention", "guests", "travels"]


@dataclass(frozen=True, slots=True)
class VisitMention:
    """A visitor's way to a state; `where` is the city or state as the text names it, `present` the tense it is told
    in."""

    visitor: Argument
    state: str
    where: LexiconMatch | None
    at: int
    rule: str
    planned: bool = False
    present: bool = False
    noun: bool = False
    confidence: float = 0.85

    @property
    def place(self) -> LexiconMatch | None:
        """The city, where the text names one."""
        return self.where if self.where is not None and self.where.entry.category != "state" else None


def guests(context: ClauseContext, visitors: list[Argument], state: str) -> list[Argument]:
    """Those of the visitors who are not at home in a state."""
    return [it for it in visitors if state not in (context.states_of.get(it.ref), it.ref.key)]


def travels(context: ClauseContext, item: Argument) -> bool:
    """Whether an actor may be on a journey: a person, a state's delegation, or a body that sends one."""
    texts, of = context.doc.texts, item.start - 1
    of -= texts[of] in Words.OF_THOSE
    sends = item.kind == "body" and texts[of].removeprefix(WAW) in Words.A_DELEGATION | Words.REPRESENTATIVES
    return sends or item.kind in ("person", "post", "side")
