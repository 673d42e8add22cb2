"""Write query results in the requested format."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from typing import IO, Final

from pyoxigraph import Literal, NamedNode, QueryBoolean, QueryTriples

from mithaq.errors import UserError
from mithaq.export import write_graph
from mithaq.queries.network import network_of_graph
from mithaq.queries.results import W3C_FORMATS, Cell, Results, Rows, rows_of, solutions_of, triples_of, write_w3c
from mithaq.queries.row_formats import RENDERERS

__all__ = ["FORMATS", "write_results"]

FORMATS: Final = ("table", "record", "csv", "tsv", "json", "jsonl", "xml", "md", "html", "graphml", "ttl")
"""Output formats. For a graph, `json` is JSON-LD and `xml` RDF/XML; `ttl` is only for graphs and `graphml` only
for networks."""

_FOR_PEOPLE: Final = frozenset({"table", "record", "md", "html"})
_OF_A_GRAPH = {"ttl": "ttl", "json": "jsonld", "xml": "rdf"}


def write_results(
    results: Results,
    kind: str,
    out: IO[bytes],
    *,
    limit: int | None = None,
    offset: int = 0,
    meanings: Mapping[str, str] | None = None,
    width: int | None = None,
) -> bool:
    """Write results in one of `FORMATS`; returns whether there were any (for ASK, the answer).

    `limit` and `offset` count rows, or the sorted triples of a graph. `meanings` describes the columns, with the
    title under "", and may name terms by their IRIs, for the formats that people read; `width` is the terminal's width
    in columns.

    Raises:
        UserError: rows requested as Turtle, or rows that are not a network requested as GraphML.
    """
    if isinstance(results, QueryTriples) and kind in _OF_A_GRAPH:
        return write_graph(triples_of(results, limit=limit, offset=offset), _OF_A_GRAPH[kind], out)
    if kind == "ttl":
        raise UserError("only CONSTRUCT queries return a graph: use another --format than ttl")
    if kind in W3C_FORMATS and limit is None and not offset and not isinstance(results, QueryTriples):
        return write_w3c(results, kind, out)
    if kind == "graphml" and isinstance(results, QueryTriples):
        return _as_text(out, lambda text: network_of_graph(triples_of(results, limit=limit, offset=offset), text))
    rows = rows_of(results, limit=limit, offset=offset)
    if kind in W3C_FORMATS:
        return write_w3c(solutions_of(rows), kind, out)
    shown = _named(rows, meanings) if meanings and kind in _FOR_PEOPLE else rows
    found = _as_text(out, lambda text: RENDERERS[kind](shown, text, meanings or {}, width))
    return bool(results) if isinstance(results, QueryBoolean) else found


def _named(rows: Rows, names: Mapping[str, str]) -> Rows:
    """The rows with names in place of the terms that have one."""

    def named(cell: Cell) -> Cell:
        name = names.get(cell.value) if isinstance(cell, NamedNode) else None
        return cell if name is None else Literal(name)

    return Rows(rows.columns, (tuple(map(named, row)) for row in rows.rows))


def _as_text(out: IO[bytes], write: Callable[[IO[str]], bool]) -> bool:
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    try:
        return write(text)
    finally:
        text.detach()
