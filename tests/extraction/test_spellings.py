"""A search for the spellings of a word group finds every word that a rule would read one of its words in."""

import pytest
from mithaq.extraction.syntax.spellings import joined, spellings
from mithaq.language.tokens import proclitics

GROUP = frozenset({"عقوبات", "لجنه"})


@pytest.mark.parametrize(
    "text", ["عقوبات", "العقوبات", "وعقوبات", "فبالعقوبات", "وللعقوبات", "كعقوبات", "للجنه", "لللجنه", "وباللجنه"]
)
def test_a_word_with_proclitics_is_among_the_spellings(text: str) -> None:
    assert any(stem in GROUP for _, stem, _ in proclitics(text))
    assert text in spellings(GROUP)


@pytest.mark.parametrize("text", ["معاقبات", "العقوبه", "لجنتها"])
def test_a_word_with_other_stems_is_not(text: str) -> None:
    assert text not in spellings(GROUP)


def test_joined_adds_one_letter() -> None:
    assert joined(GROUP) == GROUP | {"وعقوبات", "ولجنه"}
