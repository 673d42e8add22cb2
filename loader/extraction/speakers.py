"""Who speaks where the verb or participle of saying has no subject beside it."""

from __future__ import annotations

from loader.extraction.actors import Item
from loader.extraction.adjectives import is_adjective
from loader.extraction.clauses import Scene
from loader.extraction.particles import AL

__all__ = ["resumed", "speaker_before"]

_BACK = 300  # words looked at before a noun that takes up one of the bodies there
_SPEAKS = ("person", "post", "body", "side", "state")


def speaker_before(scene: Scene, at: int, *, feminine: bool = False) -> Item | None:
    """Whom the sentence of word `at` is about, up to there; `feminine` where the word agrees with a woman, a state or a
    body named by a feminine noun."""
    start, _ = scene.bounds(at)
    if feminine:
        for item in reversed(scene.items_in(start, at)):
            if item.kind not in _SPEAKS or item.place or scene.governed(item) or not _subject(scene, item, start):
                continue
            return item
    topic = scene.topic(at, far=False)
    subject = scene.subject(at)
    if topic is not None and subject is not None and scene.governed(topic):
        return subject
    return subject if topic is None else topic


def _subject(scene: Scene, item: Item, start: int) -> bool:
    """Whether a verb in the feminine stands right before an item, or right after one that opens the sentence."""
    words = scene.doc.words
    before = words[item.start - 1].verbs if item.start > start else ()
    after = words[item.end].verbs if item.start == start and item.end < len(words) else ()
    return any(v.gender == "f" and not v.passive for v in before or after)


def resumed(scene: Scene, k: int) -> Item | None:
    """The body that the definite noun at word `k` takes up (the ministry, the movement): the last one before it that
    opens with that noun and nothing governs."""
    text = scene.doc.texts[k]
    if not text.startswith(AL) or len(text) < 5:
        return None
    _, end = scene.bounds(k)
    after = scene.doc.words[k + 1] if k + 1 < end else None
    if after is not None and (after.nisbas or (after.definite and is_adjective(after))):
        return None  # the ministry of another, the international movement
    noun = text.removeprefix(AL)
    before = [it for it in scene.items_in(max(0, k - _BACK), k) if it.kind == "body" and not scene.governed(it)]
    same = (it for it in reversed(before) if noun in {stem for _, stem, _ in scene.doc.words[it.start].stems})
    return next(same, None)
