"""How often the facts of a rule were right on annotated articles."""

from __future__ import annotations

from functools import cache

from mithaq.lexicon.authority_tables import read_table

__all__ = ["ENTITY_FAMILIES", "LEAST_FACTS", "official_family", "post_family", "rule_confidence"]

ENTITY_FAMILIES = ("post", "post-short", "post-stateless", "official", "official-word", "organization")
"""Families with rules that share names; a rule of any other family has a name of its own."""

LEAST_FACTS = 10
"""A rule with fewer judged facts keeps the confidence that the code gives it."""


_SHORT = 2
"""The most words of a short post."""


def rule_confidence(rule: str, fallback: float, family: str = "") -> float:
    """The measured confidence of a rule; `fallback` if the table has too few facts of it.

    family: one of `ENTITY_FAMILIES`; empty for rules of events.
    """
    return _table().get((family, rule), fallback)


def official_family(name: str) -> str:
    """The family of an official in the table: officials known by a single word err more."""
    return "official" if len(name.split()) > 1 else "official-word"


def post_family(phrase: str, state: str | None) -> str:
    """The family of a post in the table: posts without a state, and posts of a state in one or two words, err more."""
    if state is None:
        return "post-stateless"
    return "post" if len(phrase.split()) > _SHORT else "post-short"


@cache
def _table() -> dict[tuple[str, str], float]:
    rows = (row for row in read_table("rule_confidence.csv") if int(row["facts"]) >= LEAST_FACTS)
    return {
        (row["family"] if row["family"] in ENTITY_FAMILIES else "", row["rule"]): float(row["confidence"])
        for row in rows
    }
