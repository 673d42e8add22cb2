"""`mithaq load`, `forget` and `backup`: change or copy a store."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from mithaq.store import default_directory

if TYPE_CHECKING:
    from mithaq.pipeline import LoadReport

__all__ = ["backup", "confidence_option", "forget", "load", "print_outcome", "store_option", "workers_option"]

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
    type=click.FloatRange(0, 1),
    default=0.0,
    show_default=True,
    metavar="X",
    help="Drop facts with lower confidence.",
)


@click.command(
    epilog="""\b
Examples:
  mithaq load seeds/
  mithaq load news.jsonl.gz --workers 4 --store /data/mithaq
  curl -s https://example.org/news.jsonl | mithaq load -
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
def load(paths: tuple[str, ...], directory: str, workers: int | None, min_confidence: float, base: str | None) -> None:
    """Load articles into the store: text, HTML, JSON and JSON Lines (may be gzipped), folders, or `-`.

    Unchanged articles are skipped; changed ones are replaced. An article that fails SHACL validation is
    quarantined with a report in the store's folder `quarantine`; its text is kept for `mithaq rebuild`. An
    interrupted load loses nothing: run the command again and it resumes.
    """
    from mithaq import pipeline
    from mithaq.cli.progress import Meter
    from mithaq.store import Store

    with (
        Store.open(directory, write=True, create=True) as store,
        Meter(paths) as meter,
    ):
        report = pipeline.load(
            paths, store, workers=workers, min_confidence=min_confidence, progress=meter.tell, base=base
        )
    print_outcome(directory, report)


def print_outcome(directory: str, report: LoadReport) -> None:
    """Print the summary of a load and exit with the matching status."""
    counts = [f"{report.stored} stored"]
    counts += [f"{report.replaced} of them replaced"] if report.replaced else []
    counts += [
        f"{count} {what}"
        for what, count in (
            ("unchanged", report.skipped), ("quarantined", report.quarantined), ("refused", report.refused),
            ("annotation files ignored", report.ignored),
        )
        if count
    ]  # fmt: skip
    click.echo(f"{directory}: {', '.join(counts)}")
    if report.interrupted:
        click.echo("mithaq: interrupted after a complete batch: run the command again to resume", err=True)
        sys.exit(130)
    if not report.clean:
        sys.exit(1)


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
        found = pipeline.forget(store, ids)
        if prune(store):
            store.publish()
    missing = [id for id in ids if normal_id(id) not in found]
    for id in missing:
        click.echo(f"mithaq: {id}: the store has no such article", err=True)
    click.echo(f"{directory}: {len(found)} forgotten")
    if missing:
        sys.exit(1)


@click.command(
    epilog="""\b
Examples:
  mithaq backup /backups/mithaq-monday
  mithaq stats --store /backups/mithaq-monday
"""
)
@click.argument("target", metavar="DIR")
@store_option
def backup(target: str, directory: str) -> None:
    """Back up the store into the new directory DIR, even during a load. The backup is a store itself."""
    from mithaq.store import Store

    with Store.open(directory) as store:
        store.backup(target)
    click.echo(f"{target}: backup of {directory}")
