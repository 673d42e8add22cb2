"""Load articles: workers make validated graphs, which are stored and merged in batches."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import partial

from pyoxigraph import NamedNode

from mithaq import copies, identity
from mithaq.corrections import in_force
from mithaq.judgements import JudgementLog, standing_of
from mithaq.pipeline.article_records import article_digest, article_iri, article_record
from mithaq.pipeline.article_texts import are_unlike, body_text, find_copies_again, stored_text
from mithaq.pipeline.garbage import few_collections
from mithaq.pipeline.interruption import StopRequest, set_on_interrupt
from mithaq.pipeline.link_judgements import keep_link_judgements
from mithaq.pipeline.outcomes import Outcomes
from mithaq.pipeline.processor import ArticleProcessor, ProcessedArticle
from mithaq.pipeline.report import LoadReport, Progress, ProgressEvent, quiet
from mithaq.pipeline.workers import Executor, Failure, Passthrough, run
from mithaq.reading.article import Article
from mithaq.reading.problem import DateProblem, Note, Problem, SkippedInput
from mithaq.reading.reader import ReadItem
from mithaq.store import Store

__all__ = ["ARTICLE_SECONDS", "BATCH", "event_of", "prepare", "store_articles"]

BATCH = 512
"""Maximum number of articles in one transaction."""
FIRST_BATCH = 128
"""Number of articles in the first transaction of a load; each may have twice as many as the one before."""
BATCH_BYTES = 32 * 1024 * 1024
"""Maximum size of the article graphs in one transaction, as N-Quads."""
BATCH_SECONDS = 20.0
"""Seconds after which a smaller batch is stored too: no more work is lost when the process is killed."""
_AHEAD = 256
"""Articles of each worker that are processed while the batch before them is being stored."""

ARTICLE_SECONDS = 600.0
"""Seconds that one article may take to process; most take some hundredths of one."""


def store_articles(
    articles: Iterable[ReadItem],
    store: Store,
    processor: ArticleProcessor,
    *,
    workers: int = 1,
    progress: Progress = quiet,
    batch: int = BATCH,
    finish: bool = True,
    article_seconds: float | None = ARTICLE_SECONDS,
    executor: Executor | None = None,
) -> LoadReport:
    """Store articles in `store` (opened for writing), merge them, and publish the result to readers.

    When interrupted, it publishes what is stored so far. Without `finish` it neither publishes nor changes the
    reports in the quarantine folder; that is left to the caller. An `executor` processes the articles in place of
    `workers` processes on this machine.

    An article is skipped if the store has it with the same text, metadata, minimum confidence and extractor version;
    otherwise it replaces the stored one. An article that fails SHACL validation is quarantined
    (`mithaq.pipeline.quarantine`) until it passes or is removed; a stored version of it stays. So is one that takes
    more than `article_seconds` (None: no limit) to process, or ends the worker process. An interrupted load loses
    nothing that was committed and resumes when run again.

    Raises:
        StoreError: full disk, damaged files, opened for reading.
        UserError: worker processes die whatever the article; a malformed file of judgements.
    """
    here = partial(run, workers=workers, seconds=article_seconds, ahead=_AHEAD)
    return _Load(store, processor, progress, batch, finish).run(articles, executor or here)


def prepare(store: Store, processor: ArticleProcessor) -> ArticleProcessor:
    """The processor with the base IRI, the corrections and the separate mentions of a store."""
    lines = JudgementLog(store.judgements).read()
    separate = identity.separate_mentions(standing_of(lines).in_force)
    return replace(processor, base=store.base, corrections=in_force(lines), separate=separate)


class _Load:
    def __init__(self, store: Store, processor: ArticleProcessor, progress: Progress, batch: int, finish: bool) -> None:
        self._store = store
        self._processor = prepare(store, processor)
        self._batch_size = batch
        self._finish = finish
        self._cache = identity.LookupCache(store)
        self._blocks = copies.Blocks(store)
        self._outcomes = Outcomes(store, progress, reports=finish)
        self._report = self._outcomes.report
        self._batch: dict[str, tuple[Article, ProcessedArticle]] = {}
        self._most = min(FIRST_BATCH, batch)
        self._batch_bytes = 0
        self._batch_started = time.monotonic()
        self._stop = StopRequest()

    def run(self, articles: Iterable[ReadItem], executor: Executor) -> LoadReport:
        find_copies_again(self._store)
        copies.add_copies(self._store, self._store.pending(), stored_text(self._store), self._blocks)
        identity.resolve(self._store, cache=self._cache)  # left unmerged by an interrupted load
        with set_on_interrupt(self._stop), few_collections():
            for done in executor(self._processor, self._pending_tasks(articles)):
                if isinstance(done, Passthrough):
                    assert isinstance(done.what, ProgressEvent)
                    if done.what.outcome == "skipped":
                        self._outcomes.release(done.what.id)
                    self._outcomes.notify(done.what)
                else:
                    self._collect(*done)
                if self._is_full():
                    self._commit()
                if self._stop.is_set():
                    break
            self._commit()
        self._report.interrupted = self._stop.is_set()
        if self._finish:
            with self._timed("resolve"):
                keep_link_judgements(self._store)
                self._store.publish()
        return self._report

    # before the workers

    def _pending_tasks(self, articles: Iterable[ReadItem]) -> Iterator[Article | Passthrough]:
        """Articles to process, and events about all other inputs. Runs in another thread."""
        source = iter(articles)
        while True:
            started = time.perf_counter()
            item = next(source, None)
            self._report.add_time("read", time.perf_counter() - started)
            if item is None:
                return
            if not isinstance(item, Article):
                yield Passthrough(event_of(item))
            elif (event := self._skip_event(item)) is not None:
                yield Passthrough(event)
            else:
                yield item

    def _skip_event(self, article: Article) -> ProgressEvent | None:
        """The event about an article that is up to date; None if it must be processed."""
        digest = article_digest(self._processor, article)
        entry = self._store.entry(article.id)
        if entry is not None and entry.digest == digest:
            return ProgressEvent("skipped", article.id)
        return None

    # after the workers

    def _collect(self, article: Article, result: ProcessedArticle | Failure) -> None:
        if isinstance(result, Failure):
            result = ProcessedArticle(b"", errors=result.reason)
        self._outcomes.add_times(result.seconds)
        if result.stopped:
            self._report.stopped = result.stopped
            self._stop.set()
            return
        self._outcomes.note_unread(article, result)
        if article.id in self._batch:  # another version of it: store that first
            self._commit()
        if result.errors:
            self._outcomes.quarantine(article, result.errors)
        else:
            self._batch[article.id] = article, result
            self._batch_bytes += len(result.quads)

    def _is_full(self) -> bool:
        if len(self._batch) >= self._most or self._batch_bytes >= BATCH_BYTES:
            return True
        return time.monotonic() - self._batch_started >= BATCH_SECONDS

    def _commit(self) -> None:
        """Store and merge the batch. The store is consistent between the transactions: old versions are removed
        first, also from the merged graph, and articles not merged yet are marked as pending."""
        self._batch_bytes = 0
        if not self._batch:
            self._batch_started = time.monotonic()
            return
        batch, self._batch = self._batch, {}
        self._most = min(2 * self._most, self._batch_size)
        known = [id for id in batch if self._store.article_iri(id) is not None]
        iris = {id: article_iri(self._processor, id) for id in batch}
        with self._timed("resolve"):
            text_of = stored_text(self._store)
            self._note_displaced({id: batch[id][0] for id in known}, text_of)
            copies.withdraw_copies(self._store, [NamedNode(iris[id]) for id in known], text_of, self._blocks)
            identity.forget(self._store, known, cache=self._cache)
            self._store.put(
                (
                    article_record(self._processor, article, result),
                    result.quads + copies.band_quads(iris[id], result.bands),
                )
                for id, (article, result) in batch.items()
            )
            copies.add_copies(self._store, map(NamedNode, iris.values()), text_of, self._blocks)
            prepared = {iris[id]: (result.quads, result.profiles) for id, (_, result) in batch.items()}
            identity.resolve(self._store, batch=self._batch_size, prepared=prepared, cache=self._cache)
        self._report.replaced += len(known)
        for id in batch:
            self._outcomes.release(id)
            self._outcomes.stored(id)
        self._batch_started = time.monotonic()

    def _note_displaced(self, articles: Mapping[str, Article], text_of: Callable[[NamedNode], str]) -> None:
        """Say which articles replace one of the same id with another text, as files of one name in two folders do."""
        for id, article in articles.items():
            graph = self._store.article_iri(id)
            if graph is not None and are_unlike(text_of(graph), body_text(article)):
                what = "replaces another text of this id: if both are articles, give each an id of its own (--path-ids)"
                self._outcomes.notify(ProgressEvent("noted", id, f"{id}: {what}"))

    @contextmanager
    def _timed(self, stage: str) -> Iterator[None]:
        """Add the time to the stage, except the time spent writing, which counts as `commit`."""
        started, written = time.perf_counter(), self._store.seconds_writing
        yield
        writing = self._store.seconds_writing - written
        self._report.add_time(stage, time.perf_counter() - started - writing)
        self._report.add_time("commit", writing)


def event_of(item: Problem | DateProblem | SkippedInput | Note) -> ProgressEvent:
    """The event about something that is not an article."""
    if isinstance(item, Problem):
        return ProgressEvent("refused", text=str(item))
    if isinstance(item, DateProblem):
        return ProgressEvent("undated", text=str(item))
    if isinstance(item, Note):
        return ProgressEvent("noted", text=str(item))
    return ProgressEvent("ignored", text=str(item), passed_over=item)
