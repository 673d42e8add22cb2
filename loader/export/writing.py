"""Exports: a store, or the graph that a query made, as a file."""

from __future__ import annotations

import gzip
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final, cast

from pyoxigraph import Triple

from loader.errors import UserError
from loader.export.jsonld import JsonLd
from loader.export.nodes import Node, nodes_of
from loader.export.prefixes import prefixes_for
from loader.export.rdfxml import RdfXml
from loader.export.source import ArticleNodes, article_graphs, base_of, merged_nodes
from loader.export.spill import SpillSorter
from loader.export.syntax import Syntax
from loader.export.turtle import NQuads, Turtle
from loader.store import Store

__all__ = ["FORMATS", "Exported", "export", "export_to", "format_of", "replacing", "write_graph"]

_SYNTAXES: Final[Mapping[str, Callable[[Mapping[str, str]], Syntax]]] = {
    "ttl": Turtle, "nt": NQuads, "rdf": RdfXml, "trig": Turtle, "nq": NQuads, "jsonld": JsonLd,
}  # fmt: skip
_WITH_GRAPHS = frozenset({"trig", "nq", "jsonld"})

FORMATS: Final = tuple(_SYNTAXES)
"""Formats by their file name extension. The last three hold each article's graph beside the merged one."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: statements, article graphs, and what the format could not say, in words."""

    statements: int
    graphs: int
    notes: tuple[str, ...]


def format_of(path: Path) -> str:
    """The format that a file's name asks for, with or without `.gz`.

    Raises:
        UserError: no format has that extension.
    """
    name = path.name.removesuffix(".gz")
    kind = name.rpartition(".")[2] if "." in name else ""
    if kind not in _SYNTAXES:
        raise UserError(
            f"{path}: what format is it to be? End the name in one of: {' '.join(FORMATS)} (or add .gz)"
        )
    return kind


def export(store: Store, path: Path, kind: str | None = None) -> Exported:
    """Write a store to a file; the format is `kind`, or told by the name; a name in `.gz` is compressed.

    Equal graphs give equal bytes. The file is there whole or not at all, and an older one stays until then.

    Raises:
        UserError: an unknown format; the file cannot be written.
    """
    with replacing(path) as out:
        if path.suffix == ".gz":
            # Neither name nor time in the head, so that equal graphs give equal bytes here too.
            with gzip.GzipFile(filename="", mode="wb", fileobj=out, mtime=0, compresslevel=6) as packed:
                return export_to(store, cast(IO[bytes], packed), kind or format_of(path))
        return export_to(store, out, kind or format_of(path))


def export_to(store: Store, out: IO[bytes], kind: str) -> Exported:
    """Write a store to a binary stream in one of `FORMATS`."""
    syntax = _SYNTAXES[kind](prefixes_for(base_of(store)))
    out.write(syntax.start())
    statements, count = _merged(merged_nodes(store), syntax, out), 0
    if kind in _WITH_GRAPHS:
        nodes = ArticleNodes(store)
        for count, graph in enumerate(article_graphs(store), 1):
            statements += _graph(
                nodes(graph), str(graph).encode(), syntax, out, first=count == 1 and not statements
            )
    out.write(syntax.finish())
    return Exported(statements, count, tuple(sorted(syntax.notes)))


def write_graph(triples: Iterable[Triple], kind: str, out: IO[bytes]) -> bool:
    """Write triples, which are held in memory, in one of `FORMATS`; says whether there were any."""
    syntax = _SYNTAXES[kind](prefixes_for())
    out.write(syntax.start())
    found = _merged(nodes_of(triples), syntax, out)
    out.write(syntax.finish())
    return bool(found)


def _merged(nodes: Iterable[Node], syntax: Syntax, out: IO[bytes]) -> int:
    count = 0
    with SpillSorter() as sorter:
        for node in nodes:
            sorter.add(syntax.key(node), syntax.node(node, None))
            count += len(node.pairs)
        separator = b""
        for _, block in sorter:
            out.write(separator + block)
            separator = syntax.separator
    return count


def _graph(nodes: list[Node], graph: bytes, syntax: Syntax, out: IO[bytes], *, first: bool) -> int:
    """One article's graph, which is small."""
    nodes.sort(key=syntax.key)
    out.write((b"" if first else syntax.separator) + syntax.open_graph(graph))
    out.write(syntax.separator.join(syntax.node(node, graph) for node in nodes))
    out.write(syntax.close_graph(graph))
    return sum(len(node.pairs) for node in nodes)


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """A new file beside `path` that takes its place when all is well, and goes when not."""
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            try:
                yield file
                file.flush()
                os.fchmod(file.fileno(), 0o666 & ~_umask())
                os.replace(file.name, path)
            except BaseException:
                os.unlink(file.name)
                raise
    except OSError as problem:
        raise UserError(f"{path}: cannot be written: {problem.strerror or problem}") from problem


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
