"""`mithaq load` and `forget`: change a store."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from mithaq.cli import input_options as inputs
from mithaq.cli.input_options import input_options, read_options
from mithaq.cli.language import say
from mithaq.cli.numbers import Number, Seconds
from mithaq.cli.reader_options import extractor_named, model_options, reader_option, report_usage
from mithaq.errors import UserError
from mithaq.store import default_directory

if TYPE_CHECKING:
    from mithaq.pipeline import Executor, Extractor, LoadReport
    from mithaq.reading import ReadOptions

__all__ = ["confidence_option", "forget", "load", "print_outcome", "store_option", "timeout_option", "workers_option"]

_INTERVAL = 1.0
"""seconds between two looks at the files with --watch"""
_INTERRUPTED = 130

store_option = click.option(
    "--store",
    "directory",
    default=default_directory,
    show_default="$MITHAQ_STORE, else ./mithaq-store",
    metavar="DIR",
    help="Directory of the store.",
)

workers_option = click.option(
    "--workers",
    type=click.IntRange(1, 256),
    show_default="number of CPU cores",
    metavar="N",
    help="Number of worker processes.",
)

confidence_option = click.option(
    "--min-confidence",
    type=Number(0, 1),
    default=0.0,
    show_default=True,
    metavar="X",
    help="Drop facts with lower confidence.",
)


timeout_option = click.option(
    "--article-timeout",
    "seconds",
    type=Seconds(min=0, min_open=True),
    default=600.0,
    show_default=True,
    metavar="SECONDS",
    help="Refuse an input that takes longer to read, and quarantine an article that takes longer to process.",
)


@click.command(
    epilog="""\b
Examples:
  mithaq load seeds/
  mithaq load export.csv --map text=body,date=published --dry-run
  mithaq load news.jsonl.gz --workers 4 --store /data/mithaq
  mithaq load archive/ --bulk --store /data/archive
  mithaq load archive/ --scheduler tcp://10.0.0.1:8786
  mithaq load articles/ --sync --watch
  curl -s https://example.org/news.jsonl | mithaq load -
  mithaq load articles/ --reader rules+llm --llm-url http://localhost:11434 --llm-model NAME
"""
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@store_option
@workers_option
@confidence_option
@click.option(
    "--base",
    metavar="IRI",
    show_default="https://w3id.org/mithaq/id/",
    help="Base of the IRIs of individuals. The first load into a store sets it permanently.",
)
@input_options
@timeout_option
@click.option("--strict", is_flag=True, help="Exit with status 1 if files in folders were passed over.")
@click.option("--dry-run", is_flag=True, help="Show what would be read, and store nothing.")
@click.option("--scheduler", metavar="URL", help="Process articles on the Dask cluster of this scheduler.")
@click.option("--bulk", is_flag=True, help="Load into an empty store faster; a load that is killed must begin again.")
@click.option("--sync", is_flag=True, help="Forget the articles of files that are in the folders no longer.")
@click.option("--watch", is_flag=True, help="Load again whenever files change, until Ctrl-C.")
@reader_option
@model_options
def load(
    paths: tuple[str, ...], directory: str, workers: int | None, min_confidence: float, base: str | None,
    mapping: tuple[str, ...], date_order: str | None, epoch: bool, path_ids: bool, crawl_date: bool, seconds: float,
    strict: bool, dry_run: bool, scheduler: str | None, bulk: bool, sync: bool, watch: bool, reader: str, **model: Any,
) -> None:  # fmt: skip
    """Load articles into the store: files of any form, folders, or `-` for standard input.

    Read are text, web pages, tables, JSON, feeds, documents, PDF, mails, web archives, exports of press databases, and
    archives of these; each may be gzipped. Files in folders that are passed over are listed at the end.

    Unchanged articles are skipped; changed ones are replaced. An article that cannot be processed, or fails SHACL
    validation, is quarantined with a report in the store's folder `quarantine`; its text is kept for `mithaq rebuild`.
    An interrupted load loses nothing: run the command again and it resumes.
    """
    options = read_options(mapping, date_order, epoch, path_ids=path_ids, crawl_date=crawl_date)
    if "-" in paths and (sync or watch):
        raise UserError("--sync and --watch follow files and folders, not standard input")
    if bulk and (sync or watch):
        raise UserError("--bulk loads into an empty store once: leave out --sync and --watch")
    if dry_run:
        sys.exit(_summary("dry run", inputs.dry_run(paths, options, seconds), strict, done="would be read"))
    extractor = extractor_named(reader, model)
    load_once = partial(
        _load,
        paths,
        directory,
        workers,
        min_confidence,
        base,
        options,
        seconds,
        strict,
        sync,
        bulk,
        scheduler,
        extractor,
    )
    if not watch:
        sys.exit(load_once())
    from mithaq.pipeline.interruption import StopRequest, set_on_interrupt

    stop = StopRequest()  # an exception raised by a signal would be lost in whatever Python runs to free memory
    with suppress(KeyboardInterrupt), set_on_interrupt(stop):
        for _ in inputs.changes(paths, interval=_INTERVAL, sleep=stop.wait):
            if load_once() == _INTERRUPTED:
                break


def _load(
    paths: tuple[str, ...], directory: str, workers: int | None, min_confidence: float, base: str | None,
    options: ReadOptions, seconds: float, strict: bool, sync: bool, bulk: bool, scheduler: str | None,
    extractor: Extractor,
) -> int:  # fmt: skip
    """Load once; returns the exit status."""
    from mithaq import pipeline
    from mithaq.cli.progress import Meter
    from mithaq.store import Store
    from mithaq.wikidata import prune

    settings: dict[str, Any] = {
        "workers": workers, "min_confidence": min_confidence, "base": base, "options": options,
        "article_seconds": seconds, "extractor": extractor,
    }  # fmt: skip
    with (
        Store.open(directory, write=True, create=True) as store,
        _executor(scheduler, seconds) as settings["executor"],
        Meter(paths) as meter,
    ):
        if sync:
            report, gone = pipeline.sync(paths, store, progress=meter.tell, **settings)
            if gone and prune(store):
                store.publish()
        else:
            report, gone = pipeline.load(paths, store, progress=meter.tell, bulk=bulk, **settings), []
    report_usage(extractor)
    return _summary(directory, report, strict, gone, without=" without --bulk" if bulk else "")


def _executor(scheduler: str | None, seconds: float) -> AbstractContextManager[Executor | None]:
    """What processes the articles: a cluster, or None for this machine."""
    if scheduler is None:
        return nullcontext()
    from mithaq.cluster import DaskExecutor

    return DaskExecutor(scheduler, seconds=seconds)


def _summary(
    directory: str, report: LoadReport, strict: bool = False, gone: Sequence[str] = (), done: str = "stored",
    without: str = "",
) -> int:  # fmt: skip
    """Print the summary of a load; returns the exit status. `without` names what to leave out when resuming."""
    counts = [f"{report.stored} {done}"]
    counts += [f"{report.replaced} of them replaced"] if report.replaced else []
    counts += [
        f"{count} {what}"
        for what, count in (
            ("unchanged", report.skipped), ("quarantined", report.quarantined), ("refused", report.refused),
            ("with a date that cannot be read", report.undated), ("passed over", report.ignored),
            ("forgotten", len(gone)),
        )
        if count
    ]  # fmt: skip
    say(f"{directory}: {', '.join(counts)}")
    if report.unfollowed:
        what = f"articles that came in without --sync, and do not go with their files: {report.unfollowed}"
        say(f"mithaq: {what}; use mithaq forget", err=True)
    if report.passed_over:
        say(f"mithaq: passed over: {inputs.passed_over_line(report)}", err=True)
    if report.stopped:
        say(f"mithaq: {report.stopped}", err=True)
        return 1
    if report.interrupted:
        what = f"run the command again{without} to resume"
        say(f"mithaq: interrupted after a complete batch: {what}", err=True)
        return _INTERRUPTED
    return int(not report.clean or (strict and report.unexpected > 0))


def print_outcome(directory: str, report: LoadReport) -> None:
    """Print the summary of a load and exit with the matching status."""
    if status := _summary(directory, report):
        sys.exit(status)


@click.command(
    epilog="""\b
Examples:
  mithaq forget 004_a65c3e8671a7e883
  mithaq forget ID1 ID2 --store /data/mithaq
"""
)
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@store_option
def forget(ids: tuple[str, ...], directory: str) -> None:
    """Remove articles by identifier from the store, the merged graph and the quarantine."""
    from mithaq import pipeline
    from mithaq.reading.article import normal_id
    from mithaq.store import Store
    from mithaq.wikidata import prune

    with Store.open(directory, write=True) as store:
        ids = tuple(store.article_id(id) for id in ids)
        found = pipeline.forget(store, ids)
        if prune(store):
            store.publish()
    missing = [id for id in ids if normal_id(id) not in found]
    for id in missing:
        say(f"mithaq: {id}: the store has no such article", err=True)
    say(f"{directory}: {len(found)} forgotten")
    if missing:
        sys.exit(1)
