"""Meetings told by a noun: his meeting with, talks between, the reception of, a call from."""

from __future__ import annotations

from pyarabic.araby import BEH, HEH, LAM, MEEM

from mithaq.extraction.particles import BETWEEN, FROM, WITH
from mithaq.extraction.syntax.arguments import Argument
from mithaq.extraction.syntax.clauses import ClauseContext
from mithaq.extraction.syntax.lists import conjuncts
from mithaq.extraction.syntax.triggers import Trigger
from mithaq.lexicon.groups import group

__all__ = ["Result", "ahead", "by_noun", "headed", "of_many", "on_the_part", "pairs"]

_ADJECTIVES = 4
"""Words between an event noun and the clause about it at the most: the talks, fruitful and long, that."""
_PLACED = 14
"""Words of time and place in that clause before the parties."""
_SIGNS = (",", '"', "(", ")", WITH)
Result = tuple[list[Argument], list[Argument], str, float]
"""One side, the other side, the rule that read them, how sure it is."""


def by_noun(context: ClauseContext, t: Trigger) -> Result | None:
    doc = context.doc
    opened = t.end
    right = context.following_arguments(t.end)
    if not right:
        opened = _told_of(context, t)
        right = context.following_arguments(opened)
    if not right:
        return _by_a_call(context, t) if t.event_class == "call" else None
    first = right[0]
    gap = [doc.texts[k] for k in range(opened, first.start) if k not in doc.in_date]
    governed = context.case_marker(first)
    if t.event_class == "call":
        return _called(context, t, right)
    if t.event_class == "receive" and first.kind in ("person", "post") and doc.texts[first.end] in group("to him"):
        guest = context.discourse_topic(t.at)  # during X's reception of him
        return ([first], [guest], "reception-of-him", 0.8) if guest is not None else None
    if t.has_pronoun_suffix and doc.texts[t.end - 1].endswith(HEH + MEEM):
        return None  # their meeting: of many, who are not one person's name
    if t.event_class == "receive" and _homecoming(context, t):
        return None  # those who welcome one home are his own people
    if t.has_pronoun_suffix:
        topic = context.discourse_topic(t.at, far=False) or ahead(context, context.conjuncts(right, 0))
        unnamed = context.clause_subject(t.at) if topic is None else None
        topic = topic or (unnamed if unnamed is not None and unnamed.kind == "post" else context.discourse_topic(t.at))
        if topic is None or topic.ref == first.ref:
            return None
        for n, item in enumerate(right):
            link = context.case_marker(item)
            if item.place or (item.kind == "body" and link not in ("", WITH)):
                continue
            if (link in ("", WITH, BEH, LAM) and item.kind in ("person", "post", "body", "side")) or link == WITH:
                person = item.kind in ("person", "post")
                between = _between(context, t.end, item)
                if len(between) > 15 or (
                    not person and any(w not in _SIGNS and not _light(context, w) for w in between)
                ):
                    return None
                others = context.conjuncts(right, n)
                if t.event_class == "receive":  # among those who receive a guest are his own people
                    others = [it for it in others if not _same_side(context, topic, it)]
                return [topic], others, "his-meeting", 0.85
            return None
        return None
    if governed == BETWEEN:
        if any(
            h.entry.category in ("agreement", "event", "forum")
            for k in range(t.end, first.start)
            for h in doc.hits.get(k, ())
        ):
            return None  # what is between them is something else
        together = context.conjuncts(right, 0)
        if len(together) > 2 and of_many(context, t.end):
            return together, together, "between-all", 0.85
        if any(doc.texts[k] in group("relation") for k in range(t.end, first.start)):
            return None  # the talks were of what is between them
        return ([together[0]], together[1:], "between", 0.9) if len(together) > 1 and len(gap) <= 6 else None
    agent = next((it for it in right if on_the_part(context, it)), None) if t.event_class == "receive" else None
    if agent is not None:  # (X was honoured with) a reception on the part of Y
        guest = context.discourse_topic(t.at, far=False)
        return ([agent], [guest], "reception-by", 0.8) if guest is not None and guest.end <= t.at else None
    bi = governed == BEH and first.kind == "person" and not gap
    if (governed == WITH or bi) and not t.definite and first.kind in ("person", "post", "body") and len(gap) <= 5:
        if context.triggers.of("hold", start=context.bounds(t.at)[0], end=t.at):
            return None  # (X) held talks with: told by the verb
        subject = context.discourse_topic(t.at, far=False) or context.subject(t.at)
        if subject is not None and subject.kind in ("person", "body") and t.event_class == "meet":
            return [subject], context.conjuncts(right, 0), "meeting-with", 0.8
    included = _included(context, t, right)
    if included:
        return [first], included, "meetings-included", 0.85
    if _in_order_to(context, t) and not t.definite and not governed and not gap:
        return _purpose(context, t, right)
    if len(gap) == 0 and not t.definite and not governed and first.kind in ("person", "post", "body", "state"):
        # the genitive is one side; the other comes with with-, bi-, li- or and-
        for n, item in enumerate(right[1:], start=1):
            link = context.case_marker(item)
            if item.place:
                continue
            if (link in (WITH, BEH, LAM) and item.kind in ("person", "post", "body")) or link == WITH:
                return [first], context.conjuncts(right, n), "meeting-of-with", 0.9
            if pairs(context, right[n - 1], item) and item.kind == first.kind == "person":
                return [first], [item], "meeting-of-and", 0.8
            if t.event_class == "receive" and not link:
                return [first], context.conjuncts(right, n), "reception-of", 0.85
            return None
    return None


def _purpose(context: ClauseContext, t: Trigger, right: list[Argument]) -> Result | None:
    """Whom somebody set out or came to meet: (X arrived in Doha) to meet A and B."""
    start, _ = context.bounds(t.at)
    way = context.triggers.of("arrive", "go", "leave", "visit", start=start, end=t.at)
    if not way or context.crosses_clause(way[-1].at, t.at):
        return None
    others = [it for it in context.conjuncts(right, 0) if it.kind in ("person", "post", "body")]
    subject = next((it for it in context.following_arguments(way[-1].end) if it.end <= t.at), None)
    subject = subject if subject is not None and subject.kind == "person" else context.discourse_topic(way[-1].at)
    if subject is None or not others or subject.start > t.at or context.case_marker(subject):
        return None
    return [subject], others, "came-to-meet", 0.7


def _included(context: ClauseContext, t: Trigger, right: list[Argument]) -> list[Argument]:
    """Whom the meetings of somebody included: (included) the meetings of X each of A, B and C."""
    first = right[0]
    verb = context.doc.words[t.at - 1] if t.at > context.bounds(t.at)[0] else None
    if verb is None or first.start != t.end or not any(v.event_class == "include" for v in verb.verbs):
        return []
    listed = next((it for it in right[1:] if not it.place), None)
    if listed is None or context.case_marker(listed) or not _opens_list(context, first.end, listed.start):
        return []
    return conjuncts(context, listed, tolerant=True)


def _opens_list(context: ClauseContext, start: int, end: int) -> bool:
    """Whether words `start` to `end` only say when and where, and `each of`."""
    texts = context.doc.texts
    return context.adverbial(start, next((k for k in range(start, end) if texts[k] in group("each")), end))


def _told_of(context: ClauseContext, t: Trigger) -> int:
    """Where the clause about a meeting goes on after its verb: (the call) that took place (between A and B), (a call)
    he received (from B); the word after the noun where there is no such clause."""
    words = context.doc.words
    _, end = context.bounds(t.at)
    k = t.end
    while k < min(end, t.end + _ADJECTIVES) and (k in context.doc.in_date or words[k].definite) and not words[k].verbs:
        k += 1
    relative = k < end and words[k].text in group("relative")
    k += relative
    if k >= end or any(v.event_class == "say" for v in words[k].verbs):
        return t.end
    takes = t.event_class == "call" and any(v.object and v.event_class in ("get", "hold") for v in words[k].verbs)
    if takes:
        return k + 1
    between = next((j for j in range(k + 1, min(end, k + _PLACED)) if words[j].text == BETWEEN), -1)
    return between if relative and between > 0 and context.adverbial(k + 1, between) else t.end


def _in_order_to(context: ClauseContext, t: Trigger) -> bool:
    hit = context.doc.find(t.at, "event")
    return hit is not None and hit.proclitics.endswith(LAM)


def _homecoming(context: ClauseContext, t: Trigger) -> bool:
    """Whether the guest has come back to his own country: he returned, told in this sentence or the one before."""
    number = context.doc.sentence(t.at)
    start, _ = context.doc.sentences[max(0, number - 1)]
    return any(
        v.event_class == "return" for k in range(start, t.at) for v in context.doc.words[k].verbs if not v.ambiguous
    )


def _same_side(context: ClauseContext, one: Argument, other: Argument) -> bool:
    state = context.states_of.get(one.ref)
    return state is not None and context.states_of.get(other.ref) == state


def headed(context: ClauseContext, start: int, end: int) -> list[Argument]:
    """Who leads the delegation that stands in words `start` to `end` as whom somebody met: (received, talked with) a
    delegation (from, of) that A heads, under A; none if anybody known comes before it."""
    texts = context.doc.texts
    at = next((k for k in range(start, min(end, start + 12)) if texts[k] in group("a delegation")), None)
    if at is None or any(it.kind in ("person", "post") and not it.place for it in context.arguments_in(start, at)):
        return []
    for k in range(at + 1, min(end, at + 14)):
        if texts[k] in group("headed by"):
            return [it for it in context.arguments_in(k + 1, k + 2) if it.kind in ("person", "post")]
        if context.doc.words[k].kind == "sign" and texts[k] not in ('"', ",", "(", ")"):
            return []
    return []


def of_many(context: ClauseContext, k: int) -> bool:
    """Whether word `k`, after a meeting's noun, makes it one of three or more, which is a forum."""
    return context.doc.texts[k : k + 1] != [] and context.doc.texts[k] in group("of many")


def on_the_part(context: ClauseContext, item: Argument) -> bool:
    """Whether an item is the doer that a passive names: on the part of X (min qibal, min taraf)."""
    texts = context.doc.texts
    return item.start > 1 and texts[item.start - 2] == FROM and texts[item.start - 1] in group("on the part")


def pairs(context: ClauseContext, first: Argument, second: Argument) -> bool:
    return len(context.conjuncts([first, second], 0)) == 2


def _between(context: ClauseContext, start: int, item: Argument) -> list[str]:
    return [context.doc.texts[k] for k in range(start, item.start) if k not in context.doc.in_date]


def _light(context: ClauseContext, text: str) -> bool:
    """Words that may stand between a meeting and whom it was with: time, place, manner."""
    word = context.doc.lexicon.word(text)
    return (
        word.function_class in ("adv", "prep", "dem", "quant")
        or bool(word.nodes)
        or word.pos == ""
        or any(p for p, _, _ in word.stems[1:])
    )


def _called(context: ClauseContext, t: Trigger, right: list[Argument]) -> Result | None:
    """X received a call from Y; X made a call with Y; a call between X and Y."""
    doc = context.doc
    start, _ = context.bounds(t.at)
    for n, item in enumerate(right):
        link = context.case_marker(item)
        if link == BETWEEN:
            together = context.conjuncts(right, n)
            return ([together[0]], together[1:], "call-between", 0.9) if len(together) > 1 else None
        if link in (FROM, WITH, BEH) and not item.place:
            opened = max((k for k in range(start, t.at) if doc.texts[k] in group("that")), default=start)
            left = [it for it in context.arguments_in(opened, t.at) if it.end <= t.at and not it.place]
            subject = next((it for it in left if it.kind in ("person", "post") and not context.case_marker(it)), None)
            if n and _told_of(context, t) > t.end and not context.case_marker(right[0]):
                subject = right[0]  # (in a call that) X received from Y
            subject = subject or context.discourse_topic(t.at)
            if subject is None or any(doc.texts[k] == ":" for k in range(subject.end, t.at)):
                return None
            return [subject], context.conjuncts(right, n), "call-with", 0.9
    return _by_a_call(context, t)


def _by_a_call(context: ClauseContext, t: Trigger) -> Result | None:
    """X (agreed, spoke) with Y in a call."""
    start, _ = context.bounds(t.at)
    if context.doc.texts[t.at - 1] not in group("in a call"):
        return None
    left = [it for it in context.arguments_in(start, t.at) if not it.place]
    if not left or left[-1].end != t.at - 1:
        return None
    first = next((n for n, it in enumerate(left) if context.case_marker(it) == WITH), None)
    if first is None or context.conjuncts(left, first)[-1] is not left[-1]:
        return None
    subject = next((it for it in reversed(left[:first]) if it.kind in ("person", "post", "state")), None)
    if subject is None or context.case_marker(subject):
        return None
    return [subject], left[first:], "with-in-a-call", 0.8


def ahead(context: ClauseContext, objects: list[Argument]) -> Argument | None:
    """Whom a pronoun before its owner speaks of: (in his meeting with B), A said; the subject of the verb after the
    comma."""
    if not objects:
        return None
    doc, at = context.doc, objects[-1].end
    _, end = context.bounds(at - 1)
    while at < end and (at in doc.in_date or doc.words[at].nodes or doc.words[at].function_class in ("prep", "adv")):
        at += 1
    if at + 1 >= end or doc.texts[at] != "," or not doc.words[at + 1].verbs:
        return None
    subject = next(iter(context.arguments_in(at + 2, at + 3)), None)
    return subject if subject is not None and subject.kind == "person" and not context.case_marker(subject) else None
