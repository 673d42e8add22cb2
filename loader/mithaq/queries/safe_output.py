"""Streams that make the engine's CSV and TSV safe for spreadsheets and its XML well-formed."""

from __future__ import annotations

import csv
import io
import re
from abc import ABC, abstractmethod
from typing import IO

from mithaq.export import escape_formula

__all__ = ["Cleaned", "SafeCsv", "SafeTsv", "SafeXml"]


class Cleaned(ABC):
    """Passes bytes on to a stream, changed. What cannot be judged yet is held back until more comes, or `finish`."""

    def __init__(self, out: IO[bytes]) -> None:
        self._out = out
        self._held = b""

    def write(self, data: bytes) -> int:
        text = self._held + bytes(data)
        cut = self._complete(text)
        self._held = text[cut:]
        if cut:
            self._out.write(self._clean(text[:cut]))
        return len(data)

    def finish(self) -> None:
        """Write what was held back."""
        self._out.write(self._clean(self._held))
        self._held = b""

    def flush(self) -> None:
        self._out.flush()

    @abstractmethod
    def _complete(self, text: bytes) -> int:
        """How many bytes from the start can be judged by themselves."""

    @abstractmethod
    def _clean(self, text: bytes) -> bytes: ...


class SafeXml(Cleaned):
    """Replaces the characters that XML 1.0 does not allow by U+FFFD."""

    _NOT_XML = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")

    def _complete(self, text: bytes) -> int:
        started = text.rfind(b"\xef", -2)  # a character that may go on
        return len(text) if started < 0 else started

    def _clean(self, text: bytes) -> bytes:
        return self._NOT_XML.sub("\ufffd".encode(), text)


class SafeCsv(Cleaned):
    """Escapes the cells that a spreadsheet would evaluate as formulas. Numbers stay as they are."""

    _SUSPECT = re.compile(rb'(?:^|[,\n])(?:"?(?:[=+\-@\t]|\xef\xbc[\x8b\x8d\x9d\xa0])|"[\r\n])')
    _NUMBER = re.compile(r"[+-]?[0-9.]+(?:[eE][+-]?[0-9]+)?")

    def __init__(self, out: IO[bytes]) -> None:
        super().__init__(out)
        self._looked = 0
        """how much was held back when the last search for the end of a row failed"""

    def _complete(self, text: bytes) -> int:
        """The end of the last row: a line end with an even number of quotation marks before it."""
        if len(text) < 2 * self._looked:
            return 0
        quotes, cut = text.count(b'"'), len(text)
        while (found := text.rfind(b"\r\n", 0, cut)) >= 0:
            quotes -= text.count(b'"', found, cut)
            if quotes % 2 == 0:
                self._looked = 0
                return found + 2
            cut = found
        self._looked = len(text)
        return 0

    def _clean(self, text: bytes) -> bytes:
        if not self._SUSPECT.search(text):
            return text
        out = io.StringIO(newline="")
        writer = csv.writer(out, lineterminator="\r\n")
        csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
        for row in csv.reader(io.StringIO(text.decode(), newline="")):
            writer.writerow([cell if self._NUMBER.fullmatch(cell) else escape_formula(cell) for cell in row])
        return out.getvalue().encode()


class SafeTsv(Cleaned):
    """Escapes the literals that a spreadsheet would evaluate as formulas, as `SafeCsv` does. A literal stands in
    quotation marks, and has no tabs or line ends but as `\\t`, `\\n` and `\\r`."""

    _FORMULA = re.compile(
        rb'(?:^|(?<=[\t\n]))"(?![+-]?[0-9.]+(?:[eE][+-]?[0-9]+)?")(?=[=+\-@]|\\[tnr]|\xef\xbc[\x8b\x8d\x9d\xa0])'
    )

    def _complete(self, text: bytes) -> int:
        return text.rfind(b"\n") + 1

    def _clean(self, text: bytes) -> bytes:
        return self._FORMULA.sub(b"\"'", text)
