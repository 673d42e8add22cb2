"""Which names mean one forum, or one edition of it."""

from __future__ import annotations

from dataclasses import dataclass

from mithaq.identity.things import Thing
from mithaq.identity.verdict import Canon, Verdict, View, apart, likely, same
from mithaq.identity.wording import wording

__all__ = ["Editions", "Forums"]


@dataclass(frozen=True, slots=True)
class _Gathering(View):
    series: frozenset[str]
    numbers: frozenset[str]
    years: frozenset[str]
    days: frozenset[str]
    places: frozenset[str]


def _gathering(thing: Thing, canon: Canon, keys: set[str]) -> _Gathering:
    dates = thing.all("date")
    return _Gathering(
        frozenset(keys), frozenset(keys), frozenset(map(canon, thing.all("series"))), thing.all("number"),
        frozenset(date[:4] for date in dates), frozenset(date for date in dates if len(date) == 10),
        frozenset(canon(place) for place in thing.all("place") if "/state/" not in place),
    )  # fmt: skip


def _disagree(a: frozenset[str], b: frozenset[str]) -> bool:
    return bool(a and b and not a & b)


class Forums:
    """By name; one that was held once, also by place and year."""

    def view(self, thing: Thing, canon: Canon) -> _Gathering:
        return _gathering(thing, canon, {f"name {wording(name).full}" for name in thing.all("name")})

    def judge(self, one: _Gathering, other: _Gathering) -> Verdict | None:
        if not one.keys & other.keys:
            return None
        if _disagree(one.years, other.years):
            return apart("held in different years")
        if _disagree(one.places, other.places):
            return apart("held in different places")
        if one.years and other.years:
            return same("the same name", "the same year")
        return likely("the same name", "no other year named") if one.years or other.years else same("the same name")


class Editions:
    """By series and number; without a number, by series, date and place."""

    def view(self, thing: Thing, canon: Canon) -> _Gathering:
        keys: set[str] = set()
        for series in map(canon, thing.all("series")):
            keys.update(f"{series} number {number}" for number in thing.all("number"))
            keys.update(f"{series} year {date[:4]}" for date in thing.all("date"))
        return _gathering(thing, canon, keys)

    def judge(self, one: _Gathering, other: _Gathering) -> Verdict | None:
        if not one.series & other.series:
            return None
        if _disagree(one.numbers, other.numbers):
            return apart("different numbers")
        if _disagree(one.years, other.years):
            return apart("held in different years")
        if one.numbers and other.numbers:
            return same("one series", "the same number")
        if _disagree(one.places, other.places) or not (one.years and other.years):
            return None
        if one.days and other.days:
            return same("one series", "the same day") if one.days & other.days else None
        return likely("one series", "the same year", "no other edition of that year")
