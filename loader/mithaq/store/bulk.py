"""Quads written as sorted runs, past the engine's log and buffers."""

from __future__ import annotations

import gzip
import io
import os
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

import pyoxigraph as ox

__all__ = ["MIN_RUN_BYTES", "MOST_RUNS", "RUN_BYTES", "bulk_load_files", "is_worth_a_run"]

MIN_RUN_BYTES = 4 * 1024 * 1024
"""N-Quads of fewer bytes go through the engine's log."""
MOST_RUNS = 48
"""How many times as large as a run, as N-Quads, the database may be on disk. The engine merges each run with what it
has: in a larger database this costs more than its log and buffers would."""
RUN_BYTES = 24 * 1024 * 1024
"""Bytes of files that are loaded as one sorted run. The engine takes some ten times as much memory meanwhile."""
_BLOCK = 1 << 20
_GZIP = b"\x1f\x8b"
"""The first bytes of a compressed file. No N-Quads begin with them."""


def is_worth_a_run(size: int, graph: Path) -> bool:
    """Whether N-Quads of `size` bytes are stored faster as a sorted run in the database in the folder `graph`.

    Raises:
        OSError: the folder cannot be read.
    """
    if size < MIN_RUN_BYTES:
        return False
    return sum(entry.stat().st_size for entry in os.scandir(graph) if entry.name.endswith(".sst")) <= MOST_RUNS * size


def bulk_load_files(raw: ox.Store, files: Iterable[Path]) -> None:
    """Load files of N-Quads, which may be compressed with gzip, one after the other as if they were one, in runs of
    `RUN_BYTES`. A crash loses a part.

    Raises:
        OSError: full disk, damaged files.
        SyntaxError: invalid N-Quads.
    """
    blocks = _blocks(files)
    for first in blocks:
        raw.bulk_load(io.BufferedReader(_Run(first, blocks), _BLOCK), format=ox.RdfFormat.N_QUADS)


def _blocks(files: Iterable[Path]) -> Iterator[bytes]:
    """The files in blocks of whole lines."""
    for path in files:
        with path.open("rb") as found, _expanded(found) as file:
            while block := file.read(_BLOCK):
                yield block if block.endswith(b"\n") else block + file.readline()


def _expanded(file: io.BufferedReader) -> gzip.GzipFile | io.BufferedReader:
    return gzip.GzipFile(fileobj=file) if file.peek(len(_GZIP)).startswith(_GZIP) else file


class _Run(io.RawIOBase):
    """The next blocks, up to `RUN_BYTES`, as a file."""

    def __init__(self, first: bytes, blocks: Iterator[bytes]) -> None:
        self._blocks = chain([first], _up_to(blocks, RUN_BYTES - len(first)))
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:  # type: ignore[no-untyped-def]
        if not self._rest:
            self._rest = memoryview(next(self._blocks, b""))
        size = min(len(buffer), len(self._rest))
        buffer[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size


def _up_to(blocks: Iterator[bytes], size: int) -> Iterator[bytes]:
    while size > 0 and (block := next(blocks, b"")):
        yield block
        size -= len(block)
