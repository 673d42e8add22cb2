"""Resolve date expressions to calendar dates, relative to the day of writing."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from hijridate import Gregorian, Hijri

from mithaq.language.partial_date import PartialDate

__all__ = ["DateExpression", "ResolvedDate", "gregorian_of_hijri", "resolve_date", "resolve_weekday"]


@dataclass(frozen=True, slots=True)
class DateExpression:
    """The parts of a date that the text states. Zero means "not stated".

    `shift` counts months or days: -2 "the one before last", -1 "last", 0 "this", 1 "next"; `year_shift` counts years in
    the same way. `other_anchor` is true when the text counts from a date other than the day of writing ("of the same
    year").
    """

    calendar: str = "gregorian"
    year: int = 0
    month: int = 0
    day: int = 0
    shift: int | None = None
    year_shift: int | None = None
    other_anchor: bool = False


@dataclass(frozen=True, slots=True)
class ResolvedDate:
    """The most likely date and, where the direction is open, the candidates before and after the anchor."""

    date: PartialDate | None = None
    past: PartialDate | None = None
    future: PartialDate | None = None


def _date(year: int, month: int = 0, day: int = 0) -> PartialDate | None:
    try:
        return PartialDate(year, month, day)
    except ValueError:
        return None


def gregorian_of_hijri(year: int, month: int = 0, day: int = 0) -> PartialDate | None:
    """Convert a Hijri date to Gregorian by the Umm al-Qura calendar (1343 to 1500).

    A month that spans two Gregorian months has the precision of the year they share. A Hijri year alone spans two
    years: None.
    """
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


def _candidates(expression: DateExpression, anchor: PartialDate) -> Iterator[PartialDate]:
    """List the dates that match the stated day or month in the years around the anchor, in order."""
    year = anchor.year
    if expression.calendar == "hijri":
        try:
            year = Gregorian.fromdate(anchor.first).to_hijri().year
        except OverflowError:
            return
    for near in range(year - 3, year + 4):
        found = (
            gregorian_of_hijri(near, expression.month, expression.day)
            if expression.calendar == "hijri"
            else _date(near, expression.month, expression.day)
        )
        if found is not None:
            yield found


def _choose(expression: DateExpression, anchor: PartialDate, weekday: int) -> ResolvedDate:
    """Resolve a day or month without a year, by its shift or by distance.

    Without a shift the past date is chosen, because news mostly reports past events, unless the future date is less
    than half as far away.
    """
    precision = min(len(str(anchor)), 10 if expression.day else 7)
    """number of characters of an ISO date that both sides have"""
    here = str(anchor)[:precision]
    every = list(_candidates(expression, anchor))
    exact = precision == (10 if expression.day else 7)
    same = [date for date in every if str(date)[:precision] == here]
    before = [date for date in every if str(date)[:precision] < here]
    after = [date for date in every if str(date)[:precision] > here]
    if expression.shift is not None and expression.shift < 0:
        nearer = before if exact else before + same
        return ResolvedDate(nearer[expression.shift] if len(nearer) >= -expression.shift else None)
    if expression.shift is not None and expression.shift > 0:
        nearer = after if exact else same + after
        return ResolvedDate(nearer[expression.shift - 1] if len(nearer) >= expression.shift else None)
    past = max(before + same, default=None)
    future = min(same + after, default=None)
    best = past
    if past is not None and future is not None:
        in_past, in_future = (weekday in (0, date.first.isoweekday()) for date in (past, future))
        nearer_by_far = 2 * (future.first - anchor.first) < anchor.first - past.first
        if (in_future and not in_past) or (nearer_by_far and in_future >= in_past):
            best = future
    return ResolvedDate(best, past, future)


def resolve_date(expression: DateExpression, anchor: PartialDate | None = None, weekday: int = 0) -> ResolvedDate:
    """Resolve an expression in an article written on `anchor`.

    Args:
        expression: What the text states.
        anchor: Day, month or year of writing. Without it, only an expression with a year can be resolved.
        weekday: ISO number of the weekday named beside the date, 0 for none; it decides between two years.
    """
    if expression.other_anchor:
        return ResolvedDate()
    if expression.year and expression.calendar == "hijri":
        return ResolvedDate(gregorian_of_hijri(expression.year, expression.month, expression.day))
    if expression.year:
        return ResolvedDate(_date(expression.year, expression.month, expression.day))
    if anchor is None:
        return ResolvedDate()
    if expression.year_shift is not None:
        return ResolvedDate(_date(anchor.year + expression.year_shift, expression.month, expression.day))
    if not expression.month:  # "the last month", "the 14th of the last month"
        if expression.shift is None or not anchor.month:
            return ResolvedDate()
        months = anchor.year * 12 + anchor.month - 1 + expression.shift
        return ResolvedDate(_date(months // 12, months % 12 + 1, expression.day))
    if expression.shift == 0 and expression.calendar == "gregorian":
        return ResolvedDate(_date(anchor.year, expression.month, expression.day))
    if not anchor.month:
        return ResolvedDate()
    return _choose(expression, anchor, weekday)


def resolve_weekday(
    weekday: int, anchor: PartialDate | None, *, shift: int | None = None, offset: int | None = None
) -> ResolvedDate:
    """Resolve the name of a weekday, with "last" or "next" (`shift`) or beside "today", "yesterday" (`offset` in days).

    An offset and a weekday may disagree by one day when the article was dated after midnight or on the day of printing:
    the weekday decides. When they disagree by more, there is no date.
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
