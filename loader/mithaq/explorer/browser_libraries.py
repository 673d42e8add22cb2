"""The browser libraries that the package was built with.

They come from npm when the package is built (hatch_build.py). A package that was built without npm has none of them,
and pages then do without.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from importlib.resources import files

__all__ = ["Library", "at_hand"]


class Library(StrEnum):
    """A library, by the file that holds it."""

    YASGUI = "yasgui.min.js"
    CYTOSCAPE = "cytoscape.min.js"


@cache
def at_hand(library: Library) -> bool:
    """Whether the package has a library, at `/static/packages/`."""
    return files("mithaq.explorer").joinpath("static", "packages", library).is_file()
