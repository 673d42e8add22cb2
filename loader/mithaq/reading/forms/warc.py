"""Web archives (WARC): each page is an article."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

from mithaq.language.partial_date import PartialDate
from mithaq.reading.forms.form import Item, library
from mithaq.reading.forms.page import draft_of_page, source_text
from mithaq.reading.limits import MAX_BYTES
from mithaq.reading.options import ReadOptions
from mithaq.reading.problem import Note, Problem
from mithaq.reading.sources import RefusedError, Source

__all__ = ["read_warc"]

_PAGES = ("text/html", "application/xhtml+xml")
_KINDS = ("response", "resource")


def read_warc(source: Source, options: ReadOptions) -> Iterator[Item]:
    """The pages of a web archive that were delivered (status 200). Their date is the page's own; with `crawl_date`
    the day of the crawl where the page states none."""
    warcio: Any = library("warcio.archiveiterator", "warcio")
    errors = library("warcio.exceptions", "warcio")
    _silence(warcio, library("warcio.bufferedreaders", "warcio"))
    others = pages = 0
    try:
        for number, record in enumerate(warcio.ArchiveIterator(source.stream), 1):
            if not _is_page(record):
                others += 1
                continue
            pages += 1
            where = f"{source.where}#{number}"
            try:
                yield _article(where, record, options)
            except RefusedError as error:
                yield Problem(where, error.what, error.hint)
    except errors.ArchiveLoadFailed as error:
        first = str(error).strip().partition("\n")[0]
        raise RefusedError(f"is a damaged web archive ({first})", "copy or fetch it again") from error
    if not pages:
        raise RefusedError("holds no page", "leave it out")
    if others:
        yield Note(source.where, f"{pages} pages; {others} records that are not pages are passed over")


def _silence(*modules: Any) -> None:
    """Keep the library from writing pieces of a damaged archive to the terminal, control characters among them."""
    for module in modules:
        module.sys = SimpleNamespace(stderr=SimpleNamespace(write=len))
    logging.getLogger("warcio").setLevel(logging.CRITICAL)


def _is_page(record: Any) -> bool:
    if record.rec_type not in _KINDS:
        return False
    if record.http_headers is None:
        return bool(record.content_type and record.content_type.startswith(_PAGES))
    kind = (record.http_headers.get_header("Content-Type") or "").strip().lower()
    return record.http_headers.get_statuscode() == "200" and kind.startswith(_PAGES)


def _article(where: str, record: Any, options: ReadOptions) -> Item:
    data = record.content_stream().read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise RefusedError("is larger than an article can be (16 MB)", "leave it out")
    kind = (record.http_headers.get_header("Content-Type") or "") if record.http_headers is not None else ""
    charset = kind.lower().partition("charset=")[2].partition(";")[0].strip(" \"'") or None
    crawled = _day(record.rec_headers.get_header("WARC-Date")) if options.crawl_date else None
    address = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>") or None
    return draft_of_page(where, source_text(data, charset), url=address, date=crawled)


def _day(stated: str | None) -> PartialDate | None:
    try:
        return PartialDate.parse((stated or "")[:10])
    except ValueError:
        return None
