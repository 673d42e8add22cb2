"""Who takes part in a forum: who attends, chairs or opens it, whom the text lists, and who its members are."""

from __future__ import annotations

from dataclasses import dataclass, field

from pyarabic.araby import BEH

from loader.extraction.actors import Item
from loader.extraction.clauses import Scene
from loader.extraction.document import Document, Hit
from loader.extraction.facts import Ref
from loader.extraction.particles import WITH
from loader.extraction.triggers import Trigger
from loader.language.partial_date import PartialDate
from loader.lexicon.groups import group

__all__ = ["FRAMES", "Gathering", "add", "members", "of_the_article", "of_the_sentence", "on_sidelines"]

FRAMES = ("attend", "chair", "begin", "host", "hold", "conclude", "represent")
"""Frames of what is done at forums."""


@dataclass(slots=True)
class Gathering:
    """A forum with its mentions: (first word, one past the last, letters of proclitics)."""

    mentions: list[tuple[int, int, int]]
    words: frozenset[str]
    forms: list[str]
    strength: str
    named: bool
    edition: int | None = None
    series: str | None = None
    place: Hit | None = None
    date: PartialDate | None = None
    participants: list[Ref] = field(default_factory=list)
    members: list[Ref] = field(default_factory=list)
    planned: bool = False


def members(scene: Scene, found: list[Gathering]) -> None:
    """The states a standing forum has as members: it comprises A, B and C."""
    for t in scene.triggers.of("comprise"):
        owner = max(
            (g for g in found if g.mentions[0][0] < t.at and g.edition is None),
            default=None,
            key=lambda g: (g.strength == "initiative", max(m[0] for m in g.mentions if m[0] < t.at)),
        )
        items = [it for it in scene.right(t.end, limit=20) if it.ref.kind == "state"]
        if owner is None or len(items) < 2:
            continue
        run = scene.run(items, 0)
        if len(run) >= 2:
            owner.members += [it.ref for it in run if it.ref not in owner.members]


def add(g: Gathering, item: Item) -> None:
    if item.ref not in g.participants:
        g.participants.append(item.ref)


def of_the_article(scene: Scene, g: Gathering) -> None:
    """Who takes part in the one forum of an article, said in other sentences: opened, chaired, attended, spoke at
    it."""
    doc = scene.doc
    for t in scene.triggers.of(*FRAMES):
        other = any(h.entry.category == "event" for h in doc.hits.get(t.end, ()))
        if t.frame in ("attend", "chair", "represent") and not t.noun and not other:
            _subjects(scene, g, t, every=t.frame != "attend")
    for start, end in doc.sentences:
        if any(doc.texts[k] in group("speech") for k in range(start, end)):
            speaker = next(
                (it for it in scene.items_in(start, end) if it.kind == "person" and not scene.governed(it)), None
            )
            if speaker is not None:
                add(g, speaker)


def on_sidelines(doc: Document, start: int, low: int) -> bool:
    """Whether a forum is named as that on whose sidelines something happened."""
    return any(doc.texts[k] in group("sidelines") for k in range(max(low, start - 6), start))


def of_the_sentence(scene: Scene, g: Gathering, start: int, end: int, low: int, high: int, near: list[Trigger]) -> None:
    """Persons and bodies that the sentence makes take part: subjects of attending and chairing, those it lists after
    with-the-participation-of, and those who met on its sidelines."""
    doc = scene.doc
    for t in near:
        if t.frame == "begin" and not any(it.start - t.end <= 2 for it in scene.right(t.end)[:1]):
            continue  # the forum began: what follows is no one who opened it
        if t.frame in ("attend", "chair", "begin", "represent") and not t.noun and abs(t.at - start) <= 40:
            _subjects(scene, g, t, every=t.frame in ("attend", "chair"))
    for k in range(low, high):
        if doc.texts[k] in group("taking part") and abs(k - end) <= 30:
            listed = scene.right(k + 1, limit=90)
            for item in listed:
                if item.kind in ("person", "body"):
                    add(g, item)
            if listed and listed[0].start == k + 1 and all(it.kind in ("state", "post", "body") for it in listed[:2]):
                for item in scene.run(listed, 0):  # with the participation of A, B and C; of the ministers of A and B
                    add(g, item)
        if doc.texts[k] in group("his taking part") and k <= start:
            topic = scene.topic(k)
            if topic is not None and start - k <= 6:
                add(g, topic)


def _subjects(scene: Scene, g: Gathering, t: Trigger, *, every: bool) -> None:
    left = scene.left(t.at)
    if left is not None and left.kind in ("person", "post"):
        before = scene.items_in(scene.bounds(t.at)[0], left.start) if t.number == "d" else []
        if before and len(scene.run([before[-1], left], 0)) == 2:
            add(g, before[-1])  # A and B chaired
        add(g, left)
        return
    right = [it for it in scene.right(t.end) if it.kind in ("person", "post")]
    if right and (t.holder or not scene.governed(right[0]) or scene.governed(right[0]) not in (WITH, BEH)):
        for item in right if every else scene.run(right, 0):
            add(g, item)
    elif not right and t.frame == "attend":
        topic = scene.topic(t.at)
        if topic is not None:
            add(g, topic)
