"""Compare personal names: omitted middle names, spelling and transliteration variants.

Newswire gives the full name once and parts of it elsewhere, and the spelling of foreign names varies. This module
decides from the names alone whether they may denote one person; `persons` weighs the other evidence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

import pyarabic.araby as araby
from rapidfuzz.distance import DamerauLevenshtein

from mithaq.language.fold import normalize
from mithaq.language.romanize import romanize
from mithaq.lexicon import strip_article
from mithaq.lexicon.authority_tables import read_table
from mithaq.rdf import folded_name

__all__ = ["Relation", "blocking_keys", "compare", "skeleton", "words_of"]

_VOWELS = araby.ALEF + araby.WAW + araby.YEH


class Relation(Enum):
    """The relation between two names, judged by their letters."""

    EQUAL = "the same name"
    VARIANT = "the same name in another spelling"
    SHORTER = "the same first and last name, middle names left out of one"
    PREFIX = "one name begins with the other"
    CLASH = "names that cannot belong to one person"
    UNLIKE = "different names"


@dataclass(frozen=True, slots=True)
class _Particles:
    links: frozenset[str]
    houses: frozenset[str]


@lru_cache(maxsize=1)
def _particles() -> _Particles:
    use: dict[str, set[str]] = {}
    for row in read_table("name_particles.csv"):
        use.setdefault(row["use"], set()).update(normalize(form) for form in row["form"].split("|"))
    return _Particles(frozenset(use.get("link", ())), frozenset(use.get("house", ())))


@lru_cache(maxsize=65_536)
def words_of(name: str) -> tuple[str, ...]:
    """The significant words of a name: folded, compounds joined, without linking words (`bin`), family particles
    (`al`) and the article."""
    particles = _particles()
    words: list[str] = []
    for word in folded_name(name).split():
        if word in particles.links or word in particles.houses:
            continue
        words.append(strip_article(word) if words else word)
    return tuple(words)


_SOUNDS = [
    (re.compile(pattern), sound)
    for pattern, sound in (("gh|j|q|g", "k"), ("th", "t"), ("dh", "d"), ("[wy]", ""), ("z", "s"))
]


@lru_cache(maxsize=65_536)
def skeleton(word: str) -> str:
    """The consonant skeleton of a word: letters that transliterations confuse are unified and vowels dropped."""
    plain = romanize(word).replace("-", "")
    head, rest = plain[:1], plain[1:]
    sounds = head + rest.replace("a", "")
    for pattern, sound in _SOUNDS:
        sounds = sounds[:1] + pattern.sub(sound, sounds[1:]) if sounds[:1] in "wy" else pattern.sub(sound, sounds)
    return re.sub(r"(.)\1+", r"\1", sounds)


@lru_cache(maxsize=65_536)
def blocking_keys(name: str) -> tuple[str, ...]:
    """Blocking keys: two names that `compare` relates share at least one. A single-word name has none and is never
    joined."""
    words = words_of(name)
    if len(words) < 2:
        return ()
    first, *_, last = (skeleton(word) for word in words)
    return tuple(sorted({f"{first} {skeleton(words[1])}", f"{first} {last}"}))


def compare(one: str, other: str) -> Relation:
    """The relation between two names. Symmetric."""
    a, b = sorted((words_of(one), words_of(other)), key=lambda words: (len(words), words))
    if len(a) < 2:
        return Relation.EQUAL if a == b else Relation.UNLIKE
    if a == b:
        return Relation.EQUAL
    if len(a) == len(b) and all(map(_alike, a, b)):
        return Relation.VARIANT
    if _vowel_variant(a, b):
        return Relation.VARIANT
    if not _alike(a[0], b[0]):
        return Relation.UNLIKE
    if _within(a, b):
        return Relation.SHORTER if _alike(a[-1], b[-1]) else Relation.PREFIX if _begins(a, b) else Relation.UNLIKE
    return Relation.CLASH if _alike(a[-1], b[-1]) or len(a) > 2 else Relation.UNLIKE


def _vowel_variant(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two names of three or more words differ only in the vowel of one short word (jan, jwn: Jean)."""
    if len(a) != len(b) or len(a) < 3:
        return False
    different = [(one, other) for one, other in zip(a, b, strict=True) if one != other]
    return len(different) == 1 and all(
        len(one) == len(other) == 3 and skeleton(one) == skeleton(other) for one, other in different
    )


def _begins(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    return all(map(_alike, a, b[: len(a)]))


def _within(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether the words of `a` stand in `b` in the same order."""
    rest = iter(b)
    return all(any(_alike(word, candidate) for candidate in rest) for word in a)


@lru_cache(maxsize=65_536)
def _alike(a: str, b: str) -> bool:
    """Whether two words may be spellings of one name: they sound alike, and differ in a letter or two.

    Two names in use that differ in a vowel are two names (salim and salman sound alike on paper); a consonant
    that transliterations waver between is no difference.
    """
    if a == b:
        return True
    if min(len(a), len(b)) < 4 or skeleton(a) != skeleton(b):
        return False
    if DamerauLevenshtein.distance(a, b) > (1 if min(len(a), len(b)) < 6 else 2):
        return False
    known = _known_names()
    return _vowels(a) == _vowels(b) or a not in known or b not in known


def _vowels(word: str) -> str:
    return "".join(letter if letter in _VOWELS else "." for letter in word)


@lru_cache(maxsize=1)
def _known_names() -> frozenset[str]:
    return frozenset(normalize(row["form"]) for row in read_table("names.csv"))
