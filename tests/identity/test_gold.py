"""Names grouped against gold: never worse than this, in any order."""

from __future__ import annotations

import random
import sys
from itertools import combinations
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2]))
from benchmarks.identity_pairs import Row, canonical_iris, rows


@pytest.fixture(scope="module")
def gold() -> list[Row]:
    return rows()


@pytest.fixture(scope="module")
def iris(gold: list[Row]) -> list[str]:
    return canonical_iris(gold)


@pytest.mark.parametrize(
    ("kind", "precision", "recall"),
    [
        ("official", 0.99, 0.95),
        ("organization", 0.99, 0.95),
        ("agreement", 0.99, 0.95),
        ("forum", 0.99, 0.90),
        ("meeting", 0.99, 0.88),
    ],
)
def test_pairs_of_names(gold: list[Row], iris: list[str], kind: str, precision: float, recall: float) -> None:
    joined = right = same = 0
    for i, j in combinations([i for i, row in enumerate(gold) if row["kind"] == kind], 2):
        if gold[i]["article"] != gold[j]["article"]:
            one_thing = gold[i]["thing"] == gold[j]["thing"]
            same += one_thing
            joined += iris[i] == iris[j]
            right += one_thing and iris[i] == iris[j]
    assert right / joined >= precision
    assert right / same >= recall


def test_the_order_of_articles_does_not_matter(gold: list[Row], iris: list[str]) -> None:
    mixed = list(range(len(gold)))
    random.Random(5).shuffle(mixed)
    others = canonical_iris([gold[i] for i in mixed])
    again = dict(zip(mixed, others, strict=True))

    def groups(names: dict[int, str]) -> set[frozenset[int]]:
        found: dict[str, set[int]] = {}
        for place, name in names.items():
            found.setdefault(name, set()).add(place)
        return set(map(frozenset, found.values()))

    assert groups(dict(enumerate(iris))) == groups(again)
