"""Noun phrases that name an event: agreements, gatherings, meetings, visits and calls.

No gate here: a weak phrase (`an agreement`, `the meeting`) is a nominal too. The families decide by the evidence of the
clause what is exported.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import field
from enum import StrEnum
from functools import cached_property

from mithaq.extraction.document import LexiconMatch
from mithaq.extraction.records import record
from mithaq.extraction.syntax.surroundings import Surroundings

__all__ = ["Nominal", "NominalKind", "Nominals"]


class NominalKind(StrEnum):
    """What kind of event a noun names."""

    AGREEMENT = "agreement"
    GATHERING = "gathering"
    MEETING = "meeting"
    VISIT = "visit"


_MEETING_FRAMES = frozenset({"meet", "call"})
_CATEGORIES = ("agreement", "forum", "event")
_VISIT_FRAMES = frozenset({"visit", "tour", "go"})


@record(frozen=True)
class Nominal:
    """A noun phrase that names an event: its head at words `start` to `head_end`, the whole phrase up to `end`.

    `proclitics` hang on the first word.
    """

    context: Surroundings = field(repr=False, compare=False)
    start: int
    head_end: int
    kind: NominalKind
    match: LexiconMatch
    definite: bool
    proclitics: str

    @cached_property
    def end(self) -> int:
        """One past the last word of the phrase: a pronoun on a visit leaves only adjectives to it."""
        words = self.context.doc.words
        if self.kind is NominalKind.VISIT and self.match.entry.value[1]:
            k = self.head_end
            while k < len(words) and words[k].definite and words[k].pos == "a":
                k += 1
            return k
        return self.context.name_end(self.start, self.head_end, matters=self.kind is NominalKind.AGREEMENT)


class Nominals:
    """The event noun phrases of an article, read once, asked by place. They may overlap: a round of talks is both."""

    def __init__(self, context: Surroundings) -> None:
        doc = context.doc
        self.all: list[Nominal] = []
        for i in sorted({i for category in _CATEGORIES for i in doc.starts_of[category]} - doc.in_date):
            longest = {hit.entry.category: hit for hit in reversed(doc.hits[i])}
            for hit in (longest[category] for category in _CATEGORIES if category in longest):
                if (kind := _kind(hit)) is not None:
                    definite = hit.article or doc.words[hit.end - 1].definite
                    self.all.append(Nominal(context, i, hit.end, kind, hit, definite, hit.proclitics))
        self._starts = [n.start for n in self.all]
        self.landmarks = sorted({*self._starts, *context.landmarks})
        """The words at which a reader of phrases has something to do."""

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
