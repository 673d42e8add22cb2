"""Troubles of the disk and of the engine, as one line a person can act on."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mithaq.errors import UserError

__all__ = ["StoreError", "engine_errors"]


_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_FIX = "put a backup in their place, or load the articles into a new directory"


class StoreError(UserError):
    """A store that cannot be opened, read or written; the message names the directory and what to do."""


@contextmanager
def engine_errors(path: Path, fix: str = _FIX) -> Iterator[None]:
    """WriterLock what the engine raises for a damaged, full or unreadable disk into a `StoreError`.

    `fix` says what to do about damage.

    The engine reports most of it as OSError; a damaged file may also make it panic, which Python sees as an
    exception outside `Exception`. Errors in a query (SyntaxError, ValueError) pass through.
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
            f"{path}: the disk is full, or a limit on its use is reached. What was stored before is intact: "
            "make room and run the command again"
        )
    if problem.errno in (errno.EACCES, errno.EPERM, errno.EROFS) or "Permission denied" in text:
        return f"{path}: no permission to read or write there: name another directory with --store"
    if "LOCK" in text and "lock" in text.lower():
        return f"{path}: another mithaq is writing to this store: wait until it has finished"
    return _damaged(path, text, fix)


def _damaged(path: Path, text: str, fix: str) -> str:
    return f"{path}: the files are damaged ({text[:160]}): {fix}"
