"""What a worker of the cluster runs: a function over the tasks of one partition."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from functools import lru_cache
from typing import Any, cast

from mithaq.errors import UserError
from mithaq.pipeline import lexicon_version
from mithaq.pipeline.garbage import few_collections

__all__ = ["process_partition"]


def process_partition(function: bytes, tasks: bytes, version: str) -> bytes:
    """Apply a function to each of a partition's tasks; all three are pickled, and so is the list of results.

    Raises:
        UserError: this worker has another lexicon than the process that sent the tasks.
    """
    if version != lexicon_version():
        raise UserError(
            f"a worker of the cluster has mithaq {lexicon_version()}, and this is {version}: "
            "install the same version and lexicon on all machines"
        )
    call = _unpickled(function)
    with few_collections():
        return pickle.dumps([call(task) for task in pickle.loads(tasks)], pickle.HIGHEST_PROTOCOL)


@lru_cache(maxsize=4)
def _unpickled(function: bytes) -> Callable[[Any], Any]:
    """The function, once for all partitions of a load."""
    return cast(Callable[[Any], Any], pickle.loads(function))
