"""Unite what several places of an article tell of one mediation: its parties here, its dispute there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from mithaq.extraction.facts import Mediation, Ref
from mithaq.extraction.syntax.clauses import ClauseContext
from mithaq.language.fold import normalize
from mithaq.lexicon import strip_article
from mithaq.lexicon.word_groups import Words

__all__ = ["Report", "named_in", "united"]

_GENERIC = frozenset(map(strip_article, Words.DISPUTES | Words.RESOLVING | Words.OF_ANY_DISPUTE))


@dataclass(frozen=True, slots=True)
class Report:
    """A mediation as one place tells it: the word that does, its sentence, and whom the dispute names."""

    mediation: Mediation
    at: int
    sentence: tuple[int, int]
    named: frozenset[Ref]


def named_in(context: ClauseContext, dispute: str | None, at: int) -> frozenset[Ref]:
    """Whom a dispute names that the sentence of word `at` tells: the states of its adjectives and names, its bodies."""
    words = set(normalize(dispute or "").split())
    low, high = context.bounds(at)
    states = {Ref("state", it.code) for it in context.states_in(low, high) if context.doc.texts[it.start] in words}
    return frozenset(
        states | {it.ref for it in context.arguments_in(low, high) if context.doc.texts[it.start] in words}
    )


def united(reports: Iterable[Report]) -> tuple[Mediation, ...]:
    """The mediations, without those that another of the same mediator tells more fully: of all its parties, or of
    parties where the one names their dispute only."""
    found = list(reports)
    kept: list[Report] = []
    for one in sorted(found, key=lambda it: -len(it.mediation.between)):
        fuller = next((n for n, it in enumerate(kept) if _within(one, it)), None)
        if fuller is None:
            kept.append(one)
            continue
        known, said = kept[fuller].mediation, one.mediation
        more = replace(known, dispute=known.dispute or said.dispute, date=known.date or said.date)
        kept[fuller] = replace(kept[fuller], mediation=more)
    return tuple(it.mediation for it in sorted(kept, key=lambda it: it.at))


def _within(one: Report, other: Report) -> bool:
    """Whether another report of the same mediator is of the same mediation and tells all that one tells, but for the
    dispute."""
    said, known = one.mediation, other.mediation
    if said.mediator != known.mediator:
        return False
    if said.between:
        return set(said.between) <= set(known.between)
    telling = _telling(said.dispute)
    if not telling or (known.dispute and telling == _telling(known.dispute)):
        return True
    follows = one.sentence == other.sentence and one.at > other.at
    return bool(known.between) and (follows or not one.named.isdisjoint(known.between))


def _telling(dispute: str | None) -> tuple[str, ...]:
    """The words of a dispute that tell it from another, in order: neither what any dispute is called nor what is wanted
    in any."""
    words = map(strip_article, normalize(dispute or "").split())
    return tuple(word for word in words if word not in _GENERIC)
