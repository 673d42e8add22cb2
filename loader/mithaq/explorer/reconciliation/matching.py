"""Match a query against the things of the graph: candidates, scores, and which one is certain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from mithaq.errors import UserError
from mithaq.explorer.reconciliation.names import TYPES, Entity, names_of
from mithaq.explorer.reconciliation.properties import same_value, values_of
from mithaq.explorer.snapshot import Snapshot
from mithaq.names import Relation, compare

__all__ = ["MOST_PROPERTIES", "Candidate", "Condition", "Query", "candidates", "match", "parse_query"]

_CERTAIN: Final = 95.0
"""Score from which a candidate that leads is a match."""
_LEAD: Final = 5.0
"""How far a match is ahead of the next candidate."""
_LEAST: Final = 30.0
_PROPERTY_SHARE: Final = 0.3
"""Share of the properties in the score."""
_OTHER_TYPE: Final = 0.7
"""Factor for candidates of another type, where the client said `should`."""
_RELATIONS: Final[Mapping[Relation, tuple[float, float]]] = {
    Relation.EQUAL: (100.0, 100.0),
    Relation.VARIANT: (92.0, 99.0),
    Relation.SHORTER: (85.0, 94.0),
    Relation.PREFIX: (75.0, 90.0),
    Relation.CLASH: (0.0, 45.0),
    Relation.UNLIKE: (0.0, 94.0),
}
"""Lowest and highest score that the relation of two personal names allows."""
_DEFAULT_LIMIT = 10
_MOST_CANDIDATES = 50
_LONGEST = 1_000
MOST_PROPERTIES = 20
_FIELDS = frozenset({"query", "type", "limit", "properties", "type_strict"})


@dataclass(frozen=True, slots=True)
class Condition:
    """Values that a property should have: any of them, all, or none; `required` of every candidate."""

    property_id: str
    values: tuple[Any, ...]
    quantifier: Literal["any", "all", "none"] = "any"
    required: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """One query of a batch. `strict` says how its types bind: any or all of them, or preferably (`should`)."""

    text: str
    types: frozenset[str]
    limit: int
    properties: tuple[Condition, ...]
    strict: Literal["any", "all", "should"]


def parse_query(given: object) -> Query:
    """Read a query.

    Raises:
        UserError: it is not one, as the specification defines it.
    """
    if not isinstance(given, dict) or not given.keys() <= _FIELDS:
        raise UserError(f"a query is an object with the members {', '.join(sorted(_FIELDS))}")
    text, limit = given.get("query", ""), given.get("limit", _DEFAULT_LIMIT)
    types, strict = given.get("type", []), given.get("type_strict", "any")
    if not isinstance(text, str) or len(text) > _LONGEST:
        raise UserError(f"query is a text of at most {_LONGEST} characters")
    types = [types] if isinstance(types, str) else types
    if not isinstance(types, list) or not all(isinstance(one, str) for one in types):
        raise UserError("type is the id of a type, or a list of ids")
    if isinstance(limit, bool) or not isinstance(limit, int | float) or not 0 < limit < float("inf"):
        raise UserError("limit is a positive number")
    if strict not in ("any", "all", "should"):
        raise UserError("type_strict is any, all or should")
    properties = _properties(given.get("properties", []))
    if not text.strip() and not properties:
        raise UserError("a query needs a text in query, or properties")
    return Query(text, frozenset(filter(None, types)), min(int(limit) or 1, _MOST_CANDIDATES), properties, strict)


def _properties(given: object) -> tuple[Condition, ...]:
    if not isinstance(given, list) or len(given) > MOST_PROPERTIES:
        raise UserError(f"properties is a list of at most {MOST_PROPERTIES} objects with pid and v")
    found = []
    for one in given:
        if not isinstance(one, dict) or not isinstance(one.get("pid"), str) or "v" not in one:
            raise UserError("each of properties is an object with pid and v")
        values = one["v"] if isinstance(one["v"], list) else [one["v"]]
        found.append(Condition(one["pid"], tuple(values[:_MOST_CANDIDATES])))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity that may be meant. `features` are what its score (0 to 100) is made of, by id."""

    entity: Entity
    score: float
    certain: bool
    features: tuple[tuple[str, float | bool], ...]


def match(snapshot: Snapshot, query: Query) -> list[dict[str, Any]]:
    """The candidates for a query, the best first, as version 0.2 of the specification writes them."""
    return [
        {
            "id": one.entity.iri.removeprefix(snapshot.store.base),
            "name": one.entity.name,
            "description": one.entity.description,
            "type": [{"id": one.entity.type.name, "name": one.entity.type.name}],
            "score": one.score,
            "match": one.certain,
            "features": [{"id": id, "value": value} for id, value in one.features],
        }
        for one in candidates(snapshot, query)
    ]


def candidates(snapshot: Snapshot, query: Query) -> list[Candidate]:
    """The candidates for a query, the best first."""
    similar = _candidates(snapshot, query)
    names = names_of(snapshot)
    scored: list[tuple[float, Entity, list[tuple[str, float | bool]]]] = []
    for iri, similarity in similar.items():
        entity = names.entities[iri]
        if not all(_holds(snapshot, one, iri) for one in query.properties if one.required):
            continue
        score, features = _score(snapshot, query, entity, similarity)
        if score >= _LEAST:
            scored.append((score, entity, features))
    scored.sort(key=lambda one: (-one[0], one[1].name, one[1].iri))
    runner_up = scored[1][0] if len(scored) > 1 else 0.0
    return [
        Candidate(
            entity,
            round(score, 2),
            place == 0 and score >= _CERTAIN and score - runner_up >= _LEAD,
            tuple(features),
        )
        for place, (score, entity, features) in enumerate(scored[: query.limit])
    ]


def _candidates(snapshot: Snapshot, query: Query) -> dict[str, float]:
    """Entities that may be meant, with the similarity of their names to the query."""
    names = names_of(snapshot)
    if query.strict == "all" and len(query.types) > 1:
        return {}  # every thing has one type
    types = query.types if query.strict != "should" else frozenset()
    typed = query.text.strip()
    for iri in (typed, snapshot.store.base + typed):
        entity = names.entities.get(iri)
        if entity is not None and (not types or entity.type.name in types):
            return {iri: 100.0}
    if typed:
        return names.similar(typed, types)
    return {
        iri: 0.0 for iri, entity in names.entities.items()
        if (not types or entity.type.name in types) and _agreement(snapshot, query, iri) > 0
    }  # fmt: skip


def _score(
    snapshot: Snapshot, query: Query, entity: Entity, similarity: float
) -> tuple[float, list[tuple[str, float | bool]]]:
    name = similarity
    if entity.type is TYPES["Official"] and query.text.strip() and similarity < 100.0:
        name = max(_as_person(query.text, known, similarity) for known in entity.names)
    features: list[tuple[str, float | bool]] = [("name", round(name, 2))]
    score = name
    if query.properties:
        agreement = _agreement(snapshot, query, entity.iri)
        features.append(("properties", round(100 * agreement, 2)))
        share = _PROPERTY_SHARE if query.text.strip() else 1.0
        score = (1 - share) * name + share * 100 * agreement
    if query.types:
        features.append(("type", entity.type.name in query.types))
        if entity.type.name not in query.types:
            score *= _OTHER_TYPE
    return score, features


def _as_person(text: str, name: str, similarity: float) -> float:
    lowest, highest = _RELATIONS[compare(text, name)]
    return min(highest, max(lowest, similarity))


def _agreement(snapshot: Snapshot, query: Query, iri: str) -> float:
    """The share of the query's conditions that hold of an entity."""
    return sum(_holds(snapshot, one, iri) for one in query.properties) / len(query.properties)


def _holds(snapshot: Snapshot, condition: Condition, iri: str) -> bool:
    values = values_of(snapshot, iri, condition.property_id)
    found = (any(same_value(one, value) for value in values) for one in condition.values)
    if condition.quantifier == "all":
        return all(found)
    return any(found) != (condition.quantifier == "none")
