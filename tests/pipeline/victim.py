"""Loads that are killed in the tests of crashes. Runs in processes of its own."""

from __future__ import annotations

from multiprocessing.connection import Connection
from pathlib import Path

from mithaq.extraction import RuleExtractor, extract
from mithaq.pipeline import ArticleProcessor
from mithaq.pipeline.load import store_articles
from mithaq.pipeline.shacl import shacl_errors
from mithaq.reading import Article, read
from mithaq.store import Store, Transaction, bulk

from tests.pipeline.newswire import dump

seed = next(iter(read([Path(__file__).parents[2] / "seeds"])))
assert isinstance(seed, Article)
extract(seed)  # the lexicon is loaded before the fork

BATCH = 4


class _Watched(Store):
    """Tells through a pipe when a transaction begins."""

    watcher: Connection | None = None

    def _tell(self) -> None:
        if self.watcher is not None:
            self.watcher.send_bytes(b".")

    def put(self, batch) -> None:  # type: ignore[no-untyped-def]
        self._tell()
        super().put(batch)

    def apply(self, change: Transaction) -> None:
        self._tell()
        super().apply(change)

    def publish(self) -> None:
        self._tell()
        super().publish()


def load(folder: str, articles: str, watcher: Connection | None = None, least: int = bulk.MIN_RUN_BYTES) -> None:
    """A load in small batches that tells of every transaction; new articles of at least so many bytes are stored as
    sorted runs."""
    _Watched.watcher = watcher
    bulk.MIN_RUN_BYTES = least
    with _Watched.open(folder, write=True, create=True) as store:
        store_articles(read([articles]), store, ArticleProcessor(RuleExtractor(), shacl_errors), workers=1, batch=BATCH)


def inspect(folder: str, articles: str, answers: Connection) -> None:
    """What a killed load has left, and what finishing it gives: (ids, ids not whole, ids finished, dump)."""
    with Store.open(folder, write=True, create=True) as store:
        ids = list(store.article_ids())
        whole = {id: len(store.article_graph(id)) for id in ids}
    load(folder, articles)
    with Store.open(folder) as store:
        finished = {id: len(store.article_graph(id)) for id in store.article_ids()}
        answers.send((ids, [id for id in ids if whole[id] != finished[id]], list(finished), dump(store)))
