"""End a load in order on Ctrl-C."""

from __future__ import annotations

import _thread
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

__all__ = ["StopRequest", "set_on_interrupt"]


class StopRequest:
    """Says that no further work is wanted; unlike `threading.Event`, a signal handler may set it.

    An event has a lock. The main thread holds it for a moment as a wait begins, and a handler that sets the event just
    then never returns. Here another thread wakes those who wait; `is_set` is true as soon as `set` returns.
    """

    def __init__(self) -> None:
        self._asked = False
        self._wake = threading.Event()

    def set(self) -> None:
        """Ask for the end."""
        self._asked = True
        _thread.start_new_thread(self._wake.set, ())

    def is_set(self) -> bool:
        """Whether the end was asked for."""
        return self._asked

    def wait(self, seconds: float) -> bool:
        """Sleep so many seconds, or until the end is asked for; returns whether it was."""
        self._wake.wait(seconds)
        return self._asked


@contextmanager
def set_on_interrupt(stop: StopRequest) -> Iterator[None]:
    """Set `stop` on the first Ctrl-C inside the `with` block; a second one interrupts the process as usual."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.getsignal(signal.SIGINT)

    def end(number: int, frame: FrameType | None) -> None:
        stop.set()
        signal.signal(signal.SIGINT, before)

    signal.signal(signal.SIGINT, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
