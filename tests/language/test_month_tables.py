"""The tables of months and weekdays are equal to the output of their script."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest
from mithaq.language.tables import read_csv

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(("name", "function"), [("months.csv", "months"), ("weekdays.csv", "weekdays")])
def test_the_table_is_what_the_script_makes(name: str, function: str) -> None:
    script = runpy.run_path(str(ROOT / "scripts" / "build_months.py"))
    assert script[function]() == (ROOT / "loader" / "mithaq" / "lexicon" / "data" / name).read_text("utf-8")


def test_every_month_and_weekday_is_there() -> None:
    months = read_csv("months.csv")
    for calendar in ("gregorian", "hijri"):
        assert {int(row["month"]) for row in months if row["calendar"] == calendar} == set(range(1, 13))
    assert {int(row["weekday"]) for row in read_csv("weekdays.csv")} == set(range(1, 8))


def test_no_name_stands_for_two_months() -> None:
    seen: dict[str, tuple[str, str]] = {}
    for row in read_csv("months.csv"):
        assert seen.setdefault(row["name"], (row["calendar"], row["month"])) == (
            row["calendar"],
            row["month"],
        )
