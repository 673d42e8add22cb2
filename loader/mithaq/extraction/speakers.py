"""Who speaks where the verb or participle of saying has no subject beside it."""

from __future__ import annotations

from mithaq.extraction.actors import Item
from mithaq.extraction.adjectives import is_adjective
from mithaq.extraction.clauses import Scene
from mithaq.extraction.particles import AL

__all__ = ["resumed", "speaker_before"]

_BACK = 300  # words looked at before a noun that takes up one of the bodies there
_SPEAKS = ("person", "post", "body", "side", "state")


def speaker_before(scene: Scene, at: int, *, feminine: bool = False) -> Item | None:
    """Whom the sentence of word `at` is about, up to there; `feminine` where the word agrees with a woman, a state or a
    body named by a feminine noun."""
    start, _ = scene.bounds(at)
    for k in range(start, min(start + 3, at - 1)):
        if scene.doc.words[k].verbs and (again := resumed(scene, k + 1)) is not None:
            return again
    if feminine:
        for item in reversed(scene.items_in(start, at)):
            if item.kind not in _SPEAKS or item.place or scene.governed(item) or not _subject(scene, item, start):
                continue
            return item
    topic = scene.topic(at, far=False)
    subject = scene.subject(at)
    found = subject if topic is None or (subject is not None and scene.governed(topic)) else topic
    doing = scene.clause_subject(at)
    if found is not None and doing is not None and doing.kind in _SPEAKS and not _acts(scene, found, start):
        found = doing  # (the initiative of) X, of which Y spoke
    return found if found is not None and not _quoted(scene, found.end, at) else None


def _acts(scene: Scene, item: Item, start: int) -> bool:
    """Whether an item is beside a verb, or opens its sentence."""
    words = scene.doc.words
    after = words[item.end].verbs if item.end < len(words) else ()
    return item.start == start or bool(words[item.start - 1].verbs or after)


def _quoted(scene: Scene, start: int, end: int) -> bool:
    """Whether a quotation closes between words `start` and `end` that opened before."""
    return scene.doc.texts[start:end].count('"') % 2 == 1


def _subject(scene: Scene, item: Item, start: int) -> bool:
    """Whether a verb in the feminine stands right before an item, or right after one that opens the sentence."""
    words = scene.doc.words
    before = words[item.start - 1].verbs if item.start > start else ()
    after = words[item.end].verbs if item.start == start and item.end < len(words) else ()
    return any(v.gender == "f" and not v.passive for v in before or after)


def _called(scene: Scene, item: Item, noun: str) -> bool:
    """Whether an actor is called by a noun: a body that opens with it; a person whose phrase does, or who has it as a
    post set off after the name."""
    words = scene.doc.words
    for k in range(item.start, item.end if item.kind == "person" else item.start + 1):
        opens = k == item.start or words[k - 1].kind == "sign"
        if opens and noun in {stem for _, stem, _ in words[k].stems}:
            return True
    return False


def resumed(scene: Scene, k: int) -> Item | None:
    """Whom the definite noun at word `k` takes up: of bodies (the ministry, the movement) the last one before it that
    opens with that noun and nothing governs; of persons (the minister) the only one called so, or the only one of the
    outlet's own state."""
    text = scene.doc.texts[k]
    if not text.startswith(AL) or len(text) < 5 or scene.items_in(k, k + 1):
        return None
    _, end = scene.bounds(k)
    after = scene.doc.words[k + 1] if k + 1 < end else None
    if after is not None and (after.nisbas or (after.definite and is_adjective(after))):
        return None  # the ministry of another, the international movement
    noun = text.removeprefix(AL)
    before = [it for it in scene.items_in(max(0, k - _BACK), k) if it.kind in ("body", "person")]
    same = [it for it in before if _called(scene, it, noun)]
    persons = {it.ref: it for it in same if it.kind == "person"}
    if len(persons) > 1:  # of two ministers, the one of the outlet's own state
        persons = {ref: it for ref, it in persons.items() if scene.home and scene.states_of.get(ref) == scene.home}
    if persons or any(it.kind == "person" for it in same):
        return next(iter(persons.values())) if len(persons) == 1 else None
    return next((it for it in reversed(same) if not scene.governed(it)), None)
