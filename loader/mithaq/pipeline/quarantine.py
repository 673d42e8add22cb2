"""Articles that were kept out: what was read of them, in a book of the store, and reports, for a person to act on.

The book changes, is published and is backed up with the rest of the store, so that a rebuild, perhaps with mended
rules, can take the articles up again. The reports are files beside it, and can be written anew from it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Quad

from mithaq.pipeline import article_serialization
from mithaq.reading.article import Article
from mithaq.store import Store, StoreError, Transaction
from mithaq.store.terms import INTERNAL_PREFIX, QUARANTINED, value

__all__ = ["add", "articles", "release", "remove_report", "report_path", "sync_reports", "write_report"]

_KEPT = NamedNode(f"{INTERNAL_PREFIX}kept")
_LONGEST = 200
"""Longer file names than this are cut; file systems allow 255 bytes."""


def add(store: Store, article: Article, errors: str) -> None:
    """Keep an article with what is wrong with it, in the place of an earlier version of it.

    Raises:
        StoreError: opened for reading; full disk, damaged files.
    """
    fields = {
        "id": article.id,
        "content": article.content,
        "reading": article_serialization.to_json(article),
        "complaint": errors,
    }
    text = Literal(json.dumps(fields))  # in ASCII, where even halves of characters have a way to be written
    new = Quad(_node(article.id), _KEPT, text, QUARANTINED)
    old = store.quads(_node(article.id), _KEPT, None, QUARANTINED)
    if old != [new]:
        store.apply(Transaction(removals=old, additions=[new]))


def release(store: Store, id: str) -> bool:
    """Keep an article no longer, because it has passed or is forgotten; returns whether it was kept.

    Raises:
        StoreError: opened for reading; full disk, damaged files.
    """
    old = store.quads(_node(id), _KEPT, None, QUARANTINED)
    store.apply(Transaction(removals=old))
    return bool(old)


def articles(store: Store) -> Iterator[tuple[Article, str]]:
    """The articles that are set apart, each with what is wrong with it, in an order of no meaning.

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
    return hashlib.sha256(id.encode("utf-8", "surrogatepass")).hexdigest()


# reports


def report_path(store: Store, id: str) -> Path:
    """Where the report about an article is, or would be."""
    name = quote(id.encode("utf-8", "surrogatepass"), safe=" ")
    if len(name) > _LONGEST:  # what is cut off may be all that tells two apart
        name = f"{name[:_LONGEST]}~{_digest(id)[:16]}"
    return store.quarantine / f"{name}.txt"


def write_report(store: Store, article: Article, errors: str) -> None:
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
        errors.rstrip(),
        "",
        "What to do: mend the article and load it again, or mend the lexicon or rule that the report names and run",
        "`mithaq rebuild`, which reads the article from the text that the store keeps. `mithaq forget` gives it up.",
        "When it passes, this report goes away.",
        "",
    ]
    try:
        path.parent.mkdir(exist_ok=True)
        path.write_text("\n".join(lines), encoding="utf-8", errors="replace")
    except OSError as problem:
        raise StoreError(f"{path}: the report cannot be written ({problem.strerror})") from problem


def remove_report(store: Store, id: str) -> bool:
    """Remove the report about an article; returns whether there was one."""
    try:
        report_path(store, id).unlink()
    except OSError:
        return False
    return True


def sync_reports(store: Store) -> None:
    """Write the reports about all articles that are set apart, and remove those about what is stored.

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
