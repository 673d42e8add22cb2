"""The relation between two personal names, judged by their letters alone.

Newswire gives the full name once and parts of it elsewhere, and the spelling of foreign names varies.
"""

from __future__ import annotations

from enum import Enum
from functools import lru_cache

from mithaq.names.spelling import same_word, sound
from mithaq.names.words import HOUSE, name_words

__all__ = ["Relation", "blocking_keys", "compare", "compare_words"]

Words = tuple[str, ...]


class Relation(Enum):
    """The relation between two names."""

    EQUAL = "the same name"
    VARIANT = "the same name in another spelling"
    SHORTER = "the same first and last name, middle names left out of one"
    PREFIX = "one name begins with the other"
    HOUSE = "the same first name and house"
    CLASH = "names that cannot belong to one person"
    UNLIKE = "different names"


@lru_cache(maxsize=65_536)
def blocking_keys(words: Words) -> tuple[str, ...]:
    """Blocking keys of a name (see `name_words`): two names that `compare_words` relates share at least one. A
    single-word name has none and is never joined."""
    if len(words) < 2:
        return ()
    first, *_, last = map(sound, words)
    return tuple(sorted({f"{first} {sound(words[1])}", f"{first} {last}", _joined(words)}))


def compare(one: str, other: str) -> Relation:
    """The relation between two names. Symmetric."""
    return compare_words(name_words(one), name_words(other))


@lru_cache(maxsize=200_000)
def compare_words(one: Words, other: Words) -> Relation:
    """The relation between two names, given as `name_words`. Symmetric. A single word is related only to itself."""
    a, b = (one, other) if (len(one), one) <= (len(other), other) else (other, one)
    if len(a) < 2:
        return Relation.EQUAL if a == b else Relation.UNLIKE
    if a == b:
        return Relation.EQUAL
    if _joined(a) == _joined(b) or (len(a) == len(b) and (all(map(same_word, a, b)) or _vowel_variant(a, b))):
        return Relation.VARIANT
    if not same_word(a[0], b[0]):
        return Relation.UNLIKE
    ends_alike = same_word(a[-1], b[-1])
    if len(a) < len(b) and _within(a, b):
        if ends_alike:
            return Relation.HOUSE if len(a) == 2 and _is_house(a[-1], b[-1]) else Relation.SHORTER
        return Relation.PREFIX if all(map(same_word, a, b)) else Relation.UNLIKE
    if _prefix_with_house(a, b) or _prefix_with_house(b, a):
        return Relation.PREFIX
    return Relation.CLASH if ends_alike or len(a) > 2 else Relation.UNLIKE


def _joined(words: Words) -> str:
    """The name in one word: names of other languages are written in one or in several."""
    return "".join(words).replace(HOUSE, "")


def _prefix_with_house(a: Words, b: Words) -> bool:
    """Whether `a` is the beginning of `b` with the name of the house after it."""
    return 2 < len(a) <= len(b) and _is_house(a[-1]) and not _is_house(b[-1]) and all(map(same_word, a[:-1], b))


def _is_house(*words: str) -> bool:
    return any(word.startswith(HOUSE) for word in words)


def _vowel_variant(a: Words, b: Words) -> bool:
    """Whether two names of three or more words differ only in the vowel of one short word (jan, jwn: Jean)."""
    if len(a) < 3:
        return False
    different = [(one, other) for one, other in zip(a, b, strict=True) if one != other]
    return len(different) == 1 and all(
        len(one) == len(other) == 3 and sound(one) == sound(other) for one, other in different
    )


def _within(a: Words, b: Words) -> bool:
    """Whether the words of `a` stand in `b` in the same order."""
    rest = iter(b)
    return all(any(same_word(word, candidate) for candidate in rest) for word in a)
