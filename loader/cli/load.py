"""`mithaq load` and `mithaq forget`."""

from __future__ import annotations

import sys

import click

from loader.store import default_directory

__all__ = ["forget", "load", "store_option"]

store_option = click.option(
    "--store",
    "directory",
    default=default_directory,
    show_default="$MITHAQ_STORE, else ./mithaq-store",
    metavar="DIR",
    help="The store's directory.",
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
@click.option(
    "--workers",
    type=click.IntRange(1, 256),
    show_default="the processor's cores",
    help="Processes that read articles.",
)
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    default=0.0,
    show_default=True,
    metavar="X",
    help="Leave out facts that are less sure than this.",
)
def load(paths: tuple[str, ...], directory: str, workers: int | None, min_confidence: float) -> None:
    """Read articles into the store: text, HTML, JSON and JSON Lines (also gzipped), folders of them, or `-`.

    What the store has already, unchanged, is skipped; what has changed is replaced. An article whose graph
    breaks the shapes is kept out, with a report in the store's folder `quarantine`. Interrupted or killed, a
    load loses nothing: run it again and it goes on where it was.
    """
    from loader import pipeline
    from loader.cli.progress import Meter
    from loader.store import Store

    with (
        Store.open(directory, write=True, create=True, lexicon=pipeline.lexicon_version()) as store,
        Meter(paths) as meter,
    ):
        report = pipeline.load(
            paths, store, workers=workers, min_confidence=min_confidence, progress=meter.tell
        )
    counts = [f"{report.stored} stored"]
    counts += [f"{report.replaced} of them replaced"] if report.replaced else []
    counts += [
        f"{count} {what}"
        for what, count in (
            ("unchanged", report.skipped), ("quarantined", report.quarantined), ("refused", report.refused),
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
    """Remove articles, by their identifiers, with every trace of them in the merged graph."""
    from loader import pipeline
    from loader.store import Store

    with Store.open(directory, write=True) as store:
        found = pipeline.forget(store, ids)
    for id in ids:
        if id not in found:
            click.echo(f"mithaq: {id}: the store has no such article", err=True)
    click.echo(f"{directory}: {len(found)} forgotten")
    if set(ids) - set(found):
        sys.exit(1)
