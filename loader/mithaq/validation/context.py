"""Add context to findings: article, sentence and name of the thing concerned."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox
from pyoxigraph import BlankNode, Literal, NamedNode

from mithaq.rdf import DCTERMS, MQ, OA, PREFIXES, PROV, RDF, RDFS
from mithaq.validation.report import Finding
from mithaq.validation.rules import shapes
from mithaq.validation.shacl_result import ShaclResult, Term

__all__ = ["explain"]

_SPARQL = f"{PREFIXES['sh']}SPARQLConstraintComponent"
_NAMES_AT_MOST = 3


def explain(data: ox.Store, result: ShaclResult) -> Finding:
    """Convert a result of an engine to a finding, with context from the default graph of `data`."""
    # a SPARQL constraint runs once per article: its focus is the article, its value the thing concerned
    thing = result.value if result.component == _SPARQL and result.value is not None else result.focus
    passage = _passage(data, thing)
    return Finding(
        rule=shapes().rules[result.shape],
        component=result.component,
        focus=result.focus,
        path=result.path,
        value=result.value,
        thing=thing,
        label=_label(data, thing),
        article=_article(data, thing, passage),
        passage=passage.value if passage else None,
        sentence=_text(data, passage, OA.exact) if passage else None,
    )


def _objects(data: ox.Store, subject: Term, predicate: NamedNode | None) -> Iterator[Term]:
    if not isinstance(subject, Literal):
        found = (q.object for q in data.quads_for_pattern(subject, predicate, None, ox.DefaultGraph()))
        yield from sorted((o for o in found if isinstance(o, NamedNode | BlankNode | Literal)), key=str)


def _text(data: ox.Store, subject: Term, predicate: NamedNode) -> str | None:
    return next((o.value for o in _objects(data, subject, predicate) if isinstance(o, Literal)), None)


def _name(data: ox.Store, node: Term) -> str | None:
    labels = [o for o in _objects(data, node, RDFS.label) if isinstance(o, Literal)]
    arabic = [label for label in labels if label.language == "ar"]
    return next((label.value for label in (*arabic, *labels)), None)


def _label(data: ox.Store, node: Term) -> str | None:
    """The name of a node. Events and tenures have none: the names of the individuals they connect."""
    own = _name(data, node) or _text(data, node, DCTERMS.title)
    if own is not None:
        return own
    others = (_name(data, o) for o in _objects(data, node, None) if isinstance(o, NamedNode))
    names = list(dict.fromkeys(name for name in others if name is not None))
    return "، ".join(names[:_NAMES_AT_MOST]) or None


def _passage(data: ox.Store, node: Term) -> NamedNode | None:
    """The first passage that states a node, otherwise one that states something about it."""
    if OA.TextQuoteSelector in _objects(data, node, RDF.type):
        return node if isinstance(node, NamedNode) else None
    if isinstance(node, Literal):
        return None
    own = _first(data, node)
    if own is None and MQ.Article not in _objects(data, node, RDF.type):
        about = data.quads_for_pattern(None, None, node, ox.DefaultGraph())
        tellers = sorted({q.subject for q in about if isinstance(q.subject, NamedNode)}, key=str)
        return next((p for p in (_first(data, teller) for teller in tellers) if p is not None), None)
    return own


def _first(data: ox.Store, node: Term) -> NamedNode | None:
    told = [o for o in _objects(data, node, PROV.wasDerivedFrom) if isinstance(o, NamedNode)]
    return min(told, key=lambda p: (_number(_text(data, p, OA.start)), p.value), default=None)


def _number(text: str | None) -> int:
    return int(text) if text is not None and text.isascii() and text.isdigit() else 0


def _article(data: ox.Store, thing: Term, passage: NamedNode | None) -> str | None:
    """The identifier of the article: the thing itself, that of the passage, or the only one in the data."""
    candidates = [thing, *(_objects(data, passage, DCTERMS.isPartOf) if passage else ())]
    for candidate in candidates:
        if MQ.Article in _objects(data, candidate, RDF.type):
            return _text(data, candidate, DCTERMS.identifier)
    articles = list(data.quads_for_pattern(None, RDF.type, MQ.Article, ox.DefaultGraph()))
    if len(articles) == 1 and isinstance(articles[0].subject, NamedNode):
        return _text(data, articles[0].subject, DCTERMS.identifier)
    return None
