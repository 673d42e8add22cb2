"""Talks told by those who chair them, together or each for his side."""

from __future__ import annotations

from mithaq.extraction.events.meeting_sides import Sides, agents_of, pair, told_meeting
from mithaq.extraction.particles import AL
from mithaq.extraction.syntax.arguments import Argument
from mithaq.extraction.syntax.clauses import ClauseContext
from mithaq.extraction.syntax.predicates import Predicate
from mithaq.extraction.syntax.search import is_person, known, persons, ungoverned_person
from mithaq.extraction.syntax.triggers import Trigger
from mithaq.lexicon.word_groups import OneWord, Words

__all__ = ["chaired", "one_side"]

_SIDE_REACH = 12
"""Words after a verb of chairing in which the head of a side is named."""


def chaired(context: ClauseContext, p: Predicate) -> Sides | None:
    """Two who chaired talks together, or each for his side: they met."""
    t, texts = p.trigger, context.doc.texts
    mine = _side_chaired(context, t)
    if mine is not None:
        start = context.doc.sentences[max(0, context.doc.sentence(t.at) - 1)][0]
        before = context.triggers.of("chair", start=start, end=t.at)
        theirs = _side_chaired(context, before[-1]) if before else None
        return pair([*known(theirs), mine], "chaired-for-sides")
    if told_meeting(p) < 0:
        return None
    if t.has_pronoun_suffix:
        two = [it for phrase in p.phrases if not phrase.case for it in phrase.arguments if is_person(it)][:2]
        sides = sum(text.endswith(OneWord.SIDE_NOUN) for text in texts[t.end : two[1].start]) if two[1:] else 0
        return pair(two, "chaired-for-sides") if sides == 2 else None
    people = [*agents_of(context, p), *p.arguments("partner")]
    return pair(people, "chaired-together", 0.8) if persons(people) else None


def _side_chaired(context: ClauseContext, t: Trigger) -> Argument | None:
    """Who chaired one side of talks: (chaired) the Kenyan side A."""
    doc = context.doc
    if t.noun or not doc.texts[t.end : t.end + 1] or not one_side(doc.texts[t.end]):
        return None
    people = context.arguments_in(t.end, min(context.bounds(t.at)[1], t.end + _SIDE_REACH))
    return next((it for it in people if ungoverned_person(context, it)), None)


def one_side(text: str) -> bool:
    """Whether a word stands for one side of talks: the side, a delegation."""
    return text.removeprefix(AL) == OneWord.SIDE_NOUN or text in Words.A_DELEGATION or text in Words.THE_DELEGATION
