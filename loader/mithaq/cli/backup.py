"""`mithaq backup` and `restore`: copy a store, with every byte compared."""

from __future__ import annotations

from pathlib import Path

import click

from mithaq.cli.language import say
from mithaq.cli.load import store_option
from mithaq.errors import UserError

__all__ = ["backup", "restore"]


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
    say(f"{target}: backup of {directory}")


@click.command(
    epilog="""\b
Examples:
  mithaq restore /backups/mithaq-monday mithaq-store
  mithaq restore /backups/mithaq-monday /data/mithaq
"""
)
@click.argument("source", metavar="BACKUP")
@click.argument("target", metavar="DIR")
def restore(source: str, target: str) -> None:
    """Restore a BACKUP into the new or empty directory DIR, with judgements and quarantined articles.

    Every byte of the backup is compared with its checksum before, and of the copy after. A damaged backup is refused,
    and so is a directory that holds anything: move the old store away first.
    """
    from mithaq.store import Store, check_store

    problems = list(check_store(Path(source), deep=True))
    if problems:
        raise UserError(f"{problems[0]}; nothing is restored")
    with Store.open(source) as store:
        store.backup(target)
    say(f"{target}: restored from {source}")
