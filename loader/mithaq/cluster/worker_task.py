"""What a worker of the cluster runs: a function over the tasks of one partition."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any, cast

from mithaq.cluster.watchdog import watched_attempt
from mithaq.errors import UserError
from mithaq.pipeline import lexicon_version
from mithaq.pipeline.garbage import few_collections

__all__ = ["process_partition"]


def process_partition(function: bytes, tasks: bytes, version: str, seconds: float | None = None) -> bytes:
    """Apply a function to each of a partition's tasks. Function and tasks are pickled, and so is what is returned: the
    list of results, or a `UserError`.

    With a number of `seconds`, a task that takes longer, or in which `function` raises an exception, has a `Failure`
    as its result. A `UserError` is returned and not raised: Dask would send along exceptions that led to it, which it
    may not be able to pickle.
    """
    if version != lexicon_version():
        return _pickled(
            UserError(
                f"a worker of the cluster has mithaq {lexicon_version()}, and this is {version}: "
                "install the same version and lexicon on all machines"
            )
        )
    call = _unpickled(function)
    if seconds is not None:
        call = partial(watched_attempt, call, seconds=seconds)
    try:
        with few_collections():
            return _pickled([call(task) for task in pickle.loads(tasks)])
    except UserError as problem:
        return _pickled(problem)


def _pickled(answer: object) -> bytes:
    return pickle.dumps(answer, pickle.HIGHEST_PROTOCOL)


@lru_cache(maxsize=4)
def _unpickled(function: bytes) -> Callable[[Any], Any]:
    """The function, once for all partitions of a load."""
    return cast(Callable[[Any], Any], pickle.loads(function))
