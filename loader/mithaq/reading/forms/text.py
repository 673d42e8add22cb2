"""Plain text: one article, or an export of Nexis or Factiva with many."""

from __future__ import annotations

from collections.abc import Iterator

from mithaq.reading.drafts import Draft
from mithaq.reading.forms.database import articles_of_export
from mithaq.reading.forms.form import Item
from mithaq.reading.options import ReadOptions
from mithaq.reading.sources import Source

__all__ = ["drafts_of_text", "read_text"]


def read_text(source: Source, options: ReadOptions) -> Iterator[Item]:
    """The article of a text file, or those of an export."""
    yield from drafts_of_text(source, source.text())


def drafts_of_text(source: Source, text: str, title: str | None = None) -> Iterator[Item]:
    """The articles of a text, whatever document it was in. `title` is the document's."""
    exported = False
    for draft in articles_of_export(source.where, text):
        exported = True
        yield draft
    if not exported:
        yield Draft(source.where, text, id=source.stem, title=title, page=True)
