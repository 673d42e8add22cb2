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
import time
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, partial
from typing import TypeVar

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
_TICK = 0.25
"""Seconds between two looks at the work."""


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
        return self.seconds is None or file.is_standard_input


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
    if threading.current_thread() is not threading.main_thread():
        return _in_thread_within(seconds, function, task)
    if not _is_replaced():
        return call_within(seconds, function, task)
    job = _Job(seconds, interrupts=False)
    _WATCHDOG.begin(job)
    try:
        return call_within(seconds, function, task)
    finally:
        _WATCHDOG.end(job)


def _in_thread_within(seconds: float, function: Callable[[Task], Answer], task: Task) -> Answer:
    """As `call_within`, in any thread. The watchdog raises the exception."""
    job = _Job(seconds, interrupts=True)
    try:
        try:
            _WATCHDOG.begin(job)
            return function(task)
        finally:
            _end(job)
    except Interrupted as problem:
        _end(job)
        raise TimeLimitError(overrun(seconds)) from problem


def _end(job: _Job) -> None:
    """End a job, and catch an exception on its way.

    To take the exception back (`PyThreadState_SetAsyncExc` with NULL) would leave CPython 3.11 looking for it between
    all steps of all threads: its note that there is one goes when one is raised. That is slow, and under
    `sys.settrace`, with debuggers and coverage, the process stands still. So another exception takes its place and is
    caught here.
    """
    while True:
        try:
            _WATCHDOG.end(job)
            if not job.interrupted:
                return
            job.interrupted = False
            _raise_in(job.thread, Interrupted)
            while True:  # until it comes
                pass
        except Interrupted:
            continue


def _raise_in(thread: int, kind: type[BaseException]) -> None:
    """Raise an exception in a thread when it next carries out Python code, in place of one on its way."""
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(kind))


def _is_replaced() -> bool:
    """Whether this is a worker process that another replaces when it ends."""
    return multiprocessing.parent_process() is not None


class _Job:
    """A call in this thread that may take so many seconds."""

    def __init__(self, seconds: float, interrupts: bool) -> None:
        self.thread = threading.get_ident()
        self.seconds = seconds
        self.kind = _time_is_up(seconds) if interrupts else None
        """What is raised in the thread; None if others interrupt it."""
        self.interrupted = False
        """Whether it was raised, so that it may be on its way."""
        now = time.monotonic()
        self.next = now + seconds
        """When it is interrupted, for the first time or again."""
        self.last = now + seconds + min(seconds, _GRACE)
        """When the process is ended."""


@lru_cache(maxsize=8)
def _time_is_up(seconds: float) -> type[Interrupted]:
    """The exception for a limit. It is raised without arguments."""
    said = overrun(seconds)

    class TimeIsUp(Interrupted):
        def __str__(self) -> str:
            return said

    return TimeIsUp


class _Watchdog:
    """A thread that looks at the jobs of this process again and again, as long as there are any.

    A job starts and ends without any other thread having to run. If the watchdog itself does not come to run, because a
    job does not return to the interpreter, a timer of `faulthandler` ends the process: each look sets it again.
    """

    def __init__(self) -> None:
        self._turn = threading.Lock()  # no Condition: an exception may come whenever Python code is carried out
        self._jobs: dict[int, _Job] = {}
        self._runs = False
        self._nowhere = -1

    def begin(self, job: _Job) -> None:
        with self._turn:
            self._jobs[job.thread] = job
            starts = not self._runs
            self._runs = True
            if starts and _is_replaced():
                self._set_timer()  # now: the job may never let the watchdog have its first look
        if starts:
            threading.Thread(target=self._watch, daemon=True).start()

    def end(self, job: _Job) -> None:
        with self._turn:
            self._jobs.pop(job.thread, None)

    def _watch(self) -> None:
        replaced = _is_replaced()
        while True:
            with self._turn:
                now = time.monotonic()
                for job in self._jobs.values():
                    if replaced and now > job.last:
                        os._exit(1)
                    if job.kind is not None and now > job.next:
                        job.next, job.interrupted = now + _AGAIN, True
                        _raise_in(job.thread, job.kind)
                if not self._jobs:
                    self._runs = False
                    if replaced:
                        faulthandler.cancel_dump_traceback_later()
                    return
                if replaced:
                    self._set_timer()
            time.sleep(_TICK)

    def _set_timer(self) -> None:
        """Let the process end when the longest time of a job is up, whether anything else comes to run or not."""
        if self._nowhere < 0:
            self._nowhere = os.open(os.devnull, os.O_WRONLY)  # keeps nothing: the traceback is not wanted
        longest = max(job.seconds + min(job.seconds, _GRACE) for job in self._jobs.values())
        faulthandler.dump_traceback_later(longest + _TICK, exit=True, file=self._nowhere)


_WATCHDOG = _Watchdog()
