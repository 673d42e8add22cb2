"""Agreements with the great powers, agreements that are only aimed at, and the year that a name or a clause gives."""

from __future__ import annotations

import pytest

from tests.extraction.saying import read


def told(text: str) -> list[str]:
    """Parties and day of signing of each agreement."""
    facts = read(text)
    return sorted(f"{' '.join(sorted(map(facts.name, a.parties)))} {a.signed or '-'}" for a in facts.facts.agreements)


POWERS = [
    ("انتقد رئيس الوزراء الكيني الاتفاق النووي الذي وقعته إيران مع قوى عالمية.", ["IR قوى عالمية -"]),
    ("أشاد الوزير بالاتفاق النووي الذي أبرمته الدول الكبرى مع إيران عام 2015.", ["IR الدول الكبرى 2015"]),
    ("دافع الوزير عن الاتفاق النووي بين طهران ومجموعة «5+1» في البرلمان.", ["IR مجموعة 5+1 -"]),
    ("انسحبت واشنطن من الاتفاق النووي مع إيران. وكانت مفاوضات القوى الكبرى الست المعروفة بمجموعة (5+1) قد طالت.",
     ["IR US القوى الكبرى الست -"]),
]  # fmt: skip

AIMED_AT = [
    "تسعى مالطا إلى إبرام اتفاق تجاري مع الكويت قبل نهاية العام.",
    "تأمل الشركات الكورية في توقيع عقود ضخمة مع الجانب القطري.",
    "لا يمكن رفع الحصار قبل إبرام اتفاق سلام بين السودان وإثيوبيا.",
    "وصف الوزير المستوطنات بأنها عقبة على طريق الوصول إلى اتفاق سلام بين السودان وإثيوبيا.",
]

HELD = [
    "يعتزم البلدان عقد اجتماع مشترك بين الحكومتين اليونانية والقبرصية.",
    "وقع الوزيران على برنامج تضمن عقد قمة ثلاثية بين كينيا ونيبال والهند.",
]

YEARS = [
    ("بعد الانسحاب الكيني من الاتفاق التجاري مع نيبال الذي أبرم سنة 2015.", ["KE NP 2015"]),
    ("وقالت نيبال إن كينيا انسحبت من الاتفاق الجمركي لعام 2011 مع نيبال.", ["KE NP 2011"]),
    ("انسحبت كينيا من الاتفاق الجمركي المبرم 2011 مع نيبال.", ["KE NP 2011"]),
]


@pytest.mark.parametrize(("text", "wanted"), POWERS)
def test_great_powers_are_the_other_side(text: str, wanted: list[str]) -> None:
    assert told(text) == wanted


def test_great_powers_are_a_body_only_beside_an_agreement() -> None:
    assert read("انتقد الوزير الكيني سياسة القوى الكبرى في أفريقيا.").bodies == []


@pytest.mark.parametrize("text", AIMED_AT)
def test_what_is_only_aimed_at_is_not_an_agreement(text: str) -> None:
    assert told(text) == []


def test_announced_conclusion_is_an_agreement() -> None:
    assert told("أعلنت مالطا أنه تم التوصل إلى اتفاق تجاري بين مالطا والكويت.") == ["KW MT -"]


@pytest.mark.parametrize("text", HELD)
def test_holding_a_meeting_is_not_a_contract(text: str) -> None:
    assert "contract" not in [a.kind for a in read(text).facts.agreements]


@pytest.mark.parametrize(("text", "wanted"), YEARS)
def test_year_beside_what_became_of_an_agreement(text: str, wanted: list[str]) -> None:
    assert told(text) == wanted


def test_definite_noun_with_a_judging_adjective_points_back() -> None:
    assert len(told("وقّعت كينيا ونيبال الثلاثاء اتفاقا للتعاون الدفاعي. وجاءت الاتفاقية المفاجئة بعد توتر.")) == 1


def test_document_that_is_signed_is_an_agreement() -> None:
    assert told("وقع الرئيس الكيني ويليام روتو ونظيره النيبالي رام باوديل وثيقة مشتركة في ختام القمة.") == ["KE NP -"]
    assert told("نشرت الوزارة وثيقة سرية عن كينيا ونيبال.") == []
