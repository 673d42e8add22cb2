"""What the explorer shows of a thing: its names, its facts with their sentences, who it deals with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import DefaultGraph, Literal, NamedNode

from mithaq.explorer.fact_outlines import BESIDE, DATES, outline_of
from mithaq.explorer.labels import Label, kind_of, label_of
from mithaq.explorer.snapshot import Snapshot
from mithaq.identity import why
from mithaq.queries import Attestation
from mithaq.queries.explaining import attestations
from mithaq.rdf import CLASSES, DCTERMS, MQ, OA, PREFIXES, PROV, RDF, RDFS, SKOS, WD
from mithaq.store import Store

__all__ = [
    "FACTS", "JUDGED_BY_NAME", "PAGE", "Companion", "Evidence", "Fact", "Label", "ThingPage", "companions",
    "evidence_of", "fact", "label_of", "thing_page",
]  # fmt: skip

_MERGED = DefaultGraph()
_KIND = {known.node: known for known in CLASSES}
PAGE = 25
"""Facts on one page."""
FACTS = frozenset(known.kind for known in CLASSES if known.fact)
"""Kinds of what articles state."""
JUDGED_BY_NAME = frozenset({"official", "organization", "place", "post", "agreement", "forum", "edition"})
"""Kinds of things with names that people judge to be one or two. A state is known by its code."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The support of one article for a fact: its title and address, and what `Attestation` says."""

    article: Label
    issued: str
    rule: str
    confidence: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact: what it says of whom, when, and the sentences that state it.

    `dates` are its own, in order; for an office held, when the person was seen in it. `reported` is the date of the
    earliest article that states it, empty if none is dated.
    """

    iri: str
    kind: str
    dates: tuple[str, ...]
    reported: str
    slots: tuple[tuple[str, tuple[Label, ...]], ...]
    evidence: tuple[Evidence, ...]

    @property
    def date(self) -> str:
        """The first of its dates, or that of the earliest article."""
        return next(iter(self.dates), self.reported)

    def of(self, name: str) -> tuple[Label, ...]:
        """The values of one slot."""
        return dict(self.slots).get(name, ())

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
    mentions: tuple[Evidence, ...]
    posts: tuple[Fact, ...] = ()
    """Of a person the offices held, of a post its holders, the earliest first."""

    @property
    def is_fact(self) -> bool:
        """Whether articles state it, so that it can be corrected."""
        return self.label.kind in FACTS

    @property
    def is_judged_by_name(self) -> bool:
        """Whether people judge which of its names mean one thing."""
        return self.label.kind in JUDGED_BY_NAME


def fact(snapshot: Snapshot, node: NamedNode) -> Fact:
    """A fact with its slots and its evidence."""
    return snapshot.once(("fact", node.value), lambda: _fact(snapshot, node))


def _fact(snapshot: Snapshot, node: NamedNode) -> Fact:
    slots: dict[str, list[Label]] = {}
    dates: set[str] = set()
    for quad in snapshot.store.quads(node, None, None, _MERGED):
        if quad.predicate in DATES and isinstance(quad.object, Literal):
            dates.add(quad.object.value)
        if quad.predicate not in BESIDE:
            slots.setdefault(_local(quad.predicate), []).append(label_of(snapshot, quad.object))
    evidence = evidence_of(snapshot, node.value)
    return Fact(
        node.value,
        kind_of(snapshot.store, node),
        tuple(sorted(dates)),
        min((one.issued for one in evidence if one.issued), default=""),
        tuple(sorted((name, tuple(sorted(labels, key=lambda label: label.text))) for name, labels in slots.items())),
        evidence,
    )


def evidence_of(snapshot: Snapshot, iri: str) -> tuple[Evidence, ...]:
    """The support of each article for a fact, or for that a thing is named; the earliest first."""
    return tuple(
        Evidence(_article(snapshot, one), one.issued, one.rule, one.confidence, one.sentences)
        for one in attestations(snapshot.store, iri)
    )


def _mentions(snapshot: Snapshot, node: NamedNode) -> tuple[Evidence, ...]:
    """Sentences that name a thing, of `PAGE` passages at most, the earliest first; of a fact those that state it."""
    if any(_KIND[q.object].fact for q in snapshot.store.quads(node, RDF.type, None, _MERGED) if q.object in _KIND):  # type: ignore[index]
        return evidence_of(snapshot, node.value)
    sentences: dict[NamedNode, list[str]] = {}
    for passage in snapshot.store.quads(node, PROV.wasDerivedFrom, None, _MERGED, most=PAGE):
        assert isinstance(passage.object, NamedNode)
        article = NamedNode(passage.object.value.partition("#")[0])
        for exact in snapshot.store.quads(passage.object, OA.exact, None, article):
            sentences.setdefault(article, []).append(exact.object.value)  # type: ignore[union-attr]
    found = []
    for article, exact_texts in sentences.items():
        issued = min((q.object.value for q in snapshot.store.quads(article, DCTERMS.issued, None, article)), default="")  # type: ignore[union-attr]
        found.append(Evidence(label_of(snapshot, article), issued, "", "", tuple(sorted(exact_texts))))
    return tuple(sorted(found, key=lambda one: (one.issued, one.article.iri)))


def _article(snapshot: Snapshot, one: Attestation) -> Label:
    node = snapshot.once(("article", one.article), lambda: snapshot.store.article_iri(one.article))
    return label_of(snapshot, node) if node is not None else Label(one.article)


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
        if quad.predicate not in BESIDE and quad.predicate not in (RDFS.label, SKOS.exactMatch):
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
        mentions=snapshot.once(("mentions", node.value), lambda: _mentions(snapshot, node)),
        posts=_posts(snapshot, node, facts),
    )


def _posts(snapshot: Snapshot, node: NamedNode, facts: list[tuple[str, str, str]]) -> tuple[Fact, ...]:
    if kind_of(snapshot.store, node) not in ("official", "post"):
        return ()
    tenures = sorted((f for f in facts if f[1] == "tenure"), key=lambda f: (f[0] == "", f[0], f[2]))
    return tuple(fact(snapshot, NamedNode(iri)) for _, _, iri in tenures[:PAGE])


def companions(snapshot: Snapshot, node: NamedNode) -> list[Companion]:
    """Who takes part in facts with a thing, the most frequent first."""

    def count() -> list[Companion]:
        found: Counter[str] = Counter()
        for _, _, iri in _facts_of(snapshot, node):
            others = outline_of(snapshot, NamedNode(iri)).others
            found.update(other for other in others if other != node.value and _is_named(other))
        labels = ((label_of(snapshot, NamedNode(other)), n) for other, n in found.most_common(60))
        return [Companion(label, n) for label, n in labels if label.kind]

    return snapshot.once(("companions", node.value), count)


def _is_named(iri: str) -> bool:
    return not iri.startswith((PREFIXES["mq"], WD))


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
            known = outline_of(snapshot, subject)
            if known.kind and subject != node:
                found.append((known.date, known.kind, subject.value))
        return sorted(found, key=lambda f: (f[0] != "", f[0], f[2]), reverse=True)

    return snapshot.once(("facts", node.value), collect)


def _through_posts(store: Store, node: NamedNode) -> Iterator[NamedNode]:
    """The tenures of the posts of a state or a body."""
    for predicate in (MQ.state, MQ.organization):
        for post in store.quads(None, predicate, node, _MERGED):
            for tenure in store.quads(None, MQ.post, post.subject, _MERGED):  # type: ignore[arg-type]
                if isinstance(tenure.subject, NamedNode):
                    yield tenure.subject


def _local(predicate: NamedNode) -> str:
    return predicate.value.rpartition("#")[2].rpartition("/")[2]
