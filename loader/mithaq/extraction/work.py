"""A bound on the work that one article may cost, as a count: the same article always passes or fails.

Two things are counted: the words of an article, and the lookups of phrases while its clauses are read. Texts of any
kind cost about eight lookups per word. A rule that compares many things with many others shows as far more.
"""

from __future__ import annotations

__all__ = ["LOOKUPS_AT_LEAST", "LOOKUPS_PER_WORD", "MAX_WORDS", "WorkLimitError", "allowed_lookups"]

MAX_WORDS = 200_000
"""Words and signs of one article. A long book has as many."""

LOOKUPS_PER_WORD = 500
"""Lookups of phrases for each word of an article."""

LOOKUPS_AT_LEAST = 200_000
"""Lookups that every article may use, however short it is."""


class WorkLimitError(ValueError):
    """An article costs more work than one article may; the message says what was counted."""


def allowed_lookups(words: int) -> int:
    """The number of lookups that an article of so many words may use.

    Raises:
        WorkLimitError: it has too many words.
    """
    if words > MAX_WORDS:
        raise WorkLimitError(f"has {words:,} words, and one article may have {MAX_WORDS:,}: split it into articles")
    return LOOKUPS_AT_LEAST + LOOKUPS_PER_WORD * words
