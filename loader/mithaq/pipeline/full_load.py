"""Load articles into an empty store: workers write parts, then all identities are resolved in one pass."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from mithaq.pipeline.article_records import part_article
from mithaq.pipeline.full_store import FullStore
from mithaq.pipeline.garbage import few_collections
from mithaq.pipeline.interruption import StopRequest, set_on_interrupt
from mithaq.pipeline.load import event_of, prepare
from mithaq.pipeline.outcomes import Outcomes
from mithaq.pipeline.processor import ArticleProcessor, ProcessedArticle
from mithaq.pipeline.report import LoadReport, Progress, ProgressEvent
from mithaq.pipeline.shared_workers import SharedWorkers
from mithaq.pipeline.workers import Executor, Failure, Passthrough, attempt, run
from mithaq.reading.article import Article
from mithaq.reading.reader import ReadItem
from mithaq.shuffle import Part, write_part
from mithaq.store import Store
from mithaq.store.errors import engine_errors

__all__ = ["Collector", "PartMaker", "load_into_empty"]

_FEWEST, _MOST = 32, 256
"""Articles of a chunk, the least and the most. Chunks grow, so that a large load has not too many files. A worker holds
some 60 KB for each article of its chunk."""
_SHARE = 128
"""A chunk has so many times fewer articles than came before it: at the end no worker is idle for long."""
_CHUNK_BYTES = 4 * 1024 * 1024
"""Characters of a chunk after which it has no further article."""
_AHEAD = 3
"""Chunks of each worker that are queued or finished but not fetched."""
_SLOW = 20.0
"""Seconds that the articles of a chunk may take on average. A worker that takes longer is ended, and its articles are
given to others one by one; a single article that takes too long is usually interrupted long before."""

Item = Article | ProgressEvent


@dataclass(frozen=True, slots=True)
class Chunk:
    """Consecutive items of the inputs: articles to process, and events about everything else."""

    number: int
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class PartMaker:
    """Processes the articles of a chunk and writes a part; runs on a worker.

    Returns the part, unless there is nothing to store, and the result of each article without its graph: fewer than
    there are articles, if the extractor has stopped. An article may take so many `seconds`.
    """

    processor: ArticleProcessor
    folder: Path
    seconds: float | None

    def __call__(self, chunk: Chunk) -> tuple[Part | None, list[ProcessedArticle]]:
        results, stored = [], []
        for item in chunk.items:
            if isinstance(item, Article):
                found = attempt(self.processor, item, self.seconds)
                result = ProcessedArticle(b"", errors=found.reason) if isinstance(found, Failure) else found
                results.append(replace(result, quads=b"", profiles={}, bands=()))
                if result.stopped:
                    break
                if not result.errors:
                    stored.append(part_article(self.processor, item, result))
        if not stored:
            return None, results
        with engine_errors(self.folder.parent):
            return write_part(self.folder / f"part-{chunk.number:07}", stored), results

    def limit(self, chunk: Chunk) -> float | None:
        """Seconds that a chunk may take."""
        if self.seconds is None:
            return None
        return self.seconds + len(chunk.items) * min(self.seconds, _SLOW)


def load_into_empty(
    articles: Iterable[ReadItem],
    store: Store,
    processor: ArticleProcessor,
    *,
    workers: int,
    progress: Progress,
    article_seconds: float | None,
    executor: Executor | None = None,
) -> LoadReport:
    """Store articles in an empty `store`, merge them, and publish the result, as `store_articles` does.

    The store is the same to the byte, but nothing is kept if the process is killed. When interrupted, it publishes
    what was processed so far. Every id may occur once. An `executor` processes the articles in place of `workers`
    processes on this machine; identities are resolved on this machine even so.

    Raises:
        StoreError: the store is not empty; full disk, damaged files, opened for reading.
        UserError: worker processes die whatever the article; a malformed file of judgements.
    """
    processor = prepare(store, processor)
    collector = Collector(store, progress)
    source = _Source(articles, collector)
    with (
        SharedWorkers(workers, ahead=_AHEAD) as shared,
        FullStore(store, processor, collector.report, workers) as full,
        set_on_interrupt(collector.stop),
        few_collections(),
    ):
        if executor is None:
            maker = PartMaker(processor, full.folder, article_seconds)
            few = 0 if workers > 1 else 1
            alone = partial(run, processor, workers=min(workers, 2), few=few, seconds=article_seconds)
            for done in shared(maker, source.chunks(), maker.limit):
                collector.take_chunk(done, full, alone)
        else:
            for done in executor(processor, source.tasks()):
                collector.take(done, full)
        full.finish(shared)
    collector.report.interrupted = collector.stop.is_set()
    return collector.report


class Collector:
    """Gives what comes back from workers to a store, and reports it in the order of the inputs."""

    def __init__(self, store: Store, progress: Progress) -> None:
        self.stop = StopRequest()
        """Set when no further article is wanted."""
        self._outcomes = Outcomes(store, progress, empty=True)
        self.report = self._outcomes.report

    def take(self, done: Passthrough | tuple[Article, ProcessedArticle | Failure], full: FullStore) -> None:
        """Take an article with its result, or an event."""
        if isinstance(done, Passthrough):
            assert isinstance(done.what, ProgressEvent)
            self._outcomes.notify(done.what)
            return
        article, found = done
        result = ProcessedArticle(b"", errors=found.reason) if isinstance(found, Failure) else found
        if self.take_result(article, result):
            full.add_article(article, result)

    def take_chunk(
        self,
        done: Passthrough | tuple[Chunk, tuple[Part | None, list[ProcessedArticle]] | Failure],
        full: FullStore,
        alone: Callable[[Iterable[Article]], Iterator[Any]],
    ) -> None:
        """Take a chunk with its part. The articles of one that has failed are processed by `alone`."""
        assert not isinstance(done, Passthrough)
        chunk, answer = done
        if isinstance(answer, Failure):
            each = alone([item for item in chunk.items if isinstance(item, Article)])
            for item in chunk.items:
                self.take(Passthrough(item) if isinstance(item, ProgressEvent) else next(each), full)
            return
        part, results = answer
        if self.report.stopped:
            return
        following = iter(results)
        for item in chunk.items:
            if isinstance(item, ProgressEvent):
                self._outcomes.notify(item)
            else:
                self.take_result(item, next(following))
            if self.report.stopped:
                break
        if part is not None:
            full.add_part(part)

    def notify(self, event: ProgressEvent) -> None:
        """Report something that is not an article."""
        self._outcomes.notify(event)

    def take_result(self, article: Article, result: ProcessedArticle) -> bool:
        """Report what became of an article; returns whether it is to be stored."""
        if self.report.stopped:
            return False
        self._outcomes.add_times(result.seconds)
        if result.stopped:
            self.report.stopped = result.stopped
            self.stop.set()
            return False
        self._outcomes.note_unread(article, result)
        if result.errors:
            self._outcomes.quarantine(article, result.errors)
            return False
        self._outcomes.release(article.id)
        self._outcomes.stored(article.id)
        return True


class _Source:
    """The inputs as tasks. Runs in another thread; ends when no further article is wanted."""

    def __init__(self, articles: Iterable[ReadItem], collector: Collector) -> None:
        self._articles, self._collector = articles, collector

    def items(self) -> Iterator[Item]:
        source = iter(self._articles)
        while not self._collector.stop.is_set():
            started = time.perf_counter()
            item = next(source, None)
            self._collector.report.add_time("read", time.perf_counter() - started)
            if item is None:
                return
            yield item if isinstance(item, Article) else event_of(item)

    def tasks(self) -> Iterator[Article | Passthrough]:
        for item in self.items():
            yield item if isinstance(item, Article) else Passthrough(item)

    def chunks(self) -> Iterator[Chunk]:
        chunk: list[Item] = []
        number, size = 0, 0
        for count, item in enumerate(self.items()):
            chunk.append(item)
            size += len(item.content) if isinstance(item, Article) else 0
            if size >= _CHUNK_BYTES or len(chunk) >= min(max(count // _SHARE, _FEWEST), _MOST):
                yield Chunk(number, tuple(chunk))
                number, size, chunk = number + 1, 0, []
        if chunk:
            yield Chunk(number, tuple(chunk))
