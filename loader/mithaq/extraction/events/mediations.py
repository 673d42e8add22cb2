"""Mediation: who mediates between whom, told by the verb or by the noun with its mediator."""

from __future__ import annotations

from collections.abc import Iterator

from pyarabic.araby import WAW

from mithaq.extraction.analysis import Analysis
from mithaq.extraction.events.attributed_acts import adjectives_at
from mithaq.extraction.facts import Mediation, Ref
from mithaq.extraction.particles import BETWEEN, FROM
from mithaq.extraction.syntax.arguments import Argument
from mithaq.extraction.syntax.clauses import IDAFA, ClauseContext
from mithaq.extraction.syntax.modality import modality
from mithaq.lexicon.word_groups import Words

__all__ = ["project"]

_REACH = 10
"""Words after the noun in which the parties stand."""


def project(analysis: Analysis) -> tuple[Mediation, ...]:
    """The mediations an article tells."""
    context = analysis.context
    found: dict[tuple[Ref, tuple[Ref, ...]], Mediation] = {}
    for mediators, parties, at, rule, confidence in (*_by_verb(analysis), *_by_noun(context)):
        for who in mediators:
            between = tuple(sorted({it.ref for it in parties} - {who.ref}))
            if len(between) >= 2:
                evidence = analysis.evidence([at], rule, confidence)
                found.setdefault((who.ref, between), Mediation(who.ref, between, evidence, context.day(at)))
    return tuple(found.values())


_Told = tuple[list[Argument], list[Argument], int, str, float]


def _by_verb(analysis: Analysis) -> Iterator[_Told]:
    """X mediates between Y and Z."""
    context = analysis.context
    for p in analysis.predicates.of("mediate"):
        mediators = [it for it in p.arguments("agent") if not it.place]
        if mediators and not p.trigger.noun and modality(context, p.trigger).real:
            parties = p.arguments("members") or _between(context, p.trigger.end)
            yield mediators, parties, p.trigger.at, "mediate-verb", 0.85


def _by_noun(context: ClauseContext) -> Iterator[_Told]:
    """The mediation of X, X-ian mediation, mediation by X between Y and Z; X leads a mediation between Y and Z."""
    for k, word in enumerate(context.doc.words):
        definite = next((al for _, stem, al in word.stems if stem in Words.MEDIATION), None)
        if definite is None or k + 1 >= len(context.doc.words) or context.denied(k):
            continue
        mediators = _mediators(context, k, definite)
        if mediators:
            yield mediators, _between(context, k + 1), k, "mediation-noun", 0.8


def _mediators(context: ClauseContext, k: int, definite: bool) -> list[Argument]:
    """Whose the mediation at word `k` is."""
    _, high = context.bounds(k)
    near = context.arguments_in(k + 1, min(high, k + 3))
    if near and near[0].start == k + 1 and context.case_marker(near[0]) in ("", IDAFA) and not near[0].proclitics:
        return context.conjuncts(near, 0)
    if near and near[0].start == k + 2 and context.doc.texts[k + 1] == FROM:
        return context.conjuncts(near, 0)
    if adjectives := adjectives_at(context, k + 1, high, definite):
        return adjectives
    who = context.preceding_argument(k)
    verb = who.start - 1 if who is not None else k
    offers = who is not None and verb >= 0 and context.doc.texts[verb].removeprefix(WAW) in Words.MEDIATING_VERBS
    if who is not None and offers and not who.place:
        return [who]
    led = context.doc.texts[k - 1].removeprefix(WAW) in Words.MEDIATING_VERBS if k else False
    subject = context.preceding_argument(k - 1) if led else None
    return [subject] if subject is not None and not context.case_marker(subject) else []


def _between(context: ClauseContext, k: int) -> list[Argument]:
    """The parties after `between`, from word `k` on."""
    _, high = context.bounds(k - 1)
    for at in range(k, min(high, k + _REACH)):
        if context.doc.texts[at] == BETWEEN:
            near = context.arguments_in(at + 1, min(high, at + 3))
            near = near and context.arguments_in(near[0].start, high)
            listed = context.conjuncts(near, 0) if near else []
            return listed
    return []
