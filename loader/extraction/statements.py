"""Who accuses, condemns, threatens, invites, praises, demands or denies, and at whom it is aimed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pyarabic.araby import ALEF, BEH, HEH, LAM, NOON, WAW

from loader.extraction.actors import Item
from loader.extraction.clauses import IDAFA, Scene
from loader.extraction.facts import Ref
from loader.extraction.particles import AL, FROM, ILA
from loader.extraction.triggers import Trigger
from loader.lexicon.groups import group, only

__all__ = ["Said", "find_statements"]

_ACTS = ("accuse", "condemn", "threaten", "invite", "praise", "demand", "deny", "thank")
_PARTICIPLES = {
    "praising": "praise",
    "condemning": "condemn",
    "accusing": "accuse",
    "demanding": "demand",
    "threatening": "threaten",
}
"""Frames of participles (he spoke, praising X) with the acts they tell."""
_BI = ("praise", "condemn")  # whose object bi- governs
_HOSTS = ("person", "post")
_DIRECT = frozenset({"accuse", "condemn", "threaten", "demand", "invite"})


@dataclass(frozen=True, slots=True)
class Said:
    """A speech act: one speaker, an act of the vocabulary, its targets."""

    speaker: Item
    act: str
    targets: tuple[Item, ...]
    at: int
    rule: str
    confidence: float = 0.85


def find_statements(scene: Scene) -> Iterator[Said]:
    for t in scene.triggers.of(*_ACTS):
        if scene.denied(t.at) or _carries(scene, t):
            continue
        said = _noun(scene, t) if t.noun else _verb(scene, t)
        if said is None:
            continue
        speaker, aimed, rule, confidence = said
        if targets := _others(scene, speaker, aimed):
            act = "praise" if t.frame == "thank" else t.frame
            if act == "invite" and not t.noun and not _to_come(scene, aimed[-1].end):
                act = "demand"  # called on (the sides) to do something
            yield Said(speaker, act, targets, t.at, rule, confidence)
    for t in scene.triggers.of(*_PARTICIPLES, "thanks"):
        if scene.denied(t.at):
            continue
        act = _PARTICIPLES.get(t.frame, "praise")
        said = _thanks(scene, t) if t.frame == "thanks" else _participle(scene, replace(t, frame=act, noun=False))
        if said is None:
            continue
        speaker, aimed, rule, confidence = said
        if targets := _others(scene, speaker, aimed):
            yield Said(speaker, act, targets, t.at, rule, confidence)


def _carries(scene: Scene, t: Trigger) -> bool:
    """Whether a verb that blames does no more than carry: nobody is charged with a responsibility."""
    texts = scene.doc.texts
    _, high = scene.bounds(t.at)
    charges = any(w.removeprefix(BEH) in group("responsibility") for w in texts[t.at + 1 : min(high, t.at + 20)])
    return t.frame == "accuse" and only("carry") in texts[t.at] and not charges


def _to_come(scene: Scene, k: int) -> bool:
    """Whether word `k` says what somebody is invited to: to visit, to attend, to a meeting."""
    doc = scene.doc
    near = doc.texts[k : k + 4]
    return any(w.removeprefix(LAM).removeprefix(AL) in group("invited to") for w in near)


def _others(scene: Scene, speaker: Item, targets: list[Item]) -> tuple[Item, ...]:
    """The targets that are not the speaker's own side: what is said of one's own state is aimed at nobody."""
    home = scene.states_of.get(speaker.ref)
    own = (speaker.ref, Ref("state", home) if home else None)
    return tuple(it for it in targets if it.ref not in own)


def _participle(scene: Scene, t: Trigger) -> tuple[Item, list[Item], str, float] | None:
    """X spoke, praising Y: X is whom the sentence is about."""
    start, _ = scene.bounds(t.at)
    if t.at == start or (scene.doc.texts[t.at - 1] not in (",", '"') and not t.conjunction):
        return None
    speaker = _speaker(scene, t.at)
    if speaker is None:
        return None
    right = [it for it in scene.right(t.end) if not it.place or (t.frame in _BI and it.proclitics.endswith(BEH))]
    targets = _targets(scene, t, speaker, right)
    return (speaker, targets, "participle", 0.8) if targets else None


def _thanks(scene: Scene, t: Trigger) -> tuple[Item, list[Item], str, float] | None:
    """X expressed his thanks to Y, his appreciation for what Y does."""
    if not t.holder:
        return None
    right = [it for it in scene.right(t.end) if not it.place]
    speaker = _speaker(scene, t.at)
    if speaker is None or not right or right[0].start - t.end > 3:
        return None
    lead = scene.doc.words[t.end] if right[0].start > t.end else None
    to = right[0].proclitics.endswith(LAM) or (lead is not None and lead.text.startswith(LAM))
    return (speaker, scene.run(right, 0), "thanks", 0.8) if to else None


def _speaker(scene: Scene, at: int) -> Item | None:
    """Whom the sentence of word `at` is about, up to there."""
    topic = scene.topic(at, far=False)
    subject = scene.subject(at)
    return subject if topic is None else topic


def _verb(scene: Scene, t: Trigger) -> tuple[Item, list[Item], str, float] | None:
    if t.passive:
        return None
    # what bi- governs is no place here: one praises bi-Qatar
    right = [it for it in scene.right(t.end) if not it.place or (t.frame in _BI and it.proclitics.endswith(BEH))]
    left = scene.left(t.at)
    speaker: Item | None = None
    rest = right
    own = bool(t.conjunction and right and right[0].start == t.end and not scene.governed(right[0]))
    own |= bool(t.conjunction and left is not None and scene.governed(left))  # and-praised: it is in another clause
    if left is not None and not own and not left.place and left.kind in ("person", "post", "body", "side", "state"):
        speaker, rule = left, "speaker-verb"
    elif scene.unnamed_before(t):
        return None
    elif right and not scene.governed(right[0]):
        together = scene.run(right, 0)
        speaker, rest, rule = together[0], right[len(together) :], "verb-speaker"
        subject = scene.clause_subject(t.at)
        if t.frame in _DIRECT and not rest and t.conjunction and subject is not None and _object(t, subject, speaker):
            speaker, rest = subject, right
    else:
        topic = scene.clause_subject(t.at) or scene.topic(t.at)
        if topic is None or _unnamed_subject(scene, t):
            return None
        speaker, rule = topic, "dropped-speaker"
    targets = _targets(scene, t, speaker, rest)
    return (speaker, targets, rule, 0.85) if targets else None


def _object(t: Trigger, subject: Item, item: Item) -> bool:
    """Whether the one actor after `and-accused` is whom it accuses rather than its subject: a state, after a verb in
    the masculine, or after another state did something in the same sentence."""
    if item.kind == "person" or item.ref == subject.ref:
        return False
    return (t.gender == "m") == (subject.kind == "person")


def _unnamed_subject(scene: Scene, t: Trigger) -> bool:
    """Whether the verb has a subject that is nobody here: a noun in the nominative plural (the participants praised),
    or, where the verb governs by a preposition, any noun with the article right after it."""
    word = scene.doc.words[t.end] if t.end < len(scene.doc.words) else None
    if word is None or not word.definite:
        return False
    return t.frame == "praise" or word.text.endswith(WAW + NOON)


def _doer(scene: Scene, start: int, item: Item) -> bool:
    """Whether an item is the subject of a relative clause about the thing praised or condemned, which starts within
    four words of `start` and has its pronoun: the role that Qatar plays (lit. which it plays it, Qatar)."""
    doc = scene.doc
    for k in range(start, min(start + 5, item.start - 1)):
        if doc.texts[k] not in group("relative"):
            continue
        verb, last = doc.words[k + 1], doc.texts[item.start - 1]
        owns = item.start == k + 2 and last.endswith((HEH, HEH + ALEF)) and len(last) > 3
        return bool(verb.kind == "word" and not verb.cls) and (
            owns or (item.start == k + 3 and last in group("by it"))
        )
    return False


def _targets(scene: Scene, t: Trigger, speaker: Item, rest: list[Item]) -> list[Item]:
    """Direct objects of accusing, condemning, demanding, inviting; what bi- governs for praise, and the owner of what
    is praised, when nothing but a noun phrase stands between."""
    start = max(t.end, speaker.end if speaker.start >= t.end else t.end)
    if t.frame in ("praise", "condemn"):
        near = scene.items_in(start, min(start + 9, scene.bounds(t.at)[1]))
        if near and not scene.governed(near[0]) and _doer(scene, start, near[0]):
            return scene.run(near, 0)
    for n, item in enumerate(rest):
        governed = scene.governed(item)
        gap = [k for k in range(start, item.start) if k not in scene.doc.in_date and scene.doc.words[k].kind == "word"]
        if t.frame in ("accuse", "demand", "threaten", "invite", "thank"):
            if governed in ("", IDAFA) and not gap:
                return scene.run(rest, n)
            return []
        if t.frame == "condemn":
            if governed in ("", BEH) and not gap:
                return scene.run(rest, n)
            return []
        if t.frame == "praise":
            if len(gap) <= 4 and governed in ("", BEH, LAM, IDAFA):
                return scene.run(rest, n)
            return []
        return []
    return []


def _noun(scene: Scene, t: Trigger) -> tuple[Item, list[Item], str, float] | None:
    right = [it for it in scene.right(t.end) if not it.place]
    if t.frame == "invite":
        return _invitation(scene, t, right)
    if t.frame == "accuse" and right and not t.definite and not t.holder:
        # accusations of X against Y
        first = right[0]
        if first.start == t.end:
            for n, item in enumerate(right[1:], start=1):
                if scene.governed(item) == LAM:
                    return first, scene.run(right, n), "accusations-of", 0.8
    return None


def _invitation(scene: Scene, t: Trigger, right: list[Item]) -> tuple[Item, list[Item], str, float] | None:
    """X addressed an invitation to Y; (came) at the invitation of X."""
    doc = scene.doc
    start, _ = scene.bounds(t.at)
    before = doc.words[t.at - 1] if t.at > start else None
    gave = before is not None and any(v.frame == "address" for v in before.verbs)
    verbs = scene.triggers.of("address", "send", start=max(start, t.at - 15), end=t.at)
    for n, item in enumerate(right):
        governed = scene.governed(item)
        at_his = doc.texts[t.at][0] in BEH + LAM or (before is not None and before.verbs and not gave)
        if n == 0 and item.start == t.end and not governed and not t.definite and at_his and item.kind in _HOSTS:
            # at the invitation of X, Y came
            guest = next(
                (
                    it
                    for it in scene.items_in(item.end, scene.bounds(t.at)[1])
                    if it.kind == "person" and not scene.governed(it) and it.ref != item.ref
                ),
                None,
            ) or scene.topic(t.at)
            return (item, [guest], "invitation-of", 0.8) if guest is not None and guest.kind == "person" else None
        if governed in (LAM, ILA) and item.kind in ("person", "post", "state"):
            speaker = scene.left(t.at - 1) if gave else scene.left(verbs[-1].at) if verbs else None
            speaker = speaker or scene.topic(t.at, far=gave or not verbs)
            return (speaker, scene.run(right, n), "invitation-to", 0.8) if speaker else None
        if governed == FROM and item.kind in ("person", "post"):
            guest = next(
                (
                    it
                    for it in scene.items_in(start, t.at)
                    if it.kind == "person" and not scene.governed(it) and it.ref != item.ref
                ),
                None,
            ) or scene.topic(t.at)
            if guest is not None and guest.kind == "person":
                return item, [guest], "at-invitation-of", 0.8
            return None
    return None
