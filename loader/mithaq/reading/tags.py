"""Split a page into tags and text in one pass, in time proportional to its length.

Tree builders (`html.parser`, lxml, lexbor) need quadratic time for some pages: unclosed tags followed by end tags that
match none of them, or thousands of attributes. This scanner builds no tree: it follows the tokenizer of the HTML
standard, and every character is looked at a bounded number of times.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

__all__ = ["EndTag", "StartTag", "Text", "scan", "unescape"]

_NAME = re.compile(r"[A-Za-z][^\s/>]*")
_SEPARATORS = re.compile(r"[\s/]*")
_ATTRIBUTE_NAME = re.compile(r"=?[^\s/>=]*")
_EQUALS = re.compile(r"\s*=\s*")
_UNQUOTED = re.compile(r"[^\s>]*")
_COMMENT_END = re.compile(r"--!?>")
_MARK = re.compile(r"<(?=[A-Za-z/!?])")
_LONG_NUMBER = re.compile(r"&#(?:[0-9]{9,}|[xX][0-9a-fA-F]{9,});?")
_RAW = frozenset(("script", "style", "textarea", "title", "iframe", "xmp", "noembed", "noframes"))
"""elements that contain text alone, up to their own end tag"""
_ESCAPED = frozenset(("textarea", "title"))
"""those of them where character references count"""


@dataclass(frozen=True, slots=True)
class StartTag:
    """A start tag; names in lower case, the first of several attributes of one name counts."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class EndTag:
    """An end tag; its name in lower case."""

    name: str


@dataclass(frozen=True, slots=True)
class Text:
    """Text between tags, with character references replaced."""

    text: str


def unescape(text: str) -> str:
    """Replace character references; one with too many digits becomes U+FFFD (Python refuses to convert it)."""
    return html.unescape(_LONG_NUMBER.sub("\ufffd", text)) if "&" in text else text


def scan(page: str) -> Iterator[StartTag | EndTag | Text]:
    """The tags and texts of a page, in order. Comments and declarations are left out. Never fails."""
    return _Scanner(page).tokens()


class _Scanner:
    def __init__(self, page: str) -> None:
        self._page = page
        self._unclosed: set[str] = set()
        """names of elements whose end tag does not occur in the rest of the page"""

    def tokens(self) -> Iterator[StartTag | EndTag | Text]:
        page, position = self._page, 0
        while position < len(page):
            found = _MARK.search(page, position)
            start = found.start() if found else len(page)
            if start > position:
                yield Text(unescape(page[position:start]))
            if found is None:
                return
            if page[start + 1] in "!?":
                position = self._after_declaration(start)
                continue
            closing = page[start + 1] == "/"
            name = _NAME.match(page, start + 1 + closing)
            if name is None:  # `</` before something else than a letter
                position = self._after(">", start)
                continue
            attributes: dict[str, str] = {}
            position = self._attributes(name.end(), attributes)
            if position < 0:  # cut within a tag
                return
            tag = name[0].lower()
            if closing:
                yield EndTag(tag)
                continue
            yield StartTag(tag, attributes)
            if tag in _RAW and tag not in self._unclosed:
                end = self._end_of_raw(tag, position)
                raw = page[position:end]
                yield Text(unescape(raw) if tag in _ESCAPED else raw)
                position = end

    def _after(self, sign: str, start: int) -> int:
        end = self._page.find(sign, start)
        return len(self._page) if end < 0 else end + len(sign)

    def _after_declaration(self, start: int) -> int:
        if not self._page.startswith("<!--", start):
            return self._after(">", start)
        for short in ("<!-->", "<!--->"):
            if self._page.startswith(short, start):
                return start + len(short)
        end = _COMMENT_END.search(self._page, start + 4)
        return end.end() if end else len(self._page)

    def _attributes(self, position: int, into: dict[str, str]) -> int:
        """Read attributes up to `>`; the position after it, or -1 if the page ends before."""
        page = self._page
        while True:
            separators = _SEPARATORS.match(page, position)
            assert separators is not None
            position = separators.end()
            if position >= len(page):
                return -1
            if page[position] == ">":
                return position + 1
            name = _ATTRIBUTE_NAME.match(page, position)
            assert name is not None
            position, value = name.end(), ""
            equals = _EQUALS.match(page, position)
            if equals:
                position = equals.end()
                quote = page[position : position + 1]
                if quote and quote in "\"'":
                    end = page.find(quote, position + 1)
                    if end < 0:
                        return -1
                    value, position = page[position + 1 : end], end + 1
                else:
                    unquoted = _UNQUOTED.match(page, position)
                    assert unquoted is not None
                    value, position = unquoted[0], unquoted.end()
            into.setdefault(name[0].lower(), unescape(value))

    def _end_of_raw(self, tag: str, position: int) -> int:
        """Where the text of a raw element ends. A title or text field without an end tag has no text."""
        found = re.compile(rf"</{tag}(?=[\s/>])", re.I).search(self._page, position)
        if found:
            return found.start()
        self._unclosed.add(tag)
        return position if tag in _ESCAPED else len(self._page)
