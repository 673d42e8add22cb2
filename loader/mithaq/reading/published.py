"""Read dates of publication as inputs state them, where they have one meaning only."""

from __future__ import annotations

import datetime
import re
from email.utils import parsedate_to_datetime
from typing import Final

from mithaq.language.dates import find_dates
from mithaq.language.partial_date import PartialDate
from mithaq.reading.options import ReadOptions

__all__ = ["UnreadableDateError", "published_on"]

_LONGEST: Final = 100
_YEARS: Final = range(1800, 2200)
_ISO = re.compile(r"(\d{4})(?:([-/.])(\d{1,2})(?:\2(\d{1,2}))?)?(?:$|[T ,].*)", re.S)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T\d{4,6}Z?|\d{6})?")
_DAY_AND_MONTH = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?:$|[T ,].*)", re.S)
_EPOCH = re.compile(r"(\d{9,10})(?:\.\d*)?|(\d{12,13})")
_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
         "sep sept september", "oct october", "nov november", "dec december"),
        1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH_FIRST = re.compile(r"([A-Za-z]{3,9})\.?\s+(?:(\d{1,2})(?:st|nd|rd|th)?,?\s+)?(\d{4})(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?[\s-]+([A-Za-z]{3,9})\.?,?[\s-]+(\d{4})(?!\d)")
_LATIN = re.compile(r"[A-Za-z]{3}")


class UnreadableDateError(ValueError):
    """A date has no meaning or more than one; `hint` says what to do."""

    def __init__(self, what: str, hint: str) -> None:
        super().__init__(what)
        self.hint = hint


def published_on(stated: str, options: ReadOptions) -> PartialDate | None:
    """The day, month or year that `stated` gives; None if it is blank. The time of day is left out.

    Raises:
        UnreadableDateError: it has another form, no meaning, or more than one.
    """
    text = "".join(_digit(c) for c in stated[: _LONGEST + 1].strip() if c.isprintable() and c not in _DIRECTION)
    if not text:
        return None
    try:
        date = _date(text, options) if len(text) <= _LONGEST else None
    except UnreadableDateError:
        raise
    except (ValueError, OverflowError, OSError):
        date = None
    if date is None or date.year not in _YEARS:
        shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
        if date is not None:
            years = f"{_YEARS[0]} to {_YEARS[-1]}"
            raise UnreadableDateError(f"the date {shown!r} is not in the years {years}", "correct it")
        if _ISO.fullmatch(text) or _COMPACT.fullmatch(text):
            raise UnreadableDateError(f"there is no day {shown!r}", "correct it")
        raise UnreadableDateError(f"the date is {shown!r}", "write YYYY-MM-DD or YYYY-MM")
    return date


_SHOWN: Final = 40
_DIRECTION: Final = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u2066\u2067\u2068\u2069\ufeff")


def _digit(character: str) -> str:
    return str(int(character)) if character.isdecimal() else character


def _date(text: str, options: ReadOptions) -> PartialDate | None:
    if found := _COMPACT.fullmatch(text):
        return PartialDate(int(found[1]), int(found[2]), int(found[3]))
    if found := _ISO.fullmatch(text):
        return PartialDate(int(found[1]), int(found[3] or 0), int(found[4] or 0))
    if found := _EPOCH.fullmatch(text):
        return _since_1970(float(found[1]) if found[1] else int(found[2]) / 1000, text, options)
    if found := _DAY_AND_MONTH.fullmatch(text):
        return _ordered(int(found[1]), int(found[3]), int(found[4]), text, options)
    return _in_english(text) if _LATIN.search(text) else _in_arabic(text)


def _since_1970(seconds: float, text: str, options: ReadOptions) -> PartialDate:
    if not options.epoch:
        raise UnreadableDateError(
            f"the date is the number {text}", "write YYYY-MM-DD, or give --epoch if it counts from 1970"
        )
    return PartialDate.of(datetime.datetime.fromtimestamp(seconds, datetime.UTC).date())


def _ordered(first: int, second: int, year: int, text: str, options: ReadOptions) -> PartialDate:
    if first > 12 or first == second:
        return PartialDate(year, second, first)
    if second > 12:
        return PartialDate(year, first, second)
    if options.date_order is None:
        raise UnreadableDateError(
            f"the date {text!r} has two meanings", "write YYYY-MM-DD, or give --date-order dmy or mdy"
        )
    return PartialDate(year, second, first) if options.date_order == "dmy" else PartialDate(year, first, second)


def _in_english(text: str) -> PartialDate | None:
    found = {
        PartialDate(int(year), _MONTHS[name.lower()], int(day or 0))
        for pattern, order in ((_MONTH_FIRST, (3, 1, 2)), (_DAY_FIRST, (3, 2, 1)))
        for match in pattern.finditer(text)
        for year, name, day in [(match[order[0]], match[order[1]], match[order[2]])]
        if name.lower() in _MONTHS
    }
    days = {date for date in found if date.day} or found
    if len(days) == 1:
        return days.pop()
    try:
        return PartialDate.of(parsedate_to_datetime(text).date())
    except (TypeError, IndexError):
        return None


def _in_arabic(text: str) -> PartialDate | None:
    days = {mention.date for mention in find_dates(text, None)}
    return days.pop() if len(days) == 1 else None
