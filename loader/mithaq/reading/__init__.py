"""Read files of many forms into articles, excluding page furniture from the article body.

What reads the forms is imported on first use: whoever handles articles only does without it.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from mithaq.reading.article import Article, Span

if TYPE_CHECKING:
    from mithaq.reading.limits import MAX_BYTES
    from mithaq.reading.options import ReadOptions
    from mithaq.reading.problem import DateProblem, Note, Problem, SkippedInput
    from mithaq.reading.reader import Located, ReadItem, read, read_located
    from mithaq.reading.watched import Watch

__all__ = [
    "MAX_BYTES", "Article", "DateProblem", "Located", "Note", "Problem", "ReadItem", "ReadOptions", "SkippedInput",
    "Span", "Watch", "read", "read_located",
]  # fmt: skip

_MODULES = {
    "MAX_BYTES": "limits", "ReadOptions": "options", "Watch": "watched",
    **dict.fromkeys(("DateProblem", "Note", "Problem", "SkippedInput"), "problem"),
    **dict.fromkeys(("Located", "ReadItem", "read", "read_located"), "reader"),
}  # fmt: skip


def __getattr__(name: str) -> object:
    if name not in _MODULES:
        raise AttributeError(f"module 'mithaq.reading' has no attribute {name!r}")
    value: object = getattr(importlib.import_module(f"mithaq.reading.{_MODULES[name]}"), name)
    globals()[name] = value
    return value
