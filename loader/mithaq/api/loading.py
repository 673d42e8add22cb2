"""Loading files and articles in memory into a store."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from mithaq import pipeline
from mithaq.api.articles import record_items
from mithaq.errors import UserError
from mithaq.pipeline import Extractor
from mithaq.reading import Article, read
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
    """One line for each quarantined or refused article, and for each date that cannot be read: what, where, and what
    to do."""
    undated: int = 0
    """Articles stored without a date, because it cannot be read."""

    @property
    def clean(self) -> bool:
        """Whether every article given is in the store now."""
        return not (self.quarantined or self.refused or self.undated)


def load_into(
    store: Store, given: Iterable[Loadable], *, workers: int, min_confidence: float, extractor: Extractor
) -> LoadResult:
    """Load into a store that is open for writing, and publish the result."""
    problems: list[str] = []

    def note(event: Any) -> None:
        if event.outcome in ("quarantined", "refused", "undated"):
            problems.append(event.text)

    store.use_lexicon(pipeline.lexicon_version())
    step = pipeline.ArticleProcessor(extractor, pipeline.shacl_errors, min_confidence)
    report = pipeline.store_articles(_articles(given), store, step, workers=workers, progress=note)
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
    )


def _articles(given: Iterable[Loadable]) -> Iterator[Any]:
    for number, item in enumerate(given, 1):
        if isinstance(item, Article):
            yield item
        elif isinstance(item, str | os.PathLike):
            yield from read([item])
        elif isinstance(item, Mapping):
            yield from record_items(item, f"record {number}")
        else:
            raise UserError(f"cannot load {item!r}: give a path, an article or a mapping with the article's fields")
