"""A load on a cluster stores what a load on one machine stores, whatever happens to workers."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from mithaq.cli import cli
from mithaq.cluster import DaskExecutor
from mithaq.errors import UserError
from mithaq.pipeline import Passthrough, load
from mithaq.store import Store

from tests.pipeline.newswire import choking, everything, write

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return [SEEDS, write(tmp_path_factory.mktemp("news") / "news.jsonl", range(24))]


def test_a_cluster_stores_what_one_process_stores(cluster: Any, news: list[Path], tmp_path: Path) -> None:
    """One of the articles goes to the quarantine."""
    with (
        DaskExecutor(cluster.scheduler_address) as executor,
        Store.open(tmp_path / "cluster", write=True, create=True) as store,
    ):
        report = load(news, store, extractor=choking, executor=executor)
    with Store.open(tmp_path / "alone", write=True, create=True) as store:
        load(news, store, extractor=choking, workers=1)
    assert (report.stored, report.quarantined) == (28, 1)
    assert everything(tmp_path / "cluster") == everything(tmp_path / "alone")


def test_the_command_takes_the_address_of_a_scheduler(cluster: Any, tmp_path: Path) -> None:
    article = next(SEEDS.glob("*.txt"))
    arguments = ["load", str(article), "--store", str(tmp_path / "store"), "--scheduler", cluster.scheduler_address]
    done = CliRunner().invoke(cli, arguments)
    assert (done.exit_code, done.output) == (0, f"{tmp_path / 'store'}: 1 stored\n")


def _kill_once(task: tuple[str, int]) -> int:
    """End the worker process at number 13, unless a file says that it has been done."""
    flag, number = task
    if number == 13 and not os.path.exists(flag):
        Path(flag).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number * number


def test_a_worker_that_dies_changes_nothing(cluster: Any, tmp_path: Path) -> None:
    tasks: list[Any] = [(str(tmp_path / "killed"), number) for number in range(40)]
    tasks[5:5] = [Passthrough("between")]
    with DaskExecutor(cluster.scheduler_address, partition=8) as executor:
        results = list(executor(_kill_once, tasks))
    assert (tmp_path / "killed").exists()
    assert results == [t if isinstance(t, Passthrough) else (t, t[1] * t[1]) for t in tasks]


def _always_fatal(number: int) -> int:
    if number == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def test_a_task_that_ends_every_worker_is_given_up_alone(cluster: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster.scheduler, "allowed_failures", 0)
    with DaskExecutor(cluster.scheduler_address, partition=3, poison=lambda task: -task) as executor:
        assert list(executor(_always_fatal, range(6))) == [(0, 0), (1, 1), (2, -2), (3, 3), (4, 4), (5, 5)]


def test_no_scheduler_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mithaq.cluster.dask_executor._PATIENCE", 1)
    with pytest.raises(UserError, match=r"tcp://127\.0\.0\.1:9: no Dask scheduler answers there"):
        DaskExecutor("tcp://127.0.0.1:9")


def test_another_lexicon_on_the_workers_is_one_line(cluster: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mithaq.cluster.dask_executor.lexicon_version", lambda: "0-other")
    with (
        DaskExecutor(cluster.scheduler_address) as executor,
        pytest.raises(UserError, match=r"a worker of the cluster has mithaq .*, and this is 0-other"),
    ):
        list(executor(abs, [1]))
