"""Process partitions of files on workers, keep the results as shards, and merge them into a store."""

from __future__ import annotations

import hashlib
import os
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from itertools import product
from pathlib import Path
from typing import Any

from mithaq.cluster.addresses import is_url, without_credentials
from mithaq.cluster.dask_executor import DaskExecutor
from mithaq.cluster.full_merge import FullMerge
from mithaq.cluster.partitions import PARTITION_BYTES, Partition, partitions
from mithaq.cluster.shards import Shard
from mithaq.cluster.storage import Storage, storage_of
from mithaq.cluster.url_systems import UrlSystem
from mithaq.cluster.watchdog import items_read_apart, watched_attempt, watched_items
from mithaq.copies.signature import VERSION as SIGNATURE_VERSION
from mithaq.corrections import corrections_digest
from mithaq.errors import UserError
from mithaq.extraction import Extractor, RuleExtractor
from mithaq.pipeline import (
    ARTICLE_SECONDS,
    ArticleProcessor,
    Executor,
    LoadReport,
    Passthrough,
    ProcessedArticle,
    Progress,
    cores,
    lexicon_version,
    prepare,
    shacl_errors,
    store_articles,
)
from mithaq.pipeline.report import quiet
from mithaq.pipeline.shared_workers import SharedWorkers
from mithaq.pipeline.workers import Failure
from mithaq.reading import Article, Located, ReadItem, ReadOptions
from mithaq.reading.inputs import InputFile
from mithaq.reading.reader import without_repeats
from mithaq.store import Store

__all__ = ["SHARDS", "STORE", "ShardMaker", "batch"]

SHARDS, STORE = "shards", "store"
"""What the folder of a batch holds: the shards of the partitions, and the store."""

Times = defaultdict[str, float]
"""Seconds by stage."""

_FORMAT = 3
"""Of shards: those of another one are made again."""
_RULES = RuleExtractor()
_AS_IS = ReadOptions()


def batch(
    paths: Iterable[str | os.PathLike[str]],
    folder: str | os.PathLike[str],
    *,
    store: str | os.PathLike[str] | None = None,
    shared_store: bool = False,
    scheduler: str | None = None,
    workers: int | None = None,
    min_confidence: float = 0.0,
    base: str | None = None,
    options: ReadOptions = _AS_IS,
    extractor: Extractor = _RULES,
    article_seconds: float | None = ARTICLE_SECONDS,
    size: int = PARTITION_BYTES,
    progress: Progress = quiet,
) -> LoadReport:
    """Load files and folders by way of shards into a store, which is that of a plain load.

    Those of `paths` that are URLs are listed here and read by the workers: a file, a folder with all below it, or, with
    `*` in the URL, all files that match. The shards are in `folder`/shards; `folder` may be a URL too. fsspec must know
    the URLs, such as `s3://bucket/folder`. The store is a folder: `store`, or else `folder`/store. With a `scheduler`,
    the workers of its Dask cluster make the shards, and otherwise `workers` processes of this machine. All of them must
    see `paths` and `folder` under the same names.
    If the workers of the cluster see the store too, which they do without `store` or with `shared_store`, they also
    resolve identities in an empty store. A batch that was interrupted makes only the missing shards when it is run
    again, and one with more files only those of new or changed partitions. An article that takes more than
    `article_seconds` to process is quarantined, and an input that takes as long to read is refused.

    Raises:
        UserError: a path does not exist, or is standard input; a URL cannot be listed; results would be in one of the
            paths; a worker does not see the files or cannot write; damaged shards; a URL for results without a `store`;
            a URL that is malformed, of an unknown protocol or without its driver; storage that refuses; as
            `DaskExecutor` raises.
        StoreError: as `mithaq.pipeline.load` raises.
    """
    listed = [_absolute(os.fspath(path)) for path in paths if os.fspath(path) != "-"]
    at = _store_at(folder, store)
    local = [path for path in listed if not is_url(path)]
    target = _absolute(os.fspath(folder))
    _check_outside([at] if is_url(target) else [Path(target), at], local)
    storage, urls = storage_of(folder, SHARDS), [UrlSystem(path) for path in listed if is_url(path)]
    places: list[Storage | UrlSystem] = [storage, *urls]
    for place in places:
        if place.of_one_process and (scheduler is not None or workers != 1):
            raise UserError(f"{place.where}: only this process sees it: use other storage, or one worker")
    if is_url(target):
        _check_outside_urls(target, urls)
    parts = list(partitions(listed, size))
    storage.prepare()
    with Store.open(at, write=True, create=True) as opened:
        opened.use_base(base)
        opened.use_lexicon(lexicon_version())
        processor = prepare(opened, ArticleProcessor(extractor, shacl_errors, min_confidence))
        maker = ShardMaker(processor, options, storage, article_seconds)
        merge = _Merge(opened, maker, parts, progress)
        if scheduler is None:
            count = min(workers or cores(), max(1, len(parts)))
            with SharedWorkers(count) as shared, _alone(count, article_seconds) as alone:
                return merge.run([done for _, done in shared(maker, parts)], shared, alone)
        with DaskExecutor(scheduler, partition=1, poison=_not_run) as cluster:
            made = [done for _, done in cluster(maker, parts)]
        if store is not None and not shared_store:
            count = workers or cores()
            with SharedWorkers(count) as shared, _alone(max(count, 2), article_seconds) as alone:
                return merge.run(made, shared, alone)
        with (
            DaskExecutor(scheduler, partition=1, seconds=article_seconds) as alone,
            DaskExecutor(scheduler, partition=1, poison=_not_run) as cluster,
        ):
            return merge.run(made, cluster, alone)


def _absolute(path: str) -> str:
    """The path from the root of a file or folder of this machine, also of one at a URL; another URL as it is."""
    if not is_url(path):
        return os.path.abspath(path)
    if "*" in path or not path.startswith("file:"):
        return path
    return UrlSystem(path).opened()[1]


def _store_at(folder: str | os.PathLike[str], store: str | os.PathLike[str] | None) -> Path:
    if store is None and is_url(os.fspath(folder)):
        where = without_credentials(os.fspath(folder))
        raise UserError(f"{where}: shards may be at a URL, and the store must be a folder: name it (--store DIR)")
    if store is not None and is_url(os.fspath(store)):
        raise UserError(f"{without_credentials(os.fspath(store))}: the store must be a folder of this machine")
    return Path(folder) / STORE if store is None else Path(store)


def _check_outside(folders: Iterable[Path], paths: Iterable[str]) -> None:
    """Refuse results in a folder that is read: the next run would read shards as articles."""
    for folder, path in product(folders, paths):
        if folder.resolve().is_relative_to(Path(path).resolve()):
            raise UserError(f"{folder}: is in the folder {path} that is read: choose a folder outside of the inputs")


def _check_outside_urls(folder: str, inputs: Iterable[UrlSystem]) -> None:
    """Refuse results at a URL below one that is read; a single `*` in it does not match what is in folders."""
    target = f"{folder.rstrip('/')}/"
    for url in inputs:
        above, stars, _ = url.url.partition("**")
        if (stars or "*" not in above) and target.startswith(above if stars else f"{above.rstrip('/')}/"):
            said = f"is in {url.where} that is read: choose a folder outside of the inputs"
            raise UserError(f"{without_credentials(folder)}: {said}")


@contextmanager
def _alone(workers: int, seconds: float | None) -> Iterator[Executor]:
    """What processes articles without a shard on this machine: processes that may end, unless one worker is wanted.
    They start when there is such an article, once for the whole merge."""
    with SharedWorkers(min(workers, 2)) as shared:
        yield partial(shared, seconds=lambda _: seconds)


def _not_run(task: object) -> Failure:
    return Failure("it ended every worker process it was given to")


@dataclass(frozen=True, slots=True)
class ShardMaker:
    """Makes the shard of a partition, unless it is there; runs on a worker. Returns the seconds that each stage took.

    An article may take so many `seconds`, and so may reading one of an input.
    """

    processor: ArticleProcessor
    options: ReadOptions
    storage: Storage
    seconds: float | None = None

    def __call__(self, partition: Partition) -> Times:
        shard, times = self.shard(partition), Times(float)
        try:
            key = self._key(partition)
        except OSError as problem:
            raise UserError(
                f"{problem.filename}: a worker cannot read it ({problem.strerror or problem}): "
                "put inputs and results on storage that all workers share"
            ) from problem
        if not shard.is_made_from(key, self.seconds):
            shard.write(key, self._processed(partition, times), self.seconds)
        return times

    def shard(self, partition: Partition) -> Shard:
        return Shard(self.storage, partition.number)

    def located(self, partition: Partition) -> Iterator[Located]:
        """What the files of a partition without a shard hold, repeated articles too. To read them may have ended
        workers."""
        return items_read_apart(partition.files, self.options, self.seconds)

    def items(self, partition: Partition) -> Iterator[tuple[Located, ProcessedArticle | None]]:
        """What the shard of a partition holds, in order, articles with their results.

        Raises:
            UserError: the shard is damaged or gone.
        """
        return self.shard(partition).read()

    def _processed(
        self, partition: Partition, times: Times
    ) -> Iterator[tuple[Located, ProcessedArticle | Failure | None]]:
        for located in _timed(watched_items(partition.files, self.options, self.seconds), times):
            if not isinstance(located.item, Article):
                yield located, None
                continue
            found = watched_attempt(self.processor, located.item, self.seconds)
            if isinstance(found, ProcessedArticle):
                if found.stopped:
                    raise UserError(found.stopped)
                for stage, seconds in found.seconds.items():
                    times[stage] += seconds
            yield located, found

    def _key(self, partition: Partition) -> str:
        """A hash of all that the shard depends on.

        Raises:
            OSError: a file is not there.
        """
        processor, files = self.processor, []
        for file in partition.files:
            files.append((file.where, file.state if isinstance(file, InputFile) else str(file)))
        corrections = [(id, corrections_digest(found)) for id, found in sorted(processor.corrections.items())]
        said = (
            _FORMAT, SIGNATURE_VERSION, lexicon_version(), processor.extract.version, processor.min_confidence,
            processor.base, corrections, sorted(self.options.mapping.items()), replace(self.options, mapping={}), files,
        )  # fmt: skip
        return hashlib.sha256(repr(said).encode("utf-8", "surrogatepass")).hexdigest()


def _timed(items: Iterator[Located], times: Times) -> Iterator[Located]:
    """The items, while it is noted how long they take to come."""
    while True:
        started = time.perf_counter()
        item = next(items, None)
        times["read"] += time.perf_counter() - started
        if item is None:
            return
        yield item


@dataclass(frozen=True, slots=True)
class _Merge:
    """Stores what the shards of partitions hold, in the order of the partitions."""

    store: Store
    maker: ShardMaker
    parts: list[Partition]
    progress: Progress

    def run(self, answers: list[Times | Failure], execute: Executor, alone: Executor) -> LoadReport:
        """`answers` are those of the shard maker. `alone` processes the articles of partitions without a shard."""
        processor, made = self.maker.processor, [not isinstance(answer, Failure) for answer in answers]
        if self.store.is_empty():
            merge = FullMerge(self.store, processor, self.maker.items, self.maker.located, self.progress)
            report = merge.run(self.parts, made, execute, alone, cores())
        else:
            source = _ShardSource(self.maker, self.parts, made, alone)
            report = store_articles(source.items(), self.store, processor, progress=self.progress, executor=source)
        for times in answers:
            for stage, seconds in times.items() if not isinstance(times, Failure) else ():
                report.add_time(stage, seconds)
        return report


class _ShardSource:
    """Articles from shards, and the executor that has their results at hand: both advance together."""

    def __init__(self, maker: ShardMaker, parts: list[Partition], made: list[bool], execute: Executor) -> None:
        self._maker, self._parts, self._made, self._execute = maker, parts, made, execute
        self._current: ProcessedArticle | None = None

    def items(self) -> Iterator[ReadItem]:
        for located in without_repeats(self._located()):
            yield located.item

    def __call__(self, function: Callable[[Any], Any], tasks: Iterable[Any]) -> Iterator[Any]:
        for task in tasks:
            if isinstance(task, Passthrough):
                yield task
            elif self._current is not None:
                yield task, self._current
            else:  # of a partition that ended its workers: one of its articles does
                yield from self._execute(function, [task])

    def _located(self) -> Iterator[Located]:
        for partition, made in zip(self._parts, self._made, strict=True):
            if not made:
                self._current = None
                yield from self._maker.located(partition)
                continue
            for located, result in self._maker.items(partition):
                self._current = result
                yield located
