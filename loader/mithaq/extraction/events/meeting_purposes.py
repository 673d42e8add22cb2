"""Meetings that somebody sets out or comes for: (A arrived in Doha) to meet B."""

from __future__ import annotations

from pyarabic.araby import LAM, WAW

from mithaq.extraction.events.meeting_sides import Sides, someone
from mithaq.extraction.syntax.arguments import Argument
from mithaq.extraction.syntax.clauses import ClauseContext
from mithaq.extraction.syntax.predicates import Predicate
from mithaq.extraction.syntax.search import first_ungoverned, is_person, known
from mithaq.extraction.syntax.triggers import Trigger
from mithaq.lexicon.word_groups import Words

__all__ = ["PURPOSE", "came_to_meet", "who_came"]

PURPOSE = 10  # words between a purpose and the meeting joined to it at the most: to offer condolences and meet


def came_to_meet(context: ClauseContext, p: Predicate) -> Sides | None:
    """Whom somebody set out or came to meet: (A arrived in Doha) to meet B and C."""
    t = p.trigger
    genitive = () if t.definite else p.arguments("agent")
    others = [it for it in (*genitive, *p.arguments("partner")) if it.kind in ("person", "post", "body", "side")]
    if not others or t.has_pronoun_suffix or not _purpose(context, t):
        return None
    traveller = who_came(context, t.at)
    return Sides([traveller], others, "came-to-meet", 0.7) if traveller is not None else None


def _purpose(context: ClauseContext, t: Trigger) -> bool:
    """Whether a meeting is what somebody came for: to meet, to hold talks, (to take part in it) and meet."""
    doc, hit = context.doc, context.doc.find(t.at, "event")
    held = t.at > 0 and doc.texts[t.at - 1].removeprefix(LAM) in Words.ARRANGING
    if hit is None or (held and doc.texts[t.at - 1].startswith(LAM)) or hit.proclitics.endswith(LAM):
        return hit is not None
    low = max(context.bounds(t.at)[0], t.at - PURPOSE)
    return t.conjunction == WAW and any(
        proclitics == LAM and "n" in doc.words[k].pos and not doc.words[k].definite and not doc.words[k].nodes
        for k in range(low, t.at)
        for proclitics, _, _ in doc.words[k].stems[1:]
    )


def who_came(context: ClauseContext, at: int) -> Argument | None:
    """Who sets out or comes for what word `at` says: (A arrived in Doha) to meet."""
    start, _ = context.bounds(at)
    way = context.triggers.of("arrive", "go", "leave", "visit", start=start, end=at)
    if not way or context.crosses_clause(way[-1].at, at):
        return None
    t = way[-1]
    after = [it for it in context.following_arguments(t.end) if it.end <= at][:1]
    if after and (after[0].kind == "person" or (after[0].kind == "post" and after[0].start == t.end)):
        return first_ungoverned(context, after)
    if not t.noun and someone(context, t.end):
        return None
    if context.doc.texts[t.at - 1] not in Words.RELATIVE:
        return first_ungoverned(context, known(context.discourse_topic(t.at)))
    left = context.preceding_argument(t.at)  # A, who is visiting
    return left if left is not None and is_person(left) else context.discourse_topic(t.at)
