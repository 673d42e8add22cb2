"""What a store records about each article, beside its graph."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from mithaq.store.terms import ARTICLES, DIGEST, IDENTIFIER, READING

__all__ = ["ArticleRecord", "record_quads"]


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """What the store records about an article: id, IRI of its graph, digest, and `reading`, the article as JSON
    without its content, so that it can be processed again without the source file."""

    id: str
    iri: str
    digest: str
    reading: str = "{}"


def record_quads(entry: ArticleRecord) -> tuple[Quad, ...]:
    """The quads that keep the record of an article, once it is merged."""
    iri = NamedNode(entry.iri)
    return (
        Quad(iri, IDENTIFIER, Literal(entry.id), ARTICLES),
        Quad(iri, DIGEST, Literal(entry.digest), ARTICLES),
        Quad(iri, READING, Literal(entry.reading), ARTICLES),
    )
