"""Which phrases name the same thing, and which do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mithaq.evaluation.similarity import (
    normalize,
    organization_similarity,
    person_similarity,
    phrase_similarity,
    post_similarity,
)

ARABIC = st.text(st.sampled_from("ابتثجحخدذرزسشصضطظعغفقكلمنهوي أإآةىؤئءـ\u064e\u200f"), max_size=30)


@pytest.mark.parametrize(
    ("gold", "got"),
    [
        ("عبد العزيز الأنصاري", "عبدالعزيز الانصاري"),
        ("أحمد أبو الغيط", "أحمد أبوالغيط"),
        ("نور الدين بدوي", "نورالدين بدوي"),
        ("مُحَمَّد العطية", "محمد العطيه"),
        ("ريكس تيلرسون", "ريكس تيلرسون\u200f"),
    ],
)
def test_a_name_is_the_same_however_it_is_spelt(gold: str, got: str) -> None:
    assert person_similarity(gold, got) == 1


@pytest.mark.parametrize(
    ("gold", "got"),
    [
        ("خالد بن محمد العطية", "الدكتور خالد بن محمد العطية"),
        ("محمد بن عبد الرحمن آل ثاني", "محمد بن عبد الرحمن"),
        ("عمر البشير", "عمر حسن أحمد البشير"),
    ],
)
def test_a_name_may_be_longer_shorter_or_dressed(gold: str, got: str) -> None:
    assert 0 < person_similarity(gold, got) < 1


@pytest.mark.parametrize(
    ("gold", "got"),
    [
        ("محمد بن زايد", "خالد بن محمد بن زايد"),
        ("خالد العطية", "العطية"),
        ("أحمد أبو زيد", "أحمد أبو الغيط"),
        ("عادل الجبير", "الجبير عادل السعودي"),
    ],
)
def test_another_person(gold: str, got: str) -> None:
    assert person_similarity(gold, got) == 0


@pytest.mark.parametrize(
    ("gold", "got", "same"),
    [
        ("وزير الخارجية", "وزيرة الخارجية", True),
        ("وزير الخارجية", "معالي وزير الخارجية", True),
        ("وزير الداخلية", "وزير الداخلية العراقي", True),
        ("الرئيس", "الرئيس العراقي", True),
        ("الأمين العام لمجلس التعاون لدول الخليج العربية", "الأمين العام لمجلس التعاون الخليجي", False),
        ("وزير الخارجية", "نائب وزير الخارجية", False),
        ("وزير الخارجية", "وزير الدفاع", False),
        ("الرئيس", "رئيس الوزراء", False),
        ("مدير عام الأمن العام", "مدير عام الأمن", True),
    ],
)
def test_posts(gold: str, got: str, same: bool) -> None:
    assert (post_similarity(gold, got) > 0) is same


@pytest.mark.parametrize(
    ("gold", "got", "same"),
    [
        ("الكنيست", "الكنيست الإسرائيلي", True),
        ("حماس", "حركة حماس", True),
        ("مجلس", "مجلس الأمن", False),
        ("وزراء الداخلية العرب", "وزراء الخارجية العرب", False),
        ("مجلس الأمن الدولي", "مجلس الأمن", True),
        ("البنك المركزي", "البنك الدولي", False),
    ],
)
def test_bodies(gold: str, got: str, same: bool) -> None:
    assert (organization_similarity(gold, got) > 0) is same


def test_a_phrase_may_say_more() -> None:
    assert phrase_similarity("مذكرة التفاهم", "مذكرة التفاهم للتعاون في مجال مكافحة الإرهاب بين البلدين") > 0
    assert phrase_similarity("مذكرة التفاهم", "مذكرة تفاهم") == 1
    assert phrase_similarity("اتفاقية التعاون الأمني", "اتفاقية تسليم المجرمين") == 0


@given(ARABIC, ARABIC)
def test_ranks_lie_between_nothing_and_the_same(one: str, two: str) -> None:
    for rank in (person_similarity, phrase_similarity, organization_similarity, post_similarity):
        assert 0 <= rank(one, two) <= 1
    if normalize(one):
        assert phrase_similarity(one, one) == person_similarity(one, one) == 1


@given(ARABIC)
def test_the_key_of_a_phrase_forgets_marks_and_spaces_at_its_ends(text: str) -> None:
    assert normalize(f" {text}\u200f ") == normalize(text)
