"""Agreements told by number, in lists and over several sentences, and parties that another sentence names."""

from __future__ import annotations

import pytest

from tests.extraction.saying import read


def parties(text: str, date: str = "2017-09-18") -> list[str]:
    """Kind and parties of each agreement."""
    facts = read(text, date=date)
    return sorted(f"{a.kind} {' '.join(sorted(map(facts.name, a.parties)))}".strip() for a in facts.facts.agreements)


ELABORATED = [
    (
        "وقّعت حكومتا تونس والسنغال أمس في داكار ثلاث وثائق. الأولى مذكرة تفاهم في الصيد البحري، "
        "والثانية اتفاقية للصحة الحيوانية.",
        ["accord SN TN", "memorandum SN TN"],
    ),
    (
        "وقعت غانا وماليزيا في أكرا ثلاث اتفاقيات. وكان من بينها اتفاقية للنقل البحري، وبروتوكول للتعاون الجمركي.",
        ["accord GH MY", "protocol GH MY"],
    ),
    (
        "اختتم الرئيس الكيني ويليام روتو زيارته إلى بيرو بلقاء الرئيسة البيروفية. وتم توقيع مذكرة "
        "تفاهم في مجال السياحة.",
        ["memorandum KE PE"],
    ),
]  # fmt: skip

INCLUDED = [
    (
        "أبرمت الكويت وفيتنام أمس سبع اتفاقيات. وتضمنت الاتفاقيات مذكرة تفاهم بشأن النقل البري، "
        "واتفاقا حول تبادل الخبرات الزراعية، وبروتوكولا للتعاون الجمركي.",
        ["accord KW VN", "memorandum KW VN", "protocol KW VN"],
    ),
    (
        "وقع الأردن وكوبا على 6 اتفاقيات في عمان. وشملت الاتفاقيات اتفاقية النقل الجوي ومذكرة تفاهم "
        "للتعاون في مجال المياه. كما شملت البرنامج التنفيذي للتعاون الثقافي، ومذكرة تفاهم في مجال "
        "الآثار.",
        ["accord CU JO", "memorandum CU JO", "memorandum CU JO", "plan CU JO"],
    ),
    (
        "وقعت فيتنام والمغرب عددا من الاتفاقيات. واشتملت الاتفاقيات على اتفاقية تعاون في مجال "
        "الموانئ، ومذكرة تفاهم في مجال التعدين.",
        ["accord MA VN", "memorandum MA VN"],
    ),
]  # fmt: skip

QUANTITIES = [
    ("أبرمت الحكومتان الكينية والبيروفية أمس حزمة من الاتفاقيات.", ["accord KE PE"]),
    ("العلاقات بين نيبال وكوبا مؤطرة بمعاهدة صداقة منذ 1994.", ["treaty CU NP"]),
    ("وقعت كينيا ومالطا 12 اتفاقية في فاليتا.", ["accord KE MT"]),
    ("تم التوقيع على عدد من مذكرات التفاهم بين الهند وقطر.", ["memorandum IN QA"]),
]

BESIDE = [
    (
        "وقعت تونس وغانا البرنامج التنفيذي للتعاون الثقافي، والبرنامج التنفيذي للتعاون في مجال الرياضة.",
        ["plan GH TN", "plan GH TN"],
    ),
    (
        "وقع لبنان ونيبال مذكرة تفاهم للتعاون في مجال البيئة ومذكرة تفاهم للتعاون في مجال المياه.",
        ["memorandum LB NP", "memorandum LB NP"],
    ),
    (
        "أبرمت كندا وبيرو اتفاقية التعاون القضائي، واتفاقية التعاون الجمركي.",
        ["accord CA PE", "accord CA PE"],
    ),
]

RESOLVED = [
    (
        "توافقت بيرو وكندا على توحيد شهادات الصيد وتنظيم دوريات بحرية. وأعلن هذا التفاهم في ختام "
        "زيارة الوزيرة.",
        ["accord CA PE"],
    ),
    ("اتفقت كينيا وغانا على توحيد رسوم الدخول.", ["accord GH KE"]),
    ("اتفقت مالطا مع تونس على فتح خط بحري منتظم بين البلدين.", ["accord MT TN"]),
]  # fmt: skip

COUNTED_LISTS = [
    (
        "وقّع وزيرا خارجية كينيا ونيبال أربع اتفاقيات في النقل الجوي وتفادي الازدواج الضريبي "
        "والتعاون القنصلي وحماية المستهلك.",
        ["accord KE NP"] * 4,
    ),
    ("وقعت الهند والمغرب ثلاث مذكرات تفاهم في الصحة والتعليم والسياحة.", ["memorandum IN MA"] * 3),
    (
        "وقعت فيتنام وقطر اتفاقية للنقل البحري في مدينة هانوي، إضافة إلى مذكرة تفاهم في مجال الزراعة.",
        ["accord QA VN", "memorandum QA VN"],
    ),
]  # fmt: skip

LIGHT_VERBS = [
    (
        "وتولى وزير الصحة الغاني كواسي بواتنغ ونظيره البرازيلي باولو سيلفا التوقيع على اتفاقية لتبادل اللقاحات.",
        ["accord BR GH"],
    ),
    ("والتحقت منغوليا باتفاق ثلاثي لمكافحة التهريب يضم لاوس وكمبوديا.", ["accord KH LA MN"]),
    ("قام وزير النقل التونسي كريم الهادي ونظيرته المالية مريم كيتا بالتوقيع على مذكرة تفاهم.", ["memorandum ML TN"]),
    ("انضمت غانا إلى اتفاق رباعي للربط الكهربائي يضم تونس والسنغال.", ["accord GH SN TN"]),
]

NOT_AGREED = [
    "وقعت الشركة ثلاثة عقود في النقل والطاقة.",
    "اتفقت كينيا وغانا على أهمية تعزيز التعاون بين البلدين.",
    "شمل البرنامج زيارة المتحف ولقاء الطلبة.",
    "وقع حادث سير في محضر الشرطة.",
]

PARTIES = [
    ("أكدت الوزيرة أن اتفاق الصيد السنغالي ما زال ساريا.", ["accord SN"]),
    ("أعلنت كندا الانسحاب من اتفاقية كيوتو. وقالت إن الانسحاب الكندي من الاتفاقية نهائي.", ["accord CA"]),
]


SIGNED = [
    ("العلاقات بين نيبال وكوبا مؤطرة بمعاهدة صداقة منذ 1994.", ["1994"]),
    ("ووقعت مالي مع غانا، الخميس، اتفاقية للنقل نتيجة محادثات تجري منذ يوم الاثنين.", ["2017-09-14"]),
    (
        "وقعت الهند وقطر أمس خمس اتفاقيات. وشملت الاتفاقيات اتفاقية للنقل البحري، ومذكرة تفاهم في مجال السياحة.",
        ["2017-09-17", "2017-09-17"],
    ),
]


@pytest.mark.parametrize(("text", "wanted"), SIGNED)
def test_the_day_of_signing(text: str, wanted: list[str]) -> None:
    assert [str(a.signed) for a in read(text).facts.agreements] == wanted


def test_parties_that_only_the_article_implies_are_less_sure() -> None:
    text = (
        "تربط كينيا ومالطا علاقات قديمة. وتستورد مالطا البن. وتصدر كينيا الشاي. "
        "ويعمل المهندسون في الموانئ. وتنشط الشركات في السياحة. وتزدهر الفنادق. وتم توقيع اتفاقية للنقل البحري."
    )
    (found,) = read(text).facts.agreements
    (named,) = read("وقعت كينيا ومالطا اتفاقية للنقل البحري.").facts.agreements
    assert len(found.parties) == len(named.parties) == 2
    assert found.evidence.rule == "agreement of the article's states"
    assert found.evidence.confidence < named.evidence.confidence


@pytest.mark.parametrize(
    ("text", "wanted"),
    [*ELABORATED, *INCLUDED, *QUANTITIES, *BESIDE, *RESOLVED, *COUNTED_LISTS, *LIGHT_VERBS, *PARTIES],
)
def test_each_agreement_with_its_parties(text: str, wanted: list[str]) -> None:
    assert parties(text) == wanted


@pytest.mark.parametrize("text", NOT_AGREED)
def test_what_is_no_agreement_between_states(text: str) -> None:
    assert parties(text) == []


def test_an_unread_subject_of_a_signing_is_not_the_person_before() -> None:
    text = "زار وزير التعليم الكيني ويليام كاريوكي الجامعة الماليزية، ووقعت الجامعة مذكرة تفاهم مع جامعة نيروبي."
    assert parties(text) == ["memorandum الجامعة الماليزية جامعة نيروبي"]


KNOWN = [
    (
        "قالت طهران إن الاتفاق النووي الإيراني ما زال ساريا. وأكد وزير الخارجية النمساوي تأييده خطة العمل "
        "الشاملة المشتركة. ودعا إلى احترام اتفاق فيينا.",
        ["accord IR"],
    ),
    ("رحب البرلمان الكيني باتفاق فيينا للقهوة بين كينيا وبيرو.", ["accord KE PE"]),
    ("زار وزير الخارجية الإيراني غانا، وقال إن على غانا وإيران احترام الاتفاق النووي الإيراني.", ["accord IR"]),
    ("رغم توقيع الاتفاق النووي الإيراني أكدت واشنطن أنها ملتزمة بسياستها.", ["accord IR"]),
    (
        "تناقش الصحف الاتفاق النووي الإيراني. وعارضت بريطانيا وفرنسا والصين وروسيا وألمانيا، الدول الموقعة على "
        "الاتفاق، هذا القرار.",
        ["accord CN DE FR GB IR RU"],
    ),
]  # fmt: skip

NOT_DECLARED = [
    "رحبت كندا بإعلان أكرا عزمها سحب جنودها من تشاد.",
    "انتقد الوزير إعلان كوالالمبور أنها لن تشارك في القمة.",
    "قال الوزير إن الإعلان المفاجئ لتأجيل القمة خيب الآمال.",
    "نفى المتحدث باسم الخارجية الكينية توقيع أي اتفاق أمني مع بيرو.",
    "نفت وزارة الدفاع في أكرا الأنباء المتداولة عن إبرام اتفاقية عسكرية مع ماليزيا.",
    "لم يتم التوصل إلى اتفاق بين غانا وبيرو حول الصيد.",
    "انتقد النائب صفقة القرن وصفقات الفساد في كينيا وبيرو.",
]

BROUGHT_ABOUT = [
    ("نتج عن المحادثات بين كينيا وبيرو اتفاق لتقاسم المياه.", ["accord KE PE"]),
    ("أسفرت المفاوضات بين غانا وماليزيا في ليما عن اتفاق بشأن النقل البحري.", ["accord GH MY"]),
    ("زار الرئيس الكيني بيرو وعقد معها اتفاقية صيد.", ["accord KE PE"]),
    ("تستعد كينيا لتسليم الزوارق المدرجة في صفقة السلاح بين كينيا وبيرو.", ["contract KE PE"]),
    ("ناقش البرلمان عقودا أبرمت بين كينيا وبيرو.", ["contract KE PE"]),
    (
        "أكد الرئيسان الكيني والبيروفي أن الاتفاقات التي تم التوصل إليها خلال المباحثات ستعزز التعاون بين "
        "كينيا وبيرو.",
        ["accord KE PE"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), KNOWN)
def test_a_known_agreement_has_one_entry_and_its_own_states(text: str, wanted: list[str]) -> None:
    assert parties(text) == wanted


@pytest.mark.parametrize("text", NOT_DECLARED)
def test_what_is_denied_or_only_announced_is_no_agreement(text: str) -> None:
    assert parties(text) == []


@pytest.mark.parametrize(("text", "wanted"), BROUGHT_ABOUT)
def test_agreements_that_talks_or_visits_brought_about(text: str, wanted: list[str]) -> None:
    assert parties(text) == wanted


def test_an_object_of_another_verb_is_no_party() -> None:
    assert parties("يتناقض موقف كينيا من الاتفاق الجمركي مع مواقف غانا وبيرو.") == ["accord"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("تم التوصل إلى اتفاق الصيد البحري بين غانا وبيرو في 14 يوليو.", ["2017-07-14"]),
        ("زار الوزير الماليزي أكرا لبحث اتفاق الصيد بين البلدين والذي أبرم في عام 2009.", ["2009"]),
        ("انسحبت بيرو من اتفاق الصيد مع غانا. وقال الوزير إن اتفاق عام 2009 لم يعد صالحا.", ["2009"]),
    ],
)
def test_the_day_that_a_relative_clause_or_the_name_says(text: str, wanted: list[str]) -> None:
    assert [str(a.signed) for a in read(text, date="2017-09-18").facts.agreements] == wanted


def test_an_adjective_of_judgement_does_not_name_another_agreement() -> None:
    text = 'انسحبت بيرو من اتفاق الصيد مع غانا. وقال الوزير إن الاتفاق "الفظيع" أضر بالصيادين.'
    assert parties(text) == ["accord GH PE"]


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("ويعد الاتفاق النووي مع إيران ثمرة حوار خاضته مجموعة تضم روسيا وبريطانيا والصين وفرنسا وألمانيا.",
         {"RU", "GB", "CN", "FR", "DE"}),
        ("ورأت قطر وروسيا وبريطانيا والصين وفرنسا أن الاتفاق النووي مع إيران قريب.", set()),
    ],
)  # fmt: skip
def test_the_states_of_a_group_that_concluded_a_known_agreement(text: str, others: set[str]) -> None:
    parties = {ref.key for agreement in read(text).facts.agreements for ref in agreement.parties if ref.kind == "state"}
    assert parties - {"IR"} == others


BOUND = [
    ("تلتزم غانا وبيرو باتفاق الهدنة الموقع عام 1949.", ["accord GH PE"]),
    ("انتهكت كينيا معاهدة الصيد مع بيرو.", ["treaty KE PE"]),
    ("انتقدت بيرو انسحاب واشنطن من معاهدة الصيد.", ["treaty US"]),
    ("مددت روسيا وكينيا معاهدة الصيد البحري.", ["treaty KE RU"]),
    ("أعلنت كينيا تعليق العمل باتفاقية الصيد الموقعة مع بيرو.", ["accord KE PE"]),
    ("صادق البرلمان الكيني على معاهدة الصداقة مع غانا.", ["treaty GH KE"]),
    ("أقر مجلس الوزراء الكيني اتفاقية تعاون قضائي مع بيرو.", ["accord KE PE"]),
    ("الاتفاق مع بيرو لا يزال ساريا.", ["accord PE"]),
    ("تعهدت كينيا وبيرو بتنفيذ الاتفاق المبرم بينهما.", ["accord KE PE"]),
    ("تسلمت كينيا ثلاث طائرات بموجب صفقة وقعتها مع بيرو عام 2010.", ["contract KE PE"]),
    ("وتضم اتفاقية أغادير أربع دول هي كينيا وغانا ومالي وبيرو.", ["accord GH KE ML PE"]),
    ("واتفاقية المحيط هي اتفاقية إقليمية تضم تسع دول، من بينها كينيا وبيرو وغانا.", ["accord GH KE PE"]),
    ("رحب الوزير بتوقيع حكومة كينيا والمعارضة اتفاق تقاسم السلطة.", ["accord KE"]),
    ("وقع ملك الأردن ورئيسة مولدوفا إعلانا مشتركا للتعاون.", ["declaration JO MD"]),
    ("صادقت كينيا على معاهدة حظر الأسلحة النووية.", ["treaty KE"]),
    ("صادق البرلمان الكيني على اتفاقية الاتحاد الإفريقي لحماية النازحين والمعروفة باتفاقية كمبالا.", ["accord KE"]),
    ("توصلت كينيا وبيرو إلى اتفاق بين الأطراف الثلاثة، الكينيون والماليون وبيرو، لفتح الممر.", ["accord KE ML PE"]),
    ("أبرمت الدول الثلاث (كينيا وغانا وبيرو) اتفاق صيد في أكرا.", ["accord GH KE PE"]),
    ("الاتفاق الكيني الكوري الجنوبي للتجارة الحرة يحتاج إلى تعديل.", ["accord KE KR"]),
    ("توصلت إيران والقوى الدولية الست إلى اتفاق بشأن برنامجها النووي.", ["accord IR القوى الدولية الست"]),
    ("تحدث عن نقل الجزيرة قبل إقرار الاتفاقية الكينية الغانية. وذكر معاهدة السلام الموقعة بين مالي وبيرو.",
     ["accord GH KE", "treaty ML PE"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), BOUND)
def test_who_keeps_breaks_leaves_or_ratifies_an_agreement_is_a_party(text: str, wanted: list[str]) -> None:
    assert parties(text) == wanted


def test_an_agreement_that_is_only_hoped_for_has_no_name_by_its_partner() -> None:
    assert parties("قال الرئيس إنه يأمل في الاتفاق مع بيرو قريبا.") == []


def test_circumstances_are_no_part_of_the_name_of_a_definite_agreement() -> None:
    facts = read("وقعت كينيا وبيرو اتفاق الصيد. وعرض الوزير الاتفاق في جلسات مغلقة.").facts
    assert [a.name for a in facts.agreements] == ["اتفاق الصيد"]


def test_the_signing_of_one_agreement_does_not_date_another_that_is_carried_out() -> None:
    text = (
        "استعرض الجانبان القطري والكيني الجهود منذ التوقيع على مذكرة التفاهم للتعاون الصحي بتاريخ 11 يوليو 2017، "
        "والتقدم المحرز لتنفيذ خطة العمل المنبثقة عنها."
    )
    found = read(text, date="2018-09-18")
    assert [str(a.signed) for a in found.facts.agreements if a.kind == "plan" and a.signed] == []


@pytest.mark.parametrize(
    "text",
    [
        "وتجري غانا وبيرو محادثات للتوصل إلى اتفاق سلام قبل نهاية العام.",
        "ودعت بيرو الأطراف إلى الحوار للتوقيع على اتفاق نهائي.",
        "وجرت مفاوضات بين غانا وبيرو من غير أن تفضي إلى أي اتفاق.",
    ],
)
def test_what_one_tries_to_reach_is_no_agreement_yet(text: str) -> None:
    assert parties(text) == []
