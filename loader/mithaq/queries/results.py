"""Query results in the W3C formats, serialized by the engine, and as rows for all other formats.

Oxigraph's own CSV, TSV, JSON and XML serializers are about fifty times as fast as rows built in Python; they
are used for all results without `--limit` or `--offset`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import IO, TypeVar

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

from mithaq.errors import UserError
from mithaq.language.partial_date import PartialDate
from mithaq.queries.safe_output import Cleaned, SafeCsv, SafeTsv, SafeXml
from mithaq.rdf import PREFIXES

__all__ = [
    "W3C_FORMATS",
    "Cell",
    "Results",
    "Rows",
    "rows_between",
    "rows_of",
    "select_columns",
    "solutions_of",
    "triples_of",
    "write_w3c",
]

Row = TypeVar("Row")

Results = QuerySolutions | QueryTriples | QueryBoolean
"""Engine results of SELECT, CONSTRUCT and ASK."""

Cell = NamedNode | BlankNode | Literal | Triple | None

W3C_FORMATS = {
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
}
"""SPARQL 1.1 Query Results formats by their names on the command line."""

_MARKS = {
    "csv": (b"\r\n", b""),
    "tsv": (b"\n", b""),
    "json": (b'"bindings":[', b"]"),
    "xml": (b"<results>", b"</results>"),
}
"""Bytes that the serializer writes before the rows, and the bytes that follow if there are no rows."""

_CLEANED: Mapping[str, Callable[[IO[bytes]], Cleaned]] = {"csv": SafeCsv, "tsv": SafeTsv, "xml": SafeXml}

_HEAD_LIMIT = 1 << 16


@dataclass(frozen=True, slots=True)
class Rows:
    """Column names and a lazy iterator of rows; unbound cells are None."""

    columns: list[str]
    rows: Iterator[tuple[Cell, ...]]


def rows_of(results: Results, *, limit: int | None = None, offset: int = 0) -> Rows:
    """Convert any result to rows: sorted subject, predicate, object for a graph; the answer for an ASK."""
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
    return Rows(columns, _between(rows, limit, offset))


def _between(rows: Iterator[Row], limit: int | None, offset: int) -> Iterator[Row]:
    """The rows from `offset` on, at most `limit`; both may be larger than any result."""
    stop = None if limit is None else min(offset + limit, sys.maxsize)
    return islice(rows, min(offset, sys.maxsize), stop)


def select_columns(results: Results, names: Sequence[str]) -> QuerySolutions:
    """The named columns of the rows of a SELECT, in this order.

    Raises:
        UserError: the result has no such column, or is not rows.
    """
    if not isinstance(results, QuerySolutions):
        raise UserError("--columns: the query does not return rows")
    rows = rows_of(results)
    for name in names:
        if name not in rows.columns:
            raise UserError(f"--columns: there is no column {name!r}: choose from {', '.join(rows.columns)}")
    places = [rows.columns.index(name) for name in names]
    return solutions_of(Rows(list(names), (tuple(row[place] for place in places) for row in rows.rows)))


_DATES = ("when", "date", "signedOn", "metOn", "issued", "copyIssued", "lastSeen", "start", "year")
"""Columns that date a row, the most telling first."""


def rows_between(results: Results, since: PartialDate | None, until: PartialDate | None) -> QuerySolutions:
    """The rows dated from `since` to `until`, by the first dated cell of each; undated rows are omitted.

    Dates are compared at the precision of the limit: 2015 includes all of 2015.

    Raises:
        UserError: the result has no column with dates, or is not rows.
    """
    rows = rows_of(results)
    places = [rows.columns.index(name) for name in _DATES if name in rows.columns]
    if not places:
        raise UserError("--since and --until: the result has no dates")
    first, last = str(since or ""), str(until or "")

    def inside(row: tuple[Cell, ...]) -> bool:
        cells = (row[place] for place in places)
        date = next((cell.value for cell in cells if isinstance(cell, Literal) and cell.value), "")
        return bool(date) and date[: len(first)] >= first and (not last or date[: len(last)] <= last)

    return solutions_of(Rows(rows.columns, filter(inside, rows.rows)))


def triples_of(results: QueryTriples, *, limit: int | None = None, offset: int = 0) -> Iterator[Triple]:
    """The distinct triples of a graph, sorted."""
    ordered = sorted(set(results), key=str)
    return _between(iter(ordered), limit, offset)


def write_w3c(results: QuerySolutions | QueryBoolean, kind: str, out: IO[bytes]) -> bool:
    """Write in one of `W3C_FORMATS`; returns whether there were rows (for ASK, the answer).

    CSV is safe to open in a spreadsheet: cells that it would evaluate are escaped. XML is well-formed whatever the
    graph says: characters that XML does not allow become U+FFFD.
    """
    if isinstance(results, QueryBoolean):
        results.serialize(out, format=W3C_FORMATS[kind])
        out.write(b"\n")
        return bool(results)
    cleaned = _CLEANED[kind](out) if kind in _CLEANED else out
    watch = _Watch(cleaned, kind)
    results.serialize(watch, format=W3C_FORMATS[kind])  # type: ignore[arg-type]  # all it needs is write()
    if isinstance(cleaned, Cleaned):
        cleaned.finish()
    if kind in ("json", "xml"):
        out.write(b"\n")
    return watch.any


def solutions_of(rows: Rows) -> QuerySolutions:
    """Convert rows to an engine result, so that the same serializer can write them."""
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
    """Forward bytes to a stream and detect whether the serializer wrote any row."""

    def __init__(self, out: IO[bytes] | Cleaned, kind: str) -> None:
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
