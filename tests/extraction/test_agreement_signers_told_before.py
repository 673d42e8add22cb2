"""Agreements whose sides are told before, by a pronoun, by a general noun or by who speaks; and what does not tell a
side."""

from __future__ import annotations

import pytest

from tests.extraction.saying import read


def told(text: str) -> list[str]:
    """Kind, parties and day of each agreement."""
    said = read(text)
    return sorted(
        f"{a.kind} {' '.join(sorted(map(said.name, a.parties)))} {a.signed or '-'}" for a in said.facts.agreements
    )


BEFORE = [
    ("عقد وزراء خارجية كينيا ونيبال ومالطا اجتماعا في غانا أمس. كما وقعوا اتفاقا لتأمين الحدود.",
     ["accord KE MT NP 2017-09-17"]),
    ("ضم الاجتماع وزراء داخلية كينيا ونيبال وغانا. ووقع الوزراء بروتوكولا للتعاون الحدودي.", ["protocol GH KE NP -"]),
    ("استقبل رئيس غانا كوفي أوسو في أكرا وزيرا. ووصل وزير الخارجية الكيني جون كاريوكي إلى مالطا. "
     "والتقى كاريوكي وزير الخارجية المالطي بول بورغ. ووقع الوزيران إعلان نوايا حول التدريب.", ["declaration KE MT -"]),
    ("أشاد وزير خارجية غانا كوفي أوسو برئيس كينيا والرئيس المالطي، وذكر باتفاق السلام الذي وقعاه في سبتمبر 2015.",
     ["accord KE MT 2015-09"]),
    ("بحث وزير الخارجية الكيني مع نظيره النيبالي أمن الحدود. ووافق الطرفان على بروتوكول لنشر قوات.",
     ["protocol KE NP -"]),
    ("وقع وزير الخارجية الكيني خلال زيارته إلى نيبال مذكرة تفاهم للتعاون الثقافي.", ["memorandum KE NP -"]),
    ("ضم الاجتماع وزراء داخلية كينيا ونيبال وغانا. ووقع المتظاهرون عريضة واتفاقا.", []),
]  # fmt: skip

VISITED = [
    ("وقع وزير الخارجية الكيني مذكرة تفاهم في ختام زيارة رسمية إلى نيبال.", ["memorandum KE NP -"]),
    ("تم توقيع مذكرة تفاهم خلال زيارة الرئيس الكيني جون كاريوكي إلى نيبال.", ["memorandum KE NP -"]),
    ("وقع الوزير الكيني جون كاريوكي مذكرة تفاهم خلال زيارة الرئيس الكيني بول موتوا إلى غانا.", ["memorandum GH KE -"]),
    ("وقع الوزير الكيني مذكرة تفاهم عقب زيارة وفد مالي إلى غانا.", ["memorandum KE -"]),
    ("وقع الوزير الكيني جون كاريوكي مذكرة تفاهم خلال زيارة وفد مالي إلى غانا.", ["memorandum KE -"]),
    ("وقع الوزير الكيني جون كاريوكي مذكرة تفاهم قبل زيارته إلى غانا.", ["memorandum KE -"]),
    ("وقعت شركة كينية للطاقة مذكرة تفاهم خلال زيارة الرئيس الكيني جون كاريوكي إلى نيبال.", []),
]  # fmt: skip

BODIES = [
    ("أشارت المديرة التنفيذية لمنظمة الصحة العالمية إلى اتفاق أبرمته المنظمة مع وزارة الصحة الكينية الشهر الماضي.",
     ["accord منظمة الصحة العالمية وزارة الصحة الكينية 2017-08"]),
    ("وقعت وزارتا الداخلية في كينيا ونيبال اتفاقية لتدريب الشرطة.", ["accord KE NP -"]),
    ("توصلت كينيا مع فصيلي جيش الإسلام وفيلق الرحمن إلى اتفاق في الغوطة.", ["accord KE جيش الإسلام فيلق الرحمن -"]),
    ("وقعت كينيا ونيبال من جهة والاتحاد الأوروبي من جهة أخرى مذكرة تفاهم لتصدير الغاز.",
     ["memorandum KE NP الاتحاد الأوروبي -"]),
    ("دخل اتفاق الشراكة الكيني الأوروبي حيز التنفيذ. ورحب الاتحاد الأوروبي بذلك.", ["accord KE الاتحاد الأوروبي -"]),
    ("شهد الوزيران توقيع مذكرة تفاهم بين وزارة الصحة الكينية ووزارة الصحة المالطية وقعها عن الجانب الكيني الوزير جون "
     "كاريوكي وعن الجانب المالطي الوزير بول بورغ.", ["memorandum وزارة الصحة الكينية وزارة الصحة المالطية -"]),
    ("بموجب اتفاق مع وزارة الخارجية الكينية ستفتح السفارة.", ["accord وزارة الخارجية الكينية -"]),
    ("وصل الوفد عملا باتفاق أعلن عنه بين كينيا ونيبال.", ["accord KE NP -"]),
]  # fmt: skip

OWN = [
    ("قال وزير كينيا جون كاريوكي إن بلاده ملتزمة باتفاق الهجرة الموقع مع نيبال.", ["accord KE NP -"]),
    ("أوضح وزير كينيا جون كاريوكي أن بلاده منعت العبور منذ توقيع اتفاق الهجرة مع نيبال.", ["accord KE NP -"]),
    ("قال الوزير الكيني جون كاريوكي: لدينا اتفاق مع نيبال حول الملاحة.", ["accord KE NP -"]),
    ("قال وزير كينيا جون كاريوكي إن بلاده ترحب باتفاق السلام الموقع مع نيبال.", ["accord NP -"]),
    ("قال وزير كينيا جون كاريوكي إن بلاده تدعم تنفيذ اتفاق السلام الموقع مع نيبال.", ["accord NP -"]),
    ("دعت غانا إلى احترام ميثاق الأمم المتحدة. وكينيا ونيبال عضوان. وقالت كينيا إن نيبال تلتزم بموجب الميثاق.",
     ["treaty  -"]),
]  # fmt: skip

DAYS = [
    ("أشاد السفير بإعلان القاهرة الصادر عن كينيا ومصر في 30 يوليو الماضي.", ["declaration EG KE 2017-07-30"]),
    ("جاء ذلك في البيان المشترك الصادر عن وزيري خارجية كينيا ونيبال يوم الأحد.", ["declaration KE NP 2017-09-17"]),
    ("تابع الوزير تنفيذ اتفاق السلام ومشاركة الحركات المسلحة في الحوار الوطني الشامل، الموقع في أغسطس الماضي.",
     ["accord  2017-08"]),
    ("سبق ذلك اتفاق الرياض الذي رعاه الملك في مايو 2007.", ["accord  2007-05"]),
    ("أرست برنامج التعاون العسكري لسنة 2016 بتوقيعه بين كينيا ونيبال.", []),
]  # fmt: skip

COUNTED = [
    ("وقعت كينيا ونيبال 48 اتفاقية ومذكرة تفاهم في النقل.", ["accord KE NP -"]),
    ("وقعت كينيا ونيبال تسع اتفاقيات ومذكرات في النقل.", ["accord KE NP -"]),
    ("وقعت كينيا ونيبال ثلاث اتفاقيات ومذكرة تفاهم في النقل.", ["accord KE NP -", "memorandum KE NP -"]),
    ("أشار الوزير مذكرة بأن كينيا تنتظر نيبال.", []),
    ("تم توقيع 23 اتفاقا بين كينيا ونيبال. وعقدت الدورة الأولى للجنة المشتركة.", ["accord KE NP -"]),
]  # fmt: skip


SUPPOSED = [
    ("لا يعرف ما إذا كانت كينيا ستنسحب من الاتفاق الأمني الموقع عام 2015 مع نيبال.", ["accord KE NP 2015"]),
    ("وصف الوزير الاتفاق الأمني الموقع مع نيبال في 2015 بأنه أسوأ اتفاق في التاريخ.", ["accord NP 2015"]),
    ("وصف الوزير الاتفاق الأمني الموقع مع نيبال في 2015 بأنه أخطر اتفاق في التاريخ.", ["accord NP 2015"]),
    ("تحدث الوزير عن الاتفاق الأمني الموقع مع نيبال في 2015 بوصفه كأفشل اتفاق.", ["accord NP 2015"]),
    ("انتقد الوزير الاتفاق الأمني الموقع مع نيبال في 2015. وقال إن الاتفاق غير المرغوب انتهى.", ["accord NP 2015"]),
    ("لا يعرف ما إذا كانت كينيا ستوقع اتفاقا مع نيبال.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), SUPPOSED)
def test_what_is_supposed_or_thought_of_an_agreement_is_no_other(text: str, wanted: list[str]) -> None:
    assert told(text) == wanted


@pytest.mark.parametrize(("text", "wanted"), BEFORE)
def test_the_sides_are_those_who_were_named_before(text: str, wanted: list[str]) -> None:
    assert told(text) == wanted


@pytest.mark.parametrize(("text", "wanted"), VISITED)
def test_the_state_visited_when_those_of_another_sign(text: str, wanted: list[str]) -> None:
    assert told(text) == wanted


@pytest.mark.parametrize(("text", "wanted"), BODIES)
def test_bodies_that_are_sides(text: str, wanted: list[str]) -> None:
    assert told(text) == wanted


@pytest.mark.parametrize(("text", "wanted"), OWN)
def test_the_side_of_who_speaks(text: str, wanted: list[str]) -> None:
    assert told(text) == wanted


@pytest.mark.parametrize(("text", "wanted"), DAYS)
def test_the_day_of_what_was_given_out_or_signed(text: str, wanted: list[str]) -> None:
    assert told(text) == wanted


@pytest.mark.parametrize(("text", "wanted"), COUNTED)
def test_what_a_number_counts_is_told_once(text: str, wanted: list[str]) -> None:
    assert told(text) == wanted


def test_a_headline_is_the_agreement_that_two_sign_in_the_text() -> None:
    text = (
        "الوزير الكيني ونظيره المالطي يوقعان اتفاقية لضبط الحدود البحرية\n\n"
        "التقى وزير الداخلية الكيني جون كاريوكي أمس نظيره المالطي بول بورغ.\n\n"
        "ووقع كاريوكي وبورغ اتفاقية في مجال أمن الحدود البحرية."
    )
    assert len(read(text).facts.agreements) == 1


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("وقعت كينيا اتفاقية مع مالي في الصيف.", {"KE", "ML"}),
        ("أكدت كينيا دعمها للاستقرار في مالي.", {"KE", "ML"}),
        ("أعلنت كينيا تقديم دعم مالي إلى الشركة.", {"KE"}),
    ],
)
def test_mali_after_a_preposition(text: str, states: set[str]) -> None:
    assert read(text).states == states
