"""What the explorer shows of an article: its text with every mention and fact marked where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from pyoxigraph import Literal, NamedNode

from mithaq.explorer.labels import Label, label_of
from mithaq.explorer.snapshot import Snapshot
from mithaq.explorer.things import Fact, fact
from mithaq.rdf import CLASSES, DCTERMS, MQ, OA, PROV, RDF, SCHEMA

__all__ = ["ArticlePage", "Piece", "article_page"]

_FACTS = {known.node for known in CLASSES if known.fact}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text with what is stated there: names of things, and numbers of facts of the page."""

    text: str
    facts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """An article: its paragraphs in pieces, the facts it states and the things it names."""

    id: str
    iri: str
    title: str
    date: str
    source: str
    url: str
    paragraphs: tuple[tuple[Piece, ...], ...]
    facts: tuple[Fact, ...]
    things: tuple[Label, ...]


def article_page(snapshot: Snapshot, iri: str) -> ArticlePage | None:
    """The page of the article with this IRI, None if there is none."""
    store, graph = snapshot.store, NamedNode(iri)
    quads = store.quads(None, None, None, graph)
    own = {q.predicate: q.object.value for q in quads if q.subject == graph and isinstance(q.object, Literal)}
    if MQ.content not in own:
        return None
    content = own[MQ.content]
    spans = _spans(quads)
    facts, marks = [], []
    for subject in sorted({q.subject.value for q in quads if q.predicate == RDF.type and q.object in _FACTS}):  # type: ignore[union-attr]
        canonical = NamedNode(store.canonical(subject))
        facts.append(fact(snapshot, canonical))
        told = [q.object for q in quads if q.subject == NamedNode(subject) and q.predicate == PROV.wasDerivedFrom]
        marks += [(*spans[passage], len(facts) - 1) for passage in told if passage in spans]
    mentioned = {store.canonical(q.object.value) for q in quads if q.predicate == SCHEMA.mentions}  # type: ignore[union-attr]
    things = [label_of(snapshot, NamedNode(name)) for name in sorted(mentioned)]
    return ArticlePage(
        own.get(DCTERMS.identifier, ""),
        iri,
        own.get(DCTERMS.title, ""),
        own.get(DCTERMS.issued, ""),
        own.get(DCTERMS.source, ""),
        own.get(SCHEMA.url, ""),
        _paragraphs(content, marks),
        tuple(facts),
        tuple(sorted(things, key=lambda label: (label.kind, label.text))),
    )


def _spans(quads) -> dict[object, tuple[int, int]]:  # type: ignore[no-untyped-def]
    """Where each passage stands."""
    starts = {q.subject: int(q.object.value) for q in quads if q.predicate == OA.start}
    ends = {q.subject: int(q.object.value) for q in quads if q.predicate == OA.end}
    return {passage: (start, ends[passage]) for passage, start in starts.items() if passage in ends}


def _paragraphs(content: str, marks: list[tuple[int, int, int]]) -> tuple[tuple[Piece, ...], ...]:
    """The paragraphs, cut where a passage of a fact begins or ends."""
    cuts = sorted({0, len(content), *(c for start, end, _ in marks for c in (start, end))})
    paragraphs: list[list[Piece]] = [[]]
    for start, end in pairwise(cuts):
        numbers = tuple(sorted({n for a, b, n in marks if a <= start and end <= b}))
        lines = content[start:end].split("\n")
        for k, line in enumerate(lines):
            if k and paragraphs[-1]:
                paragraphs.append([])
            if line.strip():
                paragraphs[-1].append(Piece(line, numbers))
    return tuple(tuple(pieces) for pieces in paragraphs if pieces)
