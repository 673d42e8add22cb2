"""Loads among other processes: readers at the same time, a full disk, workers when the load is killed, the commands."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from mithaq.store import Store

from tests.pipeline.newswire import dump, write

MITHAQ = (sys.executable, "-c", "from mithaq.cli import main; main()")
SEEDS = Path(__file__).parents[2] / "seeds"


def _mithaq(*arguments: object, **more: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*MITHAQ, *map(str, arguments)], capture_output=True, text=True, check=False, timeout=120, **more
    )


READER = """
import sys
from mithaq.store import Store
from tests.pipeline.newswire import consistent
counts = []
print("reading", flush=True)
while not counts or counts[-1] < int(sys.argv[2]):
    with Store.open(sys.argv[1]) as store:
        counts.append(consistent(store))
print(sorted(set(counts)))
"""


def test_readers_during_loads_see_only_finished_states(tmp_path: Path) -> None:
    parts = [write(tmp_path / f"{n}.jsonl", range(n * 60, n * 60 + 60)) for n in range(3)]
    assert _mithaq("load", parts[0], "--store", tmp_path / "store").returncode == 0
    readers = [
        subprocess.Popen(
            [sys.executable, "-c", READER, str(tmp_path / "store"), "180"], stdout=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    for reader in readers:
        assert reader.stdout is not None
        assert reader.stdout.readline() == "reading\n"
    for part in parts[1:]:
        assert _mithaq("load", part, "--store", tmp_path / "store").returncode == 0
    for reader in readers:
        output, _ = reader.communicate(timeout=60)
        assert reader.returncode == 0
        assert set(json.loads(output)) <= {60, 120, 180}


def test_workers_end_when_the_load_is_killed(tmp_path: Path) -> None:
    articles = write(tmp_path / "articles.jsonl", range(2000))
    load = subprocess.Popen([*MITHAQ, "load", str(articles), "--workers", "2", "--store", str(tmp_path / "store")])
    workers = _children(load, 2)
    time.sleep(1)
    load.kill()
    load.wait()
    deadline = time.monotonic() + 60
    while any(Path(f"/proc/{pid}").exists() for pid in workers) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not [pid for pid in workers if Path(f"/proc/{pid}").exists()]


@pytest.mark.parametrize("command", [["load"], ["load", "--bulk"]], ids=["plain", "bulk"])
def test_ctrl_c_does_not_reach_workers_that_are_starting(tmp_path: Path, command: list[str]) -> None:
    """A terminal sends it to all processes; those that load their modules must not die of it."""
    articles = write(tmp_path / "articles.jsonl", range(300))
    load = subprocess.Popen(
        [*MITHAQ, *command, str(articles), "--workers", "2", "--store", str(tmp_path / "store")],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    _children(load, 3)  # the workers, and a process of the library that starts them
    time.sleep(0.3)
    os.killpg(load.pid, signal.SIGINT)
    output, errors = load.communicate(timeout=120)
    assert (load.returncode, len(errors.splitlines())) == (130, 1), errors
    again = (
        "run the command again without --bulk to resume" if "--bulk" in command else "run the command again to resume"
    )
    assert again in errors
    assert " stored" in output


def _children(process: subprocess.Popen[str] | subprocess.Popen[bytes], count: int) -> list[int]:
    """The processes that a process has started, once they are as many as wanted."""
    deadline = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < deadline:
        found: list[int] = []
        for task in Path(f"/proc/{process.pid}/task").glob("*/children"):
            with suppress(FileNotFoundError, ProcessLookupError):  # the thread has ended meanwhile
                found += [int(child) for child in task.read_text().split()]
        if len(found) >= count:
            return found
        time.sleep(0.01)
    raise AssertionError(f"the process did not start {count} others (exit status {process.poll()})")


def test_a_full_disk_is_one_line_and_loses_nothing(tmp_path: Path) -> None:
    """The limit on the size of a file stands in for the disk's: it fails writes in the same places."""
    first, more = write(tmp_path / "1.jsonl", range(40)), write(tmp_path / "2.jsonl", range(40, 400))
    store = tmp_path / "store"
    assert _mithaq("load", first, "--store", store).returncode == 0
    with Store.open(store) as reader:
        before = dump(reader)

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, resource.RLIM_INFINITY))

    failed = _mithaq("load", more, "--store", store, "--workers", 1, preexec_fn=limit)
    assert failed.returncode == 2
    assert "the disk is full" in failed.stderr
    assert len(failed.stderr.splitlines()) == 1
    with Store.open(store) as reader:
        assert dump(reader) == before
    assert _mithaq("load", more, "--store", store).returncode == 0
    assert _mithaq("load", first, more, "--store", tmp_path / "fresh").returncode == 0
    with Store.open(store) as reader, Store.open(tmp_path / "fresh") as fresh:
        assert dump(reader) == dump(fresh)


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = tmp_path_factory.mktemp("seeds") / "store"
    done = _mithaq("load", SEEDS, "--store", store)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{store}: 5 stored\n", "")
    return store


def test_loading_again_says_what_was_unchanged(seeds: Path) -> None:
    assert _mithaq("load", SEEDS, "--store", seeds).stdout == f"{seeds}: 0 stored, 5 unchanged\n"


def test_stats_counts_for_eyes_and_for_programs(seeds: Path) -> None:
    counts = json.loads(_mithaq("stats", "--format", "json", "--store", seeds).stdout)
    assert counts["articles"] == 5
    assert counts["officials"] > 20
    assert counts["quarantined"] == 0
    table = _mithaq("stats", env=os.environ | {"MITHAQ_STORE": str(seeds)}).stdout
    assert table.splitlines()[0].split() == ["articles", "5"]
    csv = _mithaq("stats", "--format", "csv", "--store", seeds).stdout.splitlines()
    assert csv[:2] == ["what,count", "articles,5"]


def test_a_backup_is_a_store(seeds: Path, tmp_path: Path) -> None:
    done = _mithaq("backup", tmp_path / "copy", "--store", seeds)
    assert (done.returncode, done.stdout) == (0, f"{tmp_path / 'copy'}: backup of {seeds}\n")
    with Store.open(seeds) as one, Store.open(tmp_path / "copy") as other:
        assert dump(one) == dump(other)
    assert _mithaq("load", SEEDS, "--store", tmp_path / "copy").stdout.endswith("5 unchanged\n")
    again = _mithaq("backup", tmp_path / "copy", "--store", seeds)
    assert (again.returncode, "exists already" in again.stderr) == (2, True)


def test_forgetting_says_what_was_not_there(seeds: Path, tmp_path: Path) -> None:
    _mithaq("backup", tmp_path / "copy", "--store", seeds)
    name = next(SEEDS.glob("*.txt")).stem
    done = _mithaq("forget", name, "nobody", "--store", tmp_path / "copy")
    assert (done.returncode, done.stdout) == (1, f"{tmp_path / 'copy'}: 1 forgotten\n")
    assert done.stderr == "mithaq: nobody: the store has no such article\n"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("load", "/no/such/path"), "/no/such/path"),
        (("stats", "--store", "/no/such/store"), "there is no store here"),
        (("forget", "x", "--store", "/dev/null"), "is a file"),
        (("backup", "/tmp", "--store", "/no/such/store"), "there is no store here"),
        (("rebuild", "--store", "/no/such/store"), "there is no store here"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_status_2(tmp_path: Path, arguments: tuple[str, ...], says: str) -> None:
    done = _mithaq(*arguments, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith("mithaq: ")
    assert says in done.stderr


def test_refused_lines_are_told_and_the_status_is_1(tmp_path: Path) -> None:
    articles = write(tmp_path / "articles.jsonl", range(3))
    with open(articles, "a", encoding="utf-8") as file:
        file.write("no json\n")
    done = _mithaq("load", articles, "--store", tmp_path / "store")
    assert (done.returncode, done.stdout) == (1, f"{tmp_path / 'store'}: 3 stored, 1 refused\n")
    assert done.stderr.startswith(f"mithaq: {articles}:4: ")


def test_a_judgement_by_label_parts_and_joins_and_is_kept(seeds: Path, tmp_path: Path) -> None:
    store = tmp_path / "copy"
    _mithaq("backup", store, "--store", seeds)
    names = ("عبد العزيز الأنصاري", "عبدالعزيز عبدالله الأنصاري")
    done = _mithaq("different", *names, "--why", "cousins", "--who", "huda", "--store", store)
    assert (done.returncode, done.stdout) == (0, f"{store}: {names[0]} and {names[1]} are two\n")
    line = json.loads((store / "judgements.jsonl").read_text("utf-8"))
    assert (line["verdict"], line["who"], line["why"]) == ("different", "huda", "cousins")
    assert _mithaq("same", *names, "--store", store).stdout == f"{store}: {names[0]} and {names[1]} are one\n"
    with Store.open(store) as judged, Store.open(seeds) as unjudged:
        assert dump(judged) == dump(unjudged)


@pytest.mark.parametrize(
    ("one", "other", "says"),
    [
        ("لا أحد", "عبد العزيز الأنصاري", "nothing in the store has this name"),
        ("عبد العزيز الأنصاري", "عبدالعزيز الأنصاري", "are the same name in the articles"),
    ],
)
def test_a_judgement_about_names_that_do_not_tell_two_things(seeds: Path, one: str, other: str, says: str) -> None:
    done = _mithaq("same", one, other, "--store", seeds)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert says in done.stderr
