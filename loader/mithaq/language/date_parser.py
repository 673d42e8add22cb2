"""Shared parts of the date parsers: word sets, "last" and "next", and years."""

from __future__ import annotations

from mithaq.language.date_resolution import DateExpression
from mithaq.language.date_vocabulary import vocabulary
from mithaq.language.date_words import DateWords
from mithaq.language.numbers import match_cardinal

__all__ = ["BRACKETS", "DateParser"]

BRACKETS = {"(": ")", '"': '"'}
"""Brackets around the alternative name of a month, each with its closing bracket."""


class DateParser:
    """Base of the date parsers over the words of one text. Each method looks a bounded number of words ahead."""

    def __init__(self, words: DateWords) -> None:
        self.words = words
        self.table = vocabulary()
        self.sets = self.table.sets

    def is_in(self, index: int, name: str) -> bool:
        """Whether the word at `index` belongs to the word set `name` of the vocabulary."""
        return self.words[index] in self.sets[name]

    def parse_shift(self, start: int) -> tuple[int | None, int]:
        """Parse "last", "next" or "before last" at `start`: the shift and the index after it."""
        shift = self.table.shifts.get(self.words[start])
        if shift is not None:
            return shift, start + 1
        for name, wanted in (("shift_context.before_last", -1), ("shift_context.after_next", 1)):
            if self.is_in(start, name) and self.table.shifts.get(self.words[start + 1]) == wanted:
                return 2 * wanted, start + 2
        return None, start

    def parse_year(self, start: int) -> tuple[int, str, int]:
        """Parse a year of four digits with its era: year, calendar, index after it.

        The year is 0 when the digits are not a year.
        """
        words = self.words
        year = words.number(start, 4)
        if year < 1000 or self.table.earlier.match(words.words, start + 1):
            return 0, "", start
        if (
            words[start + 1] in (".", ",")
            and words.adjacent(start)
            and words.adjacent(start + 1)
            and (words[start + 2].isdecimal())
        ):
            return 0, "", start
        if self.is_in(start + 1, "eras.hijri"):
            return (year, "hijri", start + 2) if 1300 <= year <= 1500 else (0, "", start)
        if self.is_in(start + 1, "eras.gregorian"):
            return year, "gregorian", start + 2
        if 1340 <= year <= 1460:
            return year, "hijri", start + 1
        return (year, "gregorian", start + 1) if 1500 <= year <= 2199 else (0, "", start)

    def parse_year_phrase(self, start: int) -> tuple[DateExpression, int] | None:
        """Parse "the year 2017", "last year", "this year", "the same year"."""
        if self.is_in(start, "shift_context.this") and self.table.years.match(self.words.words, start + 1):
            return DateExpression(year_shift=0), start + 2
        if self.is_in(start, "shift_context.same_before") and self.table.years.match(self.words.words, start + 1):
            return DateExpression(other_anchor=True), start + 2
        found = self.table.years.match(self.words.words, start)
        if found is None:
            return None
        year, calendar, end = self.parse_year(found[1])
        if year:
            return DateExpression(calendar, year), end
        spelt = match_cardinal(self.words.words, found[1])
        if spelt is not None and 1800 <= spelt.value <= 2199:
            return DateExpression(year=spelt.value), spelt.end
        shift, end = self.parse_shift(found[1])
        if shift is not None:
            return DateExpression(year_shift=shift), end
        if self.is_in(found[1], "shift_context.same_after"):
            return DateExpression(other_anchor=True), found[1] + 1
        return None

    def has_unsupported_year(self, start: int) -> bool:
        """Whether a year outside the supported range follows: long ago, or incomplete."""
        named = self.table.years.match(self.words.words, start)
        position = named[1] if named else start
        if named is not None and match_cardinal(self.words.words, position) is not None:
            return True
        number = self.words[position]
        return number.isdecimal() and (named is not None or len(number) > 2)

    def is_year_context(self, end: int) -> bool:
        """Whether the word after four digits allows them to be a year, rather than a count of something."""
        following = self.words[end]
        return (
            not following[:1].isalnum()
            or self.is_in(end, "contexts.year_before")
            or following[0] in (self.sets["joints.and"])
        )
