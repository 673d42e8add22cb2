"""Run a function in worker processes: results in order, bounded memory, no orphaned processes.

Each worker has its own pipe. When this process dies, its ends of the pipes close and the workers exit; with shared
queues they would wait forever.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import queue
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Generic, TypeVar, cast

from mithaq.errors import UserError
from mithaq.pipeline.garbage import FEW_COLLECTIONS

__all__ = ["Executor", "Passthrough", "run"]

Task = TypeVar("Task")
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Passthrough:
    """A task without work, passed through in its place in the order."""

    what: object


Executor = Callable[[Callable[[Any], Any], Iterable[Any]], Iterator[Any]]
"""Takes a function and tasks, and yields as `run` does. For computers beside this one, `mithaq.cluster` has one."""

_AHEAD = 64
"""Maximum number of tasks of a worker that are queued or finished but not fetched. It bounds memory, and keeps
workers busy while a batch is being stored."""

_FEW = 16
"""Fewer tasks than this run in this process, before a worker would have started."""


def run(
    function: Callable[[Task], Answer], tasks: Iterable[Task | Passthrough], workers: int, few: int = _FEW
) -> Generator[tuple[Task, Answer] | Passthrough, None, None]:
    """Yield each task with the result of `function`, in the order of the tasks; a `Passthrough` is yielded unchanged.

    With one worker, or with less than `few` tasks, everything runs in this process. `function` and the tasks must be
    picklable, and `function` importable in a new interpreter. `tasks` is iterated in another thread. Closing the
    generator ends the workers.

    Raises:
        UserError: a worker died (out of memory, killed).
        BaseException: raised by `tasks`.
    """
    rest = iter(tasks)
    first = list(islice(rest, few)) if workers > 1 else []
    if len(first) < few:
        for task in chain(first, rest):
            yield task if isinstance(task, Passthrough) else (task, function(task))
        return
    pool = _Pool(function, workers)
    try:
        yield from pool.results(chain(first, rest))
    finally:
        pool.end()


class _Pool(Generic[Task, Answer]):
    def __init__(self, function: Callable[[Task], Answer], workers: int) -> None:
        context = multiprocessing.get_context("spawn")
        self._processes: list[BaseProcess] = []
        self._waiting: dict[Connection, deque[int]] = {}
        for _ in range(workers):
            ours, theirs = context.Pipe()
            process = context.Process(target=_work, args=(theirs, function), daemon=True)
            process.start()
            theirs.close()
            self._processes.append(process)
            self._waiting[ours] = deque()
        self._sent: dict[int, Task | Passthrough] = {}
        self._events: queue.SimpleQueue[tuple[int, Answer | None] | int | BaseException] = queue.SimpleQueue()
        self._room = threading.Semaphore(workers * _AHEAD)
        self._ended = False

    def results(self, tasks: Iterator[Task | Passthrough]) -> Iterator[tuple[Task, Answer] | Passthrough]:
        """Tasks with their results, in order. Threads feed the workers and collect results while the caller is
        busy."""
        for thread in (partial(self._feed, tasks), self._listen):
            threading.Thread(target=thread, daemon=True).start()
        ready: dict[int, Answer | None] = {}
        following, total = 0, -1
        while following != total:
            if following in ready:
                self._room.release()
                task, answer = self._sent.pop(following), ready.pop(following)
                yield task if isinstance(task, Passthrough) else (task, cast(Answer, answer))
                following += 1
                continue
            event = self._events.get()
            if isinstance(event, tuple):
                ready[event[0]] = event[1]
            elif isinstance(event, int):
                total = event
            else:
                raise event

    def _feed(self, tasks: Iterator[Task | Passthrough]) -> None:
        number = 0
        try:
            for task in tasks:
                self._room.acquire()
                if self._ended:
                    return
                self._sent[number] = task
                if isinstance(task, Passthrough):
                    self._events.put((number, None))
                else:
                    connection = min(self._waiting, key=lambda c: len(self._waiting[c]))
                    self._waiting[connection].append(number)
                    connection.send((number, task))
                number += 1
            self._events.put(number)
        except OSError as problem:
            self._events.put(_died(problem))
        except BaseException as problem:
            self._events.put(problem)

    def _listen(self) -> None:
        try:
            while True:
                for connection in wait(list(self._waiting)):
                    assert isinstance(connection, Connection)
                    number, answer = connection.recv()
                    self._waiting[connection].remove(number)
                    self._events.put((number, answer))
        except (OSError, EOFError) as problem:
            self._events.put(_died(problem))

    def end(self) -> None:
        self._ended = True
        self._room.release()
        for process in self._processes:
            process.terminate()
        for process in self._processes:
            process.join()


def _died(problem: BaseException) -> UserError:
    error = UserError("a worker process died (out of memory?): run the command again with fewer --workers")
    error.__cause__ = problem
    return error


def _work(connection: Connection, function: Callable[[Task], Answer]) -> None:
    """The loop of a worker. A thread reads tasks from the pipe, so that the sender never blocks."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # only the storing process handles Ctrl-C
    gc.set_threshold(*FEW_COLLECTIONS)
    tasks: queue.SimpleQueue[tuple[int, Task]] = queue.SimpleQueue()

    def take() -> None:
        try:
            while True:
                tasks.put(connection.recv())
        except (EOFError, OSError):
            os._exit(0)  # the parent is gone: exit even in the middle of a task

    threading.Thread(target=take, daemon=True).start()
    while True:
        number, argument = tasks.get()
        try:
            connection.send((number, function(argument)))
        except OSError:  # the parent is gone
            return
