"""Files, folders and standard input: what there is to read, and in which form."""

from __future__ import annotations

import gzip
import io
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal, cast

from mithaq.errors import UserError
from mithaq.reading.decoding import wide_encoding
from mithaq.reading.problem import Aside, Problem

__all__ = ["Form", "Source", "check_paths", "sniff", "sources"]

Form = Literal["text", "html", "json", "jsonl"]

_FORMS: dict[str, Form] = {
    ".txt": "text",
    ".html": "html",
    ".htm": "html",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
_PACKED = ".gz"
_ANNOTATIONS = ".gold.json"
"""How the name of a file ends that says what should be read from the article beside it (`mithaq evaluate`)."""
_GZIP_MARK = b"\x1f\x8b"
STDIN = "-"


@dataclass(frozen=True, slots=True)
class Source:
    """Something to read: `where` names it to a person, `stem` is the id of an article that has no
    other. `form` is None when only the content can tell. `path` is None for standard input."""

    where: str
    stem: str
    form: Form | None
    path: Path | None
    packed: bool = False

    def open(self, stdin: BinaryIO | None) -> io.BufferedReader:
        """The bytes, unpacked. Reading may raise OSError, EOFError or zlib.error.

        Raises:
            OSError: it cannot be opened.
        """
        if self.path is None:
            given = sys.stdin.buffer if stdin is None else stdin
            stream = _buffered(given)
            return _unpacked(stream) if stream.peek(2).startswith(_GZIP_MARK) else stream
        stream = self.path.open("rb")
        return _unpacked(stream) if self.packed else stream


def _buffered(stream: BinaryIO) -> io.BufferedReader:
    if isinstance(stream, io.BufferedReader):
        return stream
    return io.BufferedReader(cast(io.RawIOBase, stream))


def _unpacked(stream: io.BufferedReader) -> io.BufferedReader:
    return io.BufferedReader(cast(io.RawIOBase, gzip.GzipFile(fileobj=stream, mode="rb")))


def check_paths(paths: Iterable[str | os.PathLike[str]]) -> list[Path | None]:
    """The paths to read; None stands for standard input.

    Raises:
        UserError: one of them does not exist, or there is none.
    """
    checked: list[Path | None] = []
    for path in paths:
        if os.fspath(path) == STDIN:
            checked.append(None)
            continue
        if not os.path.lexists(path):
            raise UserError(f"{os.fspath(path)!r}: no such file or folder; check the path")
        checked.append(Path(path))
    if not checked:
        raise UserError("nothing to read; name files or folders, or - for standard input")
    return checked


def sources(paths: Iterable[Path | None]) -> Iterator[Source | Problem | Aside]:
    """What is to be read, in the order of `paths`; folders in the order of their names, with all below
    them. Files in a folder whose name does not say that they hold articles are passed over; those named
    in `paths` are not. Annotations of articles are told as an `Aside`."""
    for path in paths:
        if path is None:
            yield Source("standard input", "stdin", None, None)
        elif path.is_dir():
            yield from _folder(path)
        else:
            yield _file(path)


def _file(path: Path) -> Source:
    name = path.name
    packed = name.lower().endswith(_PACKED)
    if packed:
        name = name[: -len(_PACKED)]
    stem, suffix = os.path.splitext(name)
    form = _FORMS.get(suffix.lower())
    id_ = os.fsencode(stem if form else name).decode("utf-8", "replace")
    return Source(str(path), id_, form, path, packed)


def _folder(folder: Path) -> Iterator[Source | Problem | Aside]:
    try:
        with os.scandir(folder) as entries:
            inside = sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        yield Problem(str(folder), f"the folder cannot be read ({error.strerror})", "check its permissions")
        return
    for entry in inside:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _folder(Path(entry.path))
        elif entry.name.endswith(_ANNOTATIONS):
            yield Aside(entry.path, "annotations")
        elif entry.is_file():
            source = _file(Path(entry.path))
            if source.form is not None:
                yield source


def sniff(head: bytes) -> Form:
    """The form of a content nobody has named, by its first bytes."""
    wide = wide_encoding(head)
    text = head[: len(head) // 4 * 4].decode(wide or "utf-8", "replace").lstrip("\ufeff \t\r\n")
    if text.startswith("<"):
        return "html"
    return "json" if text.startswith("{") or (text.startswith("[") and text[1:].lstrip()[:1] in ("{", "]")) else "text"
