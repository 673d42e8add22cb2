"""Split a page into lines and classify each line by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from pyarabic.araby import HAMZA

from mithaq.language.dates import find_dates
from mithaq.language.fold import MARK, fold
from mithaq.language.partial_date import PartialDate
from mithaq.reading.boilerplate import boilerplate, phrase
from mithaq.reading.wrapping import unwrapped_lines

__all__ = ["Line", "LineKind", "day_of_line", "lines_of"]


class LineKind(Enum):
    """The class of a line by itself; its position may change how it is used."""

    PARAGRAPH = auto()
    LINE = auto()
    """a headline, a subheading, a teaser: words that end without a full stop"""
    LABEL = auto()
    """three words or fewer"""
    ITEM = auto()
    """of a numbered or dotted list"""
    DATE = auto()
    DATED_TEASER = auto()
    DROP = auto()
    END = auto()
    TEASER = auto()
    """the next line names another story"""


@dataclass(slots=True)
class Line:
    """A line at `content[start:end]`, white space at its ends left out. `after_gap`: an empty line
    stands before it. `finished`: it ends as a sentence does."""

    start: int
    end: int
    kind: LineKind
    words: int
    key: str
    after_gap: bool
    finished: bool


_LONG = 280
"""characters from which a line is a paragraph whatever it says"""
_MANY_WORDS = 25
_SOME_WORDS = 15
_FULL_STOPS = (".", ":", "\u2026", "\u06d4")
_STOPS = (*_FULL_STOPS, "!", "?", '"', ")", "'", "]")
_ITEM = re.compile(r"(?:[0-9]{1,2} ?[-.)]|[-*\u2022\u25cf\u25aa])\s*\w")
_YEAR = re.compile(r"\d{4}")
_CLEAN = re.compile(r"[^\W\d_]")
_BARE_LINK = re.compile(r"\S+@\S+|(?:https?://|www\.)\S+")
_CLOSING_BRACKET = re.compile(r"[(\[]([^()\[\]]*)[)\]]\s*$")


def lines_of(content: str, start: int = 0) -> Iterator[Line]:
    """The lines of `content[start:]` that hold something, each with its kind."""
    gap = False
    for position, end in unwrapped_lines(content, start):
        stripped = content[position:end].strip()
        line = None
        if stripped:
            first = content.index(stripped[0], position)
            line = _line(content, stripped, first, gap)
        if line is not None:
            yield line
        gap = line is None


def _line(content: str, raw: str, start: int, gap: bool) -> Line | None:
    end = start + len(raw)
    if len(raw) > _LONG:  # not folded: that is what reading would mostly do
        return Line(start, end, LineKind.PARAGRAPH, raw.count(" ") + 1, raw, gap, fold(raw[-3:]).endswith(_STOPS))
    text = _folded(raw).strip()
    if not text:
        return None
    words = phrase(text)
    count = words.count(" ") + 1 if words else 0
    return Line(start, end, _kind(content, text, words, count, start, end), count, words, gap, text.endswith(_STOPS))


def _folded(text: str) -> str:
    return fold(text).replace("\n", " ").replace(MARK, "").replace(HAMZA, "").casefold()


def _kind(content: str, text: str, words: str, count: int, start: int, end: int) -> LineKind:
    table = boilerplate()
    head, colon, rest = text.partition(":")
    named = phrase(head) if colon else words
    bare = words.rstrip("0123456789 ")
    spaced = words + " "
    if bare in table.end or named in table.end or spaced.startswith(table.end_starts):
        return LineKind.END
    if bare in table.teaser or (colon and named in table.teaser):
        return LineKind.DROP if colon and len(rest.split()) > 2 else LineKind.TEASER
    dated = day_of_line(content, start, end, count) if count <= 16 else None
    if dated is not None:
        return LineKind.DATED_TEASER if spaced.startswith(table.dates) else LineKind.DATE
    full_stop = text.endswith(_FULL_STOPS)
    if not full_stop and count <= 20 and spaced.startswith(table.teaser_starts):
        return LineKind.DROP
    if not _has_arabic(text) or _is_furniture(text, words, count, bare, full_stop):
        return LineKind.DROP
    if count >= _MANY_WORDS or (full_stop and count > 3) or (text.endswith(_STOPS) and count >= _SOME_WORDS):
        return LineKind.PARAGRAPH
    if _ITEM.match(text):
        return LineKind.ITEM
    return LineKind.LABEL if count <= 3 else LineKind.LINE


def _has_arabic(text: str) -> bool:
    return any("\u0620" <= c <= "\u064a" for c in text)


def _is_furniture(text: str, words: str, count: int, bare: str, full_stop: bool) -> bool:
    """Whether a line is of the page and not of the article: a menu, a share bar, a caption, a list of
    tags."""
    table = boilerplate()
    if bare in table.drop or (not full_stop and count <= 10 and (words + " ").startswith(table.drop_starts)):
        return True
    parts = words.split()
    if all(part in table.share for part in parts):
        return True
    raw = text.split()
    if all(word.startswith("#") for word in raw) or all(_BARE_LINK.fullmatch(word) for word in raw):
        return True
    credit = _CLOSING_BRACKET.search(text)
    if credit and count < 30 and ". " not in text:
        named = re.split(r" ?[-,/:] ?", credit[1])
        if any(phrase(part) in table.credits for part in named):
            return True
    return _is_breadcrumb(text, count)


def _is_breadcrumb(text: str, count: int) -> bool:
    """Whether a line leads from the home page down, or is a row of links."""
    table = boilerplate()
    if count >= 40:
        return False
    for sign in table.breadcrumb_signs:
        # fold has turned the guillemets into quotation marks: a quotation has two of them
        mark = '"' if sign == "\u00bb" else sign
        times = text.count(mark)
        if times and phrase(text.partition(mark)[0]) in table.breadcrumb_first:
            return True
        if times > 1 and sign in ("\u203a", ">", "|"):
            return True
    return False


def day_of_line(content: str, start: int, end: int, words: int) -> PartialDate | None:
    """The day that a line says and little else: the line that tells when an article was published."""
    if not _YEAR.search(content, start, end):
        return None
    mentions = find_dates(content, None, start, end)
    if len(mentions) != 1 or mentions[0].date is None or not mentions[0].date.day:
        return None
    mention = mentions[0]
    table = boilerplate()
    around = f"{content[start : mention.start]} {content[mention.end : end]}"
    beside = [w for w in phrase(_folded(around)).split() if _CLEAN.match(w) and w not in table.beside_date]
    said = words - len(beside)
    return mention.date if len(beside) <= min(3, said) else None
