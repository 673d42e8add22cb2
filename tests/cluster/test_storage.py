"""Shards at a URL are those in a folder, and what storage refuses is one line without credentials."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from mithaq.cli import cli
from mithaq.cluster import SHARDS, STORE, batch
from mithaq.cluster.shards import Shard
from mithaq.cluster.storage import storage_of
from mithaq.errors import UserError

from tests.cluster.refusals import refusal_of_batch
from tests.pipeline.newswire import choking, everything, write

fsspec: Any = pytest.importorskip("fsspec")

SMALL = 3_000
"""Bytes of a partition: more than one for the inputs."""


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("news")
    return [write(folder / f"{start:02}.jsonl", range(start, start + 4)) for start in range(0, 12, 4)]


@pytest.fixture(scope="module")
def in_folder(news: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A batch with its shards in a folder."""
    folder = tmp_path_factory.mktemp("folder")
    assert batch(news, folder, extractor=choking, workers=1, size=SMALL).stored == 11
    return folder


def shards_in(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((folder / SHARDS).iterdir())}


@pytest.fixture
def memory() -> Iterator[Any]:
    """An empty memory:// of this process."""
    found = fsspec.filesystem("memory")
    found.store.clear()
    yield found
    found.store.clear()


def test_in_memory_of_one_process(memory: Any, news: list[Path], in_folder: Path, tmp_path: Path) -> None:
    batch(news, "memory://shared/out", store=tmp_path, extractor=choking, workers=1, size=SMALL)
    found = {name.rpartition("/")[2]: memory.cat_file(name) for name in memory.find("/")}
    assert found == shards_in(in_folder)
    assert everything(tmp_path) == everything(in_folder / STORE)


@pytest.mark.parametrize("arguments", [[], ["--workers", "2"], ["--workers", "1", "--scheduler", "tcp://nowhere:1"]])
def test_memory_that_others_do_not_see_is_refused(news: list[Path], tmp_path: Path, arguments: list[str]) -> None:
    done = refusal_of_batch(str(news[0]), "memory://out", "--store", str(tmp_path / "store"), *arguments)
    assert done == "memory://out/shards: only this process sees it: use other storage, or one worker"
    assert not (tmp_path / "store").exists()


@pytest.mark.parametrize("shared_store", [False, True])
def test_across_the_processes_of_a_cluster(
    cluster: Any, news: list[Path], in_folder: Path, tmp_path: Path, shared_store: bool
) -> None:
    report = batch(
        news, f"file://{tmp_path}/out", store=tmp_path / "store", shared_store=shared_store, extractor=choking,
        scheduler=cluster.scheduler_address, size=SMALL,
    )  # fmt: skip
    assert (report.stored, report.quarantined) == (11, 1)
    assert shards_in(tmp_path / "out") == shards_in(in_folder)
    assert everything(tmp_path / "store") == everything(in_folder / STORE)


def test_a_store_apart_from_a_folder_of_shards(cluster: Any, news: list[Path], in_folder: Path, tmp_path: Path) -> None:
    out, store = tmp_path / "out", tmp_path / "store"
    batch(news, out, store=store, extractor=choking, scheduler=cluster.scheduler_address, size=SMALL)
    assert sorted(path.name for path in out.iterdir()) == [SHARDS]
    assert everything(store) == everything(in_folder / STORE)


def test_local_workers_and_more_files_later(news: list[Path], in_folder: Path, tmp_path: Path) -> None:
    out, store = f"file://{tmp_path}/out", tmp_path / "store"
    batch(news[:2], out, store=store, extractor=choking, workers=2, size=SMALL)
    before = {path.name: path.stat().st_mtime_ns for path in (tmp_path / "out" / SHARDS).iterdir()}
    later = batch(news, out, store=store, extractor=choking, workers=2, size=SMALL)
    assert (later.stored, later.skipped) == (4, 7)
    after = {path.name: path.stat().st_mtime_ns for path in (tmp_path / "out" / SHARDS).iterdir()}
    assert {name: after[name] for name in before} == before
    assert shards_in(tmp_path / "out") == shards_in(in_folder)
    assert everything(store) == everything(in_folder / STORE)


def test_a_cache_gives_no_shard_of_an_earlier_run(news: list[Path], tmp_path: Path) -> None:
    article = tmp_path / "news.jsonl"
    shutil.copy(news[0], article)
    out, store = f"simplecache::file://{tmp_path}/out", tmp_path / "store"
    batch([article], out, store=store, workers=1)
    article.write_text(article.read_text("utf-8").replace("مذكرة تفاهم", "اتفاقية"), encoding="utf-8")
    assert batch([article], out, store=store, workers=1).replaced == 4
    batch([article], tmp_path / "plain", workers=1)
    assert shards_in(tmp_path / "out") == shards_in(tmp_path / "plain")
    assert everything(store) == everything(tmp_path / "plain" / STORE)


def test_a_shard_without_its_graphs_is_made_again(news: list[Path], in_folder: Path, tmp_path: Path) -> None:
    out, store = f"file://{tmp_path}/out", tmp_path / "store"
    batch(news, out, store=store, extractor=choking, workers=1, size=SMALL)
    (tmp_path / "out" / SHARDS / "part-000001.nq.gz").unlink()
    assert batch(news, out, store=store, extractor=choking, workers=1, size=SMALL).skipped == 11
    assert shards_in(tmp_path / "out") == shards_in(in_folder)


@pytest.mark.parametrize("scheme", ["", "file://"])
def test_a_shard_that_vanishes_is_one_line(in_folder: Path, tmp_path: Path, scheme: str) -> None:
    shutil.copytree(in_folder / SHARDS, tmp_path / SHARDS)
    shard = Shard(storage_of(f"{scheme}{tmp_path}", SHARDS), 1)
    assert len(list(shard.read())) == 4
    (tmp_path / SHARDS / "part-000001.jsonl.gz").unlink()
    with pytest.raises(UserError, match=r"/shards: shard 1 is not there any more: run the command again"):
        list(shard.read())


def test_a_damaged_shard_at_a_url_is_one_line(news: list[Path], in_folder: Path, tmp_path: Path) -> None:
    shutil.copytree(in_folder / SHARDS, tmp_path / SHARDS)
    path = tmp_path / SHARDS / "part-000001.nq.gz"
    damaged = bytearray(path.read_bytes())
    damaged[len(damaged) // 2 :] = bytes(len(damaged) - len(damaged) // 2)
    path.write_bytes(damaged)
    said = rf"{SHARDS}: shard 1 is damaged .*: remove part-\d+\.nq\.gz and part-\d+\.jsonl\.gz and run"
    with pytest.raises(UserError, match=said):
        batch(news, f"file://{tmp_path}", store=tmp_path / "s", extractor=choking, workers=1, size=SMALL)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        (
            "nosuch://bucket/out",
            "nosuch://bucket/out/shards: cannot be opened: Protocol not known: nosuch: check the URL",
        ),
        ("s3:/bucket/out", "s3:/bucket/out: not a URL: write s3:// (a folder of this name: ./s3:/)"),
        (
            "zip://out::file:///proc/none.zip",
            "zip://out::file:///proc/none.zip/shards: cannot be opened: a file that it names is not there: "
            "check the URL",
        ),
        (
            "file:///proc/none/out",
            "file:///proc/none/out/shards: cannot be written: the bucket or folder is not there: "
            "make it, or check the URL",
        ),
        (
            "ftp://user:t%6fpsecret@127.0.0.1:9/out",
            "ftp://127.0.0.1:9/out/shards: cannot be opened: ConnectionRefusedError ([Errno 111] Connection refused): "
            "check the URL, the network and the credentials",
        ),
    ],
)
@pytest.mark.skipif(sys.platform != "linux", reason="the numbers of errors, and /proc")
def test_urls_that_lead_nowhere(news: list[Path], tmp_path: Path, url: str, said: str) -> None:
    assert refusal_of_batch(str(news[0]), url, "--store", str(tmp_path / "store")) == said
    assert not (tmp_path / "store").exists()


def test_a_missing_driver_is_one_line(news: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "s3fs", None)
    monkeypatch.delitem(
        sys.modules["fsspec.registry"]._registry, "s3", raising=False
    )  # a test before may have loaded it
    said = refusal_of_batch(str(news[0]), "s3://bucket/out", "--store", str(tmp_path / "store"))
    assert said == (
        "s3://bucket/out/shards: cannot be opened: a driver is missing (Install s3fs to access S3): "
        "install it on all machines"
    )


def test_without_fsspec_is_one_line(news: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec", None)
    said = refusal_of_batch(str(news[0]), "s3://bucket/out", "--store", str(tmp_path / "store"))
    assert said == ("a URL needs fsspec: install mithaq with the extra `cluster` (pip install 'mithaq[cluster]')")
    assert CliRunner().invoke(cli, ["batch", str(news[0]), str(tmp_path / "out")]).exit_code == 0


def test_stores_are_no_urls(news: list[Path]) -> None:
    assert refusal_of_batch(str(news[0]), "out", "--store", "s3://bucket/store") == (
        "s3://bucket/store: the store must be a folder of this machine"
    )
    with pytest.raises(UserError, match=r"s3://bucket/out: .* the store must be a folder: name it \(--store DIR\)"):
        batch(news, "s3://bucket/out")


def test_the_store_of_a_url_is_the_usual_one(news: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MITHAQ_STORE", str(tmp_path / "usual"))
    done = CliRunner().invoke(cli, ["batch", str(news[0]), f"file://{tmp_path}/out"])
    assert (done.exit_code, done.output) == (0, f"{tmp_path}/usual: 4 stored\n")


class Refusing(fsspec.get_filesystem_class("memory")):  # type: ignore[misc]
    """Storage that one may read, and that says too much of a request."""

    protocol = "refusing"
    store: dict[str, Any] = {}  # noqa: RUF012 (the base class keeps its files so)
    pseudo_dirs = [""]  # noqa: RUF012

    def put_file(self, *arguments: object, **options: object) -> None:
        raise PermissionError("403\nPUT https://user:topsecret@host/out?signature=abcd: topsecret may not")


def test_no_permission_is_one_line_without_credentials(news: list[Path], tmp_path: Path) -> None:
    fsspec.register_implementation("refusing", Refusing, clobber=True)
    said = refusal_of_batch(
        str(news[0]), "refusing://user:topsecret@host/out?key=abcd", "--store", str(tmp_path), "--workers", "1"
    )
    assert said == (
        "refusing://host/out/shards: cannot be written: no permission (403 PUT https://host/out *** may not): "
        "check the credentials and what they may do"
    )


class Breaking(fsspec.get_filesystem_class("file")):  # type: ignore[misc]
    """Storage that breaks off when a file is to take its name."""

    protocol = "breaking"

    def mv(self, *arguments: object, **options: object) -> None:
        raise ConnectionResetError("broken off")


def test_a_write_that_breaks_off_leaves_nothing(news: list[Path], tmp_path: Path) -> None:
    fsspec.register_implementation("breaking", Breaking, clobber=True)
    said = refusal_of_batch(
        str(news[0]), f"breaking://{tmp_path}/out", "--store", str(tmp_path / "s"), "--workers", "1"
    )
    assert "cannot be written: ConnectionResetError (broken off): check the URL" in said
    assert list((tmp_path / "out" / SHARDS).iterdir()) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_at_a_url_that_cannot_be_written_is_one_line(news: list[Path], tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    said = refusal_of_batch(str(news[0]), f"file://{tmp_path}/out", "--store", str(tmp_path / "s"))
    assert "no permission" in said


def test_object_storage(object_storage: str, news: list[Path], in_folder: Path, tmp_path: Path) -> None:
    for _ in range(2):  # the second time all is there
        batch(news, object_storage, store=tmp_path, extractor=choking, workers=2, size=SMALL)
    system = fsspec.filesystem("s3", skip_instance_cache=True)
    found = {name.rpartition("/")[2]: system.cat_file(name) for name in system.find("bucket/out")}
    assert found == shards_in(in_folder)
    assert everything(tmp_path) == everything(in_folder / STORE)


def test_no_bucket_is_one_line_and_makes_none(object_storage: str, news: list[Path], tmp_path: Path) -> None:
    said = refusal_of_batch(str(news[0]), "s3://nothing/out", "--store", str(tmp_path), "--workers", "1")
    assert said == (
        "s3://nothing/out/shards: cannot be written: the bucket or folder is not there: make it, or check the URL"
    )
    assert not fsspec.filesystem("s3", skip_instance_cache=True).exists("nothing")
