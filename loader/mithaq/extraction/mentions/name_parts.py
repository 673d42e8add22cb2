"""Names as comparable words, and whether a shorter form may be of the same person as a longer one."""

from __future__ import annotations

from dataclasses import dataclass

from mithaq.extraction.particles import AL
from mithaq.language.fold import clean_label, normalize
from mithaq.lexicon import lexicon, strip_article
from mithaq.lexicon.word_groups import Words
from mithaq.names import same_word_in_text

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


_EVERYBODY = 5000
"""Bearers in the name tables of a given name so common (Muhammad) that it is left out before another."""


@dataclass(frozen=True, slots=True)
class _Name:
    """A name taken apart: the given name, the fathers after ibn, and the rest (middle names, surname, house)."""

    given: str
    fathers: tuple[str, ...]
    rest: tuple[str, ...]


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
        if len(long) > 2 and long[0] in Words.FAMILY_NAME_FIRST and short[0] == long[0]:
            return True  # President Kim
        last = long[-1]
        if last.startswith(SON) and not short[0].startswith(SON):
            return False  # king Salman is not Muhammad son of Salman
        return same_word_in_text(last.lstrip(SON), short[0].lstrip(SON)) and not short[0].startswith(HOUSE + " ")
    one, two = _apart(long), _apart(short)
    if not same_word_in_text(one.given, two.given):
        # the last words of a name may stand for it (without the given name), but a father's name is another's
        tail = [w.lstrip(SON) for w in long[-len(short) :]]
        return (
            len(short) < len(long)
            and not long[-len(short)].startswith(SON)
            and (
                two.given in Words.NAME_LINK
                or lexicon().word(two.given).given_count < 60
                or (
                    len(short) == len(long) - 1
                    and not two.fathers
                    and lexicon().word(one.given).given_count >= _EVERYBODY
                )
            )
            and all(same_word_in_text(a, b.lstrip(SON)) for a, b in zip(tail, short, strict=True))
        )
    if one.fathers and two.fathers:
        agree = all(same_word_in_text(a, b) for a, b in zip(one.fathers, two.fathers, strict=False))
        return agree and (not one.rest or not two.rest or same_word_in_text(one.rest[-1], two.rest[-1]))
    words = [*one.fathers, *one.rest]
    i = 0
    for word in (*two.fathers, *two.rest):
        while i < len(words) and not same_word_in_text(words[i], word):
            i += 1
        if i == len(words):
            return False
        i += 1
    # a father alone is not enough to skip to, unless he is the first
    return bool(two.rest or two.fathers) and (
        not two.rest
        or not one.rest
        or same_word_in_text(two.rest[-1], one.rest[-1])
        or same_word_in_text(two.rest[-1], words[0])
    )
