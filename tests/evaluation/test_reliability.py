"""The reliability table: how often facts are right, by the confidence they carry."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from mithaq.cli.evaluate import evaluate
from mithaq.evaluation.reliability import JudgedFact, reliability
from mithaq.export import export
from mithaq.pipeline import load
from mithaq.store import Store

ROOT = Path(__file__).parents[2]
GOLD, SEEDS = ROOT / "tests" / "data" / "gold-seeds", ROOT / "seeds"
JUDGED = ("post", "meeting", "visit", "statement", "agreement", "forum")


def output(*arguments: object) -> str:
    result = CliRunner().invoke(evaluate, [str(a) for a in arguments])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_facts_are_grouped_by_confidence_and_the_error_weighs_the_bands() -> None:
    facts = [JudgedFact("visit", ("a",), 0.9, right) for right in (True, True, True, False)]
    facts += [JudgedFact("meeting", ("a", "b"), 0.5, True)]
    found = reliability(facts)
    assert [(row.name, row.facts, row.right) for row in found.bands] == [("0.50-0.60", 1, 1), ("0.90-0.95", 4, 3)]
    assert [(row.name, row.facts, row.right) for row in found.rules] == [
        ("meeting a", 1, 1),
        ("meeting b", 1, 1),
        ("visit a", 4, 3),
    ]
    assert found.error == pytest.approx((0.5 * 1 + 0.15 * 4) / 5)


def test_a_band_starts_at_its_lower_bound_and_the_last_one_includes_certainty() -> None:
    found = reliability(JudgedFact("visit", (), c, True) for c in (0.1, 0.95, 1.0))
    assert [(row.name, row.facts) for row in found.bands] == [("0.00-0.50", 1), ("0.95-1.00", 2)]


def test_no_facts_have_no_error() -> None:
    assert reliability(()).error == 0


def test_the_seeds_are_judged_as_the_figures_say() -> None:
    value = json.loads(output(GOLD, SEEDS, "--format", "json", "--by-rule"))
    families, bands = value["families"], value["reliability"]["bands"]
    assert sum(b["right"] for b in bands) == sum(families[f]["tp"] for f in JUDGED)
    assert sum(b["facts"] for b in bands) == sum(families[f]["tp"] + families[f]["fp"] for f in JUDGED)
    assert {row["name"].split()[0] for row in value["reliability"]["rules"]} <= set(JUDGED)


def test_rules_are_shown_on_request() -> None:
    plain, rules = output(GOLD, SEEDS), output(GOLD, SEEDS, "--by-rule")
    assert "post title-name" not in plain
    assert "post title-name" in rules
    assert plain.splitlines()[-1].startswith("expected calibration error 0.")
    assert rules.splitlines()[-1] == plain.splitlines()[-1]


def test_an_export_has_no_reliability_table(tmp_path: Path) -> None:
    with Store.open(tmp_path / "store", write=True, create=True) as store:
        load([SEEDS], store, workers=1)
        export(store, tmp_path / "all.nq", "nq")
    assert "calibration" not in output(GOLD, tmp_path / "all.nq")
