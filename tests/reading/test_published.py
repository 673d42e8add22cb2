"""Dates of publication as inputs write them: read where they have one meaning, never guessed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mithaq.reading.options import ReadOptions
from mithaq.reading.published import UnreadableDateError, published_on


@pytest.mark.parametrize(
    ("stated", "date"),
    [
        ("2022-05-06", "2022-05-06"), ("2022-05", "2022-05"), ("2022", "2022"), ("2022/05/06", "2022-05-06"),
        ("2022.5.6", "2022-05-06"), ("20220506", "2022-05-06"), ("2022-05-06T23:10:00Z", "2022-05-06"),
        ("2022-05-06 10:00:00 +0300", "2022-05-06"), ("٢٠٢٢-٠٥-٠٦", "2022-05-06"), ("۲۰۲۲/۰۵/۰۶", "2022-05-06"),
        ("6 مايو 2022", "2022-05-06"), ("6 أيار/مايو 2022", "2022-05-06"), ("الجمعة 6 مايو 2022 - 10:30", "2022-05-06"),
        ("٦ مايو ٢٠٢٢", "2022-05-06"), ("مايو 2022", "2022-05"), ("١٤ رمضان ١٤٤٣", "2022-04-15"),
        ("May 6, 2022", "2022-05-06"), ("Friday, May 6, 2022 10:00 AM GMT", "2022-05-06"), ("6 May 2022", "2022-05-06"),
        ("6-May-2022", "2022-05-06"), ("Sept. 6, 2022", "2022-09-06"), ("6th May 2022", "2022-05-06"),
        ("Fri, 06 May 2022 23:59:00 -0500", "2022-05-06"), ("13/6/2022", "2022-06-13"), ("6/13/2022", "2022-06-13"),
        ("06/06/2022", "2022-06-06"), ("\u200f6/13/2022\u200f", "2022-06-13"),
    ],
)  # fmt: skip
def test_dates_with_one_meaning(stated: str, date: str) -> None:
    assert str(published_on(stated, ReadOptions())) == date


@pytest.mark.parametrize(("order", "date"), [("dmy", "2022-06-05"), ("mdy", "2022-05-06")])
def test_the_order_of_day_and_month_decides_the_others(order: str, date: str) -> None:
    assert str(published_on("٥/٦/٢٠٢٢ 10:00", ReadOptions(date_order=order))) == date  # type: ignore[arg-type]
    with pytest.raises(UnreadableDateError, match="two meanings") as caught:
        published_on("5/6/2022", ReadOptions())
    assert "--date-order" in caught.value.hint


def test_numbers_count_from_1970_when_asked_for() -> None:
    for stated in ("1651795200", "1651795200000", "1651795200.5"):
        assert str(published_on(stated, ReadOptions(epoch=True))) == "2022-05-06"
        with pytest.raises(UnreadableDateError) as caught:
            published_on(stated, ReadOptions())
        assert "--epoch" in caught.value.hint


@pytest.mark.parametrize(
    "stated",
    ["yesterday", "2019-02-30", "2022-13-01", "1443-05-06", "0001-01-01", "5/6/22", "6 May",
     "May 6, 2022 - May 9, 2022",
     "٦ مايو أو ٧ يونيو 2022", "²", "9" * 500, "2022-05-06" * 50, "١٢٣", "Mon"],
)  # fmt: skip
def test_anything_else_is_not_guessed(stated: str) -> None:
    with pytest.raises(UnreadableDateError, match=r"date is|date '.*' is not in the years|there is no day"):
        published_on(stated, ReadOptions())


def test_a_blank_is_no_date() -> None:
    assert published_on(" \u200f ", ReadOptions()) is None


@given(st.text(alphabet="0123456789٠٥٦/-. :TZ,+مايوMaypril\u200f²", max_size=30))
def test_any_text_is_a_date_or_is_said_to_be_none(stated: str) -> None:
    try:
        date = published_on(stated, ReadOptions())
    except UnreadableDateError:
        return
    assert date is None or 1800 <= date.year < 2200


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        ("9999-12-31", "is not in the years 1800 to 2199"), ("2020-02-30", "there is no day"),
        ("\u0662\u0660\u0662\u0660-\u0660\u0662-\u0663\u0660", "there is no day '2020-02-30'"),
        ("soon", "the date is 'soon'"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_date_is_said(stated: str, said: str) -> None:
    with pytest.raises(UnreadableDateError, match=said) as refused:
        published_on(stated, ReadOptions())
    assert refused.value.hint == ("write YYYY-MM-DD or YYYY-MM" if stated == "soon" else "correct it")
