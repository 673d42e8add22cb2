"""Rebuild a store from the texts it holds."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

from mithaq.pipeline import article_serialization, quarantine
from mithaq.pipeline.load import store_articles
from mithaq.pipeline.processor import ArticleProcessor
from mithaq.pipeline.report import LoadReport, Progress, quiet
from mithaq.pipeline.version import lexicon_version
from mithaq.reading.article import Article
from mithaq.store import Store

__all__ = ["Migration", "no_migration", "rebuild_store"]

Migration = Callable[[Store, Store], None]
"""Copies what does not come from articles from the old store (first argument) to the new one, after its articles are
merged."""


def no_migration(old: Store, new: Store) -> None:
    """A `Migration` that copies nothing."""


def rebuild_store(
    path: str | os.PathLike[str],
    processor: ArticleProcessor,
    *,
    workers: int = 1,
    progress: Progress = quiet,
    migrate: Migration = no_migration,
) -> LoadReport:
    """Process every article of the store in directory `path` again, including quarantined ones.

    Readers see the old state until the rebuild is complete; an interrupted rebuild changes nothing. It accepts stores
    of older formats and lexicons, which `Store.open` refuses for writing. Judgements stay in force.

    Raises:
        StoreError: the store is missing, damaged or being written by another process; full disk.
    """
    old, new = Store.renew(path, lexicon_version())
    with new, old:
        report = store_articles(_articles(old), new, processor, workers=workers, progress=progress, finish=False)
        if not report.interrupted:
            migrate(old, new)
            new.publish()
            quarantine.sync_reports(new)
        return report


def _articles(store: Store) -> Iterator[Article]:
    """Quarantined articles come last: one may be a newer version of a stored article, which it replaces if it
    passes."""
    for id, text, reading in store.texts():
        yield article_serialization.restore(id, text, reading)
    for article, _ in quarantine.articles(store):
        yield article
