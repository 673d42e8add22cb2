"""What is computed from the tables is kept in a file, and is the same with the file as without it."""

from __future__ import annotations

import importlib
import inspect
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from mithaq.lexicon import compiled as module
from mithaq.lexicon.compiled import compiled

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "loader" / "mithaq"
USES = sorted(
    (".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts), name)
    for path in PACKAGE.rglob("*.py")
    for name in re.findall(r"^@compiled\ndef (\w+)", path.read_text("utf-8"), re.MULTILINE)
)
"""The functions whose results are kept: module and name."""
FINDINGS = """
import hashlib, sys
from mithaq.extraction import extract
from mithaq.reading import Article, read
articles = [item for item in read(["seeds"]) if isinstance(item, Article)]
print(len(articles), hashlib.sha256(repr([extract(article) for article in articles]).encode()).hexdigest())
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "mithaq" / "tables"


class Builder:
    """A function of the tables that counts its calls."""

    def __init__(self) -> None:
        self.calls = 0

    def result(self) -> dict[str, Any]:
        """What a process gets, as if it had just started."""

        def build() -> dict[str, Any]:
            self.calls += 1
            return {"one": (1, 2.5, None, True), "two": frozenset({"a"}), "three": b""}

        found = compiled(build)()
        assert found == {"one": (1, 2.5, None, True), "two": frozenset({"a"}), "three": b""}
        return found


def function(place: str, name: str) -> Callable[[], Any]:
    """A function of `USES` as it is written, without what is kept of it."""
    found: Callable[[], Any] = inspect.unwrap(getattr(importlib.import_module(place), name))
    return found


@pytest.mark.parametrize(("place", "name"), USES)
def test_what_is_kept_is_what_is_computed(place: str, name: str, folder: Path) -> None:
    build = function(place, name)
    computed = compiled(build)()
    (file,) = folder.glob(f"{place.removeprefix('mithaq.')}.{name}.*")
    before = file.stat().st_mtime_ns
    read = compiled(build)()
    assert file.stat().st_mtime_ns == before
    assert read is not computed
    assert read == computed
    assert len(read) > 10


def test_findings_are_the_same_with_the_files_and_without(folder: Path) -> None:
    def findings() -> str:
        environment = {**os.environ, "PYTHONPATH": str(ROOT / "loader"), "PYTHONHASHSEED": "0"}
        call = [sys.executable, "-c", FINDINGS]
        return subprocess.run(call, cwd=ROOT, env=environment, check=True, capture_output=True, text=True).stdout

    computed = findings()
    assert computed.startswith("5 ")
    written = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    assert findings() == computed
    assert {path: path.stat().st_mtime_ns for path in folder.iterdir()} == written


def test_a_result_is_computed_once(folder: Path) -> None:
    builder = Builder()
    builder.result()
    builder.result()
    assert builder.calls == 1
    assert [path.stat().st_mode & 0o777 for path in (folder, *folder.iterdir())] == [0o700, 0o600]


def damage(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[-1] ^= 1
    file.write_bytes(content)


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:40])


def empty(file: Path) -> None:
    file.write_bytes(b"")


def open_to_others(file: Path) -> None:
    file.chmod(0o622)


def replace_by_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


@pytest.mark.parametrize("spoil", [damage, cut, empty, open_to_others, replace_by_folder])
def test_a_file_that_is_not_as_it_was_written_is_not_read(spoil: Callable[[Path], None], folder: Path) -> None:
    builder = Builder()
    builder.result()
    (file,) = folder.iterdir()
    spoil(file)
    builder.result()
    assert builder.calls == 2
    builder.result()
    assert builder.calls == (3 if spoil is replace_by_folder else 2)
    assert list(folder.iterdir()) == [file]


def test_the_file_of_another_user_is_not_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    builder = Builder()
    builder.result()
    monkeypatch.setattr(os, "geteuid", lambda: 12_345)
    builder.result()
    assert builder.calls == 2


def test_other_tables_or_other_code_make_another_result(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    builder = Builder()
    builder.result()
    monkeypatch.setattr(module, "_origin", lambda: b"another version")
    builder.result()
    assert builder.calls == 2


def test_the_origin_covers_tables_and_code() -> None:
    names = {Path(path).name for path in module._sources()}
    assert {"names.csv", "europe.csv", "date_words.toml", "fold.py", "known_officials.py", "words.py"} <= names


def test_a_process_that_is_older_than_the_code_keeps_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_is_changed", lambda: True)
    builder = Builder()
    builder.result()
    builder.result()
    assert builder.calls == 2
    assert not folder.exists()


def test_an_upgrade_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_STARTED", 0.0)
    assert inspect.unwrap(module._is_changed)()


@pytest.mark.parametrize("cache", [os.devnull, "relative"])
def test_where_nothing_can_be_kept_results_are_computed(
    cache: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", cache)
    builder = Builder()
    builder.result()
    builder.result()
    assert builder.calls == 2
    assert not list(tmp_path.iterdir())
