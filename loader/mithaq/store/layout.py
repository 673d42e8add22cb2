"""The directory layout of a store, and the locking of readers and the writer.

::

    mithaq.json   manifest: format, version of the lexicon, base IRI, current folders
    graph-1/      the writer's database; consistent by article, possibly in the middle of a load
    view-7/       the state after the last finished load; immutable, used by readers
    quarantine/   one report for each quarantined article; the graph keeps its text
    judgements.jsonl   people's judgements about facts, identity and links (older stores: also corrections.jsonl
                       and links.sssom.tsv, which the next writer puts into this file)
    spool/        files of a bulk load that is running; what a killed one left there, the next writer removes
    sync.json     which file of which folder each article came from (`mithaq load --sync`)
    NAME.new      a file or folder that is being written; it then replaces NAME
    lock          held by the only writer

A view shares files with the database through hard links, so it takes little space: none once the writer has ended.
Switching to a new state replaces `mithaq.json` by an atomic rename.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

import pyoxigraph as ox

from mithaq.judgements import JUDGEMENTS
from mithaq.store.checksums import changed_files, checksums_of, copy_verified
from mithaq.store.errors import StoreError, engine_errors

__all__ = [
    "FORMAT", "MANIFEST", "QUARANTINE", "SPOOL", "SYNCED", "Manifest", "WriterLock", "check_path", "check_view",
    "clear_old", "copy_view", "create", "drop_log", "hold_view", "manifest_stamp", "read_manifest", "restore_graph",
    "share_view", "sizes_of", "write_manifest",
]  # fmt: skip

FORMAT = 4
"""The version of the layout and of the internal graphs; raised when older stores become unreadable."""

MANIFEST = "mithaq.json"
SYNCED = "sync.json"
SPOOL = "spool"
_BESIDE = (JUDGEMENTS, "links.sssom.tsv", "corrections.jsonl", SYNCED)
"""Files beside the database that belong to a backup."""
_CHECKED_AT_OPENING = 16 * 1024 * 1024
"""Bytes of a view that is checked as a whole when it is opened; of a larger one only the engine's tables of contents.
`mithaq check --deep` checks all of it."""
QUARANTINE = "quarantine"
_LOCK = "lock"
_IMMUTABLE = ".sst"
"""The end of the names of files that the engine never changes."""
_NEW, _OLD = ".new", ".old"
"""Endings of the names of folders that a writer makes and removes."""
_UNFINISHED_RUNS = "bulk-*.sst"
"""Sorted runs of the engine that are not part of its database yet."""
_LARGEST_LOG = 1 << 20
"""Bytes of the engine's log that may stay beside a closed database."""
_REBUILD = "run `mithaq rebuild --store {path}` to rebuild it from the articles it holds"


@dataclass(frozen=True, slots=True)
class Manifest:
    """The content of `mithaq.json`; `graph` and `view` are names of folders beside it."""

    lexicon: str
    graph: str
    view: str
    sizes: dict[str, int] = field(default_factory=dict)
    """Size in bytes of each file of the view: the engine mistakes some truncated files for an older state."""
    base: str = ""
    """Base IRI of individuals; empty before the first load."""
    checksums: dict[str, str] = field(default_factory=dict)
    """SHA-256 of each file of the view; empty in stores that were last written by an older version."""
    format: int = FORMAT
    program: str = "mithaq"

    @property
    def number(self) -> int:
        """The number of the current view."""
        return int(self.view.rpartition("-")[2])

    @property
    def state(self) -> str:
        """The name of the view with a digest of its files, for those who keep something about it: after a backup was
        restored, the next view may have a name that another view had before."""
        digest = hashlib.sha256(json.dumps([self.sizes, self.checksums], sort_keys=True).encode())
        return f"{self.view}-{digest.hexdigest()[:16]}"

    @property
    def next_graph(self) -> str:
        return f"graph-{int(self.graph.rpartition('-')[2]) + 1}"

    @property
    def next_view(self) -> str:
        return f"view-{self.number + 1}"


def check_path(path: Path) -> None:
    """Refuse a path that cannot be that of a store.

    Raises:
        StoreError: it is a link that leads nowhere, too long, or not valid.
    """
    dangling = False
    try:
        str(path).encode()
        with engine_errors(path), contextlib.suppress(FileNotFoundError):
            os.lstat(path)
            dangling = path.is_symlink() and not path.exists()
    except ValueError:
        raise StoreError(f"{path}: is not a valid path: choose another directory with --store") from None
    if dangling:
        raise StoreError(f"{path}: is a link to {os.readlink(path)}, which does not exist: mend or remove the link")


def read_manifest(path: Path, *, any_format: bool = False) -> Manifest | None:
    """Read the manifest of the store in directory `path`; None if there is no store yet.

    Raises:
        StoreError: `path` is a file or a directory with other content; the manifest is damaged, or (unless
        `any_format`) has another format.
    """
    if path.exists() and not path.is_dir():
        raise StoreError(f"{path}: is a file, but a store is a directory: choose another with --store")
    try:
        text = (path / MANIFEST).read_text("utf-8")
    except FileNotFoundError:
        _refuse_foreign(path)
        return None
    except OSError as problem:
        raise StoreError(f"{path / MANIFEST}: cannot be read ({problem.strerror})") from problem
    except UnicodeDecodeError as problem:
        raise StoreError(f"{path / MANIFEST}: is damaged: restore a backup of the store") from problem
    return _parse(path, text, any_format)


def _parse(path: Path, text: str, any_format: bool) -> Manifest:
    try:
        data = json.loads(text)
        if data["program"] != "mithaq":
            raise StoreError(f"{path}: is a store of another program ({data['program']}): choose another directory")
        if data["format"] != FORMAT and not any_format:
            raise StoreError(
                f"{path}: has store format {data['format']}, and this mithaq uses {FORMAT}: "
                + _REBUILD.format(path=path)
            )
        manifest = Manifest(**data)
        folders = {"graph": manifest.graph, "view": manifest.view}
        if not all(re.fullmatch(rf"{stem}-[0-9]+", name) for stem, name in folders.items()):
            raise ValueError("folder names")
    except (ValueError, KeyError, TypeError) as problem:
        raise StoreError(f"{path / MANIFEST}: is damaged: restore a backup of the store") from problem
    return manifest


def _refuse_foreign(path: Path) -> None:
    """Refuse a directory without a manifest unless it is empty or left over from an interrupted creation."""
    try:
        names = sorted(os.listdir(path))
    except FileNotFoundError:
        return
    except OSError as problem:
        raise StoreError(f"{path}: cannot be read ({problem.strerror})") from problem
    foreign = [n for n in names if n not in (_LOCK, "graph-1", "view-1", f"{MANIFEST}.new")]
    if foreign:
        raise StoreError(f"{path}: is not a store (it contains {foreign[0]}): choose an empty or new directory")


def manifest_stamp(path: Path) -> tuple[int, ...]:
    """Changes whenever a state is published or the store is replaced by another: which file the manifest is, and since
    when. Empty if there is no manifest."""
    try:
        status = os.stat(path / MANIFEST)
    except OSError:
        return ()
    return status.st_dev, status.st_ino, status.st_mtime_ns


def write_manifest(path: Path, manifest: Manifest) -> None:
    """Replace the manifest atomically."""
    with engine_errors(path):
        new = path / f"{MANIFEST}.new"
        with open(new, "w", encoding="utf-8") as file:
            file.write(json.dumps(asdict(manifest), indent=2, sort_keys=True) + "\n")
            file.flush()
            os.fsync(file.fileno())
        os.replace(new, path / MANIFEST)
        directory = os.open(path, os.O_RDONLY)
        try:
            os.fsync(directory)
        finally:
            os.close(directory)


def create(path: Path) -> Manifest:
    """Create an empty store in an empty directory, or finish an interrupted creation. For the writer only.

    The manifest is written last; without it, there is no store.
    """
    with engine_errors(path):
        for name in ("graph-1", "view-1"):
            shutil.rmtree(path / name, ignore_errors=True)
            ox.Store(str(path / name)).flush()
        checksums = checksums_of(path / "view-1")
    manifest = Manifest("", "graph-1", "view-1", sizes_of(path / "view-1"), checksums=checksums)
    write_manifest(path, manifest)
    return manifest


def remove(path: Path, manifest: Manifest) -> None:
    """Remove a store that was created and never filled, and its directory if it is then empty. For the writer only."""
    (path / MANIFEST).unlink(missing_ok=True)
    for name in (manifest.graph, manifest.view, SPOOL):
        shutil.rmtree(path / name, ignore_errors=True)
    (path / _LOCK).unlink(missing_ok=True)
    with contextlib.suppress(OSError):
        path.rmdir()


def sizes_of(folder: Path) -> dict[str, int]:
    return {entry.name: entry.stat().st_size for entry in sorted(os.scandir(folder), key=lambda e: e.name)}


def check_view(path: Path, manifest: Manifest, *, deep: bool = False) -> None:
    """Verify that the files of the view have the published sizes; with `deep`, or if they are small, also their
    checksums.

    Raises:
        StoreError: one is missing, or has another size or another checksum.
    """
    with engine_errors(path):
        found = sizes_of(path / manifest.view)
    for name, size in manifest.sizes.items():
        if found.get(name) != size:
            what = "is missing" if name not in found else f"has {found[name]} bytes instead of {size}"
            raise StoreError(f"{path}: the store is damaged ({manifest.view}/{name} {what}): restore a backup")
    with engine_errors(path):
        most = None if deep else _CHECKED_AT_OPENING
        changed = next(changed_files(path / manifest.view, manifest.checksums, most), None)
    if changed is not None:
        what = "has other bytes than were written"
        raise StoreError(f"{path}: the store is damaged ({manifest.view}/{changed} {what}): restore a backup")


def restore_graph(path: Path, manifest: Manifest) -> None:
    """Recreate a missing writer's database (in a backup) from the view, and remove what a killed writer left in it. For
    the writer only."""
    graph, view = path / manifest.graph, path / manifest.view
    if graph.exists():
        for run in graph.glob(_UNFINISHED_RUNS):
            with contextlib.suppress(OSError):
                run.unlink()
        return
    check_view(path, manifest)
    with engine_errors(path):
        new = path / f"{manifest.graph}{_NEW}"
        shutil.rmtree(new, ignore_errors=True)
        shutil.copytree(view, new)
        os.replace(new, graph)


def share_view(path: Path, manifest: Manifest) -> None:
    """Replace the closed writer's database by the view, which has the same content, so that both are the same files on
    the disk: since the view was made, the engine may have merged files in each of them. For the writer only.

    The database is there as a whole or not at all: one that is missing, because the process died meanwhile, is
    restored from the view by the next writer. Where there are no hard links, or something still reads the database,
    nothing changes.
    """
    graph, view = path / manifest.graph, path / manifest.view
    new, old = (path / f"{manifest.graph}{ending}" for ending in (_NEW, _OLD))
    try:
        if _inodes(graph) == _inodes(view):
            return
        ox.Store(str(graph))  # the engine refuses where an iterator has kept the database open
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir()
        for entry in os.scandir(view):
            if entry.name.endswith(_IMMUTABLE):
                os.link(entry.path, new / entry.name)
            else:
                copy_verified(Path(entry.path), new / entry.name)
        shutil.rmtree(old, ignore_errors=True)
        os.replace(graph, old)
        os.replace(new, graph)
        shutil.rmtree(old, ignore_errors=True)
    except (OSError, StoreError):
        if not graph.exists():
            with contextlib.suppress(OSError):
                os.replace(old, graph)
        shutil.rmtree(new, ignore_errors=True)


def _inodes(folder: Path) -> set[int]:
    return {entry.inode() for entry in os.scandir(folder) if entry.name.endswith(_IMMUTABLE)}


def drop_log(graph: Path) -> None:
    """Let the engine drop the log of a closed database that is written out, if it is long; it may be larger than the
    data. For the writer only."""
    with contextlib.suppress(OSError):  # the next writer's opening drops it
        if sum(entry.stat().st_size for entry in os.scandir(graph) if entry.name.endswith(".log")) > _LARGEST_LOG:
            ox.Store(str(graph))


def copy_view(path: Path, manifest: Manifest, target: Path) -> None:
    """Copy the published state, all judgements and the quarantine into a new store.

    Files are copied, not linked, so that damage does not spread; each copy is read again and compared. `target`
    appears only when it is complete.

    Raises:
        StoreError: a file of the store is damaged, or a copy differs; full disk.
    """
    target = target.resolve()
    with engine_errors(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        partial = Path(tempfile.mkdtemp(prefix=f".{target.name[:100]}.", suffix=".new", dir=target.parent))
        try:
            _copy_into(path, manifest, partial)
            partial.chmod(path.stat().st_mode & 0o777)
            os.replace(partial, target)
        except BaseException:
            shutil.rmtree(partial, ignore_errors=True)
            raise


def _copy_into(path: Path, manifest: Manifest, target: Path) -> None:
    view = target / manifest.view
    view.mkdir()
    checksums = {
        name: copy_verified(path / manifest.view / name, view / name) for name in sizes_of(path / manifest.view)
    }
    if damaged := [name for name, wanted in manifest.checksums.items() if checksums.get(name) != wanted]:
        what = f"{manifest.view}/{damaged[0]} has other bytes than were written"
        raise StoreError(f"{path}: the store is damaged ({what}): restore an earlier backup")
    for name in _BESIDE:
        with contextlib.suppress(FileNotFoundError):
            copy_verified(path / name, target / name)
    if (path / QUARANTINE).is_dir():
        (target / QUARANTINE).mkdir()
        for report in sorted(os.listdir(path / QUARANTINE)):
            with contextlib.suppress(FileNotFoundError):  # a writer may have removed it
                copy_verified(path / QUARANTINE / report, target / QUARANTINE / report)
    write_manifest(target, replace(manifest, graph="graph-1", checksums=checksums))


class WriterLock:
    """The writer's advisory lock on the file `lock`, released by `end` and when the process dies.

    Raises:
        StoreError: another process holds the lock, or the directory is not writable.
    """

    def __init__(self, path: Path) -> None:
        with engine_errors(path):
            self._fd = os.open(path / _LOCK, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            fcntl.flock(self._fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as problem:
            holder = os.pread(self._fd, 20, 0).decode("ascii", "replace").strip()
            os.close(self._fd)
            who = f" (process {holder})" if holder.isdecimal() else ""
            raise StoreError(
                f"{path}: another mithaq{who} is writing to this store: wait until it has finished"
            ) from problem
        with contextlib.suppress(OSError):  # a full disk must not prevent locking
            os.ftruncate(self._fd, 0)
            os.pwrite(self._fd, f"{os.getpid()}\n".encode(), 0)

    def end(self) -> None:
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1


def hold_view(path: Path) -> tuple[Manifest, int] | None:
    """The current manifest, and a descriptor that protects its view from removal while it is open."""
    for _ in range(100):  # a writer may switch views between reading the manifest and locking the view
        manifest = read_manifest(path)
        if manifest is None:
            return None
        try:
            descriptor = os.open(path / manifest.view, os.O_RDONLY | os.O_DIRECTORY)
        except FileNotFoundError:
            continue
        except OSError as problem:
            raise StoreError(f"{path / manifest.view}: cannot be read ({problem.strerror})") from problem
        fcntl.flock(descriptor, fcntl.LOCK_SH)
        if read_manifest(path) == manifest and (path / manifest.view).is_dir():
            return manifest, descriptor
        os.close(descriptor)
    raise StoreError(f"{path}: its current view is missing: run `mithaq load` again, or restore a backup")


def clear_old(path: Path, manifest: Manifest) -> None:
    """Remove folders that are neither current nor held by a reader, the spool, and what a killed writer left. For the
    writer only."""
    shutil.rmtree(path / SPOOL, ignore_errors=True)
    for ending in (_NEW, _OLD):
        for left in path.glob(f"graph-*{ending}"):
            shutil.rmtree(left, ignore_errors=True)
    for folder in _old_folders(path, manifest):
        try:
            descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        except OSError:
            continue
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(folder, ignore_errors=True)
        except OSError:  # still held by a reader: the next writer removes it
            continue
        finally:
            os.close(descriptor)


def _old_folders(path: Path, manifest: Manifest) -> Iterator[Path]:
    for name in sorted(os.listdir(path)):
        stem, _, number = name.partition("-")
        if stem in ("graph", "view") and number.isdecimal() and name not in (manifest.graph, manifest.view):
            yield path / name
