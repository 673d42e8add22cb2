"""Read files under a time limit, so that a reader that does not come to an end cannot stop a load.

In the main thread a signal interrupts the reader of an input, which becomes a problem of that input. Signals reach no
other thread, and no call into a C library; there, another process reads, and is ended when it is stuck.
"""

from __future__ import annotations

import multiprocessing
import threading
import weakref
from collections.abc import Iterable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import BinaryIO

from mithaq.errors import UserError
from mithaq.reading.child_processes import start_without_interrupts
from mithaq.reading.file_items import STUCK, Located, read_files
from mithaq.reading.inputs import InputFile
from mithaq.reading.options import ReadOptions
from mithaq.reading.problem import Problem, SkippedInput
from mithaq.reading.time_limit import TimeLimitError, call_within, overrun

__all__ = ["NO_WATCH", "Watch", "watched_files"]

_GRACE = 5.0
"""Seconds after the time limit until the process that reads is ended: a signal should have interrupted it."""
_ENDED = "check that it is whole, or give the machine more memory"


class Watch:
    """How reading is watched.

    `seconds` is how long it may take from one item of a file to the next, or to the end; None for no limit. With
    `own_process`, files that are not read in the main thread are read in a process of their own. It starts when it is
    needed and ends with this object.
    """

    def __init__(self, seconds: float | None = None, own_process: bool = False) -> None:
        self.seconds = seconds
        self.own_process = own_process
        self._process: _ReadingProcess | None = None

    def reads_here(self, file: InputFile) -> bool:
        """Whether a file is read in this process and thread."""
        if self.seconds is None or not self.own_process or file.is_standard_input:
            return True
        return threading.current_thread() is threading.main_thread()

    def items(self, file: InputFile, options: ReadOptions, skipped: int) -> Iterator[Located]:
        """What the other process reads in a file, without the first items, which were read before.

        Raises:
            UserError: it does not start.
        """
        if self._process is None:
            assert self.seconds is not None
            self._process = _ReadingProcess(self.seconds)
            weakref.finalize(self, self._process.end)
        return self._process.items(file, options, skipped)


NO_WATCH = Watch()


def watched_files(
    found: Iterable[InputFile | Problem | SkippedInput], stdin: BinaryIO | None, options: ReadOptions, watch: Watch
) -> Iterator[Located]:
    """What the inputs hold, as `read_files` yields it. An input whose reader is interrupted, and a file whose reading
    ends the process that reads, become a `Problem`. Standard input has no limit outside the main thread.

    Raises:
        UserError: the process that reads does not start.
    """
    for file in found:
        if not isinstance(file, InputFile):
            yield Located(file, file.where, file.where)
            continue
        number = 0
        items = read_files([file], stdin, options)
        while watch.reads_here(file):
            item = _next_within(watch.seconds, items, file)
            if item is None:
                break
            yield item
            number += 1
        else:
            yield from watch.items(file, options, number)


def _next_within(seconds: float | None, items: Iterator[Located], file: InputFile) -> Located | None:
    """The next item of a file; None at its end. An interruption that no part of the reader has caught ends the file:
    the iterator is at its end after it."""
    try:
        return call_within(seconds, _next, items)
    except TimeLimitError as problem:
        return _problem(file, str(problem), STUCK)


def _next(items: Iterator[Located]) -> Located | None:
    return next(items, None)


def _problem(file: InputFile, what: str, hint: str) -> Located:
    return Located(Problem(file.where, what, hint), file.where, file.where)


class _ReadingProcess:
    """A process that reads files. It starts when there is something to read, again after it was stuck or has died."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._running = False

    def items(self, file: InputFile, options: ReadOptions, skipped: int) -> Iterator[Located]:
        """What a file holds, without the first items, which were read before."""
        if not self._running:
            self._start()
        finished = False
        try:
            self._connection.send((file, options, skipped))
            while True:
                if not self._connection.poll(self._seconds + _GRACE):
                    yield _problem(file, overrun(self._seconds), STUCK)
                    return
                item = self._connection.recv()
                if item is None:
                    finished = True
                    return
                yield item
        except (OSError, EOFError):
            yield _problem(file, "ended the process that read it", _ENDED)
        finally:
            if not finished:
                self.end()

    def end(self) -> None:
        if self._running:
            self._running = False
            self._process.kill()
            self._process.join()
            self._connection.close()

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=_read, args=(theirs, self._seconds), daemon=True)
        start_without_interrupts(self._process)
        theirs.close()
        self._running = True
        try:
            self._connection.recv()
        except (OSError, EOFError):
            self.end()
            raise UserError("the process that reads files does not start (out of memory?): try --workers 1") from None


def _read(connection: Connection, seconds: float) -> None:
    """The loop of the process that reads: a file comes with options and how many items to leave out, its items go, and
    None at the end of each file."""
    with suppress(OSError, EOFError):  # the parent is gone
        connection.send(None)
        while True:
            file, options, skipped = connection.recv()
            for number, item in enumerate(watched_files([file], None, options, Watch(seconds))):
                if number >= skipped:
                    connection.send(item)
            connection.send(None)
