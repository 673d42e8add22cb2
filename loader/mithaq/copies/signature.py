"""MinHash signatures of texts (Broder 1997), cut into bands for locality-sensitive hashing."""

from __future__ import annotations

import hashlib
import re

from rensa import RMinHash

from mithaq.language.fold import normalize

__all__ = ["MIN_SHARED_BANDS", "MIN_SIMILARITY", "VERSION", "band_keys", "shingles", "similarity"]

MIN_SIMILARITY = 0.6
"""Least Jaccard similarity of the shingles of two copies: about one word in ten may have been changed."""

_WORDS = 3
"""Words in a shingle."""
_BANDS = 16
_ROWS = 3
MIN_SHARED_BANDS = 2
"""Band keys that two texts must share to be compared. Texts of similarity s do with probability 0.99 for s = 0.7, 0.89
for 0.6 and 0.0001 for 0.1. With one key it would be 0.98 for 0.6, but texts of one form that have nothing else in
common would be compared by the hundred, and the more, the larger the store."""
_SEED = 20170711

VERSION = f"{RMinHash.ALGORITHM_VERSION}.{_WORDS}.{_BANDS}.{_ROWS}.{MIN_SHARED_BANDS}"
"""Keys of different versions cannot be compared."""


def shingles(text: str) -> frozenset[str]:
    """The sequences of three words in a text, normalized and without punctuation; of a shorter text, all its words."""
    words = re.findall(r"\w+", normalize(text))
    last = max(1, len(words) - _WORDS + 1)
    return frozenset(" ".join(words[start : start + _WORDS]) for start in range(last))


def similarity(one: frozenset[str], other: frozenset[str]) -> float:
    """The Jaccard similarity of two sets of shingles, from 0 to 1."""
    return len(one & other) / len(one | other)


def band_keys(text: str) -> tuple[str, ...]:
    """The band keys of a text, numbers below 2^63; none if it has no words. Texts with `MIN_SHARED_BANDS` in common are
    compared."""
    wanted = shingles(text)
    if wanted == {""}:
        return ()
    signature = RMinHash(num_perm=_BANDS * _ROWS, seed=_SEED)
    signature.update(sorted(wanted))
    values: list[int] = signature.digest()
    return tuple(_key(band, values[band * _ROWS : (band + 1) * _ROWS]) for band in range(_BANDS))


def _key(band: int, values: list[int]) -> str:
    digest = hashlib.blake2b(",".join(map(str, (band, *values))).encode(), digest_size=8).digest()
    return str(int.from_bytes(digest, "big") >> 1)
