"""Search an article for words that a model quotes: by letters and digits alone, with offsets into the original."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyarabic.araby import ALEF, BEH, FEH, HAMZA, KAF, LAM, WAW

from mithaq.language.fold import MARK, expand_ligatures, fold
from mithaq.reading.article import Span

__all__ = ["FoldedText", "letters"]

_ARTICLE = ALEF + LAM
_PROCLITICS = re.compile(f"[{WAW}{FEH}]?[{BEH}{LAM}{KAF}]?(?:{_ARTICLE}|{LAM})?")
"""What may be written before a word without a space: conjunction, preposition, article."""
_MOST_PLACES = 200
"""Places of one quotation that are looked at."""


def letters(text: str) -> str:
    """The letters and digits of a text, folded: without marks, signs and white space."""
    return "".join(letter for letter, _ in _letters(text))


def _letters(text: str) -> Iterator[tuple[str, int]]:
    """Each letter or digit of the folded text with its offset. A ligature gives several letters with one offset."""
    for offset, character in enumerate(fold(text)):
        if character in (MARK, HAMZA) or not character.isalnum():
            continue
        for letter in expand_ligatures(character):
            yield from ((plain, offset) for plain in letter.casefold())


class FoldedText:
    """A text to search."""

    def __init__(self, text: str) -> None:
        self._folded = fold(text)
        pairs = list(_letters(text))
        self._letters = "".join(letter for letter, _ in pairs)
        self._offsets = [offset for _, offset in pairs]

    def find(self, words: str) -> list[Span]:
        """Where the text has these words, in order.

        Spelling is folded, and spaces, signs and vowel signs do not count. A place begins and ends with a word.
        Proclitics before its first word are allowed and not part of it.
        """
        wanted = letters(words)
        if not wanted:
            return []
        places = list(self._places(wanted))
        if wanted.startswith(_ARTICLE):  # li- and the article are written as two lams
            places += self._places(LAM + LAM + wanted[len(_ARTICLE) :])
        return sorted(set(places))

    def _places(self, wanted: str) -> Iterator[Span]:
        at = self._letters.find(wanted)
        tried = 0
        while at >= 0 and tried < _MOST_PLACES:
            start, end = self._offsets[at], self._offsets[at + len(wanted) - 1] + 1
            if self._begins(start) and self._ends(end):
                yield Span(start, end)
            tried += 1
            at = self._letters.find(wanted, at + 1)

    def _begins(self, start: int) -> bool:
        before = start
        while before and self._in_word(before - 1):
            before -= 1
        lead = "".join(c for c in self._folded[before:start] if c not in (MARK, HAMZA))
        return _PROCLITICS.fullmatch(lead) is not None

    def _ends(self, end: int) -> bool:
        while end < len(self._folded) and self._folded[end] in (MARK, HAMZA):
            end += 1
        return end >= len(self._folded) or not self._folded[end].isalnum()

    def _in_word(self, offset: int) -> bool:
        character = self._folded[offset]
        return character.isalnum() or character in (MARK, HAMZA)
