"""Temporary databases for data that does not fit into memory, in the system's temporary folder (`TMPDIR`)."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from mithaq.errors import UserError

__all__ = ["scratch_database", "scratch_errors"]

_CACHE_KIB = 8192


@contextmanager
def scratch_errors() -> Iterator[None]:
    """Convert errors about temporary files into a `UserError` that says what to do.

    Raises:
        UserError: the folder cannot be written.
    """
    try:
        yield
    except (OSError, sqlite3.Error) as problem:
        stated = getattr(problem, "strerror", None) or problem
        raise UserError(
            f"{tempfile.gettempdir()}: cannot hold temporary files for sorting ({stated}): free some space, or choose "
            "another folder with TMPDIR"
        ) from problem


def scratch_database() -> sqlite3.Connection:
    """An empty SQLite database in a temporary file, deleted when closed. It caches about 8 MiB and has no journal.

    Raises:
        UserError: the folder cannot be written.
    """
    with scratch_errors():
        base = sqlite3.connect("", isolation_level=None)
        for pragma in (f"cache_size = -{_CACHE_KIB}", "journal_mode = OFF", "synchronous = OFF"):
            base.execute(f"PRAGMA {pragma}")
        base.execute("BEGIN")
    return base
