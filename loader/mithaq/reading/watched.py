"""Read files under a time limit, so that a reader that does not come to an end cannot stop a load.

In the main thread a signal interrupts the reader of an input, which becomes a problem of that input. Signals reach no
other thread, and no call into a C library; there, another process reads, and is ended when it is stuck.
"""

from __future__ import annotations

import multiprocessing
import signal
import threading
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import BinaryIO

from mithaq.errors import UserError
from mithaq.reading.file_items import STUCK, Located, read_files
from mithaq.reading.inputs import InputFile
from mithaq.reading.options import ReadOptions
from mithaq.reading.problem import Problem, SkippedInput
from mithaq.reading.time_limit import TimeLimitError, call_within, overrun

__all__ = ["NO_WATCH", "Watch", "watched_files"]

_GRACE = 5.0
"""Seconds after the time limit until the process that reads is ended: a signal should have interrupted it."""
_ENDED = "check that it is whole, or give the machine more memory"


@dataclass(frozen=True, slots=True)
class Watch:
    """How reading is watched.

    `seconds` is how long it may take from one item of a file to the next, or to the end; None for no limit. With
    `own_process`, files that are not read in the main thread are read in a process of their own.
    """

    seconds: float | None = None
    own_process: bool = False


NO_WATCH = Watch()


def watched_files(
    found: Iterable[InputFile | Problem | SkippedInput], stdin: BinaryIO | None, options: ReadOptions, watch: Watch
) -> Iterator[Located]:
    """What the inputs hold, as `read_files` yields it. An input whose reader is interrupted, and a file whose reading
    ends the process that reads, become a `Problem`. Standard input has no limit outside the main thread.

    Raises:
        UserError: the process that reads does not start.
    """
    process: _ReadingProcess | None = None
    try:
        for file in found:
            if not isinstance(file, InputFile):
                yield Located(file, file.where, file.where)
                continue
            number = 0
            items = read_files([file], stdin, options)
            while watch.seconds is None or not watch.own_process or file.path is None or _in_main_thread():
                item = _next_within(watch.seconds, items, file)
                if item is None:
                    break
                yield item
                number += 1
            else:
                process = process or _ReadingProcess(options, watch.seconds)
                yield from process.items(file, number)
    finally:
        if process is not None:
            process.end()


def _in_main_thread() -> bool:
    return threading.current_thread() is threading.main_thread()


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
    """A process that reads files, and is replaced by another when it is stuck or has died."""

    def __init__(self, options: ReadOptions, seconds: float) -> None:
        self._options = options
        self._seconds = seconds
        self._start()

    def items(self, file: InputFile, skipped: int) -> Iterator[Located]:
        """What a file holds, without the first items, which were read before."""
        question: tuple[InputFile, int] | None = (file, skipped)
        while True:
            try:
                if not self._asked_and_heard(question):
                    self._replace()
                    yield _problem(file, overrun(self._seconds), STUCK)
                    return
                item = self._connection.recv()
            except (OSError, EOFError):
                self._replace()
                yield _problem(file, "ended the process that read it", _ENDED)
                return
            if item is None:
                return
            question = None
            yield item

    def _asked_and_heard(self, question: tuple[InputFile, int] | None) -> bool:
        """Send a question, if there is one; whether the process answers within the time limit."""
        if question is not None:
            self._connection.send(question)
        return self._connection.poll(self._seconds + _GRACE)

    def end(self) -> None:
        self._process.kill()
        self._process.join()
        self._connection.close()

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=_read, args=(theirs, self._options, self._seconds), daemon=True)
        self._process.start()
        theirs.close()
        try:
            self._connection.recv()
        except (OSError, EOFError):
            raise UserError("the process that reads files does not start (out of memory?): try --workers 1") from None

    def _replace(self) -> None:
        self.end()
        self._start()


def _read(connection: Connection, options: ReadOptions, seconds: float) -> None:
    """The loop of the process that reads: a file comes, its items go, and None at the end of each file."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # only the storing process handles Ctrl-C
    with suppress(OSError, EOFError):  # the parent is gone
        connection.send(None)
        while True:
            file, skipped = connection.recv()
            for number, item in enumerate(watched_files([file], None, options, Watch(seconds))):
                if number >= skipped:
                    connection.send(item)
            connection.send(None)
