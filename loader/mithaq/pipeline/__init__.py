"""The load: from files to the merged graph, in one call.

`load` reads, extracts, describes, checks, stores and merges; `forget` takes articles out again. Extractor and
checker are parameters, so that other ones can stand in for the rules and the shapes.
"""

from __future__ import annotations

import os
from collections.abc import Iterable

from mithaq import identity
from mithaq.extraction import Extractor, RuleExtractor
from mithaq.pipeline import quarantine
from mithaq.pipeline.load import store_articles
from mithaq.pipeline.processor import ArticleProcessor, Checker, ProcessedArticle
from mithaq.pipeline.rebuild import Migration, no_migration, rebuild_store
from mithaq.pipeline.report import LoadReport, Progress, ProgressEvent, quiet
from mithaq.pipeline.shacl import shacl_errors
from mithaq.pipeline.version import lexicon_version
from mithaq.reading import read
from mithaq.store import Store

__all__ = [
    "ArticleProcessor",
    "Checker",
    "Extractor",
    "LoadReport",
    "Migration",
    "ProcessedArticle",
    "Progress",
    "ProgressEvent",
    "cores",
    "forget",
    "lexicon_version",
    "load",
    "rebuild",
    "store_articles",
]  # fmt: skip

_RULES = RuleExtractor()


def load(
    paths: Iterable[str | os.PathLike[str]],
    store: Store,
    *,
    workers: int | None = None,
    min_confidence: float = 0.0,
    progress: Progress = quiet,
    extractor: Extractor = _RULES,
    checker: Checker = shacl_errors,
    base: str | None = None,
) -> LoadReport:
    """Load files, folders and standard input (`-`) into a store opened for writing; see `store_articles`.

    `workers` are processes (default: the cores). Facts below `min_confidence` stay out.

    Raises:
        UserError: a path does not exist. StoreError: the store was made with another version of the
        lexicon; full disk, damaged files; opened for
            reading.
    """
    store.use_base(base)
    store.use_lexicon(lexicon_version())
    processor = ArticleProcessor(extractor, checker, min_confidence)
    return store_articles(read(paths), store, processor, workers=workers or cores(), progress=progress)


def rebuild(
    path: str | os.PathLike[str],
    *,
    workers: int | None = None,
    min_confidence: float = 0.0,
    progress: Progress = quiet,
    extractor: Extractor = _RULES,
    checker: Checker = shacl_errors,
    migrate: Migration = no_migration,
) -> LoadReport:
    """Read every article of a store again, with this version's lexicon and rules, from the texts it keeps, also those
    of articles in quarantine.

    Readers see the old state until all is done; cut short, nothing has changed. `migrate` takes over from the old store
    (its first argument) into the new one what does not come from articles, such as links to Wikidata
    (`mithaq.wikidata.carry_over`); what it leaves out is gone.

    Raises:
        StoreError: there is no store; another process writes to it; full disk; it is damaged.
    """
    processor = ArticleProcessor(extractor, checker, min_confidence)
    return rebuild_store(path, processor, workers=workers or cores(), progress=progress, migrate=migrate)


def forget(store: Store, ids: Iterable[str]) -> list[str]:
    """Remove every trace of articles, and let readers see it; returns the ids that the store or its quarantine
    had, sorted.

    Raises:
        StoreError: full disk, damaged files, opened for reading.
    """
    wanted = sorted(set(ids))
    found = set(identity.forget(store, wanted))
    for id in wanted:
        kept, told = quarantine.release(store, id), quarantine.remove_report(store, id)
        if kept or told:
            found.add(id)
    store.publish()
    return sorted(found)


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
