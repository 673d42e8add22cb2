"""Data extension: the values of properties of many things."""

from __future__ import annotations

from typing import Any

from mithaq.errors import UserError
from mithaq.explorer.http_requests import RefusedRequestError
from mithaq.explorer.reconciliation.names import names_of
from mithaq.explorer.reconciliation.properties import Property, properties_of, values_of
from mithaq.explorer.snapshot import Snapshot

__all__ = ["extension", "meta_of"]

_MOST_IDS = 1_000
_MOST_PROPERTIES = 50


def extension(snapshot: Snapshot, given: dict[str, Any]) -> dict[str, Any]:
    """The answer to a request for values, as version 0.2 of the specification writes it.

    Args:
        snapshot: The state to read.
        given: `ids` of things and `properties` with their settings.

    Raises:
        UserError: it has another form.
        RefusedRequestError: 413 if it asks for too much.
    """
    ids, wanted = given.get("ids"), given.get("properties")
    if not isinstance(ids, list) or not all(isinstance(id, str) for id in ids):
        raise UserError("extend needs ids, a list of entities' ids")
    if not isinstance(wanted, list) or not all(isinstance(p, dict) and isinstance(p.get("id"), str) for p in wanted):
        raise UserError("extend needs properties, a list of objects with an id")
    if len(ids) > _MOST_IDS or len(wanted) > _MOST_PROPERTIES:
        raise RefusedRequestError(413, f"send at most {_MOST_IDS} ids and {_MOST_PROPERTIES} properties at once")
    known = {one.id: one for one in properties_of(snapshot)}
    properties = [(known.get(p["id"], Property(p["id"], p["id"])), _limit(p.get("settings"))) for p in wanted]
    names = names_of(snapshot)
    rows: dict[str, dict[str, list[dict[str, Any]]]] = {}
    for id in ids:
        iri = snapshot.store.base + id
        found = iri in names.entities
        rows[id] = {p.id: values_of(snapshot, iri, p.id)[:most] if found else [] for p, most in properties}
    return {"meta": [meta_of(p) for p, _ in properties], "rows": rows}


def meta_of(one: Property) -> dict[str, Any]:
    """A property with the type of its values."""
    target = {"type": {"id": one.target, "name": one.target}} if one.target else {}
    return {**one.json(), **target}


def _limit(settings: object) -> int | None:
    """How many values a client wants of a property; None for all."""
    given = settings.get("limit") if isinstance(settings, dict) else None
    if isinstance(given, str) and given.isascii() and given.isdigit():
        given = int(given[:9])
    return int(given) if isinstance(given, int | float) and not isinstance(given, bool) and given >= 1 else None
