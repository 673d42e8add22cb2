"""Small closed groups of words, by name, from `word_groups.csv`."""

from __future__ import annotations

from functools import cache

from mithaq.language.fold import normalize
from mithaq.lexicon.authority_tables import read_table

__all__ = ["group", "only"]


@cache
def _groups() -> dict[str, frozenset[str]]:
    return {
        row["group"]: frozenset(normalize(f) for f in row["forms"].split("|")) for row in read_table("word_groups.csv")
    }


@cache
def group(name: str) -> frozenset[str]:
    """Return the normalized words of a group, e.g. `group("sides")`.

    Raises:
        KeyError: The table has no group of this name.
    """
    return _groups()[name]


def only(name: str) -> str:
    """Return the word of a group that has exactly one, e.g. `only("with")`."""
    (word,) = group(name)
    return word
