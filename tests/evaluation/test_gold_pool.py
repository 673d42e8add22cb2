"""Annotated articles of other outlets: the extractor may not fall behind what it reached on them.

The articles are not in the repository. `MITHAQ_POOL` names the file that has them; without it these tests are skipped.
"""

from __future__ import annotations

import csv
import json
import os
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from mithaq.cli import cli

GOLD = Path(__file__).parents[1] / "data" / "gold-pool"
POOL = os.environ.get("MITHAQ_POOL", "")
LEAST_PRECISION = 0.93
LEAST_F1 = 0.87


def identifiers() -> set[str]:
    return {path.name.removesuffix(".gold.json") for path in GOLD.glob("*.gold.json")}


def test_every_annotated_article_belongs_to_a_batch() -> None:
    lines = [line for line in (GOLD / "batches.csv").read_text("utf-8").splitlines() if not line.startswith("#")]
    batches = {row["article"]: int(row["batch"]) for row in csv.DictReader(lines)}
    assert identifiers() <= batches.keys()
    assert set(batches.values()) == set(range(1, 22))


def test_annotations_hold_no_article_text() -> None:
    for path in GOLD.glob("*.gold.json"):
        longest = max(map(len, re.findall(r'"((?:[^"\\]|\\.)*)"', path.read_text("utf-8"))))
        assert longest < 250, path.name  # names and phrases, never a passage
        assert json.loads(path.read_text("utf-8"))["id"] == path.name.removesuffix(".gold.json")


@pytest.mark.skipif(not POOL, reason="MITHAQ_POOL names no pool of articles")
def test_the_extractor_is_as_good_on_the_pool_as_it_was() -> None:
    result = CliRunner().invoke(cli, ["evaluate", str(GOLD), POOL], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    core = next(line.split() for line in result.output.splitlines() if line.split()[:1] == ["core"])
    precision, f1 = float(core[4]), float(core[6])
    assert precision >= LEAST_PRECISION
    assert f1 >= LEAST_F1
