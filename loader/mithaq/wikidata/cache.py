"""Answers kept on disk: SQLite, one row a question, safe for several processes at once."""

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
"""Seconds to wait for another process's writing."""


def default_cache() -> Path:
    """Where answers are kept when a call names no file: `MITHAQ_CACHE`, else below the user's cache
    folder."""
    named = os.environ.get("MITHAQ_CACHE")
    if named:
        return Path(named)
    home = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return Path(home) / "mithaq" / "wikidata.sqlite"


class Cache:
    """Answers (any JSON) by question (a short text), for `days` days. `clock` gives seconds since the epoch.

    Every answer is on disk when `put` returns, so that a run that is killed asks nothing twice.

    Raises:
        UserError: the file cannot be made or is no cache.
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
        """The answer, or None when there is none or it is too old. An answer is never None itself.

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
        """Keep an answer, in place of an older one.

        Raises:
            UserError: full disk, no permission.
        """
        text = json.dumps(answer, ensure_ascii=False, separators=(",", ":"))
        with self._trouble():
            self._base.execute("INSERT OR REPLACE INTO answers VALUES (?, ?, ?)", (question, self._clock(), text))

    def forget(self, question: str) -> None:
        """Drop an answer, so that it is asked for again."""
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
                f"{self.path}: the cache of answers cannot be used ({problem}): "
                "remove the file, or name another with --cache"
            ) from problem
