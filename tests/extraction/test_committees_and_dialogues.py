"""Meetings of committees of many states, dialogues with a state, regional summits: forums by their clause."""

from __future__ import annotations

import pytest

from tests.extraction.saying import read

GATHERINGS = [
    ("جاء ذلك خلال اجتماع لجنة متابعة مبادرة المصالحة الأفريقية أمس الأربعاء بكيغالي، بمشاركة وزير الخارجية الكيني "
     "جون كاماو ووزير الخارجية الغاني كوفي منساه.",
     "اجتماع لجنة متابعة مبادرة المصالحة الأفريقية", "كيغالي", {"جون كاماو", "كوفي منساه"}),
    ("وفي ختام حوار استراتيجي مع كينيا، قال وزير الخارجية التونسي سامي الحداد في نيروبي إن بلاده ملتزمة.",
     "حوار استراتيجي مع كينيا", "نيروبي", {"KE", "سامي الحداد"}),
    ("وافق الرئيس الكيني جون كاماو على المشاركة في قمة إقليمية في لواندا العام المقبل.",
     "قمة إقليمية", "لواندا", set()),
    ("عقدت الحكومة الكينية اجتماعا لمجلس الأمن القومي في نيروبي الخميس.",
     "اجتماعا لمجلس الأمن القومي", "نيروبي", {"KE"}),
    ("وترأس ولي العهد السعودي جلسة مجلس الوزراء في مدينة جدة.", "جلسة مجلس الوزراء", "جدة", {"SA"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "place", "participants"), GATHERINGS)
def test_a_gathering_by_its_clause(text: str, name: str, place: str, participants: set[str]) -> None:
    said = read(text)
    (forum,) = said.facts.forums
    assert forum.name == name
    assert forum.place is not None
    assert said.name(forum.place) == place
    assert {said.name(p) for p in forum.participants} == participants


@pytest.mark.parametrize(
    "text",
    [
        "عقدت لجنة الشؤون الخارجية في مجلس النواب اجتماعا صباح أمس في العاصمة.",
        "دعا الوزير إلى حوار بناء مع المعارضة في البلاد.",
        "وشارك المدير العام في اجتماع مجلس إدارة الشركة أمس.",
        "وأكد المؤتمر الوطني أن الحكومة المقبلة تمثل الشعب.",
        "وطالب وفدا الحوثيين والمؤتمر الشعبي العام بهدنة دائمة.",
        "ويتهم المعارضون من يتربعون على قمة الحرس الثوري الإيراني.",
    ],
)
def test_no_gathering_by_its_clause(text: str) -> None:
    assert not read(text).facts.forums


def test_a_committee_of_a_parliament_that_meets() -> None:
    said = read("جاء ذلك خلال اجتماع لجنة الموازنة بالبرلمان أمس بحضور وزير المالية سامي الحداد.")
    (forum,) = said.facts.forums
    assert forum.name == "اجتماع لجنة الموازنة"
    assert [said.name(p) for p in forum.participants] == ["سامي الحداد"]


def test_a_session_of_a_council() -> None:
    text = "وأعلنت مندوبة فرنسا في جلسة لمجلس الأمن مساء الأربعاء أن بلادها ترفض القرار."
    assert read(text).forums == ["جلسة لمجلس الأمن"]


def test_a_congress_that_is_convened_is_a_gathering() -> None:
    assert read("انعقد المؤتمر الوطني أمس في نيروبي.").forums == ["المؤتمر الوطني"]


def test_each_of_two_portfolios_has_its_own_holder() -> None:
    text = "وصل وزيرا الخارجية والداخلية التونسيان سامي الحداد وكريم الناصري إلى لواندا."
    assert read(text).posts == ["سامي الحداد | وزير الخارجية | TN", "كريم الناصري | وزير الداخلية | TN"]


@pytest.mark.parametrize("name", ["ألكسندر ياكوفليف", "إليزابيث هانسن", "ألبرتو فيريرا"])
def test_a_name_that_begins_like_the_article_is_read_before_its_post(name: str) -> None:
    text = f"ونقلت الوكالة عن {name}، سفير موسكو لدى كينيا، قوله إن المحادثات مستمرة."
    assert read(text).posts == [f"{name} | سفير موسكو لدى كينيا | RU"]


def test_the_state_visited_is_not_that_of_the_visitors_last_post() -> None:
    text = "صدر بيان بمناسبة زيارة الأمير خالد بن فهد ولي العهد وزير الدفاع للمملكة الأردنية الهاشمية."
    assert read(text).posts == ["خالد بن فهد | وزير الدفاع", "خالد بن فهد | ولي العهد"]


def test_a_committee_is_in_its_parliament() -> None:
    text = "قال رئيس لجنة الشؤون الخارجية في مجلس النواب سامي الحداد إن الرد قريب."
    assert read(text).posts == ["سامي الحداد | رئيس لجنة الشؤون الخارجية في مجلس النواب"]


def test_a_city_called_one_is_the_place() -> None:
    said = read("وكانت القمة العربية في مدينة سرت الليبية قد أقرت ذلك.")
    (forum,) = said.facts.forums
    assert forum.place is not None
    assert said.name(forum.place) == "سرت"
