"""A short form of the table of attacks (`python -m tests.attack.run` tries all 1,500): nothing misbehaves."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.attack.attacks import ATTACKS
from tests.attack.commands import Ended, context, faults
from tests.attack.ground import Ground
from tests.attack.run import attack, table, written_again

ROOT = Path(__file__).parents[2]
TRIED = {
    "kill -9 during a load": range(1),
    "full disk": range(1),
    "two writers": range(1),
    "hostile inputs": range(6),
    "bad parameters": range(3),
    "bad result files": range(2),
    "damaged judgements": range(2),
    "damaged store": range(2),
    "full standard output": range(1),
}


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Ground:
    return Ground(context(), tmp_path_factory.mktemp("attack"))


@pytest.mark.parametrize("kind", TRIED)
def test_nothing_misbehaves(kind: str, ground: Ground) -> None:
    assert attack(ground, kind, TRIED[kind]) == []


def test_the_whole_table_has_1500_attacks() -> None:
    assert sum(count for _, count in ATTACKS.values()) == 1500


@pytest.mark.parametrize(
    ("ended", "wrong"),
    [
        (Ended(None, "", ""), "hangs"),
        (Ended(-11, "", ""), "status -11"),
        (Ended(70, "", "internal error"), "status 70"),
        (Ended(1, "", "Traceback (most recent call last):\n"), "traceback"),
        (Ended(2, "", "\n"), "without a message"),
        (Ended(0, "a\x1b[31m", ""), "writes U+001B"),
        (Ended(0, "", "\udcff"), "writes U+DCFF"),
        (Ended(0, "قطر\t1\n", "mithaq: note\n"), ""),
    ],
)
def test_what_counts_as_misbehaviour(ended: Ended, wrong: str) -> None:
    found = faults(ended)
    assert wrong in found
    assert bool(found) == bool(wrong)


def test_an_attack_that_misbehaves_is_reported(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    broken: Callable[[Ground, int], str] = lambda ground, number: "hangs" if number == 2 else ""  # noqa: E731
    monkeypatch.setitem(ATTACKS, "full disk", (broken, 3))
    assert attack(ground, "full disk", range(4)) == ["full disk, number 2: hangs"]


def test_the_table_in_the_documentation_has_every_kind_and_no_misbehaviour() -> None:
    page = (ROOT / "docs" / "reference" / "attacks.md").read_text("utf-8")
    whole = {(kind, number): "" for kind, (_, count) in ATTACKS.items() for number in range(count)}
    assert written_again(page, table(whole)) == page


def test_misbehaviour_is_counted_in_the_table() -> None:
    made = table({("full disk", 0): "", ("full disk", 1): "hangs"})
    assert "| 2 | 1 |" in made.splitlines()[-1]
