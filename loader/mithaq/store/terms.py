"""Names of the book-keeping graphs. Nothing in them is ever exported."""

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
"""What the name of every book-keeping graph begins with."""

ARTICLES = NamedNode(f"{INTERNAL_PREFIX}articles")
"""The graph that lists the articles: identifier, digest, how each was read, whether it is merged yet."""

IDENTITY = NamedNode(f"{INTERNAL_PREFIX}identity")
"""The graph that maps what articles call a thing to the thing's one IRI, and says why."""

QUARANTINED = NamedNode(f"{INTERNAL_PREFIX}apart")
"""The graph that keeps the articles that were kept out."""

PUBLISHED = NamedNode(f"{INTERNAL_PREFIX}published")
"""The graph that holds the number of the view that the writer's database was last published as."""

CONTENT = NamedNode("https://w3id.org/mithaq/ontology#content")
IDENTIFIER = NamedNode("http://purl.org/dc/terms/identifier")
DIGEST = NamedNode(f"{INTERNAL_PREFIX}digest")
READING = NamedNode(f"{INTERNAL_PREFIX}reading")
PENDING = NamedNode(f"{INTERNAL_PREFIX}pending")
CANONICAL = NamedNode(f"{INTERNAL_PREFIX}canonical")


def is_internal_graph(graph_name: object) -> bool:
    """Whether a graph's name is that of a book-keeping graph."""
    return isinstance(graph_name, NamedNode) and graph_name.value.startswith(INTERNAL_PREFIX)


def value(term: NamedNode | BlankNode | Text | Triple) -> str:
    """The IRI or the text of a term; there are no quoted triples in a store."""
    assert not isinstance(term, Triple)
    return term.value
