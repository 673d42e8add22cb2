"""Keep what other graphs say about the things of an article while the article is replaced: links to Wikidata."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import DefaultGraph, NamedNode, Quad

from mithaq.rdf import RDF
from mithaq.store import Store, Transaction, is_internal_graph
from mithaq.store.terms import ARTICLES, IDENTIFIER

__all__ = ["auxiliary_quads", "restore_auxiliary_quads"]


def auxiliary_quads(store: Store, ids: Iterable[str]) -> set[Quad]:
    """The quads about the things of these articles in graphs that are neither an article's nor internal."""
    names = {quad.subject for id in ids for quad in store.article_graph(id) if quad.predicate == RDF.type}
    names |= {NamedNode(store.canonical(name.value)) for name in names if isinstance(name, NamedNode)}
    found: set[Quad] = set()
    for name in names:
        assert isinstance(name, NamedNode)
        found.update(_auxiliary(store, store.quads(name)))
        for quad in _auxiliary(store, store.quads(obj=name)):
            assert isinstance(quad.subject, NamedNode)
            assert isinstance(quad.graph_name, NamedNode)
            found.update(store.quads(quad.subject, graph=quad.graph_name))
    return found


def restore_auxiliary_quads(store: Store, before: set[Quad]) -> None:
    """Add those that were removed with the old version of an article, if the graph still has their things.

    Raises:
        StoreError: opened for reading; full disk, damaged files.
    """
    lost = {quad for quad in before if quad not in store.raw}
    alive = {quad.subject for quad in lost if _is_there(store, quad.subject)}
    alive |= {quad.subject for quad in lost if _is_there(store, quad.object)}
    kept = [quad for quad in lost if quad.subject in alive]
    merged = [
        Quad(_canonical(store, quad.subject), quad.predicate, _canonical(store, quad.object), DefaultGraph())  # type: ignore[arg-type]
        for quad in kept
    ]
    store.apply(Transaction(additions=sorted({*kept, *merged}, key=str)))


def _auxiliary(store: Store, quads: Iterable[Quad]) -> Iterator[Quad]:
    for quad in quads:
        graph = quad.graph_name
        if not isinstance(graph, NamedNode) or is_internal_graph(graph):
            continue
        if not store.quads(graph, IDENTIFIER, None, ARTICLES, most=1):
            yield quad


def _is_there(store: Store, term: object) -> bool:
    return isinstance(term, NamedNode) and bool(
        store.quads(NamedNode(store.canonical(term.value)), RDF.type, None, DefaultGraph(), most=1)
    )


def _canonical(store: Store, term: object) -> object:
    return NamedNode(store.canonical(term.value)) if isinstance(term, NamedNode) else term
