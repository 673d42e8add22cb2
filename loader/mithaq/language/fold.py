"""Orthographic normalization of Arabic that preserves character offsets.

Arabic news spells a word in many ways: with or without vowel signs, hamza on or off its seat, ta marbuta as ha, alef
maqsura as ya. `fold` maps one character to one character, so an offset into the folded text is an offset into the
original.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import pyarabic.araby as araby

__all__ = ["MARK", "clean_label", "expand_ligatures", "fold", "normalize"]

MARK = "\u0640"
"""Placeholder for characters that are not letters (vowel signs, tatweel, bidi controls); words drop it."""

_TABLE: dict[int, str] = {}
for _letter, _plain in (
    (araby.ALEF_HAMZA_ABOVE, araby.ALEF), (araby.ALEF_HAMZA_BELOW, araby.ALEF), (araby.ALEF_MADDA, araby.ALEF),
    (araby.ALEF_WASLA, araby.ALEF), (araby.ALEF_MAKSURA, araby.YEH), (araby.TEH_MARBUTA, araby.HEH),
    (araby.WAW_HAMZA, araby.WAW), (araby.YEH_HAMZA, araby.YEH),
    ("\u06cc", araby.YEH), ("\u06a9", araby.KAF), ("\u06af", araby.KAF), ("\u06c1", araby.HEH), ("\u06be", araby.HEH),
    ("\u06d5", araby.HEH), ("\u06c0", araby.HEH), ("\u06a4", araby.FEH), ("\u067e", araby.BEH), ("\u0686", araby.JEEM),
    ("\u0698", araby.ZAIN), ("\u06ad", araby.KAF), ("\u0763", araby.KAF),
    ("\u00a0", " "), ("\u2009", " "), ("\u202f", " "), ("\ufeff", MARK), ("\u00ad", MARK),
    ("\u060c", ","), ("\u061b", ","), (";", ","), ("\u061f", "?"), ("\u066b", "."), ("\u066c", ","),
    ("\u2018", "'"), ("\u2019", "'"), ("\u201c", '"'), ("\u201d", '"'), ("\u201e", '"'), ("\u00ab", '"'), ("\u00bb",
    '"'), ("\u2013", "-"), ("\u2014", "-"), ("\u2015", "-"), ("\u2212", "-"), ("\u2010", "-"), ("\u2011", "-"),
    ("\r", " "), ("\t", " "),
):  # fmt: skip
    _TABLE[ord(_letter)] = _plain
for _i in range(10):
    _TABLE[0x0660 + _i] = _TABLE[0x06F0 + _i] = str(_i)
for _c in (
    *araby.TASHKEEL,
    "\u0640",
    "\u0670",
    *map(chr, range(0x0610, 0x061B)),
    *map(chr, range(0x06D6, 0x06DD)),
    *map(chr, range(0x200B, 0x2010)),
    *map(chr, range(0x202A, 0x202F)),
    *map(chr, range(0x2066, 0x206A)),
    "\u061c",
):
    _TABLE[ord(_c)] = MARK
for _i in (*range(0x20, 0x7F), *range(0x0621, 0x064B)):
    _TABLE.setdefault(_i, chr(_i))  # `str.translate` is slow where a table lacks a character


_PRESENTATION_FORMS = (range(0xFB50, 0xFE00), range(0xFE70, 0xFEFD))
"""Blocks of letters in their joined shapes, as old programs and PDF files store them (Unicode, chapter 9.2)."""
_PRESENTATION_FORM = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]+")
_LIGATURES: dict[int, str] = {}
for _block in _PRESENTATION_FORMS:
    for _point in _block:
        _plain = unicodedata.normalize("NFKC", chr(_point))
        _letters = "".join(_TABLE.get(ord(c), c) for c in _plain if c != " ").replace(MARK, "")
        if _plain == chr(_point):
            continue
        _TABLE[_point] = chr(_point) if len(_letters) > 1 else _letters or MARK
        if len(_letters) > 1:
            _LIGATURES[_point] = _letters.replace(araby.HAMZA, "")
_SHORT = 100  # letters at most of a text that is remembered normalized: rules ask for the same names again and again
_FIRST_LIGATURE = chr(min(_LIGATURES))


def expand_ligatures(text: str) -> str:
    """Write each ligature of a folded text (lam-alef, the word Allah) as the letters it stands for.

    The length changes, so this is for single words and for text to compare, never for text that offsets count into.
    """
    return text.translate(_LIGATURES) if text and max(text) >= _FIRST_LIGATURE else text


def fold(text: str) -> str:
    """Fold spelling variants without changing the length: `len(fold(text)) == len(text)` for every text.

    Folds hamza seats, alef maqsura, ta marbuta, letters of other languages, digits, quotation marks, dashes, and white
    space other than line ends. Marks that are not letters become `MARK`.
    """
    return text.translate(_TABLE)


def normalize(text: str) -> str:
    """Normalize a text for comparison and look-up: folded, without marks, lower case, white space collapsed.

    A hamza on the line is kept by `fold` and removed here, so that spellings with and without it are equal.
    """
    return _remembered(text) if len(text) <= _SHORT else _normalized(text)


def _normalized(text: str) -> str:
    plain = expand_ligatures(fold(text).replace(MARK, "").replace(araby.HAMZA, ""))
    return " ".join(plain.casefold().split())


_remembered = lru_cache(maxsize=4_000)(_normalized)


_CLEAN = re.compile("[\u0621-\u063a\u0641-\u064a]+(?: [\u0621-\u063a\u0641-\u064a]+)*")
"""Arabic words with one space between them, without marks."""


@lru_cache(maxsize=4_000)
def clean_label(text: str) -> str:
    """Clean a name for use as a label: NFC, one line, without vowel signs, tatweel and bidi marks.

    The spelling is kept; letters in presentation forms are written as plain letters.
    """
    if _CLEAN.fullmatch(text):
        return text
    plain = _PRESENTATION_FORM.sub(lambda found: unicodedata.normalize("NFKC", found.group()).strip(), text)
    kept = "".join(
        c
        for c in unicodedata.normalize("NFC", plain)
        if (c != "\u0640" and unicodedata.category(c) not in ("Mn", "Cf", "Cc")) or c in "\n\t "
    )
    return " ".join(kept.split())
