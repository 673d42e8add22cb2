"""Articles of a store that share band keys, and their groups. What a store gave is kept for the next articles.

The time for an article does not grow with its copies: the articles of a block that are in one group are passed over
together. The group of an article is read from the store when it first shares enough keys with one that is added: most
articles of a block share one key only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet

from pyoxigraph import Literal, NamedNode

from mithaq.copies.signature import MIN_SHARED_BANDS, VERSION
from mithaq.rdf import BASE, MQ
from mithaq.shuffle import Components
from mithaq.store import Store
from mithaq.store.terms import INTERNAL_PREFIX

__all__ = ["BAND", "BANDS", "COPIES", "Blocks"]

COPIES = NamedNode(f"{BASE}graph/copies")
"""The name of the graph that states which article is a copy of which."""
BANDS = NamedNode(f"{INTERNAL_PREFIX}bands")
"""The name of the graph that has the band keys of the articles."""
BAND = NamedNode(f"{INTERNAL_PREFIX}band.{VERSION}")
"""The property of the band keys of this version; those of others cannot be compared."""

_LARGE = 64
"""Blocks with more articles are kept from one batch to the next; others are read again."""
_KEPT = 1_000_000
"""Articles in the blocks that are kept, each counted once for every block, after which all are read again."""
_FEW = 1_000
"""Articles with numbers that are kept whatever the number of those in blocks."""


class Blocks:
    """The blocks and groups of a store, for one process that writes: the only one that adds articles to it.

    Articles have numbers here. Groups that are joined here are to be written to the store by the caller (`joined`).
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self.forget()

    def forget(self) -> None:
        """Read everything again: articles or groups of the store were changed by others."""
        self._numbers: dict[NamedNode, int] = {}
        self._articles: list[NamedNode] = []
        self._keys: dict[int, list[Literal]] = {}
        self._blocks: dict[Literal, _Block] = {}
        self._groups = Components()
        self._grouped: set[int] = set()
        self._originals: dict[int, int] = {}
        self._joined: dict[int, set[int]] = {}

    def add(self, articles: Iterable[NamedNode]) -> list[int]:
        """Put stored articles into the blocks of their band keys; returns their numbers."""
        numbers = []
        for article in articles:
            number = self._number(article)
            self._group(number)
            keys = [quad.object for quad in self._store.quads(article, BAND, None, BANDS)]
            self._keys[number] = [key for key in keys if isinstance(key, Literal)]
            for key in self._keys[number]:
                if (block := self._blocks.get(key)) is not None:
                    block.add(number)
            numbers.append(number)
        return numbers

    def article(self, number: int) -> NamedNode:
        """The name of the graph of an article."""
        return self._articles[number]

    def candidates(self, number: int) -> Iterator[int]:
        """The articles that share enough band keys with one that was added, and are not of its group when they are
        yielded."""
        blocks = [self._block(key) for key in self._keys[number]]
        shared = Counter(other for block in blocks for other in block.ungrouped)
        for other, count in shared.items():
            if count >= MIN_SHARED_BANDS:
                self._group(other)
        looked_at: set[int] = set()
        for block in blocks:
            for group in block.groups(self._groups.find, self._grouped):
                for other in group:
                    if self.are_grouped(number, other):
                        break
                    if other not in looked_at:
                        looked_at.add(other)
                        if sum(other in each.members for each in blocks) >= MIN_SHARED_BANDS:
                            yield other

    def are_grouped(self, one: int, other: int) -> bool:
        """Whether two articles are in the same group."""
        return self._groups.find(one) == self._groups.find(other)

    def join(self, one: int, other: int) -> None:
        """Join the groups of two articles."""
        a, b = self._groups.find(one), self._groups.find(other)
        if not self._groups.join(a, b):
            return
        originals = [self._joined.pop(group, {self._originals.get(group, group)}) for group in (a, b)]
        few, many = sorted(originals, key=len)
        self._joined[self._groups.find(a)] = many | few

    def joined(self) -> Iterator[set[NamedNode]]:
        """The originals, each the first of its group or alone in the store, of each group that was joined."""
        for originals in self._joined.values():
            yield {self._articles[original] for original in originals}

    def end(self, first: Callable[[set[NamedNode]], NamedNode]) -> None:
        """Note that the store has the groups that were joined, and forget small blocks. `first` names the new original
        among those of before."""
        for group, originals in self._joined.items():
            self._originals[group] = self._numbers[first({self._articles[original] for original in originals})]
        self._joined = {}
        self._keys = {}
        self._blocks = {key: block for key, block in self._blocks.items() if len(block.members) > _LARGE}
        kept = sum(len(block.members) for block in self._blocks.values())
        if kept > _KEPT or len(self._articles) > max(_FEW, kept):
            self.forget()

    def _block(self, key: Literal) -> _Block:
        block = self._blocks.get(key)
        if block is None:
            block = self._blocks[key] = _Block()
            for quad in self._store.quads(None, BAND, key, BANDS):
                if isinstance(quad.subject, NamedNode):
                    block.add(self._number(quad.subject))
        return block

    def _number(self, article: NamedNode) -> int:
        """The number of an article."""
        number = self._numbers.get(article)
        if number is None:
            number = self._numbers[article] = len(self._articles)
            self._articles.append(article)
        return number

    def _group(self, number: int) -> None:
        """Read the group of an article from the store."""
        if number in self._grouped:
            return
        self._grouped.add(number)
        for quad in self._store.quads(self._articles[number], MQ.copyOf, None, COPIES):
            assert isinstance(quad.object, NamedNode)
            original = self._number(quad.object)
            self._group(original)
            before = self._groups.find(original)
            self._groups.join(number, original)
            group = self._groups.find(original)
            self._originals[group] = self._originals.get(before, original)
            if before in self._joined:
                self._joined[group] = self._joined.pop(before)


class _Block:
    """The articles that have a key, by group. `ungrouped` are those with groups that nobody has asked for."""

    def __init__(self) -> None:
        self.members: set[int] = set()
        self.ungrouped: set[int] = set()
        self._by_group: dict[int, list[int]] = {}

    def add(self, article: int) -> None:
        if article not in self.members:
            self.members.add(article)
            self.ungrouped.add(article)

    def groups(self, group_of: Callable[[int], int], grouped: AbstractSet[int]) -> list[list[int]]:
        """The articles of each group, without those that are not in `grouped`. `group_of` gives the group of an
        article; groups may have been joined since."""
        for article in self.ungrouped & grouped:
            self._by_group.setdefault(article, []).append(article)
        self.ungrouped -= grouped
        for before in list(self._by_group):
            group = group_of(before)
            if group != before:
                few, many = sorted((self._by_group.pop(before), self._by_group.get(group, [])), key=len)
                many.extend(few)
                self._by_group[group] = many
        return list(self._by_group.values())
