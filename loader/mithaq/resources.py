"""Where the files that travel with the package are: `ontology/` and `queries/`."""

from __future__ import annotations

from pathlib import Path

__all__ = ["resource"]

_PACKAGE = Path(__file__).resolve().parent


def resource(*parts: str) -> Path:
    """The path of a shipped file or folder, e.g. `resource("ontology", "shapes.ttl")`.

    In an installed wheel the folders lie inside the package, in a checkout beside it.

    Raises:
        FileNotFoundError: neither place has it, which means a broken installation.
    """
    for root in (_PACKAGE / "_resources", _PACKAGE.parents[1]):
        path = root.joinpath(*parts)
        if path.exists():
            return path
    raise FileNotFoundError(f"the installation lacks {'/'.join(parts)}: reinstall mithaq")
