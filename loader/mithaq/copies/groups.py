"""Groups of copies in a store, kept current as articles come and go.

An internal graph holds the band keys of each article. The graph `.../graph/copies` states which article is a copy of
which, and so does the merged graph. Two articles are connected if they share enough band keys and are similar enough; a
group is what is connected, directly or through others.
"""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Callable, Iterable, Sequence

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, serialize

from mithaq.copies.signature import MIN_SHARED_BANDS, MIN_SIMILARITY, VERSION, shingles, similarity
from mithaq.rdf import BASE, DCTERMS, MQ
from mithaq.store import Store, Transaction
from mithaq.store.terms import ARTICLES, IDENTIFIER, INTERNAL_PREFIX, value

__all__ = ["COPIES", "UNDATED", "add_copies", "are_current", "band_quads", "bands", "clear_copies", "withdraw_copies"]

COPIES = NamedNode(f"{BASE}graph/copies")
"""The name of the graph that states which article is a copy of which."""

_BANDS = NamedNode(f"{INTERNAL_PREFIX}bands")
_BAND = NamedNode(f"{INTERNAL_PREFIX}band")
UNDATED = "9999"
"""The date of an article without one, which makes it the last of its group."""
_CACHED = 256
_BATCH = 20_000
"""Quads of one transaction: a huge one makes the next opening of the store slow."""

TextOf = Callable[[NamedNode], str]
"""The text of a stored article, by the name of its graph."""


def band_quads(article: str, keys: Iterable[str]) -> bytes:
    """The band keys of an article as N-Quads, to be stored together with it."""
    return serialize(bands(NamedNode(article), keys), format=RdfFormat.N_QUADS) or b""


def bands(article: NamedNode, keys: Iterable[str]) -> list[Quad]:
    """The quads that keep the band keys of an article."""
    return [Quad(article, _BAND, Literal(key), _BANDS) for key in keys]


def are_current(store: Store) -> bool:
    """Whether the articles of a store have band keys of this version; true if it has no articles."""
    keys = store.quads(None, _BAND, None, _BANDS, most=1)
    if not keys:
        return not store.quads(None, IDENTIFIER, None, ARTICLES, most=1)
    return value(keys[0].object).startswith(f"{VERSION}:")


def add_copies(store: Store, articles: Iterable[NamedNode], text_of: TextOf) -> None:
    """Put stored articles that have band keys into groups. Articles that are in their groups already stay there.

    Raises:
        StoreError: opened for reading; full disk, damaged files.
    """
    comparison = _Comparison(text_of)
    for article in sorted(articles, key=lambda node: node.value):
        keys = [quad.object for quad in store.quads(article, _BAND, None, _BANDS)]
        shared = Counter(
            quad.subject
            for key in keys
            if isinstance(key, Literal)
            for quad in store.quads(None, _BAND, key, _BANDS)
            if isinstance(quad.subject, NamedNode)
        )
        del shared[article]
        near = [other for other, count in shared.items() if count >= MIN_SHARED_BANDS]
        if near:
            _connect(store, article, near, comparison)


def withdraw_copies(store: Store, articles: Iterable[NamedNode], text_of: TextOf) -> None:
    """Take articles out of their groups, before they are removed; the rest of each group is grouped again.

    Raises:
        StoreError: opened for reading; full disk, damaged files.
    """
    gone = set(articles)
    left: set[NamedNode] = set()
    removals: list[Quad] = []
    for article in sorted(gone, key=lambda node: node.value):
        removals += store.quads(article, _BAND, None, _BANDS)
        members = _members(store, article)
        if len(members) > 1:
            left.update(members)
    removals += [quad for member in left for quad in _statements(store, member)]
    if removals:
        store.apply(Transaction(removals))
    add_copies(store, left - gone, text_of)


def clear_copies(store: Store) -> None:
    """Remove all band keys and groups.

    Raises:
        StoreError: opened for reading; full disk, damaged files.
    """
    quads = store.quads(None, _BAND, None, _BANDS)
    quads += [quad for graph in (COPIES, DefaultGraph()) for quad in store.quads(None, MQ.copyOf, None, graph)]
    for start in range(0, len(quads), _BATCH):
        store.apply(Transaction(quads[start : start + _BATCH]))


class _Comparison:
    """Compares articles; the shingles of the last ones are kept."""

    def __init__(self, text_of: TextOf) -> None:
        self._text_of = text_of
        self._known: OrderedDict[NamedNode, frozenset[str]] = OrderedDict()

    def are_copies(self, one: NamedNode, other: NamedNode) -> bool:
        return similarity(self._shingles(one), self._shingles(other)) >= MIN_SIMILARITY

    def _shingles(self, article: NamedNode) -> frozenset[str]:
        if article not in self._known:
            self._known[article] = shingles(self._text_of(article))
            if len(self._known) > _CACHED:
                self._known.popitem(last=False)
        self._known.move_to_end(article)
        return self._known[article]


def _connect(store: Store, article: NamedNode, near: Iterable[NamedNode], comparison: _Comparison) -> None:
    """Unite the group of an article with those of its copies. One copy in a group is enough to belong to it."""
    group = _members(store, article)
    for other in sorted(near, key=lambda node: node.value):
        if other not in group and comparison.are_copies(article, other):
            group |= _members(store, other)
    if len(group) > 1:
        _state(store, sorted(group, key=lambda node: _precedence(store, node)))


def _members(store: Store, article: NamedNode) -> set[NamedNode]:
    """All articles of the group of an article."""
    originals = [quad.object for quad in store.quads(article, MQ.copyOf, None, COPIES)]
    original = originals[0] if originals else article
    assert isinstance(original, NamedNode)
    copies = store.quads(None, MQ.copyOf, original, COPIES)
    return {original, *(quad.subject for quad in copies if isinstance(quad.subject, NamedNode))}


def _state(store: Store, group: Sequence[NamedNode]) -> None:
    """State that all of a group are copies of the first."""
    old = {quad for member in group for quad in _statements(store, member)}
    new = {Quad(copy, MQ.copyOf, group[0], graph) for copy in group[1:] for graph in (COPIES, DefaultGraph())}
    if old != new:
        store.apply(Transaction(sorted(old - new, key=str), sorted(new - old, key=str)))


def _statements(store: Store, article: NamedNode) -> list[Quad]:
    return [quad for graph in (COPIES, DefaultGraph()) for quad in store.quads(article, MQ.copyOf, None, graph)]


def _precedence(store: Store, article: NamedNode) -> tuple[str, str]:
    """The key that orders the articles of a group: the earliest date first, then the name."""
    issued = [value(quad.object) for quad in store.quads(article, DCTERMS.issued, None, article)]
    return min(issued, default=UNDATED), article.value
