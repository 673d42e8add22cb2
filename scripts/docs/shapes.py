"""The page of the shapes: what data must look like, and how to mend it when it does not."""

from __future__ import annotations

from textwrap import dedent

from mithaq.rdf import PREFIXES
from rdflib import RDF, SH, Literal, URIRef
from rdflib.term import BNode, Node

from scripts.docs.markup import Markup, bilingual, joined, page, tag
from scripts.docs.ontology import rows, title_of
from scripts.docs.reading import MQ, MQS, Source, local

__all__ = ["shapes_page"]

_SAID = frozenset({
    SH.message, SH.severity, SH.path, SH.property, SH.targetClass, SH.targetObjectsOf, SH.sparql, MQ.mend, RDF.type,
})  # fmt: skip
"""What is told by other means than a list of constraints."""


def shapes_page(source: Source, ontology: Source) -> str:
    """One section a node shape, with its property shapes, all anchored by their local names."""
    shapes = source.of_type(SH.NodeShape, within=MQS)
    return page(
        "Mithaq shapes",
        *title_of(source, URIRef("https://w3id.org/mithaq/shapes")),
        tag("ul", *(tag("li", tag("a", local(node), href=f"#{local(node)}")) for node in shapes), class_="index"),
        *(_shape(source, ontology, node) for node in shapes),
    )


def _shape(source: Source, ontology: Source, node: URIRef) -> Markup:
    graph = source.graph
    targets = ontology.sorted(graph.objects(node, SH.targetClass))
    names = joined((bilingual("span", ontology.label(target)) for target in targets), ", ")
    pointed = joined((tag("code", _short(o)) for o in graph.objects(node, SH.targetObjectsOf)), ", ")
    parts = source.sorted(graph.objects(node, SH.property))
    return tag(
        "section",
        tag("h2", local(node), id=local(node)),
        tag("p", tag("code", str(node))),
        rows([("holds for", names), ("holds for what is led to by", pointed)]),
        _rule(source, node),
        *(_part(source, part) for part in parts),
    )


def _part(source: Source, node: URIRef) -> Markup:
    return tag("section", tag("h3", local(node), id=local(node)), _rule(source, node))


def _rule(source: Source, node: URIRef) -> Markup:
    """What a shape asks, how grave it is to break it, and how to mend it."""
    graph = source.graph
    messages, mend = source.texts(node, SH.message), source.texts(node, MQ.mend)
    if not messages:
        return Markup("")
    severity = local(graph.value(node, SH.severity) or SH.Violation)
    path = graph.value(node, SH.path)
    queries = [dedent(str(graph.value(c, SH.select))).strip() for c in graph.objects(node, SH.sparql)]
    asked = [
        (local(predicate), joined((_value(source, o) for o in values), ", "))
        for predicate, values in sorted(_constraints(source, node).items())
    ]
    return joined(
        (
            bilingual("p", messages),
            rows([
                ("severity", tag("span", severity, class_=f"severity {severity}")),
                ("path", _value(source, path) if path else ""),
                *asked,
                ("to mend", bilingual("p", mend)),
            ]),
            *(tag("pre", query) for query in queries),
        )
    )  # fmt: skip


def _constraints(source: Source, node: URIRef) -> dict[URIRef, list[Node]]:
    found: dict[URIRef, list[Node]] = {}
    for predicate, obj in source.graph.predicate_objects(node):
        if predicate not in _SAID and isinstance(predicate, URIRef):
            found.setdefault(predicate, []).append(obj)
    return found


def _value(source: Source, node: Node) -> Markup:
    """A constraint's value; a list or a nested shape is written out."""
    if isinstance(node, Literal):
        return tag("code", str(node))
    if isinstance(node, URIRef):
        return tag("code", _short(node))
    assert isinstance(node, BNode)
    if source.graph.value(node, RDF.first) is not None:
        return joined((_value(source, member) for member in source.members(node)), " ")
    inner = sorted(source.graph.predicate_objects(node), key=str)
    return joined((joined((f"{local(p)} ", _value(source, o))) for p, o in inner), "; ")


def _short(node: Node) -> str:
    for prefix, namespace in PREFIXES.items():
        if str(node).startswith(namespace):
            return f"{prefix}:{str(node).removeprefix(namespace)}"
    return str(node)
