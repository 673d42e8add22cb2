"""Routes of the reconciliation services: parameters from the address, a form or a JSON body; problems as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from mithaq.errors import UserError
from mithaq.explorer.http_requests import RefusedRequestError, body_of, fields_of_body, fields_of_query, media_type
from mithaq.explorer.snapshot import Snapshot, Snapshots

__all__ = ["BODY", "Answer", "Fields", "json_object", "route"]

Fields = dict[str, str]
Answer = Callable[[Request, Snapshot, Fields], Response]
BODY: Final = "the body"
"""The field that has a JSON body."""

_OPEN_TO_ALL = {"Access-Control-Allow-Origin": "*"}
_PREFLIGHT = {**_OPEN_TO_ALL, "Access-Control-Allow-Headers": "Accept, Accept-Language, Content-Type"}


def route(snapshots: Snapshots, path: str, answer: Answer, *, takes_json: bool = False) -> Route:
    """A route that any page elsewhere may ask.

    Args:
        snapshots: The states of the store.
        path: The address.
        answer: Answers a request from a state, given its fields.
        takes_json: A body is JSON and in the field `BODY`; otherwise it is a form.
    """

    def within(request: Request, fields: Fields) -> Response:
        with snapshots.use() as snapshot:
            return answer(request, snapshot, fields)

    async def endpoint(request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers=_PREFLIGHT)
        try:
            fields = dict(fields_of_query(request))
            if request.method == "POST" and takes_json:
                fields[BODY] = await _json_body(request)
            elif request.method == "POST":
                fields |= await fields_of_body(request)
            response = await run_in_threadpool(within, request, fields)
        except RefusedRequestError as refused:
            response = _problem(str(refused), refused.status)
        except UserError as problem:
            response = _problem(str(problem), 400)
        response.headers.update(_OPEN_TO_ALL)
        return response

    return Route(path, endpoint, methods=["GET", "HEAD", "POST", "OPTIONS"])


async def _json_body(request: Request) -> str:
    if media_type(request) != "application/json":
        raise RefusedRequestError(415, "send a body of type application/json")
    try:
        return (await body_of(request)).decode("utf-8")
    except UnicodeDecodeError:
        raise RefusedRequestError(400, "the body is not UTF-8") from None


def _problem(what: str, status: int) -> Response:
    return JSONResponse({"status": "error", "message": what}, status)


def json_object(text: str, name: str) -> dict[str, Any]:
    """The JSON object in a text.

    Raises:
        UserError: it is not JSON, or not an object.
    """
    try:
        given = json.loads(text)
        json.dumps(given, ensure_ascii=False, allow_nan=False).encode()  # no lone surrogates, no NaN
    except (ValueError, RecursionError):
        raise UserError(f"{name} is not JSON") from None
    if not isinstance(given, dict):
        raise UserError(f"{name} is not a JSON object")
    return given
