"""Conferences, summits, dialogues, sessions: what they are called, which edition, where, when, and who takes part."""

from __future__ import annotations

from dataclasses import dataclass, field

from loader.extraction.actors import Item
from loader.extraction.bodies import parse_body, state_adjective
from loader.extraction.clauses import Scene, triggers
from loader.extraction.document import Document, Hit
from loader.extraction.facts import Ref
from loader.extraction.phrases import name_extent
from loader.language.fold import key
from loader.language.numbers import ordinal
from loader.language.partial_date import PartialDate
from loader.lexicon import bare

__all__ = ["Gathering", "find_forums"]

_FRAMES = frozenset({"attend", "chair", "begin", "host", "hold", "end_event"})
_WITH = frozenset(
    "\u0628\u0645\u0634\u0627\u0631\u0643\u0647 \u0628\u062d\u0636\u0648\u0631 \u0628\u0631\u0626\u0627\u0633\u0647 \u0628\u0631\u064a\u0627\u0633\u0647 \u0645\u0634\u0627\u0631\u0643\u0647 \u0645\u0634\u0627\u0631\u0643\u062a\u0647".split()
)
_MINISTERS = frozenset("\u0648\u0632\u0631\u0627\u0621 \u0644\u0648\u0632\u0631\u0627\u0621 \u0631\u0624\u0633\u0627\u0621 \u0648\u0632\u0627\u0631\u064a \u0627\u0644\u0648\u0632\u0627\u0631\u064a \u0642\u0627\u062f\u0647".split())
_SPECIAL = frozenset("\u0637\u0627\u0631\u064a \u0627\u0644\u0637\u0627\u0631\u064a \u062b\u0644\u0627\u062b\u064a \u0627\u0644\u062b\u0644\u0627\u062b\u064a \u0631\u0628\u0627\u0639\u064a \u0627\u0644\u0631\u0628\u0627\u0639\u064a \u0645\u0634\u062a\u0631\u0643 \u0627\u0644\u0645\u0634\u062a\u0631\u0643".split())
_LI = "\u0644"
_PRESS = frozenset("\u0635\u062d\u0641\u064a \u0635\u062d\u0627\u0641\u064a \u0627\u0644\u0635\u062d\u0641\u064a \u0627\u0644\u0635\u062d\u0627\u0641\u064a".split())


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


def find_forums(scene: Scene) -> list[Gathering]:
    doc = scene.doc
    found: list[Gathering] = []
    last = 0
    for hit in doc.find_all("forum"):
        if hit.start < last or hit.start in doc.in_date:
            continue
        gathering = _read(scene, hit)
        if gathering is None:
            continue
        last = gathering.mentions[0][1]
        _settle(found, gathering)
    kept = [g for g in found if g.named]
    for gathering in kept:
        _circumstances(scene, gathering)
    return kept


def _read(scene: Scene, hit: Hit) -> Gathering | None:
    doc = scene.doc
    strength = hit.entry.value
    j = hit.end
    edition, after = _edition(doc, j)
    j = after
    end = name_extent(doc, hit.start, j, with_parties=strength in ("name", "body"))
    if any(doc.texts[k] in _PRESS for k in range(hit.end, end)):
        return None
    words = _content(doc, hit, end)
    definite = hit.article
    series_start = _series(doc, j, end) if strength in ("series", "body") else None
    special = any(doc.texts[k] in _SPECIAL for k in range(hit.end, end))
    ministers = any(doc.texts[k].lstrip("\u0644") in _MINISTERS or doc.texts[k] in _MINISTERS for k in range(hit.end, end))
    named = False
    if strength == "name":
        proper = bool(words) and (definite or _proper(doc, hit.end, end))
        named = proper and end - hit.start >= 2
    elif strength == "series":
        named = series_start is not None and (edition is not None or definite)
    elif strength == "body":
        named = (edition is not None and (definite or series_start is not None)) or (ministers and end - hit.start >= 2) or (
            special and len(words) >= 2
        )
    elif strength == "initiative":
        named = False
    if not named and not (definite and not words):
        return None
    form = doc.label(hit.start, end, len(hit.proclitics))
    if hit.article and hit.proclitics.endswith(_LI):
        form = "\u0627\u0644" + form[1:]
    series = None
    if edition is not None:
        series = _series_name(doc, hit, j, end, series_start)
    return Gathering([(hit.start, end, len(hit.proclitics))], words, [form], strength, named, edition, series)


def _edition(doc: Document, j: int) -> tuple[int | None, int]:
    """An edition number at word `j`, in words or digits: (number, index after it)."""
    if j >= len(doc.words):
        return None, j
    word = doc.words[j]
    if word.kind == "number" and word.text.isdigit() and j not in doc.in_date:
        return int(word.text), j + 1
    if word.text in ("\u0627\u0644", "\u0631\u0642\u0645") and j + 1 < len(doc.words) and doc.words[j + 1].kind == "number":
        return (int(doc.texts[j + 1]), j + 2) if doc.texts[j + 1].isdigit() else (None, j)
    for n in (3, 2, 1):
        value = ordinal(doc.texts[j : j + n]) if j + n <= len(doc.words) else None
        if value is not None and doc.words[j].definite:
            return value, j + n
    return None, j


def _series(doc: Document, j: int, end: int) -> int | None:
    """Where the name of the body or series begins that a session is of: at li- or in the genitive."""
    for k in range(j, end):
        for hit in doc.hits.get(k, ()):
            if hit.entry.category in ("forum", "body", "organization") and hit.proclitics in (_LI, "") and (
                hit.proclitics or k == j
            ):
                return k
        body = parse_body(doc, k)
        if body and body.proclitics == _LI:
            return k
    return None


def _series_name(doc: Document, hit: Hit, j: int, end: int, series_start: int | None) -> str:
    """The series' name: what the session is of, or the forum's own name without its number."""
    if series_start is not None and end > series_start:
        first = doc.words[series_start]
        pro, article = next(((p, al) for p, _, al in first.stems if p == _LI), ("", False))
        text = doc.label(series_start, end, len(pro))
        return "\u0627\u0644" + text[1:] if article and pro and text.startswith(_LI) else text
    parts = [doc.label(hit.start, hit.end, len(hit.proclitics))]
    if end > j:
        parts.append(doc.label(j, end))
    return " ".join(parts)


def _content(doc: Document, hit: Hit, end: int) -> frozenset[str]:
    soft = set()
    for k in range(hit.end, end):
        word = doc.texts[k]
        if doc.words[k].cls or doc.words[k].kind == "sign":
            continue
        while len(word) > 4 and word[0] in "\u0644\u0628\u0648":
            word = word[1:]
        soft.add(bare(word))
    return frozenset(soft)


def _proper(doc: Document, start: int, end: int) -> bool:
    """Whether an indefinite head is made definite: by a place, a body, a state, or a definite genitive."""
    return any(
        doc.find(k, "capital", "place", "state", "organization") is not None or state_adjective(doc.words[k]) is not None
        or (doc.words[k].definite and k == start)
        for k in range(start, end)
    )


def _settle(found: list[Gathering], new: Gathering) -> None:
    for known in reversed(found):
        if _same(known, new):
            known.mentions += new.mentions
            known.forms += [f for f in new.forms if f not in known.forms]
            if len(new.words) > len(known.words):
                known.words = new.words
            known.edition = known.edition or new.edition
            known.series = known.series or new.series
            known.named = known.named or new.named
            return
    if new.named:
        found.append(new)


def _same(known: Gathering, new: Gathering) -> bool:
    if known.edition and new.edition and known.edition != new.edition:
        return False
    head = {key(f).split()[0].removeprefix("\u0627\u0644") for f in known.forms}
    mine = key(new.forms[0]).split()[0].removeprefix("\u0627\u0644")
    if not new.words:
        return mine in head
    small, large = sorted((known.words, new.words), key=len)
    return small <= large and (mine in head or len(small) >= 2)


def _circumstances(scene: Scene, g: Gathering) -> None:
    """Place, day and participants, from the sentences that name the forum."""
    doc = scene.doc
    for start, end, _ in g.mentions:
        low, high = scene.bounds(start)
        if g.place is None:
            inner = next((h for k in range(start, end) for h in doc.hits.get(k, ()) if h.entry.category in ("capital", "place")
                          and h.article == h.entry.definite and not h.proclitics and not h.entry.ambiguous
                          and (k == start + 1 or doc.texts[k - 1] == "\u0641\u064a")), None)  # fmt: skip
            g.place = inner or _place_near(scene, start, end, high, low)
        near = [t for t in triggers(doc, _FRAMES) if low <= t.at < high]
        begins = [t for t in near if t.frame in ("begin", "hold", "host", "end_event")]
        if g.date is None and begins:
            mention = scene.date(start)
            g.date = mention.date if mention and mention.date else None
        _participants(scene, g, start, end, low, high, near)


def _place_near(scene: Scene, start: int, end: int, high: int, low: int) -> Hit | None:
    hit = scene.place(end - 1)
    if hit is None or not low <= hit.start < high:
        return None
    return hit if abs(hit.start - end) <= 12 or abs(start - hit.end) <= 5 else None


def _participants(scene: Scene, g: Gathering, start: int, end: int, low: int, high: int, near: list) -> None:  # type: ignore[type-arg]
    doc = scene.doc

    def add(item: Item) -> None:
        if item.kind in ("person", "body") and item.ref not in g.participants:
            g.participants.append(item.ref)

    for t in near:
        if t.frame not in ("attend", "chair", "begin") or t.noun or abs(t.at - start) > 25:
            continue
        left = scene.left(t.at)
        if left is not None and left.kind == "person":
            add(left)
            continue
        right = scene.right(t.end)
        if right and not scene.governed(right[0]) and right[0].kind == "person":
            for item in scene.run(right, 0):
                add(item)
    for k in range(low, high):
        if doc.texts[k] in _WITH and abs(k - end) <= 30:
            for item in scene.right(k + 1, limit=90):
                if item.kind == "person":
                    add(item)
