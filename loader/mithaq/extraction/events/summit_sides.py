"""The two that a summit is of, as its noun phrase tells: between A and B, of A and B, with B."""

from __future__ import annotations

from mithaq.extraction.document import LexiconMatch
from mithaq.extraction.particles import BETWEEN, WITH
from mithaq.extraction.syntax.arguments import Argument
from mithaq.extraction.syntax.clauses import ClauseContext
from mithaq.extraction.syntax.modality import modality
from mithaq.extraction.syntax.triggers import Trigger
from mithaq.language.fold import normalize
from mithaq.lexicon.word_groups import OneWord

__all__ = ["described", "two_sides"]

_SIDES = 2
_ADJECTIVES = 4
"""Adjectives between a summit and what it is between at the most."""


def two_sides(context: ClauseContext, hit: LexiconMatch) -> list[Argument]:
    """The two whom a summit is said to be between or of, or the one it is with: the summit, the awaited one, between
    the persons A and B; a historic summit that is to be between the states A and B; the summit of the persons A and B.

    None where an indefinite noun is of a summit that is only wished for, or called off; none of a definite one between
    states, which are its name.
    """
    texts = context.doc.texts
    if normalize(hit.entry.form) != OneWord.SUMMIT:
        return []
    k = described(context, hit)
    led = texts[k] in (BETWEEN, WITH)
    if not led and (k > hit.end or hit.article):
        return []
    sides = _conjoined(context, k + led)
    if not sides or sides[0].start != k + led or len(sides) != (1 if texts[k] == WITH else _SIDES):
        return []
    persons = all(it.kind in ("person", "post") for it in sides) and (led or all(it.kind == "person" for it in sides))
    if persons and texts[k] == WITH and (subject := context.subject(hit.start)) and subject.kind == "person":
        sides = sides if subject.ref == sides[0].ref else [subject, *sides]
    if hit.article or texts[k] != BETWEEN:
        return sides if persons else []
    real = modality(context, Trigger(hit.start, hit.end, "meet", noun=True)).real
    return sides if real else []


def _conjoined(context: ClauseContext, k: int) -> list[Argument]:
    """The actors from word `k` on that are joined by and-, or by a hyphen."""
    listed = context.following_arguments(k)
    hyphen = len(listed) > 1 and context.doc.texts[listed[0].end : listed[1].start] == ["-"]
    return listed[:_SIDES] if hyphen else context.conjuncts(listed, 0)


def described(context: ClauseContext, hit: LexiconMatch) -> int:
    """The word after the adjectives of a noun: the summit, the awaited one; a summit, a non-official one."""
    texts, words = context.doc.texts, context.doc.words
    k, last = hit.end, min(hit.end + _ADJECTIVES, len(words) - 1)
    while k < last and (
        texts[k] == OneWord.NON
        or (words[k].definite == hit.article and words[k].pos and not words[k].function_class)
        or k in context.doc.in_date
    ):
        k += 1
    return k
