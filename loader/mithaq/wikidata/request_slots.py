"""A request rate shared by processes through a small file."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Callable
from pathlib import Path

__all__ = ["RequestSlots"]

_FURTHEST = 600.0
"""Seconds. A reserved time further ahead comes from a clock that was set back, and is ignored."""


class RequestSlots:
    """Start times of requests, at least `gap` seconds apart over all processes that use the file.

    The file holds the next free start time. It is locked only while a start time is reserved, never during a wait or
    a request, so that a process that hangs does not stop the others. `clock` returns seconds since the epoch.
    """

    def __init__(
        self,
        path: Path,
        gap: float,
        *,
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._path, self._gap, self._clock, self._sleep = path, gap, clock, sleep

    def wait(self) -> None:
        """Reserve the next start time and wait for it.

        Raises:
            OSError: the file cannot be created or locked.
        """
        seconds = self._reserve() - self._clock()
        if seconds > 0:
            self._sleep(seconds)

    def _reserve(self) -> float:
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            now = self._clock()
            start = max(now, _time(os.read(descriptor, 64), now))
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, f"{start + self._gap:.3f}".encode("ascii"), 0)
            return start
        finally:
            os.close(descriptor)


def _time(content: bytes, now: float) -> float:
    try:
        found = float(content)
    except ValueError:  # a new file, or one of an earlier version
        return now
    return found if found - now <= _FURTHEST else now
