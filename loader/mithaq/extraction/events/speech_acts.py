"""Speech acts: what they are, and the frames of verbs and nouns that tell them."""

from __future__ import annotations

from dataclasses import dataclass

from mithaq.extraction.syntax.arguments import Argument
from mithaq.lexicon.word_groups import Words

__all__ = ["ACTS", "DIRECT", "VOICED", "Said", "act_of"]

ACTS = {
    "accuse": "accuse",
    "condemn": "condemn",
    "criticize": "condemn",
    "assail": "condemn",
    "describe": "condemn",
    "threaten": "threaten",
    "warn": "threaten",
    "invite": "invite",
    "praise": "praise",
    "thank": "praise",
    "demand": "demand",
    "ask": "demand",
    "deny": "deny",
    "reject": "deny",
}
"""Frames of speech with the acts of the vocabulary that they tell."""
VOICED = {
    "condemnation": ("condemn", Words.CONDEMNATION),
    "refusal": ("condemn", Words.REFUSAL),
    "gratitude": ("praise", Words.GRATITUDE),
    "accusations": ("accuse", Words.ACCUSATIONS),
    "criticism": ("condemn", Words.CRITICISM),
    "warnings": ("threaten", Words.WARNINGS),
    "attack": ("condemn", Words.ATTACKS),
    "blame": ("accuse", Words.BLAME),
    "appeal": ("demand", Words.APPEAL),
}
"""The same of nouns that a verb voices or addresses, with these nouns."""
DIRECT = frozenset({"accuse", "demand", "ask", "threaten", "invite", "thank", "warn", "describe", "assail"})
"""Frames of which the target is the object itself; of the others it may be the doer of a deed."""


@dataclass(frozen=True, slots=True)
class Said:
    """An act of the vocabulary told by word `at`: who speaks, of whom, by which rule."""

    at: int
    speakers: list[Argument]
    act: str
    targets: list[Argument]
    rule: str
    confidence: float = 0.8


def act_of(frame: str) -> str:
    """The act of the vocabulary that a verb or noun of a frame tells."""
    return ACTS.get(frame) or VOICED[frame][0]
