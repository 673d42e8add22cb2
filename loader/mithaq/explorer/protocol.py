"""The SPARQL 1.1 Protocol (https://www.w3.org/TR/sparql11-protocol/) for queries.

A query comes by GET, as a form, or as the body of a POST. Updates and SERVICE are refused. The answer has the media
type that the client prefers. Without a query the endpoint describes itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from mithaq.errors import UserError
from mithaq.explorer.http_requests import (
    RefusedRequestError,
    body_of,
    fields_of_body,
    fields_of_query,
    media_type,
)
from mithaq.explorer.query_workers import Answer, QueryTimeoutError, QueryWorkers, Question
from mithaq.queries import form_of
from mithaq.store import StoreError

__all__ = ["DESCRIPTION_TYPES", "GRAPH_TYPES", "ROW_TYPES", "Endpoint", "preferred"]

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
    "application/n-triples": "nt",
    "application/ld+json": "json",
    "application/rdf+xml": "xml",
    "application/json": "json",
    "application/xml": "xml",
}
"""Media type of graphs → format of `mithaq.queries`, or `nt`."""
DESCRIPTION_TYPES: Final[Mapping[str, str]] = {
    "text/turtle": "ttl",
    "application/n-triples": "nt",
    "application/ld+json": "jsonld",
    "application/rdf+xml": "rdf",
}
_BROWSERS = {"text/html": "html", "application/xhtml+xml": "html"}
_GRAPH_FORMS = frozenset({"CONSTRUCT", "DESCRIBE"})
_OPEN_TO_ALL = {"Access-Control-Allow-Origin": "*", "Vary": "Accept"}
_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Content-Type",
    "Access-Control-Max-Age": "86400",
}
_MOST_WAITING = 100
"""Queries that wait for a worker at most; more are sent away."""


def preferred(accept: str, offered: Mapping[str, str]) -> tuple[str, str] | None:
    """The offered media type that an `Accept` header prefers (RFC 9110, 12.5.1), with its format; None if none fits.

    Args:
        accept: The header; empty takes anything.
        offered: Media types with their formats, the first the default.
    """
    best: tuple[float, int, str] | None = None
    ranges = [part.strip() for part in accept.split(",") if part.strip()] or ["*/*"]
    for place, kind in enumerate(offered):
        quality = _quality(ranges, kind)
        if quality > 0 and (best is None or quality > best[0]):
            best = quality, place, kind
    return None if best is None else (best[2], offered[best[2]])


def _quality(ranges: list[str], kind: str) -> float:
    """The weight of a media type: that of the most specific range which it falls in."""
    weights = {kind: -1.0, f"{kind.partition('/')[0]}/*": -1.0, "*/*": -1.0}
    for media_range in ranges:
        name, *parameters = (part.strip().lower() for part in media_range.split(";"))
        if name in weights:
            given = next((p[2:] for p in parameters if p.startswith("q=")), "1")
            weights[name] = max(weights[name], _weight(given))
    return next((weight for weight in weights.values() if weight >= 0), 0.0)


def _weight(given: str) -> float:
    try:
        return min(1.0, max(0.0, float(given)))
    except ValueError:
        return 0.0


class Endpoint:
    """The endpoint at `/sparql`.

    Args:
        workers: The processes that queries run in.
        describe: The service description in a format of `mithaq.export`, for the address of the server.
    """

    def __init__(self, workers: QueryWorkers, describe: Callable[[str, str], bytes]) -> None:
        self._workers, self._describe = workers, describe
        self._turns: CapacityLimiter | None = None

    async def __call__(self, request: Request) -> Response:
        """Answer a request."""
        if request.method == "OPTIONS":
            return Response(status_code=204, headers={**_OPEN_TO_ALL, **_PREFLIGHT})
        try:
            response = await self._answer(request)
        except RefusedRequestError as refused:
            response = PlainTextResponse(str(refused), refused.status)
        except QueryTimeoutError as problem:
            response = PlainTextResponse(str(problem), 503, headers={"Retry-After": "30"})
        except StoreError as problem:
            response = PlainTextResponse(str(problem), 503)
        except UserError as problem:
            response = PlainTextResponse(str(problem), 400)
        response.headers.update(_OPEN_TO_ALL)
        return response

    async def _answer(self, request: Request) -> Response:
        if request.method not in ("GET", "HEAD", "POST"):
            raise RefusedRequestError(405, "use GET or POST")
        accept = request.headers.get("accept", "")
        fields = await _fields(request)
        if request.method != "POST" and not fields:
            return await self._description(request, accept)
        question, types = _question(fields, accept)
        answer = await self._ask(question)
        chosen = types[answer.is_graph]
        if chosen is None:
            raise _not_acceptable()
        return Response(answer.body, media_type=chosen[0])

    async def _ask(self, question: Question) -> Answer:
        """Run a query when it is its turn; those that wait hold no thread."""
        if self._turns is None:
            self._turns = CapacityLimiter(self._workers.count)
        if self._turns.statistics().tasks_waiting >= _MOST_WAITING:
            raise QueryTimeoutError("too many queries are waiting: try again later")
        return await to_thread.run_sync(self._workers.ask, question, limiter=self._turns)

    async def _description(self, request: Request, accept: str) -> Response:
        chosen = preferred(accept, {**DESCRIPTION_TYPES, **_BROWSERS})
        if chosen is None:
            raise _not_acceptable()
        if chosen[1] == "html":
            return RedirectResponse("/query", 303)
        body = await to_thread.run_sync(self._describe, str(request.base_url), chosen[1])
        return Response(body, media_type=chosen[0])


def _not_acceptable() -> RefusedRequestError:
    return RefusedRequestError(406, f"this endpoint gives rows as {', '.join(ROW_TYPES)}; graphs as "
                                    f"{', '.join(GRAPH_TYPES)}")  # fmt: skip


async def _fields(request: Request) -> list[tuple[str, str]]:
    """The parameters of a request; the body of a direct query is the parameter `query`."""
    fields = fields_of_query(request)
    if request.method != "POST":
        return fields
    kind = media_type(request)
    if kind == "application/sparql-query":
        try:
            return [*fields, ("query", (await body_of(request)).decode("utf-8"))]
        except UnicodeDecodeError:
            raise RefusedRequestError(400, "the query is not UTF-8") from None
    if kind == "application/x-www-form-urlencoded":
        return [*fields, *await fields_of_body(request)]
    if kind == "application/sparql-update":
        raise _no_updates()
    raise RefusedRequestError(415, "send a form, or a body of type application/sparql-query")


def _no_updates() -> RefusedRequestError:
    return RefusedRequestError(403, "updates are refused: this endpoint answers queries")


_Types = tuple[tuple[str, str] | None, tuple[str, str] | None]


def _question(fields: list[tuple[str, str]], accept: str) -> tuple[Question, _Types]:
    """The query of a request, with the media types of rows and of a graph; None where the client takes neither."""
    if any(name in ("update", "using-graph-uri", "using-named-graph-uri") for name, _ in fields):
        raise _no_updates()
    queries = [value for name, value in fields if name == "query"]
    if len(queries) != 1 or not queries[0].strip():
        raise RefusedRequestError(400, "give one query, in the parameter query")
    rows, graph = preferred(accept, ROW_TYPES), preferred(accept, GRAPH_TYPES)
    if (graph if form_of(queries[0]) in _GRAPH_FORMS else rows) is None and (rows is None or graph is None):
        raise _not_acceptable()
    question = Question(
        queries[0],
        rows[1] if rows else "json",
        graph[1] if graph else "ttl",
        [value for name, value in fields if name == "default-graph-uri"],
        [value for name, value in fields if name == "named-graph-uri"],
    )
    return question, (rows, graph)
