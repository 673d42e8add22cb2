"""Errors of the disk and of the engine, as one-line messages that say what to do."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mithaq.errors import UserError

__all__ = ["StoreError", "engine_errors"]


_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_FIX = "restore a backup, or load the articles into a new directory"


class StoreError(UserError):
    """A store that cannot be opened, read or written; the message names the directory and what to do."""


@contextmanager
def engine_errors(path: Path, fix: str = _FIX) -> Iterator[None]:
    """Convert the engine's errors about damaged, full or unreadable disks into `StoreError`.

    `fix` tells the user what to do about damaged files.

    The engine raises OSError for most of them. A damaged file may also make it panic, which reaches Python as a
    BaseException. Query errors (SyntaxError, ValueError) pass through.
    """
    try:
        yield
    except OSError as problem:
        raise StoreError(_explain(path, problem, fix)) from problem
    except RuntimeError as problem:
        raise StoreError(_damaged(path, str(problem), fix)) from problem
    except BaseException as problem:
        if type(problem).__name__ != "PanicException":
            raise
        raise StoreError(_damaged(path, str(problem), fix)) from problem


def _explain(path: Path, problem: OSError, fix: str) -> str:
    text = " ".join(str(problem).split())
    if problem.errno in _FULL or any(os.strerror(number) in text for number in _FULL):
        return (
            f"{path}: the disk is full or a quota is exceeded. Data stored before is intact: "
            "free some space and run the command again"
        )
    if problem.errno in (errno.EACCES, errno.EPERM, errno.EROFS) or "Permission denied" in text:
        return f"{path}: no permission to read or write here: choose another directory with --store"
    if "LOCK" in text and "lock" in text.lower():
        return f"{path}: another mithaq is writing to this store: wait until it has finished"
    return _damaged(path, text, fix)


def _damaged(path: Path, text: str, fix: str) -> str:
    return f"{path}: the files are damaged ({text[:160]}): {fix}"
