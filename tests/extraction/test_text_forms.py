"""The same report in plain, vocalised and presentation-form letters says the same."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mithaq.extraction import extract
from mithaq.language.dates import find_dates
from mithaq.language.fold import fold, normalize
from mithaq.language.partial_date import PartialDate
from mithaq.reading.article import Article, Span
from mithaq.reading.script import is_arabic

PLAIN = "التقى وزير الخارجية الأردني سالم الحياري نظيره المصري فؤاد البلتاجي في عمان، ولا خلاف بين البلدين."
VOCALISED = "اِلْتَقَى وَزِيرُ الْخَارِجِيَّةِ الْأُرْدُنِيُّ سَالِمٌ الْحِيَارِيُّ نَظِيرَهُ الْمِصْرِيَّ فُؤَادَ الْبُلْتَاجِيَّ فِي عَمَّانَ، وَلَا خِلَافَ بَيْنَ الْبَلَدَيْنِ."
LAM_ALEF = {"لا": "ﻻ", "لأ": "ﻷ", "لإ": "ﻹ", "لآ": "ﻵ"}
SHAPES = {"ا": "ﺍ", "ل": "ﻟ", "م": "ﻣ", "و": "ﻭ", "ر": "ﺭ", "ي": "ﻳ", "ن": "ﻧ"}


def shaped(text: str) -> str:
    """The text in presentation forms, as old programs and PDF files store it."""
    for letters, ligature in LAM_ALEF.items():
        text = text.replace(letters, ligature)
    return "".join(SHAPES.get(c, c) for c in text)


def meeting(text: str) -> tuple[set[str], int]:
    article = Article(id="a", content=text, body=(Span(0, len(text)),))
    facts = extract(article)
    assert all(text[p.start : p.end] for m in facts.meetings for p in m.evidence.passages)
    return {normalize(o.name) for o in facts.officials}, len(facts.meetings)


@pytest.mark.parametrize("text", [VOCALISED, shaped(PLAIN)])
def test_other_letter_forms_say_the_same(text: str) -> None:
    assert meeting(text) == meeting(PLAIN)
    assert meeting(PLAIN)[1] == 1


DATED = "التقى وزير الخارجية الأردني سالم الحياري في 12 مايو 2014 نظيره المصري فؤاد البلتاجي في عمان"


@pytest.mark.parametrize("control", ["\u200f", "\u200e", "\u202b", "\u2067", "\u200b", "\ufeff"])
def test_marks_of_text_direction_beside_words_and_numbers_say_nothing(control: str) -> None:
    assert meeting(DATED)[1] == 1
    assert meeting(" ".join(f"{control}{word}{control}" for word in DATED.split())) == meeting(DATED)
    assert meeting(f" {control} ".join(DATED.split())) == meeting(DATED)


LISTED = (
    "شارك في الاجتماع الذي عقد في عمان وزير الخارجية الأردني، سالم الحياري، ووزير الخارجية المصري، فؤاد البلتاجي، "
    "والأمين العام لمجلس التعاون الخليجي، ناصر الغنيمي."
)


UNDOTTED = "التقى وزير الخارجية الأردنى على بن سالم الحيارى نظيره المصرى فؤاد البلتاجى فى عمان، ورحبا بالاتفاق النووى."


@pytest.mark.parametrize("text", [UNDOTTED, UNDOTTED.replace("ى", "ي")])
def test_a_final_ya_may_be_written_without_dots(text: str) -> None:
    article = Article(id="a", content=text, body=(Span(0, len(text)),))
    facts = extract(article)
    assert {normalize(o.name) for o in facts.officials} == {
        normalize("علي بن سالم الحياري"),
        normalize("فؤاد البلتاجي"),
    }
    assert [normalize(a.name) for a in facts.agreements] == [normalize("الاتفاق النووي")]


def test_asterisks_that_emphasise_words_say_nothing() -> None:
    assert meeting(LISTED.replace("سالم الحياري", "سالم **الحياري**").replace("في عمان", "في *عمان*")) == meeting(
        LISTED
    )


@pytest.mark.parametrize("sign", ["؛", ";"])
def test_a_semicolon_may_stand_for_a_comma(sign: str) -> None:
    assert len(meeting(LISTED)[0]) == 3
    assert meeting(LISTED.replace("،", sign)) == meeting(LISTED)


@pytest.mark.parametrize("text", [VOCALISED, shaped(PLAIN)])
def test_other_letter_forms_are_arabic(text: str) -> None:
    assert is_arabic(text)


@given(st.text(alphabet=st.characters(min_codepoint=0x0600, max_codepoint=0xFEFF), max_size=40))
def test_folding_keeps_offsets_and_normalizing_is_stable(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert normalize(normalize(text)) == normalize(text)


@given(st.sampled_from(list(map(chr, range(0xFE80, 0xFEFD)))))
def test_presentation_forms_compare_as_their_letters(letter: str) -> None:
    assert normalize(letter) == normalize(unicodedata.normalize("NFKC", letter))


@pytest.mark.parametrize(
    ("text", "month"), [("في 5 كانون2 2014", 1), ("في 5 تشرين 1 2014", 10), ("في 5 كانون 1 2014", 12)]
)
def test_months_numbered_in_digits(text: str, month: int) -> None:
    (found,) = find_dates(text, None, 0, len(text))
    assert found.date == PartialDate(2014, month, 5)
