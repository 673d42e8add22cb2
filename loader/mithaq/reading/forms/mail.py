"""Saved mails and pages saved as mails: EML, MBOX and MHTML."""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from email.header import decode_header
from email.message import Message
from email.policy import compat32

from mithaq.reading.drafts import Draft
from mithaq.reading.forms.form import Item
from mithaq.reading.forms.page import draft_of_page, source_text
from mithaq.reading.html import plain_text
from mithaq.reading.limits import MAX_BYTES
from mithaq.reading.options import ReadOptions
from mithaq.reading.problem import Problem
from mithaq.reading.sources import RefusedError, Source, text_of

__all__ = ["read_eml", "read_mbox", "read_mhtml"]

_LONGEST_HEADER = 2000
_MOST_PARTS = 1000
_ADDRESS = re.compile(r"<[^<>]*>")


def read_eml(source: Source, options: ReadOptions) -> Iterator[Item]:
    """A mail: subject, text, date, and the sender's name as the source."""
    yield _mail(source.where, email.message_from_bytes(source.data(), policy=compat32), source.stem)


def read_mbox(source: Source, options: ReadOptions) -> Iterator[Item]:
    """The mails of a mailbox, each an article."""
    found = False
    for number, data in enumerate(_messages(source), 1):
        found = True
        where = f"{source.where}#{number}"
        if len(data) > MAX_BYTES:
            yield Problem(where, "is larger than an article can be (16 MB)", "leave its attachments out")
            continue
        try:
            yield _mail(where, email.message_from_bytes(data, policy=compat32), None)
        except RefusedError as error:
            yield Problem(where, error.what, error.hint)
    if not found:
        raise RefusedError("is not a mailbox", "save the mails as EML files")


def _messages(source: Source) -> Iterator[bytes]:
    """The mails of a mailbox, cut after one byte more than an article may have."""
    lines: list[bytes] | None = None
    size, blank = 0, True
    while line := source.stream.readline(MAX_BYTES):
        if blank and line.startswith(b"From "):
            if lines is not None:
                yield b"".join(lines)
            lines, size = [], 0
        elif lines is not None and size <= MAX_BYTES:
            lines.append(line[1:] if line.startswith(b">From ") else line)
            size += len(line)
        blank = not line.strip()
    if lines is not None:
        yield b"".join(lines)


def read_mhtml(source: Source, options: ReadOptions) -> Iterator[Item]:
    """A page saved with its pictures; its date is the page's own, not the day it was saved."""
    message = email.message_from_bytes(source.data(), policy=compat32)
    for part in _parts(message):
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            url = _header(part, "Content-Location") or _header(message, "Snapshot-Content-Location")
            html = source_text(_payload(part), _charset(part))
            yield draft_of_page(source.where, html, id=source.stem, url=url if (url or "").startswith("http") else None)
            return
    raise RefusedError("holds no page", "save it again as a web page")


def _mail(where: str, message: Message, stem: str | None) -> Draft:
    texts = [part for part in _parts(message) if _is_text(part)]
    plain = next((part for part in texts if part.get_content_type() == "text/plain"), None)
    chosen = plain if plain is not None and _payload(plain).strip() else next(iter(texts), None)
    if chosen is None or not (message.keys()):
        raise RefusedError("holds no text of a mail", "leave it out")
    text = text_of(_payload(chosen), _charset(chosen))
    return Draft(
        where,
        text if chosen.get_content_type() == "text/plain" else plain_text(text),
        id=stem or _identifier(message),
        title=_header(message, "Subject"),
        date=_header(message, "Date"),
        source=_sender(message),
    )


def _identifier(message: Message) -> str | None:
    stated = _header(message, "Message-ID")
    return stated.strip("<> ") or None if stated else None


def _parts(message: Message) -> list[Message]:
    """The parts without parts of their own, attachments left out."""
    found: list[Message] = []
    pending = [message]
    while pending and len(found) < _MOST_PARTS:
        part = pending.pop()
        inner = part.get_payload()
        if isinstance(inner, list):
            pending.extend(each for each in reversed(inner) if isinstance(each, Message))
        elif part.get_content_disposition() != "attachment":
            found.append(part)
    return found


def _is_text(part: Message) -> bool:
    return part.get_content_type() in ("text/plain", "text/html")


def _payload(part: Message) -> bytes:
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _charset(part: Message) -> str | None:
    charset = part.get_content_charset()
    return charset if isinstance(charset, str) else None


def _header(message: Message, name: str) -> str | None:
    stated = message.get(name)
    if stated is None:
        return None
    pieces: list[str] = []
    for text, charset in decode_header(str(stated)[:_LONGEST_HEADER]):
        try:
            pieces.append(text_of(text, charset) if isinstance(text, bytes) else text)
        except RefusedError:
            pieces.append("")
    return " ".join("".join(pieces).split()) or None


def _sender(message: Message) -> str | None:
    stated = _header(message, "From") or ""
    return _ADDRESS.sub("", stated).strip(" \"'") or stated.strip("<> ") or None
