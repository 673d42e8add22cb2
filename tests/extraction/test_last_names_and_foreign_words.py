"""Names whose words only look like Arabic, last names that the press uses alone, and bodies by their class."""

from __future__ import annotations

import pytest

from tests.extraction.saying import read

NAMES = [
    # last names that a dictionary of inflected forms takes for Arabic
    ("وقال وزير النقل البيروفي ديتمير بوشات في بيان إن الجسر سيفتح.", ["ديتمير بوشات"]),
    ("وقال السفير موسى فاكي إن العلاقات جيدة.", ["موسى فاكي"]),
    ("وقالت وزيرة البيئة ماري كلير أوبان إن المناخ يتغير.", ["ماري كلير أوبان"]),
    ("وقال وزير المالية زولت نيميت إن الموازنة أقرت.", ["زولت نيميت"]),
    ("والتقى نظيره الهولندي لوك فان دير هوفن في باريس.", ["لوك فان دير هوفن"]),
    # a foreign name that holds the letters of the article
    ("وأعرب وزير الخارجية الإندونيسي ماروتي كاتاليناوا عن قلقه.", ["ماروتي كاتاليناوا"]),
    # two syllables after the family name, one of them a common word; and what is none
    ("وقال كيم هيون سو المتحدث باسم الوزارة في بيان إن القرار نهائي.", ["كيم هيون سو"]),
    ("وتعهد الزعيم كيم بإخلاء شبه الجزيرة.", ["كيم"]),
    ("وقال الزعيم كيم وقت وصوله إن القمة ناجحة.", ["كيم"]),
    # an office whose noun needs no genitive
    ("وقال مارك هانسون كبير المساعدين العسكريين إن العمل جار.", ["مارك هانسون"]),
]

CALLED_ALONE = [
    # with the article behind li-, and of things that are his
    ("وقال المعارض إن لا مستقبل للأسد في سوريا.", ["الأسد"]),
    ("وأشاد بجهود السيسي في مصر.", ["السيسي"]),
    # whoever headed a state at some time, where nobody knows when the article was written
    ("ورحب البرلمان بموقف ميركل.", ["ميركل"]),
]

SPELT_IN_TWO_WAYS = [
    ("وصل وزير الخارجية الإسرائيلي أفيغدور ليبيرمان أمس. وقال ليبرمان إن الزيارة مهمة.", ["أفيغدور ليبيرمان"]),
    ("التقى رئيس الوزراء الإسرائيلي بنيامين ناتنياهو الوفد. وأكد نتنياهو أهمية اللقاء.", ["بنيامين ناتنياهو"]),
]

NO_OFFICIALS = [
    "وقال المبعوث إن رأي الشارع السوداني مهم.",
    "ودعا البيان إلى إشراف المشرف على البرنامج.",
]


@pytest.mark.parametrize(("text", "names"), NAMES)
def test_a_name_in_its_place_is_read_whole(text: str, names: list[str]) -> None:
    assert read(text).names == names


@pytest.mark.parametrize(("text", "names"), CALLED_ALONE)
def test_a_last_name_alone_is_enough_of_those_whom_everybody_knows(text: str, names: list[str]) -> None:
    assert read(text, date=None).names == names


@pytest.mark.parametrize(("text", "names"), SPELT_IN_TWO_WAYS)
def test_one_person_spelt_in_two_ways_is_one(text: str, names: list[str]) -> None:
    assert read(text).names == names


@pytest.mark.parametrize("text", NO_OFFICIALS)
def test_an_adjective_is_no_last_name(text: str) -> None:
    assert read(text, date=None).names == []


BODIES = [
    # a foreign name and an adjective of what the body does
    ("وقال مدير مؤسسة رياك البحثية في موسكو إن المخاطر كبيرة.", ["مؤسسة رياك البحثية"]),
    ("وفي مقابلة مع شبكة سكالا الإخبارية قال الوزير إن الحل قريب.", ["شبكة سكالا الإخبارية"]),
    ("وأعلنت مجموعة فيندو الصناعية توقيع العقد.", ["مجموعة فيندو الصناعية"]),
    ("وذكر مركز بيغن السياسي أن الاقتصاد ينمو.", ["مركز بيغن السياسي"]),
    # a name in brackets
    ("وقال رئيس مؤسسة (كروس لاين إنفورميشن) للاستشارات إن السوق ضعيفة.", ["مؤسسة كروس لاين إنفورميشن"]),
    ("وقال أستاذ في جامعة (ساينسز-لي) في باريس إن السوق ضعيفة.", ["جامعة ساينسز-لي"]),
    # an adjective alone names nothing
    ("وقالت المجموعة الصناعية إن العقد جاهز.", []),
]


@pytest.mark.parametrize(("text", "bodies"), BODIES)
def test_a_foreign_name_behind_a_noun_for_bodies(text: str, bodies: list[str]) -> None:
    assert read(text).bodies == bodies
