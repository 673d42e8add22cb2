"""Conferences, summits and sessions: name, edition, place, day, and who takes part."""

from __future__ import annotations

import pytest

from tests.extraction.saying import read

EDITIONS = [
    ("انطلقت في تونس أعمال الدورة الـ34 لمجلس وزراء الداخلية العرب.", 34),
    ("تستضيف الجزائر الدورة السابعة والأربعين لمؤتمر وزراء خارجية منظمة التعاون الإسلامي.", 47),
    ("اختتمت الدورة 31 للقمة العربية في الجزائر.", 31),
    ("عقد الحوار الاستراتيجي القطري الأمريكي الثالث في واشنطن.", 3),
    ("افتتح أمير الكويت القمة العربية الخامسة والعشرين.", 25),
    ("شارك الوزير في المؤتمر الدولي الثاني حول مكافحة التطرف بالرباط.", 2),
    ("احتضنت نواكشوط القمة العربية السابعة والعشرين.", 27),
    ("تنطلق غدا النسخة الثانية عشرة من منتدى الدوحة.", 12),
    ("عقدت الجولة الرابعة من المباحثات السورية في أستانا.", 4),
    ("انعقد الاجتماع الوزاري الحادي عشر للتحالف الدولي ضد داعش في بروكسل.", 11),
]  # fmt: skip

NAMED = [
    ("وصل إلى نيويورك للمشاركة في أعمال الجمعية العامة للأمم المتحدة في دورتها الثانية والسبعين.",
     "الجمعية العامة للأمم المتحدة"),
    ("يعقد منتدى التعاون العربي الصيني دورته المقبلة في بكين.", "منتدى التعاون العربي الصيني"),
    ("انعقدت القمة الخليجية في المنامة.", "القمة الخليجية"),
    ("تنطلق أعمال مؤتمر باريس حول ليبيا الجمعة.", "مؤتمر باريس حول ليبيا"),
    ("يشارك وزير الخارجية في مؤتمر ميونيخ للأمن غدا.", "مؤتمر ميونيخ للأمن"),
    ("انعقدت قمة مجموعة العشرين في هامبورغ.", "قمة مجموعة العشرين"),
    ("حضر الرئيس القمة العربية الإسلامية الأمريكية في الرياض.", "القمة العربية الإسلامية الأمريكية"),
    ("استضافت المنامة حوار المنامة بمشاركة وزراء دفاع.", "حوار المنامة"),
    ("وألقى كلمة في منتدى شرم الشيخ للاستثمار.", "منتدى شرم الشيخ للاستثمار"),
    ("نظمت بغداد مؤتمر بغداد للتعاون والشراكة في أغسطس 2021.", "مؤتمر بغداد للتعاون والشراكة"),
]  # fmt: skip

NO_FORUM = [
    "عقد الوزير مؤتمرا صحفيا مشتركا مع نظيره.",
    "دعا إلى الحوار بين جميع مكونات الشعب.",
    "قال في مؤتمر صحفي عقده أمس إن الحدود آمنة.",
    "ناقش الاجتماع التحضيرات الجارية.",
]

PLACES = [
    ("انطلقت في تونس أعمال الدورة الـ34 لمجلس وزراء الداخلية العرب.", "تونس"),
    ("تستضيف مدينة مراكش المغربية المؤتمر الوزاري للتحالف الدولي ضد داعش.", "مراكش"),
    ("تحتضن العاصمة العمانية مسقط المؤتمر الدولي الأول للملاحة.", "مسقط"),
]  # fmt: skip

PARTICIPANTS = [
    ("شارك وزير الداخلية العراقي قاسم الأعرجي في الدورة الـ34 لمجلس وزراء الداخلية العرب.",
     {"قاسم الأعرجي"}),
    ("افتتح الرئيس التونسي الباجي قائد السبسي مؤتمر تونس للاستثمار بحضور رئيس الوزراء الفرنسي مانويل فالس.",
     {"الباجي قائد السبسي", "مانويل فالس"}),
    ("ترأس وفد قطر إلى مؤتمر ميونيخ للأمن نائب رئيس الوزراء محمد بن عبد الرحمن آل ثاني.",
     {"محمد بن عبد الرحمن آل ثاني"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "edition"), EDITIONS)
def test_the_number_of_a_session_in_words_and_digits(text: str, edition: int) -> None:
    assert [forum.edition for forum in read(text).facts.forums] == [edition]


@pytest.mark.parametrize(("text", "name"), NAMED)
def test_what_a_forum_is_called(text: str, name: str) -> None:
    assert read(text).forums == [name]


@pytest.mark.parametrize("text", NO_FORUM)
def test_a_press_conference_is_no_forum(text: str) -> None:
    assert read(text).forums == []


@pytest.mark.parametrize(("text", "place"), PLACES)
def test_where_a_forum_is_held(text: str, place: str) -> None:
    facts = read(text)
    assert [forum.place and facts.name(forum.place) for forum in facts.facts.forums] == [place]


@pytest.mark.parametrize(("text", "names"), PARTICIPANTS)
def test_who_takes_part(text: str, names: set[str]) -> None:
    facts = read(text)
    assert len(facts.facts.forums) == 1
    found = {facts.name(ref) for ref in facts.facts.forums[0].participants if ref.kind == "official"}
    assert found == names


@pytest.mark.parametrize(
    ("text", "date", "status"),
    [
        ("تعقد القمة العربية التاسعة والعشرون في الظهران يوم 15 أبريل 2018.", "2018-04-15", "planned"),
        ("عقدت القمة العربية الثامنة والعشرون في البحر الميت يوم 29 مارس 2017.", "2017-03-29", "held"),
        ("ينطلق مؤتمر الرياض الدولي غدا في العاصمة السعودية.", "2017-09-19", "planned"),
    ],
)
def test_when_a_forum_is_held(text: str, date: str, status: str) -> None:
    assert [(str(forum.date), forum.status) for forum in read(text).facts.forums] == [(date, status)]


def test_an_edition_is_one_of_its_series() -> None:
    forum = read("انطلقت في تونس أعمال الدورة الـ34 لمجلس وزراء الداخلية العرب.").facts.forums[0]
    assert (forum.series, forum.edition) == ("مجلس وزراء الداخلية العرب", 34)


def test_a_later_mention_is_the_same_forum() -> None:
    text = "انطلقت في الدوحة أعمال مؤتمر الدوحة الدولي للأمن. وقال الوزير إن المؤتمر سيستمر يومين، وإن المؤتمر ناجح."
    assert len(read(text).facts.forums) == 1
