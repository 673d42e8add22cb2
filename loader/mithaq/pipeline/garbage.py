"""Fewer passes of the garbage collector while articles are processed.

Processing makes many small objects and nearly no cycles; the lexicon and the shapes are large and stay. With Python's
default thresholds the collector takes a tenth of a load.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["FEW_COLLECTIONS", "few_collections"]

FEW_COLLECTIONS = (50_000, 20, 20)
"""The collector's thresholds while articles are processed: container objects more than freed before a pass over the
youngest, then passes before one over the next generation."""


@contextmanager
def few_collections() -> Iterator[None]:
    """Raise the thresholds of the garbage collector inside the `with` block, unless they are higher already."""
    before = gc.get_threshold()
    if 0 < before[0] < FEW_COLLECTIONS[0]:
        gc.set_threshold(*FEW_COLLECTIONS)
    try:
        yield
    finally:
        gc.set_threshold(*before)
