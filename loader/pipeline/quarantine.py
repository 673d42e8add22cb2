"""Reports about articles that were kept out, for a person to act on."""

from __future__ import annotations

import contextlib
from pathlib import Path
from urllib.parse import quote

from loader.reading.article import Article
from loader.store import Store, StoreError

__all__ = ["lift", "report_path", "set_apart"]

_LONGEST = 200
"""Longer file names than this are cut; file systems allow 255 bytes."""


def report_path(store: Store, id: str) -> Path:
    """Where the report about an article is, or would be."""
    return store.quarantine / f"{quote(id, safe=' ')[:_LONGEST]}.txt"


def set_apart(store: Store, article: Article, complaint: str) -> Path:
    """Write the report.

    Raises:
        StoreError: it cannot be written.
    """
    path = report_path(store, article.id)
    lines = [
        f"Article: {article.id}",
        f"Title: {article.title or '(none)'}",
        f"Source: {article.source or '(none)'}",
        "",
        "This article was kept out of the graph, because what was read from it breaks the shapes:",
        "",
        complaint.rstrip(),
        "",
        "What to do: mend the article (or the lexicon or rule that the report names) and load it again.",
        "When it passes, this report goes away.",
        "",
    ]
    try:
        path.parent.mkdir(exist_ok=True)
        path.write_text("\n".join(lines), encoding="utf-8", errors="replace")
    except OSError as problem:
        raise StoreError(f"{path}: the report cannot be written ({problem.strerror})") from problem
    return path


def lift(store: Store, id: str) -> None:
    """Remove the report about an article that has passed, or is forgotten."""
    with contextlib.suppress(OSError):
        report_path(store, id).unlink(missing_ok=True)
