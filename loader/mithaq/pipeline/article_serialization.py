"""Serialize articles for the store: metadata as one line of JSON, and the digest."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from mithaq.language.partial_date import PartialDate
from mithaq.reading.article import Article, Span

__all__ = ["digest", "restore", "to_json"]


def digest(article: Article, min_confidence: float, extractor: str) -> str:
    """A hash that decides whether a stored article is up to date.

    It covers all that was read, the minimum confidence of facts, and the version of the extractor.
    """
    parts = (article.id, article.content, to_json(article), repr(min_confidence), extractor)
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def to_json(article: Article) -> str:
    """The article without its content as canonical JSON."""
    fields: dict[str, Any] = {
        "body": [[span.start, span.end] for span in article.body],
        "headline": [article.headline.start, article.headline.end] if article.headline else None,
        "title": article.title,
        "date": str(article.date) if article.date else None,
        "source": article.source,
        "url": article.url,
    }
    return json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def restore(id: str, content: str, reading: str) -> Article:
    """Restore an article from its id, content and `to_json`."""
    fields = json.loads(reading)
    return Article(
        id,
        content,
        tuple(Span(*pair) for pair in fields["body"]),
        headline=Span(*fields["headline"]) if fields["headline"] else None,
        title=fields["title"],
        date=PartialDate.parse(fields["date"]) if fields["date"] else None,
        source=fields["source"],
        url=fields["url"],
    )
