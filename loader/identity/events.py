"""Which tenures, meetings, visits and statements of several articles are one: who, what, when.

A day in the text tells the event. Without one, the day the article was published stands in for it, so that
two outlets of one day tell one event, and articles of different days tell two.
"""

from __future__ import annotations

from datetime import date, timedelta

from loader.identity.things import Thing
from loader.identity.verdict import Canon, Verdict, apart, likely, same

__all__ = ["Meetings", "Statements", "Tenures", "Visits"]


def _all(thing: Thing, aspect: str, canon: Canon) -> str:
    return " ".join(sorted(map(canon, thing.all(aspect))))


class Tenures:
    """One holder, one post, one status."""

    def keys(self, thing: Thing, canon: Canon) -> list[str]:
        return [f"{_all(thing, 'holder', canon)} {_all(thing, 'post', canon)} {thing.one('status')}"]

    def judge(self, one: Thing, other: Thing, canon: Canon) -> Verdict | None:
        if self.keys(one, canon) != self.keys(other, canon):
            return None
        return same("the same holder, post and status")


class _Dated:
    """What meetings and visits share: the same people, on the same day."""

    def _who(self, thing: Thing, canon: Canon) -> str:
        raise NotImplementedError

    def keys(self, thing: Thing, canon: Canon) -> list[str]:
        who = self._who(thing, canon)
        if not who:
            return []
        days = thing.all("day") or thing.all("told") | {_eve(told) for told in thing.all("told")}
        return sorted(f"{who} {day}" for day in days)

    def judge(self, one: Thing, other: Thing, canon: Canon) -> Verdict | None:
        if self._who(one, canon) != self._who(other, canon) or not _compatible(one, other):
            return None
        if _elsewhere(one, other, canon):
            return apart("in different places")
        if one.all("day") & other.all("day"):
            return same("the same people", "the same day")
        if one.all("day") and other.all("day"):
            return apart("on different days")
        if one.all("told") & other.all("told"):
            return likely("the same people", "told on the same day")
        for dated, undated in ((one, other), (other, one)):
            tellings = undated.all("told")
            if dated.all("day") & (tellings | {_eve(told) for told in tellings}):
                return likely("the same people", "told on that day or the next")
        return None


def _eve(day: str) -> str:
    return str(date.fromisoformat(day) - timedelta(days=1)) if day > "0001-01-01" else day


def _compatible(one: Thing, other: Thing) -> bool:
    """Whether what is known of the month or year of one allows the other."""
    return all(
        day.startswith(part)
        for a, b in ((one, other), (other, one))
        for part in a.all("within")
        for day in b.all("day")
    )


def _elsewhere(one: Thing, other: Thing, canon: Canon) -> bool:
    a, b = ({canon(p) for p in thing.all("place") if "/state/" not in p} for thing in (one, other))
    return bool(a and b and not a & b)


class Meetings(_Dated):
    def _who(self, thing: Thing, canon: Canon) -> str:
        people = {canon(who) for who in thing.all("who")}
        return " ".join(sorted(people | thing.all("mode"))) if len(people) > 1 else ""


class Visits(_Dated):
    def _who(self, thing: Thing, canon: Canon) -> str:
        return f"{_all(thing, 'who', canon)} to {_all(thing, 'to', canon)}"


class Statements:
    """One speaker, act and targets, told on one day."""

    def keys(self, thing: Thing, canon: Canon) -> list[str]:
        who, act, target = (_all(thing, aspect, canon) for aspect in ("who", "act", "target"))
        return sorted(f"{who} {act} {target} {told}" for told in thing.all("told"))

    def judge(self, one: Thing, other: Thing, canon: Canon) -> Verdict | None:
        if not set(self.keys(one, canon)) & set(self.keys(other, canon)):
            return None
        return same("the same speaker, act and targets", "told on the same day")
