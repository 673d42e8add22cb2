"""Agreements: kind, name, parties, day of signing, and what became of them."""

from __future__ import annotations

import pytest

from tests.extraction.saying import Said, read


def outline(facts: Said) -> list[str]:
    """Kind, parties, day and status of each agreement, without its name."""
    return [
        " | ".join(
            (
                a.kind,
                " ".join(sorted(map(facts.name, a.parties))) or "-",
                str(a.signed or "-"),
                a.status or "-",
            )
        )
        for a in facts.facts.agreements
    ]


SIGNED = [
    ("جرى في أنقرة التوقيع بين الأردن وتركيا على اتفاقية الشراكة الاقتصادية يوم الخميس الماضي.",
     ["accord | JO TR | 2017-09-14 | signed"]),
    ("وقع الاتحاد الأوروبي والمغرب في 26 فبراير 1996 اتفاق الشراكة.",
     ["accord | MA الاتحاد الأوروبي | 1996-02-26 | signed"]),
    ("وقعت قطر والولايات المتحدة في الدوحة في 11 يوليو 2017 مذكرة تفاهم لمكافحة تمويل الإرهاب.",
     ["memorandum | QA US | 2017-07-11 | signed"]),
    ("وقع وزير الداخلية التونسي الهادي المجدوب ونظيره الجزائري نور الدين بدوي أمس اتفاقية للتعاون الأمني.",
     ["accord | DZ TN | 2017-09-17 | signed"]),
    ("تم التوقيع على بروتوكول تعاون عسكري بين السودان والأردن يوم 3 مايو 2016.",
     ["protocol | JO SD | 2016-05-03 | signed"]),
    ("اتفاقية تسليم المجرمين الموقعة بين المغرب وإسبانيا عام 2009 ما زالت سارية.",
     ["accord | ES MA | 2009 | signed"]),
    ("ووقّع الجانبان القطري والأمريكي مذكرة تفاهم حول الأمن السيبراني.",
     ["memorandum | QA US | - | signed"]),
    ("وقعت وزارة الداخلية العراقية مع وزارة الداخلية الإيرانية مذكرة تفاهم لضبط الحدود اليوم.",
     ["memorandum | وزارة الداخلية الإيرانية وزارة الداخلية العراقية | 2017-09-18 | signed"]),
]  # fmt: skip

SIGNED_LATER = [
    ("أبرمت تركيا وليبيا مذكرة تفاهم بشأن ترسيم الحدود البحرية في نوفمبر 2019.", "2020-01-06",
     ["memorandum | LY TR | 2019-11 | signed"]),
    ("وقعت مصر وروسيا عقد إنشاء محطة الضبعة النووية في ديسمبر 2017.", "2018-01-10",
     ["contract | EG RU | 2017-12 | signed"]),
    ("وقعت السعودية وإيران في بكين يوم الجمعة الماضي اتفاقا لاستئناف العلاقات.", "2023-03-13",
     ["accord | IR SA | 2023-03-10 | signed"]),
    ("وقّع المغرب وإسرائيل في نونبر الماضي مذكرة تفاهم في مجال الدفاع.", "2021-12-20",
     ["memorandum | IL MA | 2021-11 | signed"]),
]  # fmt: skip

OTHER_STATUS = [
    ("وقعت الكويت وبريطانيا بالأحرف الأولى اتفاقية التعاون الدفاعي.", ["accord | GB KW | - | initialled"]),
    ("صادق البرلمان الموريتاني على اتفاقية التعاون القضائي بين موريتانيا ومالي.",
     ["accord | ML MR | - | ratified"]),
    ("تتفاوض تونس والاتحاد الأوروبي على اتفاقية التبادل الحر الشامل والمعمق.",
     ["accord | TN الاتحاد الأوروبي | - | negotiated"]),
    ("أعلن السودان إنهاء اتفاقية التعاون العسكري مع كوريا الشمالية.", ["accord | KP SD | - | ended"]),
    ("ستوقع السعودية والعراق الأسبوع المقبل اتفاقية الربط الكهربائي.", ["accord | IQ SA | - | planned"]),
    ("ومن المقرر أن توقع قطر والصومال اتفاقية أمنية غدا في مقديشو.", ["accord | QA SO | - | planned"]),
]  # fmt: skip

ENDED = [
    "انسحبت الولايات المتحدة من معاهدة القوى النووية متوسطة المدى.",
    "ألغت أنقرة اتفاقية التعاون الأمني مع باريس.",
]

SEVERAL = [
    ("وقعت قطر وتركيا اتفاقية للتعاون الأمني وبروتوكولا للتدريب العسكري ومذكرة تفاهم في مجال الصحة.",
     ["accord", "memorandum", "protocol"]),
    ("وقع البلدان مذكرة تفاهم في مجال الطاقة، وأخرى في مجال النقل بين الأردن والعراق.", ["memorandum", "memorandum"]),
    ("ناقش الجانبان المغربي والفرنسي معاهدة الصداقة، ووقعا اتفاقية تسليم المجرمين.", ["accord", "treaty"]),
]  # fmt: skip

NO_AGREEMENT = [
    "كان هناك اتفاق على ضرورة مواصلة الحوار بين الطرفين.",
    "اتفق الوزيران على تعزيز التعاون في المجالات كافة.",
    "خلال عقد من الزمن تغيرت المنطقة كثيرا.",
    "عقد الاجتماع في أجواء إيجابية.",
    "أعلن الناطق إعلان النتائج غدا.",
    "تحتاج المنطقة إلى خطة عاجلة للإغاثة.",
    "دعا إلى توقيع اتفاق في أقرب وقت.",
]

NAMES = [
    ("وقعت الأطراف الليبية في الصخيرات اتفاق السلام عام 2015.", "اتفاق السلام"),
    ("أكد الجانبان أهمية اتفاقية الشراكة الاستراتيجية بين قطر وتركيا.", "اتفاقية الشراكة الاستراتيجية"),
    ("دخلت معاهدة حظر الأسلحة النووية حيز التنفيذ.", "معاهدة حظر الأسلحة النووية"),
    ("انضمت فلسطين إلى اتفاقية الأمم المتحدة لمكافحة الفساد.", "اتفاقية الأمم المتحدة لمكافحة الفساد"),
    ("تبنى القادة إعلان مراكش بشأن المناخ.", "إعلان مراكش"),
    ("ينص بروتوكول كيوتو على خفض الانبعاثات.", "بروتوكول كيوتو"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), SIGNED)
def test_who_signed_what_and_when(text: str, wanted: list[str]) -> None:
    assert outline(read(text)) == wanted


@pytest.mark.parametrize(("text", "date", "wanted"), SIGNED_LATER)
def test_a_day_of_signing_is_one_before_the_article(text: str, date: str, wanted: list[str]) -> None:
    assert outline(read(text, date=date)) == wanted


@pytest.mark.parametrize(("text", "wanted"), OTHER_STATUS)
def test_what_became_of_an_agreement(text: str, wanted: list[str]) -> None:
    assert outline(read(text)) == wanted


@pytest.mark.parametrize("text", ENDED)
def test_an_agreement_may_be_ended(text: str) -> None:
    assert [a.status for a in read(text).facts.agreements] == ["ended"]


@pytest.mark.parametrize(("text", "kinds"), SEVERAL)
def test_several_agreements_in_one_sentence(text: str, kinds: list[str]) -> None:
    assert sorted(a.kind for a in read(text).facts.agreements) == kinds


@pytest.mark.parametrize("text", NO_AGREEMENT)
def test_agreeing_is_not_yet_an_agreement(text: str) -> None:
    assert read(text).agreements == []


@pytest.mark.parametrize(("text", "name"), NAMES)
def test_the_name_of_an_agreement(text: str, name: str) -> None:
    assert [a.name for a in read(text).facts.agreements if a.name.startswith(name)], read(text).agreements


def test_a_later_mention_is_the_same_agreement() -> None:
    text = (
        "وقعت قطر والولايات المتحدة في 11 يوليو 2017 مذكرة تفاهم لمكافحة تمويل الإرهاب. "
        "وقال الوزير إن المذكرة تحدد خطوات مشتركة. وتأتي مذكرة التفاهم بعد قمة الرياض."
    )
    assert outline(read(text)) == ["memorandum | QA US | 2017-07-11 | signed"]


def test_signatories_are_those_who_signed() -> None:
    text = (
        "وقع الاتفاقية الأمنية عن الجانب القطري وزير الدولة لشؤون الدفاع خالد بن محمد العطية "
        "وعن الجانب التركي وزير الدفاع خلوصي أكار."
    )
    facts = read(text)
    assert [sorted(map(facts.name, a.signatories)) for a in facts.facts.agreements] == [
        ["خالد بن محمد العطية", "خلوصي أكار"]
    ]
