"""Meetings with two persons whom the text has named: he received the two, met each of them."""

from __future__ import annotations

from pyarabic.araby import ALEF, HEH, MEEM

from mithaq.extraction.discourse.anaphora import the_two
from mithaq.extraction.events.meeting_sides import Sides, agents_of
from mithaq.extraction.syntax.arguments import Argument
from mithaq.extraction.syntax.clauses import ClauseContext
from mithaq.extraction.syntax.predicates import Predicate
from mithaq.extraction.syntax.search import distinct, first_of, is_person, persons
from mithaq.lexicon.word_groups import Words

__all__ = ["met_both", "two_before", "two_of_before"]

_REACH = 3  # words from a host to the two whom he received
_TWO = 2


def met_both(context: ClauseContext, p: Predicate) -> Sides | None:
    """A received the two (of whom the text has spoken), met each of them, each of the two leaders."""
    t, doc, agents = p.trigger, context.doc, agents_of(context, p)
    after = range(max([t.end, *(it.end for it in agents if it.start >= t.end)]), context.bounds(t.at)[1])[:_REACH]
    at = first_of(doc, Words.TWO_PERSONS | Words.OF_THEM_BOTH, after.start, after.stop)
    if not persons(agents) or len(agents) > 1 or t.passive:
        return None
    if doc.texts[t.at].endswith(HEH + MEEM + ALEF) or (at is not None and doc.texts[at] in Words.OF_THEM_BOTH):
        others = two_of_before(context, agents[0].start if agents[0].start < t.at else t.at)
    else:
        unnamed = at is not None and not doc.words[at + 1].nisbas and not context.arguments_in(after.start, at + 2)
        others = the_two(context, t.at) if unnamed and context.adverbial(after.start, at or 0) else []
    apart = len(others) == _TWO and agents[0].ref not in {it.ref for it in others}
    return Sides(agents, others, "met-both", 0.75) if apart else None


def two_before(context: ClauseContext, at: int) -> list[Argument]:
    """The two persons named last in the sentence before word `at`."""
    before = context.arguments_in(context.bounds(at)[0], at)
    return distinct(filter(is_person, reversed(before)))[:2][::-1]


def two_of_before(context: ClauseContext, at: int) -> list[Argument]:
    """The two persons of word `at`'s sentence before it, else those of the sentence before, if they are just two."""
    found, number = two_before(context, at), context.doc.sentence(at)
    if not found and number:
        earlier = context.arguments_in(*context.doc.sentences[number - 1])
        found = distinct(it for it in reversed(earlier) if it.kind == "person")[::-1]
    return found if len(found) == 2 else []
