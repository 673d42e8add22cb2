"""Which names mean one forum, or one edition of it."""

from __future__ import annotations

from loader.identity.things import Thing
from loader.identity.verdict import Canon, Verdict, apart, likely, same
from loader.identity.wording import wording

__all__ = ["Editions", "Forums"]


class Forums:
    """By name; one that was held once, also by place and year."""

    def keys(self, thing: Thing, canon: Canon) -> list[str]:
        return sorted({f"name {wording(name).full}" for name in thing.all("name")})

    def judge(self, one: Thing, other: Thing, canon: Canon) -> Verdict | None:
        years, places = _years(one, other), _places(one, other, canon)
        if False in (years, places):
            return apart("held in different years" if years is False else "held in different places")
        if years or not (one.all("date") or other.all("date")):
            return same("the same name", *(["the same year"] if years else []))
        return likely("the same name", "no other year named")


class Editions:
    """By series and number; without a number, by series, date and place."""

    def keys(self, thing: Thing, canon: Canon) -> list[str]:
        found: set[str] = set()
        for series in map(canon, thing.all("series")):
            found.update(f"{series} number {number}" for number in thing.all("number"))
            found.update(f"{series} year {date[:4]}" for date in thing.all("date"))
        return sorted(found)

    def judge(self, one: Thing, other: Thing, canon: Canon) -> Verdict | None:
        if not set(map(canon, one.all("series"))) & set(map(canon, other.all("series"))):
            return None
        numbers, others = one.all("number"), other.all("number")
        years, places = _years(one, other), _places(one, other, canon)
        if numbers and others and not numbers & others:
            return apart("different numbers")
        if years is False:
            return apart("held in different years")
        if numbers & others:
            return same("one series", "the same number")
        if places is False or years is None:
            return None
        if _days(one) & _days(other):
            return same("one series", "the same day")
        if _days(one) and _days(other):
            return None
        return likely("one series", "the same year", "no other edition of that year")


def _days(thing: Thing) -> frozenset[str]:
    return frozenset(date for date in thing.all("date") if len(date) == 10)


def _years(one: Thing, other: Thing) -> bool | None:
    """Whether the years agree; None where one is not known."""
    a, b = ({date[:4] for date in thing.all("date")} for thing in (one, other))
    return bool(a & b) if a and b else None


def _places(one: Thing, other: Thing, canon: Canon) -> bool | None:
    """Whether the places agree; None where one is not known, or names no more than the state."""
    a, b = ({canon(p) for p in thing.all("place") if "/state/" not in p} for thing in (one, other))
    return bool(a & b) if a and b else None
