"""Bodies whose names are near those of others: which of them a text means, and how far the name goes."""

from __future__ import annotations

import pytest

from tests.extraction.saying import read


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        (
            "أعلنت الرئاسة الفرنسية موعد الزيارة، ورحبت بها الرئاسة المصرية.",
            ["الرئاسة الفرنسية | FR", "الرئاسة المصرية | EG"],
        ),
        ("تولت فرنسا الرئاسة الدورية للمجلس.", []),
        ("زار وزير الدفاع الأميركي لويد أوستن القاعدة الجوية في الظهران.", []),
        ("اتهمت واشنطن تنظيم القاعدة بالهجوم.", ["تنظيم القاعدة"]),
    ],
)
def test_bodies_of_ambiguous_words(text: str, bodies: list[str]) -> None:
    assert read(text).bodies == bodies


def test_a_numbered_session_is_of_the_body_with_its_whole_name() -> None:
    said = read(
        "ترأس الرئيس التركي رجب طيب أردوغان ونظيره الجزائري عبد المجيد تبون الاجتماع الأول لمجلس التعاون رفيع المستوى."
    )
    assert [(forum.series, forum.edition) for forum in said.facts.forums] == [("مجلس التعاون رفيع المستوى", 1)]
    assert said.facts.organizations[0].qid is None, "not the council of the Gulf"


def test_a_town_in_other_letters_is_not_the_body_with_the_short_name() -> None:
    assert not read("ودعمت فيفاء مشروعا تنمويا في جازان.").facts.organizations
    assert [body.qid for body in read("وأعلنت فيفا قرارها.").facts.organizations] == ["Q253414"]


def test_a_town_that_somebody_travels_to_is_no_body() -> None:
    assert not read("وصل وزير النقل العراقي سامي الحداد إلى الفاو أمس.").bodies
    assert not read("وزار الوزير ميناء الفاو.").bodies
    assert read("وقال مسؤول في الفاو إن الأسعار ارتفعت.").bodies == ["الفاو"]
