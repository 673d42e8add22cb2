"""Words that only look like agreements, accords with a pronoun, joint statements, deals and declarations by a place."""

from __future__ import annotations

import pytest

from tests.extraction.saying import read


def told(text: str) -> list[str]:
    """Kind and parties of each agreement."""
    facts = read(text)
    return sorted(f"{a.kind} {' '.join(sorted(map(facts.name, a.parties)))}" for a in facts.facts.agreements)


NOT_AGREEMENTS = [
    'قال الوزير إن الاتفاق "أحادي الجانب" ولا يخدم كينيا.',
    "قد يتفق الطرفان الكيني والنيبالي على إعادة السفيرين.",
    "ساعد المبعوث في اتفاق نيروبي وكاتماندو على عقد القمة.",
    "تحدد المدة باتفاق الأطراف في العقد.",
    "ناقشت اللجنة مذكرة الأمانة العامة بشأن الحد من التدخين.",
    "قالت السفارة إن مذكرة الوزارة شكلية.",
    "أعلن اللاعبون اتفاقهم النهائي على المباراة.",
    "وجاء في بيان مشترك أن 12 دولة أدانت الهجوم.",
]

AGREEMENTS = [
    (
        "كينيا تعلن نتائج اتفاقيتها مع نيبال.\nوقعت كينيا ونيبال مذكرة تفاهم في مجال السياحة.",
        ["memorandum KE NP"],
    ),
    ("طالب الوزير أطراف الاتفاق الأخرى بالصبر بعد توقيع الاتفاق الجمركي مع نيبال.", ["accord NP"]),
    ("قال وزير الخارجية النيبالي رام شارما إن كينيا خرقت الاتفاق مع بلاده بشأن الحدود.", ["accord KE NP"]),
    ("دافع الرئيس الكيني عن الاتفاق الجمركي الذي أبرمته بلاده مع نيبال.", ["accord KE NP"]),
    ("قال وزير الدفاع الكيني في إطار اتفاقنا مع نيبال حققنا تقدما.", ["accord KE NP"]),
    ("أعلنت كينيا انسحابها من اتفاقها التجاري مع نيبال.", ["accord KE NP"]),
    ("قالت كينيا إنها مستعدة. لكن نيبال لم تلتزم باتفاقيتها مع مالطا.", ["accord MT NP"]),
    ("أعرب الوزير عن ارتياحه لصفقة الطائرات التي أبرمتها نيروبي مع نيبال.", ["contract KE NP"]),
    ("وقال إن هناك اتفاقا بين كينيا ونيبال تم التوصل إليه في القمة.", ["accord KE NP"]),
    ("وشدد المجلس على ما تضمنه البيان المشترك الصادر عن كينيا ونيبال من تعاون.", ["declaration KE NP"]),
    ("وأكد الرئيسان الكيني والنيبالي في بيان مشترك أهمية التعاون.", ["declaration KE NP"]),
    ("أشادت مالطا بإعلان نيروبي. وتعمل كينيا وبيرو وغانا على تنفيذه.", ["declaration KE"]),
]  # fmt: skip


@pytest.mark.parametrize("text", NOT_AGREEMENTS)
def test_what_only_looks_like_an_agreement(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(("text", "wanted"), AGREEMENTS)
def test_whose_an_agreement_is(text: str, wanted: list[str]) -> None:
    assert told(text) == wanted


def test_great_powers_that_conclude_nothing_are_not_a_body() -> None:
    assert read("أدى الإعلان عن الاتفاق النووي مع إيران إلى انقسام القوى الغربية.").bodies == []
