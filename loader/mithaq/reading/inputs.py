"""Find inputs in files, folders and standard input."""

from __future__ import annotations

import gzip
import io
import json
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO, cast

from mithaq.errors import UserError
from mithaq.reading.forms.registry import by_suffix, suffix_of
from mithaq.reading.problem import Problem, SkippedInput
from mithaq.reading.sources import Source

__all__ = ["InputFile", "check_paths", "input_files", "made_by_mithaq", "name_of", "passed_over", "unpacked"]

_GZIP_SUFFIX = ".gz"
_ANNOTATIONS = ".gold.json"
"""File name ending of gold annotations for the article beside it (`mithaq evaluate`)."""
_GZIP_MARK = b"\x1f\x8b"
_BUFFER = 1 << 16
"""bytes that are at hand for finding out the form and the encoding of an input"""
_ABOUT = frozenset(("readme", "license", "changelog", "contributing"))
"""names of Markdown files that describe a folder"""
STORE_MANIFEST, SITE_MARKER = "mithaq.json", ".mithaq-site"
"""files that say that a folder is a store, or a site, which `mithaq` made"""
STDIN = "-"


@dataclass(frozen=True, slots=True)
class InputFile:
    """An input: `where` names it in messages, `name` is the file's name, without `.gz`. `path` is None for standard
    input. `folders` are those that the file is in, from the one that was named on, each with a slash; if the file
    itself was named, its folder."""

    where: str
    name: str
    path: Path | None
    compressed: bool = False
    folders: str = ""

    @property
    def is_standard_input(self) -> bool:
        """Whether it is standard input, which only this process can read."""
        return self.path is None

    @property
    def state(self) -> object:
        """What changes with the content of the file: its size and when it was changed last.

        Raises:
            OSError: it is not there.
        """
        assert self.path is not None
        found = self.path.stat()
        return found.st_size, found.st_mtime_ns

    def content(self) -> io.FileIO:
        """The bytes of a file, as they are.

        Raises:
            OSError: it cannot be opened.
        """
        assert self.path is not None
        return io.FileIO(self.path)

    def open(self, stdin: BinaryIO | None) -> Source:
        """Open the decompressed bytes. Reading may raise OSError, EOFError or zlib.error.

        Raises:
            OSError: it cannot be opened.
        """
        if self.is_standard_input:
            given = _buffered(sys.stdin.buffer if stdin is None else stdin)
            stream = _decompressed(given) if given.peek(2).startswith(_GZIP_MARK) else given
        else:
            opened = io.BufferedReader(self.content(), _BUFFER)
            unnamed = by_suffix(self.name) is None and opened.peek(2).startswith(_GZIP_MARK)
            stream = _decompressed(opened) if self.compressed or unnamed else opened
        return Source(self.where, self.name, stream, self.path)


def _buffered(stream: BinaryIO) -> io.BufferedReader[Any]:
    if isinstance(stream, io.BufferedReader):
        return stream
    return io.BufferedReader(cast(io.RawIOBase, stream), _BUFFER)


def _decompressed(stream: io.BufferedReader[Any]) -> io.BufferedReader[Any]:
    return io.BufferedReader(cast(io.RawIOBase, gzip.GzipFile(fileobj=stream, mode="rb")), _BUFFER)


def unpacked(member: Source) -> Source:
    """A member of an archive, decompressed if its name ends in `.gz`."""
    if not member.name.lower().endswith(_GZIP_SUFFIX):
        return member
    name = member.name[: -len(_GZIP_SUFFIX)]
    return replace(member, name=name, stream=_decompressed(member.stream))


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
    """The inputs in the order of `paths`; folders recursively, in the order of names. Every other entry of a folder
    yields a `SkippedInput`: files with an unknown suffix (unless `paths` names them), annotations, hidden files,
    links to folders, and stores and sites that Mithaq made. One of `paths` that is such a store or site is a
    `Problem`."""
    for path in paths:
        if path is None:
            yield InputFile("standard input", "stdin", None)
        elif path.is_dir():
            made = made_by_mithaq(path)
            if made:
                yield Problem(str(path), f"is {made}, not a folder of articles", "name the folder of the articles")
            else:
                yield from _files_in(path, _folder(path))
        else:
            yield _file(path, _folder(path.parent))


def made_by_mithaq(folder: Path) -> str:
    """What a folder is that Mithaq wrote (`a store of Mithaq`); empty for any other."""
    if os.path.isfile(folder / SITE_MARKER):
        return "a site of Mithaq"
    try:
        manifest = json.loads((folder / STORE_MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
        return ""
    return "a store of Mithaq" if isinstance(manifest, dict) and manifest.get("program") == "mithaq" else ""


def _file(path: Path, folders: str = "") -> InputFile:
    name, compressed = name_of(_text(path.name))
    return InputFile(str(path), name, path, compressed, folders)


def _folder(path: Path) -> str:
    """The name of a folder as it was named, with a slash; that of the current one for `.`, and so on."""
    name = path.name if path.name not in ("", "..") else path.resolve().name
    return f"{_text(name)}/" if name else ""


def _text(name: str) -> str:
    return os.fsencode(name).decode("utf-8", "replace")


def name_of(file: str) -> tuple[str, bool]:
    """The name of a file without `.gz`, and whether it ends so."""
    compressed = file.lower().endswith(_GZIP_SUFFIX)
    return file[: -len(_GZIP_SUFFIX)] if compressed else file, compressed


def _files_in(folder: Path, folders: str) -> Iterator[InputFile | Problem | SkippedInput]:
    try:
        with os.scandir(folder) as entries:
            inside = sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        yield Problem(str(folder), f"the folder cannot be read ({error.strerror})", "check its permissions")
        return
    for entry in inside:
        skipped = passed_over(entry.path, entry.name)
        if skipped is not None and (entry.name.startswith(".") or not entry.is_dir()):
            yield skipped
        elif entry.is_dir(follow_symlinks=False):
            made = made_by_mithaq(Path(entry.path))
            if made:
                yield SkippedInput(entry.path, made, expected=True)
            else:
                yield from _files_in(Path(entry.path), f"{folders}{_text(entry.name)}/")
        elif entry.is_dir():
            yield SkippedInput(entry.path, "a link to a folder")
        elif entry.is_file():
            yield _file(Path(entry.path), folders)
        else:
            what = "a link to nothing" if entry.is_symlink() else "no regular file"
            yield SkippedInput(entry.path, what)


def passed_over(where: str, name: str) -> SkippedInput | None:
    """Why a file of this name in a folder or archive is not read; None if it is."""
    lower = name.lower()
    plain = lower.removesuffix(_GZIP_SUFFIX)
    if name.startswith("."):
        return SkippedInput(where, "a hidden file", expected=True)
    if lower.endswith(_ANNOTATIONS):
        return SkippedInput(where, "annotations", _ANNOTATIONS, expected=True)
    if by_suffix(plain) is None:
        return SkippedInput(where, "not a form that is read", suffix_of(plain))
    stem, _, suffix = plain.partition(".")
    if stem in _ABOUT and suffix in ("md", "markdown"):
        return SkippedInput(where, "a description of the folder", suffix_of(plain), expected=True)
    return None
