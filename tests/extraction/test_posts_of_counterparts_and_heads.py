"""Posts of counterparts, posts with long complements, of heads of bodies in relative clauses, and their states."""

from __future__ import annotations

import pytest

from tests.extraction.saying import read

POSTS = (
    (
        "other spelling of an official known in full",
        "وفي ذلك العام أقيل وزير الخارجية ريكس تليرسون من منصبه.",
        "ريكس تليرسون | وزير الخارجية | US",
    ),
    (
        "counterpart known in another office",
        "واجتمع وزير الخارجية الأردني سامي حداد في الدوحة مع الأمير تميم بن حمد آل ثاني ونظيره الروسي سيرغي لافروف.",
        "سيرغي لافروف | وزير الخارجية | RU",
    ),
    (
        "my counterpart",
        "وقال وزير الداخلية الفرنسي جان دوران: دعاني نظيري التونسي كريم الماجري إلى الزيارة.",
        "كريم الماجري | وزير الداخلية | TN",
    ),
    (
        "colleague",
        "وبحث وزير الدفاع المغربي سامي حداد مع زميله السنغالي ماكي ندياي التعاون.",
        "ماكي ندياي | وزير الدفاع | SN",
    ),
    (
        "counterpart in a state",
        "ووقع رئيس الوزراء الهندي سوريش كومار ونظيره في نيبال رام تابا الاتفاق.",
        "رام تابا | رئيس الوزراء | NP",
    ),
    (
        "counterpart of somebody named by his last name",
        "وصل وزير الخارجية الأردني سامي حداد أمس. وسيعقد حداد مع نظيره سيرغي لافروف مناقشات موسعة.",
        "سيرغي لافروف | وزير الخارجية | RU",
    ),
    (
        "long portfolio before a title",
        "وحضر اللقاء وزير الطاقة والثروة المعدنية والانتقال الأخضر السيد كمال الدين بناني.",
        "كمال الدين بناني | وزير الطاقة والثروة المعدنية والانتقال الأخضر",
    ),
    (
        "long complement of a director",
        "وأكد مدير عام الشؤون البيطرية والصحة الحيوانية والحجر الدكتور سامي حداد أن الوضع جيد.",
        "سامي حداد | مدير عام الشؤون البيطرية والصحة الحيوانية والحجر",
    ),
    (
        "head in a relative clause",
        "وأعلن كريم مراد، الذي يتزعم حزب الإصلاح، استقالته.",
        "كريم مراد | زعيم حزب الإصلاح",
    ),
    (
        "head in a relative clause with an adverb",
        "وشارك عاموس ليفي الذي يرأس، حاليا، معهد الدراسات الأمنية التابع للجامعة.",
        "عاموس ليفي | رئيس معهد الدراسات الأمنية",
    ),
    (
        "adverb behind a verb of leading",
        "ودعت حركة النور التي تتزعمها اليوم المناضلة ليلى مراد إلى الحوار.",
        "ليلى مراد | زعيم حركة النور",
    ),
    (
        "last of several members",
        "والتقى أعضاء مجلس الشورى الدكتور محمد بن حمود الدوسري والدكتورة هند العتيبي والأستاذ سعد بن محمد الحربي.",
        "سعد بن محمد الحربي | عضو مجلس الشورى",
    ),
    (
        "member of a party of the congress",
        "وزارت بعثة إيران. وانتقد النائب الجمهوري جون سميث موقف الولايات المتحدة من إيران.",
        "جون سميث | النائب الجمهوري | US",
    ),
    (
        "envoy of a ruler among officials of one state",
        "واستقبل الرئيس الأردني سامي حداد ووزير العدل الأردني كريم مراد ومبعوث جلالة الملك لليبيا ماجد منصور الوفد.",
        "ماجد منصور | مبعوث جلالة الملك لليبيا | JO",
    ),
)


@pytest.mark.parametrize(("kind", "text", "post"), POSTS, ids=[kind for kind, _, _ in POSTS])
def test_posts_of_one_person(kind: str, text: str, post: str) -> None:
    assert post in read(text).posts


def test_a_ruler_is_no_post_of_a_counterpart_who_is_known_to_rule_nothing() -> None:
    text = "واجتمع الأمير تميم بن حمد آل ثاني ثم الرئيس التركي كريم دمير مع نظيره الروسي سيرغي لافروف."
    assert not [post for post in read(text).posts if post.startswith("سيرغي لافروف | الرئيس")]


def test_a_speaker_is_not_the_ambassador_whom_a_state_will_appoint() -> None:
    text = "وأعلن وزير الخارجية الغاني كوفي منساه أن غانا ستعين سفيرا جديدا في الكويت."
    assert read(text).posts == ["كوفي منساه | وزير الخارجية | GH"]


def test_a_name_behind_an_adverbial_is_not_that_of_the_minister_who_receives() -> None:
    text = "واستقبل وزير الطاقة الأردني بمقر الوزارة المركزي السيد جون سميث."
    assert not [post for post in read(text).posts if post.startswith("جون سميث")]


def test_a_premier_and_a_speaker_may_be_called_president() -> None:
    text = "استقبل الرئيس ميشال عون الرئيس نبيه بري والرئيس سعد الحريري في قصر بعبدا."
    posts = [tenure.post for tenure in read(text, date="2020-05-04").facts.tenures]
    assert {post.concept for post in posts} == {"headOfState", "speakerOfParliament", "headOfGovernment"}
    assert {post.state for post in posts} == {"LB"}


def test_one_state_has_one_inferred_president() -> None:
    text = "وقال الرئيس ميشال عون إن الرئيس سامي حداد سيزور القصر."
    assert set(read(text, date="2020-05-04").posts) == {"ميشال عون | الرئيس | LB", "سامي حداد | الرئيس"}


def test_the_label_of_a_shared_post_is_good_arabic() -> None:
    text = "والتقى وزيرا خارجية السعودية وقطر سامي حداد وكريم مراد نظيرهما الأردني رامي منصور."
    phrases = {tenure.post.state: tenure.post.phrase for tenure in read(text).facts.tenures}
    assert phrases["JO"] == "وزير الخارجية الأردني"


def test_a_prayer_is_no_state() -> None:
    assert "MA" not in read("وزار الوزير المصري المسجد في القاهرة بعد صلاة المغرب.").states
