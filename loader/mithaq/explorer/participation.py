"""Who takes part in which fact, and when: the table behind networks, comparisons and lists of a kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import DefaultGraph, NamedNode

from mithaq.explorer.fact_outlines import outline_of
from mithaq.explorer.snapshot import Snapshot
from mithaq.rdf import CLASSES, MQ, RDF, is_state, local_name

__all__ = ["Participation", "participations", "states_of"]

_MERGED = DefaultGraph()
_ACTOR_PATHS = frozenset({"state", "person", "organization"})
_NOT_TAKING_PART = frozenset({MQ.topic, MQ.place})


@dataclass(frozen=True, slots=True)
class Participation:
    """A fact with its date and the actors that take part in it.

    An office held counts the holder and the state and organization of the post.
    """

    iri: str
    kind: str
    date: str
    actors: frozenset[str]

    @property
    def year(self) -> str:
        return self.date[:4]


def participations(snapshot: Snapshot) -> tuple[Participation, ...]:
    """All facts of a state of the store, by date and IRI."""
    return snapshot.whole("participations", lambda: _collect(snapshot))


def _collect(snapshot: Snapshot) -> tuple[Participation, ...]:
    store = snapshot.store
    found = []
    posts: dict[NamedNode, frozenset[str]] = {}
    for known in CLASSES:
        if not known.fact:
            continue
        for typed in store.quads(None, RDF.type, known.node, _MERGED):
            assert isinstance(typed.subject, NamedNode)
            actors: set[str] = set()
            for quad in store.quads(typed.subject, None, None, _MERGED):
                if not isinstance(quad.object, NamedNode) or quad.predicate in _NOT_TAKING_PART:
                    continue
                if quad.predicate == MQ.post:
                    if quad.object not in posts:
                        posts[quad.object] = _actors_of_post(snapshot, quad.object)
                    actors |= posts[quad.object]
                elif _is_actor(snapshot, quad.object.value):
                    actors.add(quad.object.value)
            date = outline_of(snapshot, typed.subject).date
            found.append(Participation(typed.subject.value, known.kind, date, frozenset(actors)))
    return tuple(sorted(found, key=lambda one: (one.date, one.iri)))


def _is_actor(snapshot: Snapshot, iri: str) -> bool:
    return iri.startswith(snapshot.store.base) and local_name(iri)[0] in _ACTOR_PATHS


def _actors_of_post(snapshot: Snapshot, post: NamedNode) -> frozenset[str]:
    return frozenset(
        quad.object.value
        for predicate in (MQ.state, MQ.organization)
        for quad in snapshot.store.quads(post, predicate, None, _MERGED)
        if isinstance(quad.object, NamedNode)
    )


def states_of(snapshot: Snapshot) -> Mapping[str, frozenset[str]]:
    """The states that an actor may act for: a state itself, that of an organization, those of a person's posts."""

    def collect() -> Mapping[str, frozenset[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for quad in snapshot.store.quads(None, MQ.state, None, _MERGED):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
                found[quad.subject.value].add(quad.object.value)
        for one in participations(snapshot):
            states = {actor for actor in one.actors if is_state(actor)}
            for actor in one.actors:
                if is_state(actor):
                    found[actor].add(actor)
                elif one.kind == "tenure" and local_name(actor)[0] == "person":
                    found[actor] |= states
        return {actor: frozenset(states) for actor, states in found.items()}

    return snapshot.whole("states of actors", collect)
