"""The tables of months and weekdays are complete and unambiguous."""

from __future__ import annotations

from mithaq.language.tables import read_csv


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
