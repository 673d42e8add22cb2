"""Keeps the shingles of the texts that were compared last."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

__all__ = ["ShingleCache"]

Key = TypeVar("Key", bound=Hashable)

_KEPT = 300_000
"""Shingles that are kept. Each text of a block is compared with most others, so that it is read again for
each if they do not fit: thousands of short texts, or a few hundred long ones."""


class ShingleCache(Generic[Key]):
    """The shingles of texts by key; those used least lately go when there are too many shingles."""

    def __init__(self, read: Callable[[Key], frozenset[str]], kept: int = _KEPT) -> None:
        self._read, self._kept = read, kept
        self._known: OrderedDict[Key, frozenset[str]] = OrderedDict()
        self._size = 0

    def __call__(self, key: Key) -> frozenset[str]:
        """The shingles of a text, read if they are not known."""
        known = self._known.get(key)
        if known is not None:
            self._known.move_to_end(key)
            return known
        known = self._known[key] = self._read(key)
        self._size += len(known)
        while self._size > self._kept and len(self._known) > 1:
            self._size -= len(self._known.popitem(last=False)[1])
        return known
