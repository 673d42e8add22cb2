"""Normalize names so that spelling variants of the script meet."""

from __future__ import annotations

import re
from functools import lru_cache

from mithaq.language.fold import clean_label, normalize
from mithaq.language.romanize import romanize

__all__ = ["folded_name"]

_NAME_HEADS = frozenset({"abd", "abw"})
"""Romanised first parts of a compound name, which is written in one word or two."""
_NAME_TAILS = frozenset({"allh", "aldyn"})
"""Romanised second parts of a compound name."""


@lru_cache(maxsize=1 << 16)
def _romanized(word: str) -> str:
    return romanize(word)


def folded_name(name: str) -> str:
    """Normalize a name: fold letters, drop punctuation, join compound names.

    `romanize` tells the compounds, so that no Arabic word list is needed here.
    """
    words: list[str] = []
    for word in re.findall(r"\w+", normalize(clean_label(name))):
        if words and (_romanized(words[-1]) in _NAME_HEADS or _romanized(word) in _NAME_TAILS):
            words[-1] += word
        else:
            words.append(word)
    return " ".join(words)
