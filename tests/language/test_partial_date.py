"""Dates with the precision of a text, as data has them and as people type them."""

from __future__ import annotations

import pytest
from mithaq.language.partial_date import PartialDate


@pytest.mark.parametrize(
    ("typed", "date"),
    [
        ("2017", PartialDate(2017)), ("2017-07", PartialDate(2017, 7)), ("2017-7-1", PartialDate(2017, 7, 1)),
        ("\u0662\u0660\u0661\u0667-\u0660\u0667", PartialDate(2017, 7)),
        ("\u06f2\u06f0\u06f1\u06f7", PartialDate(2017)), (" 2017-07-11 ", PartialDate(2017, 7, 11)),
    ],
)  # fmt: skip
def test_a_date_as_people_type_it(typed: str, date: PartialDate) -> None:
    assert PartialDate.typed(typed) == date


@pytest.mark.parametrize("typed", ["", "soon", "17", "2017-00", "2017-07-00", "2017-13", "2017-02-30", "2017-07-11-01"])
def test_what_is_no_date_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        PartialDate.typed(typed)


def test_data_has_ascii_digits() -> None:
    with pytest.raises(ValueError, match="not a date"):
        PartialDate.parse("\u0662\u0660\u0661\u0667")
