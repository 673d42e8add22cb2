"""Answers of queries: rows of Python values, and frames and graphs made of them."""

from __future__ import annotations

import datetime
import importlib
from collections.abc import Iterator, Sequence
from types import ModuleType
from typing import TYPE_CHECKING, Any, overload

from pyoxigraph import QueryTriples, Triple

from mithaq.api.values import Thing, Value, ValueReader
from mithaq.errors import UserError
from mithaq.language.partial_date import PartialDate
from mithaq.queries.results import Results, rows_of

if TYPE_CHECKING:
    import pandas
    import polars
    import rdflib

__all__ = ["QueryResult", "answer_of"]


class QueryResult(Sequence[dict[str, Value]]):
    """The answer to a query: a sequence of rows, each a dictionary from column name to value.

    The answer to a CONSTRUCT query has the columns subject, predicate and object; the answer to an ASK query has one
    row with the column answer.
    """

    def __init__(self, columns: Sequence[str], rows: Sequence[dict[str, Value]], triples: Sequence[Triple] | None):
        """Not for callers: `Graph.query` and `Graph.sparql` make results."""
        self.columns: list[str] = list(columns)
        """The names of the columns, in order."""
        self._rows = list(rows)
        self._triples = triples

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[dict[str, Value]]:
        return iter(self._rows)

    @overload
    def __getitem__(self, index: int) -> dict[str, Value]: ...
    @overload
    def __getitem__(self, index: slice) -> list[dict[str, Value]]: ...
    def __getitem__(self, index: int | slice) -> dict[str, Value] | list[dict[str, Value]]:
        return self._rows[index]

    def __repr__(self) -> str:
        return f"<QueryResult: {len(self)} rows of {', '.join(self.columns)}>"

    def to_pandas(self, *, iris: bool = False) -> pandas.DataFrame:
        """Make a pandas data frame, one row for each row.

        Things become their labels. A column of full dates holds `datetime.date`; a column in which some dates are known
        only to their month or year holds ISO 8601 strings.

        Args:
            iris: Add a column `NAME_iri` with the IRIs for each column `NAME` with things in it.

        Raises:
            UserError: pandas is not installed.
        """
        data = self._data(iris)
        frame: pandas.DataFrame = _needed("pandas").DataFrame(data, columns=list(data))
        return frame

    def to_polars(self, *, iris: bool = False) -> polars.DataFrame:
        """Make a polars data frame; the columns are those of `to_pandas`.

        Args:
            iris: Add a column `NAME_iri` with the IRIs for each column `NAME` with things in it.

        Raises:
            UserError: polars is not installed.
        """
        frame: polars.DataFrame = _needed("polars").DataFrame(self._data(iris), strict=False)
        return frame

    def to_rdflib(self) -> rdflib.Graph:
        """Make an rdflib graph of the answer to a CONSTRUCT query.

        Raises:
            UserError: the query was not a CONSTRUCT query.
        """
        from mithaq.api.rdflib_graph import graph_of

        if self._triples is None:
            raise UserError("only a CONSTRUCT query has a graph as its answer: use to_pandas() or to_polars() for rows")
        return graph_of(self._triples)

    def _data(self, iris: bool) -> dict[str, list[Any]]:
        """The columns as plain values that a frame can type."""
        data: dict[str, list[Any]] = {}
        for name in self.columns:
            cells = [row[name] for row in self._rows]
            partial = any(isinstance(cell, PartialDate) for cell in cells)
            data[name] = [_plain(cell, partial) for cell in cells]
            if iris and any(isinstance(cell, Thing) for cell in cells):
                data[f"{name}_iri"] = [cell.iri if isinstance(cell, Thing) else None for cell in cells]
        return data


def answer_of(results: Results, reader: ValueReader) -> QueryResult:
    """Read an answer of the engine as a whole."""
    triples = list(results) if isinstance(results, QueryTriples) else None
    if triples is not None:
        triples = sorted(set(triples), key=str)
        rows = [dict(zip(_TRIPLE, map(reader.value, (t.subject, t.predicate, t.object)), strict=True)) for t in triples]
        return QueryResult(_TRIPLE, rows, triples)
    found = rows_of(results)
    rows = [dict(zip(found.columns, map(reader.value, row), strict=True)) for row in found.rows]
    return QueryResult(found.columns, rows, None)


_TRIPLE = ("subject", "predicate", "object")


def _plain(cell: Value, partial: bool) -> object:
    if isinstance(cell, Thing):
        return str(cell)
    if partial and isinstance(cell, datetime.date | PartialDate):
        return str(cell)
    return cell


def _needed(name: str) -> ModuleType:
    try:
        return importlib.import_module(name)
    except ImportError as problem:
        raise UserError(f"{name} cannot be imported ({problem}): pip install 'mithaq[{name}]'") from None
