"""Find the lines of a text, where a paragraph that was broken at a width counts as one line.

Text files, mails and PDF documents break paragraphs at some width. Such a break is no boundary: the line before it is
full, which means that the first word of the next line had no room in it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

__all__ = ["unwrapped_lines"]

_WIDEST = 160
"""Characters; text with longer lines has a paragraph to a line."""
_FEWEST = 4
"""Lines followed by another without a gap, at least: of fewer, chance may make all full."""
_NARROWEST = 30
"""Characters; narrower lines are menus and lists of names."""
_COLUMN = 60
"""Characters; in narrower text a line is full only at the width itself, as lines of lists are nearly as wide, too."""
_NEARLY = 0.85
"""Share of the width from which on a line with the next word is full: lines of a PDF vary in their characters."""
_MOSTLY = 0.6
"""Share of full lines, and of lines among these that end inside a sentence, that tells wrapped text from others."""
_SENTENCE_ENDS = (".", "!", "?", "\u061f", ":", "\u06d4", "\u2026")
_FULL_STOP = re.compile("[.!?\u061f\u06d4\u2026](?![^\\s\"'\u00bb\u201d)])")
_NEW_ITEM = re.compile(
    r"(?:[0-9\u0660-\u0669]{1,2} ?[-.)]|[\u0621-\u064a][-.)]|\w+\u0627:|[-*\u2022\u25cf\u25aa])\s*\w"
)

Span = tuple[int, int]


def unwrapped_lines(content: str, start: int = 0) -> list[Span]:
    """Return the (start, end) of each line of `content[start:]`; lines of a wrapped paragraph are one.

    A text counts as wrapped if most lines that another follows are full, most of these break off inside a sentence, and
    some line has the end of one. The width is that of the longest line that another follows. Each item of a
    list starts a line.
    """
    lines = _lines(content, start)
    followed = [(a, b) for a, b in pairwise(lines) if content[slice(*a)].strip() and content[slice(*b)].strip()]
    width = max((len(content[slice(*line)].strip()) for line, _ in followed), default=0)
    full = {line[0] for line, after in followed if _is_full(content, line, after, width)}
    if not _is_wrapped(content, followed, full, width):
        return lines
    joined = [lines[0]]
    for before, line in pairwise(lines):
        if before[0] in full and not _NEW_ITEM.match(content[slice(*line)].lstrip()):
            joined[-1] = (joined[-1][0], line[1])
        else:
            joined.append(line)
    return joined


def _lines(content: str, start: int) -> list[Span]:
    spans = []
    while start <= len(content):
        newline = content.find("\n", start)
        end = len(content) if newline < 0 else newline
        spans.append((start, end))
        start = end + 1
    return spans


def _is_full(content: str, line: Span, after: Span, width: int) -> bool:
    """Whether the first word of the line after had no room in a line."""
    word = content[slice(*after)].split(maxsplit=1)[0]
    least = width if width < _COLUMN else _NEARLY * width
    return len(content[slice(*line)].strip()) + 1 + len(word) > least


def _is_wrapped(content: str, followed: Sequence[tuple[Span, Span]], full: set[int], width: int) -> bool:
    if len(followed) < _FEWEST or not _NARROWEST <= width <= _WIDEST or len(full) < _MOSTLY * len(followed):
        return False
    inside = sum(start in full and not _ends_sentence(content[start:end]) for (start, end), _ in followed)
    ends = any(_FULL_STOP.search(content, *after) for _, after in followed)
    return ends and inside >= _MOSTLY * len(full)


def _ends_sentence(line: str) -> bool:
    return line.rstrip().endswith(_SENTENCE_ENDS)
