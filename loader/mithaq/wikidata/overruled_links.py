"""Automatic links that a person's judgement overrules. They are kept out of the graph, so that undoing the judgement
brings them back as they were, also where a service or a local extract gave the candidate."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final

from pyoxigraph import NamedNode

from mithaq.store import Store, Transaction
from mithaq.store.terms import INTERNAL_PREFIX
from mithaq.wikidata.links import PERSON, Link, in_graph, links_in, quads_of_link

__all__ = ["keep_overruled", "read_overruled"]

OVERRULED: Final = NamedNode(f"{INTERNAL_PREFIX}overruled-links")
"""The internal graph of overruled links; one has the same quads as a link that holds."""


def read_overruled(store: Store) -> list[Link]:
    """The overruled links of things that the store has, by the thing's present IRI and then by item.

    Raises:
        StoreError: damaged files.
    """
    return [link for link in links_in(store, OVERRULED) if in_graph(store, link.subject)]


def keep_overruled(store: Store, before: Iterable[Link], after: Collection[Link], judged: Collection[str]) -> None:
    """Keep the links of judged things that are among `before` and not among `after`, beside those kept earlier.

    Links of things without a judgement, and those that hold, are no longer kept.

    Raises:
        StoreError: opened for reading; full disk, damaged files.
    """
    holding = {(link.subject, link.qid) for link in after if link.method != PERSON}
    wanted = {
        (link.subject, link.qid): link
        for link in (*read_overruled(store), *before)
        if link.method != PERSON and link.subject in judged and (link.subject, link.qid) not in holding
    }
    old = set(store.quads(None, None, None, OVERRULED))
    new = {quad for link in wanted.values() for quad in quads_of_link(link, store.base, OVERRULED)}
    if old != new:
        store.apply(Transaction(sorted(old - new, key=str), sorted(new - old, key=str)))
