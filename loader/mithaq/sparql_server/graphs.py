"""The published graphs of a store: the merged graph and the article graphs, with canonical IRIs.

Each graph has a digest and is split into parts that a server accepts in one request.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from pyoxigraph import NamedNode

from mithaq.export import ArticleNodes, Node, article_graphs, merged_nodes
from mithaq.store import Store

__all__ = ["GraphDigest", "Part", "PublishedGraphs", "digest_of"]

_LINES = 40_000
_BYTES = 8 * 1024 * 1024
"""Maximum size of a part. Virtuoso hangs on much larger ones."""
_MODULUS = 1 << 256


@dataclass(frozen=True, slots=True)
class GraphDigest:
    """A graph's digest and its number of statements."""

    digest: str
    statements: int


@dataclass(frozen=True, slots=True)
class Part:
    """Statements of a graph as N-Triples (which is also Turtle)."""

    text: bytes
    digest: str
    statements: int


class PublishedGraphs:
    """The graphs of one store; `merged` is the IRI of the merged graph."""

    def __init__(self, store: Store, merged: str) -> None:
        self._store = store
        self._merged = merged
        self._nodes = ArticleNodes(store)
        self._articles = {graph.value: graph for graph in article_graphs(store)}

    @staticmethod
    def base(store: Store) -> str:
        """Base IRI of the store's individuals and of its published graphs."""
        return store.base

    def names(self) -> list[str]:
        """All graph names; the merged graph is last."""
        return [*self._articles, self._merged]

    def size(self, name: str) -> GraphDigest:
        """Digest and number of statements of a graph; reads the graph once."""
        total = count = 0
        for line in self._lines(name):
            total += _number(line)
            count += 1
        return GraphDigest(f"{total % _MODULUS:064x}", count)

    def parts(self, name: str) -> Iterator[Part]:
        """Split a graph into parts, deterministically; an empty graph has one empty part."""
        lines: list[bytes] = []
        length = 0
        some = False
        for line in self._lines(name):
            if lines and (len(lines) >= _LINES or length + len(line) > _BYTES):
                yield _part(lines)
                lines, length, some = [], 0, True
            lines.append(line)
            length += len(line)
        if lines or not some:
            yield _part(lines)

    def _lines(self, name: str) -> Iterator[bytes]:
        graph = self._articles.get(name)
        for node in self._node_stream(graph):
            for predicate, obj in node.pairs:
                yield b"%s %s %s .\n" % (node.subject, predicate, _guarded(obj))

    def _node_stream(self, graph: NamedNode | None) -> Iterator[Node]:
        return merged_nodes(self._store) if graph is None else iter(self._nodes(graph))


def digest_of(lines: list[bytes]) -> str:
    """Order-independent digest of statements: the sum of their digests modulo 2^256.

    It detects changes; it is not collision-resistant against an attacker.
    """
    return f"{sum(map(_number, lines)) % _MODULUS:064x}"


def _guarded(term: bytes) -> bytes:
    """A term without the sign `<` in its text, which makes Virtuoso take a graph with a piece of a web page in it
    for a page, whatever its content type says."""
    if not term.startswith(b'"') or b"<" not in term:
        return term
    text, quote, rest = term.rpartition(b'"')
    return text.replace(b"<", b"\\u003C") + quote + rest


def _number(line: bytes) -> int:
    return int.from_bytes(sha256(line).digest(), "big")


def _part(lines: list[bytes]) -> Part:
    return Part(b"".join(lines), digest_of(lines), len(lines))
