"""The routes of the reconciliation service: manifest, queries, suggestions, preview, data extension."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

import mithaq
from mithaq.explorer.addresses import Addresses
from mithaq.explorer.http_requests import RefusedRequestError
from mithaq.explorer.reconciliation.draft import draft_routes
from mithaq.explorer.reconciliation.extension import extension, meta_of
from mithaq.explorer.reconciliation.matching import match, parse_query
from mithaq.explorer.reconciliation.names import TYPES, names_of
from mithaq.explorer.reconciliation.properties import properties_of, values_of
from mithaq.explorer.reconciliation.routing import Answer, Fields, json_object, route
from mithaq.explorer.snapshot import Snapshot, Snapshots
from mithaq.rdf import PREFIXES

__all__ = ["reconciliation_routes"]

_PATH: Final = "/reconcile"
_PREVIEW_POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *"
"""A preview is shown in a frame of the client."""
_WIDTH, _HEIGHT = 420, 260
_MOST_QUERIES = 500
_SUGGESTED = 20
_PREVIEWED = 6

_Render = Callable[..., Response]


def reconciliation_routes(snapshots: Snapshots, render: _Render) -> list[Route]:
    """The routes of the service over a store.

    Args:
        snapshots: The states of the store.
        render: Renders a template for a request and a state (`request, template, snapshot, status, **values`).
    """

    def preview(request: Request, snapshot: Snapshot, fields: Fields) -> Response:
        return _preview(request, snapshot, fields, render)

    answers: dict[str, Answer] = {
        _PATH: _main,
        f"{_PATH}/suggest/entity": _suggest_entity,
        f"{_PATH}/suggest/type": _suggest_type,
        f"{_PATH}/suggest/property": _suggest_property,
        f"{_PATH}/properties": _propose,
        f"{_PATH}/preview": preview,
    }
    shared = {"suggest/entity": _suggest_entity, "suggest/type": _suggest_type, "preview": preview}
    return [
        *(route(snapshots, path, answer) for path, answer in answers.items()),
        *draft_routes(snapshots, f"{_PATH}/draft", shared),
    ]


def _main(request: Request, snapshot: Snapshot, fields: Fields) -> Response:
    if "queries" in fields:
        return JSONResponse(_batch(snapshot, json_object(fields["queries"], "queries")))
    if "extend" in fields:
        return JSONResponse(extension(snapshot, json_object(fields["extend"], "extend")))
    return JSONResponse(_manifest(snapshot, str(request.base_url).rstrip("/")))


def _manifest(snapshot: Snapshot, origin: str) -> dict[str, Any]:
    def at(path: str) -> dict[str, str]:
        return {"service_url": origin, "service_path": f"{_PATH}/{path}"}

    return {
        "versions": ["0.2"],
        "name": "Mithaq",
        "identifierSpace": snapshot.store.base,
        "schemaSpace": PREFIXES["mq"],
        "serviceVersion": mithaq.__version__,
        "documentation": f"{origin}/",
        "defaultTypes": [{"id": name, "name": name} for name in TYPES],
        "view": {"url": f"{origin}/id/{{{{id}}}}"},
        "preview": {"url": f"{origin}{_PATH}/preview?id={{{{id}}}}", "width": _WIDTH, "height": _HEIGHT},
        "suggest": {kind: at(f"suggest/{kind}") for kind in ("entity", "type", "property")},
        "extend": {
            "propose_properties": at("properties"),
            "property_settings": [
                {
                    "type": "number", "name": "limit", "label": "Limit", "default": 0,
                    "help_text": "The most values of a thing; 0 for all.",
                }
            ],
        },
        "batchSize": 50,
    }  # fmt: skip


def _batch(snapshot: Snapshot, given: dict[str, Any]) -> dict[str, Any]:
    if len(given) > _MOST_QUERIES:
        raise RefusedRequestError(413, f"send at most {_MOST_QUERIES} queries at once")
    queries = {key: parse_query(one) for key, one in given.items()}
    return {key: {"result": match(snapshot, query)} for key, query in queries.items()}


def _prefix(fields: Fields) -> str:
    return fields.get("prefix", "")[:200]


def _cursor(fields: Fields) -> int:
    typed = fields.get("cursor", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 7 else 0


def _suggest_entity(request: Request, snapshot: Snapshot, fields: Fields) -> Response:
    start = _cursor(fields)
    types = frozenset(filter(None, fields.get("type", "").split(",")))
    found = names_of(snapshot).beginning(_prefix(fields), types, start + _SUGGESTED) if _prefix(fields).strip() else []
    return JSONResponse(
        {
            "result": [
                {
                    "id": one.iri.removeprefix(snapshot.store.base),
                    "name": one.name,
                    "description": one.description,
                    "notable": [{"id": one.type.name, "name": one.type.name}],
                }
                for one in found[start:]
            ]
        }
    )


def _suggest_type(request: Request, snapshot: Snapshot, fields: Fields) -> Response:
    prefix = _prefix(fields).strip().casefold()
    found = [name for name in TYPES if name.casefold().startswith(prefix)]
    return JSONResponse({"result": [{"id": name, "name": name} for name in found[_cursor(fields) :]]})


def _suggest_property(request: Request, snapshot: Snapshot, fields: Fields) -> Response:
    prefix = _prefix(fields).strip().casefold()
    found = [one for one in properties_of(snapshot) if prefix in one.name or one.id.casefold().startswith(prefix)]
    return JSONResponse({"result": [one.json() for one in found[_cursor(fields) :]]})


def _propose(request: Request, snapshot: Snapshot, fields: Fields) -> Response:
    wanted = fields.get("type", "")
    properties = properties_of(snapshot, wanted)
    limit = fields.get("limit", "")
    most = int(limit) if limit.isascii() and limit.isdigit() and len(limit) < 7 else None
    proposed = [meta_of(one) for one in properties[:most]]
    return JSONResponse({"type": wanted, "properties": proposed, **({"limit": most} if most is not None else {})})


def _preview(request: Request, snapshot: Snapshot, fields: Fields, render: _Render) -> Response:
    iri = snapshot.store.base + fields.get("id", "")
    entity = names_of(snapshot).entities.get(iri)
    if entity is None:
        return render(request, "missing.html", snapshot, 404)
    properties = []
    for one in properties_of(snapshot, entity.type.name):
        values = [str(v.get("name", next(iter(v.values())))) for v in values_of(snapshot, iri, one.id)]
        if values and one.id not in ("name", "alternativeName"):
            properties.append((one.name, values[:_PREVIEWED]))
    response = render(
        request, "preview.html", snapshot, kind=entity.type.name, name=entity.name, properties=properties,
        path=Addresses(snapshot.store.base).path(iri), other_names=sorted(set(entity.names) - {entity.name}),
    )  # fmt: skip
    response.headers["Content-Security-Policy"] = _PREVIEW_POLICY
    return response
