"""A bulk load stores the same as a usual one, and nothing at all when it is cut short."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from mithaq.cli import cli
from mithaq.pipeline import forget, load
from mithaq.rdf import RDFS
from mithaq.store import Store, StoreError, bulk
from pyoxigraph import Literal, NamedNode, Quad

from tests.pipeline.newswire import everything, lenient, write

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The seeds, and made articles that tell one another's events."""
    return [SEEDS, write(tmp_path_factory.mktemp("news") / "news.jsonl", range(24))]


@pytest.fixture(scope="module")
def usual(news: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("usual") / "store"
    with Store.open(folder, write=True, create=True) as target:
        load(news, target, workers=1, checker=lenient)
    return folder


@pytest.mark.parametrize("workers", [1, 2])
def test_a_bulk_load_stores_the_same(news: list[Path], usual: Path, tmp_path: Path, workers: int) -> None:
    with Store.open(tmp_path / "store", write=True, create=True) as target:
        report = load(news, target, workers=workers, checker=lenient, bulk=True)
    assert report.stored == 29
    assert everything(tmp_path / "store") == everything(usual)
    assert not (tmp_path / "store" / "spool").exists()


def test_a_usual_load_of_many_articles_stores_the_same_as_sorted_runs(
    news: list[Path], usual: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "MIN_RUN_BYTES", 0)
    monkeypatch.setattr(bulk, "MOST_RUNS", 10_000)
    for path in (news[1], *news):  # some of the articles are in the store already
        with Store.open(tmp_path / "store", write=True, create=True) as target:
            load([path], target, workers=1, checker=lenient)
    assert everything(tmp_path / "store") == everything(usual)


def test_a_run_is_written_only_into_a_database_that_is_not_much_larger(tmp_path: Path) -> None:
    (tmp_path / "000001.sst").write_bytes(bytes(3_000_000))
    (tmp_path / "000002.log").write_bytes(bytes(9_000_000))
    assert bulk.is_worth_a_run(bulk.MIN_RUN_BYTES, tmp_path)
    assert not bulk.is_worth_a_run(bulk.MIN_RUN_BYTES - 1, tmp_path)
    with (tmp_path / "000003.sst").open("wb") as file:
        file.truncate(bulk.MOST_RUNS * bulk.MIN_RUN_BYTES)
    assert not bulk.is_worth_a_run(bulk.MIN_RUN_BYTES, tmp_path)


def test_what_follows_a_bulk_load_is_a_usual_load(news: list[Path], usual: Path, tmp_path: Path) -> None:
    with Store.open(tmp_path / "store", write=True, create=True) as target:
        load(news[:1], target, workers=1, checker=lenient, bulk=True)
        load(news[1:], target, workers=1, checker=lenient)
    assert everything(tmp_path / "store") == everything(usual)


def test_a_bulk_load_needs_an_empty_store(news: list[Path], usual: Path) -> None:
    before = everything(usual)
    done = CliRunner().invoke(cli, ["load", str(news[1]), "--bulk", "--store", str(usual)])
    assert done.exit_code == 1
    assert f"{usual}: a bulk load needs an empty store, and this one has articles" in str(done.exception)
    assert everything(usual) == before


def test_a_store_whose_articles_were_all_forgotten_is_empty(news: list[Path], usual: Path, tmp_path: Path) -> None:
    with Store.open(tmp_path / "store", write=True, create=True) as target:
        load(news[:1], target, workers=1, checker=lenient)
        forget(target, list(target.article_ids()))
        target.publish()
    with Store.open(tmp_path / "store", write=True) as target:
        load(news, target, workers=1, checker=lenient, bulk=True)
    assert everything(tmp_path / "store") == everything(usual)


@pytest.mark.parametrize("option", ["--sync", "--watch"])
def test_a_bulk_load_happens_once(news: list[Path], tmp_path: Path, option: str) -> None:
    done = CliRunner().invoke(cli, ["load", str(SEEDS), "--bulk", option, "--store", str(tmp_path / "store")])
    assert done.exit_code == 1
    assert "leave out --sync and --watch" in str(done.exception)


def test_a_bulk_load_that_is_cut_short_leaves_the_store_empty(news: list[Path], tmp_path: Path) -> None:
    def cut(event: object) -> None:
        raise KeyError("power cut")

    folder = tmp_path / "store"
    with Store.open(folder, write=True, create=True) as target, pytest.raises(KeyError):
        load(news[:1], target, workers=1, checker=lenient, bulk=True, progress=cut)
    assert everything(folder) == []
    with Store.open(folder, write=True) as target:
        assert load(news[:1], target, workers=1, checker=lenient).stored == 5
    assert len([path for path in folder.iterdir() if path.name.startswith("graph-")]) == 1


def test_a_reader_cannot_start_a_bulk_load(usual: Path) -> None:
    with Store.open(usual) as reader, pytest.raises(StoreError, match="was opened for reading"):
        reader.start_bulk()


def test_a_finished_load_leaves_no_large_log_behind(usual: Path, tmp_path: Path) -> None:
    """The engine's log of a small store would be larger than its data."""
    folder = tmp_path / "store"
    with Store.open(folder, write=True, create=True) as target:
        target.raw.extend(
            Quad(NamedNode(f"urn:x:{n}"), RDFS.label, Literal(f"{n} " * 50), NamedNode("urn:x:g")) for n in range(3_000)
        )
        target.publish()
        during = _log_size(folder)
    assert during > 1 << 20 > _log_size(folder)
    with Store.open(folder, write=True) as target:
        assert len(target.quads(None, RDFS.label)) == 3_000


def _log_size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.glob("graph-*/*.log"))
