"""Inputs at URLs make the store that the same files on this machine make."""

from __future__ import annotations

import functools
import gzip
import http.server
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from mithaq.cluster import SHARDS, STORE, batch
from mithaq.cluster.partitions import partitions
from mithaq.cluster.url_inputs import url_files
from mithaq.cluster.watchdog import watched_items
from mithaq.pipeline import LoadReport
from mithaq.reading import ReadOptions, read_located
from mithaq.reading.inputs import InputFile, input_files

from tests.cluster.refusals import refusal_of_batch
from tests.pipeline.newswire import everything, record, silent, write

fsspec: Any = pytest.importorskip("fsspec")

SMALL = 1_500
"""Bytes of a partition: more than one for the inputs."""


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Files as archives have them: folders, packed files, names to be quoted, and what is not read."""
    folder = tmp_path_factory.mktemp("inputs") / "news"
    (folder / "2018" / ".old").mkdir(parents=True)
    write(folder / "2018" / "b 1.jsonl", range(4))
    with gzip.open(folder / "2018" / "a.jsonl.gz", "wb") as file:
        file.write(write(folder / "2018" / ".old" / "x.jsonl", range(4, 8)).read_bytes())
    write(folder / "2018.jsonl", range(8, 12))
    (folder / "خبر.txt").write_text(record(12)["text"], encoding="utf-8")
    (folder / "picture.jpg").write_bytes(b"\xff")
    (folder / "empty.txt").touch()
    return folder


@pytest.fixture(scope="module")
def in_folder(news: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, LoadReport]:
    """The store of the files on this machine."""
    folder = tmp_path_factory.mktemp("folder")
    return folder / STORE, batch([news], folder, workers=1, size=SMALL)


@pytest.fixture
def memory() -> Iterator[Any]:
    """An empty memory:// of this process."""
    found = fsspec.filesystem("memory")
    found.store.clear()
    yield found
    found.store.clear()


def upload(system: Any, folder: Path, target: str) -> None:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            system.pipe_file(f"{target}/{path.relative_to(folder)}", path.read_bytes())


def counts(report: LoadReport) -> list[int]:
    return [report.stored, report.quarantined, report.refused, report.ignored, report.skipped]


def times(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in sorted((folder / SHARDS).iterdir())}


def test_the_files_and_their_order_are_those_of_a_folder(memory: Any, news: Path) -> None:
    upload(memory, news, f"/in/{news.name}")
    at_url = [file.folders for file in url_files(f"memory://in/{news.name}") if isinstance(file, InputFile)]
    assert at_url == [file.folders for file in input_files([news]) if isinstance(file, InputFile)]
    upload(memory, news, "/in/news")
    found = [file.where.removeprefix("memory://in/news/") for file in url_files("memory://in/news")]
    assert found == [file.where.removeprefix(f"{news}/") for file in input_files([news])]
    assert len(list(partitions(["memory://in/news"], SMALL))) == len(list(partitions([news], SMALL))) > 2


def test_a_folder_in_memory(memory: Any, news: Path, in_folder: tuple[Path, LoadReport], tmp_path: Path) -> None:
    upload(memory, news, "/in/news")
    said: list[str] = []
    report = batch(
        ["memory://in/news"], tmp_path, workers=1, size=SMALL, progress=lambda event: said.append(event.text)
    )
    assert counts(report) == counts(in_folder[1])
    assert everything(tmp_path / STORE) == everything(in_folder[0])
    assert "memory://in/news/empty.txt: is empty; leave it out" in said
    again = batch(["memory://in/news"], tmp_path, workers=1, size=SMALL)
    assert (again.stored, again.skipped) == (0, report.stored)


def test_what_matches_is_read_by_worker_processes(news: Path, tmp_path: Path) -> None:
    urls = [f"file://{news}/*.jsonl", f"simplecache::file://{news}/2018/*.gz"]
    assert batch(urls, tmp_path / "url", extractor=silent, workers=2, size=SMALL).stored == 8
    batch([news / "2018.jsonl", news / "2018" / "a.jsonl.gz"], tmp_path / "plain", extractor=silent, workers=1)
    assert everything(tmp_path / "url" / STORE) == everything(tmp_path / "plain" / STORE)
    before = times(tmp_path / "url")
    assert batch(urls, tmp_path / "url", extractor=silent, workers=2, size=SMALL).skipped == 8
    assert times(tmp_path / "url") == before


def test_only_shards_of_changed_files_are_made_again(memory: Any, news: Path, tmp_path: Path) -> None:
    upload(memory, news, "/in/news")
    batch(["memory://in/news/2018/*"], tmp_path, extractor=silent, workers=1, size=1)
    before = times(tmp_path)
    memory.pipe_file("/in/news/2018/b 1.jsonl", (news / "2018.jsonl").read_bytes())
    assert batch(["memory://in/news/2018/*"], tmp_path, extractor=silent, workers=1, size=1).stored == 4
    after = times(tmp_path)
    assert [name for name in before if after[name] != before[name]] == ["part-000001.jsonl.gz", "part-000001.nq.gz"]


def test_a_file_that_is_refused_is_one_line_and_read_by_the_next_run(
    memory: Any, news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload(memory, news, "/in/news")
    get = type(memory).get_file

    def refusing(system: Any, place: str, target: str, **options: Any) -> None:
        if "b 1" in place:
            raise PermissionError("403 for https://user:topsecret@host/in?signature=abcd")
        get(system, place, target, **options)

    said: list[str] = []
    with monkeypatch.context() as patch:
        patch.setattr(type(memory), "get_file", refusing)
        report = batch(
            ["memory://in/news/2018"], tmp_path, extractor=silent, workers=1, progress=lambda e: said.append(e.text)
        )
    assert (report.stored, report.refused) == (4, 1)
    assert (
        "memory://in/news/2018/b 1.jsonl: cannot be read (no permission (403 for https://host/in)); "
        "check the credentials and what they may do, and run the command again"
    ) in said
    assert batch(["memory://in/news/2018"], tmp_path, extractor=silent, workers=1).stored == 4


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("memory://in/none", "memory://in/none: no such file or folder; check the URL"),
        ("memory://in/*.none", "memory://in/*.none: no file matches; check the URL (`**` looks in folders too)"),
        ("nosuch://bucket/in", "nosuch://bucket/in: cannot be opened: Protocol not known: nosuch: check the URL"),
        ("s3:/bucket/in", "s3:/bucket/in: not a URL: write s3:// (a folder of this name: ./s3:/)"),
        ("memory://out", "memory://out/graph: is in memory://out that is read: choose a folder outside of the inputs"),
    ],
)
def test_urls_that_lead_nowhere(memory: Any, tmp_path: Path, url: str, said: str) -> None:
    assert refusal_of_batch(url, "memory://out/graph", "--workers", "1", "--store", str(tmp_path / "store")) == said
    assert not (tmp_path / "store").exists()


def test_memory_that_others_do_not_see_is_refused(tmp_path: Path) -> None:
    said = refusal_of_batch("memory://in", str(tmp_path / "out"), "--workers", "2")
    assert said == "memory://in: only this process sees it: use other storage, or one worker"


def test_results_in_a_folder_that_is_read_by_its_url_are_refused(tmp_path: Path) -> None:
    said = refusal_of_batch(f"file://{tmp_path}", str(tmp_path / "out"))
    assert (
        said == f"{tmp_path / 'out'}: is in the folder {tmp_path} that is read: choose a folder outside of the inputs"
    )


def test_object_storage(object_storage: str, news: Path, in_folder: tuple[Path, LoadReport], tmp_path: Path) -> None:
    upload(fsspec.filesystem("s3", skip_instance_cache=True), news, "bucket/news")
    report = batch(["s3://bucket/news"], f"{object_storage}-of-urls", store=tmp_path / "store", workers=2, size=SMALL)
    assert counts(report) == counts(in_folder[1])
    assert everything(tmp_path / "store") == everything(in_folder[0])
    matching = batch(["s3://bucket/news/**/*.gz"], "s3://bucket/new", store=tmp_path / "s", extractor=silent, workers=2)
    assert matching.stored == 4


def test_a_server_of_files(news: Path, in_folder: tuple[Path, LoadReport], tmp_path: Path) -> None:
    pytest.importorskip("aiohttp")
    shutil.copytree(news, tmp_path / "www" / "news")
    handler = functools.partial(_Quiet, directory=str(tmp_path / "www"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}/news/"
        try:
            report = batch([url], tmp_path / "out", workers=2, size=SMALL)
            one = batch([f"{url}2018/b%201.jsonl"], tmp_path / "one", extractor=silent, workers=1)
        finally:
            server.shutdown()
    assert (report.stored, one.stored) == (in_folder[1].stored, 4)
    assert everything(tmp_path / "out" / STORE) == everything(in_folder[0])


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None:
        pass


def test_articles_say_where_they_stand(memory: Any, news: Path, tmp_path: Path) -> None:
    upload(memory, news, "/in/news")
    (file,) = url_files("memory://in/news/2018/b 1.jsonl")
    at_url = list(watched_items((file,), ReadOptions(), None))
    here = list(read_located([news / "2018" / "b 1.jsonl"]))
    assert [located.item for located in at_url] == [located.item for located in here]
    assert [located.where.removeprefix("memory://in/news") for located in at_url] == [
        located.where.removeprefix(str(news)) for located in here
    ]
