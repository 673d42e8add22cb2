"""The version of the installed lexicon."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from mithaq import __version__

__all__ = ["lexicon_version"]


@cache
def lexicon_version() -> str:
    """`0.1.0-1a2b3c4d5e`: the version of the package, and a hash of the lexicon tables, which users may change."""
    digest = hashlib.sha256()
    for name, table in sorted(_tables(files("mithaq.lexicon").joinpath("data"), "")):
        digest.update(name.encode())
        digest.update(hashlib.sha256(table.read_bytes()).digest())
    return f"{__version__}-{digest.hexdigest()[:10]}"


def _tables(folder: Traversable, prefix: str) -> list[tuple[str, Traversable]]:
    found: list[tuple[str, Traversable]] = []
    for item in folder.iterdir():
        if item.is_dir():
            found += _tables(item, f"{prefix}{item.name}/")
        elif item.name.endswith((".csv", ".toml")):
            found.append((prefix + item.name, item))
    return found
