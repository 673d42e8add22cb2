"""The pipeline: loads files into a store, up to the merged graph.

`load` reads, extracts, describes, validates, stores and merges; `rebuild` does it again for stored texts; `forget`
removes articles; `Corrector` records people's corrections of facts and applies them. Extractor and checker are
parameters: the default ones are the rules and the SHACL shapes.
"""

from __future__ import annotations

import os
from collections.abc import Iterable

from mithaq import copies, identity
from mithaq.errors import UserError
from mithaq.extraction import Extractor, RuleExtractor
from mithaq.pipeline import quarantine
from mithaq.pipeline.article_texts import find_copies_again, stored_text
from mithaq.pipeline.correcting import Corrector, RecordedCorrection, Signature, recorded_corrections
from mithaq.pipeline.full_load import load_into_empty
from mithaq.pipeline.link_judgements import keep_link_judgements
from mithaq.pipeline.load import ARTICLE_SECONDS, event_of, prepare, store_articles
from mithaq.pipeline.processor import ArticleProcessor, Checker, ProcessedArticle
from mithaq.pipeline.rebuild import Migration, no_migration, rebuild_store
from mithaq.pipeline.report import LoadReport, Progress, ProgressEvent, quiet
from mithaq.pipeline.shacl import shacl_errors
from mithaq.pipeline.sync import Sync
from mithaq.pipeline.version import lexicon_version
from mithaq.pipeline.workers import Executor, Passthrough, run
from mithaq.reading import ReadItem, ReadOptions, Watch, read
from mithaq.reading.article import normal_id
from mithaq.store import Store

__all__ = [
    "ARTICLE_SECONDS",
    "ArticleProcessor",
    "Checker",
    "Corrector",
    "Executor",
    "Extractor",
    "LoadReport",
    "Migration",
    "Passthrough",
    "ProcessedArticle",
    "Progress",
    "ProgressEvent",
    "RecordedCorrection",
    "Signature",
    "Sync",
    "cores",
    "event_of",
    "find_copies_again",
    "forget",
    "keep_link_judgements",
    "lexicon_version",
    "load",
    "prepare",
    "rebuild",
    "recorded_corrections",
    "run",
    "shacl_errors",
    "store_articles",
    "sync",
    "watch_of",
]  # fmt: skip

_RULES = RuleExtractor()
_AS_IS = ReadOptions()


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
    options: ReadOptions = _AS_IS,
    article_seconds: float | None = ARTICLE_SECONDS,
    bulk: bool = False,
    executor: Executor | None = None,
) -> LoadReport:
    """Load files, folders and standard input (`-`) into a store opened for writing.

    `workers` is the number of processes (default: the number of cores). Facts below `min_confidence` are left out.
    The first load sets the `base` IRI of the store; later loads may leave it out. `options` say how to
    read dates and columns. An article that takes more than `article_seconds` to process is quarantined, and an input
    that takes as long to read is refused. A `bulk` load
    needs an empty store and stores the same faster; if it is killed, the store stays empty. An `executor`
    (`mithaq.cluster.DaskExecutor`) processes the articles in place of workers on this machine. See `store_articles` for
    details.

    Raises:
        UserError: a path does not exist; `base` is not valid.
        StoreError: the store has another base or was loaded with another version of the lexicon; it is not empty, for
        a `bulk` load; full disk, damaged files; opened for reading.
    """
    items = read(paths, options=options, watch=watch_of(article_seconds, workers, executor))
    return _load(
        items, store, workers, min_confidence, progress, extractor, checker, base, article_seconds, bulk, executor
    )


def sync(
    folders: Iterable[str | os.PathLike[str]],
    store: Store,
    *,
    workers: int | None = None,
    min_confidence: float = 0.0,
    progress: Progress = quiet,
    extractor: Extractor = _RULES,
    checker: Checker = shacl_errors,
    base: str | None = None,
    options: ReadOptions = _AS_IS,
    article_seconds: float | None = ARTICLE_SECONDS,
    executor: Executor | None = None,
) -> tuple[LoadReport, list[str]]:
    """Load folders as `load` does, and forget the articles of files that are in them no longer.

    Returns the report and the ids of the forgotten articles. An article of a file that cannot be read now stays. From
    a folder without any article nothing is forgotten.

    Raises:
        UserError: a path is not a folder; `base` is not valid; the store's file `sync.json` is damaged; a folder that
            held articles holds none: it may not be mounted.
        StoreError: as for `load`.
    """
    following = Sync(store, folders)
    items = following.items(options, watch_of(article_seconds, workers, executor))
    report = _load(
        items, store, workers, min_confidence, progress, extractor, checker, base, article_seconds, executor=executor
    )
    gone = [] if report.interrupted or following.emptied else forget(store, following.gone())
    report.unfollowed = following.unfollowed(store)
    following.record(gone)
    if following.emptied and not report.interrupted:
        what = "holds no article any more: nothing is forgotten; check that it is mounted, or use mithaq forget"
        raise UserError(f"{following.emptied[0]}: {what}")
    return report, gone


def watch_of(article_seconds: float | None, workers: int | None, executor: Executor | None = None) -> Watch:
    """How reading is watched: as long as an article may take, and in a process of its own if there are others."""
    return Watch(article_seconds, own_process=executor is not None or (workers or cores()) > 1)


def _load(
    items: Iterable[ReadItem], store: Store, workers: int | None, min_confidence: float, progress: Progress,
    extractor: Extractor, checker: Checker, base: str | None, article_seconds: float | None, bulk: bool = False,
    executor: Executor | None = None,
) -> LoadReport:  # fmt: skip
    store.use_base(base)
    store.use_lexicon(lexicon_version())
    processor = ArticleProcessor(extractor, checker, min_confidence)
    workers = workers or cores()
    into = load_into_empty if bulk else store_articles
    return into(
        items, store, processor, workers=workers, progress=progress, article_seconds=article_seconds, executor=executor
    )


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
    """Process every article of a store again with the current lexicon and rules, including quarantined ones.

    The texts come from the store. Readers see the old state until the rebuild is complete; an interrupted rebuild
    changes nothing. `migrate(old, new)` copies what does not come from articles, such as links to Wikidata
    (`mithaq.wikidata.migrate_links`).

    Raises:
        StoreError: the store is missing, damaged or being written by another process; full disk.
    """
    processor = ArticleProcessor(extractor, checker, min_confidence)
    return rebuild_store(path, processor, workers=workers or cores(), progress=progress, migrate=migrate)


def forget(store: Store, ids: Iterable[str]) -> list[str]:
    """Remove articles and publish the result; returns the ids found in the store or its quarantine, sorted and in NFC.

    Raises:
        StoreError: full disk, damaged files, opened for reading.
    """
    wanted = sorted({store.article_id(normal_id(id)) for id in ids})
    graphs = [graph for id in wanted if (graph := store.article_iri(id)) is not None]
    copies.withdraw_copies(store, graphs, stored_text(store))
    found = set(identity.forget(store, wanted))
    for id in wanted:
        kept, told = quarantine.release(store, id), quarantine.remove_report(store, id)
        if kept or told:
            found.add(id)
    keep_link_judgements(store)
    store.publish()
    return sorted(found)


def cores() -> int:
    """The number of processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
