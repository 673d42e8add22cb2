"""`mithaq rebuild`: extract all articles of a store again with the current version."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from mithaq.cli.language import say
from mithaq.cli.link_options import judgements_option, open_judgements
from mithaq.cli.load import confidence_option, print_outcome, store_option, workers_option
from mithaq.cli.reader_options import extractor_named, model_options, reader_option, report_usage
from mithaq.errors import UserError

if TYPE_CHECKING:
    from mithaq.store import Store

__all__ = ["rebuild"]


@click.command(
    epilog="""\b
Examples:
  mithaq rebuild
  mithaq rebuild --workers 4 --store /data/mithaq
"""
)
@store_option
@workers_option
@confidence_option
@judgements_option
@reader_option
@model_options
def rebuild(
    directory: str, workers: int | None, min_confidence: float, judgement_path: str | None, reader: str, **model: Any
) -> None:
    """Rebuild the store from the texts it keeps, with the lexicon and rules of this version.

    Quarantined articles are tried again. Links to Wikidata are migrated and judgements stay in force. Queries see
    the old state until the rebuild is complete; an interrupted rebuild changes nothing.
    """
    from mithaq import pipeline
    from mithaq.cli.progress import Meter
    from mithaq.wikidata import MigratedLinks, migrate_links

    judgements = open_judgements(directory, judgement_path).read()
    carried = MigratedLinks()
    extractor = extractor_named(reader, model)

    def carry(old: Store, new: Store) -> None:
        nonlocal carried
        carried = migrate_links(old, new, judgements)

    with Meter(None) as meter:
        report = pipeline.rebuild(
            directory, workers=workers, min_confidence=min_confidence, progress=meter.tell, migrate=carry,
            extractor=extractor,
        )  # fmt: skip
    report_usage(extractor)
    if report.stopped:
        raise UserError(f"{report.stopped}; {directory} is unchanged")
    if report.interrupted:
        say(f"mithaq: interrupted: {directory} is unchanged", err=True)
        sys.exit(130)
    if carried.links or carried.lost:
        lost = f", {carried.lost} dropped: run `mithaq link` to link again"
        say(f"{directory}: {carried.links} links to Wikidata kept{lost if carried.lost else ''}")
    print_outcome(directory, report)
