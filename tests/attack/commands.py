"""Run `mithaq` in a child process with limits, and say what is wrong with how it ended.

Children are forked from a process that has loaded the lexicon, so that a load takes a fraction of a second.
"""

from __future__ import annotations

import multiprocessing
import os
import re
import resource
import signal
import sys
import threading
import time
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import connection
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path

__all__ = ["Call", "Ended", "context", "faults", "has_ended", "kill", "run", "start", "until", "wait"]

SLOW = 60.0
"""Seconds after which a command counts as hung. The slowest of these takes three on an idle machine."""
_STATUSES = (0, 1, 2)
_TURN = threading.Lock()
"""Held while a process is started or its status is read: a start reads the status of every process."""
_ALLOWED = "\n\t"


@dataclass(frozen=True, slots=True)
class Call:
    """A command: its words, where it writes, and its limits.

    folder: for the files `out` and `err`, and the working directory.
    file_size: bytes that a file may have, as on a full disk; 0 for no limit.
    out: where standard output goes, a file in the folder if empty.
    memory: bytes of address space that the command may take; 0 for no limit.
    """

    words: tuple[str, ...]
    folder: Path
    file_size: int = 0
    out: str = ""
    memory: int = 0
    seconds: float = SLOW


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended; the status is negative after a signal, None if it had to be stopped."""

    status: int | None
    out: str
    err: str


def context() -> ForkServerContext:
    """A server of children that has loaded everything and opened no store."""
    server = multiprocessing.get_context("forkserver")
    server.set_forkserver_preload(["tests.attack.victim"])
    return server


def start(server: ForkServerContext, call: Call) -> ForkServerProcess:
    process = server.Process(target=_child, args=(call,))
    with _TURN:
        process.start()
    return process


def has_ended(process: ForkServerProcess, seconds: float = 0) -> bool:
    """Wait some seconds for a process; whether it has ended."""
    return bool(connection.wait([process.sentinel], seconds))


def kill(process: ForkServerProcess) -> None:
    """End a process at once, with kill -9."""
    process.kill()
    has_ended(process, SLOW)


def wait(process: ForkServerProcess, call: Call) -> Ended:
    status = None
    if has_ended(process, call.seconds):
        with _TURN:
            status = process.exitcode
    else:
        kill(process)
    out = "" if call.out else (call.folder / "out").read_bytes().decode("utf-8", "surrogateescape")
    return Ended(status, out, (call.folder / "err").read_bytes().decode("utf-8", "surrogateescape"))


def run(server: ForkServerContext, call: Call) -> Ended:
    """Run a command to its end, or to its time limit."""
    for name in ("out", "err"):
        (call.folder / name).write_bytes(b"")
    return wait(start(server, call), call)


def faults(ended: Ended, statuses: tuple[int, ...] = _STATUSES, clean: Callable[[str], str] = lambda out: out) -> str:
    """What is wrong with the end of a command, "" if nothing; `clean` removes what its output may contain."""
    if ended.status is None:
        return "hangs"
    if ended.status not in statuses:
        return f"status {ended.status}: {ended.err[-300:]!r}"
    if "Traceback (most recent call last)" in ended.err:
        return f"traceback: {ended.err[-300:]!r}"
    lines = ended.err.strip().splitlines()
    if ended.status == 2 and not lines:
        return "status 2 without a message"
    for text in (clean(ended.out), ended.err):
        if found := control_characters(text):
            return f"writes {found}"
    return ""


def control_characters(text: str) -> str:
    """The first control character that a terminal would act on, or byte that is not UTF-8."""
    for character in re.findall(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]", text):
        if character not in _ALLOWED:
            return f"U+{ord(character):04X} {unicodedata.name(character, '')}".strip()
    return ""


def _child(call: Call) -> None:
    os.chdir(call.folder)
    out = os.open(call.out or "out", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    err = os.open("err", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(out, 1)
    os.dup2(err, 2)
    sys.stdout = os.fdopen(1, "w", encoding="utf-8")
    sys.stderr = os.fdopen(2, "w", encoding="utf-8", errors="backslashreplace")  # as Python opens it
    if call.file_size:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (call.file_size, call.file_size))
    if call.memory:
        resource.setrlimit(resource.RLIMIT_AS, (call.memory, call.memory))
    sys.argv = ["mithaq", *call.words]
    from mithaq.cli import main

    main()
    sys.stdout.flush()


def until(seconds: float, done: Callable[[], bool]) -> bool:
    """Wait until something is done; False when the time is over."""
    end = time.monotonic() + seconds
    while not done():
        if time.monotonic() > end:
            return False
        time.sleep(0.005)
    return True
