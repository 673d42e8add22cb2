"""Files of a pass: complete or absent, and values that later passes read again."""

from __future__ import annotations

import marshal
import os
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

__all__ = ["load_values", "write_atomically", "write_values"]

_KEPT = 4
"""Files of `load_values` that a process keeps."""


def write_atomically(path: Path, blocks: Iterable[bytes]) -> None:
    """Write a file under another name and rename it: a killed task leaves nothing, and two of one task do not mix.

    Raises:
        OSError: full disk, no permission.
    """
    new = path.with_name(f"{path.name}.{os.getpid()}.new")
    with new.open("wb") as file:
        file.writelines(blocks)
    os.replace(new, path)


def write_values(path: Path, values: Any) -> None:
    """Write numbers, strings, bytes, tuples, lists, sets and dictionaries of them, for the same version of Python.

    Raises:
        OSError: full disk, no permission.
    """
    write_atomically(path, [marshal.dumps(values)])


@lru_cache(maxsize=_KEPT)
def load_values(path: Path) -> Any:
    """What `write_values` wrote. A process reads each file once: nothing may change the values, or the file.

    Raises:
        OSError: the file cannot be read.
    """
    return marshal.loads(path.read_bytes())
