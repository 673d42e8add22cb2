"""Web pages, and exports of press databases that were saved as web pages."""

from __future__ import annotations

from collections.abc import Iterator

from mithaq.language.partial_date import PartialDate
from mithaq.reading.drafts import Draft
from mithaq.reading.forms.database import articles_of_export
from mithaq.reading.forms.form import Item
from mithaq.reading.html import declared_encoding, page_of, plain_text
from mithaq.reading.options import ReadOptions
from mithaq.reading.sources import RefusedError, Source, text_of

__all__ = ["draft_of_page", "read_page", "source_text"]

_EXPORT_SIGNS = (" DOCUMENTS", "End of Document", "Document ")


def read_page(source: Source, options: ReadOptions) -> Iterator[Item]:
    """The article of a page, or those of an export saved as a page."""
    data = source.data()
    html = source_text(data)
    exported = False
    if any(sign in html for sign in _EXPORT_SIGNS):
        for draft in articles_of_export(source.where, plain_text(html)):
            exported = True
            yield draft
    if not exported:
        yield draft_of_page(source.where, html, id=source.stem)


def source_text(data: bytes, declared: str | None = None) -> str:
    """Decode a page.

    Raises:
        RefusedError: it is not text, or blank.
    """
    return text_of(data, declared_encoding(data) or declared)


def draft_of_page(
    where: str, html: str, *, id: str | None = None, url: str | None = None, date: PartialDate | None = None
) -> Draft:
    """The article of a page; `url` and `date` count if the page states none.

    Raises:
        RefusedError: the page has no text.
    """
    page = page_of(html)
    if not page.text.strip():
        raise RefusedError("holds no article", "check that the page has text of its own")
    return Draft(
        where, page.text, id=id, title=page.title, date=page.date or date, source=page.source, url=page.url or url,
        page=True, titled=True,
    )  # fmt: skip
