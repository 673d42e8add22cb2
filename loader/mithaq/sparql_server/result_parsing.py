"""Parse a server's response into the engine's result types, so that all output formats work for both."""

from __future__ import annotations

import json

from pyoxigraph import (
    Literal,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    parse,
    parse_query_results,
)

from mithaq.queries import Cell
from mithaq.sparql_server.connection import RemoteError, ServerResponse

__all__ = ["GRAPH_TYPES", "ROW_TYPES", "read_boolean", "read_graph", "read_rows", "triples_as_results"]

ROW_TYPES = "application/sparql-results+json, application/sparql-results+xml;q=0.8"
GRAPH_TYPES = "application/n-triples, text/turtle;q=0.8, application/rdf+xml;q=0.5"

_ROWS = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "application/xml": QueryResultsFormat.XML,
    "text/xml": QueryResultsFormat.XML,
}
_GRAPHS = {
    "application/n-triples": RdfFormat.N_TRIPLES,
    "text/plain": RdfFormat.N_TRIPLES,
    "text/turtle": RdfFormat.TURTLE,
    "application/x-turtle": RdfFormat.TURTLE,
    "application/rdf+xml": RdfFormat.RDF_XML,
}

Rows = tuple[list[str], list[tuple[Cell, ...]]]


def read_rows(answer: ServerResponse, url: str) -> Rows:
    """Columns and all rows of the response to a SELECT query.

    Raises:
        RemoteError: the response is not in a SPARQL results format, is damaged, or has no rows.
    """
    results = _parsed(answer, url)
    if isinstance(results, bool):
        raise RemoteError(f"{url}: returned a boolean instead of rows")
    return results


def read_boolean(answer: ServerResponse, url: str) -> bool:
    """The response to an ASK query; Virtuoso returns one row with a 1, or none.

    Raises:
        RemoteError: as `read_rows`.
    """
    results = _parsed(answer, url)
    if isinstance(results, bool):
        return results
    columns, rows = results
    cells = [cell.value for row in rows for cell in row if isinstance(cell, Literal)]
    if len(columns) == 1 and len(cells) < 2:
        return cells in (["1"], ["true"])
    raise RemoteError(f"{url}: returned rows instead of a boolean")


def read_graph(answer: ServerResponse, url: str) -> list[Triple]:
    """The triples of the response to a CONSTRUCT or DESCRIBE query, or of a graph of the store.

    Raises:
        RemoteError: the response is not in an RDF format, or is damaged.
    """
    if not answer.body.strip():
        return []
    kind = _GRAPHS.get(answer.media_type)
    if kind is None:
        raise _wrong_format(answer, url, "RDF")
    try:
        return [quad.triple for quad in parse(answer.body, format=kind, base_iri=url)]
    except (SyntaxError, ValueError) as problem:
        raise _damaged(url) from problem


def triples_as_results(triples: list[Triple]) -> QueryTriples:
    """Convert triples to the engine's result type."""
    from pyoxigraph import DefaultGraph, Quad

    store = Store()
    store.bulk_extend(Quad(t.subject, t.predicate, t.object, DefaultGraph()) for t in triples)
    results = store.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
    assert isinstance(results, QueryTriples)
    return results


def _parsed(answer: ServerResponse, url: str) -> Rows | bool:
    kind = _ROWS.get(answer.media_type)
    if kind is None:
        raise _wrong_format(answer, url, "SPARQL results")
    results = _whole(answer.body, kind)
    if results is None and kind == QueryResultsFormat.JSON and (plain := _known_members(answer.body)) is not None:
        results = _whole(plain, kind)
    if results is None:
        raise _damaged(url)
    return results


def _whole(body: bytes, kind: QueryResultsFormat) -> Rows | bool | None:
    """All of a response, None if it is damaged."""
    try:
        results = parse_query_results(body, format=kind)
        if isinstance(results, QueryBoolean):
            return bool(results)
        assert isinstance(results, QuerySolutions)
        return [variable.value for variable in results.variables], [tuple(row) for row in results]
    except (SyntaxError, ValueError):
        return None


_MEMBERS = {"head": ("vars", "link"), "results": ("bindings",)}
"""The members that SPARQL 1.1 Query Results JSON Format (sections 3.1 and 3.2) defines."""


def _known_members(body: bytes) -> bytes | None:
    """SPARQL results in JSON without the members that the standard does not know, None if that changes nothing.

    The standard allows them; QLever adds `meta`, Comunica `metadata`, Virtuoso `distinct` and `ordered`. Oxigraph's
    parser refuses them.
    """
    try:
        whole = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(whole, dict):
        return None
    known: dict[str, object] = {}
    for name, members in _MEMBERS.items():
        part = whole.get(name)
        if isinstance(part, dict):
            known[name] = {member: part[member] for member in members if member in part}
    if isinstance(whole.get("boolean"), bool):
        known["boolean"] = whole["boolean"]
    return None if known == whole else json.dumps(known, ensure_ascii=False).encode()


def _damaged(url: str) -> RemoteError:
    return RemoteError(f"{url}: the response is incomplete or damaged: try again")


def _wrong_format(answer: ServerResponse, url: str, wanted: str) -> RemoteError:
    if answer.media_type in ("text/html", "application/xhtml+xml"):
        return RemoteError(
            f"{url}: returned a web page: give the URL of the SPARQL endpoint, which often ends in /sparql"
        )
    kind = answer.media_type if answer.media_type.isprintable() else ""
    return RemoteError(f"{url}: returned {kind or 'an unknown format'} instead of {wanted}")
