"""What a form of input is: the names of its files, what is read of it, and the function that reads it."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import ModuleType

from mithaq.reading.drafts import Draft
from mithaq.reading.options import ReadOptions
from mithaq.reading.problem import Note, Problem, SkippedInput
from mithaq.reading.sources import RefusedError, Source

__all__ = ["EXTRA", "Form", "Item", "Reader", "library"]

Item = Draft | Problem | SkippedInput | Note | Source
"""What a reader yields; a `Source` is read in its turn, by its own form."""

Reader = Callable[[Source, ReadOptions], Iterator[Item]]

EXTRA = "inputs"
"""The optional dependency group with the libraries that some forms need."""


@dataclass(frozen=True, slots=True)
class Form:
    """A form of input. `suffixes` are ends of file names in lower case; `what` says in a phrase what is read;
    `needs` names the library of the extra, if any."""

    name: str
    suffixes: tuple[str, ...]
    what: str
    read: Reader
    needs: str | None = None


def library(module: str, package: str) -> ModuleType:
    """Import a library of the extra.

    Raises:
        RefusedError: it is not installed.
    """
    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise RefusedError(f"needs {package}, which is not installed", f"pip install 'mithaq[{EXTRA}]'") from error
