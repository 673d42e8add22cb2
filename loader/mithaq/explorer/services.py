"""The routes of the services: the SPARQL endpoint with its descriptions and editor, and reconciliation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from mithaq.explorer.protocol import DESCRIPTION_TYPES, Endpoint, preferred
from mithaq.explorer.query_editor import YASGUI_STYLE, editor_values
from mithaq.explorer.query_workers import QueryWorkers
from mithaq.explorer.reconciliation import reconciliation_routes
from mithaq.explorer.security import POLICY_HEADER, content_policy
from mithaq.explorer.service_description import dataset_description, service_description
from mithaq.explorer.snapshot import Snapshot, Snapshots
from mithaq.queries import Catalogue

__all__ = ["Pages", "service_routes"]


class Pages(Protocol):
    """What services need of the explorer."""

    snapshots: Snapshots
    endpoint_workers: QueryWorkers
    catalogue: Catalogue

    def page(self, request: Request, template: str, snapshot: Snapshot, status: int = 200, **values: Any) -> Response:
        """An HTML page in the language of the request."""


def service_routes(pages: Pages) -> list[BaseRoute]:
    """The routes of all services over one store."""

    def describe(origin: str, form: str) -> bytes:
        with pages.snapshots.use() as snapshot:
            return service_description(snapshot, origin, form)

    def void(request: Request) -> Response:
        chosen = preferred(request.headers.get("accept", ""), DESCRIPTION_TYPES) or ("text/turtle", "ttl")
        with pages.snapshots.use() as snapshot:
            body = dataset_description(snapshot, str(request.base_url), chosen[1])
        return Response(body, media_type=chosen[0], headers={"Access-Control-Allow-Origin": "*", "Vary": "Accept"})

    def editor(request: Request) -> Response:
        with pages.snapshots.use() as snapshot:
            values = editor_values(request, snapshot, pages.catalogue)
            response = pages.page(request, "sparql.html", snapshot, **values)
        if values["yasgui"]:
            response.headers[POLICY_HEADER] = content_policy(YASGUI_STYLE)
        return response

    return [
        _any_method("/sparql", Endpoint(pages.endpoint_workers, describe)),
        _in_thread("/.well-known/void", void),
        _in_thread("/query", editor),
        *reconciliation_routes(pages.snapshots, pages.page),
    ]


def _in_thread(path: str, answer: Callable[[Request], Response]) -> Route:
    async def endpoint(request: Request) -> Response:
        return await run_in_threadpool(_answered, answer, request)

    return Route(path, endpoint)


def _answered(answer: Callable[[Request], Response], request: Request) -> Response:
    """The answer to a request; an address that no IRI can have (a malformed `Host`) is refused."""
    try:
        return answer(request)
    except ValueError as problem:
        return PlainTextResponse(" ".join(str(problem).split())[:200], 400)


def _any_method(path: str, endpoint: Endpoint) -> Route:
    """A route for every method, so that the endpoint itself refuses those it does not have."""

    async def answer(request: Request) -> Response:
        return await endpoint(request)

    return Route(path, answer, methods=["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
