"""Retries, deadlines and size limits for responses of remote servers."""

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
    """Retry and size limits of a client. Times are in seconds.

    tries: attempts per request while the server is busy or the connection breaks.
    delay: wait before the second attempt; doubles with each further attempt.
    max_delay: a `Retry-After` above this ends the call.
    connect, read: timeouts for connecting and between bytes.
    deadline: maximum time of one attempt, from the name lookup until the last byte.
    size: maximum response size in bytes.
    """

    tries: int = 4
    delay: float = 1.0
    max_delay: float = 120.0
    connect: float = 10.0
    read: float = 300.0
    deadline: float = 1800.0
    size: int = 512 * 1024 * 1024


class RetryableError(Exception):
    """A failure worth another attempt. `after` is the delay in seconds that the server asks for, if any."""

    def __init__(self, why: str, after: float | None = None) -> None:
        super().__init__(why)
        self.after = after


class DeadlineExceeded(RetryableError):
    """A response that was not complete by its deadline."""


class ResponseTooLarge(Exception):
    """A response above the size limit."""


def read_body(
    response: requests.Response, limits: RequestLimits, started: float, now: Callable[[], float] = time.monotonic
) -> bytes:
    """Read the decompressed body of a streamed response; `started` is the value of `now` before the request.

    Raises:
        ResponseTooLarge, DeadlineExceeded: a limit was exceeded.
        urllib3.exceptions.HTTPError, OSError: the connection broke.
    """
    content = bytearray()
    while piece := response.raw.read1(1 << 18, decode_content=True):  # returns as soon as any byte has arrived
        content += piece
        if len(content) > limits.size:
            raise ResponseTooLarge(f"the answer is larger than {limits.size:,} bytes")
        if now() - started > limits.deadline:
            raise DeadlineExceeded(f"the answer took longer than {limits.deadline:g} seconds")
    return bytes(content)


def retry_after(headers: Mapping[str, str], now: Callable[[], float] = time.time) -> float | None:
    """Seconds to wait according to the `Retry-After` header, a number or a date (RFC 9110, 10.2.3).

    None if the header is missing or malformed.
    """
    text = next((value for name, value in headers.items() if name.lower() == "retry-after"), "").strip()
    if re.fullmatch(r"[0-9]{1,9}", text):
        return float(text)
    try:
        date = email.utils.parsedate_to_datetime(text)
    except (TypeError, ValueError, IndexError):
        return None
    return max(0.0, date.timestamp() - now())


def one_line(text: str, most: int = 200) -> str:
    """Reduce text to one printable line of at most `most` characters."""
    words = " ".join(text.split())
    line = "".join(character for character in words if character.isprintable())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"
