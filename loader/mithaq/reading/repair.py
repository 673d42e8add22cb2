"""Undo what other programs did to the characters of a text: scraped articles and old collections often come so.

Three kinds are told without doubt, and anything else stays as it is: character references of HTML that are left when
tags were taken out (`&quot;`), backslash escapes that were escaped twice (`\\\\n`, `\\\\u0627`), and Arabic bytes that
were read as Western European letters.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from contextlib import suppress

from mithaq.reading.script import is_arabic

__all__ = ["repair"]

_REFERENCE = re.compile(r"&(?:amp;)?(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});(?!=)")
"""A reference that ends with a semicolon, as the HTML standard asks; the ampersand itself may be escaped. Before an
equals sign it is a parameter of a URL."""
_ESCAPE = re.compile(r'\\(?:u([0-9a-fA-F]{4})|([nrt"/]))')
_ESCAPED = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "/": "/"}
_ARABIC_ESCAPE = re.compile(r"\\u06[0-9a-fA-F]{2}")
_BROKEN_LINE = re.compile(r"\\r\\n|\\n(?![A-Za-z0-9])")
"""An escaped line end; a path of Windows goes on with letters."""
_MISREAD_ARTICLE = "\u0637\u00a7\u0638\u201e"
"""The article of Arabic in UTF-8, of which each byte was read as a character of Windows-1256."""
_WESTERN_LETTER = re.compile("[\u00c0-\u00ff]")
_ARABIC_LETTER = re.compile("[\u0620-\u064a]")
_LATIN_LETTER = re.compile("[A-Za-z\u00c0-\u00ff]")
_RATHER = 3
"""How many times as many Arabic letters as Latin ones a text read in another encoding has at least."""


def repair(text: str) -> str:
    """Return the text as its author wrote it, as far as that is certain.

    A text with no letter beyond Windows-1252 is read again as UTF-8, or else as Windows-1256, if that makes it Arabic;
    so is UTF-8 that was read as Windows-1256.
    """
    if "\\" in text and (_ARABIC_ESCAPE.search(text) or ("\n" not in text and _BROKEN_LINE.search(text))):
        text = _ESCAPE.sub(_unescaped, text)
    if "&" in text:
        text = _REFERENCE.sub(lambda found: html.unescape(f"&{found[1]};"), text)
    if _MISREAD_ARTICLE in text:
        with suppress(UnicodeError):
            return text.encode("cp1256").decode("utf-8")
    return next(filter(_rather_arabic, _read_again(text)), text) if _WESTERN_LETTER.search(text) else text


def _unescaped(found: re.Match[str]) -> str:
    return chr(int(found[1], 16)) if found[1] else _ESCAPED[found[2]]


def _rather_arabic(text: str) -> bool:
    arabic, latin = len(_ARABIC_LETTER.findall(text)), len(_LATIN_LETTER.findall(text))
    return arabic >= _RATHER * latin and is_arabic(text)


def _read_again(text: str) -> Iterator[str]:
    """The text in the encodings of Arabic whose bytes its characters may be."""
    try:
        data = b"".join(map(_byte, text))
    except UnicodeEncodeError:
        return
    for encoding in ("utf-8", "cp1256"):
        try:
            yield data.decode(encoding)
        except UnicodeDecodeError:
            continue


def _byte(character: str) -> bytes:
    """The byte that Windows-1252 reads as a character; where it has none, that of Latin-1.

    Raises:
        UnicodeEncodeError: neither has such a character.
    """
    try:
        return character.encode("cp1252")
    except UnicodeEncodeError:
        return character.encode("latin-1")
