"""What a word by itself says of whether it is part of a personal name: who bears it, and what else it means."""

from __future__ import annotations

from functools import lru_cache

from pyarabic.araby import ALEF, BEH, FEH, HEH, KAF, LAM, MEEM, NOON, TEH, WAW, YEH

from mithaq.lexicon import Word

__all__ = [
    "LIKELY",
    "NEVER",
    "SURE",
    "UNKNOWN",
    "UNLIKELY",
    "bearers",
    "clitic",
    "foreign_given",
    "given_only",
    "indefinite",
    "is_known",
    "mostly_given",
    "name_likelihood",
    "object_noun",
    "odd",
    "plain",
]

_HARDLY = 2.6  # on the Zipf scale: what newspapers hardly ever have
_INFLECTED = (HEH, ALEF, HEH + MEEM, ALEF + TEH, YEH + NOON, WAW + NOON)

SURE, LIKELY, UNKNOWN, UNLIKELY, NEVER = 3, 2, 1, 0, -1


def _means_something(word: Word) -> bool:
    """Whether the dictionary has a word, or it is an adjective of a state, or a verb not by its letters alone."""
    verb = any(word.zipf > 3.2 or not (v.conjunction or v.passive) for v in word.verbs)
    return bool(word.pos or word.nisbas) or verb


def bearers(word: Word) -> int:
    """The number of people in the name tables with this first or last name."""
    return word.given_count + word.surname_count


@lru_cache(maxsize=200_000)
def name_likelihood(word: Word) -> int:
    """How well a word does as part of a name: 3 sure, 2 likely, 1 unknown to all tables, 0 a common word, -1 never."""
    if word.kind != "word" or len(word.text) < 2:
        return NEVER
    borne = bearers(word)
    if word.function_class:
        return UNLIKELY if borne >= 200 and word.zipf < 6.5 else NEVER
    if borne >= 60 and (borne >= 400 or word.zipf < 5.2):
        return SURE
    if borne and _rather_a_name(word, borne):
        return LIKELY
    return UNLIKELY if _means_something(word) or word.zipf >= _HARDLY else UNKNOWN


def _rather_a_name(word: Word, borne: int) -> bool:
    """Whether a word has more bearers than its frequency explains."""
    if word.zipf < 3.2 or (borne >= 3 and word.zipf < 3.6 + borne / 40):
        return True
    return not word.pos and word.zipf < (4.2 if word.definite else 4.5) + borne / 40


def clitic(word: Word) -> bool:
    """Whether a word is better read as a proclitic and a known word than as a name."""
    if word.given_count or word.text[0] not in WAW + FEH + BEH + LAM + KAF:
        return False
    return any(pro for pro, *_ in word.nodes) or any(n.proclitics for n in word.nisbas)


def odd(word: Word) -> bool:
    """Whether a word is Arabic only by its letters: a form that no list has and newspapers hardly ever, without what
    inflection adds at its end."""
    arabic = word.is_listed_form or word.nisbas or not indefinite(word)
    return not arabic and word.zipf < _HARDLY and not word.text.endswith(_INFLECTED)


@lru_cache(maxsize=50_000)
def object_noun(word: Word) -> bool:
    """A noun in the accusative or with a pronoun after a whole name: the object of its verb (talks, a delegation, his
    duties)."""
    if not word.pos or bearers(word) >= 20 or odd(word):
        return False
    if word.pos == "a" and word.text.endswith(YEH + NOON) and not bearers(word):
        return True  # both of them apart
    surname = word.surname_count and word.definite and word.text.endswith(YEH)
    if surname or mostly_given(word):
        return False
    return "m" in word.pos or (word.text.endswith((ALEF, HEH)) and not word.definite)


def indefinite(word: Word) -> bool:
    """Whether a word is without the article, of an open class and not a verb."""
    return not (word.definite or word.verbs or word.function_class)


def plain(word: Word) -> bool:
    """Whether a word is a common noun that nobody is called."""
    return bool(word.pos) and bearers(word) < 30 and name_likelihood(word) < LIKELY


def given_only(word: Word) -> bool:
    """Whether a word is a first name rather than a surname."""
    return word.given_count >= 20 and word.given_count > word.surname_count


def mostly_given(word: Word) -> bool:
    """Whether a word is far more often a first name than a last name."""
    return word.given_count >= 5 and word.given_count > 5 * word.surname_count


def foreign_given(word: Word) -> bool:
    """Whether a word is a first name, or a part of one, and nothing else."""
    return mostly_given(word) and not word.pos


def is_known(word: Word) -> bool:
    return bool(word.pos) or bearers(word) >= 3
