"""Tokenization and sentence boundaries, by character offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pyarabic.araby import BEH, HAMZA, KAF, LAM

from mithaq.language.fold import MARK, expand_ligatures

__all__ = ["normalize_token", "proclitics", "sentence_ends", "token_spans"]

_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+|\n(?=[ \n]*\n)|[^\w\s]|_")
_STOP = frozenset(".?!\n")


def token_spans(folded: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """The (start, end) of each token of a folded text: word, number, sign, or line end before a blank line."""
    return map(re.Match.span, _TOKEN.finditer(folded, start, len(folded) if end is None else end))


@lru_cache(maxsize=50_000)
def normalize_token(token: str) -> str:
    """Normalize one token of a folded text as `normalize` does: drop marks and a hamza on the line.

    A tatweel that stands alone is a dash.
    """
    plain = expand_ligatures(token.replace(MARK, "").replace(HAMZA, ""))
    return plain or ("-" if token.startswith(MARK) else token)


def sentence_ends(words: list[str]) -> Iterator[int]:
    """Yield the index after the last token of each sentence.

    A sentence ends at `.`, `?`, `!` or the end of a paragraph. A full stop after a single letter (the initials of
    an agency, a doctor's title) does not end a sentence.
    """
    last = 0
    for i, word in enumerate(words):
        if word not in _STOP:
            continue
        if word == "." and i and len(words[i - 1]) == 1 and words[i - 1].isalpha():
            continue
        if i > last or word == "\n":
            yield i + 1
        last = i + 1
    if last < len(words):
        yield len(words)


def proclitics(word: str) -> tuple[tuple[str, str, bool], ...]:
    """List the ways to split a folded word into (proclitics, stem, has the article), the unsplit word first.

    `wbaldwhh` is read as `("", wbaldwhh, False)`, `("w", baldwhh, False)`, `("wb", dwhh, True)` and so on. A stem has
    at least two letters. The caller chooses the right reading with a lexicon.
    """
    found = [("", word, False)]
    for conjunction in ("", word[0]) if word and word[0] in "\u0648\u0641" else ("",):
        rest = word[len(conjunction) :]
        for preposition in ("", rest[0]) if rest and rest[0] in (BEH, LAM, KAF) else ("",):
            stem = rest[len(preposition) :]
            before = conjunction + preposition
            if before:
                found.append((before, stem, False))
            if stem.startswith("\u0627\u0644"):
                found.append((before, stem[2:], True))
            elif preposition == "\u0644" and stem.startswith("\u0644"):
                found.append((before, stem[1:], True))
                found.append((before, stem, True))  # three lams are written as two: li + al + ljnh
    return tuple((pro, stem, article) for pro, stem, article in found if len(stem) > 1)
