"""In a batch, what does not come to an end costs itself only, on this machine and on a cluster."""

from __future__ import annotations

import multiprocessing
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, TypeVar

import pytest
from mithaq.cluster import SHARDS, STORE, DaskExecutor, batch, watchdog
from mithaq.cluster.watchdog import watched_attempt
from mithaq.errors import UserError
from mithaq.extraction import FunctionExtractor
from mithaq.pipeline import LoadReport, ProgressEvent, load
from mithaq.pipeline.workers import Failure
from mithaq.reading import file_items
from mithaq.store import Store

from tests.cluster.stuck import begin_with_deaf_work, deaf
from tests.pipeline.newswire import dump, endless, silent, write
from tests.pipeline.tasks import loop_at_seven, refuse
from tests.reading import readers
from tests.reading.readers import DEADLY, DEAF, STUCK, Sabotage
from tests.threads import elsewhere

T = TypeVar("T")

LIMIT = 3.0
"""Seconds that an article may take: more than the others take on a busy machine, the first of a worker included."""


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("news")
    return [write(folder / f"{start}.jsonl", range(start, start + 4)) for start in (0, 4)]


def graph(store: Path) -> list[str]:
    """What an export of a store holds."""
    with Store.open(store) as reader:
        return dump(reader)


def without_article_3(news: list[Path], extractor: FunctionExtractor, folder: Path) -> list[str]:
    """What a store holds after a plain load without the article that does not come to an end."""
    folder.mkdir()
    lines = news[0].read_text("utf-8").splitlines()
    (folder / "0.jsonl").write_text("\n".join(lines[:3]) + "\n", encoding="utf-8")
    with Store.open(folder / "store", write=True, create=True) as store:
        load([folder / "0.jsonl", news[1]], store, extractor=extractor, workers=1)
    return graph(folder / "store")


def outcome(report: LoadReport) -> list[int]:
    return [report.stored, report.quarantined, report.refused]


@pytest.mark.parametrize("workers", [1, 2])
def test_an_article_that_does_not_end_costs_itself(news: list[Path], tmp_path: Path, workers: int) -> None:
    told: list[ProgressEvent] = []
    report = batch(
        news, tmp_path, extractor=endless, workers=workers, size=1, article_seconds=LIMIT, progress=told.append
    )
    assert outcome(report) == [7, 1, 0]
    (text,) = [event.text for event in told if event.outcome == "quarantined"]
    assert text.startswith("article-0003: quarantined: did not come to an end in 3 seconds (see ")
    assert len(list((tmp_path / SHARDS).glob("*.jsonl.gz"))) == 2


def test_it_is_tried_again_by_a_run_that_gives_more_time_only(news: list[Path], tmp_path: Path) -> None:
    def shards() -> dict[str, int]:
        return {path.name: path.stat().st_mtime_ns for path in (tmp_path / SHARDS).iterdir()}

    batch(news, tmp_path, extractor=endless, workers=1, size=1, article_seconds=0.5)
    before = shards()
    batch(news, tmp_path, extractor=endless, workers=1, size=1, article_seconds=0.4)
    assert shards() == before
    batch(news, tmp_path, extractor=endless, workers=1, size=1, article_seconds=0.6)
    assert {name for name, made in shards().items() if made != before[name]} == {
        "part-000000.jsonl.gz", "part-000000.nq.gz",
    }  # fmt: skip


def test_on_a_cluster_it_costs_no_worker(cluster: Any, news: list[Path], tmp_path: Path) -> None:
    before = {worker.process.process.pid for worker in cluster.workers.values()}
    report = batch(
        news, tmp_path, extractor=endless, scheduler=cluster.scheduler_address, size=1, article_seconds=LIMIT
    )
    assert outcome(report) == [7, 1, 0]
    assert {worker.process.process.pid for worker in cluster.workers.values()} == before
    assert graph(tmp_path / STORE) == without_article_3(news, endless, tmp_path / "plain")


def test_a_load_on_a_cluster_interrupts_it_too(cluster: Any, news: list[Path], tmp_path: Path) -> None:
    with (
        DaskExecutor(cluster.scheduler_address, seconds=LIMIT) as executor,
        Store.open(tmp_path / "store", write=True, create=True) as store,
    ):
        assert outcome(load(news, store, extractor=endless, executor=executor)) == [7, 1, 0]


@pytest.mark.parametrize("where", ["processes", "cluster"])
def test_one_in_a_call_that_nothing_interrupts_costs_itself(
    cluster: Any, news: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    monkeypatch.setattr(cluster.scheduler, "allowed_failures", 1)  # with none, what waits for the same worker is blamed
    scheduler = cluster.scheduler_address if where == "cluster" else None
    report = batch(
        news, tmp_path / "out", extractor=deaf, workers=2, scheduler=scheduler, size=1, article_seconds=LIMIT
    )
    assert outcome(report) == [7, 1, 0]
    assert graph(tmp_path / "out" / STORE) == without_article_3(news, deaf, tmp_path / "plain")


def test_a_reader_that_does_not_end_costs_its_input(
    cluster: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_items, "finish", readers.finish)
    texts = [tmp_path / f"{number}.txt" for number in range(5)]
    for path, word in zip(texts, ("", STUCK, DEAF, DEADLY, ""), strict=True):
        path.write_text(f"الدوحة 4 يناير 2018\nخبر {word} في {path.stem}.\n", encoding="utf-8")
    monkeypatch.setattr(cluster.scheduler, "allowed_failures", 0)
    told: list[ProgressEvent] = []
    report = batch(
        texts, tmp_path / "out", extractor=silent, scheduler=cluster.scheduler_address, size=1, options=Sabotage(),
        article_seconds=LIMIT, progress=told.append,
    )  # fmt: skip
    assert outcome(report) == [2, 0, 3]
    reasons = [event.text.partition(": ")[2].partition(";")[0] for event in told if event.outcome == "refused"]
    limit = "did not come to an end in 3 seconds"
    assert reasons == [limit, limit, "ended the process that read it"]


def test_a_function_is_interrupted_in_any_thread() -> None:
    limit = Failure("did not come to an end in 0.3 seconds")
    assert elsewhere(lambda: watched_attempt(loop_at_seven, 7, 0.3)) == limit
    assert watched_attempt(loop_at_seven, 7, 0.3) == limit
    assert elsewhere(lambda: watched_attempt(loop_at_seven, 8, 0.3)) == 8
    assert elsewhere(lambda: watched_attempt(loop_at_seven, 8, None)) == 8


def test_an_error_about_every_task_is_raised_in_any_thread() -> None:
    def refused() -> str:
        with pytest.raises(UserError) as caught:
            watched_attempt(refuse, 1, 5.0)
        return str(caught.value)

    assert elsewhere(refused) == "the model does not answer"


def test_an_interruption_that_comes_late_hits_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    """A function that takes as long as it may: whether it is interrupted is chance, and the work after it goes on."""

    monkeypatch.setattr(watchdog, "_TICK", 0.0002)

    def wait(seconds: float) -> str:
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            pass
        return "done"

    def attempts() -> list[str | Failure]:
        found = []
        for number in range(300):
            found.append(watched_attempt(wait, 0.0008 + number % 10 * 0.0001, 0.001))
            sum(range(2000))
        return found

    found = elsewhere(attempts)
    assert len(found) == 300
    limit = Failure("did not come to an end in 0.001 seconds")
    assert {"done", limit} == set(found)


def test_a_worker_whose_first_work_never_yields_is_ended() -> None:
    """The watchdog's thread may not have had its first look then."""
    workers = [multiprocessing.get_context("spawn").Process(target=begin_with_deaf_work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
        worker.kill()
    assert [worker.exitcode for worker in workers] == [1, 1]


def test_nothing_is_on_its_way_afterwards(tmp_path: Path) -> None:
    """A debugger works then; in CPython 3.11 an exception that was taken back stops every traced process."""
    script = tmp_path / "script.py"
    script.write_text(_TRACED, encoding="utf-8")
    subprocess.run([sys.executable, script], timeout=120, check=True)


_TRACED = """
import sys, time
from concurrent.futures import ThreadPoolExecutor
from mithaq.cluster import watchdog

def wait(seconds):
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        pass

def attempts():
    for number in range(200):
        watchdog.watched_attempt(wait, 0.0008 + number % 10 * 0.0001, 0.001)

watchdog._TICK = 0.0002
with ThreadPoolExecutor(1) as pool:
    pool.submit(attempts).result()
    sys.settrace(lambda *_: None)
    wait(0.001)
"""
