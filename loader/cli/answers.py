"""How commands give answers: to standard output or a file, in time or not at all."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import IO

__all__ = ["Deadline", "output_to"]


class Deadline:
    """Ends the process when a time is up. A query cannot be interrupted inside the engine, but it lets other
    threads run, and one of them can end the whole process; nothing is lost, since a query only reads.

    Use it in a `with` statement; without seconds it does nothing.
    """

    def __init__(self, seconds: float | None) -> None:
        self._seconds = seconds
        self._timer = threading.Timer(seconds, self._end) if seconds is not None else None
        self.scratch: str | None = None
        """A file to remove when the time is up."""

    def __enter__(self) -> Deadline:
        if self._timer is not None:
            self._timer.daemon = True
            self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._timer is not None:
            self._timer.cancel()

    def _end(self) -> None:
        if self.scratch is not None:
            Path(self.scratch).unlink(missing_ok=True)
        what = (
            f"mithaq: stopped after {self._seconds:g} seconds: narrow the query or give it more --timeout\n"
        )
        os.write(2, what.encode())
        os._exit(2)


@contextmanager
def output_to(path: str | None, deadline: Deadline | None = None) -> Iterator[IO[bytes]]:
    """A binary stream to the file, which appears whole or not at all, or to standard output.

    When the reader of standard output (`| head`) has gone, the command is done: status 0, and no message.
    """
    from loader.export import replacing

    if path is not None and path != "-":
        with replacing(Path(path)) as out:
            if deadline is not None:
                deadline.scratch = out.name
            yield out
            if deadline is not None:
                deadline.scratch = None
        return
    try:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    except OSError as problem:
        if not isinstance(problem, BrokenPipeError):
            raise
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
