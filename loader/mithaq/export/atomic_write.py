"""Write files atomically."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from mithaq.errors import UserError
from mithaq.store.layout import MANIFEST

__all__ = ["atomic_write", "check_target"]


@contextmanager
def atomic_write(path: Path) -> Iterator[IO[bytes]]:
    """Write a temporary file that replaces `path` on success and is deleted on failure.

    Raises:
        UserError: it cannot be written; it is a directory, or lies in a store, whose files only Mithaq writes.
    """
    check_target(path)
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            try:
                yield file
                file.flush()
                os.fchmod(file.fileno(), 0o666 & ~_umask())
                os.replace(file.name, path)
            except BaseException:
                os.unlink(file.name)
                raise
    except OSError as problem:
        raise UserError(f"{path}: cannot be written: {problem.strerror or problem}") from problem


def check_target(path: Path) -> None:
    """Refuse to write a file where a directory is, or in a store.

    Raises:
        UserError: the path is such a one.
    """
    if path.is_dir():
        raise UserError(f"{path}: is a directory: give a file name")
    for folder in path.resolve().parents:
        if (folder / MANIFEST).is_file():
            raise UserError(f"{path}: is in the store {folder}: choose a file outside it")


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
