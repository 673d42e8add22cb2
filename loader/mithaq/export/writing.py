"""Write a store, a subset of it, or a query result to a file."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import IO, cast

from pyoxigraph import Triple

from mithaq.export.atomic_write import atomic_write
from mithaq.export.external_sorter import ExternalSorter
from mithaq.export.formats import format_named, format_of
from mithaq.export.jsonld import JsonLd
from mithaq.export.nodes import Node, nodes_of
from mithaq.export.prefixes import prefixes_for
from mithaq.export.schema import ontology_triples
from mithaq.export.statistics import GraphStatistics
from mithaq.export.store_nodes import ArticleNodes, article_graphs, merged_nodes
from mithaq.export.subset import Selection, Subset
from mithaq.export.syntax import Syntax
from mithaq.export.tables import write_tables
from mithaq.store import Store

__all__ = ["ExportResult", "export", "export_tables", "export_to", "write_graph"]

_ALL = Selection()


@dataclass(frozen=True, slots=True)
class ExportResult:
    """What was written: the number of statements and article graphs, and notes about losses of the format."""

    statements: int
    graphs: int
    notes: tuple[str, ...]


def export(
    store: Store, path: Path, kind: str | None = None, *, selection: Selection = _ALL, with_ontology: bool = False,
    context: str | None = None, statistics: GraphStatistics | None = None,
) -> ExportResult:  # fmt: skip
    """Write a store to a file. The format is `kind` or follows from the file name; `.gz` files are compressed.

    Equal graphs give equal bytes. The file is replaced atomically. For the other arguments see `export_to`.

    Raises:
        UserError: an unknown format; the file cannot be written.
    """
    form = kind or format_of(path)
    with atomic_write(path) as out:
        if path.suffix != ".gz":
            return export_to(
                store,
                out,
                form,
                selection=selection,
                with_ontology=with_ontology,
                context=context,
                statistics=statistics,
            )
        # No name or time in the header, so that equal graphs give equal bytes.
        with gzip.GzipFile(filename="", mode="wb", fileobj=out, mtime=0, compresslevel=6) as packed:
            return export_to(
                store, cast(IO[bytes], packed), form,
                selection=selection, with_ontology=with_ontology, context=context, statistics=statistics,
            )  # fmt: skip


def export_to(
    store: Store, out: IO[bytes], kind: str, *, selection: Selection = _ALL, with_ontology: bool = False,
    context: str | None = None, statistics: GraphStatistics | None = None,
) -> ExportResult:  # fmt: skip
    """Write a store to a binary stream in one of `FORMATS`.

    `selection` restricts the export to a subset, `with_ontology` adds the ontology and its vocabularies, `context` is
    the IRI of an external JSON-LD context, and `statistics` collects counts of the merged graph.
    """
    format_, prefixes = format_named(kind), prefixes_for(store.base)
    syntax = JsonLd(prefixes, context) if format_.syntax is JsonLd else format_.syntax(prefixes)
    out.write(syntax.start())
    with _part(store, selection) as (merged, subset):
        nodes = chain(merged, nodes_of(ontology_triples()) if with_ontology else ())
        statements, count = _merged(nodes, syntax, out, statistics), 0
        if format_.has_graphs:
            for name, held in _article_graphs(store, subset):
                statements += _graph(held, name, syntax, out, first=not statements)
                count += 1
    out.write(syntax.finish())
    return ExportResult(statements, count, tuple(sorted(syntax.notes)))


def export_tables(store: Store, folder: Path, *, selection: Selection = _ALL, bom: bool = False) -> dict[str, int]:
    """Write the merged graph as CSV files into a folder, one per class; returns the number of rows of each.

    Raises:
        UserError: the folder or a file in it cannot be written.
    """
    with _part(store, selection) as (nodes, _):
        return write_tables(store, nodes, folder, bom=bom)


def write_graph(
    triples: Iterable[Triple], kind: str, out: IO[bytes], prefixes: Mapping[str, str] | None = None
) -> bool:
    """Write triples, held in memory, in one of `FORMATS`; returns whether there were any."""
    syntax = format_named(kind).syntax(prefixes or prefixes_for())
    out.write(syntax.start())
    found = _merged(nodes_of(triples), syntax, out, None)
    out.write(syntax.finish())
    return bool(found)


@contextmanager
def _part(store: Store, selection: Selection) -> Iterator[tuple[Iterator[Node], Subset | None]]:
    """The selected nodes of the merged graph, and the subset unless everything is selected."""
    if not selection:
        yield merged_nodes(store), None
        return
    with Subset(store, selection) as subset:
        yield subset.nodes(), subset


def _article_graphs(store: Store, subset: Subset | None) -> Iterator[tuple[bytes, list[Node]]]:
    nodes = ArticleNodes(store)
    for graph in article_graphs(store):
        if subset is None:
            yield str(graph).encode(), nodes(graph)
        elif subset.may_contain(graph) and (held := [part for node in nodes(graph) if (part := subset.restrict(node))]):
            yield str(graph).encode(), held


def _merged(nodes: Iterable[Node], syntax: Syntax, out: IO[bytes], statistics: GraphStatistics | None) -> int:
    count = 0
    with ExternalSorter() as sorter:
        for node in nodes:
            sorter.add(syntax.key(node), syntax.node(node, None))
            count += len(node.pairs)
            if statistics is not None:
                statistics.add(node)
        separator = b""
        for _, block in sorter:
            out.write(separator + block)
            separator = syntax.separator
    return count


def _graph(nodes: list[Node], graph: bytes, syntax: Syntax, out: IO[bytes], *, first: bool) -> int:
    """Write one article graph, which fits into memory."""
    nodes.sort(key=syntax.key)
    out.write((b"" if first else syntax.separator) + syntax.open_graph(graph))
    out.write(syntax.separator.join(syntax.node(node, graph) for node in nodes))
    out.write(syntax.close_graph(graph))
    return sum(len(node.pairs) for node in nodes)
