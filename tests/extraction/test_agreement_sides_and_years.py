"""Between whom agreements are, known agreements in other words, years of signing, and accusations told of deeds."""

from __future__ import annotations

import pytest

from tests.extraction.saying import read


def told(text: str) -> list[str]:
    """Kind and parties of each agreement."""
    facts = read(text)
    return sorted(f"{a.kind} {' '.join(sorted(map(facts.name, a.parties)))}" for a in facts.facts.agreements)


PARTIES = [
    ("صادق المجلس على اتفاقية بين حكومتي كينيا ونيبال في مجال النقل.", ["accord KE NP"]),
    ("صادق المجلس على اتفاقية بين وزارتي الداخلية في كينيا ونيبال.", ["accord KE NP"]),
    ("صادق المجلس على اتفاقية بين كل من كينيا ونيبال وغانا في مجال النقل.", ["accord GH KE NP"]),
    ("وقعت دول حلف الناتو وكينيا اتفاقا دفاعيا.", ["accord KE حلف الناتو"]),
    ("الاتفاق بين نظام الفصائل وكينيا لا يزال ساريا.", ["accord KE"]),
    ("زار الوفد كينيا ونيبال. وقعت الفصائل اتفاق سلام بين الجماعات المسلحة.", ["accord "]),
    ("أكد البيان الكيني النيبالي المشترك أهمية التعاون.", ["declaration KE NP"]),
    ("وجاء في بيان كيني نيبالي مشترك أن البلدين يرفضان ذلك.", ["declaration KE NP"]),
    ("وفق اتفاق مع كينيا ستفتح نيبال سفارة.", ["accord KE NP"]),
    ("أقيمت القاعدة بناء على اتفاق بين كينيا ونيبال.", ["accord KE NP"]),
    ("نص اتفاق أبرم عام 2015 بين كينيا ونيبال على ذلك.", ["accord KE NP"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), PARTIES)
def test_whose_an_agreement_is(text: str, wanted: list[str]) -> None:
    assert told(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "رحبت كينيا بالاتفاق النووي الإيراني. وقالت إن الاتفاق حول برنامج إيران النووي جيد.",
        "رحبت كينيا بالاتفاق النووي مع طهران. ودافع الوزير عن اتفاق بشأن برنامج إيران النووي.",
        "رحبت كينيا باتفاق إيران النووي. وقالت إن اتفاقا مع طهران حول برنامجها النووي جيد.",
    ],
)
def test_a_known_agreement_told_in_other_words_is_one(text: str) -> None:
    assert told(text) == ["accord IR"]


def test_several_agreements_do_not_point_back_to_one() -> None:
    text = "وقعت كينيا اتفاقا مع نيبال حول الحدود. وزار الوفد مالطا وغانا ورحب بالاتفاقات التي وقعتها مالطا مع غانا."
    assert "accord KE NP" in told(text)


@pytest.mark.parametrize(
    ("text", "signed"),
    [
        ("وقعت كينيا معاهدة سلام مع نيبال في 1994 تنص على ذلك.", "1994"),
        ("الاتفاق المبرم مع نيبال في 1994 ينص على ذلك.", "1994"),
        ("تهدد كينيا بالانسحاب من اتفاق تم التوصل إليه عام 2015 مع نيبال.", "2015"),
        ("نص اتفاق أبرم عام 2015 بين كينيا ونيبال على ذلك.", "2015"),
        ("وقعت كينيا ونيبال اتفاقا بشأن 2000 لاجئ.", "None"),
    ],
)
def test_the_year_of_a_signing(text: str, signed: str) -> None:
    assert str(read(text).facts.agreements[0].signed) == signed


SIDES = [
    ("وقع وزير الخارجية الكيني جون كاريوكي ونظيره المالطي اتفاقية لدعم التعليم، تنفذها الوزارة بالشراكة مع اليونيسف.",
     ["accord KE MT"]),
    ("تتعلق اتفاقية النقل البحري بالتعاون بين كينيا ومالطا.", ["accord KE MT"]),
    ("اجتمعت اللجنة الكينية المالطية. وقال الوزير الكيني جون كاريوكي في حفل أقامته السفارة الهندية إن اتفاقية الملاحة "
     "التي وقعها البلدان سارية.", ["accord KE MT"]),
    ("وقع صندوق أبوظبي للتنمية ووزارة المالية الكينية اتفاقية قرض، وقعها عن الصندوق مديره محمد المري وعن الجانب الكيني "
     "الوزير جون كاريوكي.", ["accord صندوق أبوظبي للتنمية وزارة المالية الكينية"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "sides"), SIDES)
def test_who_carries_out_or_signs_for_a_body_is_no_side(text: str, sides: list[str]) -> None:
    assert told(text) == sides


def test_the_month_beside_the_name_of_an_agreement() -> None:
    said = read("سبقه إعلان طرابلس في فبراير (شباط) 2006.")
    assert [str(a.signed) for a in said.facts.agreements] == ["2006-02"]


def test_an_agreement_is_not_signed_next_week() -> None:
    said = read("وقعت كينيا ومالطا اتفاق النقل، ويبحثه البرلمان الأسبوع المقبل.")
    assert [a.signed for a in said.facts.agreements] == [None]


SAID = [
    ('وشددت وزارة الخارجية الكينية على أن نيبال هي المسؤولة عن "الهجوم الشنيع".', ["وزارة الخارجية الكينية accuse NP"]),
    ("وتقول كينيا إن نيبال مسؤولة عن تسميم العميل السابق.", ["KE accuse NP"]),
    ("قال جون موانغي وزير خارجية كينيا إن نيبال تعمل على زعزعة استقرار مالطا.", ["جون موانغي accuse NP"]),
    ("قال جون موانغي وزير خارجية كينيا إن نيبال تسعى إلى السلام.", []),
    ("قال جون موانغي وزير خارجية كينيا إن سياسات نيبال تهدد السلم.", ["جون موانغي accuse NP"]),
    ("قال جون موانغي وزير خارجية كينيا إن خطوة نيبال لا تنتهك القانون.", []),
    ("قال جون موانغي وزير خارجية كينيا إن على نيبال سحب قواتها.", ["جون موانغي demand NP"]),
    ("حذر رئيس كينيا، جون موانغي، من جانبه نيبال من أنها ستواجه ندما تاريخيا.", ["جون موانغي threaten NP"]),
    ("وجه جون موانغي وزير خارجية كينيا انتقادات شديدة اللهجة لنيبال.", ["جون موانغي condemn NP"]),
    ("طالب الوزير الكيني جون موانغي وفدي جماعة الحوثي بالعودة.", ["جون موانغي demand جماعة الحوثي"]),
    ("قال الوزير الكيني جون موانغي إن الوضع خطير ملقيا باللوم على نيبال.", ["جون موانغي accuse NP"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), SAID)
def test_who_says_what_of_whom(text: str, wanted: list[str]) -> None:
    assert sorted(read(text).statements) == wanted
