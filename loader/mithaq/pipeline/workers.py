"""Run a function in worker processes: results in order, bounded memory, no orphaned processes.

Each worker has its own pipe. When this process dies, its ends of the pipes close and the workers exit; with shared
queues they would wait forever. A worker that is stuck on a task, or dies of it, is replaced, and the others go on.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import queue
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import chain, islice
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Generic, TypeVar

from mithaq.errors import UserError
from mithaq.pipeline.garbage import FEW_COLLECTIONS
from mithaq.reading.child_processes import start_without_interrupts
from mithaq.reading.time_limit import TimeLimitError, call_within, overrun

__all__ = ["AHEAD", "Executor", "Failure", "Passthrough", "Seconds", "attempt", "run"]

Task = TypeVar("Task")
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Passthrough:
    """A task without work, passed through in its place in the order."""

    what: object


@dataclass(frozen=True, slots=True)
class Failure:
    """A task whose worker had to be ended: `reason` says why, in one line."""

    reason: str


Executor = Callable[[Callable[[Any], Any], Iterable[Any]], Iterator[Any]]
"""Takes a function and tasks, and yields as `run` does. For computers beside this one, `mithaq.cluster` has one."""

Seconds = float | None | Callable[[Any], float | None]
"""How long a task may take: a number, None for no limit, or a function of the task that gives one of these."""

AHEAD = 64
"""Maximum number of tasks of a worker that are queued or finished but not fetched, unless the caller gives another. It
bounds memory, and keeps workers busy while the caller is."""

_FEW = 16
"""Fewer tasks than this run in this process, before a worker would have started."""

_ATTEMPTS = 2
"""A task of which so many workers have died has failed."""

_DEATHS = 10
"""So many deaths of workers, one after the other without any result between, are not due to the tasks."""

_LOOK = 0.5
"""Seconds between two looks for workers that are stuck."""

_READY = -1
"""The number that a worker sends when it has started."""


def run(
    function: Callable[[Task], Answer],
    tasks: Iterable[Task | Passthrough],
    workers: int,
    few: int = _FEW,
    *,
    seconds: Seconds = None,
    ahead: int = AHEAD,
) -> Generator[tuple[Task, Answer | Failure] | Passthrough, None, None]:
    """Yield each task with the result of `function`, in the order of the tasks; a `Passthrough` is yielded unchanged.

    A task yields a `Failure` if it takes more than so many `seconds`, if `function` raises an exception, or if two
    worker processes died of it one after the other.

    With one worker, or with fewer than `few` tasks, everything runs in this process; the time limit then needs the main
    thread (see `call_within`), and a death is this process's. `function` and the tasks must be picklable, and
    `function` importable in a new interpreter. `tasks` is iterated in another thread, at most `ahead` tasks of each
    worker before their results are taken. Closing the generator ends the workers.

    Raises:
        UserError: raised by `function`; workers die whatever the task (out of memory, killed).
        BaseException: raised by `tasks`.
    """
    rest = iter(tasks)
    first = list(islice(rest, few)) if workers > 1 else []
    if len(first) < few:
        for task in chain(first, rest):
            yield task if isinstance(task, Passthrough) else (task, attempt(function, task, seconds))
        return
    pool = _Pool(function, workers, seconds, ahead)
    try:
        yield from pool.results(chain(first, rest))
    finally:
        pool.end()


def _limit(seconds: Seconds, task: object) -> float | None:
    return seconds(task) if callable(seconds) else seconds


def attempt(function: Callable[[Task], Answer], task: Task, seconds: Seconds) -> Answer | Failure:
    """Call a function in this process, under the conditions of `run`."""
    limit = _limit(seconds, task)
    try:
        return call_within(limit, partial(_called, function), task)
    except TimeLimitError:
        return _stuck(limit)


def _called(function: Callable[[Task], Answer], task: Task) -> Answer | Failure:
    try:
        return function(task)
    except UserError:
        raise
    except Exception as problem:
        return Failure(" ".join(f"{type(problem).__name__}: {problem}".split()))


@dataclass(slots=True)
class _Worker:
    """A process, this end of its pipe, and its tasks. `since` is when it began with the first of them."""

    process: BaseProcess
    connection: Connection
    waiting: deque[int] = field(default_factory=deque)
    outbox: queue.SimpleQueue[int | None] = field(default_factory=queue.SimpleQueue)
    ready: bool = False
    since: float = 0.0
    sender: threading.Thread | None = None


class _Pool(Generic[Task, Answer]):
    def __init__(self, function: Callable[[Task], Answer], workers: int, seconds: Seconds, ahead: int) -> None:
        self._function = function
        self._seconds = seconds
        self._sent: dict[int, Task | Passthrough] = {}
        self._events: queue.SimpleQueue[tuple[int, bytes | Failure | None] | int | BaseException] = queue.SimpleQueue()
        self._room = threading.Semaphore(workers * ahead)
        self._ended = False
        self._turn = threading.Lock()
        """held while workers or their tasks change"""
        self._attempts: Counter[int] = Counter()
        self._deaths = 0
        self._workers = [self._start() for _ in range(workers)]

    def results(self, tasks: Iterator[Task | Passthrough]) -> Iterator[tuple[Task, Answer | Failure] | Passthrough]:
        """Tasks with their results, in order. Threads feed the workers and collect results while the caller is
        busy."""
        for thread in (partial(self._feed, tasks), self._listen):
            threading.Thread(target=thread, daemon=True).start()
        ready: dict[int, bytes | Failure | None] = {}
        following, total = 0, -1
        while following != total:
            if following in ready:
                self._room.release()
                task, answer = self._sent.pop(following), ready.pop(following)
                yield task if isinstance(task, Passthrough) else (task, _unpacked(answer))
                following += 1
                continue
            event = self._events.get()
            if isinstance(event, tuple):
                ready[event[0]] = event[1]
            elif isinstance(event, int):
                total = event
            else:
                raise event

    def end(self) -> None:
        self._ended = True
        self._room.release()
        with self._turn:
            for worker in self._workers:
                worker.outbox.put(None)
                worker.process.terminate()
        for worker in self._workers:
            worker.process.join()

    # workers

    def _start(self, numbers: Iterable[int] = ()) -> _Worker:
        """A new worker with these tasks."""
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_work, args=(theirs, self._function), daemon=True)
        start_without_interrupts(process)
        theirs.close()
        worker = _Worker(process, ours)
        for number in numbers:
            self._give(worker, number)
        worker.sender = threading.Thread(target=self._send, args=(worker,), daemon=True)
        worker.sender.start()
        return worker

    def _give(self, worker: _Worker, number: int) -> None:
        if not worker.waiting:
            worker.since = time.monotonic()
        worker.waiting.append(number)
        worker.outbox.put(number)

    def _send(self, worker: _Worker) -> None:
        """Send a worker its tasks. A thread of its own, because a full pipe blocks."""
        while (number := worker.outbox.get()) is not None:
            try:
                worker.connection.send((number, self._sent[number]))
            except OSError:  # the worker is dead, which the listener sees as well
                return
            except BaseException as problem:
                self._events.put(problem)
                return

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
                    with self._turn:
                        self._give(min(self._workers, key=lambda worker: len(worker.waiting)), number)
                number += 1
            self._events.put(number)
        except BaseException as problem:
            self._events.put(problem)

    def _listen(self) -> None:
        """Collect the results, and replace workers that die or are stuck."""
        try:
            while not self._ended:
                found = wait([worker.connection for worker in self._workers], _LOOK)
                for worker in list(self._workers):
                    if worker.connection in found:
                        self._hear(worker)
                    elif (limit := self._overrun(worker)) is not None:
                        self._replace(worker, _stuck(limit))
        except BaseException as problem:
            self._events.put(problem)

    def _hear(self, worker: _Worker) -> None:
        try:
            number, answer = worker.connection.recv()
        except (OSError, EOFError):
            self._replace(worker, None)
            return
        with self._turn:
            worker.ready, worker.since = True, time.monotonic()
            if number == _READY:
                return
            worker.waiting.remove(number)
            self._deaths = 0
        self._events.put((number, answer))

    def _overrun(self, worker: _Worker) -> float | None:
        """The limit that a worker has exceeded with its first task without an answer; None if it has not."""
        if self._seconds is None or not worker.ready or not worker.waiting:
            return None
        limit = _limit(self._seconds, self._sent[worker.waiting[0]])
        if limit is None or time.monotonic() - worker.since <= limit or worker.connection.poll():
            return None
        return limit

    def _replace(self, worker: _Worker, failure: Failure | None) -> None:
        """End a worker, and start another for the rest of its tasks. The first of them is what it worked on: with a
        `failure` that task has failed; without one the worker died, and the task is tried once more."""
        worker.process.kill()
        worker.process.join()
        with self._turn:
            if self._ended:
                return
            worker.outbox.put(None)
            if worker.sender is not None:
                worker.sender.join()  # it must not write to a descriptor that is closed and used again
            worker.connection.close()
            self._deaths += failure is None
            if self._deaths >= _DEATHS or (failure is None and not worker.ready):
                raise _died()
            numbers = list(worker.waiting)
            if numbers:
                self._attempts[numbers[0]] += 1
                if failure is None and self._attempts[numbers[0]] >= _ATTEMPTS:
                    failure = Failure("a worker process died of it twice (out of memory?)")
                if failure is not None:
                    self._events.put((numbers.pop(0), failure))
            self._workers[self._workers.index(worker)] = self._start(numbers)


def _unpacked(answer: bytes | Failure | None) -> Any:
    """The result in what a worker sent. Until it is wanted it is kept pickled: that takes a tenth of the memory."""
    found = pickle.loads(answer) if isinstance(answer, bytes) else answer
    if isinstance(found, UserError):
        raise found
    return found


def _stuck(seconds: float | None) -> Failure:
    return Failure(overrun(seconds))


def _died() -> UserError:
    return UserError("worker processes die (out of memory?): run the command again with fewer --workers")


def _work(connection: Connection, function: Callable[[Task], Answer]) -> None:
    """The loop of a worker. A thread reads tasks from the pipe, so that the sender never blocks."""
    gc.set_threshold(*FEW_COLLECTIONS)
    tasks: queue.SimpleQueue[tuple[int, Task]] = queue.SimpleQueue()

    def take() -> None:
        try:
            while True:
                tasks.put(connection.recv())
        except (EOFError, OSError):
            os._exit(0)  # the parent is gone: exit even in the middle of a task

    threading.Thread(target=take, daemon=True).start()
    try:
        connection.send((_READY, None))
        while True:
            number, argument = tasks.get()
            try:
                answer: Answer | Failure | UserError = _called(function, argument)
            except UserError as problem:
                answer = problem
            connection.send((number, pickle.dumps(answer, pickle.HIGHEST_PROTOCOL)))
    except OSError:  # the parent is gone
        return
