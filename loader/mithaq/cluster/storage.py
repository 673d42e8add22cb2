"""Where shards are kept: a folder that all workers see, or the storage that a URL names (by fsspec)."""

from __future__ import annotations

import importlib
import os
import re
import shutil
import tempfile
import uuid
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from mithaq.cluster.addresses import concealed, is_url, parent_joined, without_credentials
from mithaq.errors import UserError

__all__ = ["FolderStorage", "Storage", "UrlStorage", "VanishedError", "storage_of"]

Found = TypeVar("Found")

_WHOLE = frozenset(("s3", "s3a", "gs", "gcs", "az", "abfs", "abfss", "adl", "oci", "oss", "r2", "memory"))
"""Protocols that write a file at once or not at all. Elsewhere it is written under another name and moved."""
_OF_ONE_PROCESS = "memory"
_UNFINISHED = ".new"
"""How the names of files end that are being written."""
_SAID = 200
"""Characters of a driver's own message that are passed on."""


class VanishedError(Exception):
    """A file of the storage is not there."""


class Storage(ABC):
    """Files by name in one place. An instance can be pickled and is the same storage in every process."""

    where: str
    """The place as messages name it, without credentials."""

    @property
    def of_one_process(self) -> bool:
        """Whether other processes do not see the files."""
        return False

    @abstractmethod
    def prepare(self) -> None:
        """Make the place if it is not there and files need one, and remove what tasks that were killed left in it: no
        other process may be writing there.

        Raises:
            UserError: it cannot be written.
        """

    @abstractmethod
    def head(self, name: str, size: int) -> bytes | None:
        """The first bytes of a file, None if it is not there.

        Raises:
            UserError: the storage does not answer, or refuses.
        """

    @abstractmethod
    def opened(self, name: str) -> BinaryIO:
        """A file for reading, from its beginning.

        Raises:
            VanishedError: it is not there.
            UserError: the storage does not answer, or refuses.
        """

    @abstractmethod
    def put(self, name: str, local: str) -> None:
        """Store a file of this machine under a name, in place of an older one; readers see the whole file or none.

        Raises:
            UserError: full disk, no permission, the storage does not answer.
        """


class FolderStorage(Storage):
    """A folder of the file system."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.where = str(folder)

    def prepare(self) -> None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            for unfinished in self._folder.glob(f"*{_UNFINISHED}"):
                unfinished.unlink()
        except OSError as problem:
            what = f"cannot be written ({problem.strerror}): choose another folder"
            raise UserError(f"{self._folder.parent}: {what}") from problem

    def head(self, name: str, size: int) -> bytes | None:
        with self._clear(name):
            try:
                with open(self._folder / name, "rb") as file:
                    return file.read(size)
            except FileNotFoundError:
                return None

    def opened(self, name: str) -> BinaryIO:
        with self._clear(name):
            try:
                return open(self._folder / name, "rb")
            except FileNotFoundError as problem:
                raise VanishedError(name) from problem

    def put(self, name: str, local: str) -> None:
        temporary = self._folder / _temporary(name)
        with self._clear(name):
            try:
                shutil.copyfile(local, temporary)
                os.replace(temporary, self._folder / name)
            except OSError:
                with suppress(OSError):
                    temporary.unlink()
                raise

    @contextmanager
    def _clear(self, name: str) -> Iterator[None]:
        try:
            yield
        except OSError as problem:
            raise UserError(
                f"{self._folder / name}: a worker cannot read or write it ({problem.strerror or problem}): "
                "put inputs and results on storage that all workers share"
            ) from problem


class UrlStorage(Storage):
    """The folder of a URL that fsspec knows, such as `s3://bucket/folder`. Credentials stand in the environment, or in
    the files that the driver reads; messages leave out those of a URL.

    A cache before the storage, such as `simplecache::`, is left out: it would give shards of an earlier run.

    Raises:
        UserError: fsspec is missing.
    """

    def __init__(self, url: str) -> None:
        self._url = url
        self.where = without_credentials(url)
        _fsspec()

    @property
    def of_one_process(self) -> bool:
        return _OF_ONE_PROCESS in _protocols(self._system()[0])

    def prepare(self) -> None:
        system, folder = self._system()
        if not _writes_whole(system):  # there are no folders, and to make one would make the bucket
            self._write(lambda: system.makedirs(folder, exist_ok=True))

    def head(self, name: str, size: int) -> bytes | None:
        system, folder = self._system()
        try:
            return bytes(self._call("cannot be read", lambda: system.cat_file(f"{folder}/{name}", start=0, end=size)))
        except VanishedError:
            return None

    def opened(self, name: str) -> BinaryIO:
        system, folder = self._system()
        copy = tempfile.NamedTemporaryFile(prefix="mithaq-shard-")  # noqa: SIM115 (the caller closes it)
        try:
            self._call("cannot be read", lambda: system.get_file(f"{folder}/{name}", copy.name))
            return open(copy.name, "rb")  # the name goes, the file is there until it is closed
        finally:
            copy.close()

    def put(self, name: str, local: str) -> None:
        system, folder = self._system()
        self._write(lambda: _put(system, local, f"{folder}/{name}"))

    def _write(self, function: Callable[[], object]) -> None:
        try:
            self._call("cannot be written", function)
        except VanishedError:
            what = "the bucket or folder is not there: make it, or check the URL"
            raise UserError(f"{self.where}: cannot be written: {what}") from None

    def _system(self) -> tuple[Any, str]:
        """The file system of the URL, and the folder as it names it."""
        try:
            system, folder = self._call("cannot be opened", lambda: _fsspec().core.url_to_fs(self._url))
        except VanishedError:
            raise UserError(
                f"{self.where}: cannot be opened: a file that it names is not there: check the URL"
            ) from None
        while isinstance(system, importlib.import_module("fsspec.implementations.cached").CachingFileSystem):
            system = system.fs
        return system, str(folder).rstrip("/")

    def _call(self, what: str, function: Callable[[], Found]) -> Found:
        """Call a function of a driver, which may raise whatever its author liked.

        Raises:
            VanishedError: a file is not there.
            UserError: anything else, in one line without credentials.
        """
        try:
            return function()
        except FileNotFoundError:
            missing, said = True, ""
        except Exception as problem:
            missing, said = False, _said(problem, self._url)
        # raised here, so that it does not bring along an exception that cannot be pickled
        if missing:
            raise VanishedError(self.where)
        raise UserError(f"{self.where}: {what}: {said}")


def storage_of(folder: str | os.PathLike[str], name: str) -> Storage:
    """The storage of a folder `name` below a folder or a URL.

    Raises:
        UserError: a URL is malformed; fsspec is missing.
    """
    text = os.fspath(folder)
    return UrlStorage(parent_joined(text, name)) if is_url(text) else FolderStorage(Path(text).absolute() / name)


def _put(system: Any, local: str, target: str) -> None:
    if _writes_whole(system):
        system.put_file(local, target)
        return
    parent, _, name = target.rpartition("/")
    temporary = f"{parent}/{_temporary(name)}"
    try:
        system.put_file(local, temporary)
        system.mv(temporary, target)
    except Exception:
        with suppress(Exception):
            system.rm_file(temporary)
        raise


def _temporary(name: str) -> str:
    return f"{name}.{uuid.uuid4().hex}{_UNFINISHED}"


def _protocols(system: Any) -> frozenset[str]:
    found = system.protocol
    return frozenset((found,) if isinstance(found, str) else found)


def _writes_whole(system: Any) -> bool:
    return bool(_protocols(system) & _WHOLE)


def _said(problem: Exception, url: str) -> str:
    """What went wrong and what to do, in one line."""
    text = re.sub(r"[.\s]+$", "", concealed(" ".join(str(problem).split()), url)[:_SAID])
    if isinstance(problem, ImportError):
        return f"a driver is missing ({text}): install it on all machines"
    if isinstance(problem, PermissionError):
        return f"no permission ({text}): check the credentials and what they may do"
    if isinstance(problem, ValueError) and "rotocol" in text:
        return f"{text}: check the URL"
    return f"{type(problem).__name__}{f' ({text})' if text else ''}: check the URL, the network and the credentials"


def _fsspec() -> Any:
    try:
        return importlib.import_module("fsspec")
    except ImportError as problem:
        what = "install mithaq with the extra `cluster` (pip install 'mithaq[cluster]')"
        raise UserError(f"a URL for the results needs fsspec: {what}") from problem
