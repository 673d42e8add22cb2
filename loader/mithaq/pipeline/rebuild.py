"""A store made anew from the texts it keeps."""

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
"""Takes over from the old store into the new one, whose articles are merged, what does not come from articles."""


def no_migration(old: Store, new: Store) -> None:
    """A `Migration` that takes nothing over."""


def rebuild_store(
    path: str | os.PathLike[str],
    processor: ArticleProcessor,
    *,
    workers: int = 1,
    progress: Progress = quiet,
    migrate: Migration = no_migration,
) -> LoadReport:
    """Read every article of the store in directory `path` again with this version's lexicon and rules, also those in
    its quarantine.

    Readers see the old state until all is done; cut short, nothing has changed. A store of an older format or
    lexicon, which `Store.open` refuses for writing, is what this is for. Judgements stay in force.

    Raises:
        StoreError: there is no store; another process writes to it; full disk; it is damaged.
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
    """Those in quarantine come last: one may be a newer version of a stored one, which it replaces if it passes."""
    for id, text, reading in store.texts():
        yield article_serialization.restore(id, text, reading)
    for article, _ in quarantine.articles(store):
        yield article
