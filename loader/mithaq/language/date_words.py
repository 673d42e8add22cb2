"""Tokens of a text for the date grammar."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

from pyarabic.araby import HAMZA, LAM

from mithaq.language.date_vocabulary import vocabulary
from mithaq.language.fold import MARK, expand_ligatures, fold
from mithaq.language.numbers import match_ordinal, may_be_ordinal

__all__ = ["DateWords"]

_TOKEN = re.compile(r"[0-9]+|[^\W\d_]+|\n|[^\w\s]")
_TANWIN = "\u064b"


@cache
def _first_words() -> frozenset[str]:
    table = vocabulary()
    phrases = (table.months, table.weekdays, table.deictics, table.years)
    names = ("units.month", "units.first_day", "shift_context.this", "ago.before")
    return frozenset().union(*(p.first_words() for p in phrases), *(table.sets[name] for name in names))


@lru_cache(maxsize=50_000)
def _may_start(word: str) -> bool:
    """Whether a date can start at a word, whatever follows it."""
    return word in _first_words() or word[0].isdecimal() or word[-1] == LAM or may_be_ordinal(word)


class DateWords:
    """Folded words, digits and signs of `text[start:end]`, each with its offsets. Digits are separated from letters."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._text = text
        self._first_words = _first_words()
        self.words: list[str] = []
        self._spans: list[tuple[int, int]] = []
        folded = fold(text[start:end])
        plain = expand_ligatures(folded) == folded and MARK not in folded
        for match in _TOKEN.finditer(folded):
            token = match.group()
            if HAMZA not in token and (plain or MARK not in token):  # the common case
                self.words.append(token if plain else expand_ligatures(token))
                self._spans.append((start + match.start(), start + match.end()))
                continue
            word = expand_ligatures(token.replace(MARK, "").replace(HAMZA, ""))
            if word:
                first, last = start + match.start(), start + match.end()
                if MARK in token:  # leave out control characters at either end; keep vowel signs
                    first += len(token) - len(token.lstrip(MARK))
                    while unicodedata.category(text[last - 1]) == "Cf":
                        last -= 1
                self.words.append(word)
                self._spans.append((first, last))

    def __len__(self) -> int:
        return len(self.words)

    def __getitem__(self, index: int) -> str:
        """The word at `index`; the empty string outside the text."""
        return self.words[index] if 0 <= index < len(self.words) else ""

    def starts(self) -> Iterator[int]:
        """The words at which a date can start."""
        return (index for index, word in enumerate(self.words) if _may_start(word) and self.may_start_date(index))

    def may_start_date(self, index: int) -> bool:
        """Whether a date can start at the word at `index`: a fast filter before the grammar is tried."""
        word = self.words[index]
        if word in self._first_words or word[0].isdecimal():
            return True
        if may_be_ordinal(word):
            return match_ordinal(self.words, index) is not None
        return word[-1] == LAM and self.is_article(index)

    def is_article(self, index: int) -> bool:
        """Whether the word is only an article attached to the digits after it."""
        return len(self[index]) < 5 and self[index][-1:] == LAM and self.adjacent(index) and self[index + 1].isdecimal()

    def number(self, index: int, most: int) -> int:
        """The value of up to `most` digits at `index`, else 0."""
        word = self[index]
        return int(word) if 0 < len(word) <= most and word.isdecimal() else 0

    def adjacent(self, index: int) -> bool:
        """Whether there is no space between the words at `index` and after it."""
        return 0 <= index < len(self.words) - 1 and self._spans[index][1] == self._spans[index + 1][0]

    def span(self, first: int, end: int, clitic: int = 0) -> tuple[int, int]:
        """The offsets of the words `first` to `end` (exclusive), without the first `clitic` letters."""
        return self._spans[first][0] + clitic, self._spans[end - 1][1]

    def has_tanwin(self, index: int) -> bool:
        """Whether the word is written with tanwin, the sign of an adverb, which a verb never has."""
        start, end = self._spans[index]
        return _TANWIN in self._text[start : end + 1]
