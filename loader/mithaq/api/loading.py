"""Loading files and articles in memory into a store."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from mithaq import pipeline
from mithaq.api.articles import record_items
from mithaq.errors import UserError
from mithaq.pipeline import Extractor, ProgressEvent
from mithaq.reading import Article, ReadOptions, Watch, read
from mithaq.store import Store

__all__ = ["LoadResult", "Loadable", "load_into"]

Loadable = str | os.PathLike[str] | Article | Mapping[str, object]
"""A path of a file or folder, an article, or a mapping with the fields of a JSON record."""


@dataclass(frozen=True, slots=True)
class LoadResult:
    """What a load did, as counts of articles."""

    stored: int
    """Articles stored now."""
    replaced: int
    """Those among `stored` that the store had in an earlier version."""
    skipped: int
    """Articles that the store had already, unchanged."""
    quarantined: int
    """Articles that failed SHACL validation. They are kept in the store's folder `quarantine`, with a report each."""
    refused: int
    """Inputs that could not be read as articles."""
    problems: tuple[str, ...]
    """One line for each quarantined or refused article, for each date that cannot be read, and with `strict` for each
    file that was passed over: what, where, and what to do."""
    undated: int = 0
    """Articles stored without a date, because it cannot be read."""
    ignored: int = 0
    """Files in folders that were passed over: in no form that is read, hidden, or annotations."""
    strict: bool = False
    """Whether files that were passed over are problems."""
    unexpected: int = 0
    """Those among `ignored` that do not belong beside articles, as annotations and hidden files do."""

    @property
    def clean(self) -> bool:
        """Whether every article given is in the store now; with `strict`, also whether no file was passed over."""
        return not (self.quarantined or self.refused or self.undated or (self.strict and self.unexpected))


def load_into(
    store: Store,
    given: Iterable[Loadable],
    *,
    workers: int,
    min_confidence: float,
    extractor: Extractor,
    options: ReadOptions,
    strict: bool,
    base: str | None,
    article_seconds: float | None,
) -> LoadResult:
    """Load into a store that is open for writing, and publish the result."""
    problems: list[str] = []

    def note(event: ProgressEvent) -> None:
        skipped = event.passed_over
        if event.outcome in ("quarantined", "refused", "undated") or (strict and skipped and not skipped.expected):
            problems.append(event.text)

    store.use_base(base)
    store.use_lexicon(pipeline.lexicon_version())
    step = pipeline.ArticleProcessor(extractor, pipeline.shacl_errors, min_confidence)
    watch = pipeline.watch_of(article_seconds, workers)
    report = pipeline.store_articles(
        _articles(given, options, watch), store, step, workers=workers, progress=note, article_seconds=article_seconds
    )
    if report.stopped:
        raise UserError(report.stopped)
    if report.interrupted:
        raise KeyboardInterrupt
    return LoadResult(
        report.stored,
        report.replaced,
        report.skipped,
        report.quarantined,
        report.refused,
        tuple(problems),
        report.undated,
        report.ignored,
        strict,
        report.unexpected,
    )


def _articles(given: Iterable[Loadable], options: ReadOptions, watch: Watch) -> Iterator[Any]:
    for number, item in enumerate(given, 1):
        if isinstance(item, Article):
            yield item
        elif isinstance(item, str | os.PathLike):
            yield from read([item], options=options, watch=watch)
        elif isinstance(item, Mapping):
            yield from record_items(item, f"record {number}", options)
        else:
            raise UserError(f"cannot load {item!r}: give a path, an article or a mapping with the article's fields")
