"""The table of measured confidences has its form, and rules with few facts keep their own number."""

from __future__ import annotations

import pytest
from mithaq.evaluation import FAMILIES
from mithaq.lexicon.authority_tables import read_table
from mithaq.lexicon.rule_confidence import ENTITY_FAMILIES, LEAST_FACTS, rule_confidence

ROWS = list(read_table("rule_confidence.csv"))
EVENTS = [row for row in ROWS if row["family"] not in ENTITY_FAMILIES]


def test_the_table_has_its_columns_and_is_sorted_without_doubles() -> None:
    assert list(ROWS[0]) == ["family", "rule", "facts", "right", "confidence"]
    keys = [(row["family"], row["rule"]) for row in ROWS]
    assert keys == sorted(set(keys))
    assert {family for family, _ in keys} <= {*FAMILIES, *ENTITY_FAMILIES}


def test_the_confidence_is_the_smoothed_share_of_right_facts() -> None:
    for row in ROWS:
        facts, right = int(row["facts"]), int(row["right"])
        assert 0 <= right <= facts
        assert row["confidence"] == f"{(right + 4) / (facts + 5):.3f}", row


def test_rules_of_events_have_names_of_their_own() -> None:
    rules = [row["rule"] for row in EVENTS]
    assert len(rules) == len(set(rules))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['family']} {row['rule']}")
def test_a_rule_with_few_facts_keeps_the_number_of_the_code(row: dict[str, str]) -> None:
    family = row["family"] if row["family"] in ENTITY_FAMILIES else ""
    wanted = float(row["confidence"]) if int(row["facts"]) >= LEAST_FACTS else 0.123
    assert rule_confidence(row["rule"], 0.123, family) == wanted


def test_a_rule_that_was_never_measured_keeps_the_number_of_the_code() -> None:
    assert rule_confidence("no-such-rule", 0.4) == 0.4
