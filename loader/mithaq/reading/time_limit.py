"""Interrupt a function that does not come to an end, in the process that runs it."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable
from types import FrameType
from typing import TypeVar

__all__ = ["Interrupted", "TimeLimitError", "call_within", "overrun"]

Task = TypeVar("Task")
Answer = TypeVar("Answer")

_AGAIN = 1.0
"""Seconds until the function is interrupted again, if it caught the first interruption."""


class TimeLimitError(Exception):
    """A function took longer than it may."""


class Interrupted(BaseException):
    """Raised inside the function; not an `Exception`, so that handlers that are not meant for it let it pass. The text
    is that of `overrun`."""


def overrun(seconds: float | None) -> str:
    """What is said of a function that was interrupted."""
    return f"did not come to an end in {seconds or 0:g} seconds"


def call_within(seconds: float | None, function: Callable[[Task], Answer], task: Task) -> Answer:
    """Call a function, and interrupt it after a number of seconds.

    Python code and regular expressions are interrupted at once, a call into a C library when it returns. This works by
    a signal, and signals reach the main thread only: in another thread, and without `seconds`, the function runs
    unlimited. A function that catches `Interrupted` may still return something.

    Raises:
        TimeLimitError: the time is up.
    """
    if seconds is None or threading.current_thread() is not threading.main_thread():
        return function(task)
    started = time.monotonic()

    def ring(number: int, frame: FrameType | None) -> None:
        raise Interrupted(overrun(seconds))

    handler = signal.signal(signal.SIGALRM, ring)
    left, interval = signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
    try:
        try:
            return function(task)
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
    except Interrupted as problem:
        raise TimeLimitError(str(problem)) from None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, handler)
        if left:  # another's timer, which goes on
            signal.setitimer(signal.ITIMER_REAL, max(left - (time.monotonic() - started), 0.001), interval)
