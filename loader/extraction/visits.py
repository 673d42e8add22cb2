"""Who went, goes or will go to which state."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from loader.extraction.actors import Item, event_words
from loader.extraction.clauses import Scene, Trigger, triggers
from loader.extraction.document import Hit

__all__ = ["Journey", "find_visits"]

_FRAMES = frozenset({"visit", "arrive", "go"})
_ILA, _LI, _BI = "\u0627\u0644\u064a", "\u0644", "\u0628"


@dataclass(frozen=True, slots=True)
class Journey:
    """A visitor's way to a state; `place` is the city, when the text names one."""

    visitor: Item
    state: str
    place: Hit | None
    at: int
    rule: str
    planned: bool = False
    confidence: float = 0.85


def find_visits(scene: Scene) -> Iterator[Journey]:
    doc = scene.doc
    for t in triggers(doc, _FRAMES):
        if any(doc.words[k].cls == "neg" for k in range(max(scene.bounds(t.at)[0], t.at - 2), t.at)):
            continue
        target = _destination(scene, t) or _host(scene, t)
        if target is None:
            continue
        hit, state = target
        visitors, rule = _visitors(scene, t, hit)
        words = event_words()
        start, _ = scene.bounds(t.at)
        planned = t.future or any(words.get(doc.texts[k]) == "planned" for k in range(max(start, t.at - 6), t.at))
        for visitor in visitors:
            if visitor.ref.kind == "state" and visitor.ref.key == state:
                continue
            yield Journey(visitor, state, hit if hit.entry.category != "state" else None, t.at, rule, planned)


def _destination(scene: Scene, t: Trigger) -> tuple[Hit, str] | None:
    """The state or city a journey leads to: after to- (ila, li-), or right after `visit`; in the same clause."""
    doc = scene.doc
    _, end = scene.bounds(t.at)
    covered = {k for it in scene.items if it.kind in ("person", "post", "body") for k in range(it.start, it.end)}
    for k in range(t.end, min(end, t.end + 40)):
        if k in covered or k in doc.in_date:
            continue
        word = doc.words[k]
        if word.kind == "sign" and word.text in ":;" or word.text in ("\u0627\u0646", "\u0627\u0646\u0647"):
            return None
        if k > t.end and word.verbs and not word.pos and not word.nodes:
            return None
        hit = next((h for h in doc.hits.get(k, ()) if h.entry.category in ("state", "capital", "place")
                    and h.article == h.entry.definite), None)  # fmt: skip
        if hit is None:
            continue
        if hit.entry.ambiguous and hit.entry.category == "place":
            continue
        state = hit.entry.value
        if not state:
            continue
        before = doc.texts[k - 1]
        lead = k - 1
        while lead > t.at and (doc.words[lead].nodes or doc.texts[lead] in ("\u0645\u062f\u064a\u0646\u0647", "\u0627\u0644\u0639\u0627\u0635\u0645\u0647", "\u062f\u0648\u0644\u0647", "\u062c\u0645\u0647\u0648\u0631\u064a\u0647")) and doc.texts[lead] != _ILA:
            lead -= 1
        if hit.proclitics in (_LI, "\u0648" + _LI) or _ILA in (before, doc.texts[lead]):
            return hit, state
        if hit.proclitics == "" and (t.frame == "visit" and not t.noun or t.end == k):
            if not t.noun and scene.governed(_as_item(hit)) == "":
                return hit, state
            if t.noun and k == t.end:
                return hit, state
        if t.noun and hit.proclitics == _LI:
            return hit, state
        if t.frame in ("arrive", "go") and hit.proclitics in ("", _BI) and k == t.end:
            return hit, state
    return None


def _host(scene: Scene, t: Trigger) -> tuple[Hit, str] | None:
    """The state or capital that saw a visit: (Baghdad saw) a visit (of ...), named right before the noun."""
    if not t.noun or t.definite or t.holder:
        return None
    doc = scene.doc
    for k in (t.at - 1, t.at - 2):
        if k < scene.bounds(t.at)[0] + 1:
            break
        hit = next((h for h in doc.hits.get(k, ()) if h.entry.category in ("state", "capital") and not h.proclitics
                    and h.article == h.entry.definite and h.end >= t.at), None)  # fmt: skip
        if hit and doc.words[k - 1].kind == "word" and ("v" in doc.words[k - 1].pos or doc.words[k - 1].verbs):
            return hit, hit.entry.value
    return None


def _as_item(hit: Hit) -> Item:
    from loader.extraction.facts import Ref

    return Item(hit.start, hit.end, Ref("state", ""), "state", hit.proclitics)


def _visitors(scene: Scene, t: Trigger, destination: Hit) -> tuple[list[Item], str]:
    """Whoever the verb's subject or the noun's genitive is."""
    doc = scene.doc

    def able(item: Item) -> bool:
        return item.kind in ("person", "post", "side", "state") and not item.place and not (
            item.start <= destination.start < item.end
        )

    right = [it for it in scene.right(t.end) if able(it)]
    near = [it for it in right if it.start < destination.start and not scene.governed(it)]
    if t.noun:
        if t.holder:
            topic = scene.topic(t.at)
            return ([topic], "his-visit") if topic else ([], "")
        gap = range(t.end, near[0].start) if near else range(0)
        if near and all(k in doc.in_date for k in gap):
            return scene.run(near, 0), "visit-of"
        left = scene.left(t.at)
        if left is not None and left.kind in ("person", "post", "side") and not t.definite:
            return [left], "subject-on-visit"
        if destination.start < t.at:
            guest = next((it for it in right if scene.governed(it) == _LI and it.kind in ("person", "post")), None)
            return ([guest], "visit-hosted") if guest is not None else ([], "")
        performed = next((k for k in range(destination.end, min(scene.bounds(t.at)[1], destination.end + 8))
                          if any(v.frame in ("perform", "begin", "hold") for v in doc.words[k].verbs)), None)  # fmt: skip
        if performed is not None:
            after = [it for it in scene.right(performed + 1) if able(it)]
            if after:
                return [after[0]], "visit-performed-by"
        start, _ = scene.bounds(t.at)
        before = [it for it in scene.items if start <= it.start and it.end <= t.at and it.kind in ("person", "post")]
        if before and not t.definite:
            subject = next((it for it in before if not scene.governed(it)), None)
            if subject is not None and not any(doc.texts[k] in (":", ";") for k in range(subject.end, t.at)):
                return [subject], "subject-on-visit"
        return [], ""
    left = scene.left(t.at)
    if left is not None and able(left) and left.kind != "state":
        return [left], "subject-visits"
    subjects = [it for it in right if not scene.governed(it)]
    if subjects and subjects[0].kind != "state":
        if t.frame == "visit" and subjects[0].start > destination.start and destination.start == t.end:
            pass
        return scene.run(subjects, 0), "verb-visits"
    topic = scene.topic(t.at, far=t.conjunction != "")
    return ([topic], "visits-dropped-subject") if topic and topic.kind == "person" else ([], "")
