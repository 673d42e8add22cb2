"""Run a function on the workers of a Dask cluster: results in order, bounded memory, dead workers replaced."""

from __future__ import annotations

import importlib
import logging
import pickle
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError
from dataclasses import dataclass
from types import TracebackType
from typing import Any

from mithaq.cluster.worker_task import process_partition
from mithaq.errors import UserError
from mithaq.pipeline import Passthrough, ProcessedArticle, lexicon_version

__all__ = ["PARTITION", "DaskExecutor", "quarantined"]

PARTITION = 32
"""Articles of one task of the cluster. Larger partitions cost the scheduler less, and the writer waits longer for the
first."""

_AHEAD = 4
"""Partitions of each worker that are queued, running or not fetched yet. It bounds memory."""
_PATIENCE = 30
"""Seconds to wait for the scheduler, and for its first worker."""

Poison = Callable[[Any], Any]


def quarantined(article: object) -> ProcessedArticle:
    """The result for an article that ends the worker processes it is given to."""
    return ProcessedArticle(b"", errors="could not be processed (it ended every worker process it was given to)")


@dataclass(slots=True)
class _Partition:
    """Consecutive tasks, and the future of their results; None if all of them are passed through."""

    tasks: list[Any]
    future: Any

    @property
    def work(self) -> list[Any]:
        return [task for task in self.tasks if not isinstance(task, Passthrough)]


class DaskExecutor:
    """An executor for `mithaq.pipeline.load` on the cluster of a Dask scheduler, such as `tcp://10.0.0.1:8786`.

    Use it in a `with` statement. The workers need the same versions of Python, mithaq and its lexicon. A partition of
    a worker that dies goes to another worker. A task that was alone on several workers that ended, twice, is given to
    nobody any more; `poison` makes its result: by default, the article is quarantined. With `seconds`, a task that
    takes longer, or raises an exception, yields a `mithaq.pipeline.workers.Failure`.

    Raises:
        UserError: the extra `cluster` is missing; no scheduler answers; it has no workers.
    """

    def __init__(
        self,
        scheduler: str,
        *,
        partition: int = PARTITION,
        poison: Poison = quarantined,
        seconds: float | None = None,
    ) -> None:
        distributed = _dask()
        self._seconds = seconds
        self._scheduler, self._size, self._poison = scheduler, partition, poison
        logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what matters becomes a UserError
        try:
            self._client: Any = _client_class(distributed)(scheduler, timeout=_PATIENCE, set_as_default=False)
        except (OSError, ValueError) as problem:
            what = "no Dask scheduler answers there: start one with `dask scheduler`, and workers with `dask worker`"
            raise UserError(f"{scheduler}: {what}") from problem
        try:
            self._client.wait_for_workers(1, timeout=_PATIENCE)
        except TimeoutError as problem:
            self.close()
            raise UserError(f"{scheduler}: the cluster has no workers: start some with `dask worker`") from problem

    def __enter__(self) -> DaskExecutor:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Leave the cluster; it goes on running."""
        self._client.close()

    def __call__(self, function: Callable[[Any], Any], tasks: Iterable[Any]) -> Iterator[Any]:
        """Yield each task with its result, in the order of the tasks; a `Passthrough` is yielded unchanged.

        Raises:
            UserError: the workers lack mithaq or have another version; the scheduler is gone.
        """
        code = pickle.dumps(function, pickle.HIGHEST_PROTOCOL)
        waiting: deque[_Partition] = deque()
        try:
            for chunk in _chunks(tasks, self._size):
                waiting.append(self._sent(code, chunk))
                if len(waiting) >= _AHEAD * max(1, len(self._client.ncores())):
                    yield from self._results(code, waiting.popleft())
            while waiting:
                yield from self._results(code, waiting.popleft())
        finally:
            self._client.cancel([partition.future for partition in waiting if partition.future is not None])

    def _sent(self, code: bytes, tasks: list[Any]) -> _Partition:
        partition = _Partition(tasks, None)
        if partition.work:
            sent = pickle.dumps(partition.work, pickle.HIGHEST_PROTOCOL)
            arguments = (code, sent, lexicon_version(), self._seconds)
            partition.future = self._client.submit(process_partition, *arguments, pure=False)
        return partition

    def _results(self, code: bytes, partition: _Partition) -> Iterator[Any]:
        answers = iter(self._answers(code, partition))
        for task in partition.tasks:
            yield task if isinstance(task, Passthrough) else (task, next(answers))

    def _answers(self, code: bytes, partition: _Partition) -> list[Any]:
        """The results of a partition. If it was on several workers that ended, its tasks are tried one by one. A task
        alone is tried again, for it may have waited for workers that others ended."""
        if partition.future is None:
            return []
        try:
            return self._fetched(partition)
        except _dask().KilledWorker:
            if len(partition.work) > 1:
                alone = (self._sent(code, [task]) for task in partition.work)
                return [answer for one in alone for answer in self._answers(code, one)]
        try:
            return self._fetched(self._sent(code, partition.work))
        except _dask().KilledWorker:
            return [self._poison(partition.work[0])]

    def _fetched(self, partition: _Partition) -> list[Any]:
        try:
            answers: list[Any] | UserError = pickle.loads(partition.future.result())
        except (CancelledError, _dask().comm.CommClosedError) as problem:
            what = "the connection to the scheduler was lost: run the command again, and it resumes"
            raise UserError(f"{self._scheduler}: {what}") from problem
        except (ModuleNotFoundError, AttributeError) as problem:
            what = f"the workers cannot run mithaq ({problem}): install the same version on all machines"
            raise UserError(f"{self._scheduler}: {what}") from problem
        if isinstance(answers, UserError):
            raise answers
        return answers


def _client_class(distributed: Any) -> type:
    """The class of clients without a finalizer, which for one that never connected waits, and prints a traceback:
    `DaskExecutor.close` closes those that did."""
    return type("Client", (distributed.Client,), {"__del__": lambda self: None})


def _dask() -> Any:
    try:
        return importlib.import_module("distributed")
    except ImportError as problem:
        what = "install mithaq with the extra `cluster` (pip install 'mithaq[cluster]')"
        raise UserError(f"a cluster needs Dask: {what}") from problem


def _chunks(tasks: Iterable[Any], size: int) -> Iterator[list[Any]]:
    chunk: list[Any] = []
    for task in tasks:
        chunk.append(task)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
