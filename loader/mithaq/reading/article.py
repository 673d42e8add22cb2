"""Articles: the result of reading any input."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from mithaq.language.partial_date import PartialDate

__all__ = ["Article", "Span", "normal_id"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points in an article's content."""

    start: int
    end: int

    def of(self, content: str) -> str:
        return content[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Article:
    """One news article, independent of the input format.

    `content` is the exact text that every offset counts into; for a `.txt` file it is the file's text
    as decoded. `body` lists, in order and without overlap, the spans of `content` that belong to the
    article itself (headline, dateline, paragraphs). Menus, share bars, teasers of other stories,
    comment forms and captions lie outside. `headline` is the span of the headline in `content`, where
    there is one. `id` is kept in Unicode normalisation form NFC, as in the article's IRI: two ids that differ
    only in normalisation are one.
    """

    id: str
    content: str
    body: tuple[Span, ...]
    headline: Span | None = None
    title: str | None = None
    date: PartialDate | None = None
    source: str | None = None
    url: str | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "id", normal_id(self.id))


def normal_id(id: str) -> str:
    """The form in which ids are stored and compared: NFC."""
    return unicodedata.normalize("NFC", id)
