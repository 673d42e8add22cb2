"""The SPARQL 1.1 Protocol (https://www.w3.org/TR/sparql11-protocol/) for queries, and the data of each address.

A query comes by GET, as a form, or as the body of a POST. Updates are refused. The answer has the media type that the
client prefers.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from mithaq.errors import UserError
from mithaq.explorer.query_workers import QueryTimeoutError, QueryWorkers, Question

__all__ = ["GRAPH_TYPES", "ROW_TYPES", "preferred", "sparql"]

ROW_TYPES: Final[Mapping[str, str]] = {
    "application/sparql-results+json": "json",
    "application/json": "json",
    "application/sparql-results+xml": "xml",
    "application/xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
}
"""Media type of rows → format of `mithaq.queries`."""
GRAPH_TYPES: Final[Mapping[str, str]] = {
    "text/turtle": "ttl",
    "application/ld+json": "json",
    "application/rdf+xml": "xml",
}
"""Media type of graphs → format of `mithaq.queries`."""

_OPEN_TO_ALL = {"Access-Control-Allow-Origin": "*", "Vary": "Accept"}
_MOST = 1 << 20
"""Bytes of the longest query."""


def preferred(accept: str, offered: Mapping[str, str]) -> tuple[str, str] | None:
    """The offered media type that an `Accept` header prefers (RFC 9110, 12.5.1), with its format; None if none fits.

    Args:
        accept: The header; empty takes anything.
        offered: Media types with their formats, the first the default.
    """
    best: tuple[float, int, str] | None = None
    ranges = [part.strip() for part in accept.split(",") if part.strip()] or ["*/*"]
    for place, kind in enumerate(offered):
        quality = max((q for r in ranges if (q := _quality(r, kind)) is not None), default=0.0)
        if quality > 0 and (best is None or quality > best[0]):
            best = quality, place, kind
    return None if best is None else (best[2], offered[best[2]])


def _quality(media_range: str, kind: str) -> float | None:
    name, *parameters = (part.strip().lower() for part in media_range.split(";"))
    if name not in ("*/*", kind, kind.partition("/")[0] + "/*"):
        return None
    given = next((p[2:] for p in parameters if p.startswith("q=")), "1")
    try:
        return min(1.0, max(0.0, float(given)))
    except ValueError:
        return 0.0


async def sparql(request: Request, workers: QueryWorkers) -> Response:
    """Answer a request to the endpoint."""
    if request.method == "OPTIONS":
        allowed = {"Access-Control-Allow-Methods": "GET, POST", "Access-Control-Allow-Headers": "Accept, Content-Type"}
        return Response(status_code=204, headers={**_OPEN_TO_ALL, **allowed})
    try:
        question, kinds = await _question(request)
    except _RefusedError as refused:
        return PlainTextResponse(str(refused), refused.status, headers=_OPEN_TO_ALL)
    try:
        answer = await run_in_threadpool(workers.ask, question)
    except QueryTimeoutError as problem:
        return PlainTextResponse(str(problem), 503, headers=_OPEN_TO_ALL)
    except UserError as problem:
        return PlainTextResponse(str(problem), 400, headers=_OPEN_TO_ALL)
    return Response(answer.body, media_type=kinds[answer.is_graph], headers=_OPEN_TO_ALL)


class _RefusedError(Exception):
    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status


async def _question(request: Request) -> tuple[Question, tuple[str, str]]:
    """The query of a request, with the media types of rows and of a graph."""
    fields = list(request.query_params.multi_items())
    if request.method == "POST":
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        body = await request.body()
        if len(body) > _MOST:
            raise _RefusedError(413, "the query is too long")
        if kind == "application/sparql-query":
            fields.append(("query", body.decode("utf-8", "replace")))
        elif kind == "application/x-www-form-urlencoded":
            fields += [(str(name), str(value)) for name, value in (await request.form()).multi_items()]
        elif kind == "application/sparql-update":
            raise _RefusedError(403, "updates are refused: this endpoint answers queries")
        else:
            raise _RefusedError(415, "send a form, or a body of type application/sparql-query")
    if any(name == "update" for name, _ in fields):
        raise _RefusedError(403, "updates are refused: this endpoint answers queries")
    queries = [value for name, value in fields if name == "query"]
    if len(queries) != 1:
        raise _RefusedError(400, "give one query, in the parameter query")
    accept = request.headers.get("accept", "")
    rows, graph = preferred(accept, ROW_TYPES), preferred(accept, GRAPH_TYPES)
    if rows is None and graph is None:
        raise _RefusedError(406, f"this endpoint gives {', '.join([*ROW_TYPES, *GRAPH_TYPES])}")
    row_type, row_format = rows or next(iter(ROW_TYPES.items()))
    graph_type, graph_format = graph or next(iter(GRAPH_TYPES.items()))
    question = Question(
        queries[0],
        row_format,
        graph_format,
        [value for name, value in fields if name == "default-graph-uri"],
        [value for name, value in fields if name == "named-graph-uri"],
    )
    return question, (row_type, graph_type)
