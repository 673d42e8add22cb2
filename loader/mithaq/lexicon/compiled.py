"""What is computed from the tables at every start, kept in a file of the user's cache folder.

The file is a copy. It is read only if it is whole and was made by this user, from these tables, by this code and this
version of Python. In any other case, and where no file can be written, everything is computed as if there were none.
"""

from __future__ import annotations

import gc
import hashlib
import marshal
import os
import stat
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache, wraps
from pathlib import Path
from typing import Any, TypeVar

from pyarabic import araby

__all__ = ["compiled"]

Plain = TypeVar("Plain")

_PACKAGE = Path(__file__).resolve().parents[1]
_PARTS = ("extraction", "language", "lexicon", "names")
"""The packages that compute from the tables, and the tables."""
_ENDINGS = (".py", ".csv", ".toml")
_OTHERS_MAY_WRITE = stat.S_IWGRP | stat.S_IWOTH
_SEAL = hashlib.sha256().digest_size
_STARTED = time.time()


def compiled(build: Callable[[], Plain]) -> Callable[[], Plain]:
    """Keep the result of a function of the tables alone, in this process and in the user's cache folder.

    The result consists of dictionaries, tuples, frozen sets, strings, bytes, numbers and None. Nobody may change it.
    """

    @cache
    @wraps(build)
    def kept() -> Plain:
        with _no_collections():
            path = _path(f"{build.__module__}.{build.__qualname__}")
            if (known := _read(path)) is not None:
                found: Plain = known[0]
                return found
            made = build()
            _write(path, made)
            return made

    return kept


@contextmanager
def _no_collections() -> Iterator[None]:
    """Go without the garbage collector: it would look again and again through tables that grow."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _path(name: str) -> Path | None:
    """The file of a function; each installation and each version of Python has its own."""
    home = Path(os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache"))
    place = hashlib.sha256(os.fsencode(_PACKAGE)).hexdigest()[:10]
    file = f"{name.removeprefix('mithaq.')}.{sys.implementation.cache_tag}-{place}"
    return home / "mithaq" / "tables" / file if home.is_absolute() and not _is_changed() else None


def _read(path: Path | None) -> tuple[Any] | None:
    """The result that a file keeps, as the only item of a tuple; None if it is not to be relied on."""
    if path is None:
        return None
    try:
        with path.open("rb") as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode) or status.st_uid != os.geteuid() or status.st_mode & _OTHERS_MAY_WRITE:
                return None
            seal, content = file.read(_SEAL), file.read()
        return (marshal.loads(content),) if seal == _seal(content) else None
    except (OSError, EOFError, ValueError, TypeError):
        return None


def _write(path: Path | None, result: Any) -> None:
    """Keep a result in a file, in one step: other processes read and write it as well. A failure changes nothing."""
    if path is None:
        return
    content = marshal.dumps(result)
    with suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            try:
                file.write(_seal(content))
                file.write(content)
                file.close()
                os.replace(file.name, path)
            except BaseException:
                os.unlink(file.name)
                raise


def _seal(content: bytes) -> bytes:
    """What a file begins with: it says that the rest is whole, and of the same origin."""
    digest = hashlib.sha256(_origin())
    digest.update(content)
    return digest.digest()


@cache
def _origin() -> bytes:
    """A digest of what results depend on: the tables, the code, and Python."""
    digest = hashlib.sha256(f"{sys.version} {marshal.version}".encode())
    digest.update(_digest(araby.__file__))
    for path in _sources():
        digest.update(os.fsencode(os.path.relpath(path, _PACKAGE)) + _digest(path))
    return digest.digest()


def _digest(path: str) -> bytes:
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).digest()


@cache
def _is_changed() -> bool:
    """Whether a table or the code is newer than this process (an upgrade), whose results are then of the old code."""
    try:
        return any(os.stat(path).st_ctime > _STARTED for path in _sources())
    except OSError:
        return True


@cache
def _sources() -> tuple[str, ...]:
    return tuple(sorted(path for part in _PARTS for path in _files(_PACKAGE / part)))


def _files(folder: str | Path) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _files(entry.path)
            elif entry.name.endswith(_ENDINGS):
                yield entry.path
