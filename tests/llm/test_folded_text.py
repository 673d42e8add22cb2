"""Finding quotations in the spelling of the article."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mithaq.llm.folded_text import FoldedText, letters

TEXT = "وَقَّعت قطرُ والولايات المتحدة ــ أمس ــ «مذكرة تفاهم»، وفقًا للاتفاق مع عبد الرحمن آل ثاني في الجامعة."


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("قطر", "قطر"),
        ("وقعت قطر", "وَقَّعت قطر"),
        ("الولايات المتحدة", "الولايات المتحدة"),
        ("المتحدة أمس مذكره تفاهم", "المتحدة ــ أمس ــ «مذكرة تفاهم"),
        ("عبدالرحمن ال ثانى", "عبد الرحمن آل ثاني"),
        ("الاتفاق", "للاتفاق"),
        ("جامعة", "جامعة"),
    ],
)
def test_words_are_found_in_another_spelling(words: str, found: str) -> None:
    assert [span.of(TEXT) for span in FoldedText(TEXT).find(words)] == [found]


@pytest.mark.parametrize("words", ["طر", "تحدة", "قطر وقعت", "عمان", "", "،", "ثان", "مذكر"])
def test_parts_of_words_and_other_words_are_not_found(words: str) -> None:
    assert FoldedText(TEXT).find(words) == []


@given(st.text(max_size=40), st.text(max_size=6))
def test_what_is_found_has_the_letters_that_were_sought(text: str, words: str) -> None:
    for span in FoldedText(text).find(words):
        found = letters(span.of(text))
        assert found == letters(words) or found.endswith(letters(words)[2:])


@given(st.lists(st.text("ابتثجح", min_size=2, max_size=5), min_size=1, max_size=8), st.data())
def test_every_run_of_words_of_a_text_is_found(words: list[str], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    text = " ".join(words)
    offset = len(" ".join([*words[:start], ""])) if start else 0
    assert offset in [span.start for span in FoldedText(text).find(" ".join(words[start:end]))]
