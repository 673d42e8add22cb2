"""Limit the time of one article or input on a worker, in whatever thread of it the work is done.

In the main thread a signal interrupts the work (`mithaq.reading.time_limit`). The workers of Dask work in other
threads, which no signal reaches: there, another thread raises an exception in them, which is noticed between two steps
of Python code. What neither of them interrupts, such as a long call into a C library, ends the worker process some
seconds later, if another process replaces it.
"""

from __future__ import annotations

import ctypes
import faulthandler
import multiprocessing
import os
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any, TypeVar

from mithaq.pipeline.workers import Failure, attempt
from mithaq.reading import Located, ReadOptions
from mithaq.reading.file_items import STUCK, read_files
from mithaq.reading.inputs import InputFile
from mithaq.reading.problem import Problem, SkippedInput
from mithaq.reading.time_limit import Interrupted, TimeLimitError, call_within, overrun
from mithaq.reading.watched import Watch, watched_files

__all__ = ["items_read_apart", "watched_attempt", "watched_items"]

Task = TypeVar("Task")
Answer = TypeVar("Answer")

_GRACE = 5.0
"""Seconds after the time limit until the worker process is ended, at most; no more than the limit itself."""
_AGAIN = 1.0
"""Seconds until the work is interrupted again, if it caught the first interruption."""


def watched_attempt(function: Callable[[Task], Answer], task: Task, seconds: float | None) -> Answer | Failure:
    """Call a function as `mithaq.pipeline.workers.attempt` does, and interrupt it in other threads than the main one
    too.

    Raises:
        UserError: raised by `function`.
    """
    try:
        return _within(seconds, partial(attempt, function, seconds=None), task)
    except TimeLimitError as problem:
        return Failure(str(problem))


def watched_items(
    found: Iterable[InputFile | Problem | SkippedInput], options: ReadOptions, seconds: float | None
) -> Iterator[Located]:
    """What inputs hold, as `read_files` yields it. An input from one item of which to the next it takes longer than so
    many seconds ends with a `Problem`."""
    for file in found:
        if not isinstance(file, InputFile):
            yield Located(file, file.where, file.where)
            continue
        items = read_files([file], None, options)
        while (item := _next_item(items, file, seconds)) is not None:
            yield item


def items_read_apart(
    found: Iterable[InputFile | Problem | SkippedInput], options: ReadOptions, seconds: float | None
) -> Iterator[Located]:
    """As `watched_items`, of inputs that may end the process that reads them: it is another one. Without a limit, this
    process reads them.

    Raises:
        UserError: the other process does not start.
    """
    return watched_files(found, None, options, _Apart(seconds))


class _Apart(Watch):
    def reads_here(self, file: InputFile) -> bool:
        return self.seconds is None or file.path is None


def _next_item(items: Iterator[Located], file: InputFile, seconds: float | None) -> Located | None:
    """The next item of a file; None at its end. The iterator is at its end when it was interrupted."""
    try:
        return _within(seconds, _next, items)
    except TimeLimitError as problem:
        return Located(Problem(file.where, str(problem), STUCK), file.where, file.where)


def _next(items: Iterator[Located]) -> Located | None:
    return next(items, None)


def _within(seconds: float | None, function: Callable[[Task], Answer], task: Task) -> Answer:
    """Call a function, and interrupt it after a number of seconds.

    Raises:
        TimeLimitError: the time is up.
    """
    if seconds is None:
        return function(task)
    with _ended_after(seconds + min(seconds, _GRACE)):
        if threading.current_thread() is threading.main_thread():
            return call_within(seconds, function, task)
        return _in_thread_within(seconds, function, task)


@contextmanager
def _ended_after(seconds: float) -> Iterator[None]:
    """End this process if the block takes longer, unless nothing replaces the process. No Python code needs to run for
    that: the interpreter may be stuck in a call."""
    if multiprocessing.parent_process() is None:
        yield
        return
    faulthandler.dump_traceback_later(seconds, exit=True, file=_nowhere())
    try:
        yield
    finally:
        faulthandler.cancel_dump_traceback_later()


_open: list[int] = []


def _nowhere() -> int:
    """The descriptor of a file that keeps nothing."""
    if not _open:
        _open.append(os.open(os.devnull, os.O_WRONLY))
    return _open[0]


def _in_thread_within(seconds: float, function: Callable[[Task], Answer], task: Task) -> Answer:
    """As `call_within`, in any thread. Another thread raises the exception."""
    alarm = _Alarm(seconds)
    try:
        try:
            alarm.begin()
            return function(task)
        finally:
            alarm.end()
    except Interrupted as problem:
        alarm.end()
        raise TimeLimitError(overrun(seconds)) from problem


class _Alarm:
    """Raises `Interrupted` in the thread that made it, so many seconds after its beginning and then again and again,
    until its end."""

    def __init__(self, seconds: float) -> None:
        said = overrun(seconds)

        class TimeIsUp(Interrupted):
            """Is raised without arguments."""

            def __str__(self) -> str:
                return said

        self._kind = TimeIsUp
        self._thread = threading.get_ident()
        self._begun, self._over = threading.Event(), threading.Event()
        self._ringer = threading.Thread(target=self._ring, args=(seconds,), daemon=True)
        self._ringer.start()

    def begin(self) -> None:
        self._begun.set()

    def end(self) -> None:
        """Ring no more. An exception on its way is taken back."""
        while True:
            try:
                self._over.set()
                self._begun.set()
                self._ringer.join()
                _raise_in(self._thread, None)
                return
            except Interrupted:  # it came just now
                continue

    def _ring(self, seconds: float) -> None:
        self._begun.wait()
        wait = seconds
        while not self._over.wait(wait):
            _raise_in(self._thread, self._kind)
            wait = _AGAIN


def _raise_in(thread: int, kind: type[BaseException] | None) -> None:
    """Raise an exception in a thread when it next carries out Python code; None takes back one on its way."""
    set_exception: Any = ctypes.pythonapi.PyThreadState_SetAsyncExc
    set_exception(ctypes.c_ulong(thread), ctypes.py_object(kind) if kind is not None else None)
