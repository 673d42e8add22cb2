"""Mediation: who mediates between whom, told by the verb or by the noun with its mediator."""

from __future__ import annotations

from collections.abc import Iterator

from pyarabic.araby import WAW

from mithaq.extraction.analysis import Analysis
from mithaq.extraction.events.attributed_acts import adjectives_at
from mithaq.extraction.events.speakers import voice
from mithaq.extraction.facts import Mediation, Ref
from mithaq.extraction.particles import BETWEEN, FROM
from mithaq.extraction.syntax.arguments import Argument
from mithaq.extraction.syntax.clauses import IDAFA, ClauseContext
from mithaq.extraction.syntax.modality import modality
from mithaq.extraction.syntax.phrases import phrases_after
from mithaq.extraction.syntax.spellings import spellings
from mithaq.lexicon.word_groups import Words

__all__ = ["project"]

_MEDIATION = spellings(Words.MEDIATION)
_REACH = 10
"""Words after the noun in which the parties stand."""
_LED = 12
"""Words before it in which the verb stands that somebody leads or offers it by."""


def project(analysis: Analysis) -> tuple[Mediation, ...]:
    """The mediations an article tells."""
    context = analysis.context
    found: dict[tuple[Ref, tuple[Ref, ...]], Mediation] = {}
    for mediators, parties, at, rule, confidence in (*_by_verb(analysis), *_by_noun(analysis)):
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
        spoken = voice(context, p) if not p.trigger.noun and modality(context, p.trigger).real else None
        if spoken is not None:
            yield spoken.speakers, p.arguments("members"), p.at, "mediate-verb", 0.85


def _by_noun(analysis: Analysis) -> Iterator[_Told]:
    """The mediation of X, X-ian mediation, mediation by X between Y and Z; X leads a mediation between Y and Z."""
    context = analysis.context
    for k in context.occurrences(_MEDIATION):
        definite = next((al for _, stem, al in context.doc.words[k].stems if stem in Words.MEDIATION), None)
        if definite is None or k + 1 >= len(context.doc.words) or context.denied(k):
            continue
        mediators = _mediators(context, k, definite)
        phrases = phrases_after(context, analysis.predicates.nominals, k + 1, _REACH)
        parties = next((p.arguments for p in phrases if p.case == BETWEEN), ())
        if mediators and parties:
            yield mediators, list(parties), k, "mediation-noun", 0.8


def _mediators(context: ClauseContext, k: int, definite: bool) -> list[Argument]:
    """Whose the mediation at word `k` is."""
    _, high = context.bounds(k)
    near = context.arguments_in(k + 1, min(high, k + 3))
    by = bool(near) and near[0].start == k + 1 + (context.doc.texts[k + 1] == FROM)
    if by and context.case_marker(near[0]) in ("", IDAFA, FROM) and not near[0].proclitics:
        return context.conjuncts(near, 0)
    return adjectives_at(context, k + 1, high, definite) or _leading(context, k)


def _leading(context: ClauseContext, k: int) -> list[Argument]:
    """Who leads or offers the mediation at word `k`: X leads, leads X, (efforts of) a mediation."""
    texts, low = context.doc.texts, max(context.bounds(k)[0], k - _LED)
    verb = next((j for j in range(k - 1, low - 1, -1) if texts[j].removeprefix(WAW) in Words.MEDIATING_VERBS), -1)
    if verb < 0:
        return []
    after = context.arguments_in(verb + 1, k)
    if after and after[0].start == verb + 1:
        return [it for it in context.conjuncts(after, 0) if not it.place]
    who = context.free_before(verb)
    return [who] if who is not None else []
