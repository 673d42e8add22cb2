"""Punitive measures that are taken: who, which, against whom; those lifted, threatened or planned yield nothing."""

from __future__ import annotations

import pytest

from tests.extraction.saying import read

TAKEN = [
    ("فرضت كندا عقوبات اقتصادية على منغوليا.", ["CA sanctions MN"]),
    ("فرض الاتحاد الأوروبي أمس عقوبات جديدة على نيبال وكوبا.",
     ["الاتحاد الأوروبي sanctions CU on 2017-09-17", "الاتحاد الأوروبي sanctions NP on 2017-09-17"]),
    ("أعلنت الولايات المتحدة فرض عقوبات على كوبا.", ["US sanctions CU"]),
    ("وتعاني البلاد بسبب العقوبات الأمريكية على كوبا.", ["US sanctions CU"]),
    ("طردت كينيا السفير البيروفي.", ["KE expulsion PE"]),
    ("وطردت غانا ثلاثة دبلوماسيين كنديين.", ["GH expulsion CA"]),
    ("استدعت وزارة الخارجية المغربية السفير الفرنسي للاحتجاج.", ["وزارة الخارجية المغربية summons FR"]),
    ("استدعت كندا سفيرها في كوبا للتشاور.", ["CA recall CU"]),
    ("سحبت كينيا سفيرها من بيرو.", ["KE recall PE"]),
    ("أغلقت كندا سفارتها في كوبا.", ["CA embassyClosure CU"]),
    ("قطعت غانا علاقاتها الدبلوماسية مع نيبال.", ["GH severance NP"]),
    ("وفرض الاتحاد الأوروبي حزمة عقوبات جديدة ضد نيبال.", ["الاتحاد الأوروبي sanctions NP"]),
    ("زار الرئيس الغاني كوفي منساه نيبال. وفرضت غانا عقوبات على كوبا.", ["GH sanctions CU"]),
    ("قررت بولندا طرد ثلاثة دبلوماسيين روس.", ["PL expulsion RU"]),
]  # fmt: skip

NOT_TAKEN = [
    "هددت كندا بفرض عقوبات على منغوليا.",
    "رفعت كندا العقوبات الكندية على كوبا.",
    "لم تفرض كندا عقوبات على كوبا.",
    "ستفرض كندا عقوبات على كوبا الشهر المقبل.",
    "قطع الوزير الكندي جون هاربر زيارته إلى كوبا.",
    "أغلقت كندا حدودها مع الولايات المتحدة.",
    "فرضت غانا رسوما على السيارات.",
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TAKEN)
def test_a_measure_has_its_actor_kind_and_target(text: str, expected: list[str]) -> None:
    assert read(text).sanctions == expected


@pytest.mark.parametrize("text", NOT_TAKEN)
def test_what_is_not_taken_is_no_measure(text: str) -> None:
    assert read(text).sanctions == []
