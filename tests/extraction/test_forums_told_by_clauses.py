"""Forums that only a clause tells: held by a council or ministers, in a place, in rounds; who does something there."""

from __future__ import annotations

import pytest

from tests.extraction.saying import read

FOUND = [
    # held by a council, or by the ministers of several states
    ("سيعقد مجلس الأمن اجتماعا الأسبوع المقبل.", "اجتماع مجلس الأمن", None),
    ("حضر المبعوث الغاني كوفي منساه اجتماعا طارئا عقده مجلس السلم والأمن أمس.", "اجتماعا طارئا", None),
    ("يعقد مجلس الأمن الدولي جلسة مغلقة غدا.", "جلسة مغلقة", None),
    ("عقد وزراء داخلية الدول الخمس اجتماعا تحضيريا في أكرا.", "اجتماعا تحضيريا", "أكرا"),
    ("رؤساء أركان دول الساحل يعقدون اجتماعا استثنائيا غدا.", "اجتماعا استثنائيا", None),
    # in a place, by nobody in particular
    ("انعقد اجتماع في فيينا بشأن الملف النووي.", "اجتماع في فيينا", "فيينا"),
    ("رشح الكثير عن اجتماع لجنة الاتصال في جنيف.", "اجتماع لجنة الاتصال", "جنيف"),
    ("انتهت محادثات مكثفة جرت في مسقط الأسبوع الماضي من دون اتفاق.", "محادثات مكثفة", "مسقط"),
    ("أوفدت كينيا وزير خارجيتها للتحضير لقمة للقادة في أكرا.", "قمة للقادة", "أكرا"),
    # a round of talks
    # the coming, the first
    ("شارك في الاجتماع المقبل لوزراء الداخلية العرب.", "الاجتماع المقبل لوزراء الداخلية العرب", None),
    ("وصل الوفد للمشاركة في القمة المقبلة لدول الساحل في أكرا.", "القمة المقبلة لدول الساحل", "أكرا"),
    # where
    ("أشادت مصادر بما صدر عن قمة \"أكرا\" من قرارات.", "قمة \"أكرا\"", "أكرا"),
    ("تتواصل محادثات السلام في جنيف.", "محادثات السلام", "جنيف"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "place"), FOUND)
def test_forums_that_a_clause_tells(text: str, name: str, place: str | None) -> None:
    said = read(text)
    (forum,) = said.facts.forums
    assert (forum.name, forum.place and said.name(forum.place)) == (name, place)


def test_the_first_meeting_of_a_committee_has_a_number_and_two_states() -> None:
    said = read("تستضيف أكرا أول اجتماع للجنة العسكرية الغانية المالية المشتركة.")
    (forum,) = said.facts.forums
    assert forum.edition == 1
    assert {said.name(ref) for ref in forum.participants} == {"GH", "ML"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("بعد انعقاد اجتماع كيني غاني تشادي في نيروبي.", {"KE", "GH", "TD"}),
        ("وفي قمة مصغرة بين كينيا وغانا وتشاد في نيروبي، دعا الرئيس الكيني وليم كيمو إلى التهدئة.",
         {"KE", "GH", "TD", "وليم كيمو"}),
        ("وانتقد الرئيس الكيني وليم كيمو الرسوم الجديدة في ختام قمة مجموعة العشرين.", {"وليم كيمو"}),
        ("الوزير المالطي جورج فيلا يحمل رسائل طمأنة في مؤتمر برلين.", {"جورج فيلا"}),
    ],
)  # fmt: skip
def test_who_is_said_to_do_something_at_a_forum_takes_part(text: str, names: set[str]) -> None:
    said = read(text)
    (forum,) = said.facts.forums
    assert {said.name(ref) for ref in forum.participants} == names


@pytest.mark.parametrize(
    "text",
    [
        "أعلن وزير خارجية غانا كوفي منساه أن بلاده ستشارك في قمة أكرا.",
        "رفض الرئيس الكيني وليم كيمو ما قيل عنه في قمة أكرا.",
    ],
)
def test_another_clause_between_tells_nobody_who_takes_part(text: str) -> None:
    (forum,) = read(text).facts.forums
    assert forum.participants == ()


@pytest.mark.parametrize(
    "text",
    [
        "قال مصدر إن محادثات سيجريها مع المسؤولين في أكرا ستتناول الحدود.",
        "عقد مجلس الوزراء الغاني اجتماعا أمس.",
        "عقدت لجنة المالية في البرلمان اجتماعا أمس.",
        "عقد الوزير المالطي جورج فيلا اجتماعا في أكرا.",
    ],
)
def test_talks_and_meetings_of_somebody_are_no_forums(text: str) -> None:
    assert read(text).facts.forums == ()


def test_the_place_of_another_forum_is_not_that_of_the_first() -> None:
    said = read("بدأت مباحثات وزراء خارجية دول الساحل غداة انعقاد القمة الأفريقية في أكرا.")
    places = {f.name: f.place and said.name(f.place) for f in said.facts.forums}
    assert places == {"مباحثات وزراء خارجية دول الساحل": None, "القمة الأفريقية": "أكرا"}
