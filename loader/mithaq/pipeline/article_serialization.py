"""Serialize articles for the store: metadata as one line of JSON, and the digest."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from typing import Any

from mithaq.language.partial_date import PartialDate
from mithaq.reading.article import Article, Span

__all__ = ["Settings", "digest", "has_body", "restore", "settings_of", "to_json", "with_settings"]

_DIGEST_BYTES = 11
"""Bytes of a digest: 15 characters, the most that the engine keeps without a copy of the text."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How an article was processed: the minimum confidence of facts, and the version of the extractor."""

    min_confidence: float
    extractor: str


def digest(article: Article, min_confidence: float, extractor: str, corrections: str = "") -> str:
    """A hash that decides whether a stored article is up to date.

    It covers all that was read, the minimum confidence of facts, the version of the extractor, and the digest of the
    article's corrections.
    """
    parts: tuple[str, ...] = (article.id, article.content, to_json(article), repr(min_confidence), extractor)
    parts += (corrections,) if corrections else ()
    text = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    hashed = hashlib.blake2b(text, digest_size=_DIGEST_BYTES).digest()
    return base64.urlsafe_b64encode(hashed).decode().rstrip("=")


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


def with_settings(reading: str, settings: Settings) -> str:
    """`to_json` with the settings added, as the store keeps it."""
    fields = {**json.loads(reading), "min_confidence": settings.min_confidence, "extractor": settings.extractor}
    return json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def settings_of(reading: str) -> Settings | None:
    """The settings in what the store keeps; None if an earlier version of Mithaq stored the article."""
    fields = json.loads(reading)
    return Settings(fields["min_confidence"], fields["extractor"]) if "extractor" in fields else None


def has_body(reading: str) -> bool:
    """Whether what the store keeps of an article says which parts of the text are its body."""
    return "body" in json.loads(reading)


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
