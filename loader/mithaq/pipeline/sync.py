"""Keep a store in step with folders: articles of files that are gone are forgotten.

The store's file `sync.json` says which articles came from which file of which folder.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from mithaq.errors import UserError
from mithaq.reading import Article, Located, Problem, ReadItem, ReadOptions, SkippedInput, Watch, read_located
from mithaq.store import Store, StoreError
from mithaq.store.layout import SYNCED

__all__ = ["SYNCED", "Sync"]

Folders = dict[str, dict[str, str]]
"""By folder: the file of each article, relative to the folder."""


class Sync:
    """One pass over folders that a store is to follow.

    Use: pass `items()` to `store_articles`, and when it is finished forget what `gone()` names and call `record()`.

    Raises:
        UserError: a path is not a folder; `sync.json` is damaged.
    """

    def __init__(self, store: Store, folders: Iterable[str | os.PathLike[str]]) -> None:
        self._path = store.path / SYNCED
        self._folders = [Path(folder).resolve() for folder in folders]
        for folder in self._folders:
            if not folder.is_dir():
                raise UserError(f"{folder}: --sync follows folders, and this is not one")
        self._before = _read(self._path)
        self._now: Folders = {str(folder): {} for folder in self._folders}
        self._uncertain: set[str] = set()
        """files and folders that could not be read this time"""

    def items(self, options: ReadOptions, watch: Watch) -> Iterator[ReadItem]:
        """Everything in the folders, as `mithaq.reading.read` gives it."""
        for located in read_located(self._folders, options=options, watch=watch):
            self._note(located)
            yield located.item

    def _note(self, located: Located) -> None:
        if isinstance(located.item, Article):
            for folder in self._folders:
                if located.file.startswith(f"{folder}{os.sep}"):
                    self._now[str(folder)][located.item.id] = os.path.relpath(located.file, folder)
        elif isinstance(located.item, Problem) or (
            isinstance(located.item, SkippedInput) and _may_be_there(located.file)
        ):
            self._uncertain.add(located.file)

    def gone(self) -> list[str]:
        """The ids of articles that came from these folders and are in them no longer, sorted. An article of a file
        that cannot be read now is not gone; neither is one that another folder holds."""
        here = {id for files in self._now.values() for id in files}
        elsewhere = {id for folder, files in self._before.items() if folder not in self._now for id in files}
        lost = {
            id
            for folder, files in self._before.items()
            if folder in self._now
            for id, file in files.items()
            if id not in here and id not in elsewhere and not self._is_uncertain(os.path.join(folder, file))
        }
        return sorted(lost)

    def unfollowed(self, store: Store) -> int:
        """How many articles of the store came from no folder that is followed, and are never gone; 0 if the folders
        were followed before."""
        if self._before.keys() >= self._now.keys():
            return 0
        followed = {id for files in (*self._before.values(), *self._now.values()) for id in files}
        return sum(id not in followed for id in store.article_ids())

    @property
    def emptied(self) -> list[str]:
        """Folders that held articles before and hold none now: a disk that is not mounted looks the same, so nothing
        of them should be forgotten without a look."""
        return [folder for folder, files in self._now.items() if not files and self._before.get(folder)]

    def _is_uncertain(self, file: str) -> bool:
        parents = [file, *map(str, Path(file).parents)]
        return any(parent in self._uncertain for parent in parents)

    def record(self, forgotten: Iterable[str]) -> None:
        """Write down what came from where.

        Raises:
            StoreError: it cannot be written.
        """
        left = set(forgotten)
        merged = dict(self._before)
        for folder, files in self._now.items():
            kept = {id: file for id, file in self._before.get(folder, {}).items() if id not in left}
            merged[folder] = {**kept, **files}
        partial = self._path.with_suffix(".partial")
        try:
            partial.write_text(json.dumps(merged, ensure_ascii=True, indent=0, sort_keys=True), "utf-8")
            os.replace(partial, self._path)
        except OSError as error:
            raise StoreError(f"{self._path}: cannot be written ({error.strerror})") from error


def _may_be_there(file: str) -> bool:
    """Whether a file that was passed over is a link that leads nowhere now."""
    return os.path.islink(file)


def _read(path: Path) -> Folders:
    try:
        found = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise UserError(f"{path}: cannot be read ({error}); delete it to start again: nothing is forgotten") from error
    if not isinstance(found, dict) or not all(isinstance(files, Mapping) for files in found.values()):
        raise UserError(f"{path}: is damaged; delete it to start again: nothing is forgotten")
    return {str(folder): {str(id): str(file) for id, file in files.items()} for folder, files in found.items()}
