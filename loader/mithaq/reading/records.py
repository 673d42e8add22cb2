"""Read JSON Lines, arrays and objects one value at a time."""

from __future__ import annotations

import codecs
import io
import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from mithaq.reading.decoding import NotTextError, decode, wide_encoding
from mithaq.reading.limits import MAX_BYTES, TOO_LARGE
from mithaq.reading.problem import Problem

__all__ = ["Record", "json_lines", "json_values"]

_CHUNK = 1 << 20


class Record(NamedTuple):
    """A JSON value and the number of the line it begins on."""

    line: int
    value: Any


def json_lines(stream: io.BufferedReader, where: str) -> Iterator[Record | Problem]:
    """The values of JSON Lines. An invalid or too long line yields a problem."""
    wide = wide_encoding(stream.peek(4096))
    if wide is not None:
        yield from json_values(stream, where)
        return
    number = 0
    while line := stream.readline(MAX_BYTES + 1):
        number += 1
        here = f"{where}:{number}"
        if len(line) > MAX_BYTES and not line.endswith(b"\n"):
            yield Problem(here, *TOO_LARGE)
            while (rest := stream.readline(_CHUNK)) and not rest.endswith(b"\n"):
                pass
            continue
        if not line.strip():
            continue
        try:
            yield Record(number, _loads(line))
        except (ValueError, RecursionError) as error:
            yield _no_json(here, error)


def _loads(line: bytes) -> Any:
    try:
        return json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return json.loads(decode(line).text)


def _no_json(where: str, error: Exception) -> Problem:
    if isinstance(error, json.JSONDecodeError):
        what = f"is not valid JSON ({error.msg}, character {error.colno})"
    elif isinstance(error, NotTextError):
        what = f"is not text ({error})"
    else:
        what = "is not valid JSON that can be parsed (too deep or too large)"
    return Problem(where, what, "write one JSON object with id and text")


class _Buffer:
    """The part of a text that is at hand, growing at its end and dropped at its start."""

    def __init__(self, stream: io.BufferedReader) -> None:
        self._stream = stream
        wide = wide_encoding(stream.peek(4096))
        self._decoder = codecs.getincrementaldecoder(wide or "utf-8-sig")("replace")
        self._chunk = _CHUNK
        self.text = ""
        self.place = 0
        self.complete = False
        self._line = 1
        self._counted = 0
        """the line of this place in `text`, so that no line end is counted twice"""

    def more(self) -> None:
        """Read on; twice as much each time, so that a long value is not scanned over and over."""
        self.line_here()
        data = self._stream.read(self._chunk)
        self._chunk = min(2 * self._chunk, MAX_BYTES // 4)
        self.complete = not data
        self.text = self.text[self.place :] + self._decoder.decode(data, final=not data)
        self.place = self._counted = 0

    def line_here(self) -> int:
        """The number of the line that `place` is on."""
        self._line += self.text.count("\n", self._counted, self.place)
        self._counted = self.place
        return self._line

    def skip(self, characters: str) -> str:
        """Pass over `characters`; the next one, or the empty string at the end."""
        while True:
            while self.place < len(self.text) and self.text[self.place] in characters:
                self.place += 1
            if self.place < len(self.text) or self.complete:
                return self.text[self.place : self.place + 1]
            self.more()

    def skip_to_next_object(self) -> bool:
        """After a value that cannot be read: on to the next line that begins an object."""
        while True:
            found = self.text.find("\n{", self.place)
            if found >= 0:
                self.place = found + 1
                return True
            self.place = max(self.place, len(self.text) - 1)
            if self.complete:
                return False
            self.more()


_MOST_INVALID = 1000
"""invalid values after which the rest of a file is left: each costs a search through what is in memory"""
_CUT = 12
"""characters at the end of a text where an error may only mean that the rest has not been read"""


def json_values(stream: io.BufferedReader, where: str) -> Iterator[Record | Problem]:
    """The elements of an array, or objects one after the other, however they are broken into lines. The
    whole is never in memory."""
    buffer = _Buffer(stream)
    decoder = json.JSONDecoder()
    blank = " \t\r\n\ufeff"
    invalid = 0
    in_array = buffer.skip(blank) == "["
    if in_array:
        buffer.place += 1
        blank += ","
    while (character := buffer.skip(blank)) and not (in_array and character == "]"):
        line = buffer.line_here()
        here = f"{where}:{line}"
        try:
            value, buffer.place = decoder.raw_decode(buffer.text, buffer.place)
        except (ValueError, RecursionError) as error:
            unread = isinstance(error, json.JSONDecodeError) and (
                error.msg.startswith("Unterminated") or error.pos >= len(buffer.text) - _CUT
            )
            if unread and not buffer.complete and len(buffer.text) - buffer.place <= MAX_BYTES:
                buffer.more()
                continue
            if unread and not buffer.complete:
                yield Problem(here, *TOO_LARGE)
            else:
                yield _no_json(here, error)
            invalid += 1
            if invalid == _MOST_INVALID:
                yield Problem(here, "is one of too many values that are not valid JSON", "write JSON Lines")
            if in_array or invalid == _MOST_INVALID or not buffer.skip_to_next_object():
                return
        else:
            yield Record(line, value)
    if in_array and not character:
        yield Problem(f"{where}:{buffer.line_here()}", "the array is not closed", "check that the file is whole")
