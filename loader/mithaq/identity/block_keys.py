"""Blocking keys as numbers: the engine keeps a number in its indexes, and of a text of 16 bytes and more a hash and the
text."""

from __future__ import annotations

import hashlib

__all__ = ["MAX_BLOCK_SIZE", "MAX_BLOCK_SIZES", "block_key", "max_block_size"]

MAX_BLOCK_SIZE = 64
"""Ignore blocking keys shared by more than this many names."""
MAX_BLOCK_SIZES = {"agreement": 16}
"""Smaller limits for kinds whose records often share a name. Two states may sign a memorandum on one topic every
year, and an undated mention could mean any of them. Without a limit a load would take quadratic time."""

_LIMITED = ("agreement",)
"""The kinds that may have a limit of their own. Their order is part of the format of stores."""
_KIND_BITS = 4
_SIGN = 1 << 63


def block_key(kind: str, key: str) -> int:
    """The number of a blocking key of a kind, from 0 to 2^63 - 1, the same in all processes and stores.

    Two keys have one number with a probability of 2^-59. Their names are then compared in vain, and no more: names that
    share a block need not match.
    """
    hashed = int.from_bytes(hashlib.blake2b(f"{kind} {key}".encode(), digest_size=8).digest(), "big")
    limited = _LIMITED.index(kind) + 1 if kind in _LIMITED else 0
    return (hashed << _KIND_BITS | limited) % _SIGN


def max_block_size(key: int) -> int:
    """How many names may share a blocking key."""
    limited = key % (1 << _KIND_BITS)
    return MAX_BLOCK_SIZES.get(_LIMITED[limited - 1], MAX_BLOCK_SIZE) if limited else MAX_BLOCK_SIZE
