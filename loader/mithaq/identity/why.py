"""Explain why names were joined."""

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
    """Two names (IRIs used in articles) were joined; `because` is the evidence in words."""

    one: str
    other: str
    because: tuple[str, ...]


def why(store: Store, iri: str) -> list[Reason]:
    """The joins that formed the entity of `iri` (canonical or not); empty if it has only one name."""
    found = []
    for member in store.members(store.canonical(iri)):
        for quad in store.quads(NamedNode(member), JOINED, None, IDENTITY):
            stored = json.loads(value(quad.object))
            found.append(Reason(member, stored["with"], tuple(stored["why"])))
    return sorted(found)
