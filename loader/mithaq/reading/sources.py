"""A source of bytes: a file, standard input, a member of an archive."""

from __future__ import annotations

import io
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mithaq.reading.decoding import NotTextError, decode
from mithaq.reading.limits import MAX_ARCHIVE_BYTES, MAX_BYTES

__all__ = ["Budget", "RefusedError", "Source", "text_of"]


class RefusedError(Exception):
    """An input cannot be read: the reason and what to do, as in a `Problem`."""

    def __init__(self, what: str, hint: str) -> None:
        super().__init__(what)
        self.what = what
        self.hint = hint


@dataclass(slots=True)
class Budget:
    """How many bytes an archive, with the archives within it, may still unpack to."""

    left: int

    def take(self, count: int) -> None:
        """Spend some of it.

        Raises:
            RefusedError: there is not so much left.
        """
        self.left -= count
        if self.left < 0:
            size = f"{MAX_ARCHIVE_BYTES // 1024**3} GB"
            raise RefusedError(f"lies in an archive that unpacks to more than {size}", "unpack it first")


@dataclass(frozen=True, slots=True)
class Source:
    """Bytes with a name. `where` names them in messages; `name` is the file's name, without `.gz`; `depth` counts the
    archives around them, and `budget` is that of the outermost. `folders` are those that the file is in, each with a
    slash, if ids are made from them too. `stream` is at its beginning."""

    where: str
    name: str
    stream: io.BufferedReader[Any]
    path: Path | None = None
    depth: int = 0
    budget: Budget | None = None
    folders: str | None = None

    @property
    def stem(self) -> str:
        """The name without its suffix, after its folders: the id of an article without an id of its own."""
        return f"{self.folders or ''}{os.path.splitext(self.name)[0]}"

    def inside(self, member: str) -> str | None:
        """The folders of a member of this archive, to which the archive counts as one."""
        if self.folders is None:
            return None
        above = (part for part in member.split("/")[:-1] if part not in ("", ".", ".."))
        return "".join(f"{part}/" for part in (*self.folders.split("/")[:-1], self.name, *above))

    def data(self, most: int = MAX_BYTES) -> bytes:
        """All bytes.

        Raises:
            RefusedError: there are more than `most`.
        """
        data = self.stream.read(most + 1)
        if len(data) > most:
            what = f"is larger than an article can be ({most // 1024 // 1024} MB)"
            raise RefusedError(what, "split it into articles, or write JSON Lines")
        return data

    def text(self, declared: str | None = None) -> str:
        """All bytes as text.

        Raises:
            RefusedError: too many, or not text.
        """
        return text_of(self.data(), declared)


def text_of(data: bytes, declared: str | None = None) -> str:
    """Decode bytes.

    Raises:
        RefusedError: they are not text, or blank.
    """
    try:
        text = decode(data, declared).text
    except NotTextError as error:
        raise RefusedError(f"is not text ({error})", "save it as UTF-8 text") from error
    if not text.strip():
        raise RefusedError("is empty", "leave it out")
    return text
