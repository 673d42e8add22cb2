"""Links against gold: never worse than this."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from mithaq.resources import resource
from mithaq.wikidata import KnownItems

sys.path.insert(0, str(Path(__file__).parents[2]))
from benchmarks.linking import alone, confirmed, end_to_end, gold


@pytest.mark.parametrize("name", ["seeds", "dev", "pool"])
def test_links_of_things_as_the_gold_describes_them(name: str) -> None:
    rows = gold(name)
    tally = alone(rows, KnownItems())
    assert tally.precision >= 0.99, tally.wrong
    assert tally.recall >= 0.90, tally.missed
    people = alone(rows, KnownItems(), frozenset({"official", "organization", "place"}))
    assert people.precision >= 0.98, people.wrong
    assert people.recall >= 0.90, people.missed


def test_links_to_items_that_sources_outside_our_tables_give() -> None:
    rows = [*gold("seeds"), *gold("dev")]
    elsewhere = confirmed(rows)
    assert len(elsewhere) > 180
    ours = {(row["article"], row["kind"], row["label"]): row["qid"] for row in rows}
    assert not [row for row in elsewhere if ours[row["article"], row["kind"], row["label"]] != row["qid"]]
    tally = alone(elsewhere, KnownItems())
    assert tally.precision >= 0.98, tally.wrong
    assert tally.recall >= 0.90, tally.missed


def test_links_of_the_seeds_after_extraction() -> None:
    tally = end_to_end(gold("seeds"), [resource("seeds")], KnownItems())
    assert tally.precision >= 0.98, tally.wrong
    assert tally.recall >= 0.80, tally.missed


def test_no_namesake_is_linked_without_asking() -> None:
    rows = [row for row in gold("pool") if row["article"].startswith("namesake")]
    assert len(rows) >= 60
    assert not alone(rows, KnownItems()).wrong


def test_the_gold_lists_things_without_an_item() -> None:
    rows = [*gold("seeds"), *gold("dev")]
    assert sum(row["qid"] == "none" for row in rows) > 100
    assert all(row["source"] for row in rows)
