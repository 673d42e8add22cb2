"""Who takes part in a forum, told in many ways and without naming it again, and who does not."""

from __future__ import annotations

import pytest

from tests.extraction.saying import read

OPENED = "انطلقت أمس في أكرا أعمال منتدى أكرا للمياه. "

PRESENT = [
    # attending a session, a seat, nothing at all
    ("وحضر الافتتاح الرئيس الغاني كوفي منساه ونظيره الكيني جون موانغي.", {"كوفي منساه", "جون موانغي"}),
    ("وشارك في الجلسة الختامية كل من الوزيرة الغانية مريم بوتشي والوزير الكيني جون موانغي.",
     {"مريم بوتشي", "جون موانغي"}),
    ("وكان في مقدمة الحضور الوزير الغاني كوفي منساه والسفير الكيني جون موانغي.", {"كوفي منساه", "جون موانغي"}),
    ("وألقى الوزير الكيني جون موانغي كلمة في الجلسة الأولى.", {"جون موانغي"}),
    # which side each is of, and who stands for whom
    ("وحضر من الجانب الغاني الوزير كوفي منساه ومن الجانب الكيني السفير جون موانغي.", {"كوفي منساه", "جون موانغي"}),
    ("وشارك فيه إلى جانب الوزير الغاني كوفي منساه كل من الوزير الكيني جون موانغي والوزير المالي موسى كيتا.",
     {"كوفي منساه", "جون موانغي", "موسى كيتا"}),
    ("وترأس الجانب الغاني الوزير كوفي منساه، فيما ترأس الجانب الكيني نظيره جون موانغي.", {"كوفي منساه", "جون موانغي"}),
    ("ومثل كينيا وزير المياه جون موانغي.", {"جون موانغي"}),
    ("وناب عن مالي الوزير موسى كيتا.", {"موسى كيتا"}),
    # who comes there, several together
]  # fmt: skip


@pytest.mark.parametrize(("text", "names"), PRESENT)
def test_those_present_at_the_forum_that_the_text_speaks_of(text: str, names: set[str]) -> None:
    assert _persons(OPENED + text) == names


ABSENT = [
    "واعتذر عن الحضور الرئيس المالي موسى كيتا.",
    "وغاب عن الجلسة الرئيس الكيني جون موانغي.",
    "وتغيب عن المنتدى كل من الرئيس الكيني جون موانغي والرئيس المالي موسى كيتا.",
    "واعتذر الرئيس الكيني جون موانغي عن الحضور.",
    "وقاطع الجلسة الوزير الكيني جون موانغي.",
    "ولم يحضر الافتتاح الرئيس الكيني جون موانغي.",
    # another event, another place, another delegation
    "وأقامت السفارة مأدبة عشاء حضرها الوزير الكيني جون موانغي.",
    "وتقود الوزيرة الكينية مريم بوتشي هذه الأيام وفدا إلى اليابان.",
    "وحضر مراسم توقيع اتفاق التجارة الوزير الكيني جون موانغي.",
    "ووقع الجانبان اتفاقا تشرف عليه منظمة الصحة العالمية.",
    "وأرسل الرئيس الكيني جون موانغي رسالة إلى الرئيس المالي موسى كيتا.",
    "ووصل إلى باماكو كل من الوزير الكيني جون موانغي والوزير النيجري علي عمر.",
    "ووصل الوزير الكيني جون موانغي.",
]


@pytest.mark.parametrize("text", ABSENT)
def test_those_who_stay_away_or_are_elsewhere(text: str) -> None:
    assert _persons(OPENED + text) == set()


INVITED = [
    "تلقى الرئيس الكيني جون موانغي دعوة من الرئيس الغاني كوفي منساه لحضور منتدى أكرا للمياه.",
    "كرر الرئيس الكيني جون موانغي رفضه المشاركة في منتدى أكرا للمياه.",
    "نفى المتحدث علي عمر مشاركة بلاده في منتدى أكرا للمياه.",
    "استقبل الرئيس الكيني جون موانغي المشاركين في منتدى أكرا للمياه.",
]


@pytest.mark.parametrize("text", INVITED)
def test_those_invited_or_refusing_take_no_part(text: str) -> None:
    assert _persons(text) == set()


NAMES = [
    # the headline calls it by its city
    ("قمة أكرا تبحث المياه\n\nانطلقت الاثنين أعمال القمة الأفريقية للمياه. وحضر الافتتاح الرئيس الكيني جون موانغي.",
     {"القمة الأفريقية للمياه"}, {"جون موانغي"}),
    # no person, no meeting beside it, is part of the name
    ("اختتمت قمة أكرا الاثنين. وأجرى الوزير على هامش القمة لقاءات ثنائية.", {"قمة أكرا"}, set()),
    ("جمعت قمة أكرا الرئيس الغاني كوفي منساه والرئيس الكيني جون موانغي.", {"قمة أكرا"}, {"كوفي منساه", "جون موانغي"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "forums", "names"), NAMES)
def test_names_of_forums_beside_those_who_take_part(text: str, forums: set[str], names: set[str]) -> None:
    assert set(read(text).forums) == forums
    assert _persons(text) == names


def _persons(text: str) -> set[str]:
    """The persons who take part in the one forum of a text."""
    said = read(text)
    (forum,) = said.facts.forums
    return {said.name(ref) for ref in forum.participants if ref.kind == "official"}
