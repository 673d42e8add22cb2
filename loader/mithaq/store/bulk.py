"""Changes of a store written as sorted runs, past the engine's log and buffers."""

from __future__ import annotations

import os
from pathlib import Path

import pyoxigraph as ox

from mithaq.store.transaction import Transaction

__all__ = ["MIN_BULK_QUADS", "MIN_RUN_BYTES", "MOST_RUNS", "apply_in_bulk", "is_worth_a_run"]

MIN_BULK_QUADS = 5_000
"""Smaller changes are cheaper by way of the engine's log: each run is a file, and files are merged later."""
MIN_RUN_BYTES = 4 * 1024 * 1024
"""N-Quads of fewer bytes go through the engine's log."""
MOST_RUNS = 48
"""How many times as large as a run, as N-Quads, the database may be on disk. The engine merges each run with what it
has: in a larger database this costs more than its log and buffers would."""


def is_worth_a_run(size: int, graph: Path) -> bool:
    """Whether N-Quads of `size` bytes are stored faster as a sorted run in the database in the folder `graph`.

    Raises:
        OSError: the folder cannot be read.
    """
    if size < MIN_RUN_BYTES:
        return False
    return sum(entry.stat().st_size for entry in os.scandir(graph) if entry.name.endswith(".sst")) <= MOST_RUNS * size


def apply_in_bulk(raw: ox.Store, change: Transaction) -> None:
    """Apply a transaction in two steps, first what goes, then what comes; a crash between them loses a half.

    Raises:
        OSError: full disk, damaged files.
    """
    gone = Transaction(change.removals, [], change.drops, change.merged_removals)
    if gone:
        raw.update(gone.update())
    lines = "".join(f"{subject} {predicate} {obj} .\n" for subject, predicate, obj in change.merged_additions)
    text = ox.serialize(change.additions, format=ox.RdfFormat.N_QUADS) or b""
    raw.bulk_load(lines.encode() + text, format=ox.RdfFormat.N_QUADS)
