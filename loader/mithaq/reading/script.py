"""Detect whether a text is Arabic, by its letters and its most frequent words."""

from __future__ import annotations

import re
from functools import cache

from mithaq.language.fold import clean_label, normalize
from mithaq.language.tables import read_toml

__all__ = ["arabic_words", "is_arabic"]

_WORD = re.compile(r"[^\W\d_]+")
_ARABIC = re.compile("[\u0620-\u06ff]+")
_SAMPLES = (300, 10_000)
"""characters to judge by: few are enough for most articles, more for one that opens in another language"""
_LEAST_OF_WORDS = 0.4
"""share of words in Arabic letters among all"""
_LEAST_MARKED = 0.1
"""share of articles and common words among those; Arabic news has some 0.4, Persian and Urdu below 0.05"""
_TOO_FEW = 12
"""words below which only the letters count"""


@cache
def _marked() -> re.Pattern[str]:
    data = read_toml("boilerplate.toml")["language"]
    common = "|".join(sorted(map(normalize, data["common"])))
    articles = "|".join(data["articles"])
    return re.compile(rf"(?<!\w)(?:(?:{articles})\w\w|(?:{common})(?!\w))")


def arabic_words(text: str) -> int:
    """How many words of `text` have the Arabic article or are among the commonest of the language."""
    return len(_marked().findall(normalize(text)))


def is_arabic(text: str) -> bool:
    """Whether `text` is mainly Arabic, not merely written in Arabic letters."""
    return any(_sample_is_arabic(clean_label(text[:length])) for length in _SAMPLES)


def _sample_is_arabic(sample: str) -> bool:
    arabic = len(_ARABIC.findall(sample))
    if not arabic or arabic < len(_WORD.findall(sample)) * _LEAST_OF_WORDS:
        return False
    return arabic < _TOO_FEW or arabic_words(sample) >= arabic * _LEAST_MARKED
