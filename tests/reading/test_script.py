"""Arabic is told from other languages, also from those in its letters."""

from __future__ import annotations

import pytest
from mithaq.reading.script import is_arabic


@pytest.mark.parametrize(
    "text",
    [
        "أعلنت وزارة الخارجية المصرية أن الوزير سيتوجه غدا إلى الخرطوم في زيارة رسمية تستغرق يومين",
        "خبر عاجل",
        "Sky News Arabia: قال الرئيس في مقابلة إن بلاده ترفض التدخل في شؤونها الداخلية وتدعو إلى الحوار",
        "Foreign Ministry of Oman, Press Release No. 12, Muscat, Sunday, official translation below. " * 3
        + "استقبل وزير الخارجية في مكتبه اليوم سفير اليابان لدى السلطنة وبحث معه العلاقات بين البلدين. " * 20,
    ],
)
def test_arabic(text: str) -> None:
    assert is_arabic(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12345 - 2019",
        "The minister met his counterpart الوزير in Doha on Monday and discussed ties",
        "وزیر امور خارجه ایران روز دوشنبه در تهران با همتای قطری خود دیدار کرد و درباره تحولات منطقه گفتگو کردند",
        "سەرۆک وەزیرانی هەرێمی کوردستان لەگەڵ وەزیری دەرەوەی قەتەر کۆبووەوە و باسیان لە پەیوەندییەکان کرد لە هەولێر",
    ],
)
def test_not_arabic(text: str) -> None:
    assert not is_arabic(text)
