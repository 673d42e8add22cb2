"""Copies of stores that a server may be reading."""

from __future__ import annotations

import shutil
from pathlib import Path

__all__ = ["copied_store"]


def copied_store(store: Path, target: Path) -> Path:
    """Copy a store without the explorer's search index, whose files come and go while a server has it open.

    Arguments:
        store: the folder of the store; nothing writes facts into it meanwhile.
        target: the folder to make; files in it are replaced.
    """
    left_out = shutil.ignore_patterns("search-index.sqlite*")
    return Path(shutil.copytree(store, target, dirs_exist_ok=True, ignore=left_out))
