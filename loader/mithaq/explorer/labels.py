"""Names of things as pages show them, with the kind of each."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import DefaultGraph, Literal, NamedNode

from mithaq.explorer.snapshot import Snapshot
from mithaq.rdf import CLASSES, DCTERMS, MQ, PREFIXES, RDF, RDFS, SCHEMA, WD
from mithaq.store import Store

__all__ = ["Label", "article_title", "kind_of", "label_of"]

_MERGED = DefaultGraph()
_KIND = {known.node: known for known in CLASSES}
_TITLE_LENGTH = 80
"""Characters of the text that stand for a title when an article has none."""


@dataclass(frozen=True, slots=True)
class Label:
    """A thing with its name and kind; `kind` is empty for a term of the vocabulary or a literal."""

    text: str
    iri: str = ""
    kind: str = ""
    english: str = ""
    """Its English name, empty if the graph has none."""


def kind_of(store: Store, node: NamedNode) -> str:
    """The kind of an individual (`official`, `meeting` ...), empty for anything else."""
    found = {q.object for q in store.quads(node, RDF.type, None, _MERGED)}
    return next((known.kind for term, known in _KIND.items() if term in found), "")


def label_of(snapshot: Snapshot, term: object) -> Label:
    """A value with its name and kind; an article is named by its title."""
    if isinstance(term, Literal):
        return Label(term.value)
    if not isinstance(term, NamedNode):
        return Label(str(term))
    if term.value.startswith((PREFIXES["mq"], WD)):
        return Label(str(snapshot.reader.thing(term.value)), term.value)
    return snapshot.once(("label", term.value), lambda: _individual(snapshot, term))


def _individual(snapshot: Snapshot, node: NamedNode) -> Label:
    kind = kind_of(snapshot.store, node)
    if kind == "article":
        return Label(article_title(snapshot, node), node.value, kind)
    labels = snapshot.store.quads(node, RDFS.label, None, _MERGED)
    english = (q.object.value for q in labels if isinstance(q.object, Literal) and q.object.language == "en")
    text = str(snapshot.reader.thing(node.value)) if kind else _agent(snapshot, node)
    return Label(text, node.value, kind, min(english, default=""))


def _agent(snapshot: Snapshot, node: NamedNode) -> str:
    """Who made a correction, by name; anything else by what the graph calls it."""
    named = [q.object.value for q in snapshot.store.quads(node, SCHEMA.name) if isinstance(q.object, Literal)]
    return min(named, default="") or str(snapshot.reader.thing(node.value))


def article_title(snapshot: Snapshot, article: NamedNode) -> str:
    """The title of an article; without one, the beginning of its text, or its identifier."""
    store = snapshot.store
    for quad in store.quads(article, DCTERMS.title, None, article):
        if isinstance(quad.object, Literal) and quad.object.value.strip():
            return quad.object.value
    for quad in store.quads(article, MQ.content, None, article):
        if isinstance(quad.object, Literal) and (text := quad.object.value.strip()):
            return text[:_TITLE_LENGTH].partition("\n")[0]
    return str(snapshot.reader.thing(article.value))
