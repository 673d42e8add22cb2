"""What is only supposed, expected, or of another time is not told as having happened."""

import pytest

from tests.extraction.saying import read


@pytest.mark.parametrize("case", ["في حال وقعت", "وفي حالة وقعت", "إذا وقعت", "ولو وقعت"])
def test_what_is_supposed_is_no_agreement(case: str) -> None:
    assert read(f"{case} الكويت وإيران اتفاقا بشأن الغاز فسيرتفع الإنتاج.").agreements == []
    assert read("وقعت الكويت وإيران اتفاقا بشأن الغاز.").agreements != []


def test_a_visit_foretold_stays_planned_when_it_is_spoken_of_again() -> None:
    said = read("سيتوجه الرئيس الفنلندي ساولي نينيستو إلى الأردن قريبا. وتأتي زيارة نينيستو إلى الأردن في ظرف دقيق.")
    assert said.visits_in_full == ["ساولي نينيستو > JO planned"]


def test_a_day_after_since_is_of_another_event() -> None:
    said = read("كان الاتصال الهاتفي بين الرئيسين الأمريكي والصيني الأول منذ قمتهما في نوفمبر.")
    assert said.meetings_in_full == ["CN + US by phone"]


def test_what_a_conference_is_about_does_not_take_part() -> None:
    for name in ("مؤتمر برلين حول ليبيا", "مؤتمر برلين لدعم ليبيا"):
        (forum,) = read(f"اختتم {name} أعماله.").facts.forums
        assert forum.participants == ()


def test_a_constitutional_declaration_is_no_agreement() -> None:
    assert read("رفض القضاة الإعلان الدستوري الجديد.").agreements == []


@pytest.mark.parametrize("after", ["الصادر", "المنبثق", "الموقع"])
def test_names_end_before_the_participle_that_says_whence(after: str) -> None:
    (pact,) = read(f"نص الإعلان الموريتاني السنغالي المشترك {after} في نواكشوط على التعاون.").agreements
    assert pact.split(" | ")[1] == "الإعلان الموريتاني السنغالي المشترك"


def test_seas_called_after_states_are_no_states() -> None:
    said = read("بحث وزير الدفاع الأمريكي لويد أوستن مع نظيره الفلبيني الملاحة في بحر الصين الجنوبي.")
    assert said.meetings_in_full == ["PH + لويد أوستن"]
    assert "CN" not in said.states
    assert read("زار رئيس مركز أبحاث المحيط الهادئ هونولولو.").names == []


def test_an_and_that_is_written_apart_joins_its_word() -> None:
    said = read("استقبل وزير الشؤون الخارجية و التعاون ناصر بوريطة سفير السنغال و سفير غانا بالرباط.")
    assert "ناصر بوريطة | وزير الشؤون الخارجية و التعاون | MA" in said.posts


@pytest.mark.parametrize(
    "text",
    [
        "يخشى لبنان أن تتوسط تركيا بين سوريا والعراق.",
        "وتخشى مصر أن تقود قطر وساطة بين السودان وإثيوبيا.",
        "ويأمل لبنان أن تستضيف فرنسا محادثات بين سوريا والعراق.",
        "قرر الاتحاد الأوروبي عدم إدراج صربيا على قائمة العقوبات.",
        "أعلنت فرنسا تأجيل تجميد أصول إيران.",
        "أعلنت فرنسا نيتها تجميد أصول إيران.",
        "قدمت وزارة المالية وساطة مالية بين مصر والسودان.",
        "قال الرئيس الكيني بيتر وانجالا إن زيارة إلى الصين ليست ضرورية.",
        "وصل إلى القاهرة جثمان الرئيس السوداني الأسبق عمر الطيب.",
        "اتفق الوزير القطري ماهر العلي ونظيره التركي كمال أوزدمير على زيارة المصابين.",
    ],
)
def test_what_is_feared_put_off_or_another_thing_is_no_event(text: str) -> None:
    said = read(text)
    events = (said.mediations, said.sanctions, said.meetings, said.visits, said.agreements)
    assert not any(events)


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("انتقد إيران الرئيس الأمريكي جون هارلو.", "جون هارلو condemn IR"),
        ("اتهم تركيا وزير الخارجية اليوناني نيكوس ميلاس بخرق الأجواء.", "نيكوس ميلاس accuse TR"),
        ("انتقدت إيران الرئيس الأمريكي جون هارلو.", "IR condemn جون هارلو"),
        ("انتقد العراق الرئيس الأمريكي جون هارلو.", "IQ condemn جون هارلو"),
    ],
)
def test_a_verb_agrees_with_its_subject_even_behind_its_object(text: str, statement: str) -> None:
    assert read(text).statements == [statement]


def test_a_name_ends_before_whom() -> None:
    assert read("وأشاد الرئيس المصري حازم عوني بمن انتقدوا إسرائيل.").names == ["حازم عوني"]
