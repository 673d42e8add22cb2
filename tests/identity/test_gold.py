"""Names grouped against gold: never worse than this, in any order."""

from __future__ import annotations

import random
import sys
from itertools import combinations
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2]))
from benchmarks.identity_pairs import canonical_iris, rows


@pytest.mark.parametrize(
    ("kind", "precision", "recall"),
    [("official", 0.99, 0.95), ("organization", 0.99, 0.95), ("agreement", 0.97, 0.90), ("forum", 0.97, 0.90)],
)
def test_pairs_of_names(kind: str, precision: float, recall: float) -> None:
    gold = [row for row in rows() if row["kind"] == kind]
    iris = canonical_iris(gold)
    joined = right = same = 0
    for i, j in combinations(range(len(gold)), 2):
        if gold[i]["article"] != gold[j]["article"]:
            one_thing = gold[i]["thing"] == gold[j]["thing"]
            same += one_thing
            joined += iris[i] == iris[j]
            right += one_thing and iris[i] == iris[j]
    assert right / joined >= precision
    assert right / same >= recall


def test_the_order_of_articles_does_not_matter() -> None:
    gold = rows()
    mixed = list(range(len(gold)))
    random.Random(5).shuffle(mixed)
    iris, others = canonical_iris(gold), canonical_iris([gold[i] for i in mixed])
    again = dict(zip(mixed, others, strict=True))

    def groups(names: dict[int, str]) -> set[frozenset[int]]:
        found: dict[str, set[int]] = {}
        for place, iri in names.items():
            found.setdefault(iri, set()).add(place)
        return {frozenset(places) for places in found.values()}

    assert groups(dict(enumerate(iris))) == groups(again)
