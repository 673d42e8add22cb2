"""Worker processes: order, bounds, death."""

from __future__ import annotations

import math
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from mithaq.errors import UserError
from mithaq.pipeline.workers import Failure, Passthrough, run

from tests.pipeline.tasks import backtrack, die, die_at_seven, loop_at_seven, refuse


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


@pytest.mark.parametrize("workers", [1, 2])
def test_an_error_is_its_tasks_failure_and_the_others_go_on(workers: int) -> None:
    found = dict(_answers(math.factorial, [*range(40), -1], workers))
    assert [n for n, answer in found.items() if isinstance(answer, Failure)] == [-1]
    assert found[39] == math.factorial(39)
    assert found[-1].reason.startswith("ValueError: factorial() not defined for negative values")


def test_a_user_error_of_the_function_reaches_the_caller() -> None:
    with pytest.raises(UserError, match="the model does not answer"):
        list(run(refuse, range(40), 2))


@pytest.mark.parametrize("workers", [1, 2])
def test_a_task_without_end_fails_and_the_others_go_on(workers: int) -> None:
    started = time.monotonic()
    found = dict(_answers(loop_at_seven, range(20), workers, seconds=1.0))
    assert time.monotonic() - started < 20
    assert {n: answer for n, answer in found.items() if isinstance(answer, Failure)} == {
        7: Failure("did not come to an end in 1 seconds")
    }
    assert [found[n] for n in (6, 8, 19)] == [6, 8, 19]


def test_a_pattern_without_end_is_interrupted_as_well() -> None:
    found = dict(_answers(backtrack, ["a" * 60], 1, seconds=0.2))
    assert found == {"a" * 60: Failure("did not come to an end in 0.2 seconds")}


def test_a_task_that_kills_its_worker_is_tried_twice_and_fails() -> None:
    found = dict(_answers(die_at_seven, range(40), 2))
    assert found.pop(7) == Failure("a worker process died of it twice (out of memory?)")
    assert found == {n: n for n in range(40) if n != 7}


def test_workers_that_always_die_end_the_run() -> None:
    with pytest.raises(UserError, match="worker processes die"):
        list(run(die, range(40), 2))


def test_a_timer_of_the_caller_goes_on() -> None:
    rung: list[int] = []
    before = signal.signal(signal.SIGALRM, lambda number, frame: rung.append(number))
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.3)
        assert dict(_answers(loop_at_seven, [7], 1, seconds=0.1)) == {
            7: Failure("did not come to an end in 0.1 seconds")
        }
        signal.sigtimedwait([], 1)
    finally:
        signal.signal(signal.SIGALRM, before)
    assert rung == [signal.SIGALRM]


def _answers(
    function: Callable[[Any], Any], tasks: Iterable[Any], workers: int, seconds: float | None = None
) -> Iterator[tuple[Any, Any]]:
    for done in run(function, tasks, workers, seconds=seconds):
        assert not isinstance(done, Passthrough)
        yield done
