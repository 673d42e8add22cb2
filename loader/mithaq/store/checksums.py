"""Checksums of the files of a store, which show flipped bytes that sizes do not show."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from mithaq.store.errors import StoreError

__all__ = ["changed_files", "checksum", "checksums_of", "copy_verified"]

_BLOCK = 1 << 20
_IMMUTABLE = ".sst"
"""The end of the names of files that the engine never changes."""


def checksum(path: Path) -> str:
    """The SHA-256 of a file.

    Raises:
        OSError: it cannot be read.
    """
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def checksums_of(folder: Path, before: Path | None = None, known: Mapping[str, str] | None = None) -> dict[str, str]:
    """The checksums of the files in a folder by name. Immutable files that the folder `before` has as well, through
    hard links, have the checksums that are `known` of them.

    Raises:
        OSError: a file cannot be read.
    """
    found: dict[str, str] = {}
    for name in sorted(os.listdir(folder)):
        path = folder / name
        same = before is not None and name.endswith(_IMMUTABLE) and _same(path, before / name)
        found[name] = known[name] if known and same and name in known else checksum(path)
    return found


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


def changed_files(folder: Path, wanted: Mapping[str, str], most: int | None = None) -> Iterator[str]:
    """The names of the files that are missing or have another checksum than `wanted`. If the files have more than
    `most` bytes together, immutable ones are passed over."""
    everything = most is None or sum(_size(folder / name) for name in wanted) <= most
    for name in sorted(wanted):
        if everything or not name.endswith(_IMMUTABLE):
            path = folder / name
            if not path.is_file() or checksum(path) != wanted[name]:
                yield name


def copy_verified(source: Path, target: Path) -> str:
    """Copy a file, read the copy again, and return its checksum.

    Raises:
        StoreError: the copy differs.
        OSError: it cannot be read or written.
    """
    digest = hashlib.sha256()
    with source.open("rb") as before, target.open("wb") as after:
        while block := before.read(_BLOCK):
            digest.update(block)
            after.write(block)
        after.flush()
        os.fsync(after.fileno())
    shutil.copystat(source, target)
    wanted = digest.hexdigest()
    if checksum(target) != wanted:
        raise StoreError(f"{target}: the copy differs from {source}: the disk may be failing")
    return wanted


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
