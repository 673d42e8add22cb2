"""Names as comparable words, and whether a shorter form may be of the same person as a longer one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from mithaq.extraction.particles import AL
from mithaq.language.fold import clean_label, normalize
from mithaq.lexicon import lexicon, strip_article
from mithaq.lexicon.word_groups import Words
from mithaq.names import same_word, same_word_in_text

__all__ = ["HOUSE", "SON", "fits", "name_parts", "plain_name"]

HOUSE = AL  # before the name of a house
SON = "="  # before the name of a father


def name_parts(text: str) -> tuple[str, ...]:
    """A name as comparable words: folded, compounds joined (Abd al-X, Abu X), without the article;
    a father's name, after ibn, is marked with `=`."""
    words = normalize(clean_label(text)).replace("-", " ").split()
    parts: list[str] = []
    son = ""
    i = 0
    while i < len(words):
        word = words[i]
        if word in Words.COMPOUND_FIRST and i + 1 < len(words):
            parts.append(son + word + words[i + 1])
            son = ""
            i += 2
            continue
        if word == HOUSE and i + 1 < len(words):
            parts.append(HOUSE + " " + words[i + 1])
            i += 2
            continue
        if word in Words.COMPOUND_LAST and parts:  # closes a compound
            parts[-1] += word
            i += 1
            continue
        if word in Words.FATHER:
            if i + 1 < len(words):
                son = SON
            i += 1
            continue
        parts.append(son + strip_article(word))
        son = ""
        i += 1
    return tuple(parts)


def plain_name(parts: tuple[str, ...]) -> str:
    return " ".join(w.lstrip(SON) for w in parts)


_EVERYBODY = 5000  # bearers in the name tables of a given name so common (Muhammad) that it is left out before another


_MANY = 10  # bearers of a given name that is not another one mistyped


@dataclass(frozen=True, slots=True)
class _Name:
    """A name taken apart: the given name, the fathers after ibn, and the rest (middle names, surname, house)."""

    given: str
    fathers: tuple[str, ...]
    rest: tuple[str, ...]


@lru_cache(maxsize=50_000)
def _apart(parts: tuple[str, ...]) -> _Name:
    fathers = tuple(w[1:] for w in parts[1:] if w.startswith(SON))
    return _Name(parts[0].lstrip(SON), fathers, tuple(w for w in parts[1:] if not w.startswith(SON)))


def fits(long: tuple[str, ...], short: tuple[str, ...]) -> bool:
    """Whether a form may be of the same person as a longer name.

    A surname alone is the last word. With ibn on both sides the chains of fathers must agree as far as they go: A son
    of B may be A son of B son of C, never A son of D son of B, nor the B whose son somebody is. Middle names without
    ibn may be left out.
    """
    if len(short) == 1:
        return _called_by_one(long, short[0])
    one, two = _apart(long), _apart(short)
    if not _same_given(one.given, two.given):
        return len(short) < len(long) and _without_given(long, short)
    if one.fathers and two.fathers:
        agree = all(map(same_word_in_text, one.fathers, two.fathers))
        return agree and (not one.rest or not two.rest or same_word_in_text(one.rest[-1], two.rest[-1]))
    words = [*one.fathers, *one.rest]
    further = iter(words)
    if not all(any(same_word_in_text(own, word) for own in further) for word in (*two.fathers, *two.rest)):
        return False
    if not one.rest or not two.rest:
        return True
    # a father alone is not enough to skip to, unless he is the first
    return same_word_in_text(two.rest[-1], one.rest[-1]) or same_word_in_text(two.rest[-1], words[0])


def _same_given(a: str, b: str) -> bool:
    """Whether two given names may be one: of two that many bear (Sultan, Salman), none is the other mistyped."""
    common = min(lexicon().word(a).given_count, lexicon().word(b).given_count) >= _MANY
    return same_word(a, b) if common else same_word_in_text(a, b)


def _called_by_one(long: tuple[str, ...], word: str) -> bool:
    """Whether somebody may be called by a word alone: the surname, or the family name where it comes first."""
    if len(long) > 2 and long[0] in Words.FAMILY_NAME_FIRST and word == long[0]:
        return True  # President Kim
    last = long[-1]
    if last.startswith(SON) and not word.startswith(SON):
        return False  # king Salman is not Muhammad son of Salman
    return same_word_in_text(last.lstrip(SON), word.lstrip(SON)) and not word.startswith(HOUSE + " ")


def _without_given(long: tuple[str, ...], short: tuple[str, ...]) -> bool:
    """Whether a form is the last words of a name, which may stand for it; but a father's name is another's."""
    tail = long[-len(short) :]
    pairs = zip(tail, short, strict=True)
    if tail[0].startswith(SON) or not all(same_word_in_text(a.lstrip(SON), b.lstrip(SON)) for a, b in pairs):
        return False
    first, word = short[0].lstrip(SON), lexicon().word
    if first in Words.NAME_LINK or word(first).given_count < 60:
        return True
    fathers = any(part.startswith(SON) for part in short[1:])
    return len(short) == len(long) - 1 and not fathers and word(long[0].lstrip(SON)).given_count >= _EVERYBODY
