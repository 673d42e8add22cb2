"""The things of a store's merged graph, as linking sees them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from pyoxigraph import DefaultGraph, Literal, NamedNode

from mithaq.language.partial_date import PartialDate
from mithaq.rdf import DCTERMS, MQ, PREFIXES, RDF, RDFS, SCHEMA, SKOS
from mithaq.store import Store
from mithaq.wikidata.links import stated_items
from mithaq.wikidata.model import KINDS, HeldPost, Kind, Subject

__all__ = ["read_subjects"]

_DEFAULT = DefaultGraph()
_MQ = PREFIXES["mq"]


class _Graph:
    """One pass over each property that matters: a lookup for every thing would take many times as long."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.names = self._texts(RDFS.label)
        self.others = self._texts(SKOS.altLabel)
        self.states = self._links(MQ.state)
        self.bodies = self._links(MQ.organization)
        self.codes = {iri: texts[0][0] for iri, texts in self._texts(MQ.iso3166).items()}
        self.items = stated_items(store)
        self.roles = self._links(MQ.role)
        self.mentions = self._links(SCHEMA.mentions)

    def _texts(self, predicate: NamedNode) -> dict[str, list[tuple[str, str]]]:
        found: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for quad in self._store.raw.quads_for_pattern(None, predicate, None, _DEFAULT):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
                found[quad.subject.value].append((quad.object.value, quad.object.language or ""))
        return found

    def _links(self, predicate: NamedNode) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for quad in self._store.raw.quads_for_pattern(None, predicate, None, _DEFAULT):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
                found[quad.subject.value].append(quad.object.value)
        return found

    def of_class(self, name: str) -> list[str]:
        quads = self._store.raw.quads_for_pattern(None, RDF.type, NamedNode(_MQ + name), _DEFAULT)
        return sorted(quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode))

    def dates(self, predicate: NamedNode) -> dict[str, PartialDate]:
        found: dict[str, PartialDate] = {}
        for iri, texts in self._texts(predicate).items():
            found[iri] = max(PartialDate.parse(text) for text, _ in texts)
        return found

    def codes_of(self, iri: str) -> frozenset[str]:
        """The codes of a thing's states; a post's may be those of its organisation."""
        found = {self.codes[s] for s in self.states.get(iri, ()) if s in self.codes}
        if not found:
            bodies = self.bodies.get(iri, ())
            found = {self.codes[s] for b in bodies for s in self.states.get(b, ()) if s in self.codes}
        return frozenset(found)

    def posts(self) -> dict[str, list[HeldPost]]:
        """The posts that articles give each official."""
        holders, posts = self._links(MQ.holder), self._links(MQ.post)
        statuses, dates = self._links(MQ.status), self.dates(MQ.observedOn)
        found: dict[str, list[HeldPost]] = defaultdict(list)
        for tenure in sorted(holders):
            former = f"{_MQ}former" in statuses.get(tenure, ())
            for post in sorted(posts.get(tenure, ())):
                roles = sorted(role.removeprefix(_MQ) for role in self.roles.get(post, ())) or [""]
                held = [HeldPost(role, self.codes_of(post), dates.get(tenure), former) for role in roles]
                for holder in holders[tenure]:
                    found[holder] += held
        return found

    def own_post(self, iri: str) -> Iterator[HeldPost]:
        """A post's own role and state. One of an organisation is not told by them: a ministry has many."""
        states = frozenset(self.codes[s] for s in self.states.get(iri, ()) if s in self.codes)
        if states and iri not in self.bodies:
            for role in sorted(self.roles.get(iri, ())):
                yield HeldPost(role.removeprefix(_MQ), states)

    def near(self) -> dict[str, set[str]]:
        """The codes of the states that the articles about each thing mention."""
        found: dict[str, set[str]] = defaultdict(set)
        for mentioned in self.mentions.values():
            codes = {self.codes[m] for m in mentioned if m in self.codes}
            for thing in mentioned:
                found[thing] |= codes
        return found

    def years(self) -> dict[str, set[int]]:
        """The years of the articles about each thing."""
        issued = self.dates(DCTERMS.issued)
        found: dict[str, set[int]] = defaultdict(set)
        for article, mentioned in self.mentions.items():
            if article in issued:
                for thing in mentioned:
                    found[thing].add(issued[article].year)
        return found

    def parties(self) -> dict[str, list[str]]:
        return self._links(MQ.party)


def read_subjects(store: Store) -> Iterator[Subject]:
    """Every thing that may be linked, by kind and then by IRI.

    Raises:
        StoreError: damaged files.
    """
    graph = _Graph(store)
    posts, near, years, parties = graph.posts(), graph.near(), graph.years(), graph.parties()
    for class_name, kind in KINDS.items():
        for iri in graph.of_class(class_name):
            held = tuple(dict.fromkeys(posts.get(iri, ()))) if kind == "official" else ()
            if kind == "post":
                held = tuple(graph.own_post(iri))
            yield Subject(
                iri=iri,
                kind=kind,
                names=_names(graph, iri, "ar"),
                latin=_names(graph, iri, "en"),
                states=_states(graph, iri, kind, held, parties),
                near=frozenset(near.get(iri, ())),
                posts=held,
                items=frozenset(graph.items.get(iri, ())),
                years=frozenset(years.get(iri, ())) if kind == "official" else frozenset(),
            )


def _states(
    graph: _Graph, iri: str, kind: Kind, held: tuple[HeldPost, ...], parties: dict[str, list[str]]
) -> frozenset[str]:
    if kind == "state":
        return frozenset({graph.codes[iri]} if iri in graph.codes else ())
    if kind == "official":
        return frozenset(code for post in held for code in post.states)
    if kind == "agreement":
        return frozenset(graph.codes[p] for p in parties.get(iri, ()) if p in graph.codes)
    return graph.codes_of(iri)


def _names(graph: _Graph, iri: str, language: str) -> tuple[str, ...]:
    best = sorted(text for text, tag in graph.names.get(iri, ()) if tag == language)
    rest = sorted(text for text, tag in graph.others.get(iri, ()) if tag == language)
    return tuple(dict.fromkeys((*best, *rest)))
