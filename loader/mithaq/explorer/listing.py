"""All individuals of one kind as a list: things by name, facts by date, articles by date; and the latest articles."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from pyoxigraph import DefaultGraph, Literal, NamedNode

from mithaq.explorer.labels import Label, label_of
from mithaq.explorer.participation import participations
from mithaq.explorer.snapshot import Snapshot
from mithaq.explorer.things import Fact, fact
from mithaq.rdf import CLASSES, DCTERMS, RDF

__all__ = ["KINDS", "PAGE", "Entry", "Listing", "count_kinds", "listing", "recent_articles"]

_MERGED = DefaultGraph()
_CLASS = {known.kind: known for known in CLASSES}
KINDS = tuple(_CLASS)
"""The kinds that can be listed."""
PAGE = 100
_BY_NAME = frozenset({"state", "official", "organization", "place", "post", "forum"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One individual with its date, empty if it has none; `fact` is filled for facts."""

    label: Label
    date: str
    fact: Fact | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list; `years` counts all entries by year."""

    entries: tuple[Entry, ...]
    total: int
    years: dict[str, int]


def count_kinds(snapshot: Snapshot) -> dict[str, int]:
    """How many individuals of each kind the graph has, articles first."""
    kinds = ("article", *(kind for kind in KINDS if kind != "article"))
    return {kind: len(snapshot.store.quads(None, RDF.type, _CLASS[kind].node, _MERGED)) for kind in kinds}


def listing(snapshot: Snapshot, kind: str, *, year: str = "", page: int = 1) -> Listing:
    """The individuals of a kind: named things by name, all else the latest first.

    Args:
        snapshot: The state to read.
        kind: One of `KINDS`.
        year: Only what has a date in this year.
        page: Which page, from 1.
    """
    everything = _all(snapshot, kind)
    chosen = [one for one in everything if not year or one[0].startswith(year)]
    shown = chosen[(page - 1) * PAGE : page * PAGE]
    is_fact = _CLASS[kind].fact and kind not in _BY_NAME
    entries = (
        Entry(label_of(snapshot, NamedNode(iri)), date, fact(snapshot, NamedNode(iri)) if is_fact else None)
        for date, iri in shown
    )
    years = Counter(date[:4] for date, _ in everything if date)
    return Listing(tuple(entries), len(chosen), dict(sorted(years.items())))


def recent_articles(snapshot: Snapshot, count: int) -> tuple[Entry, ...]:
    """The latest articles."""
    return tuple(Entry(label_of(snapshot, NamedNode(iri)), date) for date, iri in _all(snapshot, "article")[:count])


def _all(snapshot: Snapshot, kind: str) -> tuple[tuple[str, str], ...]:
    """Date and IRI of all individuals of a kind, in their order."""
    return snapshot.whole(("all", kind), lambda: _collect(snapshot, kind))


def _collect(snapshot: Snapshot, kind: str) -> tuple[tuple[str, str], ...]:
    store = snapshot.store
    if kind == "article":
        dated = {
            q.subject: q.object.value
            for q in store.quads(None, DCTERMS.issued, None, _MERGED)
            if isinstance(q.object, Literal)
        }
        names = [q.subject for q in store.quads(None, RDF.type, _CLASS[kind].node, _MERGED)]
        return _latest_first([(dated.get(name, ""), name.value) for name in names if isinstance(name, NamedNode)])
    if kind in _BY_NAME:
        found = [
            q.subject.value
            for q in store.quads(None, RDF.type, _CLASS[kind].node, _MERGED)
            if isinstance(q.subject, NamedNode)
        ]
        return tuple(("", iri) for iri in sorted(found, key=lambda iri: (str(snapshot.reader.thing(iri)), iri)))
    return _latest_first([(one.date, one.iri) for one in participations(snapshot) if one.kind == kind])


def _latest_first(found: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(found, key=lambda one: (one[0] != "", *one), reverse=True))
