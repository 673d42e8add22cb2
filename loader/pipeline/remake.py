"""A store made anew from the texts it keeps."""

from __future__ import annotations

import os
from collections.abc import Iterator

from loader.pipeline import keeping
from loader.pipeline.load import store_articles
from loader.pipeline.report import LoadReport, Progress, quiet
from loader.pipeline.step import Step
from loader.pipeline.version import lexicon_version
from loader.reading.article import Article
from loader.store import Store

__all__ = ["remake"]


def remake(path: str | os.PathLike[str], step: Step, *, workers: int = 1, progress: Progress = quiet) -> LoadReport:
    """Read every article of the store in directory `path` again with this version's lexicon and rules.

    Readers see the old state until all is done; cut short, nothing has changed. A store of an older format or
    lexicon, which `Store.open` refuses for writing, is what this is for. Judgements stay in force.

    Raises:
        StoreError: there is no store; another process writes to it; full disk; it is damaged.
    """
    old, new = Store.renew(path, lexicon_version())
    with new, old:
        articles = _articles(old)
        return store_articles(articles, new, step, workers=workers, progress=progress, all_or_nothing=True)


def _articles(store: Store) -> Iterator[Article]:
    for id, text, reading in store.texts():
        yield keeping.restore(id, text, reading)
