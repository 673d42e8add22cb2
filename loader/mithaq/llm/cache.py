"""Answers of language models on disk, and the counts of a run, in one SQLite file that several processes share."""

from __future__ import annotations

import contextlib
import sqlite3
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from mithaq.errors import UserError

__all__ = ["Answer", "AnswerCache"]

_SCHEMA = """
CREATE TABLE IF NOT EXISTS answers (
  question TEXT PRIMARY KEY, model TEXT NOT NULL, asked REAL NOT NULL, text TEXT NOT NULL, finish TEXT NOT NULL,
  max_tokens INTEGER NOT NULL, context INTEGER NOT NULL, prompt_tokens INTEGER, answer_tokens INTEGER,
  seconds REAL NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS counts (
  run TEXT NOT NULL, name TEXT NOT NULL, amount REAL NOT NULL, PRIMARY KEY (run, name)
) WITHOUT ROWID;
"""
_BUSY_TIMEOUT = 60
"""Seconds to wait for another process's write."""
_PAUSE = 0.01
"""Seconds between two tries to open a cache that others are opening."""
_ADD = (
    "INSERT INTO counts VALUES (?, ?, ?) ON CONFLICT (run, name) DO UPDATE SET amount = amount + excluded.amount "
    "RETURNING amount"
)


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer: its text, why the model stopped (`stop` when it was done), the limits it was given, and its cost.

    Tokens are None where the server does not count them.
    """

    text: str
    finish: str
    max_tokens: int
    context: int
    prompt_tokens: int | None = None
    answer_tokens: int | None = None
    seconds: float = 0.0


class AnswerCache:
    """Answers by question. An answer is on disk when `put` returns, so an interrupted run repeats no request.

    Raises:
        UserError: the file cannot be created or is not a cache.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        with self._trouble():
            path.parent.mkdir(parents=True, exist_ok=True)
            self._base = sqlite3.connect(path, timeout=_BUSY_TIMEOUT, isolation_level=None, check_same_thread=False)
            self._prepare()

    def _prepare(self) -> None:
        """Create the tables. Processes that start at once wait for each other: SQLite does not wait by itself where two
        of them change the journal of a new file."""
        until = time.monotonic() + _BUSY_TIMEOUT
        while True:
            try:
                self._base.execute("PRAGMA journal_mode=WAL")
                self._base.execute("PRAGMA synchronous=NORMAL")
                self._base.executescript(_SCHEMA)
                return
            except sqlite3.OperationalError as problem:
                if "locked" not in str(problem) or time.monotonic() > until:
                    raise
                time.sleep(_PAUSE)

    def get(self, question: str) -> Answer | None:
        """The answer to a question, if there is one.

        Raises:
            UserError: the file is damaged.
        """
        columns = "text, finish, max_tokens, context, prompt_tokens, answer_tokens, seconds"
        with self._trouble():
            row = self._base.execute(f"SELECT {columns} FROM answers WHERE question = ?", (question,)).fetchone()
        return Answer(*row) if row is not None else None

    def put(self, question: str, model: str, answer: Answer) -> None:
        """Keep an answer, in place of an older one.

        Raises:
            UserError: full disk, no permission.
        """
        row = (
            question, model, time.time(), answer.text, answer.finish, answer.max_tokens, answer.context,
            answer.prompt_tokens, answer.answer_tokens, answer.seconds,
        )  # fmt: skip
        with self._trouble():
            self._base.execute("INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)

    def add(self, run: str, name: str, amount: float = 1) -> float:
        """Add to a count of a run; returns the count."""
        with self._trouble():
            rows = self._base.execute(_ADD, (run, name, amount)).fetchall()
        return float(rows[0][0])

    def counts(self, run: str) -> dict[str, float]:
        """The counts of a run by name, sorted."""
        with self._trouble():
            return dict(self._base.execute("SELECT name, amount FROM counts WHERE run = ? ORDER BY name", (run,)))

    def close(self) -> None:
        self._base.close()

    @contextlib.contextmanager
    def _trouble(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as problem:
            raise UserError(
                f"{self.path}: the cache of answers cannot be used ({problem}): "
                "remove the file, or give another with --llm-cache"
            ) from problem
