"""The matcher of each kind, and the order in which kinds are resolved."""

from __future__ import annotations

from typing import Any

from mithaq.identity.agreements import AgreementMatcher
from mithaq.identity.entity_records import EntityRecord
from mithaq.identity.events import (
    MediationMatcher,
    MeetingMatcher,
    SanctionMatcher,
    StatementMatcher,
    TenureMatcher,
    VisitMatcher,
)
from mithaq.identity.forums import EditionMatcher, ForumMatcher
from mithaq.identity.organizations import OrganizationMatcher, PlaceMatcher, PostMatcher
from mithaq.identity.persons import PersonMatcher
from mithaq.identity.verdict import Matcher
from mithaq.rdf import MQ

__all__ = ["LEVELS", "MATCHERS", "POINTERS", "canonical_iri"]

LEVELS: tuple[tuple[str, ...], ...] = (
    ("official", "organization", "place"),
    ("post", "agreement", "forum"),
    ("edition", "tenure", "meeting", "visit", "statement", "sanction", "mediation"),
)
"""A matcher looks only at kinds of earlier levels."""

MATCHERS: dict[str, Matcher[Any]] = {
    "official": PersonMatcher(), "organization": OrganizationMatcher(), "place": PlaceMatcher(), "post": PostMatcher(),
    "agreement": AgreementMatcher(), "forum": ForumMatcher(), "edition": EditionMatcher(), "tenure": TenureMatcher(),
    "meeting": MeetingMatcher(), "visit": VisitMatcher(), "statement": StatementMatcher(),
    "sanction": SanctionMatcher(), "mediation": MediationMatcher(),
}  # fmt: skip

POINTERS = (
    MQ.organization, MQ.party, MQ.place, MQ.editionOf, MQ.holder, MQ.post, MQ.participant, MQ.visitor,
    MQ.speaker, MQ.target, MQ.imposer, MQ.mediator, MQ.between,
)  # fmt: skip
"""Properties through which matchers see other entities. When an entity gets a new canonical IRI, records that point
to it are matched again."""


def canonical_iri(records: list[EntityRecord]) -> str:
    """Choose the canonical IRI of a group: longest name, then known state, then code point order."""
    return min(
        records,
        key=lambda record: (
            -max((len(name.split()) for name in record.all("name")), default=0),
            not record.all("state"),
            record.iri,
        ),
    ).iri
