"""rdflib graphs from the engine's triples."""

from __future__ import annotations

from collections.abc import Iterable

import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, Triple
from rdflib.term import Identifier

from mithaq.rdf import PREFIXES, XSD

__all__ = ["graph_of"]


def graph_of(triples: Iterable[Triple]) -> rdflib.Graph:
    """An rdflib graph in memory with these triples and the prefixes of the data.

    A plain literal is written `"x"` and not `"x"^^xsd:string`: rdflib holds the two for different terms.
    """
    graph = rdflib.Graph()
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace, replace=True)
    for triple in triples:
        graph.add((_term(triple.subject), _term(triple.predicate), _term(triple.object)))
    return graph


def _term(term: NamedNode | BlankNode | Literal | Triple) -> Identifier:
    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, BlankNode):
        return rdflib.BNode(term.value)
    if isinstance(term, Triple):
        raise TypeError("rdflib has no triple terms")
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    return rdflib.Literal(term.value, datatype=None if term.datatype == XSD.string else term.datatype.value)
