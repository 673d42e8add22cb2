"""File systems of URLs, by fsspec. Whatever a driver raises becomes one line without credentials."""

from __future__ import annotations

import importlib
import os
import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import FileIO
from typing import IO, Any, TypeVar

from mithaq.cluster.addresses import concealed, without_credentials
from mithaq.errors import UserError

__all__ = ["StorageError", "UrlSystem", "VanishedError", "protocols", "unnamed_file"]

Found = TypeVar("Found")

_OF_ONE_PROCESS = "memory"
_SAID = 200
"""Characters of a driver's own message that are passed on."""


class VanishedError(Exception):
    """A file of the storage is not there."""


class StorageError(UserError):
    """Storage that does not answer, or refuses: `reason` in a few words, and what to do."""

    def __init__(self, message: str, reason: str = "", hint: str = "") -> None:
        super().__init__(message)
        self.reason = reason
        self.hint = hint


class UrlSystem:
    """The file system of a URL that fsspec knows. An instance can be pickled. Credentials stand in the environment, or
    in the files that the driver reads; messages leave out those of the URL.

    A cache before the storage, such as `simplecache::`, is left out: it would give files of an earlier run.

    Raises:
        UserError: fsspec is missing.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self.where = without_credentials(url)
        _fsspec()

    def opened(self) -> tuple[Any, str]:
        """The file system, and the place of the URL as it names it.

        Raises:
            UserError: malformed, of an unknown protocol, without its driver; the storage does not answer, or refuses.
        """
        try:
            system, place = self.call("cannot be opened", lambda: _fsspec().core.url_to_fs(self.url))
        except VanishedError:
            raise UserError(
                f"{self.where}: cannot be opened: a file that it names is not there: check the URL"
            ) from None
        while isinstance(system, importlib.import_module("fsspec.implementations.cached").CachingFileSystem):
            system = system.fs
        return system, str(place)

    @property
    def of_one_process(self) -> bool:
        """Whether other processes do not see the files.

        Raises:
            UserError: as `opened` raises.
        """
        return _OF_ONE_PROCESS in protocols(self.opened()[0])

    def copy_of(self, system: Any, name: str) -> FileIO:
        """A copy of a file for reading, from its beginning. It has no name on this machine, and is gone when it is
        closed.

        Raises:
            VanishedError: it is not there.
            StorageError: the storage does not answer, or refuses.
        """
        with unnamed_file() as (_, path):
            self.call("cannot be read", lambda: system.get_file(name, path))
            return FileIO(path, "rb")

    def call(self, what: str, function: Callable[[], Found]) -> Found:
        """Call a function of a driver, which may raise whatever its author liked.

        Raises:
            VanishedError: a file is not there.
            StorageError: anything else, in one line without credentials.
        """
        try:
            return function()
        except FileNotFoundError:
            missing, reason, hint = True, "", ""
        except Exception as problem:
            missing, (reason, hint) = False, _said(problem, self.url)
        # raised here, so that it does not bring along an exception that cannot be pickled
        if missing:
            raise VanishedError(self.where)
        raise StorageError(f"{self.where}: {what}: {reason}: {hint}", reason, hint)


@contextmanager
def unnamed_file() -> Iterator[tuple[IO[bytes], str]]:
    """A temporary file, and a path by which this process can open it. Where the system allows it the file has no name,
    so that a process that is killed leaves nothing."""
    with tempfile.TemporaryFile() as file:
        path = f"/proc/self/fd/{file.fileno()}"
        if os.path.exists(path):
            yield file, path
            return
    with tempfile.NamedTemporaryFile(prefix="mithaq-shard-") as file:
        yield file, file.name


def protocols(system: Any) -> frozenset[str]:
    """The names of the protocols of a file system."""
    found = system.protocol
    return frozenset((found,) if isinstance(found, str) else found)


def _said(problem: Exception, url: str) -> tuple[str, str]:
    """What went wrong, and what to do."""
    text = re.sub(r"[.\s]+$", "", concealed(" ".join(str(problem).split()), url)[:_SAID])
    if isinstance(problem, ImportError):
        return f"a driver is missing ({text})", "install it on all machines"
    if isinstance(problem, PermissionError):
        return f"no permission ({text})", "check the credentials and what they may do"
    if isinstance(problem, ValueError) and "rotocol" in text:
        return text, "check the URL"
    return f"{type(problem).__name__}{f' ({text})' if text else ''}", "check the URL, the network and the credentials"


def _fsspec() -> Any:
    try:
        return importlib.import_module("fsspec")
    except ImportError as problem:
        what = "install mithaq with the extra `cluster` (pip install 'mithaq[cluster]')"
        raise UserError(f"a URL needs fsspec: {what}") from problem
