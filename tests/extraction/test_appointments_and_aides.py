"""Posts said of somebody: to which he is appointed, which he held, which he holds under an official named before him,
or for which the authority table knows his state."""

from __future__ import annotations

import pytest

from tests.extraction.saying import read

APPOINTED = [
    ("عينت الأمم المتحدة الدبلوماسي النرويجي كارل هانسن مبعوثا خاصا إلى اليمن.",
     "كارل هانسن | مبعوثا خاصا إلى اليمن"),
    ("انتخب البرلمان سامي الحداد رئيسا جديدا للجمهورية.", "سامي الحداد | رئيسا جديدا للجمهورية"),
    ("تم تعيين الدبلوماسي سامي الحداد ممثلا خاصا للأمين العام في ليبيا.",
     "سامي الحداد | ممثلا خاصا للأمين العام في ليبيا"),
    ("أعلن الأمين العام تعيين كارل هانسن مبعوثا أمميا إلى ليبيا.", "كارل هانسن | مبعوثا أمميا إلى ليبيا"),
    ("عين الملك سلمان بن عبدالعزيز الأمير خالد الناصري سفيرا لدى مصر.", "خالد الناصري | سفيرا لدى مصر"),
    ("وانتقد السفير كارل هانسن، الدبلوماسي النرويجي الذي كان ممثلا للأمم المتحدة في مالي.",
     "كارل هانسن | ممثلا للأمم المتحدة في مالي | former"),
]  # fmt: skip

AIDES = [
    ("قال مستشار الرئيس التونسي سامي الحداد للشؤون الدبلوماسية كريم الناصري إن الرد يدرس.",
     ["سامي الحداد | الرئيس | TN", "كريم الناصري | مستشار الرئيس | TN"]),
    ("قال المتحدث باسم الرئيس العراقي سامي الحداد، كريم الناصري، إن بغداد مستعدة.",
     ["سامي الحداد | الرئيس | IQ", "كريم الناصري | المتحدث باسم الرئيس | IQ"]),
    ("صرح مستشار رئيس الحكومة سامي الحداد لشؤون الأمن كريم الناصري بأن الوضع مستقر.",
     ["سامي الحداد | رئيس الحكومة", "كريم الناصري | مستشار رئيس الحكومة"]),
    ("صرح مستشار رئيس الحكومة كريم الناصري بأن الوضع مستقر.", ["كريم الناصري | مستشار رئيس الحكومة"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "post"), APPOINTED)
def test_a_post_in_the_accusative_has_adjectives_and_is_his_whom_the_verb_appoints(text: str, post: str) -> None:
    assert post in read(text).posts


def test_who_appoints_is_not_the_one_appointed() -> None:
    text = "اختار الأمين العام للأمم المتحدة أنطونيو غوتيريش وزيرا سابقا للثقافة مبعوثا جديدا إلى ليبيا."
    assert read(text).posts == ["أنطونيو غوتيريش | الأمين العام للأمم المتحدة"]


@pytest.mark.parametrize(("text", "posts"), AIDES)
def test_the_post_of_an_aide_is_not_that_of_the_official_he_serves(text: str, posts: list[str]) -> None:
    assert read(text).posts == posts


def test_only_the_envoy_travels() -> None:
    assert read("وصل مبعوث الرئيس الروسي فلاديمير بوتين إلى سوريا ألكسندر سيدوروف إلى دمشق.").visits == [
        "ألكسندر سيدوروف > SY"
    ]


@pytest.mark.parametrize(
    "supervisor", ["المشرف العام على مركز الإغاثة الوطني", "المشرف العام على المركز الوطني للإغاثة"]
)
def test_a_general_supervisor_is_over_a_body(supervisor: str) -> None:
    assert read(f"استقبل {supervisor} الدكتور سعيد الغامدي السفير.").posts == [f"سعيد الغامدي | {supervisor}"]


def test_and_to_is_no_governor() -> None:
    text = "ظهر الرئيس أمام الصحفيين وإلى جانبه وزير الخارجية الكندي بول تريمبلي."
    assert read(text).posts == ["بول تريمبلي | وزير الخارجية | CA"]


def test_our_kingdom_and_a_state_by_adjective_share_a_dual_head() -> None:
    read_ = read("عقد لقاء بين وزيري خارجية المملكة سعيد الغامدي، والمصري كريم الناصري.", source="الرياض")
    assert read_.posts == ["سعيد الغامدي | وزير الخارجية | SA", "كريم الناصري | وزير الخارجية | EG"]


def test_the_short_name_of_a_body_after_its_full_one_belongs_to_it() -> None:
    text = "زار رئيس المكتب السياسي لحركة المقاومة الإسلامية حماس سامي الناصري الرياض."
    assert read(text).posts == ["سامي الناصري | رئيس المكتب السياسي لحركة المقاومة الإسلامية حماس | PS"]


@pytest.mark.parametrize("role", ["النائب", "رئيس لجنة العلاقات الخارجية النائب"])
def test_an_official_of_the_table_lends_his_state_to_a_post_without_one(role: str) -> None:
    posts = read(f"وقال {role} إليوت إنغل إن الاتفاق يثير القلق.").posts
    assert "إليوت إنغل | النائب | US" in posts


@pytest.mark.parametrize("name", ["فيكتوريا نولاند", "آموس هوكشتاين", "مورغان أورتاغوس"])
def test_a_name_that_the_table_has_in_full_needs_no_title(name: str) -> None:
    assert read(f"وصل {name} إلى بيروت.").names == [name]
    assert name in read(f"وحضر الجلسة وزير الخارجية سامي الحداد و{name}.").names


@pytest.mark.parametrize("post", ["المبعوث الأممي إلى سوريا", "مبعوث الأمم المتحدة الخاص إلى سوريا"])
def test_a_post_ends_where_an_official_of_the_table_begins(post: str) -> None:
    assert read(f"قال {post} غير بيدرسون إن الحل سياسي.").posts == [f"غير بيدرسون | {post}"]
