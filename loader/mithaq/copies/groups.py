"""Groups of copies in a store, kept current as articles come and go.

An internal graph holds the band keys of each article. The graph `.../graph/copies` states which article is a copy of
which, and so does the merged graph. Two articles are connected if they share enough band keys and are similar enough; a
group is what is connected, directly or through others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Triple, serialize

from mithaq.copies.blocks import BAND, BANDS, COPIES, Blocks
from mithaq.copies.shingle_cache import ShingleCache
from mithaq.copies.signature import MIN_SIMILARITY, shingles, similarity
from mithaq.rdf import DCTERMS, MQ, XSD
from mithaq.store import Store, Transaction
from mithaq.store.terms import ARTICLES, IDENTIFIER, value

__all__ = ["COPIES", "UNDATED", "add_copies", "are_current", "band_quads", "bands", "clear_copies", "withdraw_copies"]

UNDATED = "9999"
"""The date of an article without one, which makes it the last of its group."""
_BATCH = 20_000
"""Quads of one transaction: a huge one makes the next opening of the store slow."""

TextOf = Callable[[NamedNode], str]
"""The text of a stored article, by the name of its graph."""


def band_quads(article: str, keys: Iterable[str]) -> bytes:
    """The band keys of an article as N-Quads, to be stored together with it."""
    return serialize(bands(NamedNode(article), keys), format=RdfFormat.N_QUADS) or b""


def bands(article: NamedNode, keys: Iterable[str]) -> list[Quad]:
    """The quads that keep the band keys of an article."""
    return [Quad(article, BAND, Literal(key, datatype=XSD.integer), BANDS) for key in keys]


def are_current(store: Store) -> bool:
    """Whether the articles of a store have band keys of this version; true if it has no articles."""
    if store.quads(None, BAND, None, BANDS, most=1):
        return True
    return not store.quads(None, IDENTIFIER, None, ARTICLES, most=1)


def add_copies(store: Store, articles: Iterable[NamedNode], text_of: TextOf, blocks: Blocks | None = None) -> None:
    """Put stored articles that have band keys into groups. Articles that are in their groups already stay there.

    Pass the same `blocks` to all calls of a load.

    Raises:
        StoreError: opened for reading; full disk, damaged files.
    """
    blocks = blocks or Blocks(store)
    read: ShingleCache[NamedNode] = ShingleCache(lambda article: shingles(text_of(article)))
    for number in blocks.add(sorted(articles, key=lambda node: node.value)):
        for other in blocks.candidates(number):
            if similarity(read(blocks.article(number)), read(blocks.article(other))) >= MIN_SIMILARITY:
                blocks.join(number, other)
    change = Transaction()
    for originals in blocks.joined():
        first = _first(store, originals)
        for original in originals - {first}:
            copies = store.quads(None, MQ.copyOf, original, COPIES)
            change.removals += [quad for copy in copies for quad in _statements(copy.subject, original)]
            change.additions += [quad for copy in copies for quad in _statements(copy.subject, first)]
            change.additions += _statements(original, first)
    change.removals.sort(key=str)
    change.additions.sort(key=str)
    store.apply(change)
    blocks.end(partial(_first, store))


def withdraw_copies(store: Store, articles: Iterable[NamedNode], text_of: TextOf, blocks: Blocks | None = None) -> None:
    """Take articles out of their groups, before they are removed; the rest of each group is grouped again.

    Raises:
        StoreError: opened for reading; full disk, damaged files.
    """
    gone = set(articles)
    if not gone:
        return
    removals = [quad for article in gone for quad in store.quads(article, BAND, None, BANDS)]
    left: set[NamedNode] = set()
    for original in {_original(store, article) for article in gone}:
        for quad in store.quads(None, MQ.copyOf, original, COPIES):
            assert isinstance(quad.subject, NamedNode)
            removals += _statements(quad.subject, original)
            left |= {original, quad.subject}
    store.apply(Transaction(sorted(removals, key=str)))
    blocks = blocks or Blocks(store)
    blocks.forget()
    add_copies(store, left - gone, text_of, blocks)


def clear_copies(store: Store) -> None:
    """Remove all band keys and groups.

    Raises:
        StoreError: opened for reading; full disk, damaged files.
    """
    quads = store.quads(None, None, None, BANDS)
    quads += [quad for graph in (COPIES, DefaultGraph()) for quad in store.quads(None, MQ.copyOf, None, graph)]
    for start in range(0, len(quads), _BATCH):
        store.apply(Transaction(quads[start : start + _BATCH]))


def _original(store: Store, article: NamedNode) -> NamedNode:
    """The first of the group of an article."""
    for quad in store.quads(article, MQ.copyOf, None, COPIES):
        assert isinstance(quad.object, NamedNode)
        return quad.object
    return article


def _first(store: Store, articles: Iterable[NamedNode]) -> NamedNode:
    """The original among copies: the one with the earliest date, or else the first name."""
    return min(articles, key=partial(_precedence, store))


def _statements(copy: NamedNode | BlankNode | Triple, original: NamedNode) -> list[Quad]:
    return [Quad(copy, MQ.copyOf, original, graph) for graph in (COPIES, DefaultGraph())]


def _precedence(store: Store, article: NamedNode) -> tuple[str, str]:
    """The key that orders the articles of a group: the earliest date first, then the name."""
    issued = [value(quad.object) for quad in store.quads(article, DCTERMS.issued, None, article)]
    return min(issued, default=UNDATED), article.value
