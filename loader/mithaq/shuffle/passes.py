"""Passes and what runs them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

__all__ = ["Execute", "Pass", "in_this_process"]

Pass = Callable[[int], Any]
"""A function of a bucket, or of the number of a part; picklable. Running it twice does no harm."""

Execute = Callable[[Pass, Iterable[int]], Iterator[Any]]
"""Runs a pass on each of some buckets; yields the results in order. The next pass may begin when all are there."""


def in_this_process(function: Pass, buckets: Iterable[int]) -> Iterator[Any]:
    """An `Execute` without other processes."""
    return map(function, buckets)
