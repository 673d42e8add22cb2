"""Inputs at URLs, by fsspec: they are listed here, and read where their partition is processed."""

from __future__ import annotations

import io
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from mithaq.cluster.addresses import without_credentials
from mithaq.cluster.url_systems import StorageError, UrlSystem, VanishedError, protocols
from mithaq.errors import UserError
from mithaq.reading.inputs import InputFile, check_paths, input_files, name_of, passed_over
from mithaq.reading.problem import Problem, SkippedInput
from mithaq.reading.sources import RefusedError

__all__ = ["UNREAD", "UrlFile", "url_files"]

UNREAD = "and run the command again"
"""How the hint of an input ends that storage did not give: the next run tries again."""

_LOCAL = frozenset(("file", "local"))
_WEB = frozenset(("http", "https"))
_VERSIONS = (
    "ETag", "etag", "mtime", "LastModified", "Last-Modified", "last_modified", "updated", "created", "md5Hash",
    "content_md5", "Content-MD5", "CRC", "date_time", "modified",
)  # fmt: skip
"""What file systems call that which changes with the content of a file."""


@dataclass(frozen=True, slots=True)
class UrlFile(InputFile):
    """A file that the file system of the URL `url` has as `address`. `version` changes with its content; it is empty
    if the file system does not have one."""

    url: str = ""
    address: str = ""
    size: int = 0
    version: str = ""

    @property
    def is_standard_input(self) -> bool:
        return False

    @property
    def state(self) -> object:
        """The size and the version; without a version, something new each time."""
        return self.size, self.version or uuid.uuid4().hex

    def content(self) -> io.FileIO:
        """A copy of the file on this machine.

        Raises:
            RefusedError: it is not there; the storage does not answer, or refuses.
        """
        try:
            system = UrlSystem(self.url)
            return system.copy_of(system.opened()[0], self.address)
        except VanishedError:
            raise RefusedError("cannot be read (it is not there any more)", f"put it there {UNREAD}") from None
        except StorageError as problem:
            raise RefusedError(f"cannot be read ({problem.reason})", f"{problem.hint}, {UNREAD}") from None


def url_files(url: str) -> Iterator[InputFile | Problem | SkippedInput]:
    """The inputs at a URL: a file; a folder with all below it, of which what is not read yields a `SkippedInput` as in
    folders of this machine; with `*` in the URL, all files that match, in the order of their names.

    Raises:
        UserError: nothing is there; as `UrlSystem.opened` raises; the storage does not answer, or refuses.
    """
    system = UrlSystem(url)
    files, place = system.opened()
    files.invalidate_cache()
    listing = _Listing(system, files, place)
    found = listing.matching(place) if "*" in place else [place]
    if not found:
        raise UserError(f"{system.where}: no file matches; check the URL (`**` looks in folders too)")
    if protocols(files) & _LOCAL:
        yield from input_files(check_paths(found))
        return
    for one in found:
        yield from listing.inputs(one)


class _Listing:
    def __init__(self, system: UrlSystem, files: Any, place: str) -> None:
        self._system, self._files = system, files
        self._web = bool(protocols(files) & _WEB)
        parts = without_credentials(system.url).split("::")
        outermost = next(number for number, part in enumerate(parts) if "://" in part)  # caches come before it
        self._shown = parts[outermost]
        self._around = "".join(f"::{part}" for part in parts[outermost + 1 :])
        self._place = place

    def matching(self, pattern: str) -> list[str]:
        """The files that match, in the order of their names. As in a shell, `*` is not the dot of a hidden file."""
        above = pattern.partition("*")[0].rpartition("/")[0]
        found: dict[str, Mapping[str, Any]] = self._call(lambda: self._files.glob(pattern, detail=True))
        files = [place for place, about in found.items() if about.get("type") != "directory"]
        shown = [place for place in files if "/." not in place.removeprefix(above)]
        return sorted(shown, key=lambda place: place.split("/"))

    def inputs(self, place: str) -> Iterator[InputFile | SkippedInput]:
        """A file, or what is in a folder."""
        if self._web and place.endswith("/"):
            yield from self._folder(place)
            return
        about = self._call(lambda: self._files.info(place))
        if about.get("type") == "directory":
            yield from self._folder(place)
        else:
            yield self._file(place, about, "".join(f"{name}/" for name in place.split("/")[-2:-1]))

    def _folder(self, folder: str) -> Iterator[InputFile | SkippedInput]:
        root = folder.rstrip("/") + "/"
        found: dict[str, Mapping[str, Any]] = self._call(lambda: self._files.find(folder, detail=True))
        hidden = ""
        for place, about in sorted(found.items(), key=lambda entry: entry[0].split("/")):
            inside = place.removeprefix(root).split("/")
            if not inside[-1] or (hidden and place.startswith(hidden)):
                continue
            if dots := [depth for depth, name in enumerate(inside) if name.startswith(".")]:
                hidden_place = root + "/".join(inside[: dots[0] + 1])
                hidden = f"{hidden_place}/"
                yield SkippedInput(self._where(hidden_place), "a hidden file", expected=True)
                continue
            skipped = passed_over(self._where(place), inside[-1])
            folders = "".join(f"{name}/" for name in (root[:-1].rpartition("/")[2], *inside[:-1]))
            yield skipped or self._file(place, about, folders)

    def _file(self, place: str, about: Mapping[str, Any], folders: str = "") -> InputFile:
        if self._web and about.get("size") is None:  # a list of links
            about = self._call(lambda: self._files.info(place))
        version = repr([(kind, str(about[kind])) for kind in _VERSIONS if about.get(kind) is not None])
        last = place.partition("?")[0].rpartition("/")[2] if self._web else place.rpartition("/")[2]
        name, compressed = name_of(unquote(last) if self._web else last)
        return UrlFile(
            self._where(place), name, None, compressed, folders, self._system.url, place, about.get("size") or 0,
            version if version != "[]" else "",
        )  # fmt: skip

    def _where(self, place: str) -> str:
        """A file or folder as messages name it: as in the URL up to its end or the first `*`."""
        above, shown = self._place.partition("*")[0], self._shown.partition("*")[0]
        if not above.endswith("/"):
            shown = shown.rstrip("/")
        return f"{shown}{without_credentials(place.removeprefix(above))}{self._around}"

    def _call(self, function: Any) -> Any:
        try:
            return self._system.call("cannot be listed", function)
        except VanishedError:
            raise UserError(f"{self._system.where}: no such file or folder; check the URL") from None
