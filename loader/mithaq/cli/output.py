"""Write a command's output to standard output, to a pager or to a file, within a time limit."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import IO, cast

from mithaq.cli.language import in_language
from mithaq.errors import UserError

__all__ = ["Deadline", "form_of_output", "output_to"]

_NARROW = "narrow the query or raise --timeout"
_ATTEMPTS, _PAUSE = 50, 0.02
"""How often removing a folder is tried, and the seconds between."""


def form_of_output(form: str | None, output: str | None, by_extension: Mapping[str, str], default: str) -> str:
    """The format to write: the one that was given, or that of the extension of the output file.

    Standard output and a name without an extension get the default.

    Raises:
        UserError: the extension is not one of `by_extension`.
    """
    extension = Path(output).suffix[1:].lower() if output and output != "-" else ""
    if form is not None or not extension:
        return form or default
    if extension not in by_extension:
        known = ", ".join(f".{name}" for name in by_extension)
        raise UserError(f"{output}: unknown file extension .{extension}: give one of {known}, or add --format")
    return by_extension[extension]


class Deadline:
    """End the process after a number of seconds; used as a context manager.

    The engine cannot interrupt a query, but a query lets other threads run, so a timer thread ends the
    process. No data is lost because queries only read. Without `seconds` nothing happens.
    """

    def __init__(self, seconds: float | None) -> None:
        self._seconds = seconds
        self._timer = threading.Timer(seconds, self._end) if seconds is not None else None
        self._ending = threading.Event()
        self.scratch: set[str] = set()
        """Files and folders to remove when the time limit is reached."""
        self.pager: subprocess.Popen[bytes] | None = None
        """A running pager, terminated at the time limit so that it releases the terminal."""

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
            if self._ending.is_set():  # what has failed lacks a file that was removed
                self._timer.join()

    def _end(self) -> None:
        self._ending.set()
        for path in self.scratch:
            _remove(path)
        if self.pager is not None:
            self.pager.terminate()
            with suppress(subprocess.TimeoutExpired):
                self.pager.wait(2)
        os.write(2, f"{in_language(f'mithaq: stopped after {_shown(self._seconds)} seconds: {_NARROW}')}\n".encode())
        os._exit(2)


def _shown(seconds: float | None) -> str:
    return f"{seconds or 0:.10f}".rstrip("0").rstrip(".")


def _remove(path: str) -> None:
    """Remove a file or a folder, in which another thread may be writing."""
    for _ in range(_ATTEMPTS):
        Path(path).unlink(missing_ok=True) if os.path.isfile(path) else shutil.rmtree(path, True)
        if not os.path.lexists(path):
            return
        time.sleep(_PAUSE)


@contextmanager
def output_to(path: str | None, deadline: Deadline | None = None, *, paged: bool = False) -> Iterator[IO[bytes]]:
    """Open a binary stream to a file or to standard output.

    A file is written completely or not at all. With `paged`, output to a terminal goes through a pager.
    On a terminal, also through a pager, control characters in the data are shown escaped.
    """
    from mithaq.export import atomic_write
    from mithaq.language.visible import VisibleStream

    deadline = deadline or Deadline(None)
    if path == "":
        raise UserError("--output: is empty: give a file name, or - for standard output")
    if path is not None and path != "-":
        with atomic_write(Path(path)) as out:
            deadline.scratch.add(out.name)
            yield out
            deadline.scratch.discard(out.name)
        return
    pager = _pager() if paged and sys.stdout.isatty() else None
    if pager is not None:
        with _through(pager, deadline) as out:
            shown = VisibleStream(out)
            yield cast("IO[bytes]", shown)
            shown.finish()
        return
    if sys.stdout.isatty():
        shown = VisibleStream(sys.stdout.buffer)
        yield cast("IO[bytes]", shown)
        shown.finish()
        return
    yield sys.stdout.buffer
    sys.stdout.buffer.flush()


def _pager() -> list[str] | None:
    """The pager's command line: `MITHAQ_PAGER`, `PAGER` or less; None if empty, `cat` or not installed."""
    said = next((os.environ[name] for name in ("MITHAQ_PAGER", "PAGER") if name in os.environ), "less")
    words = shlex.split(said)
    return words if words and words[0] != "cat" and shutil.which(words[0]) else None


@contextmanager
def _through(pager: list[str], deadline: Deadline) -> Iterator[IO[bytes]]:
    """Open a stream to a pager.

    Options for less: exit if the output fits on one screen (F), do not clear the screen (X), and cut long
    lines (S), so that each row stays on one line.
    """
    process = subprocess.Popen(pager, stdin=subprocess.PIPE, env={"LESS": "FXRS", "LESSCHARSET": "utf-8", **os.environ})
    assert process.stdin is not None
    deadline.pager = process
    try:
        with process.stdin as stream:
            yield stream
    except BrokenPipeError:
        sys.exit(0)
    finally:
        with suppress(KeyboardInterrupt):  # which belongs to the pager
            process.wait()
        deadline.pager = None
