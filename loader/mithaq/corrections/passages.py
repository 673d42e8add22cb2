"""Find a quotation in a text that may have changed since it was recorded."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from mithaq.corrections.model import Quotation
from mithaq.language.fold import MARK, fold
from mithaq.reading.article import Span

__all__ = ["find_passage"]

_MIN_SIMILARITY = 90.0
"""Least similarity, in percent, of a changed sentence to its quotation."""
_MIN_FUZZY_LENGTH = 30
"""Shorter quotations are found only as they are: a few words are similar to much."""


def find_passage(quotation: Quotation, content: str) -> Span | None:
    """The span of the quotation in `content`; None if it is no longer there.

    Looks for the exact text, then for the same words in another spelling or spacing, then for a text that is at least
    90 % similar. Of several places the one nearest to the recorded start is taken.
    """
    exact, start = quotation.exact, quotation.start
    if content.startswith(exact, start):
        return Span(start, start + len(exact))
    places = [Span(*found.span()) for found in re.finditer(re.escape(exact), content)] or _respelled(exact, content)
    if places:
        return min(places, key=lambda span: (abs(span.start - start), span))
    return _similar(exact, content)


def _respelled(exact: str, content: str) -> list[Span]:
    words = fold(exact).replace(MARK, "").split()
    if not words:
        return []
    marks = f"{MARK}*"
    pattern = rf"[\s{MARK}]+".join(marks.join(map(re.escape, word)) for word in words)
    return [Span(*found.span()) for found in re.finditer(pattern, fold(content))]


def _similar(exact: str, content: str) -> Span | None:
    if not _MIN_FUZZY_LENGTH <= len(exact) <= len(content):
        return None
    found = fuzz.partial_ratio_alignment(fold(exact), fold(content), score_cutoff=_MIN_SIMILARITY)
    if found is None or found.dest_end <= found.dest_start:
        return None
    start, end = found.dest_start, found.dest_end
    while start and not content[start - 1].isspace():  # the alignment may begin or end within a word
        start -= 1
    while end < len(content) and not content[end].isspace():
        end += 1
    return Span(start, end)
