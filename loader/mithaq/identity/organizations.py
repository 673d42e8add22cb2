"""Which names mean one organisation, place or post."""

from __future__ import annotations

from dataclasses import dataclass

from mithaq.identity.entity_records import EntityRecord
from mithaq.identity.name_signature import name_signature
from mithaq.identity.roles import is_unique_in_organization, is_unique_in_state
from mithaq.identity.verdict import Canonicalizer, Features, Verdict, different, likely, same
from mithaq.rdf import local_name

__all__ = ["OrganizationMatcher", "PlaceMatcher", "PostMatcher"]


@dataclass(frozen=True, slots=True)
class _OrganizationFeatures(Features):
    words: frozenset[str]
    links: frozenset[str]
    states: frozenset[str]
    context_states: frozenset[str]


class OrganizationMatcher:
    """By authority item; by what is left of the name without the states it names, where the states agree."""

    def features(self, record: EntityRecord, canonical: Canonicalizer) -> _OrganizationFeatures:
        links, names = record.all("link"), record.all("name")
        words = frozenset(name_signature(name).key for name in names)
        named = frozenset(code for name in names for code in name_signature(name).states)
        states = named | frozenset(map(_code, record.all("state")))  # a council of two states names the other
        context_states = frozenset() if states else frozenset(map(_code, record.all("context")))
        of = {",".join(sorted(states or context_states))} | (set() if states else {""})
        keys = {f"name {name} {who}" for name in words for who in of} | {f"link {link}" for link in links}
        return _OrganizationFeatures(frozenset(keys), frozenset(keys), words, links, states, context_states)

    def match(self, one: _OrganizationFeatures, other: _OrganizationFeatures) -> Verdict | None:
        if one.links & other.links:
            return same("one Wikidata item")
        if one.links and other.links:
            return different("different Wikidata items")
        if not one.words & other.words:
            return None
        a, b = one.states, other.states
        if a and b:
            if a == b:
                return same("the same name", "one state" if len(a) == 1 else "the same states")
            return None if a & b else different("different states")
        if not (a or b):
            return same("the same name")
        stated, unstated = (one, other) if a else (other, one)
        if stated.states == unstated.context_states:
            return likely("the same name", "the article that names no state of it speaks of one state only")
        return None


def _code(state: str) -> str:
    return local_name(state)[1]


class PlaceMatcher:
    """By name, where the states agree; a place whose state no article tells joins the only one of its name."""

    def features(self, record: EntityRecord, canonical: Canonicalizer) -> _OrganizationFeatures:
        keys = frozenset(f"name {name_signature(name).full}" for name in record.all("name"))
        return _OrganizationFeatures(keys, keys, keys, frozenset(), record.all("state"), frozenset())

    def match(self, one: _OrganizationFeatures, other: _OrganizationFeatures) -> Verdict | None:
        a, b = one.states, other.states
        if a and b and not a & b:
            return different("different states")
        if not one.keys & other.keys:
            return None
        if a & b or not (a or b):
            return same("the same name", "one state" if a else "no state named")
        return likely("the same name", "no other state named")


class PostMatcher:
    """By role and state where a state has one such post; else by the wording, the state and the organisation."""

    def features(self, record: EntityRecord, canonical: Canonicalizer) -> Features:
        states = ",".join(sorted(record.all("state")))
        bodies = ",".join(sorted(map(canonical, record.all("body"))))
        roles = {role.rpartition("#")[2] for role in record.all("role")}
        if states:
            found = {f"role {role} {states}" for role in filter(is_unique_in_state, roles)}
        else:
            found = {f"role {role} {bodies}" for role in filter(is_unique_in_organization, roles) if bodies}
        if not found and (states or bodies):
            found = {f"name {name_signature(name).key} {states} {bodies}" for name in record.all("name")}
        return Features(frozenset(found), frozenset(found))

    def match(self, one: Features, other: Features) -> Verdict | None:
        shared = one.keys & other.keys
        if not shared:
            return None
        if any(key.startswith("role") for key in shared):
            return same("a post of which there is one, of the same state or organisation")
        return same("the same wording, state and organisation")
