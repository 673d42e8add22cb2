"""Errors of the disk and of the engine, as one-line messages that say what to do."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mithaq.errors import UserError

__all__ = ["StoreError", "damage", "engine_errors", "query_errors"]


_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_FEW_FILES = (errno.EMFILE, errno.ENFILE)
_ENGINE_PREFIXES = ("IO error:", "Corruption:")
"""How messages of the database begin, in contrast to those of queries."""
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
    except BrokenPipeError:
        raise
    except OSError as problem:
        raise StoreError(_explain(path, problem, fix)) from problem
    except RuntimeError as problem:
        raise StoreError(_damaged(path, str(problem), fix)) from problem
    except BaseException as problem:
        if type(problem).__name__ != "PanicException":
            raise
        raise StoreError(_damaged(path, str(problem), fix)) from problem


@contextmanager
def query_errors(path: Path) -> Iterator[None]:
    """Convert errors of running a query, or of reading its results, into one-line messages.

    Errors of writing the results pass through.

    Raises:
        StoreError: damaged files.
        UserError: the query fails.
    """
    try:
        yield
    except (UserError, SyntaxError):
        raise
    except BaseException as problem:
        if (stated := damage(problem)) is not None:
            raise StoreError(_damaged(path, stated, _FIX)) from problem
        if not isinstance(problem, RuntimeError | OSError) or (isinstance(problem, OSError) and problem.errno):
            raise
        raise UserError(f"the query fails: {' '.join(str(problem).split())[:200]}") from problem


def damage(problem: BaseException) -> str | None:
    """What an error of the engine says about damaged files; None if it says something else."""
    text = " ".join(str(problem).split())
    if type(problem).__name__ == "PanicException":
        return text
    known = isinstance(problem, RuntimeError | OSError) and text.startswith(_ENGINE_PREFIXES)
    return text if known and not any(os.strerror(number) in text for number in (*_FULL, *_FEW_FILES)) else None


def _explain(path: Path, problem: OSError, fix: str) -> str:
    text = " ".join(str(problem).split())
    if problem.errno in _FULL or any(os.strerror(number) in text for number in _FULL):
        return (
            f"{path}: the disk is full or a quota is exceeded. Data stored before is intact: "
            "free some space and run the command again"
        )
    if problem.errno in (errno.EACCES, errno.EPERM, errno.EROFS) or "Permission denied" in text:
        return f"{path}: no permission to read or write here: choose another directory with --store"
    if problem.errno in _FEW_FILES or "file descriptors" in text or os.strerror(errno.EMFILE) in text:
        return f"{path}: too few files may be open at once: raise the limit, for example with `ulimit -n 1024`"
    if problem.errno == errno.ENAMETOOLONG or os.strerror(errno.ENAMETOOLONG) in text:
        return f"{path}: the path is too long: choose another directory with --store"
    if "LOCK" in text and "lock" in text.lower():
        return f"{path}: another mithaq is writing to this store: wait until it has finished"
    if problem.errno not in (None, errno.ENOENT, errno.EIO):
        return f"{path}: cannot be read or written ({problem.strerror}): choose another directory with --store"
    return _damaged(path, text, fix)


def _damaged(path: Path, text: str, fix: str) -> str:
    return f"{path}: the files are damaged ({text[:160]}): {fix}"
