"""Archives of files in any other form: ZIP and TAR, with bounds on number, size and depth."""

from __future__ import annotations

import io
import os
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, cast

from mithaq.reading.forms.form import Item
from mithaq.reading.limits import MAX_ARCHIVE_BYTES, MAX_BYTES, MAX_DEPTH, MAX_MEMBER_BYTES, MAX_MEMBERS
from mithaq.reading.options import ReadOptions
from mithaq.reading.problem import Problem
from mithaq.reading.sources import Budget, RefusedError, Source

__all__ = ["read_tar", "read_zip"]

_CHUNK = 1 << 20
_UTF8_NAME = 0x800


def read_zip(source: Source, options: ReadOptions) -> Iterator[Item]:
    """The files of a ZIP archive, in its order."""
    _check_depth(source)
    with tempfile.SpooledTemporaryFile(MAX_BYTES) as copy:
        budget = source.budget or Budget(MAX_ARCHIVE_BYTES)
        _copy(source.stream, copy, Budget(MAX_ARCHIVE_BYTES))
        try:
            archive = zipfile.ZipFile(copy)
        except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
            raise RefusedError(f"is a damaged ZIP file ({error})", "pack it again") from error
        with archive:
            members = [info for info in archive.infolist() if not info.is_dir()]
            if len(members) > MAX_MEMBERS:
                raise RefusedError(f"holds more than {MAX_MEMBERS:,} files", "split it")
            for info in members:
                name = _zip_name(info)
                try:
                    with archive.open(info) as stream:
                        yield from _member(source, name, stream, budget)
                except (zipfile.BadZipFile, RuntimeError, NotImplementedError, zlib.error, EOFError, OSError) as error:
                    yield Problem(f"{source.where}!{name}", f"cannot be unpacked ({error})", "pack it again")


def read_tar(source: Source, options: ReadOptions) -> Iterator[Item]:
    """The files of a TAR archive, in its order; links and devices are left out."""
    _check_depth(source)
    count, budget = 0, source.budget or Budget(MAX_ARCHIVE_BYTES)
    try:
        with tarfile.open(fileobj=source.stream, mode="r|*") as archive:
            for info in archive:
                count += 1
                if count > MAX_MEMBERS:
                    raise RefusedError(f"holds more than {MAX_MEMBERS:,} files", "split it")
                archive.members = []  # type: ignore[attr-defined]  # which would grow with every file
                if info.size > budget.left:  # passing over it means unpacking it too
                    budget.take(info.size)
                stream = archive.extractfile(info) if info.isfile() else None
                if stream is not None:
                    with stream:
                        yield from _member(source, info.name, stream, budget)
    except (tarfile.TarError, EOFError, zlib.error) as error:
        raise RefusedError(f"is a damaged TAR file ({error})", "pack it again") from error


def _check_depth(source: Source) -> None:
    if source.depth >= MAX_DEPTH:
        raise RefusedError(f"lies in more than {MAX_DEPTH} archives within one another", "unpack it first")


def _member(source: Source, name: str, stream: IO[bytes], budget: Budget) -> Iterator[Item]:
    where = f"{source.where}!{name}"
    with tempfile.SpooledTemporaryFile(MAX_BYTES) as copy:
        try:
            _copy(stream, copy, budget)
        except RefusedError as error:
            yield Problem(where, error.what, error.hint)
            return
        copy.seek(0)
        buffered = io.BufferedReader(cast(io.RawIOBase, _Raw(copy)))
        yield Source(
            where, os.path.basename(name), buffered, None, source.depth + 1, budget, source.inside(name)
        )  # fmt: skip


class _Raw(io.RawIOBase):
    """A file of Python as a raw stream, for a reader with a buffer around it."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        data = self._file.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def _copy(stream: IO[bytes] | io.BufferedReader, into: IO[bytes], budget: Budget) -> None:
    size = 0
    while chunk := stream.read(_CHUNK):
        size += len(chunk)
        budget.take(len(chunk))
        if size > MAX_MEMBER_BYTES:
            raise RefusedError(f"unpacks to more than {MAX_MEMBER_BYTES // 1024 // 1024} MB", "split it")
        into.write(chunk)


def _zip_name(info: zipfile.ZipInfo) -> str:
    """The name of a member; programs that do not say so write it in UTF-8 all the same."""
    if info.flag_bits & _UTF8_NAME:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename
