"""A surname alone that two persons of the article bear: of whom the text goes on to speak, or that nobody can tell."""

from __future__ import annotations

import pytest

from tests.extraction.saying import read

BOTH = "التقى رئيس الوزراء الكيني جون كاريوكي في نيروبي وزير الخارجية الغاني بول كاريوكي."


@pytest.mark.parametrize(
    "text",
    [
        f"{BOTH} واتهم كاريوكي نيبال بالعدوان.",
        f"{BOTH} وكاريوكي اتهم نيبال بالعدوان.",
        f"{BOTH} وأكد كاريوكي دعمه للسلام. واتهم نيبال بالعدوان.",
        f"{BOTH} وزار كاريوكي نيبال أمس.",
        f"{BOTH} والتقى كاريوكي الرئيس النيبالي رام تابا.",
    ],
)
def test_nothing_is_told_of_one_or_the_other_of_two(text: str) -> None:
    said = read(text)
    assert said.names[:2] == ["جون كاريوكي", "بول كاريوكي"]
    assert said.statements == []
    assert said.meetings == ["بول كاريوكي + جون كاريوكي"]
    assert "NP" not in {visit.rpartition(" > ")[2] for visit in said.visits}


def test_a_surname_is_that_of_whom_a_later_sentence_names() -> None:
    said = read(f"{BOTH} وقال بول كاريوكي إن الأمن مهم. واتهم كاريوكي نيبال بالعدوان.")
    assert said.statements == ["بول كاريوكي accuse NP"]


def test_a_surname_is_that_of_the_only_one_who_bears_it() -> None:
    said = read("التقى الرئيس الكيني جون كاريوكي الوزير الغاني بول منساه. واتهم كاريوكي نيبال بالعدوان.")
    assert said.statements == ["جون كاريوكي accuse NP"]
