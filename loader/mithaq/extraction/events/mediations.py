"""Mediation: who mediates between whom or in which dispute, told by the verb, by a noun, or by talks between others
that somebody hosts or sponsors.

A mediation that is offered, asked for, refused, possible or yet to come is none; one that fails has been one.
"""

from __future__ import annotations

from collections.abc import Iterator

from mithaq.extraction.analysis import Analysis
from mithaq.extraction.events.light_verbs import leading, said_before
from mithaq.extraction.events.mediation_matters import Matter, between, matter, settled_before
from mithaq.extraction.events.mediation_merging import Report, named_in, united
from mithaq.extraction.events.mediation_nouns import Means, mediators, nouns, only_spoken_of
from mithaq.extraction.events.speakers import doers, voice
from mithaq.extraction.facts import Mediation
from mithaq.extraction.syntax.arguments import Argument
from mithaq.extraction.syntax.clauses import ClauseContext
from mithaq.extraction.syntax.modality import Modality, modality
from mithaq.extraction.syntax.spellings import joined, spellings
from mithaq.extraction.syntax.triggers import Trigger
from mithaq.language.fold import normalize
from mithaq.lexicon import strip_article
from mithaq.lexicon.word_groups import Words

__all__ = ["project"]

_SPONSORING = joined(Words.SPONSORING)
_TALKS = spellings(Words.SPONSORED_TALKS)
_OBJECT = 10
"""Words after a verb of hosting in which the talks stand."""
_ANTECEDENT = 6
"""Words before the verb of a relative clause in which they stand."""
_PARTIES = 8
"""Words after the talks in which their parties stand."""

_Told = tuple[list[Argument], Matter, int, str, float]


def project(analysis: Analysis) -> tuple[Mediation, ...]:
    """The mediations an article tells."""
    context = analysis.context
    found: list[Report] = []
    for who, about, at, rule, confidence in (*_by_verb(analysis), *_by_noun(context), *_by_hosting(context)):
        for mediator in who:
            sides = context.sides(mediator.ref) | {mediator.ref}
            parties = tuple(sorted({it.ref for it in about.parties} - sides))
            if len(about.parties) > 1 and len(parties) < 2:
                continue  # one side of the talks themselves
            if parties or about.dispute:
                evidence = analysis.evidence([at], rule, confidence)
                fact = Mediation(mediator.ref, evidence, parties, about.dispute, context.day(at))
                found.append(Report(fact, at, context.bounds(at), named_in(context, about.dispute, at)))
    return united(found)


def _by_verb(analysis: Analysis) -> Iterator[_Told]:
    """X mediates between Y and Z, in a dispute."""
    context = analysis.context
    for p in analysis.predicates.of("mediate"):
        t = p.trigger
        spoken = None if t.noun or modality(context, t) is not Modality.ACTUAL else voice(context, p)
        if spoken is None or t.future or said_before(context, t.at, Words.NOT_MEDIATED):
            continue
        start = max([t.end, *(it.end for it in spoken.speakers if it.start >= t.end)])
        about = matter(context, start)
        about = about._replace(parties=p.arguments("members") or about.parties)
        yield doers(context, spoken), about, t.at, "mediate-verb", 0.85


def _by_noun(context: ClauseContext) -> Iterator[_Told]:
    """The mediation of X, X-ian mediation, X leads a mediation, the X-ian mediator, under the auspices of X."""
    for noun in nouns(context):
        if only_spoken_of(context, noun) or not (who := mediators(context, noun)):
            continue
        start = max([noun.end, *(it.end for it in who if it.start >= noun.at)])
        sponsor = noun.means is Means.AUSPICES
        about = Matter([], None) if sponsor else matter(context, start, near=noun.by)
        if noun.by and not about.parties:
            before = settled_before(context, noun.at)
            about = Matter(before.parties, about.dispute or before.dispute)
        last = max((it.end for it in about.parties), default=start)
        if context.doc.texts[last] not in Words.DOUBTFUL_EVENT and (not sponsor or len(about.parties) > 1):
            yield who, about, noun.at, f"{noun.means.value}-mediation", 0.8


def _by_hosting(context: ClauseContext) -> Iterator[_Told]:
    """X hosts or sponsors talks between Y and Z."""
    for verb in context.occurrences(_SPONSORING | Words.SPONSORING_IT):
        talks = _talks_of(context, verb)
        if talks < 0 or _to_come(context, verb, talks) or said_before(context, verb, Words.NOT_MEDIATED):
            continue
        _, high = context.bounds(verb)
        parties = between(context, talks + 1, min(high, max(talks, verb) + _PARTIES))
        hosts = leading(context, verb, max(talks, verb + _OBJECT)) if parties else []
        homes = {context.home_of(it.ref) or context.body_states.get(it.ref) for it in parties} - {None}
        if hosts and not any(context.home_of(it.ref) in homes for it in hosts):
            end = max(it.end for it in parties)
            dispute = matter(context, end, near=True).dispute
            if not _of_trade(context, talks, end, dispute):
                yield hosts, Matter(parties, dispute), verb, "host-mediation", 0.75


def _to_come(context: ClauseContext, verb: int, talks: int) -> bool:
    """Whether the talks that a verb of hosting tells of are yet to be, or said not to be: next week, tomorrow."""
    readings = context.doc.words[verb].verbs
    future = any(v.future for v in readings) or context.doc.texts[verb - 1] in Words.MODAL
    trigger = Trigger(verb, max(verb, talks) + 1, "mediate", False, future=future, present=True)
    if modality(context, trigger) is not Modality.ACTUAL:
        return True
    written, day = context.doc.article.date, context.day(verb, present=True)
    past = any(v.tense == "past" for v in readings)
    return not past and written is not None and day is not None and day.first > written.first


def _of_trade(context: ClauseContext, talks: int, end: int, dispute: str | None) -> bool:
    """Whether talks are of trade, fishing, the economy, so that who hosts them does not mediate in a dispute."""
    said = {stem for word in context.doc.words[talks:end] for _, stem, _ in word.stems}
    return not Words.MATTERS_OF_TRADE.isdisjoint(said | set(map(strip_article, normalize(dispute or "").split())))


def _talks_of(context: ClauseContext, verb: int) -> int:
    """The talks that a verb of hosting has as its object, or before it in a relative clause; -1 where there are
    none."""
    low, high = context.bounds(verb)
    if context.doc.texts[verb] not in Words.SPONSORING_IT:
        return next(iter(context.occurrences(_TALKS, verb + 1, min(high, verb + _OBJECT))), -1)
    return next(reversed(context.occurrences(_TALKS, max(low, verb - _ANTECEDENT), verb)), -1)
