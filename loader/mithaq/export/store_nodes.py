"""Read the nodes of a store, graph by graph, unsorted."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from pyoxigraph import DefaultGraph, NamedNode, RdfFormat

from mithaq.export.external_sorter import ExternalSorter
from mithaq.export.nodes import Node, parse_lines
from mithaq.export.scratch import scratch_errors
from mithaq.store import Store, StoreError, is_internal_graph

__all__ = ["ArticleNodes", "article_graphs", "merged_nodes"]


def merged_nodes(store: Store) -> Iterator[Node]:
    """The nodes of the merged graph, read through a temporary file because the engine dumps fastest to a file.

    Raises:
        UserError: no space for that file; the store is damaged.
    """
    with tempfile.TemporaryDirectory(prefix="mithaq-") as folder:
        path = Path(folder) / "merged.nt"
        with scratch_errors():
            _dump(store, path)
        with path.open("rb") as lines:
            yield from parse_lines(lines)


def _dump(store: Store, path: Path) -> None:
    try:
        store.raw.dump(str(path), RdfFormat.N_TRIPLES, from_graph=DefaultGraph())
    except OSError as problem:
        if problem.errno is None:  # raised by the engine, not by the system
            stated = f"{store.path}: is damaged ({problem}): restore a backup of the store"
            raise StoreError(stated) from problem
        raise


def article_graphs(store: Store) -> Iterator[NamedNode]:
    """The names of all graphs except the internal ones and the default graph, sorted."""
    with ExternalSorter() as names:
        for name in store.raw.named_graphs():
            if isinstance(name, NamedNode) and not is_internal_graph(name):
                names.add((), name.value.encode())
        for _, value in names:
            yield NamedNode(value.decode())


class ArticleNodes:
    """Reads the nodes of article graphs, rewritten to canonical IRIs."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._canonical = lru_cache(maxsize=1 << 16)(self._look_up)

    def __call__(self, graph: NamedNode) -> list[Node]:
        dump = BytesIO()
        self._store.raw.dump(dump, RdfFormat.N_TRIPLES, from_graph=graph)
        stated: dict[bytes, set[tuple[bytes, bytes]]] = {}
        for node in parse_lines(dump.getvalue().splitlines(keepends=True)):
            pairs = stated.setdefault(self._one(node.subject), set())
            pairs.update((predicate, self._one(obj)) for predicate, obj in node.pairs)
        return [Node(subject, sorted(pairs)) for subject, pairs in stated.items()]

    def _one(self, term: bytes) -> bytes:
        # Passages are never resolved: they belong to one article.
        return self._canonical(term) if term.startswith(b"<") and b"#char=" not in term else term

    def _look_up(self, term: bytes) -> bytes:
        return f"<{self._store.canonical(term[1:-1].decode())}>".encode()
