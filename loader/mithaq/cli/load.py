"""`mithaq load`, `forget` and `backup`: what changes or copies a store."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from mithaq.store import default_directory

if TYPE_CHECKING:
    from mithaq.pipeline import LoadReport

__all__ = ["backup", "conclude", "confidence_option", "forget", "load", "store_option", "workers_option"]

store_option = click.option(
    "--store",
    "directory",
    default=default_directory,
    show_default="$MITHAQ_STORE, else ./mithaq-store",
    metavar="DIR",
    help="The store's directory.",
)

workers_option = click.option(
    "--workers",
    type=click.IntRange(1, 256),
    show_default="the processor's cores",
    metavar="N",
    help="Processes that read articles.",
)

confidence_option = click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    default=0.0,
    show_default=True,
    metavar="X",
    help="Leave out facts that are less sure than this.",
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
    help="What the IRIs of individuals begin with. The first load into a store sets it for good.",
)
def load(paths: tuple[str, ...], directory: str, workers: int | None, min_confidence: float, base: str | None) -> None:
    """Read articles into the store: text, HTML, JSON and JSON Lines (also gzipped), folders of them, or `-`.

    What the store has already, unchanged, is skipped; what has changed is replaced. An article whose graph
    breaks the shapes is kept out, with a report in the store's folder `quarantine`; the store keeps its text for
    `mithaq rebuild`. Interrupted or killed, a load loses nothing: run it again and it goes on where it was.
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
    conclude(directory, report)


def conclude(directory: str, report: LoadReport) -> None:
    """Print what came of a load, and end with the exit status that says it."""
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
        click.echo("mithaq: interrupted after a whole batch: run the command again to go on", err=True)
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
    """Remove articles, by their identifiers, with every trace of them in the merged graph and in quarantine."""
    from mithaq import pipeline
    from mithaq.store import Store
    from mithaq.wikidata import prune

    with Store.open(directory, write=True) as store:
        found = pipeline.forget(store, ids)
        if prune(store):
            store.publish()
    for id in ids:
        if id not in found:
            click.echo(f"mithaq: {id}: the store has no such article", err=True)
    click.echo(f"{directory}: {len(found)} forgotten")
    if set(ids) - set(found):
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
    """Copy the store into the new directory DIR, also while a load is running. To restore, open the copy."""
    from mithaq.store import Store

    with Store.open(directory) as store:
        store.backup(target)
    click.echo(f"{target}: a copy of {directory}")
