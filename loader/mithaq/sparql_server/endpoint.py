"""Asking a server by the SPARQL 1.1 Protocol, so that it answers as the embedded store does.

Queries are POSTed as forms, the only way all servers take (Virtuoso hangs on `application/sparql-query`).
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

from mithaq.queries import Cell, Results, Rows, solutions_of, written
from mithaq.rdf import BASE, PREFIXES
from mithaq.sparql_server.answers import (
    GRAPH_TYPES,
    ROW_TYPES,
    read_graph,
    read_rows,
    read_truth,
    triples_as_results,
)
from mithaq.sparql_server.connection import Answer, Connection, RemoteError
from mithaq.sparql_server.texts import Question

__all__ = ["DEFAULT", "MERGED", "Endpoint"]

_MERGED_NAME = "graph/merged"
MERGED = f"{BASE}{_MERGED_NAME}"
"""The graph that holds what all articles say together, unless a call says otherwise. A server's default graph
cannot be relied on: on many it is the union of all graphs, and on Virtuoso it cannot be written."""

DEFAULT = "default"
"""What a call says for the server's own default graph, instead of an IRI."""

_ARTICLE = f"?article a <{PREFIXES['mq']}Article>"
_NOTHING = "urn:mithaq:nothing"
_PAGE = 5_000
_SUSPECT = 1_000
"""Triples from which on a graph from Virtuoso may be a part of one: no server is set to cut at fewer rows."""


class Endpoint:
    """The graph on a server. `graph` says where the merged graph is: an IRI, `DEFAULT`, or None to look for
    it at `MERGED` first.

    It has what name look-up needs of a store (`mithaq.queries.names.Graph`), so that names are looked up
    where the query will run.
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
        """The answer to a query, whole, with all its rows in the server's order.

        Raises:
            RemoteError: the server cannot be reached, refuses, fails, or gives only a part.
        """
        question = Question.read(text)
        dataset = self._dataset(question)
        if question.form == "ASK":
            return _truth(read_truth(self._ask(question.text, dataset, ROW_TYPES), self.url))
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
        """The one IRI of a thing: on a server all graphs have it already."""
        return iri

    # ---------------------------------------------------------------- the dataset

    def _dataset(self, question: Question) -> list[tuple[str, str]]:
        """The parameters that make the query see the merged graph, and the articles' by GRAPH (SPARQL 1.1
        Protocol, 2.1.4): none where the server's default graph is the merged one."""
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
        there = self._truth(f"ASK {{ GRAPH <{merged}> {{ {_ARTICLE} }} }}", [])
        if not there and self._wanted is None:
            return None
        heard = self._truth(f"ASK {{ {_ARTICLE} }}", [("default-graph-uri", merged)])
        deaf = self._truth(f"ASK {{ {_ARTICLE} }}", [("default-graph-uri", _NOTHING)])
        if there and (deaf or not heard):
            raise RemoteError(
                f"{self.url}: does not let a query choose its graph (default-graph-uri): load the merged graph "
                f"into its default graph, and ask with --graph {DEFAULT}"
            )
        return merged

    def _shows_all_graphs(self) -> bool:
        """Whether GRAPH reaches graphs that were not named in the call, against the protocol, as on Virtuoso;
        which in turn cannot take thousands of names."""
        if self._lenient is None:
            assert self._merged is not None
            some = f"ASK {{ GRAPH ?article {{ {_ARTICLE} }} }}"
            self._lenient = self._truth(some, [("default-graph-uri", self._merged)])
        return self._lenient

    def _article_graphs(self) -> list[str]:
        if self._articles is None:
            some = Question.read(f"SELECT DISTINCT ?article {{ GRAPH ?article {{ {_ARTICLE} }} }}")
            _, rows = self._rows(some, [])
            self._articles = sorted(str(row[0])[1:-1] for row in rows)
        return self._articles

    # ------------------------------------------------------------------- asking

    def _ask(self, text: str, dataset: list[tuple[str, str]], accept: str) -> Answer:
        try:
            answer = self._connection.send(
                "POST", form=[("query", text), *dataset], headers={"Accept": accept}, accept=(200,)
            )
        except RemoteError as problem:
            if problem.status == 400:
                what = str(problem).removeprefix(f"{self.url}: ")
                raise RemoteError(f"{self.url}: does not take the query: it {what}", 400) from None
            raise
        if answer.headers.get("x-sql-state"):  # Virtuoso's, with an answer that looks whole
            raise RemoteError(
                f"{self.url}: stopped at a time limit of its own, with a part of the answer: narrow the query"
            )
        return answer

    def _truth(self, text: str, dataset: list[tuple[str, str]]) -> bool:
        return read_truth(self._ask(text, dataset, ROW_TYPES), self.url)

    def _select(self, question: Question, dataset: list[tuple[str, str]]) -> QuerySolutions:
        columns, rows = self._rows(question, dataset)
        return solutions_of(Rows(columns, iter(rows)))

    def _rows(self, question: Question, dataset: list[tuple[str, str]]) -> tuple[list[str], list[tuple[Cell, ...]]]:
        answer = self._ask(question.text, dataset, ROW_TYPES)
        columns, rows = read_rows(answer, self.url)
        if "x-sparql-maxrows" in answer.headers:  # Virtuoso's word for an answer it has cut
            rows += self._more_rows(question, dataset, columns, len(rows))
        if "GROUP" in question.words:  # rdflib makes one empty group of no rows at all
            rows = [row for row in rows if any(cell is not None for cell in row)]
        # Virtuoso may give a row of SELECT DISTINCT twice.
        return columns, list(dict.fromkeys(rows)) if question.distinct else rows

    def _more_rows(
        self, question: Question, dataset: list[tuple[str, str]], columns: list[str], had: int
    ) -> list[tuple[Cell, ...]]:
        more: list[tuple[Cell, ...]] = []
        size = min(_PAGE, had)
        while True:
            text = question.page(size, had + len(more))
            if text is None or not had:
                raise RemoteError(f"{self.url}: gives no more than {had:,} rows: narrow the query")
            names, rows = read_rows(self._ask(text, dataset, ROW_TYPES), self.url)
            places = [names.index(name) if name in names else -1 for name in columns]
            more += [tuple(row[place] if place >= 0 else None for place in places) for row in rows]
            if len(rows) < size:
                return more

    def _graph(self, question: Question, dataset: list[tuple[str, str]]) -> list[Triple]:
        """A graph. Virtuoso cuts a large one without a word, so there the solutions are asked for, which it says
        when it cuts, and made into the graph here."""
        answer = self._ask(question.text, dataset, GRAPH_TYPES)
        triples = read_graph(answer, self.url)
        if len(triples) < _SUSPECT or "virtuoso" not in answer.headers.get("server", "").lower():
            return triples
        parts = question.split()
        if parts is None:
            raise RemoteError(
                f"{self.url}: may have cut the graph, and does not say so: write the query as CONSTRUCT {{ ... }} WHERE"
            )
        columns, rows = self._rows(Question.read(parts[0]), dataset)
        made: dict[Triple, None] = {}
        for at in range(0, len(rows), _PAGE):
            made |= dict.fromkeys(_construct(parts[1], columns, rows[at : at + _PAGE]))
        return list(made)


def _construct(head: str, columns: list[str], rows: list[tuple[Cell, ...]]) -> QueryTriples:
    """The graph that a template makes of solutions."""
    names = " ".join(f"?{name}" for name in columns)
    values = "\n".join(
        f"({' '.join('UNDEF' if cell is None else written(cell) for cell in row)})"  # type: ignore[arg-type]
        for row in rows
    )
    graph = Store().query(f"{head} {{ VALUES ({names}) {{ {values} }} }}")
    assert isinstance(graph, QueryTriples)
    return graph


def _truth(answer: bool) -> QueryBoolean:
    document = b'{"head":{},"boolean":true}' if answer else b'{"head":{},"boolean":false}'
    results = parse_query_results(document, format=QueryResultsFormat.JSON)
    assert isinstance(results, QueryBoolean)
    return results
