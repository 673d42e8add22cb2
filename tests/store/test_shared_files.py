"""The writer's database and the published view share their files on the disk, and lose nothing by it."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from mithaq.store import ArticleRecord, Store
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, serialize

BASE = "https://w3id.org/mithaq/id/article/"
CONTENT = NamedNode("https://w3id.org/mithaq/ontology#content")


def _article(id: str, text: str) -> tuple[ArticleRecord, bytes]:
    node = NamedNode(BASE + id)
    quads = [Quad(node, CONTENT, Literal(text), node)]
    return ArticleRecord(id, node.value, "digest"), serialize(quads, format=RdfFormat.N_QUADS) or b""


def _with_merged_files(folder: Path, *, hold: bool = False) -> Iterator[Quad] | None:
    """Make a store with six articles, the files of whose database the engine has merged since it was published; with
    `hold`, returns an iterator over it that keeps the engine open."""
    with Store.open(folder, write=True, create=True) as store:
        for number in range(6):
            store.put([_article(f"{number}", f"{number} " * 1000)])
            store.raw.flush()
        store.publish()
        kept = store.raw.quads_for_pattern(None, None, None, None) if hold else None
        store.raw.optimize()
    return kept


def test_a_published_state_is_on_the_disk_once_when_the_writer_has_ended(tmp_path: Path) -> None:
    """Also if the engine has merged files of the writer's database since."""
    folder = tmp_path / "store"
    _with_merged_files(folder)
    assert list(folder.glob("graph-*/*.sst"))
    assert {p.stat().st_ino for p in folder.glob("graph-*/*.sst")} == {
        p.stat().st_ino for p in folder.glob("view-*/*.sst")
    }
    with Store.open(folder, write=True) as store:
        store.put([_article("more", "text")])
        store.publish()
    with Store.open(folder, write=True) as store, Store.open(folder) as reader:
        assert list(store.article_ids()) == list(reader.article_ids()) == [*"012345", "more"]


@pytest.mark.parametrize("last", [1, 2])
def test_a_writer_killed_while_its_files_are_shared_loses_nothing(
    last: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, renames = tmp_path / "store", 0
    really = os.replace

    def killed(source: Path, target: Path) -> None:
        nonlocal renames
        if str(source).partition("/graph-")[2] or str(target).partition("/graph-")[2]:
            renames += 1
            if renames >= last:
                raise KeyboardInterrupt
        really(source, target)

    with monkeypatch.context() as patch:
        patch.setattr("mithaq.store.layout.os.replace", killed)
        with pytest.raises(KeyboardInterrupt):
            _with_merged_files(folder)
    again = tmp_path / "again"
    shutil.copytree(folder, again)
    with Store.open(again, write=True) as store:
        assert list(store.article_ids()) == [*"012345"]
    assert not [*again.glob("*.new"), *again.glob("*.old")]
    old, new = Store.renew(again, "two")  # as `mithaq rebuild` does
    with old, new:
        assert list(old.article_ids()) == [*"012345"]
    old, new = Store.renew(shutil.copytree(folder, tmp_path / "third"), "two")
    with old, new:
        assert list(old.article_ids()) == [*"012345"]


def test_files_are_not_shared_when_a_rename_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, really = tmp_path / "store", os.replace

    def failing(source: Path, target: Path) -> None:
        if str(source).endswith(".new") and "graph-" in str(source):
            raise OSError(errno.EIO, "Input/output error")
        really(source, target)

    monkeypatch.setattr("mithaq.store.layout.os.replace", failing)
    _with_merged_files(folder)
    assert not [*folder.glob("*.new"), *folder.glob("*.old")]
    with Store.open(folder, write=True) as store:
        assert list(store.article_ids()) == [*"012345"]


def test_files_are_not_shared_while_something_reads_the_database(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    kept = _with_merged_files(folder, hold=True)
    assert kept is not None
    assert next(kept)
    del kept
    with Store.open(folder, write=True) as store:
        assert list(store.article_ids()) == [*"012345"]


def test_a_rebuild_of_a_store_with_a_damaged_database_begins_from_the_published_view(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    _with_merged_files(folder)
    (graph,) = folder.glob("graph-*")
    shutil.rmtree(graph)
    graph.mkdir()
    old, new = Store.renew(folder, "two")
    with old, new:
        assert list(old.article_ids()) == [*"012345"]
