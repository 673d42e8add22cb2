"""`mithaq load` accounts for every file, loses no article to its date, and follows folders."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import unicodedata
from itertools import islice
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from mithaq.cli import cli
from mithaq.cli.input_options import changes
from mithaq.errors import UserError
from mithaq.store import Store

from tests.reading import samples
from tests.reading.samples import Story


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    for number in (1, 2, 3):
        (tmp_path / "in" / f"{number}.html").write_bytes(samples.page(Story(number)))
    return tmp_path / "in"


def load(store: Path, *words: object) -> Result:
    return CliRunner().invoke(cli, ["load", "--store", str(store), "--workers", "1", *map(str, words)])


def ids(store: Path) -> list[str]:
    with Store.open(store) as reader:
        return list(reader.article_ids())


# every file accounted for


def test_files_that_are_passed_over_are_listed_by_suffix_and_count_with_strict(tmp_path: Path, folder: Path) -> None:
    for name in ("a.jpg", "b.JPG", "c.docm", "1.gold.json", ".DS_Store", "README.md"):
        (folder / name).write_bytes(b"x")
    done = load(tmp_path / "s", folder)
    assert done.exit_code == 0
    assert "3 stored, 6 passed over" in done.stdout
    assert "mithaq: passed over: 2 .jpg (not a form that is read), " in done.stderr
    for part in ("1 .docm (not a form that is read)", "1 .gold.json (annotations)", "1 (a hidden file)"):
        assert part in done.stderr
    assert load(tmp_path / "s", folder, "--strict").exit_code == 1
    for name in ("a.jpg", "b.JPG", "c.docm"):
        (folder / name).unlink()
    assert load(tmp_path / "s", folder, "--strict").exit_code == 0


def test_a_dry_run_shows_what_would_be_read_and_stores_nothing(tmp_path: Path, folder: Path) -> None:
    (folder / "t.csv").write_bytes(samples.table(Story(4)))
    (folder / "x.ttl").write_bytes(b"@prefix a: <b> .")
    done = load(tmp_path / "s", folder, "--dry-run")
    assert done.exit_code == 1
    lines = done.stdout.splitlines()
    assert lines[0] == f"{folder / '1.html'}: 1 | 2022-05-02 | {Story(1).source} | {Story(1).title}"
    assert lines[3].startswith(f"{folder / 't.csv'}:2: url-")
    assert lines[4] == "dry run: 4 would be read, 1 refused"
    assert "text=" in done.stderr
    assert "use mithaq validate" in done.stderr
    assert not (tmp_path / "s").exists()


# dates


def test_a_date_that_cannot_be_read_does_not_cost_the_article(tmp_path: Path) -> None:
    records = [Story(1).record() | {"id": "a", "date": "5/6/2022"}, Story(2).record() | {"id": "b", "date": "soon"}]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, records)), "utf-8")
    done = load(tmp_path / "s", tmp_path / "a.jsonl")
    assert done.exit_code == 1
    assert "2 stored, 2 with a date that cannot be read" in done.stdout
    assert "a.jsonl:1: the date '5/6/2022' has two meanings: read without a date; write YYYY-MM-DD" in done.stderr
    assert ids(tmp_path / "s") == ["a", "b"]
    again = load(tmp_path / "s", tmp_path / "a.jsonl", "--date-order", "mdy")
    assert (again.exit_code, "1 of them replaced" in again.stdout) == (1, True)


def test_columns_may_be_named(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f'x,y\n"{Story(1).text}",1651795200\n', "utf-8")
    done = load(tmp_path / "s", tmp_path / "a.csv", "--map", "text=x,date=y", "--epoch")
    assert (done.exit_code, "1 stored" in done.stdout) == (0, True)
    assert "columns: text=x, date=y" in done.stderr
    wrong = load(tmp_path / "s", tmp_path / "a.csv", "--map", "body=x")
    assert isinstance(wrong.exception, UserError)


# ids


def test_an_article_is_found_by_any_normalisation_of_its_id(tmp_path: Path) -> None:
    nfc, nfd = (unicodedata.normalize(form, "خبر-أ") for form in ("NFC", "NFD"))
    for id in (nfc, nfd):
        (tmp_path / "a.jsonl").write_text(json.dumps(Story(1).record() | {"id": id}), "utf-8")
        assert load(tmp_path / "s", tmp_path / "a.jsonl").exit_code == 0
    assert ids(tmp_path / "s") == [nfc]
    done = CliRunner().invoke(cli, ["forget", nfd, "--store", str(tmp_path / "s")])
    assert (done.exit_code, ids(tmp_path / "s")) == (0, [])


# following folders


def test_sync_follows_renames_deletions_and_changes(tmp_path: Path, folder: Path) -> None:
    store = tmp_path / "s"
    load(store, tmp_path / "in" / "3.html")
    (folder / "t.csv").write_bytes(samples.table(Story(4), Story(5)))
    assert load(store, folder, "--sync").exit_code == 0
    assert len(ids(store)) == 5
    (folder / "1.html").rename(folder / "one.html")
    (folder / "2.html").unlink()
    (folder / "t.csv").write_bytes(samples.table(Story(5)))
    done = load(store, folder, "--sync")
    assert done.exit_code == 0
    assert "1 stored, 2 unchanged, 3 forgotten" in done.stdout
    assert [id for id in ids(store) if "-" not in id] == ["3", "one"]
    assert len(ids(store)) == 3


def test_sync_keeps_what_cannot_be_read_now_and_what_came_from_elsewhere(tmp_path: Path, folder: Path) -> None:
    store = tmp_path / "s"
    (tmp_path / "other.jsonl").write_bytes(samples.json_lines(Story(7)))
    load(store, tmp_path / "other.jsonl")
    told = "mithaq: articles that came in without --sync, and do not go with their files: 1; use mithaq forget"
    assert told in load(store, folder, "--sync").stderr
    (folder / "1.html").write_bytes(b"\0\1\2")
    (folder / "2.html").unlink()
    done = load(store, folder, "--sync")
    assert done.exit_code == 1
    assert "without --sync" not in done.stderr
    assert ids(store) == ["1", "3", "j7"]


def test_sync_forgets_nothing_when_a_folder_holds_nothing_any_more(tmp_path: Path, folder: Path) -> None:
    store = tmp_path / "s"
    load(store, folder, "--sync")
    for path in folder.iterdir():
        path.unlink()
    done = load(store, folder, "--sync")
    assert "check that it is mounted" in str(done.exception)
    assert ids(store) == ["1", "2", "3"]


def test_two_folders_may_hold_the_same_article(tmp_path: Path, folder: Path) -> None:
    store, other = tmp_path / "s", tmp_path / "other"
    other.mkdir()
    (other / "1.html").write_bytes((folder / "1.html").read_bytes())
    load(store, folder, "--sync")
    load(store, other, "--sync")
    (folder / "1.html").unlink()
    load(store, folder, "--sync")
    assert ids(store) == ["1", "2", "3"]


def test_sync_takes_folders_alone(tmp_path: Path, folder: Path) -> None:
    assert "is not one" in str(load(tmp_path / "s", folder / "1.html", "--sync").exception)
    assert "not standard input" in str(load(tmp_path / "s", "-", "--sync").exception)


def test_changes_are_seen_when_files_are_at_rest(tmp_path: Path, folder: Path) -> None:
    writes = iter([b"a", b"ab", None, None, b"abc", None, None])
    looks = 0

    def sleep(seconds: float) -> None:
        nonlocal looks
        looks += 1
        data = next(writes)
        if data is not None:
            (folder / "new.txt").write_bytes(data)

    seen = [looks for _ in islice(changes([str(folder)], interval=1, sleep=sleep), 3)]
    assert seen == [0, 3, 6]


def test_watch_loads_what_comes_and_ends_with_ctrl_c(tmp_path: Path, folder: Path) -> None:
    command = [sys.executable, "-m", "mithaq", "load", str(folder), "--store", str(tmp_path / "s"), "--watch", "--sync"]
    environment = os.environ | {"PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8", env=environment) as process:
        assert process.stdout is not None
        try:
            assert "3 stored" in process.stdout.readline()
            (folder / "4.html").write_bytes(samples.page(Story(4)))
            (folder / "1.html").unlink()
            assert "1 stored, 2 unchanged, 1 forgotten" in process.stdout.readline()
            process.send_signal(signal.SIGINT)
            assert process.wait(120) == 0
        finally:
            process.kill()
    assert ids(tmp_path / "s") == ["2", "3", "4"]
