"""The texts of articles, of which copies are found."""

from __future__ import annotations

from collections.abc import Callable, Set

from pyoxigraph import NamedNode

from mithaq import copies
from mithaq.language.fold import normalize
from mithaq.pipeline import article_serialization
from mithaq.reading.article import Article
from mithaq.store import Store, Transaction
from mithaq.store.terms import ARTICLES, CONTENT, IDENTIFIER, READING, value

__all__ = ["are_unlike", "body_text", "find_copies_again", "stored_text"]

_BATCH = 128
_SHARED = 0.4
"""The share of the words of the shorter text that versions of one article have in common at least."""
_PASSAGES = 0.1
"""The same of runs of a few words. Other articles of an outlet share its formulas."""


def body_text(article: Article) -> str:
    """The text of an article without what surrounds it on a page."""
    return "\n".join(span.of(article.content) for span in article.body)


def are_unlike(one: str, other: str) -> bool:
    """Whether two texts can hardly be versions of one article: they have few words and passages in common."""
    words, others = set(normalize(one).split()), set(normalize(other).split())
    return _share(copies.shingles(one), copies.shingles(other)) < _PASSAGES and _share(words, others) < _SHARED


def _share(ones: Set[str], others: Set[str]) -> float:
    """How many of the fewer are among the others; all of none."""
    return len(ones & others) / min(len(ones), len(others)) if ones and others else 1.0


def stored_text(store: Store) -> Callable[[NamedNode], str]:
    """A function that gives the body text of a stored article by the name of its graph: the whole text if the store
    does not know what of it is the body, and an empty one if there is no such article."""

    def text_of(graph: NamedNode) -> str:
        for content in store.quads(graph, CONTENT, None, graph):
            text = value(content.object)
            for reading in store.quads(graph, READING, None, ARTICLES):
                if article_serialization.has_body(value(reading.object)):
                    return body_text(article_serialization.restore("", text, value(reading.object)))
            return text
        return ""

    return text_of


def find_copies_again(store: Store) -> None:
    """Group the copies among all articles of a store that was made without them, or with other keys.

    Raises:
        StoreError: opened for reading; full disk, damaged files.
    """
    if copies.are_current(store):
        return
    text_of = stored_text(store)
    graphs = [quad.subject for quad in store.quads(None, IDENTIFIER, None, ARTICLES)]
    articles = sorted((graph for graph in graphs if isinstance(graph, NamedNode)), key=lambda graph: graph.value)
    copies.clear_copies(store)
    for start in range(0, len(articles), _BATCH):
        batch = articles[start : start + _BATCH]
        keys = {graph: copies.band_keys(text_of(graph)) for graph in batch}
        store.apply(Transaction(additions=[quad for graph in batch for quad in copies.bands(graph, keys[graph])]))
    copies.add_copies(store, articles, text_of)
