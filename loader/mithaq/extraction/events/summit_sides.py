"""The two that a summit is of, as its noun phrase tells: between A and B, of A and B, with B."""

from __future__ import annotations

from mithaq.extraction.document import LexiconMatch
from mithaq.extraction.particles import BETWEEN, WITH
from mithaq.extraction.syntax.arguments import Argument
from mithaq.extraction.syntax.clauses import ClauseContext
from mithaq.extraction.syntax.modality import modality
from mithaq.extraction.syntax.search import known, persons
from mithaq.extraction.syntax.triggers import Trigger
from mithaq.language.fold import normalize
from mithaq.lexicon.word_groups import OneWord

__all__ = ["two_sides"]

_ADJECTIVES = 4
"""Adjectives between a summit and what it is between at the most."""


def two_sides(context: ClauseContext, hit: LexiconMatch) -> list[Argument]:
    """The two whom a summit is said to be between or of, or the one it is with: the summit, the awaited one, between
    the persons A and B; a historic summit that is to be between the states A and B; the summit of the persons A and B.

    None where an indefinite noun is of a summit that is only wished for, or called off; none of a definite one between
    states, which are its name.
    """
    if normalize(hit.entry.form) != OneWord.SUMMIT:
        return []
    k = _past_adjectives(context, hit)
    led = context.doc.texts[k] if context.doc.texts[k] in (BETWEEN, WITH) else ""
    of = k == hit.end and not hit.article
    sides = _conjoined(context, k + bool(led)) if led or of else []
    if len(sides) != (1 if led == WITH else 2):
        return []
    if led == BETWEEN and not hit.article:
        return sides if modality(context, Trigger(hit.start, hit.end, "meet", noun=True)).real else []
    if not persons(sides) or (not led and {it.kind for it in sides} != {"person"}):
        return []
    subject = context.subject(hit.start) if led == WITH else None
    other = subject is not None and subject.kind == "person" and subject.ref != sides[0].ref
    return [*known(subject), *sides] if other else sides


def _conjoined(context: ClauseContext, k: int) -> list[Argument]:
    """The actors from word `k` on that are joined by and-, or by a hyphen."""
    listed = context.following_arguments(k)
    if not listed or listed[0].start != k:
        return []
    hyphen = len(listed) > 1 and context.doc.texts[listed[0].end : listed[1].start] == ["-"]
    return listed[:2] if hyphen else context.conjuncts(listed, 0)


def _past_adjectives(context: ClauseContext, hit: LexiconMatch) -> int:
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
