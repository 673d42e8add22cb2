"""Resolve names of vocabulary concepts and ontology classes to IRIs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from pyoxigraph import Literal, NamedNode, QuerySolutions, RdfFormat, Store
from rapidfuzz import fuzz, process

from mithaq.errors import UserError
from mithaq.queries.display_text import without_article
from mithaq.queries.values import checked_text, looks_like_iri, parse_iri
from mithaq.rdf import PREFIXES
from mithaq.resources import resource

__all__ = ["CONCEPT_TYPES", "concept_names", "resolve_concept"]

_MQ = PREFIXES["mq"]
CONCEPT_TYPES: Mapping[str, str] = {
    "role": f"?concept <{PREFIXES['skos']}inScheme> <{_MQ}roles>",
    "kind": f"?concept <{PREFIXES['skos']}inScheme> <{_MQ}agreementKinds>",
    "topic": f"?concept <{PREFIXES['skos']}inScheme> <{_MQ}topics>",
    "act": f"?concept <{PREFIXES['skos']}inScheme> <{_MQ}speechActs>",
    "class": f"?concept a <{PREFIXES['owl']}Class>",
}
"""Graph pattern over the ontology for each concept type."""
_LISTED = 12
"""Names that a message lists."""


def resolve_concept(kind: str, text: str, what: str) -> NamedNode:
    """The concept of type `kind` (a key of `CONCEPT_TYPES`) with this local name, label or IRI.

    Raises:
        UserError: there is none; the message lists similar ones. `what` names the parameter.
    """
    typed = checked_text(text, what).strip()
    names = concept_names(kind)
    if looks_like_iri(typed):
        node = parse_iri(typed, what)
        if node.value in names.values():
            return node
    elif (found := names.get(without_article(typed))) is not None:
        return NamedNode(found)
    near = process.extract(without_article(typed), list(names), scorer=fuzz.ratio, limit=8, score_cutoff=50)
    local = list(dict.fromkeys(names[name].removeprefix(_MQ) for name, _, _ in near))[:3]
    hint = f"similar: {', '.join(local)}" if local else _some(_locals(names))
    raise UserError(f"{what}: unknown {kind} {typed!r}; {hint}")


def _some(known: list[str]) -> str:
    """The names, or, of many, the first ones."""
    if len(known) <= _LISTED:
        return f"one of {', '.join(known)}"
    return f"one of {', '.join(known[:_LISTED])} and {len(known) - _LISTED} more"


@cache
def concept_names(kind: str) -> Mapping[str, str]:
    """IRIs by normalized name: local names, preferred labels, and unambiguous alternative labels."""
    names: dict[str, str] = {}
    for name, concept in _labels(kind, "prefLabel" if kind != "class" else "label"):
        names.setdefault(name, concept)
    for concept in sorted(set(names.values())):
        names.setdefault(without_article(concept.removeprefix(_MQ)), concept)
    others = sorted(set(_labels(kind, "altLabel")))
    shared = {name for name, _ in others if sum(name == other for other, _ in others) > 1}
    for name, concept in others:
        if name not in shared:
            names.setdefault(name, concept)
    return MappingProxyType(names)


def _labels(kind: str, label: str) -> Iterator[tuple[str, str]]:
    prefix = PREFIXES["rdfs" if label == "label" else "skos"]
    pattern = f"{CONCEPT_TYPES[kind]} ; <{prefix}{label}> ?label"
    found = _ontology().query(f"SELECT ?concept ?label {{ {pattern} }} ORDER BY ?concept ?label")
    assert isinstance(found, QuerySolutions)
    for concept, text in found:
        if isinstance(concept, NamedNode) and isinstance(text, Literal) and concept.value.startswith(_MQ):
            yield without_article(text.value), concept.value


@cache
def _ontology() -> Store:
    store = Store()
    for name in ("vocabulary.ttl", "mithaq.ttl"):
        store.load(path=str(resource("ontology", name)), format=RdfFormat.TURTLE)
    return store


def _locals(names: Mapping[str, str]) -> list[str]:
    return sorted({concept.removeprefix(_MQ) for concept in names.values()})
