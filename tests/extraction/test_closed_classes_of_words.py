"""Members of closed classes of words that Arabic news uses: names, heads of posts, bodies, verbs, words of time."""

from __future__ import annotations

import pytest
from mithaq.language.fold import normalize
from mithaq.lexicon.lexicon import lexicon

from tests.extraction.saying import read


@pytest.mark.parametrize(
    ("text", "post"),
    [
        ("وقال كبير موظفي البيت الأبيض دانيال ويلكس إن الإدارة ملتزمة.", "دانيال ويلكس | كبير موظفي البيت الأبيض | US"),
        ("وقالت كبيرة دبلوماسيي الاتحاد الأوروبي ليندا فيشر أمس إن المهلة انتهت.", "كبيرة دبلوماسيي الاتحاد الأوروبي"),
        ("وأوضح الكاتب العام لوزارة الداخلية خالد السلماني أن اللجنة اجتمعت.", "الكاتب العام لوزارة الداخلية"),
        ("واستقبل رئيس الموساد يوآف شمعوني وفدا أمنيا.", "يوآف شمعوني | رئيس الموساد | IL"),
        ("وقال رئيس الإنتربول خالد السلماني أمس إن الوضع مستقر.", "خالد السلماني | رئيس الإنتربول"),
        ("وأكد حاكم الشارقة خالد السلماني أهمية الثقافة.", "خالد السلماني | حاكم الشارقة | AE"),
        ("وقال البابا فرنسيس إن السلام واجب.", "فرنسيس | البابا"),
        ("وقال السكرتير الصحفي للبيت الأبيض دانيال ويلكس إن القرار اتخذ.", "السكرتير الصحفي للبيت الأبيض"),
    ],
)
def test_heads_of_posts(text: str, post: str) -> None:
    assert any(post in said for said in read(text).posts)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("وقال وزير الدفاع البريطاني غافين وليامسون إن القوات باقية.", ["غافين وليامسون"]),
        ("وقال المتحدث باسم الخارجية الفرنسية برنار فوريسييه إن باريس قلقة.", ["برنار فوريسييه"]),
        ("واستقبل الكاردينال بيترو ماندولي وزير الخارجية اللبناني جميل صابر.", ["بيترو ماندولي", "جميل صابر"]),
        (
            "التقى وزير الخارجية الفرنسي جان ديلون صبيحة اليوم نظيره السوداني خالد السلماني.",
            ["جان ديلون", "خالد السلماني"],
        ),
        (
            "التقى وزير الخارجية الفرنسي جان ديلون نهار أمس نظيره السوداني خالد السلماني.",
            ["جان ديلون", "خالد السلماني"],
        ),
    ],
)
def test_names_and_words_that_end_them(text: str, names: list[str]) -> None:
    assert read(text).names == names


@pytest.mark.parametrize("form", ["وليامسون", "غريفيث", "جريفيث", "غوتيريش", "جوتيريش", "موغيريني", "موجيريني"])
def test_family_names_in_both_spellings_of_g(form: str) -> None:
    word = lexicon().word(normalize(form))
    assert word.surname_count


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("ورحب تحالف أوبك+ بالقرار.", ["تحالف أوبك+"]),
        ("ونفت عرين الأسود الخبر، وفق وكالة صفا.", ["عرين الأسود | PS", "وكالة صفا | PS"]),
        ("وأعلن خفر السواحل اليوناني إنقاذ مهاجرين.", ["خفر السواحل اليوناني | GR"]),
        ("وقالت النيابة العامة المصرية إنها تحقق.", ["النيابة العامة المصرية | EG"]),
        ("وأعلنت الخزانة الأمريكية فرض عقوبات.", ["الخزانة الأمريكية | US"]),
        ("قال الوزير في تصريح للعربية.نت إن الأزمة تنتهي.", ["العربية.نت | SA"]),
        ("وناقش الإطار التنسيقي في بغداد الموازنة.", ["الإطار التنسيقي | IQ"]),
        ("ونشرت صنداي تلغراف تقريرا.", ["صنداي تلغراف | GB"]),
    ],
)
def test_bodies(text: str, bodies: list[str]) -> None:
    assert read(text).bodies == bodies


def test_a_news_agency_is_not_a_bishop() -> None:
    assert not read("بحسب وكالة الأنباء الإيرانية إرنا.").names


@pytest.mark.parametrize(
    ("text", "meeting"),
    [
        ("صافح الرئيس الفرنسي جان ديلون الرئيس السوداني خالد السلماني في باريس.", "جان ديلون + خالد السلماني"),
        ("أجرى الوزير جان ديلون مناقشات مع الوزير خالد السلماني.", "جان ديلون + خالد السلماني"),
        ("أجرى الوزير جان ديلون جولة مباحثات مع الوزير خالد السلماني.", "جان ديلون + خالد السلماني"),
    ],
)
def test_verbs_and_nouns_of_meeting(text: str, meeting: str) -> None:
    assert any(said.startswith(meeting) for said in read(text).meetings)


def test_going_is_a_visit() -> None:
    assert any("ديلون > SD" in said for said in read("ذهب وزير الخارجية الفرنسي جان ديلون إلى الخرطوم أمس.").visits)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ووقع الوزيران الفرنسي والسوداني في باريس وثيقة شراكة في مجال الأمن.", "وثيقة شراكة"),
        ("ووقعت فرنسا والسودان مسودة اتفاق حول المياه.", "مسودة اتفاق"),
        ("ووقعت فرنسا والسودان رسالة نوايا للتعاون الدفاعي.", "رسالة نوايا"),
    ],
)
def test_nouns_for_agreements(text: str, name: str) -> None:
    assert any(name in said for said in read(text).agreements)


def test_last_night_is_the_day_before() -> None:
    (met,) = read("التقى وزير الخارجية الفرنسي جان ديلون الليلة الماضية نظيره السوداني خالد السلماني.").facts.meetings
    assert str(met.date) == "2017-09-17"
