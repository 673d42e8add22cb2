"""Dates in running Arabic text, in every calendar and spelling of the press.

One pass over the folded words; at each word that can begin a date the grammar below is tried. What it looks
ahead is bounded, so that the time is linear in the text, whatever the text is.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from mithaq.language.date_grammar import WrittenDate, WrittenDateParser
from mithaq.language.date_names import NamedDay, NamedDayParser
from mithaq.language.date_resolution import DateExpression, ResolvedDate, resolve_date, resolve_weekday
from mithaq.language.date_words import DateWords
from mithaq.language.partial_date import PartialDate

__all__ = ["DateMention", "find_dates"]

Kind = Literal["absolute", "relative", "hijri"]


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date said at `text[start:end]`.

    `kind` is "absolute" when the text gives the year, "hijri" when it gives only a Hijri date, else
    "relative": counted from the anchor. `date` is the likeliest meaning, as precise as the text and no more;
    None when it cannot be worked out. Of a range (two days, from … to …) `date` is the first day and
    `range_end` the last.

    Where the words leave the direction open ("on Saturday", "on 5 June"), `past` and `future` are the two
    readings: take `future` when the sentence speaks of what is planned, `past` when it tells what was done.
    """

    start: int
    end: int
    date: PartialDate | None
    range_end: PartialDate | None = None
    kind: Kind = "absolute"
    past: PartialDate | None = None
    future: PartialDate | None = None

    def read(self, tense: Literal["past", "future"] | None = None) -> PartialDate | None:
        """The date as a sentence of that tense means it."""
        chosen = self.past if tense == "past" else self.future if tense == "future" else None
        return chosen or self.date


def find_dates(text: str, anchor: PartialDate | None, start: int = 0, end: int | None = None) -> list[DateMention]:
    """All dates said in `text[start:end]`, in order, none overlapping. Offsets count into `text`.

    `anchor` is the day (or month, or year) of writing, which "yesterday", "last March" and a day without a
    year are counted from. Without it they are still listed, as mentions whose `date` is None.
    """
    words = DateWords(text, start, len(text) if end is None else end)
    return list(_Scan(words, anchor).mentions())


class _Scan:
    """One pass over the words of a text."""

    def __init__(self, words: DateWords, anchor: PartialDate | None) -> None:
        self._words = words
        self._anchor = anchor
        self._named = NamedDayParser(words)
        self._written = WrittenDateParser(words)

    def mentions(self) -> Iterator[DateMention]:
        position = 0
        while position < len(self._words):
            found = self._at(position) if self._words.may_begin(position) else None
            if found is None:
                position += 1
                continue
            mention, position = found
            if mention is not None:
                yield mention

    def _at(self, position: int) -> tuple[DateMention | None, int] | None:
        """The mention at a word and the index after it; None where the grammar finds no date."""
        named = self._named.named(position)
        if named is None:
            written = self._written.written(position)
            return None if written is None else (self._of_written(written, None), written.end)
        written = self._written.written(self._written.skip_joint(named.end))
        if written is None or not written.said.day:
            return self._of_named(named), named.end
        return self._of_written(written, named), written.end

    def _of_named(self, named: NamedDay) -> DateMention:
        """A mention by a day's name, or by its distance from today, alone."""
        last = None
        if named.elsewhere:
            reading = ResolvedDate()
        elif named.last_weekday:
            days = (named.last_weekday - named.weekday) % 7
            end_of = resolve_weekday(named.last_weekday, self._anchor, shift=named.shift)
            reading = ResolvedDate(*(_plus(day, -days) for day in (end_of.date, end_of.past, end_of.future)))
            last = end_of.date
        elif named.weekday:
            reading = resolve_weekday(named.weekday, self._anchor, shift=named.shift, offset=named.offset)
        else:
            reading = ResolvedDate(_plus(self._anchor, named.offset or 0))
        start, end = self._words.span(named.start, named.end, named.clitic)
        return DateMention(start, end, reading.date, last, "relative", reading.past, reading.future)

    def _of_written(self, written: WrittenDate, named: NamedDay | None) -> DateMention | None:
        """A mention that writes day, month or year, perhaps after the weekday's name; None when there is no
        such day (31 February)."""
        said = written.said
        if named is not None and named.shift is not None and said.shift is None and not said.year:
            said = replace(said, shift=named.shift)
        reading = resolve_date(said, self._anchor, named.weekday if named is not None else 0)
        if reading.date is None and said.year and said.calendar == "gregorian":
            return None
        if reading.date is None and said.month and said.day and not self._exists(said):
            return None
        last = resolve_date(replace(written.last, shift=said.shift), self._anchor).date if written.last else None
        if reading.date is not None and last is not None and last < reading.date:
            if said.year and not written.year_said_first:
                reading = resolve_date(replace(said, year=said.year - 1), self._anchor)
            else:
                last = None
        first = named if named is not None else written
        start, end = self._words.span(first.start, written.end, first.clitic)
        kind: Kind = "relative"
        if said.year:
            kind = "hijri" if said.calendar == "hijri" else "absolute"
        return DateMention(start, end, reading.date, last, kind, reading.past, reading.future)

    @staticmethod
    def _exists(said: DateExpression) -> bool:
        """Whether the month has the day in some year: 2000 was a leap year."""
        if said.calendar == "hijri":
            return said.day <= 30
        return resolve_date(replace(said, year=2000)).date is not None


def _plus(day: PartialDate | None, days: int) -> PartialDate | None:
    if day is None or not day.day:
        return None
    try:
        return PartialDate.of(day.first + datetime.timedelta(days=days))
    except OverflowError:
        return None
