"""A reader that does not come to an end, or ends its process, costs its input and nothing else."""

from __future__ import annotations

import multiprocessing
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TypeVar

import pytest
from mithaq.reading import Problem, ReadItem, ReadOptions, Watch, file_items, read, watched

from tests.reading import readers, samples
from tests.reading.readers import DEADLY, DEAF, STUCK, Sabotage
from tests.reading.samples import Story
from tests.threads import elsewhere

T = TypeVar("T")


@pytest.fixture(autouse=True)
def sabotage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_items, "finish", readers.finish)
    monkeypatch.setattr(watched, "_GRACE", 0.5)


def texts(folder: Path, *words: str) -> list[Path]:
    """A text for each word, which stands in it."""
    paths = [folder / f"{number}.txt" for number in range(len(words))]
    for number, (path, word) in enumerate(zip(paths, words, strict=True)):
        path.write_bytes(samples.plain(Story(number)).replace("رقم".encode(), f"{word} رقم".encode()))
    return paths


def outcomes(items: list[ReadItem]) -> list[str]:
    """What each item is: `read`, or what is wrong."""
    return [item.what if isinstance(item, Problem) else "read" for item in items if not isinstance(item, str)]


def test_a_stuck_reader_is_interrupted_and_the_other_files_are_read(tmp_path: Path) -> None:
    paths = texts(tmp_path, "أ", STUCK, "ب")
    found = list(read(paths, watch=Watch(0.3)))
    assert outcomes(found) == ["read", "did not come to an end in 0.3 seconds", "read"]
    assert isinstance(found[1], Problem)
    assert found[1].where == str(paths[1])


def test_one_stuck_member_of_an_archive_does_not_cost_the_others(tmp_path: Path) -> None:
    lines = [samples.json_lines(Story(n)).replace(b'"text": "', f'"text": "{w} '.encode()) for n, w in enumerate("أب")]
    bad = samples.json_lines(Story(2)).replace(b'"text": "', f'"text": "{STUCK} '.encode())
    (tmp_path / "a.jsonl").write_bytes(lines[0] + bad + lines[1])
    found = list(read([tmp_path / "a.jsonl"], watch=Watch(0.3)))
    assert outcomes(found) == ["read", "did not come to an end in 0.3 seconds", "read"]
    assert isinstance(found[1], Problem)
    assert found[1].where.endswith("a.jsonl:2")


def test_beside_worker_processes_a_reader_that_no_signal_interrupts_is_ended(tmp_path: Path) -> None:
    paths = texts(tmp_path, "أ", DEAF, "ب", DEADLY, STUCK, "ج")
    found = elsewhere(lambda: list(read(paths, options=Sabotage(), watch=Watch(0.5, own_process=True))))
    limit = "did not come to an end in 0.5 seconds"
    assert outcomes(found) == ["read", limit, "read", "ended the process that read it", limit, "read"]


def test_what_the_main_thread_has_read_of_a_file_is_not_read_again(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(samples.json_lines(*(Story(n) for n in range(20))))
    items = read([tmp_path / "a.jsonl"], options=Sabotage(), watch=Watch(5, own_process=True))
    first = [next(items) for _ in range(7)]
    rest = elsewhere(lambda: list(items))
    assert [*first, *rest] == list(read([tmp_path / "a.jsonl"]))
    assert len(rest) == 13


def test_without_a_limit_nothing_is_interrupted(tmp_path: Path) -> None:
    assert outcomes(list(read(texts(tmp_path, "أ"), options=ReadOptions()))) == ["read"]


def test_one_process_serves_all_reads_of_a_watch_and_ends_with_it(tmp_path: Path) -> None:
    paths = texts(tmp_path, "أ", "ب", "ج")
    before = set(multiprocessing.active_children())

    def read_all() -> tuple[list[ReadItem], set[BaseProcess]]:
        watch = Watch(60, own_process=True)
        next(read([*paths, *paths], watch=watch))  # not read to its end
        found = [item for path in paths for item in read([path], watch=watch)]
        return found, set(multiprocessing.active_children()) - before

    found, (process,) = elsewhere(read_all)
    assert outcomes(found) == ["read", "read", "read"]
    process.join(10)
    assert not process.is_alive()
