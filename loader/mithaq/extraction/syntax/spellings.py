"""How the words of a group may stand in a text: with the letters before them that are written in one word with them.

Rules that look for few words in a whole article search for these spellings at once (`Surroundings.occurrences`) and
read only the words found.
"""

from __future__ import annotations

from pyarabic.araby import BEH, FEH, KAF, LAM, WAW

from mithaq.extraction.particles import AL

__all__ = ["joined", "spellings"]

_PROCLITICS = tuple(
    conjunction + preposition + article
    for conjunction in ("", WAW, FEH)
    for preposition in ("", BEH, LAM, KAF)
    for article in ("", AL, LAM)  # l- before the article is written with two lams
)


def spellings(group: frozenset[str]) -> frozenset[str]:
    """The words of a group with all proclitics and the article: every word that may have one of them as a stem."""
    return frozenset(lead + word for word in group for lead in _PROCLITICS)


def joined(group: frozenset[str], letter: str = WAW) -> frozenset[str]:
    """The words of a group as they stand, and with one letter before them."""
    return group.union(letter + word for word in group)
