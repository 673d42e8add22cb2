"""Whether the writer's database has all that was published, and what to read where it has not."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from mithaq.store.errors import StoreError, engine_errors
from mithaq.store.layout import FORMAT, Manifest
from mithaq.store.terms import PUBLISHED, value

__all__ = ["REMOVE", "check_database", "last_state"]

REMOVE = "remove this folder and run the command again: it is restored from the last published state"
"""What to do about a damaged database."""


def check_database(directory: Path, manifest: Manifest, raw: ox.Store) -> None:
    """Verify that the writer's database contains the last published view, or one started after it.

    Raises:
        StoreError: it does not: the engine has mistaken a truncated file for an older state.
    """
    numbers = {value(quad.object) for quad in raw.quads_for_pattern(PUBLISHED, None, None, PUBLISHED)}
    if manifest.number > 1 and not numbers & {str(manifest.number), str(manifest.number + 1)}:
        raise StoreError(f"{directory / manifest.graph}: the database is damaged: {REMOVE}")


def last_state(directory: Path, manifest: Manifest) -> ox.Store:
    """The writer's database for reading; the published view where the database is missing or damaged.

    Raises:
        StoreError: neither can be read.
    """
    graph, view = directory / manifest.graph, directory / manifest.view
    if graph.is_dir():
        try:
            with engine_errors(graph):
                found = ox.Store.read_only(str(graph))
            if manifest.format == FORMAT:  # older ones need not have the number of the view
                check_database(directory, manifest, found)
        except StoreError:
            if not view.is_dir():
                raise
        else:
            return found
    with engine_errors(view):
        return ox.Store.read_only(str(view))
