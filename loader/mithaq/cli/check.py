"""`mithaq check`: check that the files of a store are whole."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from mithaq.cli.language import say
from mithaq.cli.load import store_option

__all__ = ["check"]


@click.command(
    epilog="""\b
Examples:
  mithaq check
  mithaq check --deep --store /backups/mithaq-monday

\b
Exit status: 0 the store is whole; 1 something is damaged; 2 there is no store.
"""
)
@store_option
@click.option("--deep", is_flag=True, help="Compare every byte with its checksum, and read every statement.")
def check(directory: str, deep: bool) -> None:
    """Check that the files of the store, or of a backup, are whole."""
    from mithaq.store import check_store

    found = 0
    for line in check_store(Path(directory), deep=deep):
        found += 1
        say(line)
    if found:
        sys.exit(1)
    say(f"{directory}: whole")
