"""A bulk load goes as a plain load does, whatever happens to articles, workers and the disk on the way."""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from concurrent.futures import wait
from functools import partial as bound
from pathlib import Path

import pytest
from mithaq import pipeline
from mithaq.extraction import Extractor, RuleExtractor
from mithaq.identity import IdentityJudgement, append_judgement
from mithaq.pipeline import LoadReport, ProgressEvent, full_load, full_store, load, shacl_errors
from mithaq.pipeline.processor import ArticleProcessor
from mithaq.rdf import Minter
from mithaq.shuffle import PartArticle, write_part
from mithaq.store import Store, StoreError
from mithaq.validation import gate  # noqa: F401  # the checker's modules are loaded before a limit of time begins

from tests.pipeline.newswire import (
    choking,
    consistent,
    dying,
    endless,
    everything,
    lenient,
    partial,
    record,
    stopping,
    write,
)

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made articles, copies of one of them, one that comes twice, one under an id that is taken, and a broken line."""
    path = write(tmp_path_factory.mktemp("news") / "news.jsonl", range(45))
    copies = [
        record(7) | {"id": "copy-a", "date": "2018-01-02"},
        record(7) | {"id": "copy-b", "text": f"{record(7)['text']} صورة", "date": ""},
        record(2),
        record(3) | {"text": "نص آخر"},
    ]
    lines = [json.dumps({k: v for k, v in copy.items() if v}, ensure_ascii=False) for copy in copies]
    with path.open("a", encoding="utf-8") as file:
        file.write("\n".join([*lines, "{broken"]) + "\n")
    return path


def _loaded(
    folder: Path, news: Path, extractor: Extractor, **settings: object
) -> tuple[LoadReport, list[ProgressEvent]]:
    events: list[ProgressEvent] = []
    with Store.open(folder, write=True, create=True) as store:
        report = load([news], store, extractor=extractor, progress=events.append, **settings)  # type: ignore[arg-type]
    return report, events


def _counts(report: LoadReport) -> list[int]:
    return [report.stored, report.quarantined, report.refused, report.ignored, report.undated, report.skipped]


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("extractor", [choking, partial], ids=["one fails", "one is read in part"])
def test_what_is_stored_and_reported_is_that_of_a_plain_load(
    news: Path, tmp_path: Path, extractor: Extractor, workers: int
) -> None:
    usual, told = _loaded(tmp_path / "usual", news, extractor, workers=1)
    report, events = _loaded(tmp_path / "bulk", news, extractor, workers=workers, bulk=True)
    assert _counts(report) == _counts(usual)
    assert report.refused == 2
    assert everything(tmp_path / "bulk") == everything(tmp_path / "usual")
    for outcome in ("noted", "stored"):
        assert [e.id for e in events if e.outcome == outcome] == [e.id for e in told if e.outcome == outcome]
    texts = [
        {e.text.replace(str(tmp_path / name), "") for e in found} for name, found in (("bulk", events), ("usual", told))
    ]
    assert texts[0] == texts[1]
    reports = [sorted(p.name for p in (tmp_path / name / "quarantine").glob("*")) for name in ("bulk", "usual")]
    assert reports[0] == reports[1]
    assert any("copyOf" in line for line in everything(tmp_path / "bulk"))


@pytest.mark.parametrize("buckets", [2, 5])
def test_the_number_of_buckets_does_not_matter(
    news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, buckets: int
) -> None:
    _loaded(tmp_path / "one", news, choking, workers=1, checker=lenient, bulk=True)
    monkeypatch.setattr("mithaq.identity.buckets_for", lambda parts, workers: buckets)
    monkeypatch.setattr(full_load, "_FEWEST", 8)
    _loaded(tmp_path / "several", news, choking, workers=1, checker=lenient, bulk=True)
    assert everything(tmp_path / "several") == everything(tmp_path / "one")


def test_the_bursts_in_which_files_are_loaded_do_not_matter(
    news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _loaded(tmp_path / "one", news, choking, workers=1, checker=lenient, bulk=True)
    bursts: list[int] = []
    load_files = Store.load_files

    def counted(store: Store, files: list[Path]) -> None:
        bursts.append(len(files))
        load_files(store, files)

    monkeypatch.setattr(Store, "load_files", counted)
    monkeypatch.setattr(full_store, "RUN_BYTES", 1)
    monkeypatch.setattr(full_store, "_PATIENCE", 0)
    monkeypatch.setattr(full_load, "_FEWEST", 8)
    _loaded(tmp_path / "several", news, choking, workers=2, checker=lenient, bulk=True)
    assert len(bursts) > 6
    assert everything(tmp_path / "several") == everything(tmp_path / "one")


def test_a_report_of_an_earlier_store_goes_when_its_article_is_stored(news: Path, tmp_path: Path) -> None:
    report = tmp_path / "store" / "quarantine" / "article-0005.txt"
    with Store.open(tmp_path / "store", write=True, create=True) as store:
        report.parent.mkdir()
        report.touch()
        load([news], store, workers=1, checker=lenient, bulk=True)
    assert not report.exists()


@pytest.mark.parametrize("first", [range(30), range(0)], ids=["complete", "without articles"])
def test_nothing_of_an_earlier_load_comes_into_a_new_store_of_the_same_name(
    news: Path, tmp_path: Path, first: range
) -> None:
    _loaded(tmp_path / "usual", news, choking, workers=1, checker=lenient)
    _loaded(tmp_path / "store", write(tmp_path / "first.jsonl", first), choking, workers=1, checker=lenient, bulk=True)
    shutil.rmtree(tmp_path / "store")
    _loaded(tmp_path / "store", news, choking, workers=1, checker=lenient, bulk=True)
    assert everything(tmp_path / "store") == everything(tmp_path / "usual")


def test_judgements_that_an_empty_store_has_are_obeyed(news: Path, tmp_path: Path) -> None:
    one, other = (Minter().official(name, "RU", "foreignMinister").value for name in ("سيرغي لافروف", "سيرجي لافروف"))
    stores = [tmp_path / name for name in ("unjudged", "usual", "bulk")]
    for folder in stores:
        with Store.open(folder, write=True, create=True) as store:
            if folder.name != "unjudged":
                append_judgement(store.judgements, IdentityJudgement("different", one, other, who="me", why="two men"))
            load([news], store, workers=1, checker=lenient, bulk=folder.name == "bulk")
    unjudged, usual, bulk = map(everything, stores)
    assert bulk == usual != unjudged


def test_an_article_that_ends_its_worker_is_quarantined_and_no_other(news: Path, tmp_path: Path) -> None:
    report, _ = _loaded(tmp_path / "store", news, dying, workers=2, bulk=True)
    assert (report.stored, report.quarantined) == (46, 1)
    with Store.open(tmp_path / "store") as store:
        assert consistent(store) == 46


@pytest.mark.parametrize("workers", [1, 2])
def test_an_article_that_takes_too_long_is_quarantined_and_no_other(news: Path, tmp_path: Path, workers: int) -> None:
    report, events = _loaded(
        tmp_path / "store", news, endless, workers=workers, bulk=True, article_seconds=2.0, checker=lenient
    )
    assert (report.stored, report.quarantined) == (46, 1)
    assert any("did not come to an end in 2 seconds" in event.text for event in events)


@pytest.mark.parametrize("workers", [1, 2])
def test_an_extractor_that_stops_ends_the_load_with_what_there_is(news: Path, tmp_path: Path, workers: int) -> None:
    report, _ = _loaded(tmp_path / "store", news, stopping, workers=workers, bulk=True)
    assert (report.stopped, report.stored) == ("the quota is used up", 1)
    with Store.open(tmp_path / "store") as store:
        assert consistent(store) == 1


@pytest.mark.parametrize("workers", [1, 2])
def test_ctrl_c_keeps_what_was_processed(
    news: Path, tmp_path: Path, workers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(full_load, "_FEWEST", 4)
    monkeypatch.setattr(full_load, "_AHEAD", 1)

    def interrupt(event: ProgressEvent) -> None:
        if event.id == "article-0003":
            signal.raise_signal(signal.SIGINT)

    with Store.open(tmp_path / "store", write=True, create=True) as store:
        report = load([news], store, workers=workers, checker=lenient, bulk=True, progress=interrupt)
    assert report.interrupted
    assert 4 <= report.stored < 45
    with Store.open(tmp_path / "store") as store:
        assert consistent(store) == report.stored


def test_what_other_executors_process_is_stored_the_same(news: Path, tmp_path: Path) -> None:
    elsewhere = bound(pipeline.run, workers=2)
    _loaded(tmp_path / "usual", news, choking, workers=1)
    _loaded(tmp_path / "bulk", news, choking, workers=1, bulk=True, executor=elsewhere)
    assert everything(tmp_path / "bulk") == everything(tmp_path / "usual")


@pytest.mark.parametrize("module", ["full_load", "full_store"])
def test_a_full_disk_is_one_line_and_leaves_the_store_empty(
    news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: str
) -> None:
    def full(*arguments: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(full_load, "write_part", full) if module == "full_load" else monkeypatch.setattr(
        "mithaq.identity.resolve_parts", lambda *arguments, **more: full()
    )
    with pytest.raises(StoreError, match="the disk is full") as raised:
        _loaded(tmp_path / "store", news, choking, workers=1, bulk=True)
    assert str(tmp_path / "store") in str(raised.value)
    assert everything(tmp_path / "store") == []
    assert not (tmp_path / "store" / "spool").exists()


@pytest.mark.parametrize("moment", ["part-0000000.entries", "records-0-0", "routed-2-0", "copies.nq"])
def test_a_bulk_load_that_is_killed_leaves_a_usable_empty_store(news: Path, tmp_path: Path, moment: str) -> None:
    """Killed when the spool has a certain file."""
    folder = tmp_path / "store"
    arguments = ["load", str(news), "--bulk", "--workers", "2", "--store", str(folder)]
    code = f"from mithaq.cli import cli\nif __name__ == '__main__':\n    cli({arguments!r})\n"
    script = tmp_path / "load.py"
    script.write_text(code, encoding="utf-8")
    process = subprocess.Popen([sys.executable, str(script)], stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    while process.poll() is None and not (folder / "spool" / moment).exists():
        time.sleep(0.001)
    process.kill()
    assert process.wait() == -signal.SIGKILL, "it was killed before it was finished"
    assert everything(folder) == []
    with Store.open(folder, write=True) as store:
        assert not store.spool.exists()
        load([news], store, workers=1, checker=lenient, bulk=True)
    with Store.open(folder) as store:
        assert consistent(store) == 47
    assert sorted(path.name.partition("-")[0] for path in folder.iterdir() if path.is_dir()) == ["graph", "view"]


def test_a_bulk_load_ends_with_files_on_the_disk_that_are_yet_to_be_loaded(
    news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was read for the last time takes no disk any more while the results are loaded."""
    others: list[set[str]] = []
    load_files = Store.load_files

    def watched(store: Store, files: Iterable[Path]) -> None:
        paths = list(files)
        others.append({path.name for path in store.spool.iterdir()} - {path.name for path in paths})
        load_files(store, paths)

    monkeypatch.setattr(Store, "load_files", watched)
    _loaded(tmp_path / "store", news, choking, workers=1, checker=lenient, bulk=True)
    assert others[0]
    assert not others[-1]


def test_a_failed_load_of_files_is_noticed_with_the_next_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not only when the next files are loaded: that may be hours later."""

    def fails(*_: object) -> None:
        raise StoreError("the disk is full")

    monkeypatch.setattr(full_store, "RUN_BYTES", 1)
    monkeypatch.setattr(Store, "load_files", fails)
    with (
        Store.open(tmp_path / "store", write=True, create=True) as store,
        full_store.FullStore(store, ArticleProcessor(RuleExtractor(), shacl_errors), LoadReport(), 2) as full,
    ):
        full.add_part(write_part(full.folder / "one", [PartArticle("urn:a", b"<urn:a> <urn:b> <urn:c> .\n")]))
        wait(full._loads)
        with pytest.raises(StoreError, match="the disk is full"):
            full.add_part(write_part(full.folder / "two", []))
