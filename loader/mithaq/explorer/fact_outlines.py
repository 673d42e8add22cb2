"""What lists and counts need of a fact: its kind, its date and what it refers to, read in one look-up."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import DefaultGraph, Literal, NamedNode

from mithaq.explorer.snapshot import Snapshot
from mithaq.rdf import CLASSES, DCTERMS, MQ, PROV, RDF, SCHEMA, SKOS

__all__ = ["BESIDE", "DATES", "FactOutline", "outline_of"]

_MERGED = DefaultGraph()
_KIND = {known.node: known for known in CLASSES}
DATES = (MQ.date, MQ.signedOn, MQ.observedOn)
"""Properties that date a fact, the first that it has counts."""
BESIDE = frozenset({RDF.type, MQ.rule, MQ.confidence, PROV.wasDerivedFrom, SCHEMA.mentions, MQ.content, SKOS.altLabel})
"""Properties that are not part of what a fact states."""


@dataclass(frozen=True, slots=True)
class FactOutline:
    """A fact in short.

    `kind` is empty for what is not a fact. `date` is its own, or that of the earliest article that states it, or empty.
    `others` are the IRIs that it refers to, in order.
    """

    kind: str
    date: str
    others: tuple[str, ...]


def outline_of(snapshot: Snapshot, node: NamedNode) -> FactOutline:
    """The outline of a fact, read once for a state of the store."""
    known: dict[str, FactOutline] = snapshot.whole("outlines of facts", dict)
    found = known.get(node.value)
    if found is None:
        found = known[node.value] = _outline(snapshot, node)
    return found


def _outline(snapshot: Snapshot, node: NamedNode) -> FactOutline:
    kind, dates, passages, others = "", dict[NamedNode, list[str]](), list[str](), set[str]()
    for quad in snapshot.store.quads(node, None, None, _MERGED):
        value = quad.object
        if quad.predicate == RDF.type:
            known = _KIND.get(value) if isinstance(value, NamedNode) else None
            kind = known.kind if known is not None and known.fact else kind
        elif isinstance(value, Literal):
            if quad.predicate in DATES:
                dates.setdefault(quad.predicate, []).append(value.value)
        elif isinstance(value, NamedNode):
            if quad.predicate == PROV.wasDerivedFrom:
                passages.append(value.value)
            elif quad.predicate not in BESIDE:
                others.add(value.value)
    own = next((min(dates[predicate]) for predicate in DATES if predicate in dates), "")
    return FactOutline(kind, own or _reported(snapshot, passages), tuple(sorted(others)))


def _reported(snapshot: Snapshot, passages: list[str]) -> str:
    """The date of the earliest of the articles of these passages; empty if none is dated."""
    articles = {passage.partition("#")[0] for passage in passages}
    return min(filter(None, (_issued(snapshot, article) for article in articles)), default="")


def _issued(snapshot: Snapshot, article: str) -> str:
    def read() -> str:
        quads = snapshot.store.quads(NamedNode(article), DCTERMS.issued, None, _MERGED)
        return min((quad.object.value for quad in quads if isinstance(quad.object, Literal)), default="")

    return snapshot.once(("issued", article), read)
