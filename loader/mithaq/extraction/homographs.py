"""Decide which state or city a name means that several share: Oman and Amman, the two Congos, two Tripolis, bare Korea.

The rows of `homographs.csv` are tried in order for every word that bears such a name. A row applies where the word is
spelt with the row's vowel signs, where it is joined to a state that the rival belongs to, or where the article names
the row's state otherwise and does not name the rival.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from mithaq.language.fold import normalize
from mithaq.lexicon import LexicalEntry, strip_article
from mithaq.lexicon.authority_tables import read_table

__all__ = ["Sense", "senses"]


@dataclass(frozen=True, slots=True)
class Sense:
    """One meaning of a shared name, with what decides for it."""

    entry: LexicalEntry
    spelt: re.Pattern[str] | None
    beside: str
    named: str
    unless: str

    def applies(self, spelling: str, joined: Set[str], named: Set[str]) -> bool:
        """Whether a word has this meaning.

        Args:
            spelling: The word as the article writes it, with its vowel signs.
            joined: Codes of the states that an `and` joins it to.
            named: Codes of the states that the article names by other names.
        """
        if self.spelt is not None:
            return self.spelt.search(spelling) is not None
        if self.beside:
            return self.beside in joined
        return self.named in named and self.unless not in named


@cache
def senses() -> Mapping[str, tuple[Sense, ...]]:
    """The meanings of every shared name, by its folded form without the article."""
    found: dict[str, tuple[Sense, ...]] = {}
    for row in read_table("homographs.csv"):
        form = normalize(row["form"])
        bare = strip_article(form)
        entry = LexicalEntry(row["category"], row["code"], row["form"], bare != form, 1)
        pattern = re.compile(row["spelt"]) if row["spelt"] else None
        found[bare] = (*found.get(bare, ()), Sense(entry, pattern, row["beside"], row["named"], row["unless"]))
    return MappingProxyType(found)
