"""A set of IRIs on disk, with bounded memory."""

from __future__ import annotations

from collections.abc import Iterator
from types import TracebackType

from mithaq.export.scratch import scratch_database, scratch_errors

__all__ = ["DiskBackedIriSet"]

_BATCH = 1000


class DiskBackedIriSet:
    """A set of IRIs in insertion order. Use it in a `with` statement.

    Raises:
        UserError: the folder for temporary files cannot be written.
    """

    def __init__(self) -> None:
        self._base = scratch_database()
        self._base.execute("CREATE TABLE kept (number INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE)")

    def __enter__(self) -> DiskBackedIriSet:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._base.close()

    def add(self, iri: str) -> None:
        with scratch_errors():
            self._base.execute("INSERT OR IGNORE INTO kept (iri) VALUES (?)", (iri,))

    def __contains__(self, iri: str) -> bool:
        return self._base.execute("SELECT 1 FROM kept WHERE iri = ?", (iri,)).fetchone() is not None

    def __iter__(self) -> Iterator[str]:
        """Iterate over all IRIs, including those added meanwhile."""
        last = 0
        while True:
            query = "SELECT number, iri FROM kept WHERE number > ? ORDER BY number LIMIT ?"
            rows = self._base.execute(query, (last, _BATCH)).fetchall()
            if not rows:
                return
            last = rows[-1][0]
            yield from (iri for _, iri in rows)
