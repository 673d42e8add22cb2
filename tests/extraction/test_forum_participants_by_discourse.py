"""Who takes part in forums: late subjects, leaders of states, sponsors, those of the next sentence; names of forums."""

from __future__ import annotations

import pytest

from tests.extraction.saying import read

TAKE_PART = [
    # leaders and ministers of states, after what they attend
    ("يحضر قمة أكرا للطاقة زعماء كينيا وغانا ومالي.", {"KE", "GH", "ML"}),
    ("تضم القمة الرباعية في أكرا رؤساء كينيا وغانا ومالي والنيجر.", {"KE", "GH", "ML", "NE"}),
    ("تعقد غدا في أكرا قمة ثلاثية تجمع كينيا وغانا ومالي.", {"KE", "GH", "ML"}),
    # those who attend it by a pronoun of the next sentence
    ("تستضيف أكرا غدا مؤتمر المناخ الأفريقي. ويشارك فيه وزراء خارجية كينيا وغانا ومالي.", {"KE", "GH", "ML"}),
    ("تستضيف أكرا غدا مؤتمر المناخ الأفريقي. وتشارك فيه كينيا ومالي والبنك الدولي.", {"KE", "ML", "البنك الدولي"}),
    # experts and envoys of states
    ("ينعقد في أكرا المؤتمر الدولي للمياه بمشاركة ممثلين عن كينيا والاتحاد الأوروبي.", {"KE", "الاتحاد الأوروبي"}),
    # sponsors
    ("انطلقت محادثات أروشا برعاية كينيا وتنزانيا وأوغندا.", {"KE", "TZ", "UG"}),
    ("تتواصل محادثات أروشا التي ترعاها كينيا وتنزانيا وأوغندا.", {"KE", "TZ", "UG"}),
    ("انطلقت في نيروبي مفاوضات السلام برعاية أمريكية.", {"US"}),
    # a speech before it
    ("وأشاد الأمين العام للاتحاد الأفريقي موسى كيتا، في كلمته أمام القمة العربية في نواكشوط، بدور كينيا.",
     {"موسى كيتا"}),
    # a meeting told to be one, in quotation marks
    ("يلتقي الوزير الكيني جون موتوا نظيره الغاني كوفي منساه في \"حوار استراتيجي\" بين البلدين في أكرا.",
     {"جون موتوا", "كوفي منساه"}),
    # talks of two for an agreement
    ("أعلنت الوزيرة إطلاق مفاوضات اتفاق التجارة الحرة بين كينيا والاتحاد الأوروبي في نيروبي.",
     {"KE", "الاتحاد الأوروبي"}),
    ("استؤنفت مفاوضات التجارة الحرة بين غانا ومجلس التعاون الخليجي.", {"GH", "مجلس التعاون الخليجي"}),
    # where somebody goes to attend it
    ("وصل وزير الخارجية الكيني جون موتوا إلى أكرا حيث يشارك في المؤتمر الوزاري الثامن للمياه.", {"جون موتوا"}),
    ("انطلقت بأكرا الدورة الثانية عشرة للجنة الكينية الغانية المشتركة، بإشراف الوزير الغاني كوفي منساه ونظيره الكيني "
     "جون موتوا.", {"KE", "GH", "كوفي منساه", "جون موتوا"}),
    # who signs at its end, and the two ministers
    ("وقع الوزير الكيني جون موتوا ونظيره الغاني كوفي منساه خطة عمل. وجرى التوقيع في ختام الدورة السابعة للجنة الكينية "
     "الغانية المشتركة بأكرا.", {"KE", "GH", "جون موتوا", "كوفي منساه"}),
    ("أجرى وزير الدفاع الكيني جون موتوا بعد استقباله من الرئيس الغاني نانا أدو محادثات مع نظيره كوفي منساه. وأشرف "
     "الوزيران على اختتام أشغال الدورة السابعة للجنة الكينية الغانية المشتركة.",
     {"KE", "GH", "جون موتوا", "كوفي منساه"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names"), TAKE_PART)
def test_who_takes_part_in_a_forum(text: str, names: set[str]) -> None:
    said = read(text)
    (forum,) = said.facts.forums
    assert {said.name(ref) for ref in forum.participants} == names


SIGNED = "وقع الوزير الكيني جون موتوا ونظيره الغاني كوفي منساه مذكرة تفاهم"
THERE = [
    f"{SIGNED} على هامش القمة الأفريقية في نيروبي.",
    f"{SIGNED} بشأن التعاون التجاري، على هامش مشاركتهما في القمة الأفريقية.",
    f"{SIGNED}، وذلك في ختام أعمال القمة الأفريقية.",
    f"وفي ختام القمة الأفريقية التي عقدت في نيروبي، {SIGNED}.",
    f"{SIGNED}. وجرت مراسم التوقيع خلال القمة الأفريقية في نيروبي.",
]
ELSEWHERE = [
    f"{SIGNED} في أكرا. وتبدأ القمة الأفريقية في نيروبي غدا.",
    f"{SIGNED} قبل أسبوع من انعقاد القمة الأفريقية.",
    f"{SIGNED} لدعم ترشيح نيروبي لاستضافة مؤتمر المناخ.",
    f"{SIGNED} لدعم المغرب في مؤتمر المناخ.",
    f"{SIGNED}، فيما تحدث وزير الطاقة خلال القمة الأفريقية في نيروبي.",
    f"{SIGNED}. وقبل ذلك تحدث وزير الطاقة في القمة الأفريقية في نيروبي.",
    f"{SIGNED}. وأشاد وزير الطاقة بنتائج القمة الأفريقية.",
]


@pytest.mark.parametrize("text", THERE)
def test_who_signs_at_a_forum_takes_part_in_it(text: str) -> None:
    said = read(text)
    (forum,) = said.facts.forums
    assert {said.name(ref) for ref in forum.participants} == {"جون موتوا", "كوفي منساه"}


@pytest.mark.parametrize("text", ELSEWHERE)
def test_who_signs_before_a_forum_or_about_it_takes_no_part_for_that(text: str) -> None:
    (forum,) = read(text).facts.forums
    assert forum.participants == ()


@pytest.mark.parametrize(
    ("text", "name", "names"),
    [
        ("وتشارك في القمة العربية مصر وتونس والجزائر.", "القمة العربية", {"EG", "TN", "DZ"}),
        ("وتشارك في اجتماع مجموعة الساحل فرنسا ومالي والنيجر.", "اجتماع مجموعة الساحل", {"FR", "ML", "NE"}),
    ],
)
def test_states_after_a_forum_are_no_part_of_its_name_and_no_place(text: str, name: str, names: set[str]) -> None:
    said = read(text)
    (forum,) = said.facts.forums
    assert (forum.name, forum.place) == (name, None)
    assert {said.name(ref) for ref in forum.participants} == names


@pytest.mark.parametrize("sponsor", ["برعاية الأمم المتحدة", "التي ترعاها الأمم المتحدة"])
def test_a_body_that_sponsors_a_forum_takes_no_part_in_it(sponsor: str) -> None:
    (forum,) = read(f"استؤنفت في نيروبي محادثات أروشا {sponsor}.").facts.forums
    assert forum.participants == ()


def test_a_plural_adjective_is_not_of_the_summit_before_it() -> None:
    said = read("تعقد قمة مجموعة السبع غدا. وقال الوزير إن أعضاء القمة الآخرين يعارضون ذلك.")
    assert [forum.name for forum in said.facts.forums] == ["قمة مجموعة السبع"]


def test_the_sponsor_of_something_else_takes_no_part() -> None:
    said = read("انعقدت قمة أكرا للأمن أمس. وأشاد الوزير بالهدنة التي ترعاها كينيا في مالي.")
    (forum,) = said.facts.forums
    assert forum.participants == ()


def test_a_bare_noun_is_no_name_of_a_forum_that_has_one() -> None:
    said = read("تبدأ غدا قمة أكرا للأمن. وقال الوزير إن القمة ستناقش الهدنة.")
    (forum,) = said.facts.forums
    assert "القمة" not in forum.forms


def test_sessions_of_a_committee_named_in_short_and_in_full_are_of_one_series() -> None:
    said = read(
        "عقد الاجتماع السادس للجنة الأفريقية العليا المعنية بالمياه في أكرا أمس. "
        "وتستضيف نيروبي العام المقبل الاجتماع السابع للجنة الأفريقية العليا."
    )
    assert len({forum.series for forum in said.facts.forums}) == 1


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("عقد في الدوحة أمس اجتماع لمجلس التعاون الخليجي. ومجلس التعاون الخليجي (السعودية والكويت وقطر) هيئة إقليمية.",
         {"SA", "KW", "QA"}),
        ("اختتمت في نيروبي قمة منظمة إيغاد التي تضم كينيا وأوغندا وإثيوبيا.", {"KE", "UG", "ET"}),
        ("اختتمت قمة الاتحاد الأفريقي. وقال الوزير إن ثلاثا من دول الاتحاد الأفريقي هي كينيا وغانا ومالي تؤيد ذلك.",
         set()),
        ("تعقد غدا في نيروبي قمة بين كينيا والاتحاد الأوروبي الذي يضم فرنسا وألمانيا وإيطاليا.", set()),
    ],
)  # fmt: skip
def test_the_members_of_the_body_that_a_forum_is_of(text: str, members: set[str]) -> None:
    (forum,) = read(text).facts.forums
    assert {ref.key for ref in forum.members} == members


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "شدد الرئيس الغاني كوفي منساه على السلام. وأضاف في ختام قمة أكرا للمياه أن بلاده ستعمل لأجله.",
            {"كوفي منساه"},
        ),
        ("ذكر المتحدث أن الوزير الغاني كوفي منساه مريض، وأضاف في ختام قمة أكرا للمياه أن الوضع صعب.", set()),
        ("شدد الرئيس الغاني كوفي منساه على السلام. وأضاف أن قمة أكرا للمياه ستبدأ غدا.", set()),
    ],
)
def test_who_goes_on_to_speak_at_a_forum(text: str, names: set[str]) -> None:
    said = read(text)
    (forum,) = said.facts.forums
    assert {said.name(ref) for ref in forum.participants} == names


def test_the_leader_whom_a_summit_of_two_does_not_name() -> None:
    said = read(
        "انتهت القمة غير الرسمية بين الرئيسين الغاني والكيني في نيروبي. وقال الرئيس الكيني جون موانغي إن القمة نجحت. "
        "وزار الرئيس الغاني كوفي منساه كينيا أمس."
    )
    (forum,) = said.facts.forums
    assert {"جون موانغي", "كوفي منساه"} <= {said.name(ref) for ref in forum.participants}


def test_the_two_of_a_summit_meet_where_it_is() -> None:
    said = read(
        "قال الوزير إن القمة بين الرئيس الغاني كوفي منساه والرئيس الكيني جون موانغي مهمة.\n"
        "ويلتقي الرئيسان كوفي منساه وجون موانغي في نيروبي يوم الثلاثاء."
    )
    assert [said.name(forum.place) for forum in said.facts.forums if forum.place] == ["نيروبي"]


def test_a_headline_tells_the_forum_of_the_lead() -> None:
    said = read(
        "اجتماع أفريقي طارئ لبحث الجفاف\n\nعقد في أكرا أمس الاجتماع الطارئ للجنة المياه الأفريقية برئاسة كينيا."
    )
    assert len(said.facts.forums) == 1


def test_an_indefinite_noun_after_the_conference_is_not_of_its_name() -> None:
    said = read("افتتح في أكرا مؤتمر المناخ الأفريقي. وشهد المؤتمر لحظات توتر بين الوفود.")
    assert [forum.name for forum in said.facts.forums] == ["مؤتمر المناخ الأفريقي"]
