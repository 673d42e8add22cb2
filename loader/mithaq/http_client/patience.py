"""Patience with a server, which may say anything, at any length, as slowly as it likes; and the limits of it."""

from __future__ import annotations

import email.utils
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import requests

__all__ = ["Manners", "TooLarge", "TooLate", "TryAgain", "one_line", "read_body", "retry_after"]


@dataclass(frozen=True, slots=True)
class Manners:
    """How patient a client is. Times are in seconds.

    `tries`: of one request, while the server is busy or the line breaks; `pause`: before the second, doubled
    with each; a `Retry-After` above `ceiling` ends the call; `connect`, `read`: until the line stands, and
    between bytes; `deadline`: until the last byte. `size` is the largest answer, in bytes.
    """

    tries: int = 4
    pause: float = 1.0
    ceiling: float = 120.0
    connect: float = 10.0
    read: float = 300.0
    deadline: float = 1800.0
    size: int = 512 * 1024 * 1024


class TryAgain(Exception):
    """Worth another try. `after` are the seconds that the server asks for, where it says how many."""

    def __init__(self, why: str, after: float | None = None) -> None:
        super().__init__(why)
        self.after = after


class TooLate(TryAgain):
    """An answer that was not whole by its deadline."""


class TooLarge(Exception):
    """An answer of more bytes than are wanted."""


def read_body(
    response: requests.Response, manners: Manners, started: float, now: Callable[[], float] = time.monotonic
) -> bytes:
    """The body, decompressed, of a response that is streamed; `started` is what `now` gave before the request.

    Raises:
        TooLarge, TooLate: past the limits of `manners`. urllib3.exceptions.HTTPError, OSError: the line broke.
    """
    content = bytearray()
    while piece := response.raw.read1(1 << 18, decode_content=True):  # what has come, be it a byte
        content += piece
        if len(content) > manners.size:
            raise TooLarge(f"the answer is larger than {manners.size:,} bytes")
        if now() - started > manners.deadline:
            raise TooLate(f"the answer took longer than {manners.deadline:g} seconds")
    return bytes(content)


def retry_after(headers: Mapping[str, str], now: Callable[[], float] = time.time) -> float | None:
    """The pause that a service asks for, in seconds: a number, or the time until a date (RFC 9110, 10.2.3).
    None where it asks for none, or for nonsense."""
    text = next((value for name, value in headers.items() if name.lower() == "retry-after"), "").strip()
    if re.fullmatch(r"[0-9]{1,9}", text):
        return float(text)
    try:
        date = email.utils.parsedate_to_datetime(text)
    except (TypeError, ValueError, IndexError):
        return None
    return max(0.0, date.timestamp() - now())


def one_line(text: str, most: int = 200) -> str:
    """Printable, on one line, and of no more than `most` characters."""
    words = " ".join(text.split())
    line = "".join(character for character in words if character.isprintable())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"
