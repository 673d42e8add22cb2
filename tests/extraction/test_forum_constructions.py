"""How newswire says that a forum is held and who is there: the clause decides, not the noun alone."""

from __future__ import annotations

import pytest

from tests.extraction.saying import Said, read

CONVENED = [
    ("يختتم الاجتماع الإفريقي لمديري الجمارك أعماله غدا في مومباسا.", "مومباسا"),
    ("ناقشت الوزيرة الكينية الملف في اجتماع الاتحاد الإفريقي بمومباسا.", "مومباسا"),
    ("انطلق اليوم في صلالة الاجتماع الإقليمي لخبراء الأرصاد الجوية.", "صلالة"),
    ("شارك وزير البيئة المالطي جورج فيلا في اجتماع الاتحاد الأوروبي في نيقوسيا.", "نيقوسيا"),
]  # fmt: skip

RETOLD = [
    ("احتضنت صفاقس مؤتمرا عن تآكل السواحل. وقال المنظمون إن المؤتمر عرف مشاركة منظمة اليونسكو والاتحاد الإفريقي.",
     "صفاقس", {"منظمة اليونسكو", "الاتحاد الإفريقي"}),
    ("استضافت لواندا مؤتمرا حول أمن الموانئ. وشارك في المؤتمر وزير النقل الكيني كيبشومبا موروكومين.",
     "لواندا", {"كيبشومبا موروكومين"}),
    ("تنظم فاليتا غدا مؤتمرا دوليا عن التراث البحري. ويفتتح المؤتمر الرئيس المالطي جورج فيلا.",
     "فاليتا", {"جورج فيلا"}),
]  # fmt: skip

DUALS = [
    "أجرى وزير السياحة التونسي كريم الهادي محادثات مع وزيرة الثقافة المالية مريم كيتا. "
    "ثم افتتح الوزيران المنتدى الأول للحرف التقليدية.",
    "التقى وزير السياحة التونسي كريم الهادي وزيرة الثقافة المالية مريم كيتا. "
    "وترأس المسؤولان الدورة الثانية للجنة المشتركة.",
    "استقبل وزير السياحة التونسي كريم الهادي وزيرة الثقافة المالية مريم كيتا. "
    "وحضر الوزيران المنتدى العربي الثالث للسياحة.",
]  # fmt: skip

LISTS = [
    ("حضرت منتدى دبي للمياه هيئات أممية عدة؛ من بينها اليونسكو ومنظمة الصحة العالمية والبنك الدولي.",
     {"اليونسكو", "منظمة الصحة العالمية", "البنك الدولي"}),
    ("شاركت في مؤتمر أكرا للتعليم منظمات كثيرة، أبرزها اليونسكو والاتحاد الإفريقي.",
     {"اليونسكو", "الاتحاد الإفريقي"}),
    ("ويشارك في قمة نيروبي للمناخ عدد من القادة، بينهم الرئيس الغاني كوفي منساه والرئيس المالطي جورج فيلا.",
     {"كوفي منساه", "جورج فيلا"}),
]  # fmt: skip

OPENED = [
    ("واستهل كوفي منساه، وزير النقل الغاني، الملتقى الدولي للأرصاد بكلمة.", {"كوفي منساه"}),
    ("ونظمت كينيا عام 2016 في مومباسا الملتقى الدولي للأرصاد.", {"KE"}),
]  # fmt: skip

LEFT_OUT = [
    ("تستضيف أوسلو الشهر المقبل قمة المحيطات. وينتظر أن يحضر رئيس وزراء تايلاند سومتشاي براسيت، ومندوبون من البرازيل "
     "وغانا.", {"سومتشاي براسيت", "BR", "GH"}),
    ("انطلق اليوم مؤتمر داكار للصيد البحري. كما سيحضر وزير التجارة الغاني كوفي منساه، وممثلون عن كندا وتشيلي.",
     {"كوفي منساه", "CA", "CL"}),
    ("يبدأ غدا منتدى لشبونة للطاقة. ومن المتوقع حضور وزير الطاقة الغاني كوفي منساه، والوزير المالطي جورج فيلا.",
     {"كوفي منساه", "جورج فيلا"}),
]  # fmt: skip

COMMITTEES = [
    ("وأنهت اللجنة الوزارية الموريشية الكوبية المشتركة أعمالها في بورت لويس بحضور وزير التجارة الموريشي رافي بوندو "
     "ونظيره الكوبي لويس أرسي.", "بورت لويس", {"MU", "CU", "رافي بوندو", "لويس أرسي"}),
    ("جاء ذلك في ختام أعمال اللجنة العليا الغانية المالية المشتركة التي عقدت في أكرا برئاسة وزير التجارة الغاني كوفي "
     "منساه.", "أكرا", {"GH", "ML", "كوفي منساه"}),
    ("وستنعقد قريبا في هافانا اللجنة الحكومية الكينية الكوبية المشتركة.", "هافانا", {"KE", "CU"}),
]  # fmt: skip

NO_FORUM = [
    "عقد وزير الزراعة الكيني كيبشومبا موروكومين اجتماعا مع نظيره الغاني كوفي منساه.",
    "عقد مجلس الوزراء الكيني اجتماعا أمس.",
    "احتضنت أكرا مؤتمرا صحفيا لوزير الزراعة الغاني كوفي منساه.",
    "قالت اللجنة الوزارية المشتركة إن الأسعار مستقرة.",
]

BY_CLAUSE = [
    ("وتعهدت كندا بتمويل الميناء خلال قمة في لشبونة في مايو.", "قمة في لشبونة", "لشبونة"),
    ("شاركت الوزيرة الكينية في مؤتمر بأكرا عن المياه.", "مؤتمر بأكرا", "أكرا"),
    ("اختتم الاتحاد الإفريقي في العاصمة الكينية نيروبي، أمس، قمة بحث خلالها ملف الديون.", "قمة", "نيروبي"),
    ("وتستأنف المحادثات السودانية في لوزان الأسبوع المقبل.", "المحادثات السودانية", "لوزان"),
    ("وتتواصل محادثات السلام في مومباسا برعاية كينية.", "محادثات السلام", "مومباسا"),
    ("ويعقد بمدينة مومباسا، شرق كينيا، مؤتمر «مستقبل الزراعة المطرية في بلدان شرق القارة وأثرها على أسعار الحبوب "
     "فيها»، تحت رعاية اتحاد المزارعين.",
     "مؤتمر «مستقبل الزراعة المطرية في بلدان شرق القارة وأثرها على أسعار الحبوب فيها»", "مومباسا"),
]  # fmt: skip

PARTIES = [
    ("أعلن الرئيس الغاني كوفي منساه ذلك خلال قمة مع الرئيس المالطي جورج فيلا في لشبونة.",
     {"كوفي منساه", "جورج فيلا"}),
    ("وقال إنه حضر القمة الإفريقية التي عقدت في أكرا بين الرئيس الغاني كوفي منساه والرئيس المالطي جورج فيلا.",
     {"كوفي منساه", "جورج فيلا"}),
    ("وتترقب العواصم القمة بين كينيا وبين كوبا في أكرا.", {"KE", "CU"}),
    ("يلتقي وزير الخارجية الغاني كوفي منساه نظيره المالطي جورج فيلا غدا في أكرا في حوار استراتيجي بين البلدين.",
     {"GH", "MT", "كوفي منساه", "جورج فيلا"}),
    ("قال وزير الخارجية الغاني كوفي منساه ونظيره المالطي جورج فيلا إن الحوار الاستراتيجي الغاني المالطي الذي عقد أمس "
     "كان مثمرا.", {"GH", "MT", "كوفي منساه", "جورج فيلا"}),
    ("وانطلق أمس مؤتمر أصدقاء مالي في لشبونة.", set()),
    ("وانطلق أمس مؤتمر «ثروات كينيا وكوبا» في لشبونة.", set()),
]  # fmt: skip

HEADED = [
    ("وصل وزير النقل المالطي جورج فيلا إلى أوسلو للمشاركة في المنتدى العالمي للموانئ.", "أوسلو"),
    ("غادر الوزير الغاني كوفي منساه إلى بروكسل للمشاركة الثلاثاء في اجتماع لوزراء مالية الاتحاد الأوروبي.", "بروكسل"),
    ("يزور الوزير الغاني كوفي منساه لشبونة لحضور المنتدى الثالث للمحيطات.", "لشبونة"),
]  # fmt: skip

ONE = [
    "بدأ أمس الحوار الاستراتيجي الغاني المالطي. وقال خبراء إن الحوار بين غانا ومالطا تأخر كثيرا.",
    "تتجه الأنظار إلى القمة المرتقبة. وتبدأ قمة أكرا للزراعة غدا.",
    "بدأ أمس منتدى أكرا للزراعة. وقال المنظمون إن المؤتمر سيعقد كل عام.",
]  # fmt: skip

NO_NAME = [
    "أنشئت المدرسة بمبادرة البنك الدولي.",
    "أعربت الوزيرة الكينية عن دعمها للحوار المباشر بين غانا ومالطا.",
    "دعا الرئيس الغاني كوفي منساه إلى الحوار الوطني الهادئ.",
    "ويأمل الرئيس الغاني كوفي منساه في عقد قمة بين غانا ومالطا.",
    "حضر الطلاب محاضرة ينظمها منتدى أكرا للفكر.",
    "نشرت الصحيفة حوارا مع الوزير الغاني كوفي منساه.",
    "بحث الوزير الغاني كوفي منساه المحادثات الغانية المالطية في لشبونة.",
]

TWO = (
    "اختتمت في أكرا قمة أكرا للزراعة. وتنطلق في مومباسا قمة مومباسا للنقل. "
    "وشارك في قمة مومباسا للنقل وزير النقل الغاني كوفي منساه."
)


def _participants(said: Said) -> set[str]:
    assert len(said.facts.forums) == 1
    return {said.name(ref) for ref in said.facts.forums[0].participants}


def _places(said: Said) -> list[str | None]:
    return [said.name(forum.place) if forum.place else None for forum in said.facts.forums]


@pytest.mark.parametrize(("text", "place"), CONVENED)
def test_a_meeting_of_a_body_or_of_a_region_is_a_forum(text: str, place: str) -> None:
    assert _places(read(text)) == [place]


@pytest.mark.parametrize(("text", "place", "names"), RETOLD)
def test_what_is_said_of_the_conference_later_is_said_of_the_one_named_before(
    text: str, place: str, names: set[str]
) -> None:
    said = read(text)
    assert _places(said) == [place]
    assert names <= _participants(said)


@pytest.mark.parametrize("text", DUALS)
def test_the_two_ministers_are_the_two_named_before(text: str) -> None:
    assert _participants(read(text)) == {"كريم الهادي", "مريم كيتا"}


@pytest.mark.parametrize(("text", "names"), LISTS)
def test_a_list_of_some_who_take_part(text: str, names: set[str]) -> None:
    assert _participants(read(text)) == names


@pytest.mark.parametrize(("text", "names"), LEFT_OUT)
def test_a_sentence_that_leaves_the_forum_out(text: str, names: set[str]) -> None:
    assert _participants(read(text)) == names


@pytest.mark.parametrize(("text", "place", "names"), COMMITTEES)
def test_a_joint_committee_that_is_convened(text: str, place: str, names: set[str]) -> None:
    said = read(text)
    assert _places(said) == [place]
    assert _participants(said) == names


@pytest.mark.parametrize("text", NO_FORUM)
def test_meetings_of_two_and_of_cabinets_are_no_forums(text: str) -> None:
    assert read(text).forums == []


def test_two_summits_with_places_of_their_own_are_kept_apart() -> None:
    said = read(TWO)
    assert sorted(filter(None, _places(said))) == ["أكرا", "مومباسا"]
    there = {said.name(f.place): {said.name(r) for r in f.participants} for f in said.facts.forums if f.place}
    assert there["مومباسا"] == {"كوفي منساه"}
    assert there["أكرا"] == set()


@pytest.mark.parametrize(("text", "name", "place"), BY_CLAUSE)
def test_a_gathering_that_its_clause_or_its_place_tells(text: str, name: str, place: str) -> None:
    said = read(text)
    assert [forum.name for forum in said.facts.forums] == [name]
    assert _places(said) == [place]


@pytest.mark.parametrize(("text", "names"), PARTIES)
def test_the_parties_of_a_summit_or_dialogue(text: str, names: set[str]) -> None:
    assert _participants(read(text)) == names


@pytest.mark.parametrize(("text", "place"), HEADED)
def test_where_somebody_goes_to_take_part(text: str, place: str) -> None:
    assert _places(read(text)) == [place]


@pytest.mark.parametrize("text", ONE)
def test_two_names_of_one_forum(text: str) -> None:
    assert len(read(text).facts.forums) == 1


@pytest.mark.parametrize("text", NO_NAME)
def test_what_only_sounds_like_a_forum(text: str) -> None:
    assert not read(text).facts.forums


def test_a_superscript_numbers_no_edition() -> None:
    assert [forum.edition for forum in read("وانطلق أمس مؤتمر أكرا ² للمياه.").facts.forums] == [None]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("وانطلق أمس منتدى أكرا للزراعة.", "forum"),
        ("وتعهدت كندا بتمويل الميناء خلال قمة في لشبونة في مايو.", "forum-clause"),
        ("وانطلق أمس منتدى أكرا للزراعة. وألقى وزير النقل الغاني كوفي منساه كلمة عن الموانئ.", "forum-article"),
    ],
)
def test_what_a_forum_rests_on(text: str, rule: str) -> None:
    assert [forum.evidence.rule for forum in read(text).facts.forums] == [rule]


def test_the_day_between_the_verb_and_the_meeting_is_its_day() -> None:
    said = read("عقد وزراء خارجية الاتحاد الأوروبي مساء أمس في لشبونة اجتماعا تنسيقيا للتحضير للقاء مع كندا اليوم.")
    assert [(str(forum.date), forum.name) for forum in said.facts.forums] == [("2017-09-17", "اجتماعا تنسيقيا")]
    assert _places(said) == ["لشبونة"]
    assert _participants(said) == {"الاتحاد الأوروبي"}


@pytest.mark.parametrize(("text", "names"), OPENED)
def test_who_opens_or_holds_a_forum(text: str, names: set[str]) -> None:
    assert _participants(read(text)) == names


@pytest.mark.parametrize(
    ("text", "name", "place", "edition", "names"),
    [
        ("انطلقت في أوسلو أعمال الاجتماع التشاوري لوزراء البيئة الأفارقة.",
         "الاجتماع التشاوري لوزراء البيئة الأفارقة", "أوسلو", None, set()),
        ("قال الوزير الكيني جون كاريوكي خلال اجتماع مجموعة العشرين في أوسلو إن البحر نظيف.",
         "اجتماع مجموعة العشرين", "أوسلو", None, {"جون كاريوكي"}),
    ],
)  # fmt: skip
def test_meetings_by_their_adjective_and_their_group(
    text: str, name: str, place: str, edition: int | None, names: set[str]
) -> None:
    said = read(text)
    assert [(forum.name, forum.edition) for forum in said.facts.forums] == [(name, edition)]
    assert _places(said) == [place]
    assert _participants(said) == names


def test_a_forum_told_by_its_city_and_by_the_state_is_one() -> None:
    said = read(
        "انطلق الحوار الاستراتيجي الكيني المالطي في نيروبي أمس. وقال الوزيران إن الحوار الاستراتيجي بين كينيا ومالطا "
        "الذي تستضيفه كينيا مفيد."
    )
    assert _places(said) == ["نيروبي"]
