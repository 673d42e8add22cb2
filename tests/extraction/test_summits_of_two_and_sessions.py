"""Summits of two, however they are described; bodies whose ministers meet; sessions of a council or a committee."""

from __future__ import annotations

import pytest

from tests.extraction.saying import read

OF_TWO = [
    ("وقال الوزير خلال قمة بين الهند والاتحاد الأوروبي إن بلاده لن تتراجع.", {"IN", "الاتحاد الأوروبي"}),
    ("وأطلع الوزير الكيني أعضاء البرلمان على نتائج قمة بين تنزانيا وأوغندا.", {"TZ", "UG"}),
    ("تستعد نيروبي لقمة مرتقبة بين الرئيس الكيني جون موتوا والرئيس الغاني كوفي منساه.", {"جون موتوا", "كوفي منساه"}),
    ("يأتي ذلك قبل قمة تاريخية مقررة بين رئيس كينيا جون موتوا ونظيره الغاني كوفي منساه.", {"جون موتوا", "كوفي منساه"}),
    ("تم الاتفاق خلال قمة 12 مارس بين الرئيس الكيني جون موتوا والرئيس الغاني كوفي منساه.", {"جون موتوا", "كوفي منساه"}),
    ("اتفق الجانبان على ذلك عقب قمة ثنائية جمعت الرئيس المالطي جورج فيلا والرئيس التونسي كريم الهادي في فاليتا.",
     {"جورج فيلا", "كريم الهادي"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "sides"), OF_TWO)
def test_summit_of_two_needs_no_name(text: str, sides: set[str]) -> None:
    said = read(text)
    (forum,) = said.facts.forums
    assert {said.name(ref) for ref in forum.participants} == sides


@pytest.mark.parametrize(
    "text",
    [
        "دعا الرئيس الكيني إلى قمة بين كينيا وغانا لبحث الخلاف.",
        "بلغ الإنتاج قمة تاريخية في يونيو.",
        "طالب الأمين العام بقمة إفريقية طارئة.",
    ],
)
def test_summit_that_is_only_asked_for_or_is_a_height_is_no_forum(text: str) -> None:
    assert read(text).facts.forums == ()


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("انتقد الرئيس منافسه قبل قمة مرتقبة في العاصمة الفنلندية هلسنكي.", "هلسنكي"),
        ("عقدت قمة كينيا وغانا في منتجع سوتشي الثلاثاء.", "سوتشي"),
        ("استضافت مالطا قمة خليجية أوروبية في مدينة فاليتا.", "فاليتا"),
    ],
)
def test_place_of_a_summit_is_named_without_its_kind(text: str, place: str) -> None:
    said = read(text)
    (forum,) = said.facts.forums
    assert forum.place is not None
    assert said.name(forum.place) == place


def test_summit_named_by_its_city_and_by_its_two_persons_is_one() -> None:
    said = read(
        "تعقد غدا القمة المرتقبة بين الرئيس الكيني جون موتوا والرئيس الغاني كوفي منساه. "
        "وقال محللون إن قمة أوسلو قد تنهي الخلاف. وأضافوا أن قمة موتوا ومنساه تأخرت."
    )
    (forum,) = said.facts.forums
    assert forum.place is not None
    assert said.name(forum.place) == "أوسلو"
    assert {said.name(ref) for ref in forum.participants} == {"جون موتوا", "كوفي منساه"}


def test_summit_of_two_is_not_the_one_of_a_group() -> None:
    said = read(
        "التقى الرئيس الكيني جون موتوا والرئيس الغاني كوفي منساه. وتعقد قمة جون موتوا وكوفي منساه في أوسلو. "
        "وجاء ذلك بعد قمة مجموعة العشرين التي عقدت في روما."
    )
    assert len(said.facts.forums) == 2


def test_second_summit_is_another_one() -> None:
    said = read(
        "اتفق الجانبان على عقد قمة ثانية بين الرئيس الكيني جون موتوا والرئيس الغاني كوفي منساه. "
        "وكانت قمة أوسلو قد انتهت باتفاق."
    )
    assert {forum.edition for forum in said.facts.forums} == {2, None}


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("عقد اجتماع طارئ لوزراء خارجية مجلس التعاون الخليجي في المنامة.", "مجلس التعاون الخليجي"),
        ("شارك الوزير الكيني جون موتوا في اجتماع وزراء دفاع حلف شمال الأطلسي في بروكسل.", "حلف شمال الأطلسي"),
    ],
)
def test_body_takes_part_in_the_meeting_of_its_ministers(text: str, body: str) -> None:
    said = read(text)
    (forum,) = said.facts.forums
    assert body in {said.name(ref) for ref in forum.participants}


@pytest.mark.parametrize(
    "text",
    [
        "أدلى الوزير الكيني جون موتوا بشهادته في جلسة علنية للجنة العلاقات الخارجية بمجلس الشيوخ.",
        "قال قائد الجيش الكيني جون موتوا خلال جلسة استماع في لجنة القوات المسلحة بمجلس النواب إن الوضع صعب.",
    ],
)
def test_hearing_before_a_committee_is_a_forum(text: str) -> None:
    assert len(read(text).facts.forums) == 1
