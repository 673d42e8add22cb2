"""The reconciliation service of the draft of version 1.0: JSON bodies, conditions, addresses below one root.

The draft still changes; this follows https://reconciliation-api.github.io/specs/draft/ since March 2025, when `lang`
and `dir` came into all schemas and names became plain strings again.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

import mithaq
from mithaq.errors import UserError
from mithaq.explorer.http_requests import RefusedRequestError
from mithaq.explorer.reconciliation.extension import extension
from mithaq.explorer.reconciliation.matching import (
    MOST_PROPERTIES,
    Candidate,
    Condition,
    Query,
    candidates,
    parse_query,
)
from mithaq.explorer.reconciliation.names import TYPES
from mithaq.explorer.reconciliation.properties import Property, properties_of
from mithaq.explorer.reconciliation.routing import BODY, Answer, Fields, json_object, route
from mithaq.explorer.snapshot import Snapshot, Snapshots

__all__ = ["draft_routes"]

_MOST_QUERIES: Final = 500
_MOST_VALUES: Final = 50
_FIELDS = frozenset({"type", "limit", "lang", "dir", "conditions"})
_QUANTIFIERS = frozenset({"any", "all", "none"})
_ENGLISH: Final = {"lang": "en", "dir": "ltr"}
"""What the draft says of an object with English texts."""
_FEATURES: Final = {"name": "similarity of the names", "properties": "properties that agree", "type": "same type"}


def draft_routes(snapshots: Snapshots, root: str, shared: Mapping[str, Answer]) -> list[Route]:
    """The routes of the service.

    Args:
        snapshots: The states of the store.
        root: The address of the manifest.
        shared: Answers that are as in version 0.2, by the rest of their address.
    """
    asked: dict[str, Answer] = {
        "": _manifest, "suggest/property": _suggest_property, "extend/propose": _propose, **shared,
    }  # fmt: skip
    sent: dict[str, Answer] = {"match": _match, "reconcile": _match, "extend": _extend}
    return [
        *(route(snapshots, f"{root}/{path}".rstrip("/"), answer) for path, answer in asked.items()),
        *(route(snapshots, f"{root}/{path}", answer, takes_json=True) for path, answer in sent.items()),
    ]


def _manifest(request: Request, snapshot: Snapshot, fields: Fields) -> Response:
    origin = str(request.base_url).rstrip("/")
    return JSONResponse(
        {
            "versions": ["1.0-draft"],
            "name": "Mithaq",
            **_ENGLISH,
            "serviceVersion": mithaq.__version__,
            "documentation": f"{origin}/",
            "defaultTypes": [{"id": name, "name": name} for name in TYPES],
            "view": {"url": f"{origin}/id/{{+id}}"},
            "preview": {"width": 420, "height": 260},
            "suggest": {"entity": True, "property": True, "type": True},
            "extend": {
                "proposeProperties": True,
                "propertySettings": [
                    {
                        "type": "number", "id": "limit", "name": "Limit", "default": 0,
                        "helpText": "The most values of a thing; 0 for all.", **_ENGLISH,
                    }
                ],
            },
            "standardizedScore": True,
            "batchSize": 50,
        }
    )  # fmt: skip


def _match(request: Request, snapshot: Snapshot, fields: Fields) -> Response:
    queries = json_object(fields.get(BODY, ""), "the body").get("queries")
    if not isinstance(queries, list):
        raise UserError("the body needs queries, a list")
    if len(queries) > _MOST_QUERIES:
        raise RefusedRequestError(413, f"send at most {_MOST_QUERIES} queries at once")
    parsed = [_query(one) for one in queries]
    results = [{"candidates": [_candidate(snapshot, one) for one in candidates(snapshot, query)]} for query in parsed]
    return JSONResponse({"results": results})


def _query(given: object) -> Query:
    if not isinstance(given, dict) or not given.keys() <= _FIELDS:
        raise UserError(f"a query is an object with the members {', '.join(sorted(_FIELDS))}")
    conditions = given.get("conditions")
    if not isinstance(conditions, list) or not conditions or len(conditions) > MOST_PROPERTIES:
        raise UserError(f"conditions is a list of 1 to {MOST_PROPERTIES} objects")
    names: list[str] = []
    properties: list[Condition] = []
    for one in conditions:
        kind = one.get("matchType") if isinstance(one, dict) else None
        if kind == "name" and isinstance(one.get("propertyValue"), str):
            names.append(one["propertyValue"])
        elif kind == "property":
            properties.append(_condition(one))
        else:
            raise UserError("a condition has matchType, name or property, and a propertyValue, for a name a text")
    if len(names) > 1:
        raise UserError("give one condition on the name")
    plain: dict[str, Any] = {
        "query": "".join(names),
        **{name: given[name] for name in ("type", "limit") if name in given},
    }
    query = parse_query(
        {**plain, "properties": [{"pid": one.property_id, "v": list(one.values)} for one in properties]}
    )
    return Query(query.text, query.types, query.limit, tuple(properties), query.strict)


def _condition(given: dict[str, Any]) -> Condition:
    value, quantifier = given.get("propertyValue"), given.get("matchQuantifier", "any")
    required = given.get("required", False)
    if not isinstance(given.get("propertyId"), str) or "propertyValue" not in given:
        raise UserError("a condition on a property has a propertyId and a propertyValue")
    if quantifier not in _QUANTIFIERS or not isinstance(required, bool):
        raise UserError("matchQuantifier is any, all or none; required is true or false")
    values = value if isinstance(value, list) else [value]
    return Condition(given["propertyId"], tuple(values[:_MOST_VALUES]), quantifier, required)


def _candidate(snapshot: Snapshot, one: Candidate) -> dict[str, Any]:
    found = {
        "id": one.entity.iri.removeprefix(snapshot.store.base),
        "name": one.entity.name,
        "dir": "auto",
        "type": [{"id": one.entity.type.name, "name": one.entity.type.name}],
        "score": one.score,
        "match": one.certain,
        "features": [{"id": id, "name": _FEATURES[id], "value": value, **_ENGLISH} for id, value in one.features],
    }
    return found | ({"description": one.entity.description} if one.entity.description else {})


def _extend(request: Request, snapshot: Snapshot, fields: Fields) -> Response:
    found = extension(snapshot, json_object(fields.get(BODY, ""), "the body"))
    rows = [
        {"id": id, "properties": [{"id": name, "values": values} for name, values in row.items()]}
        for id, row in found["rows"].items()
    ]
    return JSONResponse({"meta": found["meta"], "rows": rows})


def _described(one: Property) -> dict[str, Any]:
    return {**one.json(), **_ENGLISH}


def _suggest_property(request: Request, snapshot: Snapshot, fields: Fields) -> Response:
    prefix = fields.get("prefix", "")[:200].strip().casefold()
    found = [one for one in properties_of(snapshot) if prefix in one.name or one.id.casefold().startswith(prefix)]
    return JSONResponse({"result": [_described(one) for one in found[_number(fields, "cursor") or 0 :]]})


def _propose(request: Request, snapshot: Snapshot, fields: Fields) -> Response:
    wanted, most = fields.get("type", ""), _number(fields, "limit")
    proposed = [_described(one) for one in properties_of(snapshot, wanted)[:most]]
    return JSONResponse({"type": wanted, "properties": proposed, **({"limit": most} if most is not None else {})})


def _number(fields: Fields, name: str) -> int | None:
    typed = fields.get(name, "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 7 else None
