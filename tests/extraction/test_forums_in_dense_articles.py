"""Forums in dense newswire: named in passing, by their clause, by their seat, by the sessions they are made of."""

from __future__ import annotations

import pytest

from tests.extraction.saying import read

FOUND = [
    # meetings that gather, that lasted, that are not ordinary, of a name in quotation marks
    ("عقد في نيروبي أمس اجتماع استمر يومين لقادة جيوش شرق أفريقيا.", "اجتماع قادة جيوش شرق أفريقيا", "نيروبي"),
    ("عقد في أكرا أمس اجتماع دام ساعتين لرؤساء أركان دول الساحل.", "اجتماع رؤساء أركان دول الساحل", "أكرا"),
    ("انعقد أمس في نيامي اجتماع غير عادي لمجلس وزراء دفاع دول الساحل.",
     "اجتماع غير عادي لمجلس وزراء دفاع دول الساحل", "نيامي"),
    ("سيشارك الوزير غدا في أكرا باجتماع \"التحالف الأفريقي\" حول الساحل.", "اجتماع \"التحالف الأفريقي\"", "أكرا"),
    ("انعقد في باماكو اجتماع تنسيقي بين بلدان مجموعة الساحل وشركائها.",
     "اجتماع تنسيقي بين بلدان مجموعة الساحل وشركائها", "باماكو"),
    ("يشارك الوزير في المؤتمر التاسع لتجمع دول الساحل.", "المؤتمر التاسع لتجمع دول الساحل", None),
    # committees without the article, or without more of a name
    ("اللجنة المشتركة اجتمعت في نيروبي الشهر الماضي.", "اللجنة المشتركة", "نيروبي"),
    ("عقدت اللجنة المشتركة لترسيم الحدود اجتماعا في أكرا.", "اللجنة المشتركة لترسيم الحدود", "أكرا"),
    ("أقرت اللجنة الفنية لتجمع الساحل للتعاون في اجتماعها الذي اختتم اليوم بأكرا تقريرا عن القرصنة.",
     "اللجنة الفنية لتجمع الساحل للتعاون", "أكرا"),
    # seats: the capital by its state's adjective, a state named like its capital
    ("احتضنت العاصمة المالطية الدورة الثالثة لمنتدى المياه.", "الدورة الثالثة لمنتدى المياه", "فاليتا"),
    ("تستضيف العاصمة القطرية مؤتمرا دوليا حول الأمن الغذائي.", "مؤتمرا دوليا حول الأمن الغذائي", "الدوحة"),
    ("أشاد الوزير بنتائج قمة الكويت الاقتصادية.", "قمة الكويت الاقتصادية", "الكويت"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "place"), FOUND)
def test_forums_told_in_passing(text: str, name: str, place: str | None) -> None:
    said = read(text)
    (forum,) = said.facts.forums
    assert (forum.name, forum.place and said.name(forum.place)) == (name, place)


DAYS = [
    ("ترأس الوزير كوفي منساه، اليوم الاثنين بأكرا، أشغال الدورة الرابعة للجنة المشتركة.", "2017-09-18"),
    ("سيشارك الوزير يوم 20 سبتمبر في أكرا بقمة التعاون الأفريقي.", "2017-09-20"),
    ("عرضت القرارات على مجلس الجامعة العربية في دورته الـ120 التي تنطلق بالقاهرة يوم 4 مارس.", "2018-03-04"),
    ("اجتمع الوفدان اليوم استعدادا لمؤتمر المانحين.", None),
]


@pytest.mark.parametrize(("text", "day"), DAYS)
def test_the_day_on_which_somebody_takes_part_is_the_day_of_the_forum(text: str, day: str | None) -> None:
    (forum,) = read(text).facts.forums
    assert (str(forum.date) if forum.date else None) == day


PARTICIPANTS = [
    # the sessions that a forum is made of
    ("اختتم أمس مؤتمر أكرا للسلام. وأعلن الرئيس الغاني كوفي منساه، الذي حضر الجلسة الختامية، عن اتفاق.",
     {"كوفي منساه"}),
    ("اختتمت أمس في أكرا جولة المشاورات. وفي الجلسة الختامية أوضح الوزير الغاني كوفي منساه أن بلاده تدعم السلام.",
     {"كوفي منساه"}),
    # whose speech is said to be a part of it
    # who stands for a state
    ("انعقد في أكرا مؤتمر السلام. وتتولى النيجر التي مثلها في هذا المؤتمر الفريق موسى كيتا الرئاسة.", {"موسى كيتا"}),
    # the one present, and not the subject of the clause before
    ("نفى الوزير الكيني جون موانغي ذلك بينما حذرت الوزيرة الغانية مريم بوتشي، الموجودة في أكرا للمشاركة في "
     "منتدى المياه، من الجفاف.", {"مريم بوتشي"}),
    # none who speaks of it beforehand, meets in another clause, or attends a meeting of another body
    ("استقبل الرئيس الغاني كوفي منساه السفير جون موانغي بحضور الوزير علي عمر حيث جرى استعراض التحضيرات "
     "لمنتدى المياه في نسخته التاسعة.", set()),
    ("يلتقي الرئيس الغاني كوفي منساه نظيره الكيني جون موانغي على هامش قمة مجموعة العشرين، بينما يلتقي الوزير علي عمر "
     "المبعوث موسى كيتا.", {"كوفي منساه", "جون موانغي"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names"), PARTICIPANTS)
def test_who_takes_part(text: str, names: set[str]) -> None:
    said = read(text)
    (forum,) = said.facts.forums
    assert {said.name(ref) for ref in forum.participants} == names


def test_a_session_named_twice_is_one_where_it_is_of_the_same_two_states() -> None:
    text = (
        "تنعقد الدورة الخامسة للجنة المشتركة الكينية-الغانية بأكرا. وترأس الوزير كوفي منساه أشغال الدورة الخامسة "
        "للجنة المشتركة للتعاون بين كينيا وغانا."
    )
    said = read(text)
    (forum,) = said.facts.forums
    assert forum.edition == 5
    assert {said.name(ref) for ref in forum.participants} == {"KE", "GH", "كوفي منساه"}


def test_talks_of_an_earlier_year_are_other_talks() -> None:
    text = "اختتمت المشاورات في أكرا أمس. وهذه أول مرة يجتمعون منذ مشاورات الكويت التي انفضت في أغسطس 2016."
    said = read(text)
    assert [f.place and said.name(f.place) for f in said.facts.forums] == ["أكرا", "الكويت"]
