"""What the graph holds about a thing and where it was read."""

from __future__ import annotations

from dataclasses import dataclass

from mithaq.api.values import Thing, Value, ValueReader
from mithaq.language.partial_date import PartialDate
from mithaq.queries import Attestation, explain, shorten_iri
from mithaq.queries import ExplainedFact as _Fact
from mithaq.store import Store

__all__ = ["ExplainedFact", "Explanation", "Source", "Term", "explanation_of"]


@dataclass(frozen=True, slots=True)
class Source:
    """An article that states a fact, with the sentences that state it."""

    article: str
    """The article's identifier."""
    issued: PartialDate | None
    """When the article was published."""
    rule: str | None
    """The extraction rule that read the fact; None for a mere mention of a thing."""
    confidence: float | None
    """How sure the rule is, in (0, 1]; None for a mere mention of a thing."""
    sentences: tuple[str, ...]
    """The sentences, in the order of the text."""


@dataclass(frozen=True, slots=True)
class ExplainedFact:
    """A thing or fact of the merged graph, with its properties and sources."""

    thing: Thing
    """The thing or fact itself. A fact has no name of its own, and is labelled with its shortened IRI."""
    kind: str
    """Its class in the ontology, such as `Meeting`."""
    properties: tuple[tuple[str, Value], ...]
    """Pairs of property and value; a property of the ontology by its local name, any other with its prefix."""
    sources: tuple[Source, ...]
    """The articles that state it, the earliest first."""


@dataclass(frozen=True, slots=True)
class Term:
    """One of the names that were taken for the same thing, with its labels."""

    iri: str
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything the graph holds about a thing."""

    subject: ExplainedFact
    """The thing itself."""
    names: tuple[Term, ...]
    """The names that articles use for it. More than one means that identity resolution joined them."""
    joined_because: tuple[str, ...]
    """Why the names were joined, one reason each."""
    facts: tuple[ExplainedFact, ...]
    """The facts it takes part in, those with the earliest source first."""
    more: int
    """How many further facts a limit left out."""


def explanation_of(store: Store, reader: ValueReader, iri: str, limit: int | None) -> Explanation:
    """Explain the thing that an IRI names.

    Raises:
        UserError: the graph says nothing about it.
    """
    found = explain(store, iri, limit=limit)

    return Explanation(
        subject=_explained(found.thing, reader),
        names=tuple(Term(name, labels) for name, labels in found.names),
        joined_because=tuple(because for reason in found.joined for because in reason.because),
        facts=tuple(_explained(fact, reader) for fact in found.facts),
        more=found.more,
    )


def _explained(fact: _Fact, reader: ValueReader) -> ExplainedFact:
    return ExplainedFact(
        thing=reader.thing(fact.iri),
        kind=_local(fact.kind),
        properties=tuple((_local(name), reader.text(value)) for name, value, _ in fact.said),
        sources=tuple(_source(evidence) for evidence in fact.evidence),
    )


def _source(evidence: Attestation) -> Source:
    return Source(
        article=evidence.article,
        issued=PartialDate.parse(evidence.issued) if evidence.issued else None,
        rule=evidence.rule or None,
        confidence=float(evidence.confidence) if evidence.confidence else None,
        sentences=evidence.sentences,
    )


def _local(iri: str) -> str:
    return shorten_iri(iri).removeprefix("mq:")
