"""Run something in another thread."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

__all__ = ["elsewhere"]

T = TypeVar("T")


def elsewhere(function: Callable[[], T]) -> T:
    """Call a function in another thread, as a load with several workers reads, and a worker of a cluster runs."""
    found: list[T] = []
    thread = threading.Thread(target=lambda: found.append(function()))
    thread.start()
    thread.join(60)
    (answer,) = found
    return answer
