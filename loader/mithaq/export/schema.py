"""The classes and properties of the ontology, for selections, table columns and JSON-LD contexts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from mithaq.errors import UserError
from mithaq.rdf import MQ, PREFIXES, RDF, RDFS
from mithaq.resources import resource

__all__ = ["Schema", "ontology_triples", "schema"]

_MQ = PREFIXES["mq"]
_OWL = PREFIXES["owl"]
_OBJECT, _DATATYPE = (NamedNode(f"{_OWL}{kind}Property") for kind in ("Object", "Datatype"))
_DOMAIN, _RANGE = (NamedNode(f"{PREFIXES['rdfs']}{name}") for name in ("domain", "range"))
_UNION, _FIRST, _REST = (
    NamedNode(iri) for iri in (f"{_OWL}unionOf", f"{PREFIXES['rdf']}first", f"{PREFIXES['rdf']}rest")
)
_FILES = ("mithaq.ttl", "vocabulary.ttl")

Term = NamedNode | BlankNode | Literal | Triple


@dataclass(frozen=True, slots=True)
class Schema:
    """The classes and properties of Mithaq's ontology, by their local names, in the ontology's order."""

    version: NamedNode
    """The IRI of this version of the ontology."""
    leaves: Mapping[str, tuple[str, ...]]
    """For each class: its most specific subclasses, which data is typed with."""
    labels: Mapping[str, tuple[str, ...]]
    """For each class: its English and Arabic labels."""
    property_labels: Mapping[str, str]
    """For each property: its English label."""
    properties: Mapping[str, tuple[str, ...]]
    """For each most specific class: the properties with it in their domain."""
    coded: frozenset[str]
    """Properties with concepts of a vocabulary as values."""
    object_properties: frozenset[str]
    """IRIs of object properties, also of other vocabularies."""

    def classes(self, typed: str) -> tuple[str, ...]:
        """The most specific subclasses of a class given by local name or label.

        Raises:
            UserError: the ontology has no such class; the message lists all classes.
        """
        wanted = typed.strip().removeprefix("mq:").removeprefix(_MQ).casefold()
        for name, leaves in self.leaves.items():
            if wanted in (name.casefold(), *(label.casefold() for label in self.labels[name])):
                return leaves
        raise UserError(f"unknown class {typed!r}: choose one of {' '.join(sorted(self.leaves))}")


def ontology_triples() -> Iterator[Triple]:
    """The triples of the ontology and its vocabularies, with stable blank node labels."""
    names: dict[BlankNode, BlankNode] = {}

    def stable(term: Term) -> Term:
        return names.setdefault(term, BlankNode(f"o{len(names)}")) if isinstance(term, BlankNode) else term

    for file in _FILES:
        for quad in parse(path=str(resource("ontology", file)), format=RdfFormat.TURTLE):
            yield Triple(stable(quad.subject), quad.predicate, stable(quad.object))  # type: ignore[arg-type]


@cache
def schema() -> Schema:
    """The schema of the ontology in the package; read once."""
    stated: dict[Term, dict[NamedNode, list[Term]]] = {}
    for quad in parse(path=str(resource("ontology", _FILES[0])), format=RdfFormat.TURTLE):
        stated.setdefault(quad.subject, {}).setdefault(quad.predicate, []).append(quad.object)

    def supers(node: Term) -> set[Term]:
        return {node}.union(*(supers(parent) for parent in stated.get(node, {}).get(RDFS.subClassOf, ())))

    def domain(node: Term) -> Iterator[Term]:
        """The classes of a domain, which may be a union."""
        union = stated.get(node, {}).get(_UNION) if isinstance(node, BlankNode) else None
        if union is None:
            yield node
            return
        cell = union[0]
        while cell in stated:
            yield from stated[cell][_FIRST]
            cell = stated[cell][_REST][0]

    concept = NamedNode(f"{PREFIXES['skos']}Concept")
    kinds = NamedNode(f"{_OWL}Class")
    classes = [
        node for node, more in stated.items()
        if kinds in more.get(RDF.type, ()) and _local(node) and concept not in supers(node)
    ]  # fmt: skip
    parents = {parent for node in classes for parent in supers(node) - {node}}
    special = [node for node in classes if node not in parents]
    properties = {
        node: {c for d in more.get(_DOMAIN, ()) for c in domain(d)}
        for node, more in stated.items()
        if {_OBJECT, _DATATYPE} & set(more.get(RDF.type, ())) and _local(node)
    }
    ontology = NamedNode(_MQ.rstrip("#"))
    version = stated[ontology][NamedNode(f"{_OWL}versionIRI")][0]
    assert isinstance(version, NamedNode)
    assert MQ.Article in special
    return Schema(
        version=version,
        leaves={_local(node): tuple(_local(leaf) for leaf in special if node in supers(leaf)) for node in classes},
        labels={
            _local(node): tuple(label.value for label in stated[node][RDFS.label] if isinstance(label, Literal))
            for node in classes
        },
        property_labels={
            _local(node): next(
                label.value
                for label in stated[node][RDFS.label]
                if isinstance(label, Literal) and label.language == "en"
            )
            for node in properties
        },
        properties={
            _local(leaf): tuple(_local(node) for node, of in properties.items() if of & supers(leaf))
            for leaf in special
        },
        coded=frozenset(
            _local(node) for node in properties if any(concept in supers(r) for r in stated[node].get(_RANGE, ()))
        ),
        object_properties=frozenset(
            node.value
            for node, more in stated.items()
            if isinstance(node, NamedNode) and _OBJECT in more.get(RDF.type, ())
        ),
    )


def _local(node: Term) -> str:
    """The local name of a term of the ontology; empty for any other term."""
    return node.value.removeprefix(_MQ) if isinstance(node, NamedNode) and node.value.startswith(_MQ) else ""
