"""Who takes part in a forum: who attends, chairs or opens it, whom the text lists, and who its members are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pyarabic.araby import BEH, WAW

from mithaq.extraction.document import Document, LexiconMatch
from mithaq.extraction.events.meetings import MeetingMention
from mithaq.extraction.facts import Ref
from mithaq.extraction.particles import BETWEEN, FROM, WITH
from mithaq.extraction.syntax.arguments import Argument
from mithaq.extraction.syntax.clauses import ClauseContext
from mithaq.extraction.syntax.triggers import Trigger
from mithaq.language.partial_date import PartialDate
from mithaq.lexicon.groups import group

__all__ = [
    "FRAMES",
    "ForumMention",
    "add",
    "members",
    "of_its_sidelines",
    "of_the_article",
    "of_the_sentence",
    "on_sidelines",
]

FRAMES = ("attend", "chair", "begin", "host", "hold", "conclude", "represent")
"""Frames of what is done at forums."""


@dataclass(slots=True)
class ForumMention:
    """A forum with its mentions: (first word, one past the last, letters of proclitics)."""

    mentions: list[tuple[int, int, int]]
    words: frozenset[str]
    forms: list[str]
    strength: str
    named: bool
    edition: int | None = None
    series: str | None = None
    place: LexiconMatch | None = None
    date: PartialDate | None = None
    participants: list[Ref] = field(default_factory=list)
    members: list[Ref] = field(default_factory=list)
    planned: bool = False


def members(context: ClauseContext, found: list[ForumMention]) -> None:
    """The states a standing forum has as members: it comprises A, B and C."""
    for t in context.triggers.of("comprise"):
        owner = max(
            (g for g in found if g.mentions[0][0] < t.at and g.edition is None),
            default=None,
            key=lambda g: (g.strength == "initiative", max(m[0] for m in g.mentions if m[0] < t.at)),
        )
        items = [it for it in context.following_arguments(t.end, limit=20) if it.ref.kind == "state"]
        if owner is None or len(items) < 2:
            continue
        run = context.conjuncts(items, 0)
        if len(run) >= 2:
            owner.members += [it.ref for it in run if it.ref not in owner.members]


def add(g: ForumMention, item: Argument) -> None:
    if item.ref not in g.participants:
        g.participants.append(item.ref)


def of_the_article(context: ClauseContext, g: ForumMention) -> None:
    """Who takes part in the one forum of an article, said in other sentences: opened, chaired, attended, spoke at
    it."""
    doc = context.doc
    for t in context.triggers.of(*FRAMES):
        other = any(h.entry.category == "event" for h in doc.hits.get(t.end, ()))
        if t.event_class in ("attend", "chair", "represent") and not t.noun and not other:
            _subjects(context, g, t, every=t.event_class != "attend")
    for start, end in doc.sentences:
        if any(doc.texts[k] in group("speech") for k in range(start, end)):
            speaker = next(
                (it for it in context.arguments_in(start, end) if it.kind == "person" and not context.case_marker(it)),
                None,
            )
            if speaker is not None:
                add(g, speaker)


def on_sidelines(doc: Document, start: int, low: int) -> bool:
    """Whether a forum is named as that on whose sidelines something happened."""
    return any(doc.texts[k] in group("sidelines") for k in range(max(low, start - 6), start))


def of_its_sidelines(context: ClauseContext, found: list[ForumMention], meetings: Sequence[MeetingMention]) -> None:
    """Who met on the sidelines of a forum took part in it: as the sentence of the meeting says, or a later one that
    tells of the meeting by a noun (the meeting came on the sidelines of)."""
    doc = context.doc
    told: dict[int, list[MeetingMention]] = {}  # by the sentence that tells of them
    for m in meetings:
        told.setdefault(doc.sentence(m.at), []).append(m)
    for g in found:
        for start, end, _ in g.mentions:
            low, _ = context.bounds(start)
            if not on_sidelines(doc, start, low) or (end - start < 2 and g.strength != "name"):
                continue  # of the meeting (of the ministers of a body): guests may meet them there
            if any(doc.texts[k] in group("his taking part") for k in range(max(low, start - 6), start)):
                continue  # on the sidelines of one's taking part: of one alone
            here = told.get(doc.sentence(start), [])
            noun = any(t.noun and t.definite for t in context.triggers.of("meet", "receive", start=low, end=start))
            if not here and (noun or start - low <= 8):
                before = told.get(doc.sentence(start) - 1, [])
                here = before if len({m.at for m in before}) == 1 else []
            for m in here:
                for item in (*m.one, *m.other):
                    if item.kind in ("person", "post"):
                        add(g, item)


def _represented(context: ClauseContext, items: list[Argument]) -> list[Argument]:
    """States and bodies said to take part through others: representatives of A and B, delegations from C."""
    found: list[Argument] = []
    texts = context.doc.texts
    for n, item in enumerate(items):
        if item.kind not in ("state", "body") or item in found:
            continue
        lead = [texts[k].removeprefix(WAW) for k in range(max(0, item.start - 3), item.start)]
        if lead and (lead[-1] in group("of those") or lead[-1] in group("representatives")):
            lead = [w for w in lead if w in group("representatives")]
            found += context.conjuncts(items, n) if lead else []
    return found


def of_the_sentence(
    context: ClauseContext, g: ForumMention, start: int, end: int, low: int, high: int, near: list[Trigger]
) -> None:
    """Persons and bodies that the sentence makes take part: subjects of attending and chairing, those it lists after
    with-the-participation-of, and those who met on its sidelines."""
    doc = context.doc
    for t in near:
        if t.event_class == "begin" and not any(it.start - t.end <= 2 for it in context.following_arguments(t.end)[:1]):
            continue  # the forum began: what follows is no one who opened it
        if t.event_class in ("attend", "chair", "begin", "represent") and not t.noun and abs(t.at - start) <= 40:
            _subjects(context, g, t, every=t.event_class in ("attend", "chair"))
            if t.event_class == "attend":
                _parties(context, g, t)
    for item in _gathered(context, start, end, low, high):
        add(g, item)
    for k in range(low, high):
        if doc.texts[k] in group("taking part") and abs(k - end) <= 30:
            listed = context.following_arguments(k + 1, limit=90)
            run = context.conjuncts(listed, 0)
            if run and run[0].kind != "state":
                for item in run:
                    add(g, item)
            for item in listed:
                if context.case_marker(item) == BETWEEN or start <= item.start < end:
                    break  # what is between them is spoken of; the forum's own name
                if item.kind in ("person", "body"):
                    add(g, item)
            for item in _represented(context, listed):
                add(g, item)
            kinds = {it.kind for it in listed[:2]}
            if listed and _each(doc, k + 1, listed[0].start) and kinds <= {"state", "post", "body"}:
                for item in context.conjuncts(
                    listed, 0
                ):  # with the participation of A, B and C; of the ministers of A and B
                    add(g, item)
        if doc.texts[k] in group("his taking part") and k <= start:
            topic = context.discourse_topic(k)
            if topic is not None and start - k <= 6:
                add(g, topic)


def _each(doc: Document, start: int, end: int) -> bool:
    """Whether words `start` to `end` are none, or `each of`, `the states of`."""
    return all(
        doc.texts[k] in group("each") or doc.texts[k] == FROM or doc.texts[k] in group("states of")
        for k in range(start, end)
    )


def _gathered(context: ClauseContext, start: int, end: int, low: int, high: int) -> list[Argument]:
    """The three or more whom a sentence gathers in a forum: (the summit) that gathers A, B and C; A, B and C hold,
    meet in (a summit of three)."""
    for t in context.triggers.of("gather", "comprise", start=end, end=min(high, end + 8)):
        listed = context.following_arguments(t.end, limit=60)
        if listed and not t.has_pronoun_suffix and not context.case_marker(listed[0]):
            return context.conjuncts(listed, 0)
    for t in context.triggers.of("hold", "meet", start=low, end=start):
        listed = [it for it in context.following_arguments(t.end, limit=60) if it.end <= start and not it.place]
        run = context.conjuncts(listed, 0)
        if not t.noun and len(run) > 2 and run == listed and _each_of(context, t, run[0]):
            return run
    return []


def _each_of(context: ClauseContext, t: Trigger, first: Argument) -> bool:
    return not context.case_marker(first) and _each(context.doc, t.end, first.start)


def _parties(context: ClauseContext, g: ForumMention, t: Trigger) -> None:
    """The states and bodies that attended: A, B and C took part; representatives of A and B did."""
    listed = context.following_arguments(t.end, limit=90)
    named = [n for n, it in enumerate(listed) if it.kind in ("state", "body") and not it.place]
    if named and not context.case_marker(listed[named[0]]) and all(it.place for it in listed[: named[0]]):
        for item in context.conjuncts(listed, named[0]):
            add(g, item)
    for item in _represented(context, listed):
        add(g, item)


def _subjects(context: ClauseContext, g: ForumMention, t: Trigger, *, every: bool) -> None:
    left = context.preceding_argument(t.at)
    if left is not None and left.kind in ("person", "post"):
        before = context.arguments_in(context.bounds(t.at)[0], left.start) if t.number == "d" else []
        if before and len(context.conjuncts([before[-1], left], 0)) == 2:
            add(g, before[-1])  # A and B chaired
        add(g, left)
        return
    right = [it for it in context.following_arguments(t.end) if it.kind in ("person", "post")]
    if right and (
        t.has_pronoun_suffix or not context.case_marker(right[0]) or context.case_marker(right[0]) not in (WITH, BEH)
    ):
        for item in right if every else context.conjuncts(right, 0):
            add(g, item)
    elif not right and t.event_class == "attend":
        topic = context.discourse_topic(t.at)
        if topic is not None:
            add(g, topic)
