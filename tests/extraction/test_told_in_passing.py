"""What a clause tells without a word for it: blame by what a deed amounts to, duties, and who was at a forum."""

from __future__ import annotations

import pytest

from tests.extraction.saying import read

BLAME = [
    # a deed that amounts to a wrong
    ("وأكد وزير الخارجية الكيني كيبشومبا موروكومين أن التصريحات المالطية تمثل تدخلا في شؤون بلاده.",
     ["كيبشومبا موروكومين accuse MT"]),
    ("واعتبرت الخارجية الغانية أن الغارات التشادية تشكل خرقا للقانون الدولي.", ["الخارجية الغانية accuse TD"]),
    ('اعتبر الرئيس الكولومبي غوستافو بيترو الغارات البيروفية "جريمة حرب".', ["غوستافو بيترو accuse PE"]),
    # somebody who is one
    ("وأكد وزير الدفاع الكندي جون هاربر أن بيرو تشكل تهديدا للمنطقة.", ["جون هاربر accuse PE"]),
    ("وقال وزير الدفاع الكندي جون هاربر إن منغوليا هي الدولة الأولى الراعية للإرهاب.", ["جون هاربر accuse MN"]),
    ("وقالت السفيرة الكندية ماري هاربر إن الأمم المتحدة منحازة لطرف واحد.", ["ماري هاربر accuse الأمم المتحدة"]),
    ("وقال رئيس الأركان المالطي جورج فيلا إن بيرو تهدد استقرار المنطقة.", ["جورج فيلا accuse PE"]),
    # whose deed is blamed
    ("أدانت غانا قتل تشاد صيادين في البحيرة.", ["GH condemn TD"]),
    ("أدانت وزارة الخارجية الكينية مصادقة الحكومة المالطية على الخطة.", ["وزارة الخارجية الكينية condemn MT"]),
]  # fmt: skip

NO_BLAME = [
    "وقال وزير الدفاع الكندي جون هاربر إن بيرو ليست تهديدا للمنطقة.",
    "وقال وزير الدفاع الكندي جون هاربر إن بيرو لا تهدد استقرار المنطقة.",
    "وقال وزير الدفاع الكندي جون هاربر إن بلاده لا تعتبر بيرو تهديدا.",
    "أدان الرئيس الغاني كوفي منساه قصف تشاد.",
    "وقال وزير الدفاع الكندي جون هاربر إنه لا يجب أن تنسحب بيرو من الإقليم.",
]

SAID = [
    # what must be, before who has to
    ("وقال وزير الخارجية الغاني كوفي منساه إنه يتعين أن تتعاون نيبال مع الأمم المتحدة.", ["كوفي منساه demand NP"]),
    ("وقال وزير الدفاع الكندي جون هاربر إنه يجب رحيل الرئيس الغاني كوفي منساه.", ["جون هاربر demand كوفي منساه"]),
    ("وقالت الخارجية الغانية إن الضربات التشادية يجب أن تستهدف المسلحين فقط.", ["الخارجية الغانية demand TD"]),
    # the official is the one named before
    ("قال وزير الدفاع الكندي جون هاربر إن قواته جاهزة. واتهم المسؤول الكندي بيرو بدعم المتمردين.",
     ["جون هاربر accuse PE"]),
    ("قال وزير الدفاع الكندي جون هاربر إن قواته جاهزة. وأشاد المسؤولون الكنديون بدور غانا.", ["CA praise GH"]),
    # called so to his praise or blame
    ("ووصف الرئيس الغاني كوفي منساه نيبال بأنها صديقة حقيقية.", ["كوفي منساه praise NP"]),
    ("ووصف الرئيس الغاني كوفي منساه تشاد بأنها دولة إرهاب.", ["كوفي منساه condemn TD"]),
    # thanks that somebody goes to say, criticism that is his
    ("وكانت غانا قد توجهت بالشكر لسلطنة عمان على جهودها.", ["GH praise OM"]),
    ("ووجه وزير الدفاع الكندي جون هاربر نقده اللاذع لبيرو.", ["جون هاربر condemn PE"]),
    # invited, by a noun alone
    ("وقال المحلل إن دعوة الرئيس الكندي جون هاربر للرئيس الغاني كوفي منساه إلى أوتاوا أمر إيجابي.",
     ["جون هاربر invite كوفي منساه"]),
    # a capital that calls for something is who calls
    ("وانتقدت كندا القرار، ودعت أكرا إلى احترام الاتفاق.", []),
]  # fmt: skip

AT_FORUMS = [
    # the summit of two
    ("ويعتزم الرئيس الكندي جون هاربر استقبال الرئيس الغاني كوفي منساه بعد قمتهما الأولى. وانعقدت قمة نيروبي سرا.",
     {"جون هاربر", "كوفي منساه"}),
    # speeches and sessions
    ("جاء ذلك خلال كلمة وزير الخارجية الغاني كوفي منساه في مؤتمر ميونيخ للأمن.", {"كوفي منساه"}),
    ("وخلال جلسة حوارية في منتدى الدوحة، قال وزير الدفاع الكندي جون هاربر إن بلاده تدعم الحل.", {"جون هاربر"}),
    ("افتتحت في القاهرة أمس فعاليات المؤتمر العربي للمياه، وتحدث في الجلسة الافتتاحية وزير الري الكيني جون كامو.",
     {"جون كامو"}),
    # some of those present, and who stands for a state
    ("ناقش المشاركون في منتدى دافوس، ومنهم الوزير الكندي جون هاربر والرئيس الغاني كوفي منساه، أزمة المناخ.",
     {"جون هاربر", "كوفي منساه"}),
    ("شاركت غانا في القمة الإفريقية في أديس أبابا ممثلة بوزير الخارجية كوفي منساه.", {"GH", "كوفي منساه"}),
    # the works of a committee of two states
    ("بدأت أعمال اللجنة التنسيقية الكينية الغانية الدائمة برئاسة وزير الدفاع الكيني جون كامو في باريس.",
     {"KE", "GH", "جون كامو"}),
]  # fmt: skip

AGREEMENTS = [
    ("وافق مجلس الوزراء السعودي على مذكرة تفاهم للتعاون بين وزارة الداخلية في المملكة العربية السعودية "
     "ووزارة الداخلية في جمهورية المجر.", "مذكرة تفاهم للتعاون بين وزارة الداخلية",
     ["SA", "وزارة الداخلية", "وزارة الداخلية"]),
    ("وقعت كينيا وغانا اتفاق شراكة استراتيجية شاملة مطلع يناير الماضي.", "اتفاق شراكة استراتيجية شاملة",
     ["GH", "KE"]),
    ("وعارض النواب الاتفاق الذي أبرمته القوى العالمية مع إيران.", "الاتفاق", ["IR", "القوى العالمية"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), BLAME + SAID)
def test_a_clause_tells_the_act_its_speaker_and_its_target(text: str, expected: list[str]) -> None:
    assert read(text).statements == expected


@pytest.mark.parametrize("text", NO_BLAME)
def test_what_is_denied_or_done_to_somebody_is_no_blame_of_him(text: str) -> None:
    assert read(text).statements == []


@pytest.mark.parametrize(("text", "names"), AT_FORUMS)
def test_who_was_at_a_forum(text: str, names: set[str]) -> None:
    said = read(text)
    assert {said.name(ref) for ref in said.facts.forums[0].participants} == names


@pytest.mark.parametrize(("text", "name", "parties"), AGREEMENTS)
def test_an_agreement_has_its_name_and_its_parties(text: str, name: str, parties: list[str]) -> None:
    said = read(text)
    told = said.facts.agreements[0]
    assert (told.name, sorted(said.name(ref) for ref in told.parties)) == (name, parties)
