"""Match tenures, meetings, visits and statements across articles by participants, content and day.

If the text does not give the day of an event, the publication date of the article is used: reports of one day or of
consecutive days describe one event, and reports within a few days of the day that another article states describe that
event, unless several events are possible.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import date

from mithaq.identity.entity_records import EntityRecord
from mithaq.identity.locations import Location, location_of
from mithaq.identity.verdict import Canonicalizer, Features, Verdict, different, firm, likely, same

__all__ = ["MediationMatcher", "MeetingMatcher", "SanctionMatcher", "StatementMatcher", "TenureMatcher", "VisitMatcher"]


def _all(record: EntityRecord, attribute: str, canonical: Canonicalizer) -> str:
    return " ".join(sorted(map(canonical, record.all(attribute))))


_AROUND = 3
"""Days before and after an event within which a report without a day is about it."""
_WEEK = 7
"""Days after an event within which a report without a day is about it if it names the same place."""
_MONTH = 7
"""The length of a date that is a month."""


def _distance(day: str, other: str) -> int:
    return abs((date.fromisoformat(day) - date.fromisoformat(other)).days)


def _around(day: str, distance: int = _AROUND) -> list[str]:
    """The days from `distance` before to `distance` after a day."""
    middle = date.fromisoformat(day).toordinal()
    first, last = max(middle - distance, date.min.toordinal()), min(middle + distance, date.max.toordinal())
    return [str(date.fromordinal(number)) for number in range(first, last + 1)]


class TenureMatcher:
    """Match tenures with the same holder, position and status."""

    def features(self, record: EntityRecord, canonical: Canonicalizer) -> Features:
        keys = frozenset(
            {f"{_all(record, 'holder', canonical)} {_all(record, 'post', canonical)} {record.one('status')}"}
        )
        return Features(keys, keys)

    def match(self, one: Features, other: Features) -> Verdict | None:
        return same("the same holder, post and status") if one.keys == other.keys else None


@dataclass(frozen=True, slots=True)
class _EventFeatures(Features):
    who: str
    days: frozenset[str]
    reported: frozenset[str]
    within: frozenset[str]
    location: Location

    @property
    def undated(self) -> bool:
        """Whether neither the event nor its article has a day."""
        return not (self.days or self.reported)


class _EventMatcher(ABC):
    """Match events with the same participants on the same day."""

    joins_undated = False
    """Whether an event without any date may be the only other one of the same participants that fits its place."""

    @abstractmethod
    def _who(self, record: EntityRecord, canonical: Canonicalizer) -> str:
        """The participants, with destination or mode, as a comparison key; empty if there is nothing to compare
        by."""

    def features(self, record: EntityRecord, canonical: Canonicalizer) -> _EventFeatures:
        who, days, reported = self._who(record, canonical), record.all("day"), record.all("reported")
        found, within = days or reported, record.all("within")
        months = {day[:_MONTH] for day in (days or within) if len(day) >= _MONTH}
        location = location_of(record.all("place"), canonical)
        if not who:
            return _EventFeatures(frozenset(), frozenset(), who, days, reported, within, location)
        keys = {f"{who} {day}" for day in found} | {f"{who} in month {month}" for month in months}
        query_keys = keys | {f"{who} {near}" for day in found for near in _around(day)}
        places = {f"{who} in {place}" for place in location.places}
        query_keys |= {f"{place} {near}" for place in places for day in found for near in _around(day, _WEEK)}
        query_keys |= {f"{place} undated" for place in places}
        keys |= {f"{place} {day}" for place in places for day in found}
        keys |= {f"{place} {'dated' if found else 'undated'}" for place in places}
        if not found:
            query_keys |= {f"{place} dated" for place in places} | {f"{who} undated"}
            keys.add(f"{who} undated")
        return _EventFeatures(frozenset(keys), frozenset(query_keys), who, days, reported, within, location)

    def match(self, one: _EventFeatures, other: _EventFeatures) -> Verdict | None:
        if one.who != other.who:
            return None
        if not (_allows(one, other) and _allows(other, one)):
            return different("not in the month or year stated")
        if one.location.differs_from(other.location):
            return different("in different places")
        if one.days and other.days:
            return same("the same people", "the same day") if one.days & other.days else different("on different days")
        if one.undated or other.undated:
            return self._undated(one, other)
        return _by_reports(one, other)

    def _undated(self, one: _EventFeatures, other: _EventFeatures) -> Verdict | None:
        """The verdict on two events of which one at least has no date at all, nor its article."""
        one_place, both = bool(one.location.places & other.location.places), one.undated and other.undated
        if both and one_place:
            return likely("the same people", "the same place", "no date stated")
        if not self.joins_undated:
            return None
        if both and one.location and other.location:
            return likely("the same people", "a place that may be in the state named", "no date stated")
        if one_place and (one.days or other.days):
            return likely("the same people", "the same place", "no other day stated")
        return None


def _by_reports(one: _EventFeatures, other: _EventFeatures) -> Verdict | None:
    """The verdict on two events of which one at least has no day of its own."""
    one_place = bool(one.location.places & other.location.places)
    if one.reported & other.reported:
        return likely("the same people", "reported on the same day")
    for stated, rough in ((one, other), (other, one)):
        months = {month for month in rough.within if len(month) == _MONTH}
        if any(day[:_MONTH] in months for day in stated.days | stated.within):
            return likely("the same people", "in the month stated")
        if not months and (verdict := _by_distance(stated, rough, one_place)):
            return verdict
    if not (one.within or other.within) and any(_distance(a, b) <= 1 for a in one.reported for b in other.reported):
        return likely("the same people", "reported on consecutive days")
    return None


def _by_distance(stated: _EventFeatures, rough: _EventFeatures, one_place: bool) -> Verdict | None:
    """The verdict on an event with a day and a report without one, by the days that lie between them."""
    nearest = min((_distance(a, b) for a in stated.days for b in rough.reported), default=_WEEK + 1)
    if nearest <= _AROUND:
        place = ["the same place"] if one_place else []
        when = "reported within days of that day" if nearest else "reported on that day"
        return (firm if one_place or not nearest else likely)("the same people", *place, when)
    late = any(a < b for a in stated.days for b in rough.reported)
    if one_place and late and nearest <= _WEEK:
        return likely("the same people", "the same place", "reported within a week after that day")
    return None


def _allows(one: _EventFeatures, other: _EventFeatures) -> bool:
    """Whether the date of one lies in the month or year stated for the other."""
    dates = one.days or one.within
    return all(day.startswith(part) or part.startswith(day) for part in other.within for day in dates)


class MeetingMatcher(_EventMatcher):
    joins_undated = True

    def _who(self, record: EntityRecord, canonical: Canonicalizer) -> str:
        people = {canonical(who) for who in record.all("who")}
        return " ".join(sorted(people | record.all("mode"))) if len(people) > 1 else ""


class VisitMatcher(_EventMatcher):
    def _who(self, record: EntityRecord, canonical: Canonicalizer) -> str:
        return f"{_all(record, 'who', canonical)} to {_all(record, 'to', canonical)}"


class SanctionMatcher(_EventMatcher):
    def _who(self, record: EntityRecord, canonical: Canonicalizer) -> str:
        return " ".join(
            (_all(record, "who", canonical), record.one("measure") or "", _all(record, "target", canonical))
        )


class MediationMatcher(_EventMatcher):
    def _who(self, record: EntityRecord, canonical: Canonicalizer) -> str:
        about = _all(record, "between", canonical) or " ".join(sorted(record.all("dispute")))
        return f"{_all(record, 'who', canonical)} between {about}"


class StatementMatcher:
    """Match statements with the same speaker, act and targets, reported on the same day."""

    def features(self, record: EntityRecord, canonical: Canonicalizer) -> Features:
        who, act, target = (_all(record, attribute, canonical) for attribute in ("who", "act", "target"))
        keys = frozenset(f"{who} {act} {target} {day}" for day in record.all("reported"))
        return Features(keys, keys)

    def match(self, one: Features, other: Features) -> Verdict | None:
        if not one.keys & other.keys:
            return None
        return same("the same speaker, act and targets", "reported on the same day")
