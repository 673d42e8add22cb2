"""Results in the W3C's formats, straight from the engine, and as rows for everything else.

Oxigraph writes CSV, TSV, JSON and XML itself, some fifty times as fast as rows built in Python; this is the
way of every result that is not cut by `--limit` or `--offset`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import IO

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    Triple,
    parse_query_results,
)

from mithaq.rdf import PREFIXES

__all__ = ["W3C_FORMATS", "Cell", "Results", "Rows", "rows_of", "solutions_of", "triples_of", "write_w3c"]

Results = QuerySolutions | QueryTriples | QueryBoolean
"""What an engine answers: to SELECT, to CONSTRUCT, to ASK."""

Cell = NamedNode | BlankNode | Literal | Triple | None

W3C_FORMATS = {
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
}
"""SPARQL 1.1 Query Results: CSV and TSV, JSON, XML (2nd edition), by the names the command line gives
them."""

_MARKS = {
    "csv": (b"\r\n", b""),
    "tsv": (b"\n", b""),
    "json": (b'"bindings":[', b"]"),
    "xml": (b"<results>", b"</results>"),
}
"""What the serializer writes before the rows, and what follows at once when there is none (b"": the end)."""

_HEAD_LIMIT = 1 << 16


@dataclass(frozen=True, slots=True)
class Rows:
    """Named columns and, lazily, the cells of each row; an unbound cell is None."""

    columns: list[str]
    rows: Iterator[tuple[Cell, ...]]


def rows_of(results: Results, *, limit: int | None = None, offset: int = 0) -> Rows:
    """Any result as rows: a graph has subject, predicate and object (sorted), an ASK its answer."""
    rows: Iterator[tuple[Cell, ...]]
    if isinstance(results, QuerySolutions):
        columns = [variable.value for variable in results.variables]
        rows = (tuple(solution) for solution in results)
    elif isinstance(results, QueryTriples):
        columns = ["subject", "predicate", "object"]
        rows = iter(sorted({(t.subject, t.predicate, t.object) for t in results}, key=lambda t: [*map(str, t)]))
    else:
        columns = ["answer"]
        answer = Literal("true" if results else "false", datatype=NamedNode(f"{PREFIXES['xsd']}boolean"))
        rows = iter([(answer,)])
    return Rows(columns, islice(rows, offset, None if limit is None else offset + limit))


def triples_of(results: QueryTriples, *, limit: int | None = None, offset: int = 0) -> Iterator[Triple]:
    """The triples of a graph, each once and in order."""
    ordered = sorted(set(results), key=str)
    return islice(iter(ordered), offset, None if limit is None else offset + limit)


def write_w3c(results: QuerySolutions | QueryBoolean, kind: str, out: IO[bytes]) -> bool:
    """Write in one of `W3C_FORMATS`; says whether there was any row (an ASK: whether the answer is yes)."""
    if isinstance(results, QueryBoolean):
        results.serialize(out, format=W3C_FORMATS[kind])
        out.write(b"\n")
        return bool(results)
    watch = _Watch(out, kind)
    results.serialize(watch, format=W3C_FORMATS[kind])  # type: ignore[arg-type]  # all it needs is write()
    if kind in ("json", "xml"):
        out.write(b"\n")
    return watch.any


def solutions_of(rows: Rows) -> QuerySolutions:
    """Rows as a result of the engine, so that the same serializer writes a part and the whole."""
    bindings = [
        {name: _json(cell) for name, cell in zip(rows.columns, row, strict=True) if cell is not None}
        for row in rows.rows
    ]
    document = {"head": {"vars": rows.columns}, "results": {"bindings": bindings}}
    parsed = parse_query_results(json.dumps(document).encode(), format=QueryResultsFormat.JSON)
    assert isinstance(parsed, QuerySolutions)
    return parsed


def _json(cell: Cell) -> dict[str, object]:
    if isinstance(cell, NamedNode):
        return {"type": "uri", "value": cell.value}
    if isinstance(cell, BlankNode):
        return {"type": "bnode", "value": cell.value}
    if isinstance(cell, Triple):
        parts = {"subject": cell.subject, "predicate": cell.predicate, "object": cell.object}
        return {"type": "triple", "value": {name: _json(part) for name, part in parts.items()}}
    assert cell is not None
    if cell.language:
        return {"type": "literal", "value": cell.value, "xml:lang": cell.language}
    return {"type": "literal", "value": cell.value, "datatype": cell.datatype.value}


class _Watch:
    """Passes bytes on and notices whether any row came: only the serializer sees the rows go by."""

    def __init__(self, out: IO[bytes], kind: str) -> None:
        self._out = out
        self._before, self._after = _MARKS[kind]
        self._head = b""
        self.any = False

    def write(self, data: bytes) -> int:
        self._out.write(data)
        if not self.any and len(self._head) < _HEAD_LIMIT:
            self._head += bytes(data)
            rest = self._head.partition(self._before)[2]
            self.any = bool(rest) and not (self._after and rest.startswith(self._after[: len(rest)]))
        return len(data)

    def flush(self) -> None:
        self._out.flush()
