"""Which tenures, meetings, visits and statements of several articles are one: who, what, when.

A day in the text tells the event. Without one, the day the article was published stands in for it, so that two outlets
of one day tell one event, and articles of different days tell two.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import date, timedelta

from mithaq.identity.things import Thing
from mithaq.identity.verdict import Canon, Verdict, View, apart, likely, same

__all__ = ["Meetings", "Statements", "Tenures", "Visits"]


def _all(thing: Thing, aspect: str, canon: Canon) -> str:
    return " ".join(sorted(map(canon, thing.all(aspect))))


def _eve(day: str) -> str:
    return str(date.fromisoformat(day) - timedelta(days=1)) if day > "0001-01-01" else day


class Tenures:
    """One holder, one post, one status."""

    def view(self, thing: Thing, canon: Canon) -> View:
        keys = frozenset({f"{_all(thing, 'holder', canon)} {_all(thing, 'post', canon)} {thing.one('status')}"})
        return View(keys, keys)

    def judge(self, one: View, other: View) -> Verdict | None:
        return same("the same holder, post and status") if one.keys == other.keys else None


@dataclass(frozen=True, slots=True)
class _Event(View):
    who: str
    days: frozenset[str]
    told: frozenset[str]
    within: frozenset[str]
    places: frozenset[str]


class _Events(ABC):
    """What meetings and visits share: the same people, on the same day."""

    @abstractmethod
    def _who(self, thing: Thing, canon: Canon) -> str:
        """Whom the event is of, and where to."""

    def view(self, thing: Thing, canon: Canon) -> _Event:
        who, days, told = self._who(thing, canon), thing.all("day"), thing.all("told")
        found = days or told | frozenset(map(_eve, told))
        keys = frozenset(f"{who} {day}" for day in found) if who else frozenset()
        places = frozenset(canon(place) for place in thing.all("place") if "/state/" not in place)
        return _Event(keys, keys, who, days, told, thing.all("within"), places)

    def judge(self, one: _Event, other: _Event) -> Verdict | None:
        if one.who != other.who or not (_allows(one, other) and _allows(other, one)):
            return None
        if one.places and other.places and not one.places & other.places:
            return apart("in different places")
        if one.days and other.days:
            return same("the same people", "the same day") if one.days & other.days else apart("on different days")
        if one.told & other.told:
            return likely("the same people", "told on the same day")
        for dated, undated in ((one, other), (other, one)):
            if dated.days & (undated.told | frozenset(map(_eve, undated.told))):
                return likely("the same people", "told on that day or the next")
        return None


def _allows(one: _Event, other: _Event) -> bool:
    """Whether the day of one lies in the month or year that is known of the other."""
    return all(day.startswith(part) for part in other.within for day in one.days)


class Meetings(_Events):
    def _who(self, thing: Thing, canon: Canon) -> str:
        people = {canon(who) for who in thing.all("who")}
        return " ".join(sorted(people | thing.all("mode"))) if len(people) > 1 else ""


class Visits(_Events):
    def _who(self, thing: Thing, canon: Canon) -> str:
        return f"{_all(thing, 'who', canon)} to {_all(thing, 'to', canon)}"


class Statements:
    """One speaker, act and targets, told on one day."""

    def view(self, thing: Thing, canon: Canon) -> View:
        who, act, target = (_all(thing, aspect, canon) for aspect in ("who", "act", "target"))
        keys = frozenset(f"{who} {act} {target} {told}" for told in thing.all("told"))
        return View(keys, keys)

    def judge(self, one: View, other: View) -> Verdict | None:
        if not one.keys & other.keys:
            return None
        return same("the same speaker, act and targets", "told on the same day")
