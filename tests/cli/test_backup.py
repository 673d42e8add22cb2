"""`mithaq backup` and `mithaq restore`: whole, or refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from mithaq.cli import cli
from mithaq.errors import UserError
from mithaq.store import Store


def mithaq(*words: object) -> str:
    """The output of a command; a line that it would print as an error is raised."""
    ended = CliRunner().invoke(cli, [*map(str, words)])
    if isinstance(ended.exception, UserError):
        raise ended.exception
    assert ended.exit_code == 0, ended.output
    return ended.output


@pytest.fixture
def backup(store_folder: Path, tmp_path: Path) -> Path:
    mithaq("backup", tmp_path / "backup", "--store", store_folder)
    return tmp_path / "backup"


def test_a_restored_store_is_as_it_was_and_can_be_written(store_folder: Path, backup: Path, tmp_path: Path) -> None:
    (backup / "judgements.jsonl").write_text("")
    assert mithaq("restore", backup, tmp_path / "new") == f"{tmp_path / 'new'}: restored from {backup}\n"
    assert (tmp_path / "new" / "judgements.jsonl").exists()
    with Store.open(store_folder) as before, Store.open(tmp_path / "new", write=True) as after:
        assert list(after.article_ids()) == list(before.article_ids()) != []
        assert set(after.raw) >= set(before.raw)
    assert mithaq("check", "--deep", "--store", backup) == f"{backup}: whole\n"


def test_a_directory_that_holds_anything_is_refused_and_left_as_it_is(backup: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    mithaq("restore", backup, tmp_path / "mine")
    before = sorted((path, path.stat().st_size) for path in (tmp_path / "mine").rglob("*"))
    for target in (tmp_path / "mine", backup):
        with pytest.raises(UserError, match="exists already: choose a new directory"):
            mithaq("restore", backup, target)
    assert sorted((path, path.stat().st_size) for path in (tmp_path / "mine").rglob("*")) == before


def test_a_damaged_backup_is_refused_and_nothing_is_written(backup: Path, tmp_path: Path) -> None:
    file = max(backup.glob("view-*/*.sst"), key=lambda path: path.stat().st_size)
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)
    with pytest.raises(UserError, match=rf"{file.name} has other bytes than were written.*; nothing is restored"):
        mithaq("restore", backup, tmp_path / "new")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["backup"]


def test_what_is_not_a_store_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="there is no store here"):
        mithaq("restore", tmp_path / "nothing", tmp_path / "new")


def test_a_folder_of_other_files_is_no_damaged_store(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("x", encoding="utf-8")
    with pytest.raises(UserError, match="there is no store here"):
        mithaq("check", "--store", tmp_path)


def test_a_backup_into_its_own_store_is_refused(store_folder: Path) -> None:
    with pytest.raises(UserError, match=r"is in the store .*: choose a directory outside it"):
        mithaq("backup", store_folder / "copies" / "monday", "--store", store_folder)
    assert not (store_folder / "copies").exists()
