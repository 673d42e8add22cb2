"""The data behind a page: what the merged graph says of a thing and of the facts it takes part in, as RDF."""

from __future__ import annotations

import io
from collections.abc import Iterator

from pyoxigraph import DefaultGraph, NamedNode, Triple

from mithaq.explorer.snapshot import Snapshot
from mithaq.export import write_graph

__all__ = ["FORMS", "data_of"]

FORMS = {
    "ttl": ("text/turtle; charset=utf-8", "ttl"),
    "jsonld": ("application/ld+json", "jsonld"),
    "rdf": ("application/rdf+xml", "rdf"),
}
"""Ending of the address → media type and format of `mithaq.export`."""
_MOST_FACTS = 2_000
"""Facts in the data of one thing at most; the endpoint gives all."""


def data_of(snapshot: Snapshot, iri: str, form: str) -> bytes | None:
    """The data of a thing in one of `FORMS`, None if the graph says nothing about it."""
    node = NamedNode(snapshot.store.canonical(iri))
    triples = set(_about(snapshot, node))
    if not triples:
        return None
    out = io.BytesIO()
    write_graph(sorted(triples, key=str), FORMS[form][1], out)
    return out.getvalue()


def _about(snapshot: Snapshot, node: NamedNode) -> Iterator[Triple]:
    merged = DefaultGraph()
    yield from (quad.triple for quad in snapshot.store.quads(node, None, None, merged))
    for quad in snapshot.store.quads(None, None, node, merged, most=_MOST_FACTS):
        yield quad.triple
        if isinstance(quad.subject, NamedNode):
            yield from (said.triple for said in snapshot.store.quads(quad.subject, None, None, merged))
