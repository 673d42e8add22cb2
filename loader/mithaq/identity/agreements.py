"""Which names mean one agreement: the parties, the day it was signed, the kind, what it is about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, product

from mithaq.identity.entity_records import EntityRecord
from mithaq.identity.name_signature import agreement_words, name_signature
from mithaq.identity.verdict import Canonicalizer, Features, Verdict, different, firm, likely, same
from mithaq.language.partial_date import PartialDate

__all__ = ["AgreementMatcher"]

_ALIKE = 0.5
"""Minimum share of common words, relative to the shorter name, for two names to have one subject."""

_DISTINCTIVE = 4
"""Minimum number of subject words for a name to identify an agreement without knowing all parties."""

_KEYED = 5
"""Number of words of a name used for blocking keys."""


@dataclass(frozen=True, slots=True)
class _Matter:
    """The content of a name: subject words, identifying numbers (of a resolution), states."""

    words: frozenset[str]
    numbers: frozenset[str]
    states: frozenset[str]


@dataclass(frozen=True, slots=True)
class _AgreementFeatures(Features):
    parties: frozenset[str]
    types: frozenset[str]
    topics: frozenset[str]
    dates: tuple[PartialDate, ...]
    matters: tuple[_Matter, ...]


class AgreementMatcher:
    """Match agreements with the same parties and a compatible date or name, or with long, nearly equal names.

    Two dated agreements are candidates only by month, because many memoranda of two states share a name."""

    def features(self, record: EntityRecord, canonical: Canonicalizer) -> _AgreementFeatures:
        parties, dates = frozenset(map(canonical, record.all("party"))), record.all("date")
        months = sorted({month for date in dates for month in _months(date)})
        matters = tuple(map(_matter, sorted(record.all("name"))))
        keys = {f"number {number}" for matter in matters for number in matter.numbers}
        names: set[str] = set()
        if len(parties) > 1:
            who = " ".join(sorted(parties))
            keys.update(f"{who} {month}" for month in months)
            names.update(f"{who} {' '.join(sorted(m.words))}" for m in matters if len(m.words) > 1)
        for matter in matters:
            if len(matter.words) + len(matter.states) >= _DISTINCTIVE:
                some = [" ".join(three) for three in combinations(sorted(matter.words)[:_KEYED], 3)]
                names.update(f"{who} {words}" for who in (*parties, " ".join(sorted(matter.states))) for words in some)
        query_keys = set(keys)
        for name in names:
            dated = {f"{name} {month}" for month in months}
            keys |= dated | {f"{name} dated"} if dated else {f"{name} undated"}
            query_keys |= dated | {f"{name} undated"} | (set() if dated else {f"{name} dated"})
        return _AgreementFeatures(
            frozenset(keys), frozenset(query_keys), parties, record.all("type"), record.all("topic"),
            tuple(map(PartialDate.parse, sorted(dates))), matters,
        )  # fmt: skip

    def match(self, one: _AgreementFeatures, other: _AgreementFeatures) -> Verdict | None:
        dates = _dates(one.dates, other.dates)
        kind = bool(one.types & other.types)
        if one.parties != other.parties or len(one.parties) < 2:
            if dates == _DIFFERENT or not kind or not _included(one.parties, other.parties):
                return None
            if _nearly(one, other):
                return firm("nearly the same name", "no other party named")
            return None
        if dates == _DIFFERENT:
            return different("different dates of signing")
        matter = _about_one(one, other)
        if matter is False:
            return different("the names are about different matters") if dates else None
        reasons = ["the same parties", *(["the same kind"] if kind else []), *([dates] if dates else [])]
        if matter:
            reasons.append("names about one matter")
        if dates == _ONE_DAY and kind:
            return same(*reasons)
        if dates and (kind or matter):
            return same(*reasons) if kind and matter and dates != _ONE_YEAR else likely(*reasons)
        return likely(*reasons) if kind and matter else None


@lru_cache(maxsize=65_536)
def _matter(name: str) -> _Matter:
    said = name_signature(name)
    words = frozenset(word for word in said.words if len(word) > 2) - agreement_words()
    return _Matter(words, frozenset(w for w in words if w.isdigit() and len(w) > 2), said.states)


def _included(a: frozenset[str], b: frozenset[str]) -> bool:
    return a <= b or b <= a


def _months(date: str) -> list[str]:
    """The months that a date may lie in, as `2017-07`."""
    return [date[:7]] if len(date) > 4 else [f"{date}-{month:02}" for month in range(1, 13)]


_DIFFERENT = "different"
_ONE_DAY = "the same day of signing"
_ONE_MONTH = "days of signing within one month"
_ONE_YEAR = "days of signing within one year"


def _dates(ones: Iterable[PartialDate], others: Iterable[PartialDate]) -> str:
    """How the dates agree, in words; empty if one is unknown."""
    found = [_agreement(a, b) for a, b in product(ones, others)]
    return min(found, key=(_ONE_DAY, _ONE_MONTH, _ONE_YEAR, _DIFFERENT).index, default="")


def _agreement(a: PartialDate, b: PartialDate) -> str:
    if a == b and a.day:
        return _ONE_DAY
    if not (a.covers(b) or b.covers(a)):
        return _DIFFERENT
    return _ONE_MONTH if a.month and b.month else _ONE_YEAR


def _about_one(one: _AgreementFeatures, other: _AgreementFeatures) -> bool | None:
    """Whether two names have the same subject; None if they say too little."""
    if one.topics & other.topics:
        return True
    verdicts = {
        len(a.words & b.words) >= _ALIKE * min(len(a.words), len(b.words))
        for a, b in product(one.matters, other.matters)
        if len(a.words) > 1 and len(b.words) > 1
    }
    return True if True in verdicts else False if verdicts else None


def _nearly(one: _AgreementFeatures, other: _AgreementFeatures) -> bool:
    """Whether two names are nearly equal and distinctive. If the parties of one are unknown, the names must mention
    the states."""
    known = bool(one.parties and other.parties)
    for a, b in product(one.matters, other.matters):
        least, shared = min(len(a.words), len(b.words)), len(a.words & b.words)
        if a.numbers & b.numbers and _included(a.words, b.words):
            return True
        if known and least >= _DISTINCTIVE and shared >= least - 1:
            return True
        if a.states and a.states == b.states and least + len(a.states) >= _DISTINCTIVE and shared == least:
            return True
    return False
