"""Sorting more than fits into memory."""

from __future__ import annotations

import heapq
import marshal
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

__all__ = ["SpillSorter"]

Key = tuple[int | bytes, ...]


class SpillSorter:
    """Takes (key, bytes) records and gives them back in the order of their keys.

    Whenever the records held grow beyond `budget` bytes they are sorted and written to a temporary
    file; the files are merged at the end, so that memory does not grow with what is sorted. Use it in a
    `with` statement, which removes the files.
    """

    def __init__(self, budget: int = 16 << 20, folder: Path | None = None) -> None:
        self._budget = budget
        self._folder = tempfile.TemporaryDirectory(prefix="mithaq-", dir=folder)
        self._held: list[tuple[Key, bytes]] = []
        self._size = 0
        self._runs: list[Path] = []

    def __enter__(self) -> SpillSorter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._folder.cleanup()

    def add(self, key: Key, record: bytes) -> None:
        """Add a record; keys are tuples that compare with one another."""
        self._held.append((key, record))
        self._size += len(record) + 200  # about what the objects around it take
        if self._size > self._budget:
            self._spill()

    def __iter__(self) -> Iterator[tuple[Key, bytes]]:
        self._held.sort()
        yield from heapq.merge(*map(_read, self._runs), self._held)

    def _spill(self) -> None:
        path = Path(self._folder.name) / str(len(self._runs))
        self._held.sort()
        with path.open("wb") as file:
            for record in self._held:
                marshal.dump(record, file)
        self._runs.append(path)
        self._held.clear()
        self._size = 0


def _read(path: Path) -> Iterator[tuple[Key, bytes]]:
    with path.open("rb") as file:
        while True:
            try:
                yield marshal.load(file)
            except EOFError:
                return
