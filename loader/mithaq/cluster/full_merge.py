"""Merge shards into an empty store: workers make parts of them, and identities are resolved in one pass."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import Path
from typing import Any

from mithaq.cluster.partitions import Partition
from mithaq.errors import UserError
from mithaq.pipeline import ArticleProcessor, Executor, LoadReport, Passthrough, ProcessedArticle, Progress, event_of
from mithaq.pipeline.article_records import part_article
from mithaq.pipeline.full_load import Collector
from mithaq.pipeline.full_store import FullStore
from mithaq.pipeline.garbage import few_collections
from mithaq.pipeline.interruption import set_on_interrupt
from mithaq.pipeline.workers import Failure
from mithaq.reading import Article, Located, Problem
from mithaq.reading.reader import Repeats, content_digest
from mithaq.shuffle import Part, PartArticle, write_part
from mithaq.store import Store
from mithaq.store.errors import engine_errors

__all__ = ["FullMerge", "ShardItems"]

ShardItems = Callable[[Partition], Iterator[tuple[Located, ProcessedArticle | None]]]
"""Reads the shard of a partition: its items in order, articles with their results. Picklable."""


@dataclass(frozen=True, slots=True)
class _Item:
    """An item of a shard without what the storing process need not know: an article that is stored has no text here,
    and its result no graph. `digest` is that of the text of an article."""

    located: Located
    digest: bytes = b""
    result: ProcessedArticle | None = None


@dataclass(frozen=True, slots=True)
class _Task:
    """A partition, and the articles of its shard to leave out, by their number among all items."""

    partition: Partition
    without: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class _PartOfShard:
    """Makes a part of the shard of a partition; runs on a worker. Returns also all items of the shard."""

    processor: ArticleProcessor
    items: ShardItems
    folder: Path

    def __call__(self, task: _Task) -> tuple[Part | None, list[_Item]]:
        stored: list[PartArticle] = []
        items: list[_Item] = []
        for number, (located, result) in enumerate(self.items(task.partition)):
            article = located.item
            if not isinstance(article, Article) or result is None:
                items.append(_Item(located))
                continue
            digest, light = content_digest(article.content), replace(result, quads=b"", profiles={}, bands=())
            if result.errors:
                items.append(_Item(located, digest, light))
                continue
            items.append(_Item(replace(located, item=replace(article, content="", body=())), digest, light))
            if number not in task.without:
                stored.append(part_article(self.processor, article, result))
        if not stored:
            return None, items
        with engine_errors(self.folder.parent):
            return write_part(self.folder / f"part-{task.partition.number:07}", stored), items


class FullMerge:
    """One merge of shards, which `items` reads, into an empty store. `located` reads the files of a partition that has
    no shard."""

    def __init__(
        self,
        store: Store,
        processor: ArticleProcessor,
        items: ShardItems,
        located: Callable[[Partition], Iterator[Located]],
        progress: Progress,
    ) -> None:
        self._store, self._processor, self._items, self._located = store, processor, items, located
        self._collector = Collector(store, progress)
        self._repeats = Repeats()
        self._again: list[_Task] = []

    def run(
        self, parts: list[Partition], made: list[bool], execute: Executor, alone: Executor, workers: int
    ) -> LoadReport:
        """Store what the shards hold; `made` says which partitions have one. `execute` runs functions on workers, and
        `alone` the processor on articles of the others, which ended their workers.

        Raises:
            StoreError: full disk, damaged files.
            UserError: a damaged shard; a malformed file of judgements; worker processes die.
        """
        collector, report = self._collector, self._collector.report
        with (
            FullStore(self._store, self._processor, report, workers) as full,
            set_on_interrupt(collector.stop),
            few_collections(),
        ):
            make = _PartOfShard(self._processor, self._items, full.folder)
            with_shard = (part for part, done in zip(parts, made, strict=True) if done)
            tasks = (_Task(part) for part in takewhile(lambda part: not collector.stop.is_set(), with_shard))
            answers = _answers(execute(make, tasks))
            for partition, done in zip(parts, made, strict=True):
                if not done:
                    self._take_unmade(partition, alone, full)
                elif (found := next(answers, None)) is not None:
                    self._take_part(partition, *found, full)
            for part, _ in _answers(execute(make, self._again)):
                if part is not None:
                    full.add_part(part)
            full.finish(execute)
        report.interrupted = collector.stop.is_set()
        return report

    def _take_part(self, partition: Partition, part: Part | None, items: list[_Item], full: FullStore) -> None:
        """Report the items of a shard. If some of its articles came before, the part is made again without them."""
        without = set()
        for number, item in enumerate(items):
            article = item.located.item
            if not isinstance(article, Article):
                self._collector.notify(event_of(article))
                continue
            assert item.result is not None
            if (before := self._repeats.look(article.id, item.digest, item.located.where)) is None:
                self._collector.take_result(article, item.result)
            else:
                without.add(number)
                if isinstance(before, Problem):
                    self._collector.notify(event_of(before))
        if without:
            self._again.append(_Task(partition, frozenset(without)))
        elif part is not None:
            full.add_part(part)

    def _take_unmade(self, partition: Partition, alone: Executor, full: FullStore) -> None:
        """Process the articles of a partition that has no shard."""
        for done in alone(self._processor, self._tasks(partition)):
            self._collector.take(done, full)

    def _tasks(self, partition: Partition) -> Iterator[Article | Passthrough]:
        for located in self._located(partition):
            item = located.item
            if self._collector.stop.is_set():
                return
            if not isinstance(item, Article):
                yield Passthrough(event_of(item))
                continue
            before = self._repeats.look(item.id, content_digest(item.content), located.where)
            if before is None:
                yield item
            elif isinstance(before, Problem):
                yield Passthrough(event_of(before))


def _answers(done: Iterable[Any]) -> Iterator[tuple[Part | None, list[_Item]]]:
    for task, answer in done:
        if isinstance(answer, Failure):
            raise UserError(f"shard {task.partition.number} cannot be merged: {answer.reason}")
        yield answer
