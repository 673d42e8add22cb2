"""Workers that run one function after another."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from mithaq.errors import UserError
from mithaq.pipeline.shared_workers import SharedWorkers
from mithaq.pipeline.workers import Failure, Passthrough

from tests.pipeline.tasks import die_at_seven, loop_at_seven, refuse


@pytest.fixture(scope="module", params=[1, 2])
def shared(request: pytest.FixtureRequest) -> Iterator[SharedWorkers]:
    with SharedWorkers(request.param) as found:
        yield found


def test_functions_run_one_after_the_other_with_results_in_order(shared: SharedWorkers) -> None:
    for function in (abs, str, float):
        event = Passthrough("event")
        tasks = [-1, event, *range(40)]
        assert list(shared(function, tasks)) == [(-1, function(-1)), event, *((n, function(n)) for n in range(40))]
    assert list(shared(abs, [])) == []


def test_results_that_were_left_do_not_come_with_the_next_function(shared: SharedWorkers) -> None:
    assert next(shared(str, range(30))) == (0, "0")
    assert list(shared(float, [1])) == [(1, 1.0)]


def test_each_task_has_a_limit_of_its_own(shared: SharedWorkers) -> None:
    done = dict(shared(loop_at_seven, [6, 7, 8], lambda task: 0.5 if task == 7 else None))
    assert (done[6], done[8]) == (6, 8)
    assert done[7] == Failure("did not come to an end in 0.5 seconds")
    assert list(shared(abs, [-7])) == [(-7, 7)]


def test_a_worker_that_dies_is_replaced() -> None:
    with SharedWorkers(2) as shared:
        done = dict(shared(die_at_seven, range(10)))
        assert isinstance(done.pop(7), Failure)
        assert done == {number: number for number in range(10) if number != 7}
        assert list(shared(abs, [-1])) == [(-1, 1)]


@pytest.mark.parametrize("workers", [1, 2])
def test_an_error_about_every_task_is_raised(workers: int) -> None:
    with SharedWorkers(workers) as shared, pytest.raises(UserError, match="the model does not answer"):
        list(shared(refuse, [1]))
