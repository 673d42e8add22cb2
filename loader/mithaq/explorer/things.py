"""What the explorer shows of a thing: its names, its facts with their sentences, who it deals with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import DefaultGraph, Literal, NamedNode

from mithaq.explorer.snapshot import Snapshot
from mithaq.identity import why
from mithaq.queries import Attestation
from mithaq.queries.explaining import attestations
from mithaq.rdf import CLASSES, DCTERMS, MQ, PREFIXES, PROV, RDF, RDFS, SCHEMA, SKOS, WD
from mithaq.store import Store

__all__ = ["Companion", "Fact", "Label", "ThingPage", "companions", "fact", "kind_of", "label_of", "thing_page"]

_MERGED = DefaultGraph()
_KIND = {known.node: known for known in CLASSES}
_DATES = (MQ.date, MQ.signedOn)
_BESIDE = frozenset({RDF.type, MQ.rule, MQ.confidence, PROV.wasDerivedFrom, SCHEMA.mentions, MQ.content, SKOS.altLabel})
PAGE = 50
"""Facts on one page."""


@dataclass(frozen=True, slots=True)
class Label:
    """A thing with its name and kind; `kind` is empty for a term of the vocabulary or a literal."""

    text: str
    iri: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact: what it says of whom, when, and the sentences that state it."""

    iri: str
    kind: str
    date: str
    slots: tuple[tuple[str, tuple[Label, ...]], ...]
    evidence: tuple[Attestation, ...]

    @property
    def confidence(self) -> float:
        return max((float(e.confidence) for e in self.evidence if e.confidence), default=0.0)


@dataclass(frozen=True, slots=True)
class Companion:
    """Who or what takes part in facts together with a thing, and in how many."""

    label: Label
    count: int


@dataclass(frozen=True, slots=True)
class ThingPage:
    """A page of a thing. `kinds` counts its facts by kind; `years` those of the chosen kind by year."""

    label: Label
    names: tuple[str, ...]
    properties: tuple[tuple[str, tuple[Label, ...]], ...]
    links: tuple[str, ...]
    kinds: dict[str, int]
    years: dict[str, int]
    facts: tuple[Fact, ...]
    total: int
    companions: tuple[Companion, ...]
    joined: tuple[str, ...]
    mentions: tuple[Attestation, ...]


def kind_of(store: Store, node: NamedNode) -> str:
    """The kind of an individual (`official`, `meeting` ...), empty for anything else."""
    found = {q.object for q in store.quads(node, RDF.type, None, _MERGED)}
    return next((known.kind for term, known in _KIND.items() if term in found), "")


def label_of(snapshot: Snapshot, term: object) -> Label:
    """A value with its name and kind."""
    if isinstance(term, Literal):
        return Label(term.value)
    if not isinstance(term, NamedNode):
        return Label(str(term))
    if term.value.startswith((PREFIXES["mq"], WD)):
        return Label(str(snapshot.reader.thing(term.value)), term.value)
    return Label(str(snapshot.reader.thing(term.value)), term.value, kind_of(snapshot.store, term))


def fact(snapshot: Snapshot, node: NamedNode) -> Fact:
    """A fact with its slots and its evidence."""
    slots: dict[str, list[Label]] = {}
    for quad in snapshot.store.quads(node, None, None, _MERGED):
        if quad.predicate not in _BESIDE and quad.predicate not in _DATES:
            slots.setdefault(_local(quad.predicate), []).append(label_of(snapshot, quad.object))
    return Fact(
        node.value,
        kind_of(snapshot.store, node),
        _date(snapshot.store, node),
        tuple(sorted((name, tuple(sorted(labels, key=lambda label: label.text))) for name, labels in slots.items())),
        attestations(snapshot.store, node.value),
    )


def thing_page(snapshot: Snapshot, iri: str, *, kind: str = "", year: str = "", page: int = 1) -> ThingPage | None:
    """The page of the thing with this IRI, canonical or not; None if the graph says nothing about it.

    Args:
        snapshot: The state to read.
        iri: The thing.
        kind: Only facts of this kind.
        year: Only facts of this year.
        page: Which page of facts, from 1.
    """
    store = snapshot.store
    node = NamedNode(store.canonical(iri))
    own = store.quads(node, None, None, _MERGED)
    if not own:
        return None
    facts = _facts_of(snapshot, node)
    chosen = [f for f in facts if not kind or f[1] == kind]
    shown = [f for f in chosen if not year or f[0].startswith(year)]
    properties: dict[str, list[Label]] = {}
    for quad in own:
        if quad.predicate not in _BESIDE and quad.predicate not in (RDFS.label, SKOS.exactMatch):
            properties.setdefault(_local(quad.predicate), []).append(label_of(snapshot, quad.object))
    return ThingPage(
        label=label_of(snapshot, node),
        names=tuple(sorted({q.object.value for q in own if q.predicate in (RDFS.label, SKOS.altLabel)})),  # type: ignore[union-attr]
        properties=tuple(sorted((name, tuple(labels)) for name, labels in properties.items())),
        links=tuple(sorted(q.object.value for q in own if q.predicate == SKOS.exactMatch)),  # type: ignore[union-attr]
        kinds=dict(Counter(k for _, k, _ in facts).most_common()),
        years=dict(sorted(Counter(d[:4] for d, _, _ in chosen if d).items())),
        facts=tuple(fact(snapshot, NamedNode(f)) for _, _, f in shown[(page - 1) * PAGE : page * PAGE]),
        total=len(shown),
        companions=tuple(companions(snapshot, node)[:12]),
        joined=tuple(because for reason in why(store, node.value) for because in reason.because),
        mentions=attestations(store, node.value)[:PAGE],
    )


def companions(snapshot: Snapshot, node: NamedNode) -> list[Companion]:
    """Who takes part in facts with a thing, the most frequent first."""

    def count() -> list[Companion]:
        store = snapshot.store
        found: Counter[NamedNode] = Counter()
        for _, _, iri in _facts_of(snapshot, node):
            others = {q.object for q in store.quads(NamedNode(iri), None, None, _MERGED) if q.predicate not in _BESIDE}
            found.update(o for o in others if isinstance(o, NamedNode) and o != node and _named(o))
        labels = ((label_of(snapshot, other), n) for other, n in found.most_common(60))
        return [Companion(label, n) for label, n in labels if label.kind]

    return snapshot.once(("companions", node.value), count)


def _named(node: NamedNode) -> bool:
    return not node.value.startswith((PREFIXES["mq"], WD))


def _facts_of(snapshot: Snapshot, node: NamedNode) -> list[tuple[str, str, str]]:
    """Date, kind and IRI of every fact that refers to a thing, the latest first; undated ones last."""

    def collect() -> list[tuple[str, str, str]]:
        store = snapshot.store
        subjects = {q.subject for q in store.quads(None, None, node, _MERGED) if isinstance(q.subject, NamedNode)}
        if kind_of(store, node) == "article":
            passages = {q.subject for q in store.quads(None, DCTERMS.isPartOf, node, _MERGED)}
            told = (q.subject for p in passages for q in store.quads(None, PROV.wasDerivedFrom, p, _MERGED))  # type: ignore[arg-type]
            subjects |= {subject for subject in told if isinstance(subject, NamedNode)}
        if kind_of(store, node) in ("state", "organization"):
            subjects |= set(_through_posts(store, node))
        found = []
        for subject in subjects:
            assert isinstance(subject, NamedNode)
            kind = next((k for q in store.quads(subject, RDF.type, None, _MERGED) if (k := _KIND.get(q.object))), None)  # type: ignore[arg-type]
            if kind is not None and kind.fact and subject != node:
                found.append((_date(store, subject), kind.kind, subject.value))
        return sorted(found, key=lambda f: (f[0] != "", f[0], f[2]), reverse=True)

    return snapshot.once(("facts", node.value), collect)


def _through_posts(store: Store, node: NamedNode) -> Iterator[NamedNode]:
    """The tenures of the posts of a state or a body."""
    for predicate in (MQ.state, MQ.organization):
        for post in store.quads(None, predicate, node, _MERGED):
            for tenure in store.quads(None, MQ.post, post.subject, _MERGED):  # type: ignore[arg-type]
                if isinstance(tenure.subject, NamedNode):
                    yield tenure.subject


def _date(store: Store, node: NamedNode) -> str:
    """The date of a fact, or that of the earliest article that states it; empty if none is dated."""
    for predicate in _DATES:
        for quad in store.quads(node, predicate, None, _MERGED):
            if isinstance(quad.object, Literal):
                return quad.object.value
    dates = [
        issued.object.value
        for passage in store.quads(node, PROV.wasDerivedFrom, None, _MERGED)
        for part in store.quads(passage.object, DCTERMS.isPartOf, None, _MERGED)  # type: ignore[arg-type]
        for issued in store.quads(part.object, DCTERMS.issued, None, _MERGED)  # type: ignore[arg-type]
        if isinstance(issued.object, Literal)
    ]
    return min(dates, default="")


def _local(predicate: NamedNode) -> str:
    return predicate.value.rpartition("#")[2].rpartition("/")[2]
