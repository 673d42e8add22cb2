"""Keep the newest published state of a store open for many requests at once.

A load publishes a new state beside the old one. `Snapshots` looks at the store's manifest before every request and
opens the new state when there is one; requests that began before go on reading theirs, which is closed after the last
of them. A store that is replaced as a whole, for instance by a backup, is noticed in the same way.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar, cast

from mithaq.api.values import ValueReader
from mithaq.queries import NameResolver
from mithaq.store import Store
from mithaq.store.layout import manifest_stamp

__all__ = ["Snapshot", "Snapshots"]


Answer = TypeVar("Answer")

_KEPT = 20_000
"""Answers that a state keeps at most."""


@dataclass
class Snapshot:
    """One published state of a store, open for reading. Use it within one `Snapshots.use` block."""

    stamp: tuple[int, ...]
    store: Store
    reader: ValueReader
    names: NameResolver
    memo: dict[object, object] = field(default_factory=dict)
    """What pages compute once for a state: counts, lists of choices."""
    users: int = 0
    replaced: bool = False
    _whole: dict[object, object] = field(default_factory=dict)
    _computing: threading.RLock = field(default_factory=threading.RLock)

    @property
    def version(self) -> str:
        """Names the state: two states with the same name hold the same."""
        return self.store.state

    def whole(self, key: object, compute: Callable[[], Answer]) -> Answer:
        """What `compute` gives, computed once by one thread and kept as long as the state: for tables of all facts."""
        if key not in self._whole:
            with self._computing:
                if key not in self._whole:
                    self._whole[key] = compute()
        return cast(Answer, self._whole[key])

    def once(self, key: object, compute: Callable[[], Answer]) -> Answer:
        """What `compute` gives, computed once for this state and key; keys that ask for different things differ."""
        missing = object()
        known = self.memo.get(key, missing)
        if known is missing:
            if len(self.memo) > _KEPT:
                self.memo.clear()
            known = self.memo[key] = compute()
        return cast(Answer, known)


class Snapshots:
    """The states of the store in a directory, the newest first in line.

    Raises:
        StoreError: by `use`, when there is no store or it is damaged.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()
        self._now: Snapshot | None = None

    @contextmanager
    def use(self) -> Iterator[Snapshot]:
        """The newest state, open until the block ends."""
        snapshot = self._take()
        try:
            yield snapshot
        finally:
            self._release(snapshot)

    def close(self) -> None:
        """Close the state that is open."""
        with self._lock:
            if self._now is not None:
                self._now.replaced = True
                self._close_unused(self._now)
                self._now = None

    def _take(self) -> Snapshot:
        stamp = manifest_stamp(self.path)
        with self._lock:
            if self._now is None or self._now.stamp != stamp:
                store = Store.open(self.path)
                old, self._now = self._now, Snapshot(stamp, store, ValueReader(store), NameResolver(store))
                if old is not None:
                    old.replaced = True
                    self._close_unused(old)
            self._now.users += 1
            return self._now

    def _release(self, snapshot: Snapshot) -> None:
        with self._lock:
            snapshot.users -= 1
            self._close_unused(snapshot)

    @staticmethod
    def _close_unused(snapshot: Snapshot) -> None:
        if snapshot.replaced and not snapshot.users:
            snapshot.store.close()
