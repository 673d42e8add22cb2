"""The store's directory: opening, one writer and many readers, damage."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mithaq.store import ArticleRecord, Store, StoreError, Transaction, check_store, default_directory
from mithaq.store.errors import engine_errors
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, serialize

from tests.terms import value

BASE = "https://w3id.org/mithaq/id/article/"
SAYS = NamedNode("https://w3id.org/mithaq/ontology#content")


def _article(id: str, text: str = "نص المقال") -> tuple[ArticleRecord, bytes]:
    node = NamedNode(BASE + id)
    quads = [Quad(node, SAYS, Literal(text), node)]
    return ArticleRecord(id, node.value, "digest"), serialize(quads, format=RdfFormat.N_QUADS) or b""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A store with one published article."""
    path = tmp_path / "store"
    with Store.open(path, write=True, create=True) as store:
        store.use_lexicon("one")
        store.put([_article("a")])
        store.publish()
    return path


def _refusal(path: Path, **how: object) -> str:
    with pytest.raises(StoreError) as caught:
        Store.open(path, **how)  # type: ignore[arg-type]
    assert "\n" not in str(caught.value)
    assert str(path) in str(caught.value)
    return str(caught.value)


def test_the_default_directory_is_a_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MITHAQ_STORE", raising=False)
    assert default_directory() == "mithaq-store"
    monkeypatch.setenv("MITHAQ_STORE", "/data/mithaq")
    assert default_directory() == "/data/mithaq"


def test_an_article_comes_back_as_it_was_put(folder: Path) -> None:
    with Store.open(folder) as store:
        assert list(store.article_ids()) == ["a"]
        assert [value(quad.object) for quad in store.article_graph("a")] == ["نص المقال"]
        assert store.entry("a") == ArticleRecord("a", BASE + "a", "digest", "{}")
        assert store.article_graph("b") == []
        assert store.entry("b") is None


def test_readers_see_nothing_until_it_is_published_and_then_everything(folder: Path) -> None:
    with Store.open(folder, write=True) as writer, Store.open(folder) as early:
        writer.put([_article("b")])
        with Store.open(folder) as late:
            assert list(late.article_ids()) == ["a"]
        writer.publish()
        assert list(early.article_ids()) == ["a"], "a reader's view does not change under it"
        with Store.open(folder) as after:
            assert list(after.article_ids()) == ["a", "b"]
    assert len(list(folder.glob("view-*"))) == 2, "the view of the early reader was kept while it read"
    with Store.open(folder, write=True):
        assert len(list(folder.glob("view-*"))) == 1, "and cleared away later"


def test_what_was_put_and_not_published_is_there_for_the_next_writer(folder: Path) -> None:
    with Store.open(folder, write=True) as writer:
        writer.put([_article("b")])
    with Store.open(folder, write=True) as writer:
        assert list(writer.article_ids()) == ["a", "b"]
        assert [node.value for node in writer.pending()] == [BASE + "a", BASE + "b"]


def test_a_backup_of_a_store_being_written_is_the_last_published_state_with_all_judgements(
    folder: Path, tmp_path: Path
) -> None:
    names = ("judgements.jsonl", "links.sssom.tsv", "quarantine/b.txt", "sync.json")
    (folder / "quarantine").mkdir()
    for name in names:
        (folder / name).write_text(name)
    with Store.open(folder, write=True) as writer:
        writer.put([_article("b")])
        with Store.open(folder) as reader:
            reader.backup(tmp_path / "copy")
        writer.put([_article("c")])
        writer.publish()
    assert [(tmp_path / "copy" / name).read_text() for name in names] == list(names)
    with Store.open(tmp_path / "copy", write=True) as copy:
        assert list(copy.article_ids()) == ["a"]
        copy.put([_article("d")])
        copy.publish()
    with Store.open(folder) as reader:
        assert list(reader.article_ids()) == ["a", "b", "c"], "neither is touched by the other"


def test_a_reader_cannot_write(folder: Path) -> None:
    with Store.open(folder) as reader:
        writes: list[Callable[[], None]] = [
            lambda: reader.put([_article("b")]), reader.publish, lambda: reader.apply(Transaction()),
        ]  # fmt: skip
        for write in writes:
            with pytest.raises(StoreError, match="opened for reading"):
                write()


def test_a_second_writer_is_told_who_writes(folder: Path) -> None:
    code = (
        "import sys; from mithaq.store import Store\n"
        f"with Store.open({str(folder)!r}, write=True):\n"
        "    print('open', flush=True); sys.stdin.readline()\n"
    )
    pipe = subprocess.PIPE
    writer = subprocess.Popen([sys.executable, "-c", code], stdin=pipe, stdout=pipe, text=True)
    assert writer.stdout is not None
    assert writer.stdout.readline() == "open\n"
    assert f"(process {writer.pid}) is writing" in _refusal(folder, write=True)
    with Store.open(folder) as reader:
        assert list(reader.article_ids()) == ["a"]
    writer.kill()
    writer.wait()
    with Store.open(folder, write=True) as store:
        assert list(store.article_ids()) == ["a"]


def test_there_is_no_store(tmp_path: Path) -> None:
    assert "there is no store here: create one with `mithaq load" in _refusal(tmp_path / "none")
    assert "there is no store here" in _refusal(tmp_path / "none", write=True)
    assert not (tmp_path / "none").exists()


def test_a_file_is_no_store(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("text")
    for how in ({}, {"write": True}, {"write": True, "create": True}):
        assert "is a file" in _refusal(path, **how)
    assert path.read_text() == "text"


def test_somebody_elses_directory_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_text("x")
    assert "is not a store (it contains photo.jpg)" in _refusal(tmp_path, write=True, create=True)
    assert [p.name for p in tmp_path.iterdir()] == ["photo.jpg"]


def test_an_empty_directory_becomes_a_store(tmp_path: Path) -> None:
    with Store.open(tmp_path, write=True, create=True) as store:
        assert list(store.article_ids()) == []
    with Store.open(tmp_path) as store:
        assert store.quads() == []


def test_a_creation_cut_short_is_made_good(tmp_path: Path) -> None:
    for name in ("graph-1", "view-1"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "000004.log").write_bytes(b"half")
    (tmp_path / "lock").touch()
    with Store.open(tmp_path, write=True, create=True) as store:
        store.put([_article("a")])
        assert list(store.article_ids()) == ["a"]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"format": 99}, "`mithaq rebuild"),
        ({"program": "other"}, "another program (other)"),
        ({"graph": "../elsewhere"}, "is damaged"),
        ({"view": 5}, "is damaged"),
        ({"surprise": 1}, "is damaged"),
    ],
)
def test_a_manifest_of_another_make(folder: Path, change: dict[str, object], says: str) -> None:
    path = folder / "mithaq.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | change))
    for how in ({}, {"write": True}):
        assert says in _refusal(folder, **how)


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"program": "mithaq"}', "\x00"])
def test_a_manifest_that_is_garbage(folder: Path, text: str) -> None:
    (folder / "mithaq.json").write_text(text)
    assert "is damaged" in _refusal(folder)


def test_another_lexicon_is_refused_for_loading_and_not_for_reading(folder: Path) -> None:
    with Store.open(folder, write=True) as writer:
        writer.use_lexicon("one")
        with pytest.raises(
            StoreError, match="was loaded with lexicon one, but this mithaq has two: run `mithaq rebuild"
        ):
            writer.use_lexicon("two")
    with Store.open(folder) as reader:
        assert reader.lexicon == "one"


@pytest.mark.parametrize("name", ["CURRENT", "MANIFEST-*", "*.sst", "OPTIONS-*"])
def test_a_truncated_file_is_one_line_and_no_crash(folder: Path, name: str) -> None:
    for path in (*folder.glob(f"view-*/{name}"), *folder.glob(f"graph-*/{name}")):
        os.truncate(path, path.stat().st_size // 2)
    assert "is damaged" in _refusal(folder)
    try:
        with Store.open(folder, write=True) as store:  # what was not yet needed, the engine writes again
            found = f"{list(store.article_ids())} {len(store.article_graph('a'))}"
    except StoreError as problem:
        found = str(problem)
    assert found == "['a'] 1" or "damaged" in found
    assert "\n" not in found


def test_a_damaged_writers_database_is_made_anew_from_the_view(folder: Path) -> None:
    for path in folder.glob("graph-*/MANIFEST-*"):
        os.truncate(path, 10)
    said = _refusal(folder, write=True)
    assert "remove this folder" in said
    shutil.rmtree(Path(said.partition(":")[0]))
    with Store.open(folder, write=True) as store:
        assert list(store.article_ids()) == ["a"]
        store.put([_article("b")])


def test_a_block_with_a_flipped_bit_is_one_line_when_it_is_read(folder: Path) -> None:
    for path in folder.glob("view-*/*.sst"):
        data = bytearray(path.read_bytes())
        data[len(data) // 4] ^= 0xFF
        path.unlink()  # the writer's database shares the file
        path.write_bytes(data)
    with pytest.raises(StoreError, match="damaged") as caught, Store.open(folder) as store:
        store.quads()
    assert "\n" not in str(caught.value)


def _flip(path: Path) -> None:
    """Change a byte near the end of a file, which other names of it do not see."""
    data = bytearray(path.read_bytes())
    data[-len(data) // 8] ^= 1
    path.unlink()
    path.write_bytes(data)


def test_a_flipped_byte_anywhere_is_found_at_opening_in_a_backup_and_by_a_deep_check(
    folder: Path, tmp_path: Path
) -> None:
    assert list(check_store(folder, deep=True)) == []
    with Store.open(folder) as reader:
        reader.backup(tmp_path / "good")
    assert list(check_store(tmp_path / "good", deep=True)) == []
    for name in sorted(os.listdir(next((tmp_path / "good").glob("view-*")))):
        copy = tmp_path / f"copy-{name}"
        with Store.open(tmp_path / "good") as reader:
            reader.backup(copy)
        (file,) = copy.glob(f"view-*/{name}")
        if not file.stat().st_size:
            continue
        with Store.open(copy) as reader:
            _flip(file)
            with pytest.raises(StoreError, match="other bytes than were written"):
                reader.backup(tmp_path / "again")
        assert not list(tmp_path.glob(".again*")), "nothing is left of it"
        assert name in _refusal(copy)
        (line,) = check_store(copy, deep=True)
        assert f"{name} has other bytes than were written" in line


def test_a_check_looks_at_judgements_and_the_folders_that_are_followed(folder: Path) -> None:
    (folder / "judgements.jsonl").write_text("<<<<<<< HEAD\n")
    (folder / "sync.json").write_text("{")
    judgements, sync = check_store(folder)
    assert "line 1: has a conflict marker" in judgements
    assert str(folder / "sync.json") in sync
    with pytest.raises(StoreError, match="there is no store here"):
        list(check_store(folder.parent / "nothing"))


def test_a_backup_leaves_folders_of_similar_names_alone(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "copy.partial").mkdir()
    (tmp_path / "copy.partial" / "mine.txt").write_text("mine")
    with Store.open(folder) as reader:
        reader.backup(tmp_path / "copy")
    assert (tmp_path / "copy.partial" / "mine.txt").read_text() == "mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy", "copy.partial", "store"]


@pytest.mark.parametrize(
    ("problem", "says"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "the disk is full"),
        (OSError("IO error: No space left on device: While appending to file"), "the disk is full"),
        (OSError(errno.EMFILE, "Too many open files"), "too few files may be open at once"),
        (OSError("Oxigraph needs at least 96 file descriptors"), "too few files may be open at once"),
        (OSError("IO error: While opening a file: x: File name too long"), "the path is too long"),
        (OSError(errno.ENOTDIR, "Not a directory"), "cannot be read or written (Not a directory)"),
        (RuntimeError("Corruption: block checksum mismatch"), "the files are damaged"),
    ],
)
def test_only_damage_is_called_damage(problem: Exception, says: str) -> None:
    with pytest.raises(StoreError) as caught, engine_errors(Path("store")):
        raise problem
    assert says in str(caught.value)
    assert ("damaged" in str(caught.value)) == ("damaged" in says)


def test_paths_that_cannot_be_a_store_are_one_line(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    (tmp_path / "file").write_text("")
    odd = {
        "link": "which does not exist: mend or remove the link",
        "x" * 300: "the path is too long",
        "a\0b": "is not a valid path",
        "a\udcff": "is not a valid path",
        "file/store": "Not a directory",
    }
    for name, says in odd.items():
        for how in ({}, {"write": True, "create": True}):
            said = _refusal(tmp_path / name, **how)
            assert says in said or (name == "file/store" and "there is no store here" in said)
            assert "damaged" not in said


def test_a_missing_view_is_one_line(folder: Path) -> None:
    for view in folder.glob("view-*"):
        shutil.rmtree(view)
    assert "its current view is missing" in _refusal(folder)


@contextmanager
def _without_privilege() -> Iterator[None]:
    """As a user whom permissions bind, which the superuser of a container is not."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def read_only() -> Iterator[Path]:
    """A published store that nobody may write, in a place that everybody may reach."""
    with tempfile.TemporaryDirectory() as parent:
        os.chmod(parent, 0o755)
        path = Path(parent) / "store"
        with Store.open(path, write=True, create=True) as store:
            store.put([_article("a")])
            store.publish()
        paths = [path, *path.rglob("*")]
        for item in paths:
            item.chmod(0o555 if item.is_dir() else 0o444)
        yield path
        for item in paths:
            item.chmod(0o755)


def test_a_read_only_directory_can_be_read_and_says_why_it_cannot_be_written(read_only: Path) -> None:
    with _without_privilege():
        with Store.open(read_only) as store:
            assert list(store.article_ids()) == ["a"]
        assert "no permission" in _refusal(read_only, write=True)
        assert "no permission" in _refusal(read_only / "new", write=True, create=True)


def test_a_directory_that_may_not_be_entered(read_only: Path) -> None:
    read_only.chmod(0)
    with _without_privilege():
        assert "cannot be read (Permission denied)" in _refusal(read_only)


TERMS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30).map(Literal),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30).map(lambda t: Literal(t, language="ar")),
    st.sampled_from("abc").map(lambda n: NamedNode(BASE + n)),
)
QUADS = st.builds(
    Quad,
    st.sampled_from("abc").map(lambda n: NamedNode(BASE + n)),
    st.just(SAYS),
    TERMS,
    st.sampled_from([DefaultGraph(), NamedNode(BASE + "a"), NamedNode(BASE + "b")]),
)


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store.open(tmp_path_factory.mktemp("scratch") / "store", write=True, create=True) as store:
        yield store


@settings(max_examples=200, deadline=None)
@given(st.lists(QUADS, max_size=8), st.lists(QUADS, max_size=8), st.lists(QUADS, max_size=8), st.booleans())
def test_a_change_drops_then_removes_then_adds_any_terms(
    scratch: Store, before: list[Quad], removals: list[Quad], additions: list[Quad], drop: bool
) -> None:
    scratch.raw.clear()
    scratch.apply(Transaction(additions=before))
    assert set(scratch.quads()) == set(before)
    drops = [NamedNode(BASE + "a")] if drop else []
    scratch.apply(Transaction(removals, additions, drops))
    left = {quad for quad in before if quad.graph_name not in drops}
    assert set(scratch.quads()) == left - set(removals) | set(additions)
