"""Process partitions of files on workers, keep the results as shards, and merge them into a store."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from mithaq.cluster.dask_executor import DaskExecutor
from mithaq.cluster.full_merge import FullMerge
from mithaq.cluster.partitions import PARTITION_BYTES, Partition, partitions
from mithaq.cluster.shards import Shard, remove_unfinished
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
    run,
    shacl_errors,
    store_articles,
)
from mithaq.pipeline.report import quiet
from mithaq.pipeline.shared_workers import SharedWorkers
from mithaq.pipeline.workers import Failure, attempt
from mithaq.reading import Article, Located, ReadItem, ReadOptions, Watch
from mithaq.reading.inputs import InputFile
from mithaq.reading.reader import without_repeats
from mithaq.reading.watched import watched_files
from mithaq.store import Store

__all__ = ["SHARDS", "STORE", "ShardMaker", "batch"]

SHARDS, STORE = "shards", "store"
"""What the folder of a batch holds: the shards of the partitions, and the store."""

_RULES = RuleExtractor()
_AS_IS = ReadOptions()


def batch(
    paths: Iterable[str | os.PathLike[str]],
    folder: str | os.PathLike[str],
    *,
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
    """Load files and folders by way of shards into the store `folder`/store; the store is that of a plain load.

    With a `scheduler`, the workers of its Dask cluster make the shards, and otherwise `workers` processes of this
    machine. All of them must see `paths` and `folder` under the same names. A batch that was interrupted makes only
    the missing shards when it is run again, and one with more files only those of new or changed partitions. An
    article that takes more than `article_seconds` to process is quarantined, and an input that takes as long to read
    is refused; in threads of Dask workers there is no limit.

    Raises:
        UserError: a path does not exist, or is standard input; `folder` is in one of the paths; a worker does not see
            the files or cannot write; damaged shards; as `DaskExecutor` raises.
        StoreError: as `mithaq.pipeline.load` raises.
    """
    target, listed = Path(folder), [os.path.abspath(path) for path in paths if os.fspath(path) != "-"]
    _check_outside(target, listed)
    parts = list(partitions(listed, size))
    try:
        (target / SHARDS).mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise UserError(f"{target}: cannot be written ({problem.strerror}): choose another folder") from problem
    with Store.open(target / STORE, write=True, create=True) as store:
        store.use_base(base)
        store.use_lexicon(lexicon_version())
        processor = prepare(store, ArticleProcessor(extractor, shacl_errors, min_confidence))
        remove_unfinished(target / SHARDS)
        maker = ShardMaker(processor, options, str((target / SHARDS).absolute()), article_seconds)
        if scheduler is None:
            count = min(workers or cores(), max(1, len(parts)))
            here = partial(run, workers=min(count, 2), few=1 if count == 1 else 0, seconds=article_seconds)
            with SharedWorkers(count) as shared:
                made = [done is True for _, done in shared(maker, parts)]
                return _merged(store, processor, maker, parts, made, shared, here, progress)
        with DaskExecutor(scheduler, partition=1, poison=_not_made) as cluster:
            made = [done for _, done in cluster(maker, parts)]
        with (
            DaskExecutor(scheduler, partition=1) as alone,
            DaskExecutor(scheduler, partition=1, poison=_not_run) as cluster,
        ):
            return _merged(store, processor, maker, parts, made, cluster, alone, progress)


def _check_outside(folder: Path, paths: Iterable[str]) -> None:
    """Refuse results in a folder that is read: the next run would read shards as articles.

    Raises:
        UserError: the folder is in one of the paths.
    """
    for path in paths:
        if folder.resolve().is_relative_to(Path(path).resolve()):
            raise UserError(f"{folder}: is in the folder {path} that is read: choose a folder outside of the inputs")


def _not_made(partition: object) -> bool:
    return False


def _not_run(task: object) -> Failure:
    return Failure("it ended every worker process it was given to")


@dataclass(frozen=True, slots=True)
class ShardMaker:
    """Makes the shard of a partition, unless it is there; runs on a worker."""

    processor: ArticleProcessor
    options: ReadOptions
    folder: str
    seconds: float | None = None
    """How long an article may take to process, and an input to read."""

    def __call__(self, partition: Partition) -> bool:
        shard = self.shard(partition)
        try:
            key = self._key(partition)
            if not shard.is_made_from(key):
                shard.write(key, self._processed(partition))
        except OSError as problem:
            raise UserError(
                f"{problem.filename or self.folder}: a worker cannot read or write it ({problem.strerror or problem}): "
                "put inputs and results on storage that all workers share"
            ) from problem
        return True

    def shard(self, partition: Partition) -> Shard:
        return Shard(Path(self.folder), partition.number)

    def located(self, partition: Partition) -> Iterator[Located]:
        """What the files of a partition hold, repeated articles too."""
        return watched_files(partition.files, None, self.options, Watch(self.seconds))

    def items(self, partition: Partition) -> Iterator[tuple[Located, ProcessedArticle | None]]:
        """What the shard of a partition holds, in order, articles with their results.

        Raises:
            UserError: the shard is damaged.
        """
        try:
            yield from self.shard(partition).read()
        except (OSError, EOFError, ValueError, LookupError) as problem:
            what = f"shard {partition.number} is damaged ({problem}): remove it and run the command again"
            raise UserError(f"{self.folder}: {what}") from problem

    def _processed(self, partition: Partition) -> Iterator[tuple[Located, ProcessedArticle | None]]:
        for located in self.located(partition):
            if not isinstance(located.item, Article):
                yield located, None
                continue
            found = attempt(self.processor, located.item, self.seconds)
            result = ProcessedArticle(b"", errors=found.reason) if isinstance(found, Failure) else found
            if result.stopped:
                raise UserError(result.stopped)
            yield located, result

    def _key(self, partition: Partition) -> str:
        """A hash of all that the shard depends on.

        Raises:
            OSError: a file is not there.
        """
        processor, files = self.processor, []
        for file in partition.files:
            path = file.path if isinstance(file, InputFile) else None
            state = path.stat() if path is not None else None
            files.append((file.where, (state.st_size, state.st_mtime_ns) if state else str(file)))
        corrections = [(id, corrections_digest(found)) for id, found in sorted(processor.corrections.items())]
        said = (
            lexicon_version(), processor.extract.version, processor.min_confidence, processor.base, corrections,
            sorted(self.options.mapping.items()), replace(self.options, mapping={}), files,
        )  # fmt: skip
        return hashlib.sha256(repr(said).encode("utf-8", "surrogatepass")).hexdigest()


def _merged(
    store: Store, processor: ArticleProcessor, maker: ShardMaker, parts: list[Partition], made: list[bool],
    execute: Executor, alone: Executor, progress: Progress,
) -> LoadReport:  # fmt: skip
    """Store what the shards hold, in the order of the partitions. `alone` processes articles that have no shard."""
    if store.is_empty():
        merge = FullMerge(store, processor, maker.items, maker.located, progress)
        return merge.run(parts, made, execute, alone, cores())
    source = _ShardSource(maker, parts, made, alone)
    return store_articles(source.items(), store, processor, progress=progress, executor=source)


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
