"""PDF files whose text can be taken out in the order in which it is read."""

from __future__ import annotations

import io
import logging
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from mithaq.reading.forms.form import Item, library
from mithaq.reading.forms.text import drafts_of_text
from mithaq.reading.limits import MAX_UNPACKED
from mithaq.reading.options import ReadOptions
from mithaq.reading.script import arabic_words
from mithaq.reading.sources import RefusedError, Source

__all__ = ["read_pdf"]

_MOST_PAGES = 2000
_PRESENTATION = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]+")
_SAMPLE = 20_000
_CLEARLY = 2
"""how many times more words must read as Arabic in one direction than in the other"""
_FEWEST = 3
_BAD = re.compile("[\ufffd\ue000-\uf8ff]")
_MOST_BAD = 0.05
_RIGHT_TO_LEFT = "\u0590-\u065f\u066a-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufeff"
"""letters and signs of Arabic and its neighbours, without digits"""
_ARABIC = re.compile(f"[{_RIGHT_TO_LEFT}]")
_BOUNDARY = "\x1f"
"""between two stretches of one direction"""
_UNITS = re.compile(r"\w[\w.,:/-]*\w|.", re.S)
_MIRRORED = str.maketrans("()[]{}<>\u00ab\u00bb", ")(][}{><\u00bb\u00ab")
_BRACKET = re.compile("[()\\[\\]{}\u00ab\u00bb]")
_CLOSING = frozenset(")]}\u00bb")
_NEUTRAL = [*range(0x590, 0x900), *range(0xFB1D, 0xFE00), *range(0xFE70, 0xFF00)]


def read_pdf(source: Source, options: ReadOptions) -> Iterator[Item]:
    """The text of a PDF file in reading order. Presentation forms become letters; a text that reads in neither
    direction, or is a picture, is refused."""
    pypdf = library("pypdf", "pypdf")
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    data = source.data(MAX_UNPACKED)
    try:
        document = pypdf.PdfReader(io.BytesIO(data))
        if document.is_encrypted and not document.decrypt(""):
            raise RefusedError("is protected by a password", "save it without one")
        if len(document.pages) > _MOST_PAGES:
            raise RefusedError(f"has more than {_MOST_PAGES} pages", "split it into articles")
        text = _in_reading_order(document)
        title = document.metadata.title if document.metadata else None
    except pypdf.errors.PyPdfError as error:
        raise RefusedError(f"is a damaged PDF ({error})", "save it again") from error
    yield from drafts_of_text(source, text, title if isinstance(title, str) and title.strip() else None)


def _in_reading_order(document: Any) -> str:
    """The text of all pages.

    A PDF stores the signs of a line either as they stand from left to right, or as they are read. pypdf assumes the
    first for Arabic; if what it gives reads backwards, the second is tried.

    Raises:
        RefusedError: there is no text, or it reads in neither direction.
    """
    stretches: list[str] = []
    for page in document.pages:
        page.extract_text(visitor_text=lambda stretch, *_: stretches.append(stretch))
        stretches.append("\n\n")
    text = _letters("".join(stretches))
    if not text.strip():
        raise RefusedError("holds pictures of text only", "recognise the text first (OCR)")
    if len(_BAD.findall(text)) > len(text) * _MOST_BAD:
        raise RefusedError("its font does not say which letters it draws", "recognise the text first (OCR)")
    if not _reads_backwards(text):
        lines = list(map(_reordered, _BOUNDARY.join(stretches).split("\n")))
        return _letters("\n".join(_with_brackets_open_first(lines)))
    text = _letters(_as_stored(document))
    if _reads_backwards(text):
        raise RefusedError("its text is stored backwards", "save it again from the program that made it, or as text")
    return text


def _letters(text: str) -> str:
    """The text with letters in place of presentation forms, which are pictures of letters."""
    return _PRESENTATION.sub(lambda found: unicodedata.normalize("NFKC", found.group()), text)


def _reads_backwards(text: str) -> bool:
    sample = text[:_SAMPLE]
    backwards = arabic_words("\n".join(line[::-1] for line in sample.splitlines()))
    return backwards >= _FEWEST and backwards > _CLEARLY * arabic_words(sample)


def _reordered(line: str) -> str:
    """A line of stretches as they stand from left to right, in the order in which they are read. pypdf has turned the
    Arabic ones."""
    stretches = line.split(_BOUNDARY)
    if not _ARABIC.search(line):
        return "".join(stretches)
    return "".join(
        stretch.translate(_MIRRORED) if _ARABIC.search(stretch) else _turned(stretch) for stretch in reversed(stretches)
    )


def _with_brackets_open_first(lines: list[str]) -> list[str]:
    """The lines, with brackets turned if more lines begin with a closing one than with an opening one. Some programs
    store which bracket is drawn, others which one is meant."""
    first = [found.group() in _CLOSING for line in lines if (found := _BRACKET.search(line))]
    if 2 * sum(first) <= len(first):
        return lines
    return [line.translate(_MIRRORED) if _ARABIC.search(line) else line for line in lines]


def _turned(stretch: str) -> str:
    """A stretch of numbers, Latin words and signs within an Arabic line, read from right to left; numbers and words
    stay as they are."""
    units = reversed(_UNITS.findall(stretch))
    return "".join(unit if len(unit) > 1 else unit.translate(_MIRRORED) for unit in units)


def _as_stored(document: Any) -> str:
    """The text in the order in which it is stored, without pypdf's treatment of Arabic."""
    module: Any = library("pypdf._text_extraction", "pypdf")
    before = module.CUSTOM_RTL_SPECIAL_CHARS
    module.set_custom_rtl(specials=_NEUTRAL)
    try:
        return "\n\n".join(page.extract_text() for page in document.pages)
    finally:
        module.CUSTOM_RTL_SPECIAL_CHARS = before
