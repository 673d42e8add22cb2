"""What two states have in common: the facts in which both take part, by kind and year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode

from mithaq.explorer.labels import Label, label_of
from mithaq.explorer.participation import participations, states_of
from mithaq.explorer.snapshot import Snapshot
from mithaq.explorer.things import Fact, fact

__all__ = ["Comparison", "compare", "state_choices"]

_KINDS = ("agreement", "meeting", "visit", "statement", "mediation", "sanction", "edition", "forum")
_SHOWN = 20
"""Facts of one kind that a page shows."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two states and their common facts: numbers by kind, by year and kind, and the latest of each kind."""

    one: Label
    other: Label
    counts: dict[str, int]
    years: tuple[tuple[str, dict[str, int]], ...]
    facts: dict[str, tuple[Fact, ...]]


def compare(snapshot: Snapshot, one: str, other: str) -> Comparison:
    """The common facts of two states, given by their IRIs.

    A state takes part itself, through an organization of it, or through a person who holds or held one of its posts.
    """
    acting = states_of(snapshot)
    common = [
        known for known in participations(snapshot) if known.kind in _KINDS and _sides(known.actors, acting, one, other)
    ]
    counts = Counter(known.kind for known in common)
    years: dict[str, Counter[str]] = {}
    for known in common:
        if known.year:
            years.setdefault(known.year, Counter())[known.kind] += 1
    latest = {kind: [known.iri for known in common if known.kind == kind][: -_SHOWN - 1 : -1] for kind in _KINDS}
    return Comparison(
        label_of(snapshot, NamedNode(one)),
        label_of(snapshot, NamedNode(other)),
        {kind: counts[kind] for kind in _KINDS if counts[kind]},
        tuple((year, dict(known)) for year, known in sorted(years.items())),
        {kind: tuple(fact(snapshot, NamedNode(iri)) for iri in iris) for kind, iris in latest.items() if iris},
    )


def _sides(actors: frozenset[str], acting: Mapping[str, frozenset[str]], one: str, other: str) -> bool:
    """Whether different actors stand for the two states."""
    ours = {actor for actor in actors if one in acting.get(actor, ())}
    theirs = {actor for actor in actors if other in acting.get(actor, ())}
    return bool(ours and theirs) and len(ours | theirs) > 1


def state_choices(snapshot: Snapshot, language: str) -> tuple[tuple[str, str], ...]:
    """Code and name of every state of the graph, by name."""

    def collect() -> tuple[tuple[str, str], ...]:
        found = []
        for iri in {state for states in states_of(snapshot).values() for state in states}:
            label = label_of(snapshot, NamedNode(iri))
            found.append((iri.rpartition("/")[2], label.english if language == "en" and label.english else label.text))
        return tuple(sorted(found, key=lambda choice: choice[1]))

    return snapshot.whole(("state choices", language), collect)
