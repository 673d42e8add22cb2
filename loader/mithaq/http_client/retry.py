"""Patience with a server, which may say anything, at any length, as slowly as it likes; and the limits of it."""

from __future__ import annotations

import email.utils
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import requests

__all__ = [
    "DeadlineExceeded",
    "RequestLimits",
    "ResponseTooLarge",
    "RetryableError",
    "one_line",
    "read_body",
    "retry_after",
]


@dataclass(frozen=True, slots=True)
class RequestLimits:
    """How patient a client is. Times are in seconds.

    `tries`: of one request, while the server is busy or the line breaks; `delay`: before the second, doubled
    with each; a `Retry-After` above `max_delay` ends the call; `connect`, `read`: until the line stands, and
    between bytes; `deadline`: until the last byte. `size` is the largest answer, in bytes.
    """

    tries: int = 4
    delay: float = 1.0
    max_delay: float = 120.0
    connect: float = 10.0
    read: float = 300.0
    deadline: float = 1800.0
    size: int = 512 * 1024 * 1024


class RetryableError(Exception):
    """Worth another try. `after` are the seconds that the server asks for, where it says how many."""

    def __init__(self, why: str, after: float | None = None) -> None:
        super().__init__(why)
        self.after = after


class DeadlineExceeded(RetryableError):
    """An answer that was not whole by its deadline."""


class ResponseTooLarge(Exception):
    """An answer of more bytes than are wanted."""


def read_body(
    response: requests.Response, limits: RequestLimits, started: float, now: Callable[[], float] = time.monotonic
) -> bytes:
    """The body, decompressed, of a response that is streamed; `started` is what `now` gave before the request.

    Raises:
        ResponseTooLarge, DeadlineExceeded: a limit was exceeded.
        urllib3.exceptions.HTTPError, OSError: the connection broke.
    """
    content = bytearray()
    while piece := response.raw.read1(1 << 18, decode_content=True):  # what has come, be it a byte
        content += piece
        if len(content) > limits.size:
            raise ResponseTooLarge(f"the answer is larger than {limits.size:,} bytes")
        if now() - started > limits.deadline:
            raise DeadlineExceeded(f"the answer took longer than {limits.deadline:g} seconds")
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
