"""Who accuses, condemns, threatens, invites, praises or demands, and whom; denials and negations yield nothing."""

from __future__ import annotations

import pytest

from tests.extraction.saying import read

ACTS = [
    ("اتهم وزير الخارجية السعودي عادل الجبير إيران بدعم الإرهاب.", ["عادل الجبير accuse IR"]),
    ("وزير الدفاع الإسرائيلي أفيغدور ليبرمان يتهم حزب الله بتهريب السلاح.",
     ["أفيغدور ليبرمان accuse حزب الله"]),
    ("اتهمت وزارة الخارجية اليمنية إيران بتسليح الحوثيين.", ["وزارة الخارجية اليمنية accuse IR"]),
    ("أدان الأمين العام للأمم المتحدة أنطونيو غوتيريش تنظيم داعش.", ["أنطونيو غوتيريش condemn تنظيم داعش"]),
    ("هدد الرئيس التركي رجب طيب أردوغان اليونان بالرد.", ["رجب طيب أردوغان threaten GR"]),
    ("دعا أمير الكويت صباح الأحمد الجابر الصباح الرئيس الإيراني حسن روحاني إلى زيارة الكويت.",
     ["صباح الأحمد الجابر الصباح invite حسن روحاني"]),
    ("أشاد وزير الدفاع الأميركي جيمس ماتيس بقطر ودورها في التحالف.", ["جيمس ماتيس praise QA"]),
    ("ثمن الرئيس الفلسطيني محمود عباس موقف الأردن.", ["محمود عباس praise JO"]),
    ("طالب وزير الخارجية المصري سامح شكري تركيا بسحب قواتها.", ["سامح شكري demand TR"]),
    ("طالبت الجزائر فرنسا بالاعتذار عن جرائم الاستعمار.", ["DZ demand FR"]),
    ("اتهمت إريتريا إثيوبيا بانتهاك الحدود.", ["ER accuse ET"]),
]  # fmt: skip

NOTHING_SAID = [
    "لم يتهم وزير الخارجية العراقي محمد علي الحكيم إيران بالوقوف وراء الهجوم.",
    "لا يدين الاتحاد الأوروبي إسرائيل في بيانه.",
    "ونفت موسكو أن تكون قد هددت أوكرانيا.",
    "قال المتحدث إن القطاع شهد اتهامات متبادلة.",
    "دعا الرئيس التونسي قيس سعيد إلى الهدوء.",
]


@pytest.mark.parametrize(("text", "statements"), ACTS)
def test_who_says_what_of_whom(text: str, statements: list[str]) -> None:
    assert read(text).statements == statements


@pytest.mark.parametrize("text", NOTHING_SAID)
def test_what_is_denied_or_aimed_at_nobody_is_no_statement(text: str) -> None:
    assert read(text).statements == []
