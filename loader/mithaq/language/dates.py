"""Find dates in running Arabic text, in the calendars and spellings of the press.

One pass over the folded words: the date grammar is tried at each word that can start a date. It looks a bounded number
of words ahead, so the time is linear in the length of the text.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from mithaq.language.date_grammar import WrittenDate, WrittenDateParser
from mithaq.language.date_names import NamedDay, NamedDayParser
from mithaq.language.date_resolution import DateExpression, ResolvedDate, resolve_date, resolve_weekday
from mithaq.language.date_words import DateWords
from mithaq.language.partial_date import PartialDate

__all__ = ["DateMention", "find_dates", "find_dates_in"]

_HALF_A_WEEK = 3  # days

Kind = Literal["absolute", "relative", "hijri"]


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date expression at `text[start:end]`.

    `kind` is "absolute" when the text states the year, "hijri" when it states only a Hijri date, else "relative":
    counted from the anchor. `date` is the most likely meaning, with the precision of the text; None when it cannot be
    resolved. For a range (two days, from … to …) `date` is the first day and `range_end` the last.

    Where the direction is open ("on Saturday", "on 5 June"), `past` and `future` are the two candidates: use `future`
    when the sentence is about a plan, `past` when it reports an event.
    """

    start: int
    end: int
    date: PartialDate | None
    range_end: PartialDate | None = None
    kind: Kind = "absolute"
    past: PartialDate | None = None
    future: PartialDate | None = None

    def read(self, tense: Literal["past", "future"] | None = None) -> PartialDate | None:
        """The date for a sentence in the given tense; the most likely date when the tense is None."""
        chosen = self.past if tense == "past" else self.future if tense == "future" else None
        return chosen or self.date


def find_dates(
    text: str, anchor: PartialDate | None, start: int = 0, end: int | None = None, folded: str | None = None
) -> list[DateMention]:
    """Find all date expressions in `text[start:end]`, in order, without overlaps.

    Args:
        text: The text; offsets of the mentions refer to it.
        anchor: Day, month or year of writing, from which "yesterday", "last March" and a day without a year are
            counted. Without it such mentions are listed with `date` None.
        start: First character to search.
        end: End of the search; None for the end of the text.
        folded: That part of the text as `fold` gives it, where the caller has it.
    """
    words = DateWords(text, start, len(text) if end is None else end, folded)
    return list(_Scan(words, anchor, anchor).mentions())


def find_dates_in(
    text: str, anchor: PartialDate | None, spans: Iterable[tuple[int, int]], folded: str
) -> Iterator[DateMention]:
    """Find the dates in the parts of one text, as `find_dates`; `folded` is the text as `fold` gives it.

    A weekday beside "today" corrects the day of writing for what follows, where the text was printed a day later.
    """
    today = anchor
    for start, end in spans:
        scan = _Scan(DateWords(text, start, end, folded[start:end]), anchor, today)
        yield from scan.mentions()
        today = scan.today


class _Scan:
    """One pass over the words of a text."""

    def __init__(self, words: DateWords, anchor: PartialDate | None, today: PartialDate | None) -> None:
        self._words = words
        self._anchor = anchor
        self.today = today
        self._named = NamedDayParser(words)
        self._written = WrittenDateParser(words)

    def mentions(self) -> Iterator[DateMention]:
        position = 0
        for start in self._words.starts():
            found = self._at(start) if start >= position else None
            if found is None:
                continue
            mention, position = found
            if mention is not None:
                yield mention

    def _at(self, position: int) -> tuple[DateMention | None, int] | None:
        """The mention at a word and the index after it; None when there is no date at this word."""
        named = self._named.parse(position)
        if named is None:
            written = self._written.parse(position)
            return None if written is None else (self._of_written(written, None), written.end)
        written = self._written.parse(self._written.skip_connector(named.end))
        if written is None or not written.expression.day:
            return self._of_named(named), named.end
        return self._of_written(written, named), written.end

    def _of_named(self, named: NamedDay) -> DateMention:
        """Build a mention from a weekday's name or a distance from today alone."""
        last = None
        if named.other_anchor:
            reading = ResolvedDate()
        elif named.weeks is not None:
            month = _month_of_week(self._anchor, named.weeks)
            reading = ResolvedDate(month, None, month if named.weeks > 0 else None)
        elif named.last_weekday:
            days = (named.last_weekday - named.weekday) % 7
            end_of = resolve_weekday(named.last_weekday, self._anchor, shift=named.shift)
            reading = ResolvedDate(*(_plus(day, -days) for day in (end_of.date, end_of.past, end_of.future)))
            last = end_of.date
        elif named.weekday:
            reading = resolve_weekday(named.weekday, self._anchor, shift=named.shift, offset=named.offset)
            if named.offset is not None and reading.date is not None:
                self.today = _plus(reading.date, -named.offset)
        else:
            reading = ResolvedDate(_plus(self.today, named.offset or 0))
        start, end = self._words.span(named.start, named.end, named.clitic)
        return DateMention(start, end, reading.date, last, "relative", reading.past, reading.future)

    def _of_written(self, written: WrittenDate, named: NamedDay | None) -> DateMention | None:
        """Build a mention from a stated day, month or year, optionally after a weekday.

        None when the day does not exist (31 February).
        """
        expression = written.expression
        if named is not None and named.shift is not None and expression.shift is None and not expression.year:
            expression = replace(expression, shift=named.shift)
        reading = resolve_date(expression, self._anchor, named.weekday if named is not None else 0)
        if reading.date is None and expression.year and expression.calendar == "gregorian":
            return None
        if reading.date is None and expression.month and expression.day and not self._exists(expression):
            return None
        last = resolve_date(replace(written.last, shift=expression.shift), self._anchor).date if written.last else None
        if reading.date is not None and last is not None and last < reading.date:
            if expression.year and not written.year_on_first:
                reading = resolve_date(replace(expression, year=expression.year - 1), self._anchor)
            else:
                last = None
        first = named if named is not None else written
        start, end = self._words.span(first.start, written.end, first.clitic)
        kind: Kind = "relative"
        if expression.year:
            kind = "hijri" if expression.calendar == "hijri" else "absolute"
        return DateMention(start, end, reading.date, last, kind, reading.past, reading.future)

    @staticmethod
    def _exists(expression: DateExpression) -> bool:
        """Whether the month has this day in some year: 2000 was a leap year."""
        if expression.calendar == "hijri":
            return expression.day <= 30
        return resolve_date(replace(expression, year=2000)).date is not None


def _month_of_week(day: PartialDate | None, weeks: int) -> PartialDate | None:
    """The month in which the week lies that is `weeks` after that of a day; None where it may reach into another."""
    first, last = _plus(day, 7 * weeks - _HALF_A_WEEK), _plus(day, 7 * weeks + _HALF_A_WEEK)
    if first is None or last is None or first.month != last.month:
        return None
    return PartialDate(first.year, first.month)


def _plus(day: PartialDate | None, days: int) -> PartialDate | None:
    if day is None or not day.day:
        return None
    try:
        return PartialDate.of(day.first + datetime.timedelta(days=days))
    except OverflowError:
        return None
