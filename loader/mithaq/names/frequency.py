"""How many people bear a name, by the table of names."""

from __future__ import annotations

from functools import lru_cache

from mithaq.lexicon import lexicon
from mithaq.names.words import ARTICLE, HOUSE

__all__ = ["bearers", "expected_bearers"]

_PEOPLE = 90_000
"""About how many people the bearers in the table of names were counted over."""


@lru_cache(maxsize=200_000)
def bearers(word: str) -> int:
    """The number of people of the table of names who bear a word as given name or surname."""
    plain = word.lstrip(HOUSE)
    forms = (plain, ARTICLE + plain)
    return sum(known.given_count + known.surname_count for known in map(lexicon().word, forms))


@lru_cache(maxsize=200_000)
def expected_bearers(words: tuple[str, ...]) -> float:
    """The number of people, of those the table was counted over, who would bear a name if its words were drawn
    independently."""
    number = float(_PEOPLE)
    for word in words:
        number *= max(bearers(word), 0.5) / _PEOPLE
    return number
