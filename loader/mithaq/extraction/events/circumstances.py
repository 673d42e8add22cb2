"""When and where an event was: from its own sentence, else from the sentence before that tells of the same persons."""

from __future__ import annotations

from collections.abc import Collection

from mithaq.extraction.analysis import Analysis
from mithaq.extraction.document import LexiconMatch
from mithaq.extraction.facts import Ref
from mithaq.extraction.syntax.clauses import ClauseContext
from mithaq.language.partial_date import PartialDate
from mithaq.lexicon.word_groups import Words

__all__ = ["day_and_plan", "place_of"]

_HOSTING = ("see", "host")
_TOLD = ("meet", "receive", "hold", "visit", "arrive", "discuss")


def day_and_plan(
    analysis: Analysis, at: int, *, planned: bool, present: bool = False, past: bool = False
) -> tuple[PartialDate | None, bool]:
    """The day of the event at word `at`, and whether it is yet to come; what a verb of the `past` tells is not.

    None where the event was at a time told earlier: (a conference that he held) at that time (with his counterpart).
    """
    if any(text in Words.AT_THAT_TIME for text in analysis.doc.texts[at + 1 : at + 3]):
        return None, planned
    date = analysis.context.day(at, planned=planned, present=present)
    ahead = bool(date and analysis.article.date and date.first > analysis.article.date.first)
    if ahead and past and not planned:
        return None, False  # what has been was not tomorrow
    return date, planned or (ahead and not past)


def place_of(context: ClauseContext, at: int, who: Collection[Ref] = ()) -> LexiconMatch | None:
    """Where the event at word `at` was: in its sentence; where a city saw it; or where the sentence before places
    somebody of `who`."""
    return context.place(at) or _host(context, at) or _before(context, at, who)


def _host(context: ClauseContext, at: int) -> LexiconMatch | None:
    """The city or state that is the subject of seeing or hosting: (Doha) sees (a meeting)."""
    start, _ = context.bounds(at)
    for t in reversed(context.triggers.of(*_HOSTING, start=start, end=at)):
        place = context.doc.find(t.end, "capital", "place", "state")
        if not t.noun and place is not None and not place.proclitics and not context.crosses_clause(t.at, at):
            return place
    return None


def _before(context: ClauseContext, at: int, who: Collection[Ref]) -> LexiconMatch | None:
    number = context.doc.sentence(at)
    if not who or number == 0:
        return None
    start, end = context.doc.sentences[number - 1]
    if not any(it.ref in who for it in context.arguments_in(start, end) if it.kind == "person"):
        return None
    places = {context.place(t.at) for t in context.triggers.of(*_TOLD, start=start, end=end)}
    return next(iter(places)) if len(places) == 1 else None
