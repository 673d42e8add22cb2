"""Run a blocking call with one total time limit."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from typing import TypeVar

from mithaq.http_client.retry import DeadlineExceeded

__all__ = ["call_within"]

T = TypeVar("T")


def call_within(seconds: float, call: Callable[[], T]) -> T:
    """The result of `call`, or its exception, if it ends within `seconds`.

    The limit covers the whole exchange: name lookup, connection, TLS handshake, headers and body. Socket timeouts do
    not, because each byte received starts them again. The call runs in a thread of its own. After the limit the thread
    is left behind: its result is dropped, and it does not keep the process alive.

    Raises:
        DeadlineExceeded: the call did not end in time.
    """
    results: queue.SimpleQueue[tuple[T | None, BaseException | None]] = queue.SimpleQueue()

    def run() -> None:
        try:
            results.put((call(), None))
        except BaseException as problem:  # passed on to the caller
            results.put((None, problem))

    threading.Thread(target=run, name="mithaq-request", daemon=True).start()
    try:
        result, problem = results.get(timeout=seconds)
    except queue.Empty:
        raise DeadlineExceeded(f"the answer took longer than {seconds:g} seconds") from None
    if problem is not None:
        raise problem
    return result  # type: ignore[return-value]
