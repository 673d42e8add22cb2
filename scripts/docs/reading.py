"""The Turtle files of the ontology, in the order in which they say things."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import RdfFormat, parse
from rdflib import RDF, RDFS, SKOS, BNode, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.namespace import OWL
from rdflib.term import Node

__all__ = ["MQ", "MQS", "ORDERED", "Source", "local"]

MQ = Namespace("https://w3id.org/mithaq/ontology#")
MQS = Namespace("https://w3id.org/mithaq/shapes#")
ORDERED = (RDFS.label, SKOS.prefLabel)


def local(term: Node) -> str:
    """What comes after the last `#` or `/` of an IRI: the name under which pages anchor a term."""
    return str(term).rpartition("#")[2].rpartition("/")[2]


@dataclass(frozen=True)
class Source:
    """One file: its graph, and the place of each subject in it."""

    graph: Graph
    order: dict[str, int]

    @classmethod
    def read(cls, *paths: Path) -> Source:
        graph, order = Graph(), dict[str, int]()
        for path in paths:
            graph.parse(path, format="turtle")
            for quad in parse(path=str(path), format=RdfFormat.TURTLE):
                order.setdefault(str(getattr(quad.subject, "value", "")), len(order))
        return cls(graph, order)

    def of_type(self, *kinds: URIRef, within: Namespace) -> list[URIRef]:
        """The terms of a namespace that are of one of these types, in the file's order."""
        found = {
            node
            for kind in kinds
            for node in self.graph.subjects(RDF.type, kind)
            if isinstance(node, URIRef) and node.startswith(within)
        }
        return sorted(found, key=lambda node: self.order.get(str(node), 0))

    def sorted(self, nodes: Iterator[Node]) -> list[URIRef]:
        named = {node for node in nodes if isinstance(node, URIRef)}
        return sorted(named, key=lambda node: (self.order.get(str(node), len(self.order)), str(node)))

    def texts(self, node: Node, predicate: URIRef) -> dict[str, str]:
        """The texts of a property by language; of several in a language the first by code points."""
        found = sorted((o for o in self.graph.objects(node, predicate) if isinstance(o, Literal)), reverse=True)
        return {text.language or "en": str(text) for text in found}

    def every_text(self, node: Node, predicate: URIRef) -> dict[str, str]:
        """All texts of a property, those of one language in a line."""
        found = sorted(o for o in self.graph.objects(node, predicate) if isinstance(o, Literal))
        languages = sorted({text.language or "en" for text in found})
        return {lang: ", ".join(str(t) for t in found if (t.language or "en") == lang) for lang in languages}

    def label(self, node: Node) -> dict[str, str]:
        for predicate in ORDERED:
            if texts := self.texts(node, predicate):
                return texts
        return {}

    def classes(self, node: Node) -> list[URIRef]:
        """The classes that a class expression names: itself, or the members of a union."""
        if isinstance(node, BNode):
            union = self.graph.value(node, OWL.unionOf)
            return [] if union is None else [m for m in Collection(self.graph, union) if isinstance(m, URIRef)]
        return [node] if isinstance(node, URIRef) else []

    def range_of(self, prop: URIRef, predicate: URIRef) -> list[URIRef]:
        """The classes of a property's domain or range."""
        return [found for node in self.graph.objects(prop, predicate) for found in self.classes(node)]

    def members(self, node: Node) -> list[Node]:
        """The members of a list."""
        return list(Collection(self.graph, node))
