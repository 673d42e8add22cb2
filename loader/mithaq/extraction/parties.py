"""Between whom an agreement is: the parties its name tells, who signed it with whom, and for whom.

Asked by the reading of agreements, once for each phrase that names one.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from mithaq.extraction.actors import Item
from mithaq.extraction.clauses import Scene
from mithaq.extraction.document import LexiconMatch
from mithaq.extraction.facts import Ref
from mithaq.extraction.particles import BETWEEN, WITH
from mithaq.extraction.triggers import Trigger
from mithaq.language.partial_date import PartialDate
from mithaq.lexicon.groups import group, only

__all__ = ["Pact", "agreed_by", "complete", "named_parties", "signers"]


@dataclass(slots=True)
class Pact:
    """One agreement with all its mentions: (first word, one past the last, the letters of its proclitics)."""

    kind: str
    mentions: list[tuple[int, int, int]]
    words: frozenset[str]
    parties: list[Ref] = field(default_factory=list)
    signatories: list[Ref] = field(default_factory=list)
    signed: PartialDate | None = None
    status: str | None = None
    named: bool = False
    another: bool = False  # called a second, another one
    several: bool = False  # a plural
    count: int = 1  # how many are spoken of as one (12 agreements)
    definite: bool = False
    evidence: list[int] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)


def signers(scene: Scene, pact: Pact, trigger: Trigger) -> None:
    """Parties and signatories: the subjects of the signing, and whom it was with."""
    doc, at = scene.doc, trigger.at
    first = pact.mentions[0][0]
    subjects: list[Item] = []
    right = scene.right(trigger.end, limit=40)
    if not trigger.noun:
        left = scene.left(at)
        if left is not None and not left.place:
            subjects.append(left)
        elif right and not scene.governed(right[0]) and not right[0].place and (right[0].start < first or first < at):
            subjects += scene.run(right, 0)
    elif trigger.frame == "agree" and right and right[0].start == trigger.end:
        subjects += scene.run(right, 0)  # after A's and B's reaching (an accord)
    further = _further(scene, pact)
    for n, item in enumerate(right):
        if item.start > further or (trigger.noun and item.start > pact.mentions[0][1] + 6):
            break
        if scene.governed(item) in (WITH, BETWEEN) and not item.place:
            subjects += scene.run(right, n)
            break
    for item in subjects:
        if item.ref.kind == "official":
            pact.signatories.append(item.ref)
        elif item.ref not in pact.parties:
            pact.parties.append(item.ref)
    if trigger.noun and not subjects:
        _led(scene, pact, trigger)
    elif trigger.noun and all(scene.governed(it) == WITH for it in subjects[:1]):
        subject = scene.subject(at)  # (X announced) signing with Y
        ref = _state_of(scene, subject.ref) or subject.ref if subject is not None else None
        if ref is not None and ref.kind != "official" and ref not in pact.parties:
            pact.parties.append(ref)
    _for_sides(scene, pact, trigger)
    passive = any(v.passive for v in doc.words[at].verbs)
    if len(pact.parties) < 2 and not pact.signatories and not (passive and first > at):
        side = agreed_by(scene, at, first)
        pact.parties += [r for r in side if r not in pact.parties]


def _further(scene: Scene, pact: Pact) -> int:
    """Where another agreement begins whose parties are its own: (a memorandum,) in addition to an accord between C and
    D."""
    doc, end = scene.doc, pact.mentions[0][1]
    _, high = scene.bounds(pact.mentions[0][0])
    following = next((h.start for h in scene.agreements_in(end, high)), high)
    return following if any(doc.texts[k] in group("besides") for k in range(end, following)) else high


def _led(scene: Scene, pact: Pact, trigger: Trigger) -> None:
    """Parties of a signing that two sides agreed on, or that officials of two states saw: A and B agreed to sign."""
    low, _ = scene.bounds(trigger.at)
    verbs = scene.triggers.of("agree", "chair", "see", start=max(low, trigger.at - 25), end=trigger.at)
    verb = next((t for t in reversed(verbs) if not t.noun), None)
    if verb is None:
        return
    right = [it for it in scene.right(verb.end) if it.start < trigger.at]
    left = scene.left(verb.at)
    subjects = scene.run(right, 0) if right and not scene.governed(right[0]) else [left] if left else []
    states = [it.ref if it.kind != "person" else _state_of(scene, it.ref) for it in subjects if not it.place]
    parties = list(dict.fromkeys(ref for ref in states if ref is not None))
    if len(parties) > 1:
        pact.parties += [ref for ref in parties if ref not in pact.parties]
    if verb.frame == "agree":
        pact.status = "planned"


def _state_of(scene: Scene, ref: Ref) -> Ref | None:
    code = scene.states_of.get(ref)
    return Ref("state", code) if code else None


def complete(scene: Scene, pact: Pact, at: int) -> None:
    """The other side of an agreement with one: the state or body that the clause of word `at` is about."""
    if len(pact.parties) != 1 or pact.signatories:
        return
    topic = _state_topic(scene, at)
    ref = topic.ref if topic is not None else _speakers_state(scene, at)
    if ref is not None and ref not in pact.parties:
        pact.parties.append(ref)


def _for_sides(scene: Scene, pact: Pact, trigger: Trigger) -> None:
    """Who signed for whom: (signed) for the X side by A, and for the body Y by B."""
    doc = scene.doc
    low, high = scene.bounds(trigger.at)
    near = scene.items_in(max(low, trigger.at - 30), high)
    for n, item in enumerate(near):
        if item.kind != "person":
            continue
        party: Ref | None = None
        body = near[n - 1] if n else None
        if body is not None and body.kind in ("body", "state") and body.end == item.start:
            side, party = body.start, body.ref
        else:
            side = next(
                (
                    k
                    for k in range(item.start - 1, max(low, item.start - 5), -1)
                    if doc.texts[k].endswith(only("side noun"))
                ),
                0,
            )
            code = next((n.code for n in doc.words[side + 1].nisbas if n.definite and n.code), None)
            party = Ref("state", code) if code else None
        if side <= low or doc.texts[side - 1] not in group("on behalf"):
            continue
        if item.ref not in pact.signatories:
            pact.signatories.append(item.ref)
        if party is not None and party not in pact.parties:
            pact.parties.append(party)


def _speakers_state(scene: Scene, at: int) -> Ref | None:
    """The state of the official whose sentence it is (its spokesman says that it will sign with B)."""
    low, _ = scene.bounds(at)
    person = next((it for it in scene.items_in(low, at) if it.kind == "person"), None)
    return _state_of(scene, person.ref) if person is not None else None


def agreed_by(scene: Scene, at: int, first: int) -> list[Ref]:
    """The two states where the subject is `the two sides`, `the two ministers`."""
    low, _ = scene.bounds(at)
    near = set(scene.doc.texts[max(low, at - 8) : max(at + 2, first)])
    if near & group("two persons"):
        states = [scene.states_of.get(it.ref) for it in scene.two_persons(at)]
        return [Ref("state", s) for s in states if s] if len(set(states)) == 2 and all(states) else []
    return scene.two_sides(at) if near & group("sides") else []


def _state_topic(scene: Scene, at: int) -> Item | None:
    """The state or body that the sentence before was about, for a signing without a subject of its own."""
    number = scene.doc.sentence(at)
    for s in (number, number - 1):
        if s < 0:
            break
        start, end = scene.doc.sentences[s]
        for item in scene.items_in(start, min(end, at)):
            if item.kind in ("state", "side", "body") and not item.place and not scene.governed(item):
                return item
    return None


def named_parties(scene: Scene, pact: Pact, hit: LexiconMatch, end: int, participle: int | None) -> None:
    """Parties in the phrase itself and right after it: between A and B, with B; the two countries; A's and B's
    adjectives."""
    doc = scene.doc
    _, stop = scene.bounds(hit.start)
    limit = min(stop, end + 8, next((h.start for h in scene.agreements_in(end, stop)), stop))
    k = hit.end
    while k < limit:
        text = doc.texts[k]
        if text in (BETWEEN, WITH):
            items = scene.items_in(k + 1, min(k + 5, stop))
            if items and not any(doc.words[x].verbs and not doc.words[x].nodes for x in range(k + 1, items[0].start)):
                two = doc.texts[k + 1] in group("two ministries")
                later = [it for it in scene.items_in(items[0].start, stop) if not two or it.kind != "body"]
                if two:  # the ministries of the interior, the Egyptian and the Algerian
                    codes = (n.code for x in range(k + 2, min(k + 8, stop)) for n in doc.words[x].nisbas if n.definite)
                    pact.parties += [Ref("state", c) for c in dict.fromkeys(codes) if c]
                pact.parties += [
                    it.ref for it in scene.run(later, 0) if it.ref not in pact.parties and it.ref.kind != "official"
                ]
            elif k + 1 < stop and doc.texts[k + 1] in group("sides"):
                pact.parties += [r for r in scene.two_sides(hit.start) if r not in pact.parties]
        elif (
            k >= end
            and k != participle
            and ((doc.words[k].kind == "sign" and text not in ("(", ")")) or doc.words[k].function_class == "conj")
        ):
            break
        k += 1
    adjectives = [n.code for k in range(hit.end, end) for n in doc.words[k].nisbas[:1] if n.definite and n.code]
    if len(adjectives) == 2 and not pact.parties:
        pact.parties += [Ref("state", code) for code in adjectives]
