"""Query a server with the SPARQL 1.1 Protocol, with the same results as the embedded store.

Queries are POSTed as forms, which all servers accept (Virtuoso hangs on `application/sparql-query`).
"""

from __future__ import annotations

from pyoxigraph import (
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    Store,
    Triple,
    parse_query_results,
)

from mithaq.queries import Cell, Results, Rows, solutions_of, to_sparql
from mithaq.rdf import BASE, PREFIXES
from mithaq.sparql_server.connection import Connection, RemoteError, ServerResponse
from mithaq.sparql_server.query_text import QueryText
from mithaq.sparql_server.result_parsing import (
    GRAPH_TYPES,
    ROW_TYPES,
    read_boolean,
    read_graph,
    read_rows,
    triples_as_results,
)

__all__ = ["DEFAULT", "MERGED", "Endpoint"]

_MERGED_NAME = "graph/merged"
MERGED = f"{BASE}{_MERGED_NAME}"
"""Default IRI of the merged graph. Servers' default graphs are not reliable: on many servers the default graph
is the union of all graphs, and on Virtuoso it cannot be written."""

DEFAULT = "default"
"""Selects the server's default graph instead of a graph IRI."""

_ARTICLE = f"?article a <{PREFIXES['mq']}Article>"
_NOTHING = "urn:mithaq:nothing"
_PAGE = 5_000
_SUSPECT = 1_000
"""Number of triples at which a graph from Virtuoso may be truncated; no server truncates at fewer rows."""


class Endpoint:
    """A graph on a SPARQL server.

    `graph` locates the merged graph: an IRI, `DEFAULT`, or None to try `MERGED` first. The class implements
    `mithaq.queries.name_resolution.QueryableGraph`, so that names are resolved where the query runs.
    """

    def __init__(self, connection: Connection, graph: str | None = None) -> None:
        self._connection = connection
        self._wanted = graph
        self._found = False
        self._merged: str | None = None
        self._lenient: bool | None = None
        self._articles: list[str] | None = None

    @property
    def url(self) -> str:
        return self._connection.url

    def query(self, text: str) -> Results:
        """Run a query; returns the complete result in the server's order.

        Raises:
            RemoteError: the server cannot be reached, refuses, fails, or returns a partial result.
        """
        question = QueryText.read(text)
        dataset = self._dataset(question)
        if question.form == "ASK":
            return _boolean(read_boolean(self._ask(question.text, dataset, ROW_TYPES), self.url))
        if question.form in ("CONSTRUCT", "DESCRIBE"):
            return triples_as_results(self._graph(question, dataset))
        return self._select(question, dataset)

    def select(self, query: str) -> QuerySolutions:
        """The solutions of a SELECT query over the merged graph.

        Raises:
            RemoteError: as `query`.
        """
        results = self.query(query)
        if not isinstance(results, QuerySolutions):
            raise TypeError("select() takes SELECT queries")
        return results

    def canonical(self, iri: str) -> str:
        """The canonical IRI of a thing; on a server all graphs use canonical IRIs already."""
        return iri

    # ---------------------------------------------------------------- the dataset

    def _dataset(self, question: QueryText) -> list[tuple[str, str]]:
        """Protocol parameters that make the merged graph the default graph and expose article graphs to GRAPH.

        See SPARQL 1.1 Protocol, 2.1.4. Empty if the server's default graph is the merged graph.
        """
        if not self._found:
            self._merged = self._find()
            self._found = True
        if self._merged is None or "FROM" in question.words:
            return []
        named = list(question.graphs)
        if question.any_graph and self._shows_all_graphs():
            named = []
        elif question.any_graph:
            named += [name for name in self._article_graphs() if name not in question.graphs]
        return [("default-graph-uri", self._merged), *(("named-graph-uri", name) for name in named)]

    @property
    def base(self) -> str:
        """What the IRIs of individuals begin with: as the name of the merged graph says, where it is one of ours."""
        merged = self._wanted or MERGED
        return merged.removesuffix(_MERGED_NAME) if merged.endswith(f"/{_MERGED_NAME}") else BASE

    def _find(self) -> str | None:
        merged = self._wanted or MERGED
        if merged == DEFAULT:
            return None
        there = self._boolean(f"ASK {{ GRAPH <{merged}> {{ {_ARTICLE} }} }}", [])
        if not there and self._wanted is None:
            return None
        heard = self._boolean(f"ASK {{ {_ARTICLE} }}", [("default-graph-uri", merged)])
        deaf = self._boolean(f"ASK {{ {_ARTICLE} }}", [("default-graph-uri", _NOTHING)])
        if there and (deaf or not heard):
            raise RemoteError(
                f"{self.url}: does not support default-graph-uri: load the merged graph "
                f"into its default graph, and query with --graph {DEFAULT}"
            )
        return merged

    def _shows_all_graphs(self) -> bool:
        """Whether GRAPH reaches graphs that the request did not name.

        Virtuoso does so, against the protocol, and cannot handle thousands of named graphs.
        """
        if self._lenient is None:
            assert self._merged is not None
            some = f"ASK {{ GRAPH ?article {{ {_ARTICLE} }} }}"
            self._lenient = self._boolean(some, [("default-graph-uri", self._merged)])
        return self._lenient

    def _article_graphs(self) -> list[str]:
        if self._articles is None:
            some = QueryText.read(f"SELECT DISTINCT ?article {{ GRAPH ?article {{ {_ARTICLE} }} }}")
            _, rows = self._rows(some, [])
            self._articles = sorted(str(row[0])[1:-1] for row in rows)
        return self._articles

    # ------------------------------------------------------------------- asking

    def _ask(self, text: str, dataset: list[tuple[str, str]], accept: str) -> ServerResponse:
        try:
            answer = self._connection.send(
                "POST", form=[("query", text), *dataset], headers={"Accept": accept}, accept=(200,)
            )
        except RemoteError as problem:
            if problem.status == 400:
                what = str(problem).removeprefix(f"{self.url}: ")
                raise RemoteError(f"{self.url}: rejects the query: it {what}", 400) from None
            if problem.status in (404, 405, 410):
                raise RemoteError(
                    f"{problem}: give the URL of the SPARQL endpoint, which often ends in /sparql or /query",
                    problem.status,
                ) from None
            raise
        if answer.headers.get("x-sql-state"):  # Virtuoso sets it on truncated responses
            raise RemoteError(
                f"{self.url}: reached the server's time limit and returned a partial result: narrow the query"
            )
        return answer

    def _boolean(self, text: str, dataset: list[tuple[str, str]]) -> bool:
        return read_boolean(self._ask(text, dataset, ROW_TYPES), self.url)

    def _select(self, question: QueryText, dataset: list[tuple[str, str]]) -> QuerySolutions:
        columns, rows = self._rows(question, dataset)
        return solutions_of(Rows(columns, iter(rows)))

    def _rows(self, question: QueryText, dataset: list[tuple[str, str]]) -> tuple[list[str], list[tuple[Cell, ...]]]:
        answer = self._ask(question.text, dataset, ROW_TYPES)
        columns, rows = read_rows(answer, self.url)
        if "x-sparql-maxrows" in answer.headers:  # Virtuoso sets it on truncated results
            rows += self._more_rows(question, dataset, columns, len(rows))
        if "GROUP" in question.words:  # rdflib returns one empty group for no rows
            rows = [row for row in rows if any(cell is not None for cell in row)]
        # Virtuoso may repeat a row of SELECT DISTINCT.
        return columns, list(dict.fromkeys(rows)) if question.distinct else rows

    def _more_rows(
        self, question: QueryText, dataset: list[tuple[str, str]], columns: list[str], had: int
    ) -> list[tuple[Cell, ...]]:
        more: list[tuple[Cell, ...]] = []
        size = min(_PAGE, had)
        while True:
            text = question.page(size, had + len(more))
            if text is None or not had:
                raise RemoteError(f"{self.url}: returns at most {had:,} rows: narrow the query")
            names, rows = read_rows(self._ask(text, dataset, ROW_TYPES), self.url)
            places = [names.index(name) if name in names else -1 for name in columns]
            more += [tuple(row[place] if place >= 0 else None for place in places) for row in rows]
            if len(rows) < size:
                return more

    def _graph(self, question: QueryText, dataset: list[tuple[str, str]]) -> list[Triple]:
        """The triples of a CONSTRUCT or DESCRIBE query.

        Virtuoso truncates large graphs silently but reports truncated solutions; large graphs from it are
        therefore built here from the solutions.
        """
        answer = self._ask(question.text, dataset, GRAPH_TYPES)
        triples = read_graph(answer, self.url)
        if len(triples) < _SUSPECT or "virtuoso" not in answer.headers.get("server", "").lower():
            return triples
        parts = question.split()
        if parts is None:
            raise RemoteError(f"{self.url}: may have truncated the graph: write the query as CONSTRUCT {{ ... }} WHERE")
        columns, rows = self._rows(QueryText.read(parts[0]), dataset)
        made: dict[Triple, None] = {}
        for at in range(0, len(rows), _PAGE):
            made |= dict.fromkeys(_construct(parts[1], columns, rows[at : at + _PAGE]))
        return list(made)


def _construct(head: str, columns: list[str], rows: list[tuple[Cell, ...]]) -> QueryTriples:
    """Apply a CONSTRUCT template to solutions."""
    names = " ".join(f"?{name}" for name in columns)
    values = "\n".join(
        f"({' '.join('UNDEF' if cell is None else to_sparql(cell) for cell in row)})"  # type: ignore[arg-type]
        for row in rows
    )
    graph = Store().query(f"{head} {{ VALUES ({names}) {{ {values} }} }}")
    assert isinstance(graph, QueryTriples)
    return graph


def _boolean(answer: bool) -> QueryBoolean:
    document = b'{"head":{},"boolean":true}' if answer else b'{"head":{},"boolean":false}'
    results = parse_query_results(document, format=QueryResultsFormat.JSON)
    assert isinstance(results, QueryBoolean)
    return results
