"""Names of the internal graphs, which are never exported."""

from __future__ import annotations

from pyoxigraph import BlankNode, NamedNode, Triple
from pyoxigraph import Literal as Text

__all__ = [
    "ARTICLES",
    "CANONICAL",
    "CONTENT",
    "DIGEST",
    "IDENTIFIER",
    "IDENTITY",
    "INTERNAL_PREFIX",
    "PENDING",
    "PUBLISHED",
    "QUARANTINED",
    "READING",
    "is_internal_graph",
    "value",
]  # fmt: skip

INTERNAL_PREFIX = "urn:mithaq:"
"""The prefix of the names of all internal graphs."""

ARTICLES = NamedNode(f"{INTERNAL_PREFIX}articles")
"""The graph that lists the articles: identifier, digest, metadata, and whether the article is merged yet."""

IDENTITY = NamedNode(f"{INTERNAL_PREFIX}identity")
"""The graph that maps IRIs used in articles to canonical IRIs, with reasons."""

QUARANTINED = NamedNode(f"{INTERNAL_PREFIX}apart")
"""The graph that holds quarantined articles."""

PUBLISHED = NamedNode(f"{INTERNAL_PREFIX}published")
"""The graph that holds the number of the last published view."""

CONTENT = NamedNode("https://w3id.org/mithaq/ontology#content")
IDENTIFIER = NamedNode("http://purl.org/dc/terms/identifier")
DIGEST = NamedNode(f"{INTERNAL_PREFIX}digest")
READING = NamedNode(f"{INTERNAL_PREFIX}reading")
PENDING = NamedNode(f"{INTERNAL_PREFIX}pending")
CANONICAL = NamedNode(f"{INTERNAL_PREFIX}canonical")


def is_internal_graph(graph_name: object) -> bool:
    """Whether a graph name denotes an internal graph."""
    return isinstance(graph_name, NamedNode) and graph_name.value.startswith(INTERNAL_PREFIX)


def value(term: NamedNode | BlankNode | Text | Triple) -> str:
    """The IRI or lexical form of a term; the store has no quoted triples."""
    assert not isinstance(term, Triple)
    return term.value
