"""Find inputs in files, folders and standard input, and detect their formats."""

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
from mithaq.reading.problem import Problem, SkippedInput

__all__ = ["InputFile", "InputFormat", "check_paths", "detect_format", "input_files"]

InputFormat = Literal["text", "html", "json", "jsonl"]

_FORMATS: dict[str, InputFormat] = {
    ".txt": "text",
    ".html": "html",
    ".htm": "html",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
_GZIP_SUFFIX = ".gz"
_ANNOTATIONS = ".gold.json"
"""File name ending of gold annotations for the article beside it (`mithaq evaluate`)."""
_GZIP_MARK = b"\x1f\x8b"
STDIN = "-"


@dataclass(frozen=True, slots=True)
class InputFile:
    """An input: `where` names it in messages, `stem` is the id of an article without an id of its own. `form` is None
    when only the content can tell. `path` is None for standard input."""

    where: str
    stem: str
    format: InputFormat | None
    path: Path | None
    compressed: bool = False

    def open(self, stdin: BinaryIO | None) -> io.BufferedReader:
        """Open the decompressed bytes. Reading may raise OSError, EOFError or zlib.error.

        Raises:
            OSError: it cannot be opened.
        """
        if self.path is None:
            given = sys.stdin.buffer if stdin is None else stdin
            stream = _buffered(given)
            return _decompressed(stream) if stream.peek(2).startswith(_GZIP_MARK) else stream
        stream = self.path.open("rb")
        return _decompressed(stream) if self.compressed else stream


def _buffered(stream: BinaryIO) -> io.BufferedReader:
    if isinstance(stream, io.BufferedReader):
        return stream
    return io.BufferedReader(cast(io.RawIOBase, stream))


def _decompressed(stream: io.BufferedReader) -> io.BufferedReader:
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


def input_files(paths: Iterable[Path | None]) -> Iterator[InputFile | Problem | SkippedInput]:
    """The inputs in the order of `paths`; folders recursively, in the order of names. Files in folders with an
    unknown extension are ignored, unless `paths` names them. Gold annotations yield a
    `SkippedInput`."""
    for path in paths:
        if path is None:
            yield InputFile("standard input", "stdin", None, None)
        elif path.is_dir():
            yield from _files_in(path)
        else:
            yield _file(path)


def _file(path: Path) -> InputFile:
    name = path.name
    compressed = name.lower().endswith(_GZIP_SUFFIX)
    if compressed:
        name = name[: -len(_GZIP_SUFFIX)]
    stem, suffix = os.path.splitext(name)
    form = _FORMATS.get(suffix.lower())
    id_ = os.fsencode(stem if form else name).decode("utf-8", "replace")
    return InputFile(str(path), id_, form, path, compressed)


def _files_in(folder: Path) -> Iterator[InputFile | Problem | SkippedInput]:
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
            yield from _files_in(Path(entry.path))
        elif entry.name.endswith(_ANNOTATIONS):
            yield SkippedInput(entry.path, "annotations")
        elif entry.is_file():
            source = _file(Path(entry.path))
            if source.format is not None:
                yield source


def detect_format(head: bytes) -> InputFormat:
    """Detect the format of unnamed content from its first bytes."""
    wide = wide_encoding(head)
    text = head[: len(head) // 4 * 4].decode(wide or "utf-8", "replace").lstrip("\ufeff \t\r\n")
    if text.startswith("<"):
        return "html"
    return "json" if text.startswith("{") or (text.startswith("[") and text[1:].lstrip()[:1] in ("{", "]")) else "text"
