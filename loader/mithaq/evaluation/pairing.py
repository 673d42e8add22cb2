"""Align nodes of the graph with gold items, one to one."""

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
"""A node with the names of this many items matches none of them."""


def best(rank: Callable[[str, str], float]) -> Callable[[GoldThing, str, Sequence[str]], float]:
    """The similarity of a node and an item: the maximum over all labels and forms."""
    return lambda item, _node, labels: max(rank(form, label) for form in item.forms for label in labels)


def pair(items: Sequence[Thing], nodes: Named, rank: Callable[[Thing, str, Sequence[str]], float]) -> dict[int, str]:
    """Align items (by index) and nodes one to one, by decreasing similarity; required items before optional ones."""
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
    """Greedy assignment over (negated similarity, optional, index, node): the first of each index and node."""
    pairs: dict[int, str] = {}
    taken: set[str] = set()
    for _, _, i, node in sorted(ranked):
        if i not in pairs and node not in taken:
            pairs[i] = node
            taken.add(node)
    return pairs
