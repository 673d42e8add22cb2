"""The verdict on two names: a reviewer's judgement, or what the matcher of their kind and their articles say."""

from __future__ import annotations

from mithaq.identity.entity_profiles import CO_MENTIONED
from mithaq.identity.entity_records import EntityRecord
from mithaq.identity.rules import MATCHERS
from mithaq.identity.verdict import Features, Strength, Verdict, different

__all__ = ["PairVerdicts", "verdict_on"]

PairVerdicts = dict[tuple[str, str], Verdict]
"""Verdicts by pairs of IRIs in code point order."""

_NEVER_TOGETHER = "official"
"""The kind of things of which one article does not use two similar names for one."""


def verdict_on(
    one: EntityRecord, other: EntityRecord, features: tuple[Features, Features], judgements: PairVerdicts
) -> Verdict | None:
    """The verdict on two records with their features; None if there is no evidence, or if their kinds differ.

    The order of the two does not matter. A positive verdict counts only for names that are candidates of each other,
    unless a reviewer gave it.
    """
    if one.kind != other.kind:
        return None
    judgement = judgements.get((min(one.iri, other.iri), max(one.iri, other.iri)))
    if judgement is not None:
        return judgement
    verdict = MATCHERS[one.kind].match(*features)
    if (
        one.kind == _NEVER_TOGETHER
        and verdict is not None
        and verdict.strength is not Strength.DIFFERENT
        and (CO_MENTIONED, other.iri) in one.attributes
    ):
        return different("one article mentions both")
    return verdict
