"""From what a text says of a date to the days it may mean, counted from the day of writing."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from hijridate import Gregorian, Hijri

from mithaq.language.partial_date import PartialDate

__all__ = ["DateExpression", "ResolvedDate", "gregorian_of_hijri", "resolve_date", "resolve_weekday"]


@dataclass(frozen=True, slots=True)
class DateExpression:
    """What stands in the text. Zero means "not said".

    `shift` -1, 0 or 1 is "last", "this", "next", -2 "the one before last"; `year_shift` is the same said of
    the year. `elsewhere` means that the text counts from a date of its own ("of the same year").
    """

    calendar: str = "gregorian"
    year: int = 0
    month: int = 0
    day: int = 0
    shift: int | None = None
    year_shift: int | None = None
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class ResolvedDate:
    """The likeliest date, and where the text leaves the direction open, the ones before and after the
    anchor."""

    date: PartialDate | None = None
    past: PartialDate | None = None
    future: PartialDate | None = None


def _date(year: int, month: int = 0, day: int = 0) -> PartialDate | None:
    try:
        return PartialDate(year, month, day)
    except ValueError:
        return None


def gregorian_of_hijri(year: int, month: int = 0, day: int = 0) -> PartialDate | None:
    """The Gregorian date of a Hijri one in the Umm al-Qura calendar (1343 to 1500). A month that lies
    within two Gregorian months is only as precise as the year they share; a Hijri year alone lies within
    two years: None."""
    if not month:
        return None
    try:
        first = Hijri(year, month, day or 1)
        start = datetime.date(*first.to_gregorian().datetuple())
        if day:
            return PartialDate.of(start)
        end = start + datetime.timedelta(days=first.month_length() - 1)
    except (ValueError, OverflowError):
        return None
    if start.year != end.year:
        return None
    return PartialDate(start.year, start.month if start.month == end.month else 0)


def _candidates(said: DateExpression, anchor: PartialDate) -> Iterator[PartialDate]:
    """The dates of the said day or month in the years around the anchor, in order."""
    year = anchor.year
    if said.calendar == "hijri":
        try:
            year = Gregorian.fromdate(anchor.first).to_hijri().year
        except OverflowError:
            return
    for near in range(year - 3, year + 4):
        found = (
            gregorian_of_hijri(near, said.month, said.day)
            if said.calendar == "hijri"
            else _date(near, said.month, said.day)
        )
        if found is not None:
            yield found


def _choose(said: DateExpression, anchor: PartialDate, weekday: int) -> ResolvedDate:
    """Settle a day or month without a year by its shift. Where there is none, news tells of what was,
    unless what is to come is much the nearer: less than half as far."""
    precision = min(len(str(anchor)), 10 if said.day else 7)
    """how much of an ISO date both sides have"""
    here = str(anchor)[:precision]
    every = list(_candidates(said, anchor))
    exact = precision == (10 if said.day else 7)
    same = [date for date in every if str(date)[:precision] == here]
    before = [date for date in every if str(date)[:precision] < here]
    after = [date for date in every if str(date)[:precision] > here]
    if said.shift is not None and said.shift < 0:
        nearer = before if exact else before + same
        return ResolvedDate(nearer[said.shift] if len(nearer) >= -said.shift else None)
    if said.shift is not None and said.shift > 0:
        nearer = after if exact else same + after
        return ResolvedDate(nearer[said.shift - 1] if len(nearer) >= said.shift else None)
    past = max(before + same, default=None)
    future = min(same + after, default=None)
    best = past
    if past is not None and future is not None:
        in_past, in_future = (weekday in (0, date.first.isoweekday()) for date in (past, future))
        nearer_by_far = 2 * (future.first - anchor.first) < anchor.first - past.first
        if (in_future and not in_past) or (nearer_by_far and in_future >= in_past):
            best = future
    return ResolvedDate(best, past, future)


def resolve_date(said: DateExpression, anchor: PartialDate | None = None, weekday: int = 0) -> ResolvedDate:
    """The date that `said` means in an article of `anchor`. `weekday` (ISO number) is the one named beside
    it, and decides between two years. Without an anchor only a year in the text makes a date."""
    if said.elsewhere:
        return ResolvedDate()
    if said.year and said.calendar == "hijri":
        return ResolvedDate(gregorian_of_hijri(said.year, said.month, said.day))
    if said.year:
        return ResolvedDate(_date(said.year, said.month, said.day))
    if anchor is None:
        return ResolvedDate()
    if said.year_shift is not None:
        return ResolvedDate(_date(anchor.year + said.year_shift, said.month, said.day))
    if not said.month:  # "the last month", "the 14th of the last month"
        if said.shift is None or not anchor.month:
            return ResolvedDate()
        months = anchor.year * 12 + anchor.month - 1 + said.shift
        return ResolvedDate(_date(months // 12, months % 12 + 1, said.day))
    if said.shift == 0 and said.calendar == "gregorian":
        return ResolvedDate(_date(anchor.year, said.month, said.day))
    if not anchor.month:
        return ResolvedDate()
    return _choose(said, anchor, weekday)


def resolve_weekday(
    weekday: int, anchor: PartialDate | None, *, shift: int | None = None, offset: int | None = None
) -> ResolvedDate:
    """The day a weekday name means: "last", "next" (`shift`), or beside "today", "yesterday" (`offset` in
    days).

    An offset and a weekday may disagree by a day, when the article was dated after midnight or on the day it
    was printed: then the weekday decides. When they disagree by more, there is no date.
    """
    if anchor is None or not anchor.day:
        return ResolvedDate()
    day = anchor.first
    if offset is not None:
        for slack in (0, -1, 1):
            near = _plus(day, offset + slack)
            if near is not None and near.isoweekday() == weekday:
                return ResolvedDate(PartialDate.of(near))
        return ResolvedDate()
    back = (day.isoweekday() - weekday) % 7
    if shift is not None and shift != 0:
        days = -(back or 7) + 7 * (shift + 1) if shift < 0 else (7 - back) + 7 * (shift - 1)
        found = _plus(day, days)
        return ResolvedDate(PartialDate.of(found) if found else None)
    past, future = _plus(day, -back), _plus(day, -back % 7)
    before = PartialDate.of(past) if past else None
    return ResolvedDate(before, before, PartialDate.of(future) if future else None)


def _plus(day: datetime.date, days: int) -> datetime.date | None:
    try:
        return day + datetime.timedelta(days=days)
    except OverflowError:
        return None
