"""Room on disk for what must not fill the memory, in the system's folder for temporary files (`TMPDIR`)."""

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
    """Around what uses that room: a full disk becomes a line that says what to do.

    Raises:
        UserError: the folder cannot be written.
    """
    try:
        yield
    except (OSError, sqlite3.Error) as problem:
        stated = getattr(problem, "strerror", None) or problem
        raise UserError(
            f"{tempfile.gettempdir()}: cannot hold what is sorted there ({stated}): free some space, or name another "
            "folder with TMPDIR"
        ) from problem


def scratch_database() -> sqlite3.Connection:
    """An empty SQLite database in a temporary file of its own, which goes when it is closed; about 8 MiB of it are
    held in memory. Nothing in it outlives a crash, so nothing is written twice.

    Raises:
        UserError: the folder cannot be written.
    """
    with scratch_errors():
        base = sqlite3.connect("", isolation_level=None)
        for pragma in (f"cache_size = -{_CACHE_KIB}", "journal_mode = OFF", "synchronous = OFF"):
            base.execute(f"PRAGMA {pragma}")
        base.execute("BEGIN")
    return base
