"""Mediation: who mediates between whom, told by the verb or by the noun with its mediator."""

from __future__ import annotations

from collections.abc import Iterator

from pyarabic.araby import BEH, WAW

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
_BEFORE = 20
"""Words before it in which the parties of what was done by it stand."""
_RELATIVE = 3
"""Words after the verb of a relative clause in which its subject stands."""
_BETWEEN = frozenset({BETWEEN})
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
            parties = p.arguments("members") or _between(context, p.trigger.end, p.trigger.end + _REACH)
            yield spoken.speakers, parties, p.at, "mediate-verb", 0.85


def _by_noun(analysis: Analysis) -> Iterator[_Told]:
    """The mediation of X, X-ian mediation, mediation by X between Y and Z; X leads a mediation between Y and Z."""
    context = analysis.context
    for k in context.occurrences(_MEDIATION):
        definite = next((al for _, stem, al in context.doc.words[k].stems if stem in Words.MEDIATION), None)
        if definite is None or k + 1 >= len(context.doc.words) or context.denied(k):
            continue
        mediators = _mediators(context, k, definite)
        phrases = phrases_after(context, analysis.predicates.nominals, k + 1, _REACH)
        parties = next((list(p.arguments) for p in phrases if p.case == BETWEEN), [])
        if mediators and not parties:
            parties = _between(context, k + 1, k + _REACH) or _told_before(context, k)
        if mediators and parties:
            yield mediators, parties, k, "mediation-noun", 0.8


def _between(context: ClauseContext, start: int, end: int) -> list[Argument]:
    """The parties that a `between` in words `start` to `end` names, in the sentence of the first."""
    end = min(end, context.bounds(start)[1])
    for k in context.occurrences(_BETWEEN, start, end):
        parties = context.arguments_in(k + 1, context.bounds(k)[1])
        if parties and parties[0].start <= k + 2:
            return context.conjuncts(parties, 0)
    return []


def _told_before(context: ClauseContext, k: int) -> list[Argument]:
    """The parties of what was done by the mediation at word `k`: (talks between A and B, A and B came to an accord) by
    the mediation of X."""
    if not context.doc.texts[k].startswith(BEH):
        return []
    start, _ = context.bounds(k)
    if named := _between(context, max(start, k - _BEFORE), k):
        return named
    acting = context.arguments_in(start, k)
    first = next((n for n, it in enumerate(acting) if not it.place), len(acting))
    agreed = any(hit is not None for j in range(start, k) if (hit := context.doc.find(j, "agreement")))
    return context.conjuncts(acting, first) if agreed and first < len(acting) else []


def _mediators(context: ClauseContext, k: int, definite: bool) -> list[Argument]:
    """Whose the mediation at word `k` is."""
    _, high = context.bounds(k)
    near = context.arguments_in(k + 1, min(high, k + 3))
    by = bool(near) and near[0].start == k + 1 + (context.doc.texts[k + 1] == FROM)
    if by and context.case_marker(near[0]) in ("", IDAFA, FROM) and not near[0].proclitics:
        return context.conjuncts(near, 0)
    by_adjective = adjectives_at(context, k + 1, high, definite) or _by_common_adjective(context, k, definite)
    return by_adjective or _in_relative(context, k) or _leading(context, k)


def _by_common_adjective(context: ClauseContext, k: int, definite: bool) -> list[Argument]:
    """The state whose adjective follows the mediation at word `k`, also one that is said of other things elsewhere:
    that of Qatar is `of a country` or `of a diameter`, too."""
    nisbas = context.doc.words[k + 1].nisbas
    code = next((n.code for n in nisbas if n.code and n.definite == definite and not n.proclitics), None)
    return [Argument(k + 1, k + 2, Ref("state", code), "side", "")] if code else []


def _in_relative(context: ClauseContext, k: int) -> list[Argument]:
    """Who leads the mediation at word `k`, as a relative clause says: the mediation that X leads."""
    texts = context.doc.texts
    if texts[k + 1] not in Words.RELATIVE or k + 2 >= len(texts) or texts[k + 2] not in Words.MEDIATING_VERBS:
        return []
    after = context.arguments_in(k + 3, min(k + 3 + _RELATIVE, context.bounds(k)[1]))
    return context.conjuncts(after, 0) if after and not context.case_marker(after[0]) else []


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
