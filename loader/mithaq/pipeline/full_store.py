"""Fill an empty store from parts: load their files, resolve all identities in one pass, and publish the result."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from mithaq import copies, identity
from mithaq.errors import UserError
from mithaq.pipeline.article_records import part_article
from mithaq.pipeline.link_judgements import keep_link_judgements
from mithaq.pipeline.processor import ArticleProcessor, ProcessedArticle
from mithaq.pipeline.report import LoadReport
from mithaq.pipeline.workers import Executor, Failure
from mithaq.reading.article import Article
from mithaq.shuffle import Part, PartArticle, Pass, write_part
from mithaq.store import Store
from mithaq.store.bulk import RUN_BYTES
from mithaq.store.errors import engine_errors

__all__ = ["HELD", "FullStore"]

HELD = 64
"""Number of articles in a part that the storing process writes itself."""
_MOST_LOADERS = 4
"""Threads that load files at once; each takes some hundred megabytes."""
_PATIENCE = 3
"""Files wait until they are so many times as large as all that were loaded before. The engine merges what is loaded
with what it has: what comes in a burst few times, what comes bit by bit each time."""


class FullStore:
    """The store during a bulk load. With several workers, files are loaded in other threads meanwhile.

    Use it in a `with` statement: add all parts and articles, then `finish`. If that does not happen, the store stays
    empty. `folder` is the spool, which all workers must see.

    Raises:
        StoreError: the store is not empty; full disk; opened for reading.
    """

    def __init__(self, store: Store, processor: ArticleProcessor, report: LoadReport, workers: int) -> None:
        store.start_bulk()
        self.folder = store.spool.absolute()
        with engine_errors(store.path):
            shutil.rmtree(self.folder, ignore_errors=True)
            self.folder.mkdir()
        self._store, self._processor, self._report, self._workers = store, processor, report, workers
        self._parts: list[Part] = []
        self._held: list[PartArticle] = []
        self._waiting: list[Path] = []
        self._size = self._loaded = 0
        self._needed: set[str] = set()
        self._loaders = min(workers, _MOST_LOADERS)
        self._loader = ThreadPoolExecutor(self._loaders) if workers > 1 else None
        self._loads: list[Future[None]] = []

    def __enter__(self) -> FullStore:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._loader is not None:
            self._loader.shutdown(cancel_futures=True)
        shutil.rmtree(self.folder, ignore_errors=True)

    def add_part(self, part: Part) -> None:
        """Take a part that a worker wrote.

        Raises:
            StoreError: full disk, damaged files.
        """
        self._await_loads(done=True)
        self._parts.append(part)
        self._needed.add(part.file("graphs.nq.gz").name)
        self._waiting += (part.file("graphs.nq.gz"), part.file("records.nq"))
        self._size += part.quads
        if self._loader is not None and self._size >= max(RUN_BYTES, _PATIENCE * self._loaded):
            self._load_waiting()

    def add_article(self, article: Article, result: ProcessedArticle) -> None:
        """Take an article that was processed elsewhere.

        Raises:
            StoreError: full disk, damaged files.
        """
        self._held.append(part_article(self._processor, article, result))
        if len(self._held) == HELD:
            self._write_held()

    def finish(self, executor: Executor) -> None:
        """Find copies, resolve identities with the workers of an executor, load the results and publish them.

        Raises:
            StoreError: full disk, damaged files.
            UserError: a malformed file of judgements; worker processes die.
        """
        self._write_held()
        self._load_waiting()
        execute = _Passes(executor, self._store.path, self._report)
        buckets = identity.buckets_for(self._parts, self._workers)
        judgements = identity.read_judgements(self._store.judgements).values()
        with engine_errors(self._store.path):
            copied = copies.copies_in_parts(self._parts, self.folder, buckets=buckets, execute=execute)
            _remove(part.file("bands") for part in self._parts)
            files = identity.resolve_parts(self._parts, judgements, self.folder, buckets=buckets, execute=execute)
            self._await_loads()
            _remove(set(self.folder.iterdir()) - {copied, *files})
        for share in _shares([*files, copied], self._loaders):
            self._load(share)
        self._await_loads()
        started = time.perf_counter()
        keep_link_judgements(self._store)
        self._store.publish()
        self._report.add_time("commit", time.perf_counter() - started)

    def _write_held(self) -> None:
        if self._held:
            held, self._held = self._held, []
            with engine_errors(self._store.path):
                part = write_part(self.folder / f"held-{len(self._parts):07}", held)
            self.add_part(part)

    # files into the database

    def _load_waiting(self) -> None:
        shares = max(1, min(self._loaders, self._size // RUN_BYTES))
        self._loaded += self._size
        files, self._waiting, self._size = self._waiting, [], 0
        for share in _shares(files, shares):
            self._load(share)

    def _load(self, files: list[Path]) -> None:
        if self._loader is None:
            self._load_here(files)
        else:
            self._loads.append(self._loader.submit(self._load_here, files))

    def _load_here(self, files: list[Path]) -> None:
        started = time.perf_counter()
        self._store.load_files(files)
        self._report.add_time("commit", time.perf_counter() - started)
        _remove(path for path in files if path.name not in self._needed)

    def _await_loads(self, done: bool = False) -> None:
        """Raise what went wrong in other threads. With `done`, look only at what has ended."""
        ended = [load for load in self._loads if load.done() or not done]
        self._loads = [load for load in self._loads if load not in ended]
        for load in ended:
            load.result()


def _remove(files: Iterable[Path]) -> None:
    """Remove files that are not needed any more: a bulk load takes much disk."""
    for path in files:
        path.unlink(missing_ok=True)


def _shares(files: Iterable[Path], count: int) -> list[list[Path]]:
    """The files divided into so many lists of about equal size."""
    shares: list[list[Path]] = [[] for _ in range(count)]
    sizes = [0] * count
    for path in files:
        smallest = sizes.index(min(sizes))
        shares[smallest].append(path)
        sizes[smallest] += path.stat().st_size
    return [share for share in shares if share]


@dataclass(frozen=True, slots=True)
class _Timed:
    """A pass that also returns how long it took, and says in one line what is wrong with the disk."""

    function: Pass
    path: Path

    def __call__(self, bucket: int) -> tuple[Any, float]:
        started = time.perf_counter()
        with engine_errors(self.path):
            return self.function(bucket), time.perf_counter() - started


@dataclass(frozen=True, slots=True)
class _Passes:
    """Runs passes (`Execute`) on the workers of an executor."""

    executor: Executor
    path: Path
    report: LoadReport

    def __call__(self, function: Pass, buckets: Iterable[int]) -> Iterator[Any]:
        for _, answer in self.executor(_Timed(function, self.path), buckets):
            if isinstance(answer, Failure):
                raise UserError(f"{self.path}: identities cannot be resolved: a worker process failed: {answer.reason}")
            found, seconds = answer
            self.report.add_time("resolve", seconds)
            yield found
