"""What a body is called, how far its name reaches, and whose it is."""

from __future__ import annotations

import pytest

from tests.extraction.saying import read

EXTENT = [
    ("أعلن تحالف دعم الشرعية في اليمن اعتراض الصاروخ.", "تحالف دعم الشرعية في اليمن"),
    ("أكدت وزارة الخارجية والمغتربين اللبنانية سلامة الرعايا.", "وزارة الخارجية والمغتربين"),
    ("أصدر المكتب السياسي لحركة النهضة بيانا.", "حركة النهضة"),
    ("رفضت المحكمة الجنائية الدولية الطعن.", "المحكمة الجنائية الدولية"),
    ("تعهد البنك الإسلامي للتنمية بتمويل المشروع.", "البنك الإسلامي للتنمية"),
    ("أعلنت وزارة الشؤون الخارجية والتعاون الدولي الإماراتية إدانتها للهجوم.",
     "وزارة الشؤون الخارجية والتعاون الدولي"),
    ("قررت وزارة الداخلية والبلديات اللبنانية تشديد الإجراءات.", "وزارة الداخلية والبلديات"),
    ("أصدرت الهيئة العامة للرقابة المالية المصرية القرار الجديد.", "الهيئة العامة للرقابة المالية"),
    ("طالبت المنظمة الدولية للهجرة بفتح الممرات.", "المنظمة الدولية للهجرة"),
    ("تشرف مفوضية الأمم المتحدة السامية لشؤون اللاجئين على المخيم.",
     "مفوضية الأمم المتحدة السامية لشؤون اللاجئين"),
    ("قدم صندوق النقد العربي قرضا جديدا.", "صندوق النقد العربي"),
    ("نفذت قوات سوريا الديمقراطية عملية في الريف الشرقي.", "قوات سوريا الديمقراطية"),
    ("تبنى تنظيم داعش التفجير.", "تنظيم داعش"),
    ("قالت حركة طالبان إنها لن تفاوض.", "حركة طالبان"),
    ("أعلن الهلال الأحمر القطري وصول القافلة.", "الهلال الأحمر"),
    ("أفادت وكالة الأنباء الموريتانية بأن الوفد غادر.", "وكالة الأنباء"),
    ("فككت المديرية العامة لمراقبة التراب الوطني المغربية خلية.", "المديرية العامة لمراقبة التراب الوطني"),
    ("أوقف جهاز مكافحة الإرهاب العراقي خمسة مطلوبين.", "جهاز مكافحة الإرهاب"),
    ("التقى الوفد أعضاء لجنة الشؤون الخارجية في مجلس الشيوخ الأميركي.", "لجنة الشؤون الخارجية"),
]  # fmt: skip

WHOSE = [
    ("أعلنت وزارة الخارجية القطرية ترحيبها.", "QA"),
    ("أكدت وزارة الدفاع الروسية سقوط الطائرة.", "RU"),
    ("نفى البنك المركزي التونسي الخبر.", "TN"),
    ("أقر مجلس النواب المصري القانون.", "EG"),
    ("وافق الكونغرس الأميركي على الصفقة.", "US"),
    ("صادق الكنيست الإسرائيلي على المشروع.", "IL"),
    ("أعلن الحرس الثوري الإيراني إسقاط المسيرة.", "IR"),
]  # fmt: skip

NOT_A_STATES = ["دعت الأمم المتحدة إلى الهدوء.", "قررت جامعة الدول العربية عقد اجتماع طارئ.",
                "أعلن الاتحاد الأوروبي حزمة عقوبات.", "أدانت منظمة التعاون الإسلامي الهجوم."]  # fmt: skip

SAME_BODY = [
    ("أعلنت منظمة الدول المصدرة للنفط (أوبك) خفض الإنتاج. وقالت أوبك إن الالتزام كامل.", 1),
    ("دعا حلف شمال الأطلسي (الناتو) إلى الحوار. وأكد الناتو دعم كييف.", 1),
    ("اجتمع مجلس التعاون لدول الخليج العربية أمس. ويضم مجلس التعاون الخليجي ست دول.", 1),
    ("أدانت وزارة الخارجية القطرية التفجير. وأضافت الوزارة أن المجتمع الدولي مطالب بالتحرك.", 1),
    ("أدانت وزارة الخارجية القطرية التفجير، ورحبت وزارة الخارجية التركية بالبيان.", 2),
]  # fmt: skip

GENERIC = [
    "قالت الحكومة إنها ستدرس الطلب قبل نهاية الشهر.",
    "اجتمع المجلس لمناقشة جدول الأعمال.",
    "تعمل اللجنة على إعداد التقرير.",
    "أكد الوفد أن المباحثات كانت مثمرة.",
]


@pytest.mark.parametrize(("text", "name"), EXTENT)
def test_the_name_of_a_body_reaches_as_far_as_it_does(text: str, name: str) -> None:
    assert name in {form for body in read(text).facts.organizations for form in (body.name, *body.forms)} | {
        _without_nisba(body.name, body.state) for body in read(text).facts.organizations
    }


def _without_nisba(name: str, state: str | None) -> str:
    """A name is as good with the adjective of its state as without."""
    return name.rpartition(" ")[0] if state else name


@pytest.mark.parametrize(("text", "code"), WHOSE)
def test_a_body_belongs_to_the_state_that_the_text_says(text: str, code: str) -> None:
    assert [body.state for body in read(text).facts.organizations] == [code]


@pytest.mark.parametrize("text", NOT_A_STATES)
def test_an_international_body_is_no_states(text: str) -> None:
    assert [body.state for body in read(text).facts.organizations] == [None]


@pytest.mark.parametrize(("text", "count"), SAME_BODY)
def test_short_and_full_forms_are_one_body(text: str, count: int) -> None:
    assert len(read(text).facts.organizations) == count, read(text).bodies


@pytest.mark.parametrize("text", GENERIC)
def test_a_word_for_any_body_names_none(text: str) -> None:
    assert read(text).bodies == []
