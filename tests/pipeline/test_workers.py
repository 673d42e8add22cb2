"""Worker processes: order, bounds, death."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator

import pytest
from mithaq.errors import UserError
from mithaq.pipeline.workers import Passthrough, run


@pytest.mark.parametrize("workers", [1, 3])
@pytest.mark.parametrize("count", [0, 5, 300])
def test_results_come_in_the_order_of_the_tasks(workers: int, count: int) -> None:
    tasks = [Passthrough(n) if n % 5 == 4 else n for n in range(count)]
    expected = [t if isinstance(t, Passthrough) else (t, math.factorial(t)) for t in tasks]
    assert list(run(math.factorial, tasks, workers)) == expected


def test_tasks_are_not_taken_far_ahead_of_a_slow_consumer() -> None:
    taken = 0

    def tasks() -> Iterator[int]:
        nonlocal taken
        for number in range(5000):
            taken += 1
            yield number

    results = run(math.factorial, tasks(), 2)
    for _ in range(20):
        next(results)
    time.sleep(0.5)
    assert taken <= 200
    results.close()


def test_an_error_of_the_source_reaches_the_caller() -> None:
    def tasks() -> Iterator[int]:
        yield from range(40)
        raise UserError("the disk has gone")

    with pytest.raises(UserError, match="the disk has gone"):
        list(run(math.factorial, tasks(), 2))


def test_an_error_in_a_worker_is_not_waited_for_forever() -> None:
    with pytest.raises(UserError, match="a worker process died"):
        list(run(math.factorial, [*range(40), -1, *range(40)], 2))
