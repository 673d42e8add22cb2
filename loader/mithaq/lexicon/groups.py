"""Small closed groups of words from `word_groups.csv`, by name; rules use the attributes of `word_groups`."""

from __future__ import annotations

from functools import cache

from mithaq.language.fold import normalize
from mithaq.lexicon.authority_tables import read_table
from mithaq.lexicon.compiled import compiled

__all__ = ["group", "only"]


@compiled
def _groups() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for row in read_table("word_groups.csv"):
        if row["group"] in found:
            raise ValueError(f"word_groups.csv: two groups are called {row['group']!r}")
        found[row["group"]] = frozenset(normalize(form) for form in row["forms"].split("|"))
    return found


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
