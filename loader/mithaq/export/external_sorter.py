"""External merge sort for data that does not fit into memory."""

from __future__ import annotations

import heapq
import marshal
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType

from mithaq.export.scratch import scratch_errors

__all__ = ["ExternalSorter", "Key"]

Key = tuple[int | bytes, ...]

_FAN = 64
"""Number of files merged at once; systems allow a process about a thousand open files."""


class ExternalSorter:
    """Sorts (key, bytes) records by key, with bounded memory.

    Records beyond `budget` bytes are sorted and spilled to temporary files, which are merged at the end. Use it in a
    `with` statement, which deletes the files.

    Raises:
        UserError: the folder for temporary files cannot be written.
    """

    def __init__(self, budget: int = 4 << 20, folder: Path | None = None) -> None:
        self._budget = budget
        with scratch_errors():
            self._folder = tempfile.TemporaryDirectory(prefix="mithaq-", dir=folder)
        self._held: list[tuple[Key, bytes]] = []
        self._size = 0
        self._levels: list[list[Path]] = []
        self._written = 0

    def __enter__(self) -> ExternalSorter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._folder.cleanup()

    def add(self, key: Key, record: bytes) -> None:
        """Add a record. Keys are short, mutually comparable tuples; records with equal keys are ordered by
        content."""
        self._held.append((key, record))
        self._size += len(record) + 200  # approximate object overhead
        if self._size > self._budget:
            self._held.sort()
            self._keep(self._write(self._held), 0)
            self._held.clear()
            self._size = 0

    def __iter__(self) -> Iterator[tuple[Key, bytes]]:
        self._held.sort()
        runs = [_read(path) for level in self._levels for path in level]
        yield from heapq.merge(*runs, self._held)

    def _keep(self, run: Path, depth: int) -> None:
        """Register a sorted run; `_FAN` runs of one level are merged into one of the next level."""
        if depth == len(self._levels):
            self._levels.append([])
        level = self._levels[depth]
        level.append(run)
        if len(level) == _FAN:
            merged = self._write(heapq.merge(*map(_read, level)))
            for path in level:
                path.unlink()
            level.clear()
            self._keep(merged, depth + 1)

    def _write(self, records: Iterable[tuple[Key, bytes]]) -> Path:
        path = Path(self._folder.name) / str(self._written)
        self._written += 1
        with scratch_errors(), path.open("wb") as file:
            for record in records:
                marshal.dump(record, file)
        return path


def _read(path: Path) -> Iterator[tuple[Key, bytes]]:
    with path.open("rb") as file:
        while True:
            try:
                yield marshal.load(file)
            except EOFError:
                return
