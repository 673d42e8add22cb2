"""Changes of a store that nobody reads yet, written as sorted runs."""

from __future__ import annotations

import pyoxigraph as ox

from mithaq.store.transaction import Transaction

__all__ = ["MIN_BULK_QUADS", "apply_in_bulk"]

MIN_BULK_QUADS = 5_000
"""Smaller changes are cheaper by way of the engine's log: each run is a file, and files are merged later."""


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
