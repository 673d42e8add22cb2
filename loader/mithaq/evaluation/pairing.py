"""Which node of the graph is which item of the gold, one to one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

from mithaq.evaluation.gold import GoldThing
from mithaq.evaluation.similarity import normalize

__all__ = ["Named", "assign_greedily", "best", "pair"]

Node = TypeVar("Node", bound=Hashable)
Thing = TypeVar("Thing", bound=GoldThing)
Named = Mapping[str, Sequence[str]]
"""Nodes with their labels."""

_MANY = 3
"""A node that carries the names of this many items denotes none of them."""


def best(rank: Callable[[str, str], float]) -> Callable[[GoldThing, str, Sequence[str]], float]:
    """The rank of a node for an item: that of its best label for the item's best form."""
    return lambda item, _node, labels: max(rank(form, label) for form in item.forms for label in labels)


def pair(items: Sequence[Thing], nodes: Named, rank: Callable[[Thing, str, Sequence[str]], float]) -> dict[int, str]:
    """Give each item, by its index, at most one node, and each node at most one item; the best ranks first, and of
    equals what is required before what is optional."""
    owners: dict[str, set[int]] = defaultdict(set)
    for i, item in enumerate(items):
        for form in item.forms:
            owners[normalize(form)].add(i)
    ranked = []
    for node, labels in nodes.items():
        named = {next(iter(owners[k])) for k in map(normalize, labels) if len(owners.get(k, ())) == 1}
        if len(named) < _MANY:
            ranks = ((rank(item, node, labels), i, item) for i, item in enumerate(items))
            ranked += [(-value, item.optional, i, node) for value, i, item in ranks if value]
    return assign_greedily(ranked)


def assign_greedily(ranked: Iterable[tuple[float, bool, int, str]]) -> dict[int, str]:
    """Of (minus the rank, whether optional, index, node), take the first of each index and each node."""
    pairs: dict[int, str] = {}
    taken: set[str] = set()
    for _, _, i, node in sorted(ranked):
        if i not in pairs and node not in taken:
            pairs[i] = node
            taken.add(node)
    return pairs
