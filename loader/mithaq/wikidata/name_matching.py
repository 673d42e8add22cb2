"""Names taken apart for comparison, and how one name agrees with another.

Personal names are compared by `mithaq.names`; the names of everything else by their words, with and without the
adjectives of states and the noun that says what kind of body it is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from mithaq.language.fold import normalize
from mithaq.lexicon import strip_article
from mithaq.lexicon.authority_tables import read_table
from mithaq.names import Relation, compare_words, folded_name
from mithaq.wikidata.data_files import read_data

__all__ = [
    "LabelSignature",
    "Likeness",
    "label_signature",
    "likeness",
]

Likeness = Literal["exact", "latin", "respelled", "shortened", "beginning", "house", "single", "core", "headless"]
"""How two names agree; the words are those of weights.toml.

exact: the same words. latin: the same in Latin letters. respelled: the same, in another spelling of a foreign
name. shortened: middle names left out of one. beginning: one begins with the other. house: first
name and house in common. single: one word in
common, which is all there is of one of them. core: the same without adjectives of states. headless: without
the noun that says what kind of body it is. """


@lru_cache(maxsize=1)
def _heads() -> frozenset[str]:
    return frozenset(normalize(row["form"]) for row in read_data("kind_nouns.csv"))


_LIKENESS: Final[dict[Relation, Likeness]] = {
    Relation.EQUAL: "exact",
    Relation.VARIANT: "respelled",
    Relation.SHORTER: "shortened",
    Relation.PREFIX: "beginning",
    Relation.HOUSE: "house",
}


def likeness(one: tuple[str, ...], other: tuple[str, ...]) -> Likeness | None:
    """How two personal names, as `name_words` gives them, agree; None when they do not. Symmetric."""
    if not one or not other:
        return None
    a, b = (one, other) if (len(one), one) <= (len(other), other) else (other, one)
    if len(a) == 1:
        return "single" if strip_article(a[0]) in (strip_article(b[0]), b[-1]) else None
    return _LIKENESS.get(compare_words(a, b))


@dataclass(frozen=True, slots=True)
class LabelSignature:
    """The name of a body, place, forum, post or agreement: its folded words without articles; those words
    without adjectives of states; the codes of the states that the adjectives are of."""

    words: tuple[str, ...]
    core: tuple[str, ...]
    states: frozenset[str]

    @property
    def headless(self) -> tuple[str, ...]:
        """The words after the noun that says what kind of body it is (`organisation`, `movement`); all of
        them when there is none."""
        return self.words[1:] if len(self.words) > 1 and self.words[0] in _heads() else self.words


@lru_cache(maxsize=200_000)
def label_signature(name: str) -> LabelSignature:
    words = tuple(strip_article(word) for word in folded_name(name).split())
    core, states = [], set()
    for place, word in enumerate(words):
        code = _adjective(word) if place else ""
        if code:
            states.add(code)
        else:
            core.append(word)
    return LabelSignature(words, tuple(core), frozenset(states))


@lru_cache(maxsize=1)
def _adjectives() -> dict[str, str]:
    codes: dict[str, set[str]] = {}
    for row in read_table("nisba.csv"):
        codes.setdefault(strip_article(normalize(row["form"])), set()).add("" if row["note"] else row["code"])
    return {form: next(iter(found)) for form, found in codes.items() if len(found) == 1}


def _adjective(word: str) -> str:
    """The state that a folded word is the adjective of; empty where it is none, or that of several."""
    return _adjectives().get(word, "")
