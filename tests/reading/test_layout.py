"""On a page saved as text, the article is told from what stands around it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mithaq.language.partial_date import PartialDate
from mithaq.reading.layout import Layout, segment

SEEDS = Path(__file__).resolve().parents[2] / "seeds"

HEADLINE = "عُمان واليابان توقعان اتفاقية للتعاون في أمن الملاحة"
LEAD = (
    "وقع وزير النقل العماني سعيد المعولي ونظيره الياباني تاكيشي موراتا في مسقط اتفاقية للتعاون "
    "في مجال أمن الملاحة، "
    "بحضور عدد من المسؤولين في البلدين."
)
SECOND = "وقال المعولي إن الاتفاقية تنص على تبادل المعلومات بين خفر السواحل في البلدين وعلى تدريب الكوادر البحرية."
THIRD = "وأشار موراتا إلى أن بلاده تولي أهمية كبيرة لحرية الملاحة في مضيق هرمز، وأنها مستعدة لمواصلة الحوار."
TEASER = "فرنسا تستدعي سفيرها لدى مالي للتشاور"
OTHER = (
    "استدعت باريس سفيرها لدى باماكو للتشاور بعد تصريحات وصفتها بغير المقبولة أدلى بها رئيس "
    "الوزراء المالي الأسبوع الماضي."
)


def page(*lines: str) -> str:
    return "\n\n".join(lines)


def kept(content: str, layout: Layout | None = None) -> list[str]:
    return [span.of(content) for span in (layout or segment(content)).body]


ARTICLE = [HEADLINE, LEAD, SECOND, THIRD]


@pytest.mark.parametrize(
    "before",
    [
        [],
        ["القائمة الرئيسية", "سياسة", "اقتصاد", "رياضة"],
        [f"الرئيسية » أخبار » {HEADLINE}"],
        ["الرئيسية / سياسة / عُمان", "Skip to content", "فيسبوك تويتر واتساب"],
        ["English | Français | العربية"],
    ],
)
@pytest.mark.parametrize(
    "after",
    [
        [],
        ["شارك"],
        ["مسقط", "وكالات", "طباعة"],
        ["المصدر : وكالات + العمانية", TEASER, OTHER],
        ["قد يعجبك أيضاً", TEASER, OTHER, "أضف تعليقاً"],
        ["مواضيع ذات صلة:", TEASER, "الأكثر قراءة", OTHER],
        ["التعليقات (3)",
        "محمد: خبر ممتاز وننتظر تفاصيل الاتفاقية ومتى تدخل حيز التنفيذ في البلدين الصديقين."],
        ["Add a Comment", "Your email address will not be published. Required fields are marked *"],
        ["كلمات دلالية: عمان، اليابان، الملاحة", OTHER],
        ["#عمان #اليابان", "Facebook Twitter WhatsApp", "https://example.org/a/12"],
        ["// انتهى //", "17:22 ت م"],
        ["جميع الحقوق محفوظة لموقع النهار الجديد 2019", OTHER],
        ["المزيد من سياسي", TEASER],
        [TEASER, "مجلس الوزراء السوداني يقر الموازنة الجديدة"],
        [
            "Protesters gather in Paris on Monday. REUTERS/J. Doe",
            OTHER, "Published On 18/11/2016", THIRD.replace("موراتا", "المتحدث"), "Published On 17/11/2016",
        ],
    ],
)  # fmt: skip
def test_what_stands_around_an_article_is_left_out(before: list[str], after: list[str]) -> None:
    content = page(*before, *ARTICLE, *after)
    layout = segment(content)
    assert kept(content, layout) == ARTICLE
    assert layout.headline is not None
    assert layout.headline.of(content) == HEADLINE
    assert layout.date is None


@pytest.mark.parametrize(
    "between",
    [
        ["اقرأ أيضاً :", TEASER],
        [f"اقرأ أيضاً: {TEASER}"],
        ["شاهد أيضا", TEASER, "مجلس الوزراء السوداني يقر الموازنة"],
        ["الوزيران خلال مراسم التوقيع في مسقط (رويترز)"],
        ["صورة: الوزيران خلال مراسم التوقيع"],
        ["إعلان"],
        ["Photo by John Doe / Getty Images"],
        ["تابعنا على تويتر"],
        ["شارك على فيسبوك"],
        [HEADLINE],
    ],
)
def test_what_stands_within_an_article_is_left_out(between: list[str]) -> None:
    content = page(HEADLINE, LEAD, *between, SECOND, THIRD)
    assert kept(content) == ARTICLE


def test_subheadings_and_lists_within_the_text_are_of_it() -> None:
    lines = [
        HEADLINE, LEAD, "تعاون يعود إلى عقدين من الزمن", SECOND,
        "1- تبادل المعلومات", "2- تدريب الكوادر", "- لجنة مشتركة", THIRD,
    ]  # fmt: skip
    assert kept(page(*lines)) == lines


def test_lines_under_the_headline_are_of_the_article() -> None:
    lines = [HEADLINE, "الاتفاقية تشمل تبادل المعلومات وتدريب الكوادر", LEAD, SECOND]
    assert kept(page(*lines)) == lines


def test_among_many_headlines_the_one_that_fits_the_text_is_chosen() -> None:
    teasers = [
        TEASER, "مجلس الوزراء السوداني يقر الموازنة الجديدة", "انطلاق معرض الكتاب في القاهرة بمشاركة واسعة",
        "ارتفاع أسعار النفط في الأسواق العالمية اليوم",
    ]  # fmt: skip
    content = page(*teasers, *ARTICLE)
    layout = segment(content)
    assert kept(content, layout) == ARTICLE


def test_a_paragraph_broken_into_lines_is_one_span() -> None:
    words = LEAD.split()
    broken = " ".join(words[:27]) + "\n" + " ".join(words[27:])
    long = " ".join([*SECOND.rstrip(".").split()] * 2) + "\n" + THIRD
    content = page(HEADLINE, long, SECOND)
    assert kept(content) == [HEADLINE, long, SECOND]
    assert "".join(kept(page(HEADLINE, broken, SECOND))[1:]).replace("\n", " ") == f"{LEAD}{SECOND}"


def test_an_end_that_most_of_the_article_follows_is_no_end() -> None:
    content = page(HEADLINE, LEAD, "المصدر: وكالات", SECOND, THIRD, OTHER, LEAD.replace("وقع", "كما وقع"))
    assert len(kept(content)) == 6


def test_a_text_without_headline_has_none() -> None:
    layout = segment(page(LEAD, SECOND))
    assert layout.headline is None
    assert kept(page(LEAD, SECOND), layout) == [LEAD, SECOND]


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("04-09-2021, 23:47 عمان واليابان", "2021-09-04"),
        ("الاثنين، 18-09-2017 الساعة 19:22", "2017-09-18"),
        ("نشر في: 14 مايو 2019", "2019-05-14"),
        ("Published On 14/05/2019", "2019-05-14"),
        ("تاريخ النشر: الثلاثاء 14 أيار 2019 - 10:15 ص", "2019-05-14"),
        ("آخر تحديث: ١٤ مايو ٢٠١٩", "2019-05-14"),
        ("مسقط 26 شوال 1436 هـ الموافق 11 أغسطس 2015 م العمانية", "2015-08-11"),
    ],
)
def test_a_line_above_the_text_gives_the_day_of_publication(line: str, date: str) -> None:
    for content in (page(HEADLINE, line, LEAD, SECOND), page(line, HEADLINE, LEAD, SECOND)):
        assert str(segment(content).date) == date
        assert line not in kept(content)


@pytest.mark.parametrize(
    ("opening", "date"),
    [
        ("مسقط 14 مايو 2019 (العمانية) - ", "2019-05-14"),
        ("مسقط في 14 مايو 2019 / العمانية / ", "2019-05-14"),
        ("تونس، 20 فيفري 2017 - ", "2017-02-20"),
        ("في 14 مايو 2019، ", None),
        ("وكانت مسقط في 14 مايو 2019 قد دعت إلى الحوار، و", None),
        ("مسقط - أعلن في 14 مايو 2019 أنه ", None),
    ],
)
def test_the_text_may_open_with_the_day_of_publication(opening: str, date: str | None) -> None:
    found = segment(page(HEADLINE, opening + LEAD, SECOND)).date
    assert (found and str(found)) == date


def test_no_date_comes_from_the_text_or_from_another_story() -> None:
    dated = "ووقعت أول اتفاقية بين البلدين في 11 يوليو 2017."
    for content in (
        page(HEADLINE, LEAD, dated, SECOND),
        page(HEADLINE, LEAD, SECOND, "حول هذه القصة", OTHER, "Published On 18/11/2016"),
        page(HEADLINE, LEAD, SECOND, "18-11-2016"),
        page(HEADLINE, LEAD, SECOND, OTHER, "Published On 18/11/2016", THIRD, "Published On 17/11/2016"),
        page("اتفاقية 11 يوليو 2017 بين عمان واليابان تدخل حيز التنفيذ بعد المصادقة", LEAD, SECOND),
    ):
        assert segment(content).date is None


def test_the_text_of_a_record_is_trusted_but_for_sure_signs() -> None:
    title = "عام / وزير النقل يستقبل نظيره الياباني"
    dateline = "مسقط 26 شوال 1436 هـ الموافق 11 أغسطس 2015 م العمانية"
    text = "\n".join([dateline, LEAD, SECOND, "وحضر اللقاء عدد من المسؤولين", "// انتهى //", "17:22 ت م"])
    content = f"{title}\n\n{text}"
    layout = segment(content, page=False, title=title)
    assert kept(content, layout) == [title, dateline, LEAD, SECOND, "وحضر اللقاء عدد من المسؤولين"]
    assert layout.headline is not None
    assert layout.headline.of(content) == title
    assert layout.date == PartialDate(2015, 8, 11)


WANTED = {
    "000_5ba9b4793ce8c6bb": (10, None, "قطر بعد الإمارات", "في نفس الوقت.”"),
    "001_c4b3c52198612638": (17, "2021-09-04", "بعد أسبوع على قمة", "بين بغداد والرياض."),
    "002_a4ad2e80db29f023": (10, "2017-09-18", "قطر تكشف نتائج", "ريكس تيليرسون."),
    "003_420d4316bb82e1d1": (13, None, "آفاق جديدة للتعاون", "بين البلدين”."),
    "004_a65c3e8671a7e883": (14, None, "محاربة الإرهاب تتصدر", "2015."),
}
FOREIGN = [
    "القائمة الرئيسية", "يعجبك", "تعليق", "Akismet", "\nشارك", "وكالات \n", "Linkedin", "اقرأ أيضاً",
    "إدارة ترامب", "مكة",
    "Comment", "Published", "ستولتنبرغ", "ديلاتر", "REUTERS", "المزيد من", "أرشيف",
]  # fmt: skip


@pytest.mark.parametrize("stem", WANTED)
def test_the_seeds_are_read_whole_and_alone(stem: str) -> None:
    content = (SEEDS / f"{stem}.txt").read_bytes().decode("utf-8")
    layout = segment(content)
    paragraphs, date, begins, ends = WANTED[stem]
    texts = kept(content, layout)
    assert len(texts) == paragraphs
    assert texts[0].startswith(begins)
    assert texts[-1].endswith(ends)
    assert (layout.date and str(layout.date)) == date
    body = "\n".join(texts)
    assert [phrase for phrase in FOREIGN if phrase in body] == []
    # nothing long was lost: what is outside holds no sentence of the article
    long = [line.strip() for line in content.split("\n") if len(line.split()) > 30]
    assert sum(line not in body for line in long) == (1 if stem.startswith("004") else 0)


LINES = st.sampled_from(
    [*ARTICLE, TEASER, OTHER, "اقرأ أيضا", "شارك", "", "قد يعجبك", "18-11-2016", "Published On 1/2/2016",
    "REUTERS",
     "المصدر: وكالات", "1- بند", "\u200f", " ", ":", "»", "عمان » مسقط » أخبار"]
)  # fmt: skip


@given(st.lists(st.one_of(LINES, st.text(max_size=20)), max_size=25), st.booleans())
def test_spans_are_in_order_and_lie_in_the_text(lines: list[str], is_page: bool) -> None:
    content = "\n".join(lines)
    layout = segment(content, page=is_page)
    last = 0
    for span in layout.body:
        assert last <= span.start < span.end <= len(content)
        assert span.of(content) == span.of(content).strip()
        last = span.end
    assert layout.headline is None or layout.headline in layout.body
