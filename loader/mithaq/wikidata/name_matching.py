"""Names taken apart for comparison, and how one name stands to another.

Comparison happens in Arabic letters: a romanisation writes the two letters T and the two letters H as one and
would make one person of two. Only letters that transliterations of foreign names waver between (ghain, jim,
kaf for G) are taken for one, and long vowels in words that are no known name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import pyarabic.araby as araby
from rapidfuzz.distance import DamerauLevenshtein

from mithaq.language.fold import normalize
from mithaq.lexicon import lexicon, strip_article
from mithaq.lexicon.authority_tables import read_table
from mithaq.rdf import folded_name
from mithaq.wikidata.data_files import read_data

__all__ = [
    "LabelSignature",
    "Likeness",
    "blocking_keys",
    "expected_bearers",
    "label_signature",
    "likeness",
    "person_words",
]

Likeness = Literal["exact", "latin", "respelled", "shortened", "beginning", "single", "core", "headless"]
"""How two names agree; the words are those of weights.toml.

exact: the same words. latin: the same in Latin letters. respelled: the same, in another spelling of a foreign
name. shortened: middle names left out of one. beginning: one begins with the other. single: one word in
common, which is all there is of one of them. core: the same without adjectives of states. headless: without
the noun that says what kind of body it is. """

_VOWELS = frozenset((araby.ALEF, araby.WAW, araby.YEH))
_G = str.maketrans({araby.GHAIN: araby.KAF, araby.JEEM: araby.KAF})
_AL = araby.ALEF + araby.LAM
_HOUSE = "="
_PEOPLE = 90_000
"""About how many people the bearers in the table of names were counted over."""


def _forms(table: str, column: str = "form") -> list[str]:
    return [form for row in read_table(table) for form in row[column].split("|") if form]


@lru_cache(maxsize=1)
def _titles() -> frozenset[str]:
    """Words that stand before a name, without the article. They are taken off only where they have it."""
    words = {normalize(form) for table in ("titles.csv", "roles.csv") for form in _forms(table)}
    return frozenset(strip_article(word) for word in words if " " not in word)


@lru_cache(maxsize=1)
def _particles() -> dict[str, str]:
    return {normalize(form): row["use"] for row in read_table("name_particles.csv") for form in row["form"].split("|")}


@lru_cache(maxsize=1)
def _heads() -> frozenset[str]:
    return frozenset(normalize(row["form"]) for row in read_data("kind_nouns.csv"))


@lru_cache(maxsize=200_000)
def person_words(name: str) -> tuple[str, ...]:
    """The words of a personal name that count: folded, without titles, links (`bin`) and articles; the name
    of a house is marked, because `al` before it tells it from a given name."""
    words = folded_name(name).split()
    while len(words) > 1 and words[0].startswith(_AL) and strip_article(words[0]) in _titles():
        del words[0]
    uses, found, mark = _particles(), [], ""
    for place, word in enumerate(words):
        use = uses.get(word, "")
        if use == "link" and place and word != words[-1]:
            continue
        if use == "house" and place:
            mark = _HOUSE
            continue
        found.append(mark + (strip_article(word) if place else word))
        mark = ""
    return tuple(found)


@lru_cache(maxsize=200_000)
def _sound(word: str) -> str:
    """What is left of a word when the letters that foreign names waver between are made one."""
    plain = word.lstrip(_HOUSE).translate(_G)
    kept = plain[:1]
    for letter in plain[1:]:
        if letter not in _VOWELS and letter != kept[-1]:
            kept += letter
    return kept


@lru_cache(maxsize=200_000)
def _alike(a: str, b: str) -> bool:
    """Whether two words may be spellings of one name."""
    if a == b or a.lstrip(_HOUSE) == b.lstrip(_HOUSE):
        return True
    if min(len(a), len(b)) < 3 or _sound(a) != _sound(b):
        return False
    if _bearers(a) and _bearers(b):
        return a.translate(_G) == b.translate(_G)
    return DamerauLevenshtein.distance(a, b, score_cutoff=2) <= 2


@lru_cache(maxsize=200_000)
def _bearers(word: str) -> int:
    plain = word.lstrip(_HOUSE)
    forms = (plain, _AL + plain)
    return sum(known.given_count + known.surname_count for known in map(lexicon().word, forms))


def expected_bearers(words: tuple[str, ...]) -> float:
    """How many of the people that the table of names was counted over would bear a name by chance, were its
    words drawn one by one."""
    number = float(_PEOPLE)
    for word in words:
        number *= max(_bearers(word), 0.5) / _PEOPLE
    return number


def blocking_keys(words: tuple[str, ...]) -> set[str]:
    """Two personal names that `likeness` finds alike share one of these, unless one is a single word."""
    if len(words) < 2:
        return set()
    sounds = [_sound(word) for word in words]
    return {f"{sounds[0]} {sounds[1]}", f"{sounds[0]} {sounds[-1]}"}


def likeness(one: tuple[str, ...], other: tuple[str, ...]) -> Likeness | None:
    """How two personal names, as `person_words` gives them, agree; None when they do not. Symmetric."""
    if not one or not other:
        return None
    a, b = (one, other) if (len(one), one) <= (len(other), other) else (other, one)
    if len(a) == 1:
        return "single" if strip_article(a[0]) in (strip_article(b[0]), b[-1]) else None
    if a == b:
        return "exact"
    if len(a) == len(b):
        return "respelled" if all(map(_alike, a, b)) else None
    if all(map(_alike, a, b)):
        return "beginning"
    rest = iter(b)
    in_order = _alike(a[0], b[0]) and _alike(a[-1], b[-1]) and all(any(_alike(w, x) for x in rest) for w in a)
    return "shortened" if in_order else None


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
