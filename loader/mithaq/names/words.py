"""The words of a personal name that identify its bearer."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import pyarabic.araby as araby

from mithaq.language.fold import normalize
from mithaq.lexicon import strip_article
from mithaq.lexicon.authority_tables import read_table
from mithaq.names.folding import folded_name

__all__ = ["ARTICLE", "HOUSE", "name_words"]

ARTICLE: Final = araby.ALEF + araby.LAM
HOUSE: Final = "="
"""Mark before a word that names a house (`al` before it tells it from a given name)."""


@lru_cache(maxsize=1)
def _titles() -> frozenset[str]:
    """Words before a name, without the article. They are removed only if they have it."""
    words = {
        normalize(form)
        for table in ("titles.csv", "roles.csv")
        for row in read_table(table)
        for form in row["form"].split("|")
        if form
    }
    return frozenset(strip_article(word) for word in words if " " not in word)


@lru_cache(maxsize=1)
def _particles() -> dict[str, str]:
    return {normalize(form): row["use"] for row in read_table("name_particles.csv") for form in row["form"].split("|")}


@lru_cache(maxsize=200_000)
def name_words(name: str) -> tuple[str, ...]:
    """The words of a name: folded, without titles, links (`bin`) and articles; the name of a house is marked."""
    words = folded_name(name).split()
    while len(words) > 1 and words[0].startswith(ARTICLE) and strip_article(words[0]) in _titles():
        del words[0]
    uses, found, mark = _particles(), [], ""
    for place, word in enumerate(words):
        use = uses.get(word, "")
        if use == "link" and place and word != words[-1]:
            continue
        if use == "house" and place:
            mark = HOUSE
            continue
        found.append(mark + (strip_article(word) if place else word))
        mark = ""
    return tuple(found)
