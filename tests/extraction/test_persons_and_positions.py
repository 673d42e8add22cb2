"""Persons in a row, in lists and after their posts, and the states of posts that the phrase does not name."""

from __future__ import annotations

import pytest

from tests.extraction.saying import read

TWO_PERSONS = [
    ("استقبل الرئيس الفلسطيني محمود عباس جوزيب بوريل في رام الله.", ["محمود عباس", "جوزيب بوريل"]),
    ("عيّن الرئيس اللبناني ميشال عون مصطفى أديب رئيسا للوزراء.", ["ميشال عون", "مصطفى أديب"]),
    ("شكر إيمانويل ماكرون الرئيس السيسي على جهوده.", ["إيمانويل ماكرون", "السيسي"]),
    ("قال نجل الرئيس السابق علي عبد الله صالح، أحمد علي عبد الله صالح، إن والده بخير.", ["علي عبد الله صالح"]),
]


@pytest.mark.parametrize(("text", "names"), TWO_PERSONS)
def test_names_in_a_row_are_two_persons(text: str, names: list[str]) -> None:
    assert read(text).names == names


def test_the_office_is_that_of_the_name_after_it() -> None:
    assert read("والتقى أنتوني بلينكن الرئيس السيسي.").posts == ["السيسي | الرئيس | EG"]


def test_a_preposition_and_a_last_name_end_the_name_before() -> None:
    assert "رجب طيب أردوغان" in read("وأكد الرئيس رجب طيب أردوغان لستولتنبرغ دعمه.").names


NAMES = [
    ("وتحدث الجنرال دو بريغاد عثمان الطاهري، قائد القوات التونسية.", "عثمان الطاهري"),
    ("قال وزير الطاقة الإيراني علي أكبر بهرامي إن العمل مستمر.", "علي أكبر بهرامي"),
    ("التقى وزير الدفاع الهولندي باتريك فالون في لاهاي.", "باتريك فالون"),
    ("قال الوزير عمرو البيض، في بيان، إن العمل مستمر.", "عمرو البيض"),
    ("اجتمع رئيس غينيا بيساو عمر سيسوكو إمبالو مع الوفد.", "عمر سيسوكو إمبالو"),
    ("قال وزير الدفاع الكوري الشمالي ري ميونغ كو إن الجيش مستعد.", "ري ميونغ كو"),
    ("اجتمع وزير الطاقة الأردني سالم الخرابشة مع تروغفي هالفورسن نائب وزير البترول النرويجي.", "تروغفي هالفورسن"),
    ("وحضر اللقاء وزير الدولة الدكتور مساعد العثيمين.", "مساعد العثيمين"),
]


@pytest.mark.parametrize(("text", "name"), NAMES)
def test_a_name_is_read_to_its_end(text: str, name: str) -> None:
    assert name in read(text).names


POSTS = [
    ("حضر الحفل وكيل ديوان ولي عهد عجمان راشد بن سيف النعيمي.",
     ["راشد بن سيف النعيمي | وكيل ديوان ولي عهد عجمان | AE"]),
    ("التقى رئيس وزراء جورجيا إيراكلي بيريدزه الوفد.", ["إيراكلي بيريدزه | رئيس وزراء جورجيا | GE"]),
    ("التقى وزيرا خارجية تونس والسنغال كريم الهادي وماكي ندياي في داكار.",
     ["كريم الهادي | وزير الخارجية | TN", "ماكي ندياي | وزير الخارجية | SN"]),
    ("قال الرئيس أداما سيسي رئيس جمهورية السنغال إن العمل مستمر.", ["أداما سيسي | رئيس جمهورية السنغال | SN"]),
    ("قال سفير تونس لدى كندا وكوبا رياض منصور إن العمل مستمر.",
     ["رياض منصور | سفير تونس لدى كندا وكوبا | TN"]),
    ("التقى وزير خارجية مصر سامح شكري نظيره السعودي خالد بن تركي.",
     ["خالد بن تركي | وزير الخارجية | SA", "سامح شكري | وزير خارجية مصر | EG"]),
    ("شارك رئيس الوزراء الغاني كوفي منساه ونظيره المالطي الوزير الأول جورج فيلا.",
     ["جورج فيلا | الوزير الأول | MT", "كوفي منساه | رئيس الوزراء | GH"]),
    ("وصل لبنان. واستقبل الوفد الرئيس المكلف نجيب ميقاتي في قصر بعبدا.", ["نجيب ميقاتي | الرئيس | LB | designate"]),
    ("كشف نائب مندوب روسيا الدائم لدى الأمم المتحدة، فلاديمير كوزنيتسوف، أن الاقتراح جاهز.",
     ["فلاديمير كوزنيتسوف | نائب مندوب روسيا الدائم لدى الأمم المتحدة | RU"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "posts"), POSTS)
def test_posts_before_between_and_after_names(text: str, posts: list[str]) -> None:
    assert read(text).posts == posts


def test_a_portfolio_of_two_nouns_in_a_list_of_one_side() -> None:
    text = (
        "وضم الفريق الماليزي المفاوض وزيرة المالية نورا حكيم، ووزير الموانئ وإصلاح السفن رسلان قادري، "
        "ووزيرة البيئة والمياه ليلى زين."
    )
    assert {line.rpartition(" | ")[2] for line in read(text).posts} == {"MY"}
    assert "رسلان قادري | وزير الموانئ وإصلاح السفن | MY" in read(text).posts


def test_a_delegation_is_the_prince_s_and_its_members_are_others() -> None:
    text = (
        "ويضم الوفد المرافق لولي العهد سالم الخطيب المستشار في الديوان الملكي، وفهد الحميد المستشار في الديوان الملكي."
    )
    assert [p.split(" | ")[:2] for p in read(text).posts] == [
        ["سالم الخطيب", "المستشار في الديوان الملكي"],
        ["فهد الحميد", "المستشار في الديوان الملكي"],
    ]


INFERRED = [
    ("أشاد الوفد بجهود الرئيس أوباما.", "2015-08-10", "أوباما | الرئيس | US", "office-holder"),
    ("وقال متحدث باسم وزير الخارجية النرويجي لارس هولم إن رئيس الوزراء سفين دال دعا الوفد.", None,
     "سفين دال | رئيس الوزراء | NO", "speaker-state"),
    ("وكان في وداع الضيف لدى مغادرته مطار القاهرة وزير النقل سمير حداد.", None,
     "سمير حداد | وزير النقل | EG", "welcome-state"),
    ("ردت الفلبين بالإعلان أن وفدا برئاسة وزير العمل سيلفستر رويس سيصل.", None,
     "سيلفستر رويس | وزير العمل | PH", "sentence-state"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "date", "line", "rule"), INFERRED)
def test_the_state_of_an_office_is_inferred_with_low_confidence(
    text: str, date: str | None, line: str, rule: str
) -> None:
    said = read(text, date=date)
    assert line in said.posts
    evidence = next(t.evidence for t in said.facts.tenures if t.evidence.rule == rule)
    assert evidence.confidence <= 0.6


def test_the_partner_of_an_agreement_is_not_the_minister_s_state() -> None:
    assert read("قال وزير الدفاع سالم حداد إن بلاده ستوقع اتفاقا مع فرنسا.").posts == ["سالم حداد | وزير الدفاع"]


def test_who_is_present_is_not_of_the_guest_s_state() -> None:
    text = "استقبل الملك في قصره اليوم وزير الخارجية النرويجي لارس هولم بحضور ولي العهد الأمير سالم بن تركي."
    assert "سالم بن تركي | ولي العهد" in read(text).posts


def test_an_official_known_by_one_word_is_found_where_his_state_is_named() -> None:
    assert read("وقال نتنياهو إن الاتفاق خطأ. ورفضت إسرائيل التعليق.").names == ["نتنياهو"]
    assert read("وقال نتنياهو إن الاتفاق خطأ.").names == []
