"""What all readers of dates have in common: the words, "last" and "next", and years."""

from __future__ import annotations

from mithaq.language.date_resolution import DateExpression
from mithaq.language.date_vocabulary import vocabulary
from mithaq.language.date_words import DateWords
from mithaq.language.numbers import match_cardinal

__all__ = ["BRACKETS", "DateParser"]

BRACKETS = {"(": ")", '"': '"'}
"""Brackets around the other name of a month, and how they close."""


class DateParser:
    """Reads parts of dates at given places of one text's words. Each method looks a bounded number of words
    ahead."""

    def __init__(self, words: DateWords) -> None:
        self.words = words
        self.table = vocabulary()
        self.sets = self.table.sets

    def is_in(self, index: int, name: str) -> bool:
        return self.words[index] in self.sets[name]

    def shift(self, start: int) -> tuple[int | None, int]:
        """ "Last", "next", "before last" at `start`, and the index after it."""
        shift = self.table.shifts.get(self.words[start])
        if shift is not None:
            return shift, start + 1
        for name, wanted in (("shift_context.before_last", -1), ("shift_context.after_next", 1)):
            if self.is_in(start, name) and self.table.shifts.get(self.words[start + 1]) == wanted:
                return 2 * wanted, start + 2
        return None, start

    def year(self, start: int) -> tuple[int, str, int]:
        """Four digits that are a year, its calendar and the index after it and its era; 0 when they are
        none."""
        words = self.words
        year = words.number(start, 4)
        if year < 1000 or self.table.earlier.match(words.words, start + 1):
            return 0, "", start
        if (
            words[start + 1] in (".", ",")
            and words.tight(start)
            and words.tight(start + 1)
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

    def year_told(self, start: int) -> tuple[DateExpression, int] | None:
        """ "The year 2017", "last year", "this year", "the same year"."""
        if self.is_in(start, "shift_context.this") and self.table.years.match(self.words.words, start + 1):
            return DateExpression(year_shift=0), start + 2
        if self.is_in(start, "shift_context.same_before") and self.table.years.match(self.words.words, start + 1):
            return DateExpression(elsewhere=True), start + 2
        found = self.table.years.match(self.words.words, start)
        if found is None:
            return None
        year, calendar, end = self.year(found[1])
        if year:
            return DateExpression(calendar, year), end
        spelt = match_cardinal(self.words.words, found[1])
        if spelt is not None and 1800 <= spelt.value <= 2199:
            return DateExpression(year=spelt.value), spelt.end
        shift, end = self.shift(found[1])
        if shift is not None:
            return DateExpression(year_shift=shift), end
        if self.is_in(found[1], "shift_context.same_after"):
            return DateExpression(elsewhere=True), found[1] + 1
        return None

    def strange_year(self, start: int) -> bool:
        """Whether a year follows that is none of those known: long ago, or cut off."""
        named = self.table.years.match(self.words.words, start)
        position = named[1] if named else start
        if named is not None and match_cardinal(self.words.words, position) is not None:
            return True
        number = self.words[position]
        return number.isdecimal() and (named is not None or len(number) > 2)

    def year_stands(self, end: int) -> bool:
        """Whether what follows four digits leaves them a year and does not count by them."""
        following = self.words[end]
        return (
            not following[:1].isalnum()
            or self.is_in(end, "contexts.year_before")
            or following[0] in (self.sets["joints.and"])
        )
