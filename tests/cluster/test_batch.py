"""A batch by way of shards stores what a load stores, and makes no shard twice."""

from __future__ import annotations

import gzip
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from click.testing import CliRunner
from mithaq.cli import cli
from mithaq.cluster import SHARDS, STORE, batch
from mithaq.cluster.partitions import Partition
from mithaq.errors import UserError
from mithaq.pipeline import LoadReport, Passthrough, load
from mithaq.reading.child_processes import start_without_interrupts
from mithaq.store import Store

from tests.pipeline.newswire import choking, dying, endless, everything, partial, record, stopping, write

SEEDS = Path(__file__).parents[2] / "seeds"
SMALL = 6_000
"""Bytes of a partition: more than one for the inputs."""


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The seeds, made articles, an article under an id that is taken, one that comes twice, and what is not read."""
    folder = tmp_path_factory.mktemp("inputs")
    shutil.copytree(SEEDS, folder / "seeds")
    for start in range(0, 12, 4):
        write(folder / f"news{start:02}.jsonl", range(start, start + 4))
    text = (folder / "news00.jsonl").read_text("utf-8").splitlines()[2]
    (folder / "twice.jsonl").write_text(text, encoding="utf-8")
    (folder / "taken.jsonl").write_text(text.replace(record(2)["title"], "").replace(" مذكرة", ""), encoding="utf-8")
    (folder / "empty.txt").touch()
    (folder / "picture.jpg").touch()
    return folder


@pytest.fixture(scope="module")
def loaded(inputs: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, LoadReport]:
    folder = tmp_path_factory.mktemp("loaded") / "store"
    with Store.open(folder, write=True, create=True) as store:
        return folder, load([inputs], store, extractor=choking, workers=1)


@pytest.fixture(scope="module")
def made(inputs: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, LoadReport]:
    folder = tmp_path_factory.mktemp("made")
    return folder, batch([inputs], folder, extractor=choking, workers=1, size=SMALL)


def _counts(report: LoadReport) -> list[int]:
    return [report.stored, report.quarantined, report.refused, report.ignored, report.skipped]


def test_a_batch_stores_what_a_load_stores(made: tuple[Path, LoadReport], loaded: tuple[Path, LoadReport]) -> None:
    assert _counts(made[1]) == _counts(loaded[1]) == [16, 1, 2, 1, 0]
    assert everything(made[0] / STORE) == everything(loaded[0])


def test_the_shards_hold_the_article_graphs(made: tuple[Path, LoadReport]) -> None:
    shards = sorted((made[0] / SHARDS).glob("*.nq.gz"))
    assert len(shards) > 2
    graphs = {
        quad for path in shards for quad in ox.parse(gzip.decompress(path.read_bytes()), format=ox.RdfFormat.N_QUADS)
    }
    with Store.open(made[0] / STORE) as store:
        assert {quad for id in store.article_ids() for quad in store.article_graph(id)} <= graphs


def _times(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in (folder / SHARDS).iterdir()}


def test_only_shards_of_changed_files_are_made_again(inputs: Path, tmp_path: Path) -> None:
    shutil.copytree(inputs / "seeds", tmp_path / "in")
    first = batch([tmp_path / "in"], tmp_path / "out", workers=1, size=1)
    before = _times(tmp_path / "out")
    assert (first.stored, len(before)) == (5, 10)
    again = batch([tmp_path / "in"], tmp_path / "out", workers=1, size=1)
    assert (again.stored, again.skipped) == (0, 5)
    assert _times(tmp_path / "out") == before
    changed = sorted((tmp_path / "in").iterdir())[2]
    changed.write_text(changed.read_text("utf-8") + "\n", encoding="utf-8")
    third = batch([tmp_path / "in"], tmp_path / "out", workers=1, size=1)
    assert (third.replaced, third.skipped) == (1, 4)
    after = _times(tmp_path / "out")
    assert {name for name in after if after[name] != before[name]} == {"part-000002.jsonl.gz", "part-000002.nq.gz"}


def test_an_article_that_was_read_in_part_is_marked_and_read_again(tmp_path: Path) -> None:
    articles = [write(tmp_path / f"{name}.jsonl", numbers) for name, numbers in (("a", range(2)), ("b", range(2, 5)))]
    with Store.open(tmp_path / "store", write=True, create=True) as store:
        load(articles, store, extractor=partial, workers=1)
    assert batch(articles, tmp_path / "out", extractor=partial, workers=1, size=1).stored == 5
    assert everything(tmp_path / "out" / STORE) == everything(tmp_path / "store")
    before = _times(tmp_path / "out")
    again = batch(articles, tmp_path / "out", extractor=partial, workers=1, size=1)
    assert (again.replaced, again.skipped) == (1, 4)
    after = _times(tmp_path / "out")
    assert {name for name in after if after[name] != before[name]} == {"part-000001.jsonl.gz", "part-000001.nq.gz"}


@pytest.mark.parametrize("workers", [1, 2])
def test_an_extractor_that_can_read_no_more_is_one_line_and_leaves_no_shard(tmp_path: Path, workers: int) -> None:
    articles = [write(tmp_path / f"{number}.jsonl", range(number, number + 1)) for number in range(3)]
    with pytest.raises(UserError, match="the quota is used up"):
        batch(articles, tmp_path / "out", extractor=stopping, workers=workers, size=1)
    assert "part-000001.jsonl.gz" not in _times(tmp_path / "out")


@pytest.mark.parametrize("workers", [1, 2])
def test_an_article_that_takes_too_long_is_quarantined_and_no_other(tmp_path: Path, workers: int) -> None:
    news = [write(tmp_path / f"{start}.jsonl", range(start, start + 3)) for start in (0, 3)]
    report = batch(news, tmp_path / "out", extractor=endless, workers=workers, size=1, article_seconds=2.0)
    assert (report.stored, report.quarantined) == (5, 1)


def test_an_article_that_ends_its_worker_is_quarantined_and_no_other(tmp_path: Path) -> None:
    """It comes in a partition with an article under an id that is taken, and with a line that cannot be read."""
    news = [write(tmp_path / f"{start}.jsonl", range(start, start + 3)) for start in (36, 39)]
    with news[1].open("a", encoding="utf-8") as file:
        file.write(f"{(news[0].read_text('utf-8').splitlines()[0]).replace('مذكرة', 'وثيقة')}\n{{broken\n")
    report = batch(news, tmp_path / "out", extractor=dying, workers=2, size=1)
    assert (report.stored, report.quarantined, report.refused) == (5, 1, 2)


@pytest.mark.skipif(sys.platform != "linux", reason="only there temporary files need no name")
def test_a_worker_that_is_killed_leaves_no_temporary_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "temporary").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    news = [write(tmp_path / f"{start}.jsonl", range(start, start + 3)) for start in (36, 39)]
    assert batch(news, tmp_path / "out", extractor=dying, workers=2, size=1).quarantined == 1
    assert list((tmp_path / "temporary").iterdir()) == []


def test_articles_without_a_shard_share_worker_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of two files has the article that ends its worker, so that neither has a shard."""
    news, started = tmp_path / "news", list[object]()
    news.mkdir()
    write(news / "00.jsonl", range(2))
    batch([news], tmp_path / "out", extractor=dying, workers=2, size=1)
    write(news / "38.jsonl", range(32, 41))
    write(news / "40.jsonl", range(40, 48))

    def start(process: Any) -> None:
        started.append(process)
        start_without_interrupts(process)

    monkeypatch.setattr("mithaq.pipeline.workers.start_without_interrupts", start)
    report = batch([news], tmp_path / "out", extractor=dying, workers=2, size=1)
    assert _counts(report)[:2] == [15, 1]
    for_shards, for_deaths = 2 + 2 * 2, 2
    assert len(started) == for_shards + 2 + for_deaths


def test_what_killed_tasks_left_is_removed(tmp_path: Path) -> None:
    news = write(tmp_path / "news.jsonl", range(2))
    (tmp_path / "out" / SHARDS).mkdir(parents=True)
    (tmp_path / "out" / SHARDS / "part-000007.nq.gz.123.new").write_bytes(b"half")
    batch([news], tmp_path / "out", workers=1)
    assert sorted(_times(tmp_path / "out")) == ["part-000000.jsonl.gz", "part-000000.nq.gz"]


@pytest.mark.parametrize("suffix", ["nq.gz", "jsonl.gz"])
def test_a_damaged_shard_is_one_line(made: tuple[Path, LoadReport], inputs: Path, tmp_path: Path, suffix: str) -> None:
    folder = tmp_path / "out"
    shutil.copytree(made[0], folder)
    damaged = next(path for path in sorted((folder / SHARDS).glob(f"*.{suffix}")) if path.stat().st_size > 1_000)
    with damaged.open("r+b") as file:
        file.truncate(900)
    with pytest.raises(
        UserError, match=r"shard \d is damaged \(.*\): remove part-\d+\.nq\.gz and part-\d+\.jsonl\.gz and run"
    ):
        batch([inputs], folder, extractor=choking, workers=1, size=SMALL)


def test_the_command_says_what_was_stored(tmp_path: Path) -> None:
    article = str(next(SEEDS.glob("*.txt")))
    done = CliRunner().invoke(cli, ["batch", article, str(tmp_path / "out")])
    assert (done.exit_code, done.output) == (0, f"{tmp_path / 'out'}/store: 1 stored\n")


@pytest.mark.parametrize("out", ["", "deeper/out"])
def test_results_below_the_inputs_are_refused(tmp_path: Path, out: str) -> None:
    """The next run would read shards as articles."""
    write(tmp_path / "news.jsonl", range(2))
    with pytest.raises(UserError, match=r"is in the folder .* that is read: choose a folder outside of the inputs"):
        batch([tmp_path], tmp_path / out, workers=1)
    assert [path.name for path in tmp_path.iterdir()] == ["news.jsonl"]


def test_standard_input_is_refused(tmp_path: Path) -> None:
    done = CliRunner().invoke(cli, ["batch", "-", str(tmp_path / "out")])
    assert "not standard input" in str(done.exception)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(UserError, match="cannot be written"):
        batch([SEEDS], tmp_path / "out", workers=1)


def test_a_cluster_makes_the_same(cluster: Any, inputs: Path, loaded: tuple[Path, LoadReport], tmp_path: Path) -> None:
    report = batch([inputs], tmp_path, extractor=choking, scheduler=cluster.scheduler_address, size=SMALL)
    assert _counts(report) == _counts(loaded[1])
    assert everything(tmp_path / STORE) == everything(loaded[0])


class _Fatal:
    """A cluster on which every partition ends its workers, and no single article does."""

    def __init__(
        self, scheduler: str, *, partition: int, poison: Callable[[Any], Any] = abs, seconds: float | None = None
    ) -> None:
        self._poison = poison

    def __enter__(self) -> _Fatal:
        return self

    def __exit__(self, *problem: object) -> None:
        pass

    def __call__(self, function: Callable[[Any], Any], tasks: Iterable[Any]) -> Iterator[Any]:
        for task in tasks:
            if isinstance(task, Passthrough):
                yield task
            else:
                yield task, self._poison(task) if isinstance(task, Partition) else function(task)


def test_articles_of_a_partition_that_ends_its_workers_are_processed_one_by_one(
    inputs: Path, loaded: tuple[Path, LoadReport], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mithaq.cluster.batches.DaskExecutor", _Fatal)
    report = batch([inputs], tmp_path, extractor=choking, scheduler="tcp://nowhere")
    assert _counts(report) == _counts(loaded[1])
    assert everything(tmp_path / STORE) == everything(loaded[0])
