"""The values and rows of RDF engines, typed for tests: the engines declare more kinds of terms than our data has."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad
from rdflib import Literal as RdflibLiteral

__all__ = ["in_default_graph", "literal", "rows_of", "value"]


def value(term: object) -> str:
    """The text of a term of the store: an IRI, the name of a blank node, or a literal's text."""
    assert isinstance(term, NamedNode | BlankNode | Literal), term
    return term.value


def literal(term: object) -> RdflibLiteral:
    """A term of rdflib that is a literal."""
    assert isinstance(term, RdflibLiteral), term
    return term


def rows_of(answer: object) -> list[Any]:
    """The rows of an answer to a SELECT query, or the triples of one to a CONSTRUCT query, by either engine."""
    assert isinstance(answer, Iterable), answer
    return list(answer)


def in_default_graph(quad: Quad) -> Quad:
    """The same statement, said in the merged graph."""
    return Quad(quad.subject, quad.predicate, quad.object, DefaultGraph())
