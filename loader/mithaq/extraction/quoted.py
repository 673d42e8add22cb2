"""What somebody says in so many words: X said: "we condemn ..."."""

from __future__ import annotations

from collections.abc import Iterator

from pyarabic.araby import NOON, WAW, YEH

from mithaq.extraction.actors import Item
from mithaq.extraction.clauses import Scene
from mithaq.extraction.speakers import resumed

__all__ = ["quoted"]

_ACTS = {"condemn": "condemn", "accuse": "accuse", "demand": "demand", "invite": "demand", "thank": "praise"}
"""Frames of verbs that do what they say in the first person, with the acts they tell."""
_OPENS = ('"', ":")


def quoted(scene: Scene) -> Iterator[tuple[int, Item, str]]:
    """The verbs in the first person plural that open what somebody is quoted with, or go on with and-: where each
    stands, who speaks, the act."""
    doc = scene.doc
    going_on: tuple[int, Item] | None = None  # the sentence, and who speaks in it
    for k, word in enumerate(doc.words):
        if k < 2 or not (frame := _first_person(scene, k)) or scene.denied(k):
            continue
        sentence = doc.sentence(k)
        if doc.texts[k - 1] in _OPENS:
            speaker = _speaker(scene, k)
            going_on = (sentence, speaker) if speaker is not None else None
        elif going_on is None or going_on[0] != sentence or not word.text.startswith(WAW):
            continue
        if going_on is not None:
            yield k, going_on[1], _ACTS[frame]


def _first_person(scene: Scene, k: int) -> str:
    """The frame of the verb at word `k`, where it is in the first person plural of the present: n- for y-."""
    text = scene.doc.texts[k].removeprefix(WAW)
    if not text.startswith(NOON) or len(text) < 4:
        return ""
    he = scene.doc.lexicon.word(YEH + text[1:]).verbs
    return next((v.frame for v in he if v.tense == "present" and v.number == "s" and v.frame in _ACTS), "")


def _speaker(scene: Scene, k: int) -> Item | None:
    """The subject of the verb of saying before the quotation that opens before word `k`."""
    low, _ = scene.bounds(k)
    for at in range(k - 2, low - 1, -1):
        if any(v.frame == "say" and not v.passive for v in scene.doc.words[at].verbs):
            near = scene.items_in(at + 1, k)
            if near and near[0].start == at + 1 and not near[0].place:
                return None if scene.governed(near[0]) else near[0]
            again = resumed(scene, at + 1)
            return again or (scene.topic(at) if scene.doc.texts[at + 1] in _OPENS else None)
    return None
