"""The properties of things that clients match by and extend their tables with."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

from pyoxigraph import DefaultGraph, Literal, NamedNode

from mithaq.explorer.reconciliation.names import TYPES, NameTable, fold, names_of
from mithaq.explorer.snapshot import Snapshot
from mithaq.rdf import MQ, PREFIXES, RDFS, SKOS, WD, XSD

__all__ = ["Property", "properties_of", "same_value", "values_of"]

_MERGED = DefaultGraph()
_OWN: Final = {"name": RDFS.label, "alternativeName": SKOS.altLabel, "wikidata": SKOS.exactMatch}
"""Ids of properties outside the ontology."""
_POSITION: Final = "position"
"""The posts that an official holds or held: through tenures."""
_BESIDE = frozenset({MQ.rule.value, MQ.confidence.value})
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NUMBERS = (XSD.integer, NamedNode(PREFIXES["xsd"] + "decimal"), NamedNode(PREFIXES["xsd"] + "double"))


@dataclass(frozen=True, slots=True, order=True)
class Property:
    """A property with its name; `target` is the id of the type of its values, empty for texts and dates."""

    id: str
    name: str
    target: str = ""

    def json(self) -> dict[str, Any]:
        return {"id": self.id, "name": self.name}


def properties_of(snapshot: Snapshot, type_id: str = "") -> list[Property]:
    """The properties that things of a type have in the graph; of all types without one."""
    known = snapshot.once("reconciliation properties", lambda: {name: _used(snapshot, name) for name in TYPES})
    if type_id:
        return known.get(type_id, [])
    return sorted({one for properties in known.values() for one in properties})


def _used(snapshot: Snapshot, type_id: str) -> list[Property]:
    query = f"SELECT DISTINCT ?property {{ ?thing a {TYPES[type_id].node} ; ?property ?value }}"
    found = [_property(row["property"].value) for row in snapshot.store.select(query)]
    if type_id == "Official":
        found.append(Property(_POSITION, "position", "Post"))
    return sorted({one for one in found if one is not None})


def _property(iri: str) -> Property | None:
    for id, node in _OWN.items():
        if node.value == iri:
            return Property(id, _words(id))
    if iri.startswith(PREFIXES["mq"]) and iri not in _BESIDE:
        id = iri.removeprefix(PREFIXES["mq"])
        return Property(id, _words(id), id[:1].upper() + id[1:] if id[:1].upper() + id[1:] in TYPES else "")
    return None


def _words(id: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", id).lower()


def values_of(snapshot: Snapshot, iri: str, property_id: str) -> list[dict[str, Any]]:
    """The values of a property as the specification writes them: `{"id": ..., "name": ...}`, `{"str": ...}`, ..."""
    node = NamedNode(iri)
    if property_id == _POSITION:
        terms = [
            post.object
            for tenure in snapshot.store.quads(None, MQ.holder, node, _MERGED)
            if isinstance(tenure.subject, NamedNode)
            for post in snapshot.store.quads(tenure.subject, MQ.post, None, _MERGED)
        ]
    else:
        terms = [quad.object for quad in snapshot.store.quads(node, _predicate(property_id), None, _MERGED)]
    names = names_of(snapshot)
    values = {str(value): value for value in (_value(snapshot, names, term) for term in terms)}
    return [values[key] for key in sorted(values)]


def _predicate(property_id: str) -> NamedNode:
    known = _OWN.get(property_id)
    if known is not None:
        return known
    safe = property_id if re.fullmatch(r"[A-Za-z]\w{0,60}", property_id, re.ASCII) else "none"
    return NamedNode(PREFIXES["mq"] + safe)


def _value(snapshot: Snapshot, names: NameTable, term: object) -> dict[str, Any]:
    if isinstance(term, NamedNode):
        entity = names.entities.get(term.value)
        if entity is not None:
            return {"id": term.value.removeprefix(snapshot.store.base), "name": entity.name}
        if term.value.startswith(WD):
            return {"str": term.value.removeprefix(WD)}
        return {"str": str(snapshot.reader.thing(term.value))}
    if not isinstance(term, Literal):
        return {"str": str(term)}
    if _DAY.fullmatch(term.value):
        return {"date": f"{term.value}T00:00:00Z"}
    if term.datatype in _NUMBERS:
        number = float(term.value)
        return {"int": int(number)} if number.is_integer() else {"float": number}
    return {"str": term.value}


def same_value(given: object, value: dict[str, Any]) -> bool:
    """Whether a value that a client gave is this value of the graph: by id, or by name, number or date."""
    if isinstance(given, dict):
        return "id" in value and given.get("id") == value["id"]
    if isinstance(given, bool) or not isinstance(given, str | int | float):
        return False
    if isinstance(given, str):
        texts = {fold(str(one)) for one in value.values()}
        local = str(value.get("id", "")).rpartition("/")[2]
        day = str(value.get("date", ""))[:10]
        return bool(given.strip()) and (fold(given) in texts or given.strip() in (local, day))
    return given in (value.get("int"), value.get("float"))
