"""Where shards are kept: a folder that all workers see, or the storage that a URL names (by fsspec)."""

from __future__ import annotations

import os
import shutil
import uuid
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import BufferedReader
from pathlib import Path
from typing import Any, BinaryIO

from mithaq.cluster.addresses import is_url, parent_joined
from mithaq.cluster.url_systems import UrlSystem, VanishedError, protocols
from mithaq.errors import UserError

__all__ = ["FolderStorage", "Storage", "UrlStorage", "VanishedError", "storage_of"]

_WHOLE = frozenset(("s3", "s3a", "gs", "gcs", "az", "abfs", "abfss", "adl", "oci", "oss", "r2", "memory"))
"""Protocols that write a file at once or not at all. Elsewhere it is written under another name and moved."""
_UNFINISHED = ".new"
"""How the names of files end that are being written."""


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
    """The folder of a URL that fsspec knows, such as `s3://bucket/folder`.

    Raises:
        UserError: fsspec is missing.
    """

    def __init__(self, url: str) -> None:
        self._url = UrlSystem(url)
        self.where = self._url.where

    @property
    def of_one_process(self) -> bool:
        return self._url.of_one_process

    def prepare(self) -> None:
        system, folder = self._system()
        if not _writes_whole(system):  # there are no folders, and to make one would make the bucket
            self._write(lambda: system.makedirs(folder, exist_ok=True))

    def head(self, name: str, size: int) -> bytes | None:
        system, folder = self._system()
        try:
            start = self._url.call("cannot be read", lambda: system.cat_file(f"{folder}/{name}", start=0, end=size))
        except VanishedError:
            return None
        return bytes(start)

    def opened(self, name: str) -> BinaryIO:
        system, folder = self._system()
        return BufferedReader(self._url.copy_of(system, f"{folder}/{name}"))

    def put(self, name: str, local: str) -> None:
        system, folder = self._system()
        self._write(lambda: _put(system, local, f"{folder}/{name}"))

    def _write(self, function: Callable[[], object]) -> None:
        try:
            self._url.call("cannot be written", function)
        except VanishedError:
            what = "the bucket or folder is not there: make it, or check the URL"
            raise UserError(f"{self.where}: cannot be written: {what}") from None

    def _system(self) -> tuple[Any, str]:
        """The file system of the URL, and the folder as it names it."""
        system, folder = self._url.opened()
        return system, folder.rstrip("/")


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


def _writes_whole(system: Any) -> bool:
    return bool(protocols(system) & _WHOLE)
