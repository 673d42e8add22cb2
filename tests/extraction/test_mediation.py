"""Mediation: who mediates between whom."""

from __future__ import annotations

import pytest

from tests.extraction.saying import read

MEDIATED = [
    ("تتوسط سلطنة عمان بين كوبا وكندا.", ["OM: CA + CU"]),
    ("توسطت كينيا بين غانا ونيبال لإنهاء الأزمة.", ["KE: GH + NP"]),
    ("نجحت وساطة قطر بين غانا ونيبال.", ["QA: GH + NP"]),
    ("جرى تبادل الأسرى بوساطة كويتية بين كوبا وكندا.", ["KW: CA + CU"]),
    ("وتقود كينيا وساطة بين غانا ونيبال.", ["KE: GH + NP"]),
    ("عقدت جولة جديدة بوساطة من الأمم المتحدة بين كوبا وكندا.", ["الأمم المتحدة: CA + CU"]),
    ("تقود كينيا وغانا وساطة بين كوبا وكندا.", ["GH: CA + CU", "KE: CA + CU"]),
    ("وبذلت سلطنة عمان جهود وساطة بين كوبا وكندا.", ["OM: CA + CU"]),
    ("رعت الصين مصالحة بين كوبا وكندا.", ["CN: CA + CU"]),
    ("تتوسط مصر وقطر في المفاوضات بين كوبا وكندا.", ["EG: CA + CU", "QA: CA + CU"]),
    ("قال وزير الخارجية المصري إن بلاده تتوسط بين غانا ونيبال.", ["EG: GH + NP"]),
    ("أشاد الوزير بالوساطة القطرية بين غانا ونيبال.", ["QA: GH + NP"]),
    ("استمرت الوساطة المصرية بين غانا ونيبال.", ["EG: GH + NP"]),
    ("تستمر الوساطة التي تقوم بها القاهرة بين غانا ونيبال.", ["EG: GH + NP"]),
    ("جرت المحادثات بين كوبا وكندا بوساطة عراقية.", ["IQ: CA + CU"]),
    ("توصلت غانا ونيبال إلى اتفاق بوساطة قطرية.", ["QA: GH + NP"]),
    ("وقعت غانا ونيبال اتفاقا بوساطة الأمم المتحدة.", ["الأمم المتحدة: GH + NP"]),
    ("سعت كينيا إلى الوساطة بين غانا ونيبال.", ["KE: GH + NP"]),
]  # fmt: skip

NOT_MEDIATED = [
    "رفضت كوبا وساطة كينيا بين غانا ونيبال.",
    "يتوسط المتحف المدينة القديمة.",
    "زار الوزير المصري كوبا وكندا بوساطة كويتية.",
    "ترفض غانا الوساطة القطرية بين كوبا وكندا.",
    "يتوسط ميدان قطرية الطرق بين غانا ونيبال.",
    "تقع البحيرة بين كينيا وأوغندا.",
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), MEDIATED)
def test_a_mediation_has_its_mediator_and_the_parties(text: str, expected: list[str]) -> None:
    assert read(text).mediations == expected


@pytest.mark.parametrize("text", NOT_MEDIATED)
def test_what_is_refused_or_no_mediation_yields_nothing(text: str) -> None:
    assert read(text).mediations == []
