"""Show characters that would control a terminal, or hide or reorder text, by their code points."""

from __future__ import annotations

import codecs
import re
from typing import IO

__all__ = ["VisibleStream", "visible"]

_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\ufff9-\ufffb\ud800-\udfff]|\r(?!\n)"
)
"""Control characters except tab and line ends, directional overrides and embeddings, and lone surrogates."""


def visible(text: str) -> str:
    """Escape what a terminal would obey: `\\x1b` in place of an escape character. Line ends and tabs stay."""
    return _HIDDEN.sub(_escaped, text)


def _escaped(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


class VisibleStream:
    """A binary stream of UTF-8 that passes on to another what `visible` makes of it."""

    def __init__(self, out: IO[bytes]) -> None:
        self._out = out
        self._decoder = codecs.getincrementaldecoder("utf-8")("backslashreplace")
        self._held = ""

    def write(self, data: bytes) -> int:
        text = self._held + self._decoder.decode(bytes(data))
        self._held = "\r" if text.endswith("\r") else ""  # a line feed may follow
        self._out.write(visible(text[: len(text) - len(self._held)]).encode())
        return len(data)

    def flush(self) -> None:
        self._out.flush()

    def finish(self) -> None:
        """Write what was held back; to be called once, at the end."""
        self._out.write(visible(self._held + self._decoder.decode(b"", final=True)).encode())
        self._held = ""
        self._out.flush()

    def writable(self) -> bool:
        return True

    def readable(self) -> bool:
        return False

    def seekable(self) -> bool:
        return False

    @property
    def closed(self) -> bool:
        return self._out.closed
