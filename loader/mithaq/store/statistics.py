"""Counts of what a store holds."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import DefaultGraph

from mithaq.rdf import CLASSES, PREFIXES
from mithaq.store.store import Store

__all__ = ["count_things"]

_CLASSES = {f"{known.kind}s": known.name for known in sorted(CLASSES, key=lambda known: known.name != "Article")}


def count_things(store: Store) -> Iterator[tuple[str, int]]:
    """Yield pairs of name and count: the articles and the things of each class in the merged graph, its triples, and
    the articles in quarantine."""
    for what, name in _CLASSES.items():
        rows = store.select(f"SELECT (COUNT(DISTINCT ?thing) AS ?n) {{ ?thing a <{PREFIXES['mq']}{name}> }}")
        yield what, int(next(iter(rows))["n"].value)
    yield "triples", sum(1 for _ in store.raw.quads_for_pattern(None, None, None, DefaultGraph()))
    yield "quarantined", sum(1 for _ in store.quarantine.glob("*.txt")) if store.quarantine.is_dir() else 0
