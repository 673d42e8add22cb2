"""Rejections of links that are kept in another file than the store's own judgements (`--judgements FILE`).

A load does not know that file. The store remembers what it rejected, so that the match does not return with the next
article that states it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from mithaq.rdf import SKOS
from mithaq.store import Store, Transaction
from mithaq.store.terms import INTERNAL_PREFIX, value

__all__ = ["Rejected", "keep_refused", "merge_rejected", "read_refused"]

Rejected = Mapping[str, frozenset[str]]
"""The items that a person said things are not, by thing; "" stands for every item."""

REFUSED: Final = NamedNode(f"{INTERNAL_PREFIX}refused-links")
"""The internal graph of these rejections: thing, `skos:exactMatch`, item as text."""


def read_refused(store: Store) -> Rejected:
    """The rejections that another file of judgements made, by the things' present IRIs.

    Raises:
        StoreError: damaged files.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for quad in store.quads(None, None, None, REFUSED):
        found[store.canonical(value(quad.subject))].add(value(quad.object))
    return {subject: frozenset(items) for subject, items in found.items()}


def keep_refused(store: Store, rejected: Rejected, own: Rejected) -> None:
    """Make these the rejections that the store remembers, without those of its own file of judgements (`own`).

    Raises:
        StoreError: opened for reading; full disk, damaged files.
    """
    old = set(store.quads(None, None, None, REFUSED))
    new = {
        Quad(NamedNode(subject), SKOS.exactMatch, Literal(item), REFUSED)
        for subject, items in rejected.items()
        for item in items - own.get(subject, frozenset())
    }
    if old != new:
        store.apply(Transaction(sorted(old - new, key=str), sorted(new - old, key=str)))


def merge_rejected(*parts: Rejected) -> Rejected:
    """All rejections of several."""
    found: dict[str, frozenset[str]] = {}
    for part in parts:
        for subject, items in part.items():
            found[subject] = found.get(subject, frozenset()) | items
    return found
