"""When things happened: dates said of meetings, visits, agreements and forums, counted from the day of the article."""

from __future__ import annotations

import pytest

from tests.extraction.saying import read

MET = "التقى وزير الخارجية القطري خالد العطية نظيره التركي مولود جاويش أوغلو"

WHEN = [
    (f"{MET} أمس في الدوحة.", "2017-09-17"),
    (f"{MET} أول أمس.", "2017-09-16"),
    (f"{MET} اليوم الاثنين.", "2017-09-18"),
    (f"{MET} يوم الخميس الماضي.", "2017-09-14"),
    (f"{MET} يوم 14 سبتمبر الجاري.", "2017-09-14"),
    (f"{MET} في 3 أغسطس/آب الماضي.", "2017-08-03"),
    (f"{MET} في الخامس من يونيو 2017.", "2017-06-05"),
    (f"{MET} في 12 شوال 1438 هـ الموافق 6 يوليو 2017.", "2017-07-06"),
    (f"{MET} في مارس الماضي.", "2017-03"),
    (f"{MET} عام 2015.", "2015"),
    (f"أمس، {MET}.", "2017-09-17"),
    (f"وفي 20 غشت 2016 {MET}.", "2016-08-20"),
    (f"{MET} يوم 7 حزيران.", "2017-06-07"),
    (f"{MET} يوم الأربعاء 13 أيلول.", "2017-09-13"),
    (f"{MET}.", None),
    ("يلتقي وزير النقل الكيني جون كاريوكي الخميس نظيره البيروفي لويس أرنو.", "2017-09-21"),
    ("يجتمع وزير النقل الكيني جون كاريوكي الجمعة في ليما مع نظيره البيروفي لويس أرنو.", "2017-09-22"),
    ("سيلتقي الرئيس الكوري الجنوبي مون جيه إن نظيره البيروفي لويس أرنو غدا الثلاثاء.", "2017-09-19"),
    (f"{MET} خلال زيارة لليونان يومي 11 و12 سبتمبر.", "2017-09"),
]  # fmt: skip

OTHER_DATES = [
    # a date that belongs to something else
    (f"{MET} وقال إن بلاده ستنظم البطولة عام 2022.", None),
    (f"{MET} أمس، وبحثا الأزمة المندلعة منذ 5 يونيو الماضي.", "2017-09-17"),
]  # fmt: skip

WITHOUT_A_DAY = [
    (f"{MET} أمس.", None),
    (f"{MET} يوم الخميس الماضي.", None),
    (f"{MET} في 3 أغسطس 2017.", "2017-08-03"),
]  # fmt: skip

PLANNED = [
    ("يزور وزير الدفاع الأميركي جيمس ماتيس الدوحة غدا.", "2017-09-19"),
    ("سيزور وزير الدفاع الأميركي جيمس ماتيس الدوحة يوم الخميس المقبل.", "2017-09-21"),
    ("سيزور وزير الدفاع الأميركي جيمس ماتيس الدوحة في 28 سبتمبر.", "2017-09-28"),
    ("سيزور وزير الدفاع الأميركي جيمس ماتيس الدوحة الشهر المقبل.", "2017-10"),
]  # fmt: skip


def days(text: str, date: str | None = "2017-09-18") -> list[str | None]:
    facts = read(text, date=date).facts
    events = [meeting.date for meeting in facts.meetings] or [visit.date for visit in facts.visits]
    return [str(date) if date else None for date in events]


@pytest.mark.parametrize(("text", "day"), WHEN)
def test_the_day_of_a_meeting(text: str, day: str | None) -> None:
    assert days(text) == [day]


@pytest.mark.parametrize(("text", "day"), OTHER_DATES)
def test_a_date_of_something_else_is_not_taken(text: str, day: str | None) -> None:
    assert days(text) == [day]


@pytest.mark.parametrize(("text", "day"), WITHOUT_A_DAY)
def test_an_article_without_a_day_has_none_to_count_from(text: str, day: str | None) -> None:
    assert days(text, date=None) == [day]


@pytest.mark.parametrize(("text", "day"), PLANNED)
def test_what_is_planned_lies_ahead(text: str, day: str) -> None:
    assert days(text) == [day]
    assert [visit.status for visit in read(text).facts.visits] == ["planned"]


def test_a_date_in_a_relative_clause_is_of_its_antecedent() -> None:
    met = "التقى وزير النقل الكيني جون كاريوكي نظيره البيروفي لويس أرنو"
    assert days(f"منذ الأزمة التي اندلعت في 5 يونيو الماضي {met}.") == [None]
    assert days(f"{met} خلال الزيارة التي قام بها في 5 يونيو الماضي.") == ["2017-06-05"]


SPOKEN = [
    # the day on which one of the two spoke is that of the talks after which he spoke
    (
        "قال وزير النقل الكيني جون كاريوكي، الأربعاء، إن بلاده جاهزة. وأضاف كاريوكي بعد لقاء مع نظيره "
        "البيروفي لويس أرنو أن الميناء مفتوح.",
        "2017-09-13",
    ),
    (
        "قال الرئيس المالطي جورج فيلا أمس إنه مرتاح. وأشاد الوزير الكيني جون كاريوكي بلقائه مع نظيره لويس أرنو.",
        None,
    ),
    (
        "قال وزير النقل الكيني جون كاريوكي، الأربعاء، إن بلاده جاهزة. والتقى كاريوكي نظيره البيروفي لويس أرنو.",
        None,
    ),
]


@pytest.mark.parametrize(("text", "day"), SPOKEN)
def test_talks_after_which_somebody_speaks_are_of_that_day(text: str, day: str | None) -> None:
    assert [str(m.date) if m.date else None for m in read(text).facts.meetings] == [day]


PLACES = [
    (
        "وصل وزير النقل الكيني جون كاريوكي إلى مسقط للقاء السلطان، على أن يلتقي نظيره المالطي إيان بورغ.",
        "مسقط",
    ),
    (
        "زار وزير النقل الكيني جون كاريوكي تركيا حيث التقى نظيره التركي أورهان يلدز. وعقد مؤتمر في مسقط.",
        "تركيا",
    ),
]


@pytest.mark.parametrize(("text", "place"), PLACES)
def test_a_meeting_is_where_its_sentence_goes(text: str, place: str) -> None:
    said = read(text)
    assert {said.name(m.place) for m in said.facts.meetings if m.place} == {place}
