"""Documents that are ZIP files inside (DOCX, ODT, XLSX): bounds on what they unpack to, and their XML."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

from mithaq.reading.limits import MAX_BYTES, MAX_UNPACKED, TOO_LARGE
from mithaq.reading.sources import RefusedError, Source

__all__ = ["check_zip", "local", "member", "parse_xml", "walk"]

_MOST_FILES = 10_000


def check_zip(source: Source) -> bytes:
    """The bytes of a packed document.

    Raises:
        RefusedError: it is no ZIP file, or unpacks to more than a document can hold.
    """
    data = source.data(MAX_UNPACKED)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise RefusedError(f"is damaged ({error})", "save it again") from error
    if len(members) > _MOST_FILES or sum(info.file_size for info in members) > MAX_UNPACKED:
        raise RefusedError(f"unpacks to more than {MAX_UNPACKED // 1024 // 1024} MB", "save its text alone")
    return data


def member(data: bytes, name: str) -> bytes | None:
    """The bytes of a file in a packed document, or None.

    Raises:
        RefusedError: it is larger than an article can be.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if name not in archive.namelist():
            return None
        if archive.getinfo(name).file_size > MAX_BYTES:
            raise RefusedError(*TOO_LARGE)
        return archive.read(name)


def parse_xml(data: bytes) -> ElementTree.Element:
    """Parse XML that declares no entities of its own, which could expand without bound.

    Raises:
        RefusedError: it is not well-formed, or declares entities.
    """
    if b"<!ENTITY" in data or "<!ENTITY".encode("utf-16-le") in data or "<!ENTITY".encode("utf-16-be") in data:
        raise RefusedError("declares entities of its own", "save it without a document type")
    try:
        return ElementTree.fromstring(data)
    except (ElementTree.ParseError, LookupError, ValueError) as error:
        raise RefusedError(f"is not well-formed XML ({error})", "save it again") from error


def local(element: ElementTree.Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def walk(root: ElementTree.Element, leave: frozenset[str]) -> Iterator[tuple[ElementTree.Element, bool]]:
    """The elements in document order, each twice: at its start (True) and at its end (False). Those in `leave` and
    what is within them are left out."""
    pending = [(root, True)]
    while pending:
        element, start = pending.pop()
        if start and local(element) in leave:
            continue
        yield element, start
        if start:
            pending.append((element, False))
            pending.extend((child, True) for child in reversed(element))
