"""Whether two words are spellings of one name.

Comparison happens in Arabic letters: a romanisation writes two letters T and two letters H as one and would make one
person of two. Transliterations of foreign names waver between certain consonants (ghain, jim, kaf, qaf and initial yeh;
teh, tah and theh; sheen, seen, sad and zain), write long vowels or leave them out, and may open with a vowel.
Words that many people bear as Arabic names are exempt: one letter makes another name of them.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from itertools import combinations

import pyarabic.araby as araby
from rapidfuzz.distance import DamerauLevenshtein

from mithaq.language.fold import normalize
from mithaq.lexicon.authority_tables import officials, read_table
from mithaq.lexicon.compiled import compiled
from mithaq.names.frequency import bearers
from mithaq.names.words import HOUSE, name_words

__all__ = ["same_word", "same_word_in_text", "sound"]

_VOWELS = frozenset((araby.ALEF, araby.WAW, araby.YEH))
_CONSONANTS = str.maketrans({
    araby.GHAIN: araby.KAF, araby.JEEM: araby.KAF, araby.QAF: araby.KAF,
    araby.TAH: araby.TEH, araby.THEH: araby.TEH,
    araby.SHEEN: araby.SEEN, araby.SAD: araby.SEEN, araby.ZAIN: araby.SEEN,
    araby.THAL: araby.DAL,
})  # fmt: skip
"""Consonants that transliterations of foreign names confuse -> one letter for each group."""
_G = str.maketrans({araby.GHAIN: araby.KAF, araby.JEEM: araby.KAF})
"""The letters for G, which waver in Arabic names too."""
_COMMON = 20
"""From this many bearers on, a word is an Arabic name whose consonants do not waver."""
_SHORT, _LONG = 3, 6
"""Word lengths from which on one and two letters may differ."""


@lru_cache(maxsize=200_000)
def sound(word: str) -> str:
    """The consonants of a word, confusable ones unified, without vowels and doubled letters. Spellings of one name have
    the same sound."""
    plain = word.lstrip(HOUSE)
    if plain[:1] == araby.YEH and len(plain) > 1:
        plain = araby.KAF + plain[1:]
    if plain[-1:] == araby.HEH and len(plain) > _SHORT:
        plain = plain[:-1]
    plain = plain.translate(_CONSONANTS)
    kept = ""
    for letter in plain:
        if letter not in _VOWELS and letter != kept[-1:]:
            kept += letter
    return kept or plain


@compiled
def _recorded() -> dict[str, frozenset[str]]:
    """Words that the table of well-known officials records as spellings of one another: those at one place of two names
    of one person, with the same sound."""
    found: dict[str, set[str]] = defaultdict(set)
    for entry in (entry for entry in officials() if entry.well_known):
        names = {name_words(form) for form in entry.forms if " " in form}
        for one, other in combinations(sorted(names), 2):
            if len(one) == len(other):
                for a, b in zip(one, other, strict=True):
                    if a != b and sound(a) == sound(b):
                        found[a].add(b)
                        found[b].add(a)
    return {word: frozenset(others) for word, others in found.items()}


@lru_cache(maxsize=1)
def _foreign() -> frozenset[str]:
    """Given names of other languages."""
    return frozenset(normalize(form) for row in read_table("foreign_names.csv") for form in row["forms"].split("|"))


@lru_cache(maxsize=200_000)
def same_word(a: str, b: str) -> bool:
    """Whether two words of names may be spellings of one name. Symmetric."""
    a, b = a.lstrip(HOUSE), b.lstrip(HOUSE)
    if a == b:
        return True
    length = min(len(a), len(b))
    if length < _SHORT or sound(a) != sound(b):
        return False
    if b in _recorded().get(a, ()) or _initial(a) == _initial(b):
        return True
    known = bearers(a), bearers(b)
    foreign = bool({a, b} & _foreign())
    if all(known) and not (foreign and min(known) < _COMMON and length > _SHORT):
        return False
    if max(known) >= _COMMON and not foreign and _consonants(a) != _consonants(b):
        return False
    if (a[-1] == araby.YEH) != (b[-1] == araby.YEH):
        return False  # an adjective of origin is another name
    most = 1 if length < _LONG else 2
    one, other = (_opened(word.translate(_CONSONANTS)) for word in (a, b))
    return DamerauLevenshtein.distance(one, other, score_cutoff=most) <= most


_TYPED = 5
"""Word length from which on one letter may be mistyped."""


def same_word_in_text(a: str, b: str) -> bool:
    """Whether two words of names in one text may be one name. Symmetric.

    Besides spellings of one name, one letter of a long word may be mistyped: a text rarely names two people whose names
    differ by so little.
    """
    if same_word(a, b):
        return True
    return min(len(a), len(b)) >= _TYPED and DamerauLevenshtein.distance(a, b, score_cutoff=1) <= 1


def _initial(word: str) -> str:
    """The word with its letters for G unified; initial yeh of a foreign name is one of them."""
    plain = word.translate(_G)
    return araby.KAF + plain[1:] if plain[0] == araby.YEH and word in _foreign() else plain


def _consonants(word: str) -> str:
    """The consonants of a word as they stand, the letters for G unified."""
    plain = word.translate(_G)
    return "".join(letter for i, letter in enumerate(plain) if letter not in _VOWELS and letter != plain[i - 1 : i])


def _opened(word: str) -> str:
    """The word without a vowel letter that only supports its first sound."""
    return word[1:] if word[:1] == araby.ALEF and len(word) > _SHORT else word
