"""`mithaq rebuild`: a store made anew, with all that it held."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from mithaq.cli.link_options import judgements_option, open_judgements
from mithaq.cli.load import confidence_option, print_outcome, store_option, workers_option

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
def rebuild(directory: str, workers: int | None, min_confidence: float, judgement_path: str | None) -> None:
    """Make the store anew, with this version's lexicon and rules, from the texts it keeps.

    Articles in quarantine are tried again, and one that breaks the shapes now goes there with its text. Links to
    Wikidata stay with what they are about, and judgements in force. Queries see the old state until all is done.
    Cut short, nothing has changed.
    """
    from mithaq import pipeline
    from mithaq.cli.progress import Meter
    from mithaq.wikidata import MigratedLinks, migrate_links

    judgements = open_judgements(directory, judgement_path).read()
    carried = MigratedLinks()

    def carry(old: Store, new: Store) -> None:
        nonlocal carried
        carried = migrate_links(old, new, judgements)

    with Meter(None) as meter:
        report = pipeline.rebuild(
            directory, workers=workers, min_confidence=min_confidence, progress=meter.tell, migrate=carry
        )
    if report.interrupted:
        click.echo(f"mithaq: interrupted: {directory} is as it was before", err=True)
        sys.exit(130)
    if carried.links or carried.lost:
        lost = f", {carried.lost} fell away: `mithaq link` looks for others"
        click.echo(f"{directory}: {carried.links} links to Wikidata kept{lost if carried.lost else ''}")
    print_outcome(directory, report)
