"""Files divided into buckets, each of which is read on its own."""

from __future__ import annotations

import marshal
import struct
import zlib
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from mithaq.shuffle.files import write_atomically

__all__ = ["FINE", "bucket_count", "bucket_of", "bucket_range", "read_buckets", "write_buckets"]

FINE = 256
"""Buckets of files that are written before the size of the whole is known. Later passes take ranges of them."""

_OFFSET = struct.Struct("<Q")


def bucket_of(key: str, buckets: int) -> int:
    """The bucket of a key, the same in all processes."""
    return zlib.crc32(key.encode("utf-8", "surrogatepass")) % buckets


def bucket_range(bucket: int, buckets: int) -> tuple[int, int]:
    """The first fine bucket of a bucket, and the one after its last."""
    return FINE * bucket // buckets, FINE * (bucket + 1) // buckets


def write_buckets(path: Path, buckets: Sequence[list[Any]]) -> int:
    """Write the values of each bucket (as `write_values` takes them); returns the size in bytes.

    Raises:
        OSError: full disk, no permission.
    """
    blocks = [marshal.dumps(values) if values else b"" for values in buckets]
    offset = _OFFSET.size * (len(blocks) + 1)
    head = [_OFFSET.pack(offset)]
    for block in blocks:
        offset += len(block)
        head.append(_OFFSET.pack(offset))
    write_atomically(path, [*head, *blocks])
    return offset


def bucket_count(path: Path) -> int:
    """The number of buckets in a file.

    Raises:
        OSError: the file cannot be read.
    """
    with path.open("rb") as file:
        (first,) = _OFFSET.unpack(file.read(_OFFSET.size))
    return int(first) // _OFFSET.size - 1


def read_buckets(path: Path, first: int, end: int | None = None) -> Iterator[Any]:
    """The values of the bucket `first`, or of all buckets from it up to `end`.

    Raises:
        OSError: the file cannot be read.
    """
    end = first + 1 if end is None else end
    with path.open("rb") as file:
        file.seek(_OFFSET.size * first)
        offsets = [offset for (offset,) in _OFFSET.iter_unpack(file.read(_OFFSET.size * (end + 1 - first)))]
        file.seek(offsets[0])
        blocks = file.read(offsets[-1] - offsets[0])
    for start, stop in pairwise(offsets):
        if stop > start:
            yield from marshal.loads(blocks[start - offsets[0] : stop - offsets[0]])
