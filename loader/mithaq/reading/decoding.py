"""Detect the encoding of bytes and decode them.

UTF-8 first, for nothing else looks like it; then UTF-16 and UTF-32 by their mark or by where the zero
bytes lie; then the single-byte encodings of Arabic, chosen by how much the outcome reads like Arabic.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from charset_normalizer import from_bytes

from mithaq.reading.script import arabic_words

__all__ = ["Decoded", "NotTextError", "decode", "wide_encoding"]

_MARKS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SINGLE_BYTE = ("cp1256", "iso8859_6")
_SAMPLE = 65_536
"""number of bytes for detecting an encoding"""
_CONTROLS = dict.fromkeys((*range(9), 11, *range(14, 32), 127))
_CHARACTER_SET = re.compile(
    r"cp\d+|iso8859-\d+|mac-\w+|koi8-\w+|ascii|utf-8|big5\w*|gb\w+|hz|euc_\w+|shift_\w+|iso2022_\w+|johab|kz1048|ptcp154"
    r"|tis-620|hp-roman8"
)
_LEAST_ZEROS = 0.025
"""share of zero bytes in UTF-16: one for each space and line end, which no Arabic text is without"""
_MOST_CONTROLS = 0.01
_MOST_BROKEN = 0.02


class NotTextError(ValueError):
    """The bytes are not text (an image, a PDF, an archive) or have an unknown encoding."""


class Decoded(NamedTuple):
    """The text, without a byte-order mark, and the name of the encoding it was in."""

    text: str
    encoding: str


def wide_encoding(sample: bytes) -> str | None:
    """The UTF-16 or UTF-32 encoding that the first bytes of a text show, or None."""
    for mark, encoding in _MARKS:
        if sample.startswith(mark):
            return encoding
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if even + odd == 0 or even + odd < len(sample) * _LEAST_ZEROS:
        return None
    if even * 20 <= odd:
        return "utf-16-le"
    return "utf-16-be" if odd * 20 <= even else None


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """The text of `data`. `declared` is what the document says of itself: believed when it is not UTF-8
    and the bytes agree.

    Raises:
        NotTextError: the bytes are not text.
    """
    wide = wide_encoding(data[:_SAMPLE])
    if wide is not None:
        return _checked(data.decode(wide, "replace").removeprefix("\ufeff"), wide)
    try:
        return _checked(data.decode("utf-8-sig"), "utf-8")
    except UnicodeDecodeError:
        pass
    if b"\0" in data:
        raise NotTextError("holds zero bytes")
    text = data.decode("utf-8-sig", "replace")
    foreign = sum(not c.isascii() for c in text)
    if text.count("\ufffd") <= max(1, foreign * _MOST_BROKEN):  # cut or damaged, yet nothing but UTF-8
        return _checked(text, "utf-8")
    for name in (declared, _single_byte(data[:_SAMPLE])):
        try:
            if name and _is_character_set(name):
                return _checked(data.decode(name), name)
        except (LookupError, UnicodeError):
            continue
    raise NotTextError("has an unknown encoding")


def _is_character_set(name: str) -> bool:
    """Whether a codec of this name maps bytes to characters. Python has others: for host names, for escapes, and one
    that always fails."""
    try:
        return bool(_CHARACTER_SET.fullmatch(codecs.lookup(name).name))
    except (LookupError, ValueError, ImportError):
        return False


def _single_byte(sample: bytes) -> str | None:
    """The encoding in which the sample has the most Arabic words; else charset-normalizer's guess."""
    best, most = None, 0
    for encoding in _SINGLE_BYTE:
        words = arabic_words(sample.decode(encoding, "replace"))
        if words > most:
            best, most = encoding, words
    if best is None:
        guess = from_bytes(sample).best()
        best = guess.encoding if guess is not None else None
    return best


def _checked(text: str, encoding: str) -> Decoded:
    controls = len(text) - len(text.translate(_CONTROLS))
    if controls > max(2, len(text) * _MOST_CONTROLS):
        raise NotTextError("holds control characters")
    return Decoded(text, encoding)
