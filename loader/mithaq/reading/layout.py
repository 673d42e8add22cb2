"""Which parts of a text are the article: headline and paragraphs, without what a page puts around them.

Nothing here knows an outlet. A line counts by what it says (the phrases of `boilerplate.toml`), by its
form (length, how it ends) and by where it stands (before the first paragraph, after the last, after a
line that ends articles).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate

from mithaq.language.dates import find_dates
from mithaq.language.fold import normalize
from mithaq.language.partial_date import PartialDate
from mithaq.reading.article import Span
from mithaq.reading.boilerplate import boilerplate, phrase
from mithaq.reading.lines import Line, LineKind, day_of_line, lines_of

__all__ = ["Layout", "segment"]

_MOST_HEADINGS = 3
"""lines before the first paragraph that may all be of the article: headline, and lines under it"""
_MOST_TEASERS = 3
_LABEL_WORDS = 3
"""of so many words a label may be a subheading; of fewer it names a section, a city, an agency"""
_LAST_WORDS = 15
"""an unfinished last line shorter than this is a teaser or a tag"""
_OUTWEIGHS = 2
"""an "end" with so many times more paragraph text after it than before it is no end"""


@dataclass(frozen=True, slots=True)
class Layout:
    """The spans that belong to the article, its headline among them, and the day it says it was published."""

    body: tuple[Span, ...]
    headline: Span | None = None
    date: PartialDate | None = None


def segment(content: str, *, page: bool = True, title: str | None = None) -> Layout:
    """Find the article in `content`.

    `page` says that the content is a whole page as text, where lines without a full stop are doubtful;
    the text of a record is trusted but for lines that are surely not of the article. When `content`
    begins with `title`, that is the headline.
    """
    headline = None
    start = 0
    if title and content.startswith(title):
        headline, start = Span(0, len(title)), len(title)
    lines = list(lines_of(content, start))
    _drop_repeated(lines, phrase(normalize(title)) if title else "")
    first = _first_paragraph(lines)
    date = _date(content, lines, first)
    end = _end(lines, first)
    keep = [_is_kept(lines, i, first, page) for i in range(end)]
    _drop_teasers(lines, keep, end)
    if page:
        _trim_tail(lines, keep, first)
        if headline is None:
            heading = _pick_heading(content, lines, keep, first)
            headline = None if heading is None else Span(lines[heading].start, lines[heading].end)
    body = [] if headline is None or start == 0 else [headline]
    previous: Line | None = None
    for line, kept in zip(lines, keep, strict=False):
        if not kept:
            previous = None
            continue
        if previous is not None and _continues(previous, line):
            body[-1] = Span(body[-1].start, line.end)
        else:
            body.append(Span(line.start, line.end))
        previous = line
    return Layout(tuple(body), headline, date)


def _continues(before: Line, line: Line) -> bool:
    """Whether a line goes on with the sentence of the line before it: a paragraph broken into lines."""
    return (
        not line.after_gap
        and not before.finished
        and before.kind is LineKind.PARAGRAPH
        and line.kind is not LineKind.ITEM
    )


def _drop_repeated(lines: list[Line], title: str) -> None:
    seen = {title} if title else set()
    for line in lines:
        if line.key in seen and line.words > 3:
            line.kind = LineKind.DROP
        elif line.kind in (LineKind.PARAGRAPH, LineKind.LINE):
            seen.add(line.key)


def _first_paragraph(lines: list[Line]) -> int:
    """The index of the first paragraph; of the first line when there is none, as in a piece of two
    sentences."""
    for wanted in (LineKind.PARAGRAPH, LineKind.LINE):
        for i, line in enumerate(lines):
            if line.kind is wanted:
                return i
    return len(lines)


def _weights(lines: list[Line]) -> list[int]:
    """The number of words in the paragraphs before each line, and last the number in all."""
    return [0, *accumulate(line.words if line.kind is LineKind.PARAGRAPH else 0 for line in lines)]


def _end(lines: list[Line], first: int) -> int:
    """The index of the line that ends the article."""
    dated = [i for i, line in enumerate(lines) if i > first and line.kind is LineKind.DATED_TEASER]
    before = _weights(lines)
    for i in range(first + 1, len(lines)):
        if lines[i].kind is LineKind.END and before[-1] - before[i] < _OUTWEIGHS * before[i]:
            return i
        if dated and i == dated[0]:
            # one date is the article's own; several are those of a list of stories, each under its teaser
            teaser = i - 1 if len(dated) > 1 and i - 1 > first else i
            return teaser
    return len(lines)


def _is_kept(lines: list[Line], i: int, first: int, page: bool) -> bool:
    kind = lines[i].kind
    if kind in (LineKind.PARAGRAPH, LineKind.ITEM, LineKind.LINE):
        return True
    if kind is LineKind.DATE:  # "Riyadh, 11 August 2015", right above the text
        return i + 1 == first < len(lines) and not lines[first].after_gap
    if kind is LineKind.LABEL:
        within = i > first and (lines[i].words == _LABEL_WORDS or _continues(lines[i - 1], lines[i]))
        return not page or within or lines[i].finished
    return False


def _drop_teasers(lines: list[Line], keep: list[bool], end: int) -> None:
    """Leave out the lines after "read also": one, or more when they look alike."""
    for i in range(end):
        if lines[i].kind is not LineKind.TEASER:
            continue
        for j in range(i + 1, min(i + 1 + _MOST_TEASERS, end)):
            line = lines[j]
            if line.kind is LineKind.PARAGRAPH and line.finished and (j > i + 1 or line.words >= _LAST_WORDS):
                break
            keep[j] = False


def _trim_tail(lines: list[Line], keep: list[bool], first: int) -> None:
    """Leave out what stands unfinished after the last paragraph: tags, a city, headlines of other stories."""
    for i in range(len(keep) - 1, first, -1):
        line = lines[i]
        if not keep[i]:
            continue
        if line.finished or line.words >= _LAST_WORDS or line.kind is LineKind.ITEM or _continues(lines[i - 1], line):
            return
        keep[i] = False


def _pick_heading(content: str, lines: list[Line], keep: list[bool], first: int) -> int | None:
    """The index of the headline: the first line before the text, or where a list of stories stands
    there, the one that has most words in common with the text. What stands before it is left out."""
    heads = [i for i in range(min(first, len(keep))) if keep[i] and lines[i].kind is LineKind.LINE]
    if not heads:
        return None
    chosen = heads[0]
    if len(heads) > _MOST_HEADINGS:
        opening = (phrase(normalize(content[line.start : line.end])) for line in lines[first : first + 3])
        text = {word for paragraph in opening for word in paragraph.split() if len(word) > 2}
        shared = {i: sum(word in text for word in set(lines[i].key.split())) for i in heads}
        chosen = max(heads, key=lambda i: (shared[i], i))
        for i in heads:
            keep[i] = keep[i] and i >= chosen
    return chosen


_OPENING_LENGTH = 120
_YEAR = re.compile(r"\d{4}")
_OPENING = re.compile(r"\s*[-/(:|]|\s*$")


def _date(content: str, lines: list[Line], first: int) -> PartialDate | None:
    """The day of publication, if a line above the text gives it, or the text opens with it."""
    for line in lines[:first]:
        if line.kind in (LineKind.DATE, LineKind.DATED_TEASER):
            return day_of_line(content, line.start, line.end, line.words)
    return _opening_date(content, lines[first]) if first < len(lines) else None


def _opening_date(content: str, line: Line) -> PartialDate | None:
    """The day in "Doha, 11 July 2017 (QNA) - …": after a city and before a bracket, a stroke or a dash."""
    end = min(line.start + _OPENING_LENGTH, line.end)
    if not _YEAR.search(content, line.start, end):
        return None
    mentions = find_dates(content, None, line.start, end)
    if not mentions or mentions[0].date is None or not mentions[0].date.day:
        return None
    mention = mentions[0]
    before = phrase(normalize(content[line.start : mention.start])).split()
    joints = boilerplate().date_joints
    city = [word for word in before if word not in joints]
    starts_well = not before or (before[0] not in joints and len(city) <= 3)
    return mention.date if starts_well and _OPENING.match(content[mention.end : line.end]) else None
