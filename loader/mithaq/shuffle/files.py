"""Files of a pass: complete or absent, and values that later passes read again."""

from __future__ import annotations

import marshal
import os
import secrets
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

__all__ = ["forget_values", "load_values", "write_atomically", "write_values"]

_KEPT = 4
"""Files of `load_values` that a process keeps."""


def write_atomically(path: Path, blocks: Iterable[bytes]) -> None:
    """Write a file under another name and rename it: it is complete or absent, also if two machines write it at once.

    Raises:
        OSError: full disk, no permission.
    """
    new = path.with_name(f"{path.name}.{secrets.token_hex(4)}.new")
    with new.open("wb") as file:
        file.writelines(blocks)
    os.replace(new, path)


def write_values(path: Path, values: Any) -> None:
    """Write numbers, strings, bytes, tuples, lists, sets and dictionaries of them, for the same version of Python.

    Raises:
        OSError: full disk, no permission.
    """
    write_atomically(path, [marshal.dumps(values)])


def load_values(path: Path) -> Any:
    """What `write_values` wrote. A process keeps the values of the last files: nothing may change the values.

    A file that was replaced, as by the next load into the same folder, is read again.

    Raises:
        OSError: the file cannot be read.
    """
    state = path.stat()
    return _values(path, (state.st_ino, state.st_mtime_ns, state.st_size))


def forget_values() -> None:
    """Free the memory of the values of the last files."""
    _values.cache_clear()


@lru_cache(maxsize=_KEPT)
def _values(path: Path, state: tuple[int, int, int]) -> Any:
    return marshal.loads(path.read_bytes())
