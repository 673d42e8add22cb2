"""Entity profiles: how many articles state each attribute of a name.

Because a profile holds counts, one article can be added or removed without reading the others. The store keeps one
profile for each name, as JSON.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import combinations

from pyoxigraph import Literal, NamedNode, Quad

from mithaq.identity.entity_records import ArticleIndex, EntityRecord, records_of
from mithaq.names import blocking_keys, name_words
from mithaq.rdf import MQ, RDFS, SKOS

__all__ = [
    "CO_MENTIONED",
    "LABELS",
    "MERGED",
    "EntityProfile",
    "EntityProfiles",
    "add_profiles",
    "dump_profile",
    "parse_profile",
    "profiles_of",
    "record_of",
]

EntityProfile = dict[tuple[str, str], int]
"""(attribute, value) → number of articles. `kind` is the kind of the record; attributes with `@` are labels
(`label@ar`, `alt@ar`); attributes with `=` have a single value in the merged graph (`=confidence`)."""

CO_MENTIONED = "beside"
"""The attribute that lists officials with a similar name in the same article."""

MERGED: dict[NamedNode, str] = {
    MQ.confidence: "=confidence",
    MQ.date: "=date",
    MQ.signedOn: "=signedOn",
    MQ.eventStatus: "=eventStatus",
}
"""Properties with a single best value in the merged graph → attribute names."""

EntityProfiles = dict[str, EntityProfile]
"""Profiles by the IRI that articles use."""

LABELS: dict[NamedNode, str] = {RDFS.label: "label", SKOS.altLabel: "alt"}
"""Label properties → attribute names; the language tag follows after an `@`."""


def profiles_of(article: str, quads: list[Quad]) -> EntityProfiles:
    """The contribution of one article to the profile of each name; `article` is the name of its graph."""
    graph = ArticleIndex(quads)
    profiles: dict[str, EntityProfile] = {}
    for found in records_of(article, graph):
        profile = profiles.setdefault(found.iri, {})
        if ("kind", found.kind) not in profile:
            profile["kind", found.kind] = 1
        profile.update(dict.fromkeys(found.attributes, 1))
    for one, other in _co_mentioned(profiles):
        profiles[one][CO_MENTIONED, other] = profiles[other][CO_MENTIONED, one] = 1
    for subject, values in graph.values.items():
        for predicate, attribute in LABELS.items():
            for term in values.get(predicate, ()):
                if isinstance(term, Literal):
                    profiles.setdefault(subject, {})[f"{attribute}@{term.language or ''}", term.value] = 1
        for predicate, attribute in MERGED.items():
            for term in values.get(predicate, ()):
                profiles.setdefault(subject, {})[attribute, term.value] = 1
    return profiles


def _co_mentioned(profiles: EntityProfiles) -> Iterator[tuple[str, str]]:
    """Pairs of officials in one article that share a blocking key: naming both means they are different people."""
    by_key: dict[str, list[str]] = {}
    for iri, profile in profiles.items():
        if ("kind", "official") in profile:
            for key in sorted(
                {key for attribute, name in profile if attribute == "name" for key in blocking_keys(name_words(name))}
            ):
                by_key.setdefault(key, []).append(iri)
    for iris in by_key.values():
        yield from combinations(iris, 2)


def record_of(iri: str, profile: EntityProfile) -> EntityRecord | None:
    """The record that a profile describes; None for an empty profile and for states, which are not resolved."""
    kinds = [value for attribute, value in profile if attribute == "kind"]
    if not kinds:
        return None
    return EntityRecord(
        iri, min(kinds), frozenset(a for a in profile if "@" not in a[0] and a[0][0] != "=" and a[0] != "kind")
    )


def dump_profile(profile: EntityProfile) -> str:
    """The profile as canonical JSON."""
    nested: dict[str, dict[str, int]] = {}
    for (attribute, value), count in sorted(profile.items()):
        nested.setdefault(attribute, {})[value] = count
    return json.dumps(nested, ensure_ascii=False, separators=(",", ":"))


def parse_profile(text: str) -> EntityProfile:
    """The profile that `dump_profile` wrote."""
    nested = json.loads(text)
    return {(attribute, value): n for attribute, values in nested.items() for value, n in values.items()}


def add_profiles(profile: EntityProfile, others: Iterable[EntityProfile], sign: int = 1) -> EntityProfile:
    """The sum of a profile and others (`sign` -1: the difference), without zeros."""
    total = dict(profile)
    for other in others:
        for attribute, count in other.items():
            total[attribute] = total.get(attribute, 0) + sign * count
    return total if sign > 0 else {attribute: count for attribute, count in total.items() if count}
