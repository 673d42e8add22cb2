"""Small closed groups of words, by name: what `word_groups.csv` lists."""

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
    """The folded words of a group, e.g. `group("sides")`; raises KeyError for a name the table lacks."""
    return _groups()[name]


def only(name: str) -> str:
    """The one word of a group that has just one, e.g. `only("with")`."""
    (word,) = group(name)
    return word
