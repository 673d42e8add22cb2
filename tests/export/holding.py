"""What an export should hold, by the store itself."""

from __future__ import annotations

from typing import TypeVar

from mithaq.store import Store, is_internal_graph
from pyoxigraph import DefaultGraph, NamedNode, Quad

__all__ = ["held"]

Term = TypeVar("Term")


def held(store: Store, *, graphs: bool) -> set[Quad]:
    """The merged graph, and with `graphs` the articles' graphs under the merged graph's IRIs."""

    def one(term: Term) -> Term | NamedNode:
        return NamedNode(store.canonical(term.value)) if isinstance(term, NamedNode) else term

    found = set(store.raw.quads_for_pattern(None, None, None, DefaultGraph()))
    for quad in store.raw if graphs else ():
        if not isinstance(quad.graph_name, DefaultGraph) and not is_internal_graph(quad.graph_name):
            found.add(Quad(one(quad.subject), quad.predicate, one(quad.object), quad.graph_name))
    return found
