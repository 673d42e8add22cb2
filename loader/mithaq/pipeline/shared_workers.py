"""Worker processes that run several functions, one after the other, without being started again."""

from __future__ import annotations

import pickle
import queue
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from types import TracebackType
from typing import Any

from mithaq.pipeline.workers import AHEAD, Passthrough, run

__all__ = ["SharedWorkers"]

_END = Passthrough("end of the tasks of a function")


@dataclass(frozen=True, slots=True)
class _Call:
    """A task with its function (pickled, unless it is called in this process), and the seconds that it may take."""

    function: bytes | Callable[[Any], Any]
    task: Any
    seconds: float | None


class SharedWorkers:
    """An executor (`mithaq.pipeline.workers.Executor`) with `workers` processes; one worker is this process.

    Use it in a `with` statement. Results of a call that were not taken are lost when the next one begins.
    """

    def __init__(self, workers: int, *, ahead: int = AHEAD) -> None:
        self._here = workers == 1
        self._running = False
        self._sources: queue.SimpleQueue[Iterator[_Call | Passthrough] | None] = queue.SimpleQueue()
        few = 1 if self._here else 0
        self._results = run(_perform, self._tasks(), workers, few, seconds=_seconds, ahead=ahead)

    def __enter__(self) -> SharedWorkers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._sources.put(None)
        self._results.close()

    def __call__(
        self, function: Callable[[Any], Any], tasks: Iterable[Any], seconds: Callable[[Any], float | None] | None = None
    ) -> Iterator[Any]:
        """Yield as `run` does. `seconds` gives the limit of a task.

        Raises:
            UserError, BaseException: as `run` raises.
        """
        for done in self._results if self._running else ():
            if done is _END:
                break
        code = function if self._here else pickle.dumps(function, pickle.HIGHEST_PROTOCOL)
        self._sources.put(
            task if isinstance(task, Passthrough) else _Call(code, task, seconds(task) if seconds else None)
            for task in tasks
        )
        self._running = True
        for done in self._results:
            if done is _END:
                self._running = False
                return
            yield done if isinstance(done, Passthrough) else (done[0].task, done[1])

    def _tasks(self) -> Iterator[_Call | Passthrough]:
        while (source := self._sources.get()) is not None:
            yield from source
            yield _END


def _seconds(call: _Call) -> float | None:
    return call.seconds


def _perform(call: _Call) -> Any:
    function = _unpickled(call.function) if isinstance(call.function, bytes) else call.function
    return function(call.task)


@lru_cache(maxsize=2)
def _unpickled(function: bytes) -> Callable[[Any], Any]:
    found: Callable[[Any], Any] = pickle.loads(function)
    return found
