"""What the explorer shows of an article: its text with every mention and fact marked where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from pyoxigraph import Literal, NamedNode

from mithaq.explorer.labels import Label, label_of
from mithaq.explorer.snapshot import Snapshot
from mithaq.explorer.things import Fact, fact
from mithaq.language.tokens import proclitics
from mithaq.rdf import CLASSES, DCTERMS, MQ, OA, PROV, RDF, RDFS, SCHEMA, SKOS

__all__ = ["ArticlePage", "Piece", "Run", "article_page"]

_SHORTEST_NAME = 3
"""Characters that a name must have to be linked in the text."""

_FACTS = {known.node for known in CLASSES if known.fact}


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of the text; `iri` is the thing that it names, empty if it names none."""

    text: str
    iri: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text with what is stated there: names of things, and numbers of facts of the page."""

    runs: tuple[Run, ...]
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
    places = {q.subject for q in quads if q.predicate == RDF.type and q.object == MQ.Place}
    named: dict[str, set[str]] = {}
    for q in quads:
        if q.predicate in (RDFS.label, SKOS.altLabel):
            thing = store.canonical(q.subject.value)  # type: ignore[union-attr]
            if thing in mentioned or q.subject in places:
                named.setdefault(q.object.value.strip(), set()).add(thing)  # type: ignore[union-attr]
    names = {name: min(meant) for name, meant in named.items() if len(meant) == 1}
    return ArticlePage(
        own.get(DCTERMS.identifier, ""),
        iri,
        own.get(DCTERMS.title, ""),
        own.get(DCTERMS.issued, ""),
        own.get(DCTERMS.source, ""),
        own.get(SCHEMA.url, ""),
        _paragraphs(content, marks, names),
        tuple(facts),
        tuple(sorted(things, key=lambda label: (label.kind, label.text))),
    )


def _spans(quads) -> dict[object, tuple[int, int]]:  # type: ignore[no-untyped-def]
    """Where each passage stands."""
    starts = {q.subject: int(q.object.value) for q in quads if q.predicate == OA.start}
    ends = {q.subject: int(q.object.value) for q in quads if q.predicate == OA.end}
    return {passage: (start, ends[passage]) for passage, start in starts.items() if passage in ends}


def _paragraphs(
    content: str, marks: list[tuple[int, int, int]], names: dict[str, str]
) -> tuple[tuple[Piece, ...], ...]:
    """The paragraphs, cut where a passage of a fact begins or ends, with the names of things in them."""
    known = sorted((name for name in names if len(name) >= _SHORTEST_NAME), key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(\w{{0,3}}?)({'|'.join(map(re.escape, known))})(?!\w)") if known else None
    cuts = sorted({0, len(content), *(c for start, end, _ in marks for c in (start, end))})
    paragraphs: list[list[Piece]] = [[]]
    for start, end in pairwise(cuts):
        numbers = tuple(sorted({n for a, b, n in marks if a <= start and end <= b}))
        lines = content[start:end].split("\n")
        for k, line in enumerate(lines):
            if k and paragraphs[-1]:
                paragraphs.append([])
            if line.strip():
                paragraphs[-1].append(Piece(tuple(_runs(line, pattern, names)), numbers))
    return tuple(tuple(pieces) for pieces in paragraphs if pieces)


def _runs(line: str, pattern: re.Pattern[str] | None, names: dict[str, str]) -> Iterator[Run]:
    """A line, cut where the name of a thing begins or ends; particles written with a name stay outside."""
    done = 0
    for found in pattern.finditer(line) if pattern else ():
        particles, name = found.groups()
        first = name.split()[0]
        if particles and first not in {stem for _, stem, _ in proclitics(particles + first)}:
            continue
        if found.start(2) > done:
            yield Run(line[done : found.start(2)])
        yield Run(name, names[name])
        done = found.end()
    if done < len(line):
        yield Run(line[done:])
