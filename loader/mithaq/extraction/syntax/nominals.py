"""Noun phrases that name an event: agreements, gatherings, meetings, visits and calls.

No gate here: a weak phrase (`an agreement`, `the meeting`) is a nominal too. The families decide by the evidence of the
clause what is exported.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from enum import StrEnum

from pyarabic.araby import LAM, WAW

from mithaq.extraction.document import Document, LexiconMatch
from mithaq.extraction.mentions.noun_phrases import name_extent
from mithaq.language.numbers import cardinal, plain_number
from mithaq.lexicon.word_groups import Words

__all__ = ["Nominal", "NominalKind", "Nominals"]


class NominalKind(StrEnum):
    """What kind of event a noun names."""

    AGREEMENT = "agreement"
    GATHERING = "gathering"
    MEETING = "meeting"
    VISIT = "visit"


_MEETING_FRAMES = frozenset({"meet", "call"})
_VISIT_FRAMES = frozenset({"visit", "tour", "go"})
_QUANTITY_REACH = 2
"""Words before a plural noun in which a quantity may stand (a package of, seven)."""


@dataclass(frozen=True, slots=True)
class Nominal:
    """A noun phrase that names an event: its head at words `start` to `head_end`, the whole phrase up to `end`.

    `plural` marks dual and plural heads, `quantity` is the number said of them (0 where only `several` is said),
    `proclitics` hang on the first word.
    """

    start: int
    head_end: int
    end: int
    kind: NominalKind
    match: LexiconMatch
    definite: bool
    plural: bool = False
    quantity: int = 1
    proclitics: str = ""


class Nominals:
    """The event noun phrases of an article, read once, asked by place. They may overlap: a round of talks is both."""

    def __init__(self, doc: Document) -> None:
        self.all: list[Nominal] = []
        for i in sorted(doc.hits):
            if i in doc.in_date:
                continue
            for category in ("agreement", "forum", "event"):
                hit = doc.find(i, category)
                kind = _kind(hit) if hit is not None else None
                if hit is not None and kind is not None:
                    self.all.append(_read(doc, hit, kind))
        self._starts = [n.start for n in self.all]

    def within(self, start: int, end: int, *kinds: NominalKind) -> list[Nominal]:
        """The nominals of these kinds (all kinds where none is given) that start at words `start` to `end`."""
        found = self.all[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        return [n for n in found if not kinds or n.kind in kinds]


def _kind(hit: LexiconMatch) -> NominalKind | None:
    if hit.entry.category == "agreement":
        return NominalKind.AGREEMENT
    if hit.entry.category == "forum":
        return NominalKind.GATHERING
    frame = hit.entry.value[0]
    if frame in _MEETING_FRAMES:
        return NominalKind.MEETING
    return NominalKind.VISIT if frame in _VISIT_FRAMES else None


def _read(doc: Document, hit: LexiconMatch, kind: NominalKind) -> Nominal:
    matters = kind is NominalKind.AGREEMENT
    end = name_extent(doc, hit.start, hit.end, matters=matters)
    plural = kind is NominalKind.AGREEMENT and hit.entry.value[1] in ("d", "p")
    return Nominal(
        hit.start,
        hit.end,
        end,
        kind,
        hit,
        hit.article or doc.words[hit.end - 1].definite,
        plural,
        _quantity(doc, hit) if plural else 1,
        hit.proclitics,
    )


def _quantity(doc: Document, hit: LexiconMatch) -> int:
    """How many things a plural noun speaks of: a numeral before it, two for a dual, 0 for `several`."""
    low = max(doc.sentences[doc.sentence(hit.start)][0], hit.start - _QUANTITY_REACH)
    for k in range(hit.start - 1, low - 1, -1):
        text = doc.texts[k].removeprefix(WAW).removeprefix(LAM)
        number = plain_number(text) if k not in doc.in_date else None
        if number is None:
            number = cardinal([text])
        if number is not None:
            return number
        if text in Words.QUANTITY:
            return 0
    return 2 if hit.entry.value[1] == "d" else 0
