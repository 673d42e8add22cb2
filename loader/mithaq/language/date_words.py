"""Tokens of a text for the date grammar."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, cached_property, lru_cache

from pyarabic.araby import HAMZA, LAM

from mithaq.language.date_vocabulary import vocabulary
from mithaq.language.fold import MARK, expand_ligatures, fold
from mithaq.language.numbers import match_ordinal, ordinal_words

__all__ = ["DateWords"]

_TOKEN = re.compile(r"[0-9]+|[^\W\d_]+|\n|[^\w\s]")
_LAST_LETTERS = frozenset((LAM, *map(str, range(10))))
"""Last letters of words at which a date can start, apart from those that a table lists."""
_TANWIN = "\u064b"


@cache
def _first_words() -> frozenset[str]:
    table = vocabulary()
    phrases = (table.months, table.weekdays, table.deictics, table.years)
    names = ("units.month", "units.week", "units.first_day", "shift_context.this", "ago.before")
    return frozenset().union(*(p.first_words() for p in phrases), *(table.sets[name] for name in names))


@cache
def _listed() -> frozenset[str]:
    """The words at which a date can start by themselves, or where they are part of an ordinal."""
    return _first_words() | ordinal_words()


@lru_cache(maxsize=50_000)
def _plain(token: str) -> str:
    """A token of a folded text as the grammar reads it: without marks, hamza on the line and ligatures."""
    return expand_ligatures(token.replace(MARK, "").replace(HAMZA, ""))


class DateWords:
    """Folded words, digits and signs of `text[start:end]`, each with its offsets. Digits are separated from letters."""

    def __init__(self, text: str, start: int, end: int, folded: str | None = None) -> None:
        self._text, self._start = text, start
        self._folded = fold(text[start:end]) if folded is None else folded
        self.words = list(filter(None, map(_plain, _TOKEN.findall(self._folded))))
        self._first_words = _first_words()

    @cached_property
    def _matches(self) -> list[re.Match[str]]:
        """Where the words were found, searched when first asked for: most texts have no date."""
        return [match for match in _TOKEN.finditer(self._folded) if _plain(match.group())]

    def _span(self, index: int) -> tuple[int, int]:
        match = self._matches[index]
        token = match.group()
        first, last = self._start + match.start(), self._start + match.end()
        if MARK in token:  # leave out control characters at either end; keep vowel signs
            first += len(token) - len(token.lstrip(MARK))
            while unicodedata.category(self._text[last - 1]) == "Cf":
                last -= 1
        return first, last

    def __len__(self) -> int:
        return len(self.words)

    def __getitem__(self, index: int) -> str:
        """The word at `index`; the empty string outside the text."""
        return self.words[index] if 0 <= index < len(self.words) else ""

    def starts(self) -> list[int]:
        """The words at which a date can start."""
        listed = _listed()
        may = [index for index, word in enumerate(self.words) if word in listed or word[-1] in _LAST_LETTERS]
        return list(filter(self.may_start_date, may))

    def may_start_date(self, index: int) -> bool:
        """Whether a date can start at the word at `index`: a fast filter before the grammar is tried."""
        word = self.words[index]
        if word in self._first_words or word[0].isdecimal():
            return True
        if word in ordinal_words():
            return match_ordinal(self.words, index) is not None
        return word[-1] == LAM and self.is_article(index)

    def is_article(self, index: int) -> bool:
        """Whether the word is only an article attached to the digits after it."""
        return len(self[index]) < 5 and self[index][-1:] == LAM and self[index + 1].isdecimal() and self.adjacent(index)

    def number(self, index: int, most: int) -> int:
        """The value of up to `most` digits at `index`, else 0."""
        word = self[index]
        return int(word) if 0 < len(word) <= most and word.isdecimal() else 0

    def adjacent(self, index: int) -> bool:
        """Whether there is no space between the words at `index` and after it."""
        return 0 <= index < len(self.words) - 1 and self._span(index)[1] == self._span(index + 1)[0]

    def span(self, first: int, end: int, clitic: int = 0) -> tuple[int, int]:
        """The offsets of the words `first` to `end` (exclusive), without the first `clitic` letters."""
        return self._span(first)[0] + clitic, self._span(end - 1)[1]

    def has_tanwin(self, index: int) -> bool:
        """Whether the word is written with tanwin, the sign of an adverb, which a verb never has."""
        start, end = self._span(index)
        return _TANWIN in self._text[start : end + 1]
