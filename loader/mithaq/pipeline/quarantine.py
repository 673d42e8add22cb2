"""Quarantine: articles that could not be processed or failed validation, in an internal graph and report files.

The internal graph is published and backed up with the store, so that a rebuild with corrected rules can process the
articles again. The report files can be restored from it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Quad

from mithaq.pipeline import article_serialization
from mithaq.reading.article import Article, normal_id
from mithaq.store import Store, StoreError, Transaction
from mithaq.store.terms import INTERNAL_PREFIX, QUARANTINED, value

__all__ = ["add", "articles", "release", "remove_report", "report_path", "sync_reports", "write_report"]

_KEPT = NamedNode(f"{INTERNAL_PREFIX}kept")
_LONGEST = 200
"""Maximum length of file names; file systems allow 255 bytes."""


def add(store: Store, article: Article, errors: str) -> None:
    """Quarantine an article with its errors, replacing an earlier version of it.

    Raises:
        StoreError: opened for reading; full disk, damaged files.
    """
    fields = {
        "id": article.id,
        "content": article.content,
        "reading": article_serialization.to_json(article),
        "complaint": errors,
    }
    text = Literal(json.dumps(fields))  # in ASCII, which can represent even lone surrogates
    new = Quad(_node(article.id), _KEPT, text, QUARANTINED)
    old = store.quads(_node(article.id), _KEPT, None, QUARANTINED)
    if old != [new]:
        store.apply(Transaction(removals=old, additions=[new]))


def release(store: Store, id: str) -> bool:
    """Remove an article from the quarantine; returns whether it was there.

    Raises:
        StoreError: opened for reading; full disk, damaged files.
    """
    old = store.quads(_node(id), _KEPT, None, QUARANTINED)
    store.apply(Transaction(removals=old))
    return bool(old)


def articles(store: Store) -> Iterator[tuple[Article, str]]:
    """The quarantined articles with their errors, in a fixed but meaningless order.

    Raises:
        StoreError: damaged files.
    """
    nodes = sorted(value(quad.subject) for quad in store.quads(None, _KEPT, None, QUARANTINED))
    for node in nodes:
        for quad in store.quads(NamedNode(node), _KEPT, None, QUARANTINED):
            fields = json.loads(value(quad.object))
            yield article_serialization.restore(fields["id"], fields["content"], fields["reading"]), fields["complaint"]


def _node(id: str) -> NamedNode:
    return NamedNode(f"{INTERNAL_PREFIX}apart/{_digest(id)}")


def _digest(id: str) -> str:
    return hashlib.sha256(normal_id(id).encode("utf-8", "surrogatepass")).hexdigest()


# reports


def report_path(store: Store, id: str) -> Path:
    """The path of the report about an article, which may not exist."""
    name = quote(normal_id(id).encode("utf-8", "surrogatepass"), safe=" ")
    if len(name) > _LONGEST:  # two names may differ only in the part cut off
        name = f"{name[:_LONGEST]}~{_digest(id)[:16]}"
    return store.quarantine / f"{name}.txt"


def write_report(store: Store, article: Article, errors: str) -> None:
    """Write the report about an article.

    Raises:
        StoreError: it cannot be written.
    """
    path = report_path(store, article.id)
    lines = [
        f"Article: {article.id}",
        f"Title: {article.title or '(none)'}",
        f"Source: {article.source or '(none)'}",
        "",
        "This article is quarantined, because it could not be processed or its graph fails SHACL validation:",
        "",
        errors.rstrip(),
        "",
        "How to fix: correct the article and load it again, or correct the lexicon or rule named above and run",
        "`mithaq rebuild`, which processes the stored text again. To give the article up, run `mithaq forget`.",
        "This report is removed when the article passes.",
        "",
    ]
    try:
        path.parent.mkdir(exist_ok=True)
        path.write_text("\n".join(lines), encoding="utf-8", errors="replace")
    except OSError as problem:
        raise StoreError(f"{path}: the report cannot be written ({problem.strerror})") from problem


def remove_report(store: Store, id: str) -> bool:
    """Remove the report about an article; returns whether it existed."""
    try:
        report_path(store, id).unlink()
    except OSError:
        return False
    return True


def sync_reports(store: Store) -> None:
    """Write the reports about all quarantined articles, and remove those about stored ones.

    Raises:
        StoreError: a report cannot be written; damaged files.
    """
    apart = set()
    for article, errors in articles(store):
        write_report(store, article, errors)
        apart.add(article.id)
    for id in store.article_ids():
        if id not in apart:
            remove_report(store, id)
