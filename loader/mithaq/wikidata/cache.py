"""On-disk response cache in SQLite, one row per request; safe for several processes."""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from mithaq.errors import UserError

__all__ = ["Cache", "default_cache"]

_SCHEMA = """
CREATE TABLE IF NOT EXISTS answers (question TEXT PRIMARY KEY, asked REAL NOT NULL, answer TEXT NOT NULL)
WITHOUT ROWID
"""
_DAY = 86_400
_BUSY_TIMEOUT = 30
"""Seconds to wait for another process's write."""


def default_cache() -> Path:
    """Default cache file: `MITHAQ_CACHE`, else in the user's cache folder."""
    named = os.environ.get("MITHAQ_CACHE")
    if named:
        return Path(named)
    home = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return Path(home) / "mithaq" / "wikidata.sqlite"


class Cache:
    """Cached responses (JSON) by request key, valid for `days` days. `clock` returns seconds since the epoch.

    Each response is on disk when `put` returns, so an interrupted run repeats no request.

    Raises:
        UserError: the file cannot be created or is not a cache.
    """

    def __init__(self, path: Path, *, days: float = 30, clock: Callable[[], float] = time.time) -> None:
        self.path = path
        self._age = days * _DAY
        self._clock = clock
        with self._trouble():
            path.parent.mkdir(parents=True, exist_ok=True)
            self._base = sqlite3.connect(path, timeout=_BUSY_TIMEOUT, isolation_level=None)
            self._base.execute("PRAGMA journal_mode=WAL")
            self._base.execute("PRAGMA synchronous=NORMAL")
            self._base.execute(_SCHEMA)

    def get(self, question: str) -> Any | None:
        """The cached response, or None if there is none or it has expired.

        Raises:
            UserError: the file is damaged.
        """
        with self._trouble():
            found = self._base.execute("SELECT asked, answer FROM answers WHERE question = ?", (question,)).fetchone()
        if found is None or self._clock() - found[0] > self._age:
            return None
        try:
            return json.loads(found[1])
        except ValueError:  # a row that some other program wrote: ask again
            return None

    def put(self, question: str, answer: Any) -> None:
        """Store a response, replacing an older one.

        Raises:
            UserError: full disk, no permission.
        """
        text = json.dumps(answer, ensure_ascii=False, separators=(",", ":"))
        with self._trouble():
            self._base.execute("INSERT OR REPLACE INTO answers VALUES (?, ?, ?)", (question, self._clock(), text))

    def forget(self, question: str) -> None:
        """Remove a response from the cache."""
        with self._trouble():
            self._base.execute("DELETE FROM answers WHERE question = ?", (question,))

    def close(self) -> None:
        self._base.close()

    @contextlib.contextmanager
    def _trouble(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as problem:
            raise UserError(
                f"{self.path}: the response cache cannot be used ({problem}): "
                "remove the file, or give another with --cache"
            ) from problem
