"""Annotated articles of other outlets: the extractor may not fall behind what it reached on them.

The articles are not in the repository. `MITHAQ_POOL` names the file that has them; without it these tests are skipped.
"""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from mithaq.cli import cli

GOLD = Path(__file__).parents[1] / "data" / "gold-pool"
POOL = os.environ.get("MITHAQ_POOL", "")
FLOORS = {
    "1-21": (range(1, 22), 0.93, 0.87),
    "22-42": (range(22, 43), 0.9, 0.82),
    "43-63": (range(43, 64), 0.89, 0.82),
}
"""Least precision and F1 of groups of batches. Those from 22 on are the harder ones: many of their articles were never
read for the rules."""


def identifiers() -> set[str]:
    return {path.name.removesuffix(".gold.json") for path in GOLD.glob("*.gold.json")}


def batches() -> dict[str, int]:
    lines = [line for line in (GOLD / "batches.csv").read_text("utf-8").splitlines() if not line.startswith("#")]
    return {row["article"]: int(row["batch"]) for row in csv.DictReader(lines)}


def test_every_annotated_article_belongs_to_a_batch() -> None:
    assert identifiers() == batches().keys()
    assert set(batches().values()) == set(range(1, 64))


def test_annotations_hold_no_article_text() -> None:
    for path in GOLD.glob("*.gold.json"):
        longest = max(map(len, re.findall(r'"((?:[^"\\]|\\.)*)"', path.read_text("utf-8"))))
        assert longest < 250, path.name  # names and phrases, never a passage
        assert json.loads(path.read_text("utf-8"))["id"] == path.name.removesuffix(".gold.json")


@pytest.mark.skipif(not POOL, reason="MITHAQ_POOL names no pool of articles")
@pytest.mark.parametrize("group", FLOORS)
def test_the_extractor_is_as_good_on_the_pool_as_it_was(group: str, tmp_path: Path) -> None:
    members, least_precision, least_f1 = FLOORS[group]
    for article, batch in batches().items():
        if batch in members:
            shutil.copy(GOLD / f"{article}.gold.json", tmp_path)
    result = CliRunner().invoke(cli, ["evaluate", str(tmp_path), POOL], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    core = next(line.split() for line in result.output.splitlines() if line.split()[:1] == ["core"])
    precision, f1 = float(core[4]), float(core[6])
    assert precision >= least_precision
    assert f1 >= least_f1
