"""Explain a thing: its facts with article, rule, confidence and sentence, and its merged names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from mithaq.errors import UserError
from mithaq.identity import Reason, why
from mithaq.rdf import CLASSES, DCTERMS, MQ, OA, PROV, RDF, RDFS, SCHEMA, SKOS
from mithaq.store import Store, is_internal_graph

__all__ = ["Attestation", "ExplainedFact", "Explanation", "arabic_label", "attestations", "explain"]

_FACTS = tuple(known.node.value for known in CLASSES if known.fact)
_OMITTED = {
    MQ.rule,
    MQ.confidence,
    MQ.content,
    PROV.wasDerivedFrom,
    SCHEMA.mentions,
    RDF.type,
    SKOS.altLabel,
}


@dataclass(frozen=True, slots=True, order=True)
class Attestation:
    """An article's support for a fact.

    Its id and date ("" if unknown), the extraction rule, the confidence ("" for a mention), and the sentences.
    """

    issued: str
    article: str
    rule: str
    confidence: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExplainedFact:
    """A node of the merged graph with its statements: (property, value, name of the value or "")."""

    iri: str
    kind: str
    said: tuple[tuple[str, str, str], ...]
    evidence: tuple[Attestation, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """All facts about a thing, and why its names were merged.

    thing: the thing's own statements.
    names: the IRIs that articles use for it, each with its labels there.
    joined: the reasons for merging these names.
    facts: the facts that it takes part in, by date of the earliest article.
    more: number of facts beyond the limit.
    """

    thing: ExplainedFact
    names: tuple[tuple[str, tuple[str, ...]], ...]
    joined: tuple[Reason, ...]
    facts: tuple[ExplainedFact, ...]
    more: int


def explain(store: Store, iri: str, *, limit: int | None = None) -> Explanation:
    """Explain the thing with this IRI, canonical or not, with at most `limit` facts.

    Raises:
        UserError: the graph has no statement about it.
    """
    node = NamedNode(store.canonical(iri))
    if not store.quads(node, None, None, None):
        raise UserError(f"the graph has no statement about <{iri}>")
    facts = sorted(_facts(store, node), key=lambda iri: (_first_reported(store, iri), iri))
    shown = facts if limit is None else facts[:limit]
    return Explanation(
        thing=_fact(store, node),
        names=tuple((name, _labels(store, name)) for name in store.members(node.value)),
        joined=tuple(why(store, node.value)),
        facts=tuple(_fact(store, NamedNode(fact)) for fact in shown),
        more=len(facts) - len(shown),
    )


def _facts(store: Store, node: NamedNode) -> set[str]:
    """The facts that refer to the thing; for an article, the facts extracted from it."""
    classes = " ".join(f"<{name}>" for name in _FACTS)
    rows = store.select(
        f"SELECT DISTINCT ?fact {{ {{ ?fact ?property {node} }} "
        f"UNION {{ ?fact {PROV.wasDerivedFrom}/{DCTERMS.isPartOf} {node} }} "
        f"?fact a ?kind VALUES ?kind {{ {classes} }} }}"
    )
    return {row["fact"].value for row in rows}


def _first_reported(store: Store, fact: str) -> str:
    path = f"{PROV.wasDerivedFrom}/{DCTERMS.isPartOf}/{DCTERMS.issued}"
    query = f"SELECT (MIN(STR(?issued)) AS ?first) {{ <{fact}> {path} ?issued }}"
    first = next(iter(store.select(query)))["first"]
    return first.value if isinstance(first, Literal) else "~"


def _fact(store: Store, node: NamedNode) -> ExplainedFact:
    quads = store.quads(node, None, None, DefaultGraph())
    kinds = sorted(_text(q) for q in quads if q.predicate == RDF.type)
    said = sorted(
        (q.predicate.value, _text(q), arabic_label(store, q.object)) for q in quads if q.predicate not in _OMITTED
    )
    return ExplainedFact(node.value, kinds[0] if kinds else "", tuple(said), attestations(store, node.value))


def attestations(store: Store, iri: str) -> tuple[Attestation, ...]:
    """The support of each article for a fact, or for that a thing is named; the earliest first."""
    return tuple(sorted(_evidence(store, iri)))


def _evidence(store: Store, iri: str) -> Iterator[Attestation]:
    """The support from each article graph, for all names of the thing; the merged graph does not keep it apart."""
    for member in store.members(iri):
        by_graph: dict[str, list[Quad]] = {}
        for quad in store.quads(NamedNode(member), None, None, None):
            if isinstance(quad.graph_name, NamedNode) and not is_internal_graph(quad.graph_name):
                by_graph.setdefault(quad.graph_name.value, []).append(quad)
        for graph, quads in by_graph.items():
            values = {q.predicate: _text(q) for q in sorted(quads, key=str)}
            passages = [q.object for q in quads if q.predicate == PROV.wasDerivedFrom]
            if not passages:
                continue
            about = {q.predicate: _text(q) for q in store.quads(NamedNode(graph), None, None, NamedNode(graph))}
            rules = sorted(_text(q) for q in quads if q.predicate == MQ.rule)
            yield Attestation(
                issued=about.get(DCTERMS.issued, ""),
                article=about.get(DCTERMS.identifier, graph),
                rule=", ".join(rules),
                confidence=values.get(MQ.confidence, ""),
                sentences=tuple(text for _, text in sorted(_sentence(store, p) for p in passages)),
            )


def _sentence(store: Store, passage: object) -> tuple[int, str]:
    assert isinstance(passage, NamedNode)
    values = {q.predicate: _text(q) for q in store.quads(passage, None, None, DefaultGraph())}
    return int(values.get(OA.start, "0")), " ".join(values.get(OA.exact, "").split())


def _labels(store: Store, iri: str) -> tuple[str, ...]:
    labels = {
        _text(q)
        for predicate in (RDFS.label, SKOS.altLabel)
        for q in store.quads(NamedNode(iri), predicate, None, None)
        if isinstance(q.graph_name, NamedNode)
    }
    return tuple(sorted(labels))


def arabic_label(store: Store, value: object) -> str:
    """The Arabic label of a thing; "" for literals and for things without one."""
    if not isinstance(value, NamedNode):
        return ""
    labels = [q.object for q in store.quads(value, RDFS.label, None, DefaultGraph()) if isinstance(q.object, Literal)]
    return min((label.value for label in labels if label.language == "ar"), default="")


def _text(quad: Quad) -> str:
    value = quad.object
    assert isinstance(value, NamedNode | Literal)
    return value.value
