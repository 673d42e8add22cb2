"""End a load in order on Ctrl-C."""

from __future__ import annotations

import _thread
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

__all__ = ["set_on_interrupt"]


@contextmanager
def set_on_interrupt(stop: threading.Event) -> Iterator[None]:
    """Set `stop` on the first Ctrl-C inside the `with` block; a second one interrupts the process as usual."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.getsignal(signal.SIGINT)

    def end(number: int, frame: FrameType | None) -> None:
        _thread.start_new_thread(stop.set, ())  # this thread may hold the lock of the event: it may be about to wait
        signal.signal(signal.SIGINT, before)

    signal.signal(signal.SIGINT, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
