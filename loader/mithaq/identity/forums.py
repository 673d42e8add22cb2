"""Match forums and their editions across articles."""

from __future__ import annotations

from dataclasses import dataclass

from mithaq.identity.entity_records import EntityRecord
from mithaq.identity.locations import Location, location_of
from mithaq.identity.name_signature import name_signature
from mithaq.identity.verdict import Canonicalizer, Features, Verdict, different, likely, same
from mithaq.names.bare_bodies import is_bare_meeting

__all__ = ["EditionMatcher", "ForumMatcher"]


@dataclass(frozen=True, slots=True)
class _ForumFeatures(Features):
    series: frozenset[str]
    numbers: frozenset[str]
    years: frozenset[str]
    days: frozenset[str]
    location: Location
    reported: frozenset[str]


def _forum_features(record: EntityRecord, canonical: Canonicalizer, keys: set[str]) -> _ForumFeatures:
    dates = record.all("date")
    return _ForumFeatures(
        frozenset(keys), frozenset(keys), frozenset(map(canonical, record.all("series"))), record.all("number"),
        frozenset(date[:4] for date in dates), frozenset(date for date in dates if len(date) == 10),
        location_of(record.all("place"), canonical),
        frozenset(date[:4] for date in record.all("reported")),
    )  # fmt: skip


def _disagree(a: frozenset[str], b: frozenset[str]) -> bool:
    return bool(a and b and not a & b)


class ForumMatcher:
    """Match forums by name, and one-off forums also by place and year."""

    def features(self, record: EntityRecord, canonical: Canonicalizer) -> _ForumFeatures:
        names = record.all("name")
        if not record.all("date") and all(map(is_bare_meeting, names)):
            return _forum_features(record, canonical, set())
        return _forum_features(record, canonical, {f"name {name_signature(name).full}" for name in names})

    def match(self, one: _ForumFeatures, other: _ForumFeatures) -> Verdict | None:
        if not one.keys & other.keys:
            return None
        if _disagree(one.years, other.years):
            return different("held in different years")
        if one.location.differs_from(other.location):
            return different("held in different places")
        if one.years and other.years:
            return same("the same name", "the same year")
        if not (one.years or other.years):
            return same("the same name")
        stated, unstated = (one, other) if one.years else (other, one)
        if unstated.reported and min(unstated.reported) < min(stated.years):
            return different("reported in a year before the other was held")
        return likely("the same name", "no other year stated")


class EditionMatcher:
    """Match editions by series and number; without a number, by series, date and place."""

    def features(self, record: EntityRecord, canonical: Canonicalizer) -> _ForumFeatures:
        keys: set[str] = set()
        for series in map(canonical, record.all("series")):
            keys.update(f"{series} number {number}" for number in record.all("number"))
            keys.update(f"{series} year {date[:4]}" for date in record.all("date") or record.all("reported"))
        return _forum_features(record, canonical, keys)

    def match(self, one: _ForumFeatures, other: _ForumFeatures) -> Verdict | None:
        if not one.series & other.series:
            return None
        if _disagree(one.numbers, other.numbers):
            return different("different numbers")
        if _disagree(one.years, other.years):
            return different("held in different years")
        if one.numbers and other.numbers:
            return same("one series", "the same number")
        if one.location.differs_from(other.location):
            return None
        if not (one.years and other.years):
            return _undated(one, other)
        if one.days and other.days:
            return same("one series", "the same day") if one.days & other.days else None
        return likely("one series", "the same year", "no other edition of that year")


def _undated(one: _ForumFeatures, other: _ForumFeatures) -> Verdict | None:
    """Two editions of which one at least is undated: the years of the articles stand for its own."""
    years, others = (side.years or side.reported for side in (one, other))
    if years & others and not (one.numbers and other.numbers):
        return likely("one series", "reported in the same year", "no other edition of that year")
    return None
