"""Numerals in words and digits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mithaq.language.fold import normalize
from mithaq.language.numbers import cardinal, digits, find_ordinal, match_cardinal, match_ordinal, ordinal
from pyarabic.number import ArNumbers, number2ordinal


def words(text: str) -> list[str]:
    return normalize(text).split()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("الثالث", 3), ("الأولى", 1), ("الاولي", 1), ("العاشرة", 10), ("الحادي عشر", 11), ("الثانية عشرة",
        12),
        ("الرابع عشر", 14), ("التاسع والعشرين", 29), ("الواحد والعشرين", 21), ("السابعة والأربعين", 47),
        ("الثلاثين", 30), ("المائة", 100), ("الحادية والثلاثين بعد المائة", 131), ("المئة والسابعة والأربعين",
        147),
        ("الـ34", 34), ("ال34", 34), ("الـ٣٤", 34), ("34", 34), ("۳۴", 34), ("للـ 34".replace(" ", ""), 34),
        ("والثالثة", 3), ("بالثامن", 8), ("للثالث عشر", 13), ("ثالث", 3),
    ],
)  # fmt: skip
def test_ordinals(text: str, value: int) -> None:
    assert ordinal(words(text)) == value


@pytest.mark.parametrize("text", ["الوزير", "ثلاثين", "خمسة", "الثالث الرابع", "", "3.4", "ال", "الثالث عشر وزيرا"])
def test_what_is_no_ordinal(text: str) -> None:
    assert ordinal(words(text)) is None


def test_an_ordinal_is_found_within_a_phrase() -> None:
    phrase = words("أعمال الدورة السابعة والأربعين لمجلس وزراء الخارجية")
    found = find_ordinal(phrase)
    assert found is not None
    assert (found.value, found.start, found.end, found.definite) == (47, 2, 4, True)
    assert find_ordinal(phrase, 4) is None
    assert find_ordinal(phrase, 0, 2) is None


def test_bare_digits_in_a_phrase_are_not_taken_for_a_rank() -> None:
    assert find_ordinal(words("وقعت 34 مذكرة تفاهم")) is None
    found = find_ordinal(words("القمة الـ34"))
    assert found is not None
    assert found.value == 34


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("خمسة", 5), ("سبعة وأربعين", 47), ("سبعة و أربعين", 47), ("اثني عشر", 12), ("ثلاث عشرة", 13),
        ("مئة وخمسة", 105),
        ("ثلاث مئة", 300), ("ثلاثمائة", 300), ("خمسة آلاف", 5000), ("ألفين وسبعة عشر", 2017),
        ("ثلاثة عشر ألفا", 13000),
        ("ألف وتسعمئة وسبعة وستين", 1967), ("مائتين وخمسين ألفا وثلاثة", 250003), ("٤٧", 47), ("47", 47),
    ],
)  # fmt: skip
def test_cardinals(text: str, value: int) -> None:
    assert cardinal(words(text)) == value


@pytest.mark.parametrize("text", ["", "وزير", "خمسة ستة", "خمسة وستة", "خمسين وستة", "خمسة وزراء"])
def test_what_is_no_cardinal(text: str) -> None:
    assert cardinal(words(text)) is None


def test_a_numeral_ends_where_the_next_word_begins() -> None:
    found = match_cardinal(words("خمس جلسات عمل"))
    assert found is not None
    assert (found.value, found.end) == (5, 1)
    assert match_ordinal(words("الثاني وعشرين آخرين")) == (22, 0, 2, True)


@given(st.integers(1, 199), st.booleans())
def test_every_ordinal_that_pyarabic_writes_is_read_back(number: int, feminine: bool) -> None:
    assert ordinal(words(number2ordinal(number, feminine))) == number


@given(st.integers(1, 2999))
def test_every_cardinal_that_pyarabic_writes_is_read_back(number: int) -> None:
    assert cardinal(words(ArNumbers().int2str(str(number)))) == number


@given(st.integers(0, 999_999_999))
def test_digits_of_every_script_agree(number: int) -> None:
    arabic = str(number).translate({48 + i: 0x660 + i for i in range(10)})
    persian = str(number).translate({48 + i: 0x6F0 + i for i in range(10)})
    assert digits(normalize(arabic)) == digits(normalize(persian)) == digits(str(number)) == number


@given(st.lists(st.text(max_size=6), max_size=6))
def test_anything_may_be_asked(parts: list[str]) -> None:
    ordinal(parts)
    cardinal(parts)
    find_ordinal(parts)
