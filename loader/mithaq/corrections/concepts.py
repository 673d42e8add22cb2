"""The local names of the concepts of a vocabulary, for slots that hold one."""

from __future__ import annotations

from functools import cache

from pyoxigraph import NamedNode, RdfFormat, Store

from mithaq.resources import resource

__all__ = ["concepts_of"]

_IN_SCHEME = NamedNode("http://www.w3.org/2004/02/skos/core#inScheme")
_MQ = "https://w3id.org/mithaq/ontology#"


@cache
def concepts_of(scheme: str) -> tuple[str, ...]:
    """The local names of the concepts of a scheme of ontology/vocabulary.ttl, such as `roles`, sorted."""
    store = Store()
    store.load(path=str(resource("ontology", "vocabulary.ttl")), format=RdfFormat.TURTLE)
    quads = store.quads_for_pattern(None, _IN_SCHEME, NamedNode(_MQ + scheme), None)
    return tuple(sorted(q.subject.value.removeprefix(_MQ) for q in quads if isinstance(q.subject, NamedNode)))
