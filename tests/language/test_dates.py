"""Dates in running text: every calendar, every region's spelling, and words that only look like dates."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mithaq.language.dates import DateMention, find_dates
from mithaq.language.fold import fold
from mithaq.language.partial_date import PartialDate

ANCHOR = PartialDate(2017, 9, 18)
"""A Monday."""


def one(text: str, anchor: PartialDate | None = ANCHOR) -> DateMention:
    mentions = find_dates(text, anchor)
    assert len(mentions) == 1, [text[m.start : m.end] for m in mentions]
    return mentions[0]


def said(text: str, anchor: PartialDate | None = ANCHOR) -> list[tuple[str, str | None]]:
    return [(text[m.start : m.end], str(m.date) if m.date else None) for m in find_dates(text, anchor)]


ABSOLUTE = [
    ("وقع البلدان مذكرة تفاهم في 11 يوليو 2017 بالدوحة", "2017-07-11"),
    ("بتاريخ 11 يوليو عام 2017، والتقدم المحرز", "2017-07-11"),
    ("في 11 من يوليو من عام 2017", "2017-07-11"),
    ("عقد في نوفمبر/تشرين الثاني 2014 في أنقرة", "2014-11"),
    ("المبرم في نوفمبر / تشرين الثاني 2007 حددت", "2007-11"),
    ("في 16 فبراير/ شباط 2009 بمشاركة", "2009-02-16"),
    ("يوم 20 فيفري 2017 بالجزائر", "2017-02-20"),
    ("يوم غرّة جوان 2017 بدعوة من", "2017-06-01"),
    ("يوم فاتح ماي 2018", "2018-05-01"),
    ("في 3 جويلية 2016", "2016-07-03"),
    ("15 أوت 2019", "2019-08-15"),
    ("الرباط، 15 غشت 2019", "2019-08-15"),
    ("في 2 شتنبر 2019", "2019-09-02"),
    ("30 يوليوز 2019", "2019-07-30"),
    ("8 نونبر 2019", "2019-11-08"),
    ("1 دجنبر 2019", "2019-12-01"),
    ("نواكشوط 5 أغشت 2019", "2019-08-05"),
    ("12 إبريل 2015", "2015-04-12"),
    ("12 ابريل ٢٠١٥", "2015-04-12"),
    ("٧ حزيران ٢٠١١", "2011-06-07"),
    ("في 14 آذار ( مارس ) 2003", "2003-03-14"),
    ("يوم 9 يوليه 2003", "2003-07-09"),
    ("4 كانون الثاني/يناير 2020", "2020-01-04"),
    ("في 4 كانون ثان 2020", "2020-01-04"),
    ("الحادي عشر من سبتمبر 2001", "2001-09-11"),
    ("الثالث من شهر ديسمبر لعام 1971", "1971-12-03"),
    ("قمة استضافتها إسطنبول عام 2004، وهي", "2004"),
    ("الذي انتظم نهاية سنة 2016 دعا", "2016"),
    ("لتنفيذ خطة العمل لعام 2018م.", "2018"),
    ("منذ العام1986 ظل", "1986"),
    ("قبل سنة ألفين وعشرة كانت", "2010"),
    ("التي وقعت في شهر يوليو عام 2017 في", "2017-07"),
    ("اتفاق مارس من عام 2015 بين", "2015-03"),
    ("كانت هناك مبادرة في 2015، ثم", "2015"),
    ("04-09-2021, 23:47", "2021-09-04"),
    ("الاثنين، 18-09-2017 الساعة 19:22", "2017-09-18"),
    ("2015-08-11T17:22:00Z", "2015-08-11"),
    ("الموافق 30 / 7 / 2015م", "2015-07-30"),
    ("بتاريخ 4.9.2021 في", "2021-09-04"),
    ("٢٠١٧/٠٧/١١", "2017-07-11"),
    ("نُشر 12/25/2016", "2016-12-25"),
    ("اليوم الجمعة 2 ديسمبر 2016 أن", "2016-12-02"),
]


@pytest.mark.parametrize(("text", "date"), ABSOLUTE)
def test_a_date_with_its_year_needs_no_anchor(text: str, date: str) -> None:
    mention = one(text, None)
    assert (str(mention.date), mention.kind) == (date, "absolute")
    assert one(text).date == mention.date


RELATIVE = [
    ("في 11 يوليو الماضي", "2017-07-11"),
    ("في 11 يوليو/تموز", "2017-07-11"),
    ("السبت 4 سبتمبر (أيلول)، وزير", "2017-09-04"),
    ("في 28 أغسطس (آب) الماضي، وشددت", "2017-08-28"),
    ("في 20 سبتمبر المقبل", "2017-09-20"),
    ("في 27 أغسطس المقبل", "2018-08-27"),
    ("في الرابع عشر من الشهر الماضي اتفاقا", "2017-08-14"),
    ("في التاسع والعشرين من مارس الماضي.", "2017-03-29"),
    ("في الـ11 من يوليو", "2017-07-11"),
    ("يوم 5 الجاري", "2017-09-05"),
    ("يوم 12 من هذا الشهر", "2017-09-12"),
    ("بغداد في مارس (آذار) الماضي، وبعد", "2017-03"),
    ("وفي اذار الماضي اتهم", "2017-03"),
    ("في سبتمبر الماضي", "2016-09"),
    ("في أكتوبر الماضي", "2016-10"),
    ("في يونيو المقبل", "2018-06"),
    ("في أكتوبر القادم", "2017-10"),
    ("في مارس الفائت", "2017-03"),
    ("في مارس المنصرم", "2017-03"),
    ("في جوان الفارط", "2017-06"),
    ("خلال سبتمبر الجاري", "2017-09"),
    ("في ديسمبر / كانون الأول من العام الماضي", "2016-12"),
    ("في أبريل", "2017-04"),
    ("في نوفمبر", "2017-11"),
    ("قبل نهاية أكتوبر", "2017-10"),
    ("العام الماضي.", "2016"),
    ("العام قبل الماضي.", "2015"),
    ("العام المقبل", "2018"),
    ("خلال السنة المنصرمة في", "2016"),
    ("هذا العام", "2017"),
    ("في وقت سابق من الشهر الجاري", "2017-09"),
    ("الشهر الماضي", "2017-08"),
    ("الشهر المقبل", "2017-10"),
    ("استقبل اليوم وزير", "2017-09-18"),
    ("مساء اليوم معالي", "2017-09-18"),
    ("وصل أمس وفد", "2017-09-17"),
    ("امس الاول", "2017-09-16"),
    ("أول من أمس", "2017-09-16"),
    ("أول أمس السبت", "2017-09-16"),
    ("يلتقي غداً نظراءه", "2017-09-19"),
    ("يلتقي غدا الثلاثاء نظراءه", "2017-09-19"),
    ("ستعقد، بعد غد الأربعاء، بالعاصمة", "2017-09-20"),
    ("يوم غد", "2017-09-19"),
    ("اليوم (الاثنين)", "2017-09-18"),
    ("أمس «الأحد» بمقر", "2017-09-17"),
    ("أعلن الوزير الخميس أن", "2017-09-14"),
    ("يوم السبت", "2017-09-16"),
    ("الأحد الماضي", "2017-09-17"),
    ("الاثنين الماضي", "2017-09-11"),
    ("الاثنين المقبل", "2017-09-25"),
    ("الثلثاء الماضي", "2017-09-12"),
    ("الأحد قبل الماضي", "2017-09-10"),
    ("قبل ثلاثة أيام", "2017-09-15"),
    ("الأربعاء الموافق 5 يوليو", "2017-07-05"),
    ("الأربعاء الموافق لـ5 يوليو", "2017-07-05"),
]


@pytest.mark.parametrize(("text", "date"), RELATIVE)
def test_a_date_that_needs_the_anchor(text: str, date: str) -> None:
    mention = one(text)
    assert (str(mention.date), mention.kind) == (date, "relative")


@pytest.mark.parametrize("text", [text for text, _ in RELATIVE])
def test_without_an_anchor_it_is_told_but_not_reckoned(text: str) -> None:
    mention = one(text, None)
    assert (mention.date, mention.past, mention.future, mention.kind) == (None, None, None, "relative")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("المنعقد يومي 19 و20 فيفري الماضي", "2017-02-19", "2017-02-20"),
        ("يوميْ 4 و5 سبتمبر الجاري", "2017-09-04", "2017-09-05"),
        ("4-5 مارس", "2017-03-04", "2017-03-05"),
        ("من 4 إلى 6 مايو", "2017-05-04", "2017-05-06"),
        ("من 28 مايو إلى 2 يونيو 2016", "2016-05-28", "2016-06-02"),
        ("من 28 ديسمبر إلى 2 يناير 2016", "2015-12-28", "2016-01-02"),
        ("بين 28 مايو و2 يونيو 2016", "2016-05-28", "2016-06-02"),
        ("من 14 وحتى 16 أغسطس الماضي", "2017-08-14", "2017-08-16"),
        ("الرابع والخامس من يوليو الماضي", "2017-07-04", "2017-07-05"),
        ("الاثنين والثلاثاء الماضيين", "2017-09-11", "2017-09-12"),
        ("يومي الأربعاء والخميس", "2017-09-13", "2017-09-14"),
        ("بين عامي 1994 و1998", "1994", "1998"),
        ("خلال عام 2005/2006", "2005", "2006"),
    ],
)
def test_a_range_has_its_first_and_last(text: str, first: str, last: str) -> None:
    mention = one(text)
    assert (str(mention.date), str(mention.range_end)) == (first, last)


def test_hijri_beside_gregorian_is_one_mention_and_gregorian_wins() -> None:
    for text in (
        "الرياض 26 شوال 1436 هـ الموافق 11 أغسطس 2015 م واس",
        "الثلاثاء 26 / 10 / 1436هـ الموافق 11 / 8 / 2015م .",
        "26 شوال 1436هـ - 11 أغسطس 2015م",
        "11 أغسطس 2015م الموافق 26 شوال 1436هـ",
    ):
        mention = one(text, None)
        assert (str(mention.date), mention.kind) == ("2015-08-11", "absolute"), text


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("في 26 شوال 1436 هـ", "2015-08-11"),
        ("في 26 شوال 1436", "2015-08-11"),
        ("14 ذو الحجة 1440هـ", "2019-08-15"),
        ("14 ذي الحجة 1440هـ", "2019-08-15"),
        ("26/10/1436هـ", "2015-08-11"),
        ("شهر رمضان 1436هـ", "2015"),
        ("صفر 1440هـ", "2018"),
    ],
)
def test_hijri_alone_is_converted_as_far_as_it_goes(text: str, date: str) -> None:
    mention = one(text, None)
    assert (str(mention.date), mention.kind) == (date, "hijri")


def test_what_is_not_precise_stays_so() -> None:
    assert one("عام 1436هـ").date is None  # lies in two Gregorian years
    assert one("محرم 1442هـ").date == PartialDate(2020)
    assert one("في مارس من العام نفسه").date is None
    assert one("الثلاثاء من الأسبوع الماضي").date is None
    assert one("منتصف الشهر الماضي").date == PartialDate(2017, 8)
    assert one("خلال الأسبوع الماضي").date == PartialDate(2017, 9)
    assert find_dates("قبل أسبوع", ANCHOR) == []
    assert find_dates("قبل أيام", ANCHOR) == []


def test_an_anchor_is_used_only_as_far_as_it_is_known() -> None:
    month, year = PartialDate(2017, 9), PartialDate(2017)
    assert one("أمس", month).date is None
    assert one("السبت", month).date is None
    assert one("الشهر الماضي", month).date == PartialDate(2017, 8)
    assert one("في مارس الماضي", month).date == PartialDate(2017, 3)
    assert one("في مارس الماضي", year).date is None
    assert one("العام الماضي", year).date == PartialDate(2016)


def test_an_open_date_offers_both_directions() -> None:
    weekday = one("السبت")
    assert (str(weekday.past), str(weekday.future)) == ("2017-09-16", "2017-09-23")
    assert weekday.read("future") == PartialDate(2017, 9, 23)
    assert weekday.read("past") == weekday.read() == PartialDate(2017, 9, 16)
    day = one("في 5 نوفمبر")
    assert (str(day.past), str(day.future)) == ("2016-11-05", "2017-11-05")
    assert day.read() == PartialDate(2017, 11, 5)  # much the nearer
    settled = one("الأحد الماضي")
    assert settled.read("future") == settled.date
    today = one("الاثنين")
    assert today.past == today.future == ANCHOR


def test_a_weekday_decides_between_two_years_and_two_days() -> None:
    assert one("الأربعاء 14 مارس").date == PartialDate(2018, 3, 14)
    assert one("الثلاثاء 14 مارس").date == PartialDate(2017, 3, 14)
    # dated after midnight: yesterday was a Saturday by the article's own count
    assert one("أمس السبت").date == PartialDate(2017, 9, 16)
    assert one("أمس الخميس").date is None


@pytest.mark.parametrize(
    "text",
    [
        "31 فبراير 2017", "31 يونيو الماضي", "45 / 13 / 2017", "30-02-2017",
        "مارس الرجل حقه في التصويت", "مارس مهنة الطب سنوات", "رئيسة الوزراء البريطانية تيريزا ماي في لندن",
        "أوت الأسرة لاجئين", "باب المندب في باب المندب", "في نيويورك", "اللاعب شعبان والممثل رجب",
        "صحيفة اليوم السابع", "اليوم الأول للمؤتمر", "اليوم العالمي للسلام", "اليوم الوطني",
        "في اليوم التالي",
        "قناة روسيا اليوم", "مليون برميل في اليوم", "ذلك اليوم", "هم في أمس الحاجة إلى", "غدا واضحا أن",
        "بين الاثنين", "صلاة الجمعة", "الجمعة العظيمة", "سوق الخميس",
        "هجمات 11 سبتمبر", "اعتداءات الحادي عشر من سبتمبر", "قوى 14 آذار", "ثورة 25 يناير", "مدينة 6 أكتوبر",
        "الأمين العام الحالي", "الأمين العام المقبل", "المدير العام القادم", "الرأي العام",
        "مؤتمر تونس 2020", "القرار رقم 2216", "في 2000 قرية", "30 سنة", "سنة 3000 قبل الميلاد",
        "عام 1500 ق.م",
        "25 ذي الحجة 634 هـ", "مجموعة 5+1", "فاز 3 صفر", "الإصدار 1.2.2015.4", "النصف الثاني من المباراة",
        "قبل يومين من القمة", "",
    ],
)  # fmt: skip
def test_what_is_no_date(text: str) -> None:
    assert said(text) == []


def test_a_rank_of_something_else_is_no_day() -> None:
    assert said("الأسبوع الثاني من الشهر الجاري") == [("الشهر الجاري", "2017-09")]
    assert said("النصف الأول من شهر أكتوبر المقبل") == [("شهر أكتوبر المقبل", "2017-10")]


def test_a_passage_holds_the_date_and_nothing_else() -> None:
    text = "ووقعها الوزيران بالأحرف الأولى يوم الأحد 3 سبتمبر/أيلول 2017، ثم صادق البرلمان عليها والأربعاء الماضي نشرت."
    assert [phrase for phrase, _ in said(text)] == ["الأحد 3 سبتمبر/أيلول 2017", "الأربعاء الماضي"]
    assert said("لعام\u200f 2018 \u200fم") == [("عام\u200f 2018 \u200fم", "2018")]
    assert said("يلتقي غداً نظراءه") == [("غداً", "2017-09-19")]


def test_only_the_asked_part_is_read_and_offsets_are_the_texts() -> None:
    text = "في مايو 2016 ثم في يونيو 2017 ثم في يوليو 2018"
    start, end = text.index("ثم"), text.rindex("ثم")
    (mention,) = find_dates(text, None, start, end)
    assert text[mention.start : mention.end] == "يونيو 2017"


def test_two_days_joined_by_and_alone_are_two_dates() -> None:
    assert [date for _, date in said("في 28 مايو و2 يونيو 2016")] == ["2017-05-28", "2016-06-02"]


def test_a_line_end_ends_a_date() -> None:
    assert said("في 11 يوليو\n2017") == [("11 يوليو", "2017-07-11")]


PIECES = st.sampled_from(
    ["11", "31", "2017", "1436", "/", "-", ".", ",", "(", ")", "و", "من", "إلى", "يوليو", "تموز", "مارس",
     "شوال", "صفر", "رمضان", "السبت", "الأحد", "والاثنين", "اليوم", "أمس", "غداً", "بعد", "غد", "الماضي",
     "المقبل", "الجاري", "العام", "عام", "سنة", "شهر", "الشهر", "الموافق", "هـ", "م", "قبل", "يومين",
     "الرابع", "عشر", "والعشرين", "غرة", "الـ", "\n", "«"]
)  # fmt: skip


@given(st.lists(st.one_of(PIECES, st.text(max_size=4)), max_size=30), st.dates())
def test_any_mixture_gives_ordered_mentions_in_the_text(pieces: list[str], day: datetime.date) -> None:
    text = " ".join(pieces)
    last = 0
    for mention in find_dates(text, PartialDate.of(day)):
        assert last <= mention.start < mention.end <= len(text)
        last = mention.end
        assert mention.range_end is None or mention.date is None or mention.date <= mention.range_end


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2199, 12, 31)))
def test_every_day_is_read_back_from_digits(day: datetime.date) -> None:
    for text in (f"{day:%d-%m-%Y}", f"{day:%Y/%m/%d}", f"في {day.day}/{day.month}/{day.year}م"):
        assert one(text, None).date == PartialDate.of(day)


WEEKDAYS = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")


@given(st.dates(datetime.date(1995, 1, 1), datetime.date(2035, 12, 31)), st.integers(0, 6))
def test_weekdays_lie_within_a_week_of_the_anchor(day: datetime.date, number: int) -> None:
    name = WEEKDAYS[number]
    anchor = PartialDate.of(day)
    open_, last, next_ = (one(f"{name}{word}", anchor) for word in ("", " الماضي", " المقبل"))
    assert open_.past is not None
    assert open_.future is not None
    assert last.date is not None
    assert next_.date is not None
    assert {d.first.isoweekday() for d in (open_.past, open_.future, last.date, next_.date)} == {number + 1}
    assert 0 <= (day - open_.past.first).days < 7
    assert 0 <= (open_.future.first - day).days < 7
    assert 0 < (day - last.date.first).days <= 7
    assert 0 < (next_.date.first - day).days <= 7


@pytest.mark.parametrize("piece", ["1 و", "السبت و", "11 / 7 / ", "الرابع ", "يوليو/", "(", "1-", "عام ", "1 2 "])
def test_the_work_grows_with_the_text_and_no_faster(piece: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from mithaq.language import date_words

    looks = 0
    original = date_words.DateWords.__getitem__

    def counting(self: date_words.DateWords, index: int) -> str:
        nonlocal looks
        looks += 1
        return original(self, index)

    monkeypatch.setattr(date_words.DateWords, "__getitem__", counting)
    counts = []
    for times in (500, 1000, 2000):
        looks = 0
        find_dates(piece * times, ANCHOR)
        counts.append(looks)
    assert counts[2] <= 2.2 * counts[1] <= 2.2 * 2.2 * counts[0]


def test_spellings_that_fold_alike_are_read_alike() -> None:
    for text, _ in (*ABSOLUTE, *RELATIVE):
        folded = fold(text)
        tanwin_lost = "غدا" in folded and "غداً" in text
        if not tanwin_lost:
            assert [m.date for m in find_dates(folded, ANCHOR)] == [m.date for m in find_dates(text, ANCHOR)], text
