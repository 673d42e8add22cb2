"""Read the parameters of a request: bounded in size and time, strictly UTF-8."""

from __future__ import annotations

import asyncio
from typing import Final
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request

__all__ = ["RefusedRequestError", "body_of", "clean_text", "fields_of_body", "fields_of_query"]

LONGEST_BODY: Final = 1 << 20
"""Bytes of the longest body of a request."""
_BODY_SECONDS: Final = 10.0
"""How long a client may take to send a body."""
_MOST_FIELDS: Final = 1_000
_FORM = "application/x-www-form-urlencoded"


class RefusedRequestError(Exception):
    """A request that is not answered, with the HTTP status that says why."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status


def media_type(request: Request) -> str:
    """The media type of the body, in lower case and without parameters; empty if the client gave none.

    Raises:
        RefusedRequestError: 415 if the body is declared to be in another charset than UTF-8.
    """
    kind, *parameters = (part.strip() for part in request.headers.get("content-type", "").split(";"))
    for parameter in parameters:
        name, _, given = parameter.partition("=")
        if name.strip().lower() == "charset" and given.strip(" \"'").lower() not in ("utf-8", "utf8"):
            raise RefusedRequestError(415, "send the body in UTF-8")
    return kind.lower()


async def body_of(request: Request) -> bytes:
    """The body of a request.

    Raises:
        RefusedRequestError: 413 if it is longer than `LONGEST_BODY`, 408 if it takes too long, 400 if it breaks off.
    """
    declared = request.headers.get("content-length", "")
    if declared.isascii() and declared.isdigit() and int(declared[:20]) > LONGEST_BODY:
        raise RefusedRequestError(413, f"the request is longer than {LONGEST_BODY:,} bytes")
    body = bytearray()
    try:
        async with asyncio.timeout(_BODY_SECONDS):
            async for chunk in request.stream():
                body += chunk
                if len(body) > LONGEST_BODY:
                    raise RefusedRequestError(413, f"the request is longer than {LONGEST_BODY:,} bytes")
    except TimeoutError:
        raise RefusedRequestError(408, "the request did not arrive in time") from None
    except ClientDisconnect:
        raise RefusedRequestError(400, "the request breaks off") from None
    return bytes(body)


def fields_of_query(request: Request) -> list[tuple[str, str]]:
    """The parameters in the address.

    Raises:
        RefusedRequestError: 400 if they are not UTF-8.
    """
    return _fields(bytes(request.scope.get("query_string", b"")))


async def fields_of_body(request: Request) -> list[tuple[str, str]]:
    """The fields of a form.

    Raises:
        RefusedRequestError: 415 if the body is not a URL-encoded form; as `body_of`.
    """
    if media_type(request) != _FORM:
        raise RefusedRequestError(415, f"send a form of type {_FORM}")
    return _fields(await body_of(request))


def _fields(encoded: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(
            encoded.decode("ascii"), keep_blank_values=True, encoding="utf-8", errors="strict",
            max_num_fields=_MOST_FIELDS,
        )  # fmt: skip
    except ValueError:
        raise RefusedRequestError(400, "the parameters are not URL-encoded UTF-8") from None


def clean_text(text: str, longest: int) -> str:
    """A text that a person typed, without control characters other than line ends, and shortened."""
    return "".join(c for c in text.strip() if c in "\n\t" or c.isprintable() or c in _JOINERS)[:longest]


_JOINERS = "\u200c\u200d\u00a0"
"""Characters that texts have and that `str.isprintable` refuses."""
