"""Match tenures, meetings, visits and statements across articles by participants, content and day.

If the text does not give the day of an event, the publication date of the article is used: reports of the same day
describe one event, reports of different days describe two.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import date, timedelta

from mithaq.identity.entity_records import EntityRecord
from mithaq.identity.verdict import Canonicalizer, Features, Verdict, different, likely, same
from mithaq.rdf import is_state

__all__ = ["MediationMatcher", "MeetingMatcher", "SanctionMatcher", "StatementMatcher", "TenureMatcher", "VisitMatcher"]


def _all(record: EntityRecord, attribute: str, canonical: Canonicalizer) -> str:
    return " ".join(sorted(map(canonical, record.all(attribute))))


def _eve(day: str) -> str:
    return str(date.fromisoformat(day) - timedelta(days=1)) if day > "0001-01-01" else day


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
    places: frozenset[str]


class _EventMatcher(ABC):
    """Match events with the same participants on the same day."""

    @abstractmethod
    def _who(self, record: EntityRecord, canonical: Canonicalizer) -> str:
        """The participants, with destination or mode, as a comparison key; empty if there is nothing to compare
        by."""

    def features(self, record: EntityRecord, canonical: Canonicalizer) -> _EventFeatures:
        who, days, reported = self._who(record, canonical), record.all("day"), record.all("reported")
        found = days or reported | frozenset(map(_eve, reported))
        places = frozenset(canonical(place) for place in record.all("place") if not is_state(place))
        keys = frozenset(f"{who} {day}" for day in found) if who else frozenset()
        if who and not found:
            keys = frozenset(f"{who} in {place}" for place in places)
        return _EventFeatures(keys, keys, who, days, reported, record.all("within"), places)

    def match(self, one: _EventFeatures, other: _EventFeatures) -> Verdict | None:
        if one.who != other.who or not (_allows(one, other) and _allows(other, one)):
            return None
        if one.places and other.places and not one.places & other.places:
            return different("in different places")
        if one.days and other.days:
            return same("the same people", "the same day") if one.days & other.days else different("on different days")
        if not (one.days or one.reported or other.days or other.reported):
            return likely("the same people", "the same place", "no date stated") if one.places else None
        if one.reported & other.reported:
            return likely("the same people", "reported on the same day")
        for dated, undated in ((one, other), (other, one)):
            if dated.days & (undated.reported | frozenset(map(_eve, undated.reported))):
                return likely("the same people", "reported on that day or the next")
        return None


def _allows(one: _EventFeatures, other: _EventFeatures) -> bool:
    """Whether the day of one lies in the month or year stated for the other."""
    return all(day.startswith(part) for part in other.within for day in one.days)


class MeetingMatcher(_EventMatcher):
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
        return f"{_all(record, 'who', canonical)} between {_all(record, 'between', canonical)}"


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
