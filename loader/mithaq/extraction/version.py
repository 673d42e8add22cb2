"""The version of the rules: changes whenever their code or their tables do."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from mithaq import __version__

__all__ = ["rules_version"]

_PACKAGES = ("mithaq.extraction", "mithaq.language", "mithaq.lexicon")
"""What the rules consist of: extraction and what it imports, with the tables."""
_ENDINGS = (".py", ".csv", ".toml")


@cache
def rules_version() -> str:
    """`0.1.0-1a2b3c4d5e`: the version of the package, and a hash of the code and the tables of the rules."""
    digest = hashlib.sha256()
    for package in _PACKAGES:
        for name, file in sorted(_files(files(package), f"{package}/")):
            digest.update(name.encode())
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    return f"{__version__}-{digest.hexdigest()[:10]}"


def _files(folder: Traversable, prefix: str) -> list[tuple[str, Traversable]]:
    found: list[tuple[str, Traversable]] = []
    for item in folder.iterdir():
        if item.is_dir():
            found += _files(item, f"{prefix}{item.name}/")
        elif item.name.endswith(_ENDINGS):
            found.append((prefix + item.name, item))
    return found
