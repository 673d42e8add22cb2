"""Why names are taken for one record."""

from __future__ import annotations

import json
from dataclasses import dataclass

from pyoxigraph import NamedNode

from mithaq.identity.terms import JOINED
from mithaq.store import Store
from mithaq.store.terms import IDENTITY, value

__all__ = ["Reason", "why"]


@dataclass(frozen=True, slots=True, order=True)
class Reason:
    """Two names (IRIs that articles use) were joined, and the evidence in words."""

    one: str
    other: str
    because: tuple[str, ...]


def why(store: Store, iri: str) -> list[Reason]:
    """The joins that made the record which `iri` (canonical or not) is a name of; empty when it has one
    name."""
    found = []
    for member in store.members(store.canonical(iri)):
        for quad in store.quads(NamedNode(member), JOINED, None, IDENTITY):
            told = json.loads(value(quad.object))
            found.append(Reason(member, told["with"], tuple(told["why"])))
    return sorted(found)
