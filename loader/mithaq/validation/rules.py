"""The SHACL shapes, as readable rules and as a graph for engines."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

import pyoxigraph as ox
import rdflib
from pyoxigraph import NamedNode, Quad
from rdflib import RDFS, SH, URIRef
from rdflib.term import Identifier

from mithaq.rdf import PREFIXES
from mithaq.resources import resource

__all__ = ["TARGETS", "Rule", "Severity", "Shapes", "shapes"]

_FIX = URIRef(f"{PREFIXES['mq']}mend")
TARGETS = (SH.targetClass, SH.targetNode, SH.targetObjectsOf, SH.targetSubjectsOf)
"""The properties that declare the targets of a shape."""


class Severity(enum.IntEnum):
    """The severity of a finding; greater is worse."""

    INFO = 1
    WARNING = 2
    VIOLATION = 3

    @property
    def word(self) -> str:
        return self.name.lower()

    @property
    def iri(self) -> str:
        return f"{PREFIXES['sh']}{self.name.capitalize()}"


@dataclass(frozen=True, slots=True)
class Rule:
    """One shape that data can violate.

    `name` is its local name, `owner` that of the node shape it belongs to (itself for a node shape). `message`
    and `fix` are texts by language (`en`, `ar`): the rule in words, and how to fix data that violates it.
    """

    iri: str
    name: str
    owner: str
    severity: Severity
    message: Mapping[str, str]
    fix: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Shapes:
    """The shapes in several forms.

    `rules` are all rules by IRI; `graph` the shapes for an engine, without texts; `classes` the target classes;
    `subclasses` the subclass statements of the ontology, which must be added to the data."""

    rules: Mapping[str, Rule]
    graph: rdflib.Graph
    classes: tuple[NamedNode, ...]
    subclasses: tuple[Quad, ...]


@cache
def shapes() -> Shapes:
    """The shapes of `ontology/shapes.ttl`, read once a process.

    They are parsed by Oxigraph, like the data: rdflib's own parser makes plain strings, which differ from the
    `xsd:string` literals that come out of Oxigraph, and `sh:in` would fail falsely.
    """
    full = _parsed(resource("ontology", "shapes.ttl"))
    lean = rdflib.Graph(store="SimpleMemory")
    for triple in full:
        if triple[1] not in (SH.message, _FIX):
            lean.add(triple)
    owners = {shape: owner for owner, shape in full.subject_objects(SH.property)}
    rules = {
        str(shape): _rule(full, shape, owners.get(shape, shape))
        for shape in full.subjects(SH.message, unique=True)
        if isinstance(shape, URIRef)
    }
    classes = sorted({str(c) for c in full.objects(None, SH.targetClass)})
    ontology = _parsed(resource("ontology", "mithaq.ttl"))
    above = sorted((str(s), str(o)) for s, o in ontology.subject_objects(RDFS.subClassOf))
    subclass = NamedNode(str(RDFS.subClassOf))
    return Shapes(
        MappingProxyType(rules),
        lean,
        tuple(NamedNode(c) for c in classes),
        tuple(Quad(NamedNode(s), subclass, NamedNode(o), ox.DefaultGraph()) for s, o in above),
    )


def _parsed(path: Path) -> rdflib.Graph:
    """A Turtle file as a graph; without oxrdflib, the import of which takes longer than the file."""
    graph = rdflib.Graph()
    for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE):
        graph.add((_term(quad.subject), _term(quad.predicate), _term(quad.object)))
    return graph


def _term(term: NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Identifier:
    if isinstance(term, NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    if isinstance(term, ox.Triple):
        raise TypeError("rdflib has no triple terms")
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    return rdflib.Literal(term.value, datatype=URIRef(term.datatype.value))


def _rule(graph: rdflib.Graph, shape: URIRef, owner: rdflib.term.Node) -> Rule:
    severity = str(graph.value(shape, SH.severity, default=SH.Violation)).rpartition("#")[2]
    return Rule(
        iri=str(shape),
        name=str(shape).rpartition("#")[2],
        owner=str(owner).rpartition("#")[2],
        severity=Severity[severity.upper()],
        message=_texts(graph, shape, SH.message),
        fix=_texts(graph, shape, _FIX),
    )


def _texts(graph: rdflib.Graph, shape: URIRef, predicate: URIRef) -> Mapping[str, str]:
    texts = {o.language: str(o) for o in graph.objects(shape, predicate) if isinstance(o, rdflib.Literal)}
    return MappingProxyType({language: texts[language] for language in ("en", "ar")})
