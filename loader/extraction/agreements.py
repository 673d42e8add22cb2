"""Agreements: what they are called, of which kind, between whom, and when signed.

A phrase that only points back (the agreement, this memorandum) belongs to the last agreement of that kind; two full
names are one agreement when one's words cover the other's, or when kind, parties and day of signing agree.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from pyarabic.araby import BEH, LAM, WAW

from loader.extraction.actors import Item
from loader.extraction.bodies import state_adjective
from loader.extraction.clauses import SIGNING, Scene
from loader.extraction.document import Document, Hit
from loader.extraction.facts import Ref
from loader.extraction.particles import ALA, BETWEEN, WITH
from loader.extraction.phrases import name_extent
from loader.extraction.triggers import Trigger
from loader.language.fold import clean_label, key
from loader.language.partial_date import PartialDate
from loader.lexicon import bare
from loader.lexicon.groups import group, only

__all__ = ["Pact", "find_agreements"]

_STATUS = {
    "sign": "signed",
    "initial": "initialled",
    "ratify": "ratified",
    "agree": "signed",
    "end": "ended",
    "negotiate": "negotiated",
}
_SIGNING = frozenset({"sign", "agree", "initial"})


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
    definite: bool = False
    evidence: list[int] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)


def find_agreements(scene: Scene) -> list[Pact]:
    doc = scene.doc
    pacts: list[Pact] = []
    last = 0
    for hit in doc.find_all("agreement"):
        if hit.start < last or hit.start in doc.in_date or not _noun(doc, hit):
            continue
        pact = _read(scene, hit)
        if pact is None:
            continue
        last = pact.mentions[0][1]
        before = pacts[-1] if pacts else None
        if before and before.status and doc.sentence(before.mentions[-1][0]) == doc.sentence(hit.start):
            if not pact.status and _joined(scene, before.mentions[-1][1], hit.start):
                pact.status, pact.named = before.status, bool(pact.words or pact.parties)
                pact.signed = pact.signed or before.signed
            if pact.status and not pact.parties:
                pact.parties += before.parties  # several signed at once, by the same
                pact.named = True
        _settle(doc, pacts, pact)
    for pact in _resolved(scene):
        _settle(doc, pacts, pact)
    return [p for p in pacts if p.named]


def _resolved(scene: Scene) -> list[Pact]:
    """What two sides agreed to do, where no agreement is named: (the two countries agreed on) forming a committee."""
    doc = scene.doc
    found: list[Pact] = []
    for t in scene.triggers.of("agree"):
        if t.noun or t.passive:
            continue
        _, high = scene.bounds(t.at)
        on = next((k for k in range(t.end, min(high, t.end + 10)) if doc.texts[k] == ALA), None)
        if on is None or on + 1 >= high or scene.agreements_in(t.at + 1, on + 5):
            continue
        if "m" not in doc.words[on + 1].pos or doc.words[on + 1].definite:
            continue
        end = name_extent(doc, on + 1, on + 2, matters=True)
        parties = _sides(scene, t.at, on)
        subjects = scene.right(t.end, limit=on - t.end)
        if not parties and subjects:
            parties = [it.ref for it in scene.run(subjects, 0) if it.ref.kind in ("state", "organization")]
        if len(parties) < 2 or end - on < 3:
            continue
        words = frozenset(bare(w) for w in doc.texts[on + 1 : end])
        pact = Pact(
            "accord", [(on + 1, end, 0)], words, parties, status="signed", named=True, forms=[doc.label(on + 1, end)]
        )
        found.append(pact)
    return found


def _joined(scene: Scene, end: int, start: int) -> bool:
    """Whether only a joint stands between two agreements: and, in addition to, as well as."""
    listed = scene.doc.texts[start - 1] == "," and start - end <= 8
    return (scene.doc.texts[start][0] == WAW and (start - end <= 2 or listed)) or (
        start > end
        and all(scene.doc.texts[k] in group("joins") or scene.doc.texts[k] == "," for k in range(end, start))
    )


def _noun(doc: Document, hit: Hit) -> bool:
    """Whether the words are the noun: not the masdar of agreeing (agreement on doing), not `he held` or a decade."""
    kind, _ = hit.entry.value
    after = doc.texts[hit.end] if hit.end < len(doc.texts) else ""
    if hit.entry.form and after == ALA and kind == "accord":
        return False
    if hit.end == hit.start + 1 and kind in ("contract", "declaration"):
        word = doc.words[hit.start]
        if kind == "contract":
            return (
                not word.verbs
                and hit.article is False
                and any(h.entry.category == "body" for h in doc.hits.get(hit.end, ()))
            )
        following = doc.words[hit.end] if hit.end < len(doc.words) else None
        # a declaration is named by its place or subject: (the) Cairo declaration; announcing something is not one
        quoted = doc.texts[hit.end : hit.end + 1] == ["("]
        adjective = hit.article and following is not None and following.definite
        return _placed(doc, hit) or quoted or adjective
    return True


def _placed(doc: Document, hit: Hit) -> bool:
    """Whether a declaration is called by its place: (the) Cairo declaration."""
    place = doc.find(hit.end, "capital", "place", "state")
    return place is not None and not place.proclitics and place.article == place.entry.definite


def _annexed(doc: Document, start: int, end: int) -> bool:
    """Whether a genitive makes the noun definite: (the) treaty of banning arms, (the) accord of cooperation."""
    for k in range(start, min(end, start + 4)):
        word = doc.words[k]
        if word.kind != "word" or word.cls or word.joined:
            return False
        if word.definite:
            return True
        if doc.find(k, "state", "organization") is not None:
            return True
        if ("n" not in word.pos and "m" not in word.pos) or (
            any(p == LAM for p, *_ in word.stems[1:]) and not word.whole
        ):
            return False
    return False


def _content(scene: Scene, hit: Hit, end: int) -> frozenset[str]:
    """The words that tell one agreement from another: those of the phrase that are not of the head or the parties."""
    doc = scene.doc
    head = {bare(w) for w in key(hit.entry.form).split()}
    actors = {
        k for it in scene.items_in(hit.start + 1, end) if it.ref.kind != "official" for k in range(it.start, it.end)
    }
    soft = set()
    for k in range(hit.end, end):
        word = doc.texts[k]
        if k in actors or doc.words[k].cls or doc.words[k].kind == "sign" or word in group("bland"):
            continue
        if word in group("sides"):
            continue
        while len(word) > 4 and word[0] in LAM + BEH + WAW:
            word = word[1:]
        soft.add(bare(word))
    return frozenset(soft - head)


def _read(scene: Scene, hit: Hit) -> Pact | None:
    doc = scene.doc
    kind, number = hit.entry.value
    end = name_extent(doc, hit.start, hit.end, matters=True)
    content = _content(scene, hit, end)
    definite = (
        hit.article
        or doc.words[hit.end - 1].definite
        or _annexed(doc, hit.end, end)
        or (kind == "declaration" and (_placed(doc, hit) or doc.texts[hit.end : hit.end + 1] == ["("]))
    )
    pact = Pact(kind, [(hit.start, end, len(hit.proclitics))], content, definite=definite)
    pact.forms = [_form(doc, hit, end)]
    pact.another = any(doc.texts[k] in group("another") for k in range(hit.end, end))
    start, stop = scene.bounds(hit.start)
    signs = scene.triggers.of(*SIGNING, start=start, end=stop)
    trigger = _governor(scene, hit, end, signs)
    following = next((h.start for h in scene.agreements_in(end, stop)), stop)
    if trigger is not None:
        pact.status = _STATUS[trigger.frame]
        if trigger.frame in _SIGNING:
            pact.signed = _day(scene, trigger.at, end, following)
        if trigger.frame in (*_SIGNING, "negotiate"):
            _signers(scene, pact, trigger)
        if any(doc.texts[k] in group("initials") for k in range(trigger.at, min(trigger.at + 12, stop))):
            pact.status = "initialled"
        if trigger.future or _planned(doc, start, trigger.at):
            pact.status = "planned"
    participle = next((k for k in range(hit.end, min(end + 3, stop)) if doc.texts[k] in group("signed")), None)
    if participle is not None:
        pact.status = pact.status or "signed"
        pact.signed = pact.signed or _day(scene, participle, participle, following)
    dated = next((k for k in range(end, min(end + 9, following)) if doc.texts[k] in group("dated")), None)
    if dated is not None:
        pact.signed = pact.signed or _day(scene, dated, dated, following)
    _name_parties(scene, pact, hit, end, participle)
    if participle is not None and len(pact.parties) == 1:
        topic = _state_topic(scene, participle)
        pact.parties += [topic.ref] if topic is not None and topic.ref not in pact.parties else []
    plural = number == "p"
    done = trigger is not None or participle is not None or dated is not None
    between = BETWEEN in doc.texts[hit.end : end + 3] and len(pact.parties) > 1
    pact.named = (bool(content) and (done or not plural) and (definite or done or between)) or (
        done and not plural and bool(pact.parties or pact.signed)
    )
    if plural and pact.status in (None, "planned"):
        pact.named = False
    return pact


def _form(doc: Document, hit: Hit, end: int) -> str:
    return doc.name(hit, end)


def _governor(scene: Scene, hit: Hit, end: int, signs: list[Trigger]) -> Trigger | None:
    """The signing (ratifying, ending ...) that this agreement is the object of."""
    doc = scene.doc
    best = None
    for t in signs:
        if t.at >= hit.start:
            # that was signed: after the name, through a relative
            if (
                t.at - end <= 8
                and any(doc.words[k].cls in ("rel", "part") for k in range(max(end, t.at - 3), t.at))
                and not any(doc.words[k].verbs and not doc.words[k].pos for k in range(end, t.at))
            ):
                return t
            continue
        gap = range(t.end, hit.start)
        if len(gap) > 30 or any(doc.texts[k] in (":", ";") for k in gap):
            continue
        if any(doc.words[k].verbs and not doc.words[k].pos and doc.words[k].verbs[0].frame == "say" for k in gap):
            continue
        if t.noun and len(gap) > 3:
            continue
        best = t
    return best


def _planned(doc: Document, start: int, at: int) -> bool:
    return any(doc.texts[k] in group("planned") for k in range(max(start, at - 5), at))


def _day(scene: Scene, at: int, end: int, following: int) -> PartialDate | None:
    """When an agreement was signed: the first date after its name and before the next agreement's, else one between the
    signing and the name; else, where the sentence has only this agreement, the nearest."""
    for a, _, mention in scene.dates_in(end, following):
        if mention.date is not None and not any(
            scene.doc.words[k].verbs
            and scene.doc.words[k].verbs[0].frame not in _SIGNING
            and not scene.doc.words[k].pos
            for k in range(end, a)
        ):
            return mention.date
    low, high = scene.bounds(at)
    for _, _, mention in scene.dates_in(at, end):
        if mention.date is not None:
            return mention.date
    if len(scene.agreements_in(low, high)) > 1:
        return None
    return scene.day(at)


def _signers(scene: Scene, pact: Pact, trigger: Trigger) -> None:
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
    for n, item in enumerate(right):
        if trigger.noun and item.start > pact.mentions[0][1] + 6:
            break
        if scene.governed(item) in (WITH, BETWEEN) and not item.place:
            subjects += scene.run(right, n)
            break
    for item in subjects:
        if item.ref.kind == "official":
            pact.signatories.append(item.ref)
        elif item.ref not in pact.parties:
            pact.parties.append(item.ref)
    _for_sides(scene, pact, trigger)
    passive = any(v.passive for v in doc.words[at].verbs)
    if len(pact.parties) < 2 and not pact.signatories and not (passive and first > at):
        side = _sides(scene, at, first)
        pact.parties += [r for r in side if r not in pact.parties]
    if len(pact.parties) == 1 and not pact.signatories:
        topic = _state_topic(scene, at)
        ref = topic.ref if topic is not None else _speakers_state(scene, at)
        if ref is not None and ref not in pact.parties:
            pact.parties.append(ref)


def _for_sides(scene: Scene, pact: Pact, trigger: Trigger) -> None:
    """Who signed for whom: (signed) for the X side by A, and for the Y side by B."""
    doc = scene.doc
    low, high = scene.bounds(trigger.at)
    for item in scene.items_in(max(low, trigger.at - 30), high):
        if item.kind != "person":
            continue
        side = next(
            (
                k
                for k in range(item.start - 1, max(low, item.start - 5), -1)
                if doc.texts[k].endswith(only("side noun"))
            ),
            None,
        )
        if side is None or doc.texts[side - 1] not in group("on behalf"):
            continue
        code = next((n.code for n in doc.words[side + 1].nisbas if n.definite and n.code), None)
        if item.ref not in pact.signatories:
            pact.signatories.append(item.ref)
        if code and Ref("state", code) not in pact.parties:
            pact.parties.append(Ref("state", code))


def _speakers_state(scene: Scene, at: int) -> Ref | None:
    """The state of the official whose sentence it is (its spokesman says that it will sign with B)."""
    low, _ = scene.bounds(at)
    person = next((it for it in scene.items_in(low, at) if it.kind == "person"), None)
    state = scene.states_of.get(person.ref) if person is not None else None
    return Ref("state", state) if state else None


def _sides(scene: Scene, at: int, first: int) -> list[Ref]:
    """The two states where the subject is `the two sides`, `the two ministers`."""
    low, _ = scene.bounds(at)
    near = set(scene.doc.texts[max(low, at - 8) : max(at, first)])
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


def _name_parties(scene: Scene, pact: Pact, hit: Hit, end: int, participle: int | None) -> None:
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
                later = scene.items_in(items[0].start, stop)
                pact.parties += [
                    it.ref for it in scene.run(later, 0) if it.ref not in pact.parties and it.ref.kind != "official"
                ]
            elif doc.texts[k + 1] if k + 1 < stop else "" in group("sides"):
                pact.parties += [r for r in scene.two_sides(hit.start) if r not in pact.parties]
        elif (
            k >= end
            and k != participle
            and ((doc.words[k].kind == "sign" and text not in ("(", ")")) or doc.words[k].cls == "conj")
        ):
            break
        k += 1
    adjectives = [code for k in range(hit.end, end) if (code := state_adjective(doc.words[k]))]
    if len(adjectives) == 2 and not pact.parties:
        pact.parties += [Ref("state", code) for code in adjectives]


def _settle(doc: Document, pacts: list[Pact], pact: Pact) -> None:
    """Join a mention to the agreement it speaks of, or start a new one."""
    alike = [p for p in pacts if p.kind == pact.kind]
    for known in reversed(alike):
        if _same(known, pact) or (len(alike) == 1 and _points_back(known, pact)):
            known.mentions += pact.mentions
            known.forms += [f for f in pact.forms if clean_label(f) not in known.forms]
            known.words = known.words if len(known.words) >= len(pact.words) else pact.words
            known.parties += [p for p in pact.parties if p not in known.parties]
            known.signatories += [p for p in pact.signatories if p not in known.signatories]
            if known.signed is None or (pact.signed is not None and known.signed.covers(pact.signed)):
                known.signed = pact.signed or known.signed
            known.status = known.status or pact.status
            known.named = known.named or pact.named
            return
    pacts.append(replace(pact))


def _points_back(known: Pact, pact: Pact) -> bool:
    """Whether a definite phrase with other words may be the only agreement of its kind so far."""
    if pact.another or not pact.definite or (pact.signed and known.signed and pact.signed != known.signed):
        return False
    if pact.parties and known.parties and not set(pact.parties) & set(known.parties):
        return False
    return bool(known.words & pact.words) or (bool(pact.parties) and set(pact.parties) <= set(known.parties))


def _same(known: Pact, pact: Pact) -> bool:
    if known.kind != pact.kind or pact.another:
        return False
    if known.signed and pact.signed and not (known.signed.covers(pact.signed) or pact.signed.covers(known.signed)):
        return False
    if not pact.words:
        return pact.definite or bool(set(known.parties) & set(pact.parties))
    if not known.words:
        return known.definite
    if known.signed and known.signed == pact.signed and set(known.parties) & set(pact.parties):
        return True
    common = len(known.words & pact.words)
    small = min(len(known.words), len(pact.words))
    if common == small and (pact.definite or small >= 2):
        return True
    return common / (len(known.words | pact.words)) >= 0.6
