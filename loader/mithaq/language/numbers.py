"""Parse Arabic numerals, cardinal and ordinal, in words and digits.

Words are passed as `mithaq.language.fold.normalize` returns them (folded, without marks), one string per word. Parsing
is dictionary look-up with a bounded number of words ahead.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from pyarabic import number_const

from mithaq.language.fold import normalize
from mithaq.language.tables import read_toml

__all__ = [
    "Numeral",
    "cardinal",
    "digits",
    "find_ordinal",
    "match_cardinal",
    "match_ordinal",
    "ordinal",
    "ordinal_words",
    "plain_number",
]

_MOST_DIGITS = 9
"""Maximum number of digits of a number that counts or orders things; longer runs of digits are not numbers."""


class Numeral(NamedTuple):
    """A numeral found in `words[start:end]`. `definite` is true with the article, which ordinals usually have."""

    value: int
    start: int
    end: int
    definite: bool = False


class _Words(NamedTuple):
    units: dict[str, tuple[int, bool]]
    """Ordinals from one to ten with their prefixes, each with (value, definite)."""
    tens: dict[str, int]
    """Tens and hundreds with the article; without it they are cardinals."""
    and_tens: dict[str, tuple[int, bool]]
    and_units: dict[str, int]
    teens: frozenset[str]
    after: frozenset[str]
    cardinals: dict[str, int]
    conjunctions: frozenset[str]
    digits: re.Pattern[str]


@cache
def _words() -> _Words:
    data = read_toml("number_words.toml")
    joints: dict[str, list[str]] = data["joints"]
    cardinals = {normalize(word): value for word, value in number_const.NUMBER_WORDS.items()}
    for value, words in data["cardinals"].items():
        cardinals.update((normalize(word), int(value)) for word in words)

    ordinals: dict[str, int] = {}
    for table in (number_const.UNITS_ORDINAL_WORDS, number_const.UNITS_ORDINAL_WORDS_FEMININ):
        for cardinal_word, word in table.items():
            ordinals[normalize(word)] = number_const.NUMBER_WORDS[cardinal_word]
    for value, words in data["ordinals"].items():
        ordinals.update((normalize(word), int(value)) for word in words)
    ordinals = {word: value for word, value in ordinals.items() if value}

    # "the twenty-first" also occurs with the cardinal "one"
    ones = ordinals | {word: 1 for word, value in cardinals.items() if value == 1 and word not in ordinals}
    tens = {word: value for word, value in cardinals.items() if value >= 20 and value % 10 == 0 and value < 1000}
    units = {before + word: (value, False) for word, value in ordinals.items() for before in joints["indefinite"]}
    units |= {before + word: (value, True) for word, value in ones.items() for before in joints["definite"]}
    article = "|".join(sorted((*joints["definite"], *joints["indefinite"]), key=len, reverse=True))
    return _Words(
        units=units,
        tens={before + word: value for word, value in tens.items() for before in joints["definite"]},
        and_tens={before + word: (value, bool(len(before) - 1)) for word, value in tens.items()
                  for before in (*joints["and_definite"], *joints["and_indefinite"])},
        and_units={before + word: value for word, value in ones.items() for before in joints["and_definite"]},
        teens=frozenset(map(normalize, joints["teen"])),
        after=frozenset(map(normalize, joints["after"])),
        cardinals=cardinals,
        conjunctions=frozenset(joints["and_indefinite"]),
        digits=re.compile(f"(?:{article})([0-9]{{1,{_MOST_DIGITS}}})"),
    )  # fmt: skip


def digits(word: str) -> int | None:
    """Return the value of digits, alone or with an attached article or particle; None for other words.

    `normalize` has already made all digits ASCII and dropped the tatweel between article and digits.
    """
    found = _words().digits.fullmatch(word)
    return int(found[1]) if found else None


def plain_number(word: str) -> int | None:
    """Return the value of a word of one to nine decimal digits; None for other words and longer runs of digits."""
    return int(word) if 0 < len(word) <= _MOST_DIGITS and word.isdecimal() else None


@cache
def ordinal_words() -> frozenset[str]:
    """The words at which `match_ordinal` can match, apart from those with digits: a fast filter for whole texts."""
    return frozenset(_words().units.keys() | _words().tens.keys())


def match_ordinal(words: Sequence[str], start: int = 0) -> Numeral | None:
    """Match the longest ordinal that starts at `words[start]`.

    Covers first to 199th, masculine and feminine, and digits with an attached article. Bare digits are left to
    `digits`, because they may be a count.
    """
    table = _words()
    if start >= len(words):
        return None
    word = words[start]
    following = words[start + 1] if start + 1 < len(words) else ""
    if unit := table.units.get(word):
        value, definite = unit
        if following in table.teens:
            end, value = start + 2, value + 10
        elif (tens := table.and_tens.get(following)) and tens[0] < 100:
            end, value = start + 2, value % 10 + tens[0]
        else:
            end = start + 1
    elif tens_value := table.tens.get(word):
        value, end, definite = tens_value, start + 1, True
        if value >= 100:
            return _past_hundred(words, Numeral(value, start, end, definite))
    elif word[-1:].isdecimal() and not word.isdecimal() and (number := digits(word)):
        return Numeral(number, start, start + 1, True)
    else:
        return None
    if end + 1 < len(words) and words[end] in table.after and table.tens.get(words[end + 1], 0) >= 100:
        return Numeral(value + table.tens[words[end + 1]], start, end + 2, definite)
    return Numeral(value, start, end, definite)


def _past_hundred(words: Sequence[str], hundred: Numeral) -> Numeral:
    """Extend "the hundredth" with what follows it: "the hundredth and forty-seventh"."""
    table = _words()
    end = hundred.end
    if end < len(words) and words[end] in table.and_units:
        value = table.and_units[words[end]]
        if end + 1 < len(words) and words[end + 1] in table.teens:
            return Numeral(hundred.value + 10 + value, hundred.start, end + 2, True)
        tens = table.and_tens.get(words[end + 1]) if end + 1 < len(words) else None
        if tens and tens[0] < 100:
            return Numeral(hundred.value + value + tens[0], hundred.start, end + 2, True)
        return Numeral(hundred.value + value, hundred.start, end + 1, True)
    if end < len(words) and (tens := table.and_tens.get(words[end])) and tens[0] < 100:
        return Numeral(hundred.value + tens[0], hundred.start, end + 1, True)
    return hundred


def find_ordinal(words: Sequence[str], start: int = 0, end: int | None = None) -> Numeral | None:
    """Find the first ordinal within `words[start:end]`."""
    inside = words[start:end]
    for position in range(len(inside)):
        if found := match_ordinal(inside, position):
            return found._replace(start=found.start + start, end=found.end + start)
    return None


def ordinal(words: Sequence[str]) -> int | None:
    """Parse `words` as one ordinal; bare digits are accepted. None when they are not an ordinal."""
    found = match_ordinal(words)
    if found and found.end == len(words):
        return found.value
    return digits(words[0]) if len(words) == 1 else None


def match_cardinal(words: Sequence[str], start: int = 0) -> Numeral | None:
    """Match the longest cardinal below a million that starts at `words[start]`.

    Its parts are joined by a conjunction, so two numerals side by side stay separate.
    """
    table = _words()
    total = part = 0
    """the thousands, and the part below a thousand"""
    position = end = start
    while position < len(words) and position - start < _LONGEST:
        word, joined = words[position], False
        if end > start and word in table.conjunctions:
            position, joined = position + 1, True
            word = words[position] if position < len(words) else ""
        elif end > start and word not in table.cardinals and word[:1] in table.conjunctions:
            word, joined = word[1:], True
        value = table.cardinals.get(word, -1)
        first = end == start
        low = part % 100
        if value in (1000, 2000) and not total and (first or (part and not joined and value == 1000)):
            total, part = (part or 1) * value, 0
        elif value == 10 and 0 < low < 10 and not joined:
            part += 10
        elif value == 100 and 2 < part < 10 and not joined:
            part *= 100
        elif 0 <= value < 1000 and (first or (joined and value and _fits(value, part))):
            part += value
        else:
            break
        position = end = position + 1
    return Numeral(total + part, start, end) if end > start else None


_LONGEST = 16
"""Maximum number of words of a numeral below a million, without conjunctions."""


def _fits(value: int, part: int) -> bool:
    """Whether `value` may be added to `part`: hundreds come first, units before tens."""
    if value >= 100:
        return part == 0
    return part % 100 < 10 if value >= 20 else part % 100 == 0


def cardinal(words: Sequence[str]) -> int | None:
    """Parse `words` as one cardinal, in words or digits. None when they are not a cardinal."""
    found = match_cardinal(words)
    if found and found.end == len(words):
        return found.value
    return digits(words[0]) if len(words) == 1 else None
