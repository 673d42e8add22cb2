"""Match organisations, places and positions across articles."""

from __future__ import annotations

from dataclasses import dataclass

from mithaq.identity.entity_records import EntityRecord
from mithaq.identity.name_signature import name_signature
from mithaq.identity.roles import is_unique_in_organization, is_unique_in_state
from mithaq.identity.verdict import Canonicalizer, Features, Verdict, different, likely, same
from mithaq.names.bare_bodies import is_bare_body
from mithaq.rdf import local_name

__all__ = ["OrganizationMatcher", "PlaceMatcher", "PostMatcher"]


@dataclass(frozen=True, slots=True)
class _OrganizationFeatures(Features):
    words: frozenset[str]
    links: frozenset[str]
    states: frozenset[str]
    context_states: frozenset[str]
    bare: bool = False
    known: frozenset[str] = frozenset()


class OrganizationMatcher:
    """Match organisations by Wikidata item, or by name without the names of states, if the states agree."""

    def features(self, record: EntityRecord, canonical: Canonicalizer) -> _OrganizationFeatures:
        links, names, known = record.all("link"), record.all("name"), record.all("known")
        words = frozenset(name_signature(name).key for name in names)
        named = frozenset(code for name in names for code in name_signature(name).states)
        states = named | frozenset(map(_code, record.all("state")))  # a council of two states names the other one
        context_states = frozenset() if states else frozenset(map(_code, record.all("context")))
        bare = not (states or links or known) and all(is_bare_body(name) for name in names)
        of = {",".join(sorted(states or context_states))} | (set() if states or bare else {""})
        found = {f"{name} {who}" for name in words for who in of if who or not bare}
        keys = {f"bare {key}" if bare else f"name {key}" for key in found} | {f"link {link}" for link in links}
        keys |= {f"known {key}" for key in known}
        query_keys = keys | {f"name {key}" for key in found} | {f"bare {key}" for key in found}
        return _OrganizationFeatures(
            frozenset(keys), frozenset(query_keys), words, links, states, context_states, bare, known
        )  # fmt: skip

    def match(self, one: _OrganizationFeatures, other: _OrganizationFeatures) -> Verdict | None:
        if one.links & other.links:
            return same("one Wikidata item")
        if one.links and other.links:
            return different("different Wikidata items")
        if one.known & other.known:
            return same("one body of the tables")
        if one.known and other.known:
            return different("different bodies of the tables")
        if not one.words & other.words:
            return None
        a, b = one.states, other.states
        if a and b:
            if a == b:
                return same("the same name", "one state" if len(a) == 1 else "the same states")
            return None if a & b else different("different states")
        if one.bare or other.bare:
            return _bare(one, other)
        if not (a or b):
            return same("the same name")
        stated, unstated = (one, other) if a else (other, one)
        if stated.states == unstated.context_states:
            return likely("the same name", "the article that does not name its state mentions only one state")
        return None


def _bare(one: _OrganizationFeatures, other: _OrganizationFeatures) -> Verdict | None:
    """Two names of which one at least denotes a body that many states have: the articles must tell which."""
    if len(one.states or one.context_states) != 1:
        return None
    if (one.states or one.context_states) != (other.states or other.context_states):
        return None
    return likely("the same name", "the articles speak of one state, the same")


def _code(state: str) -> str:
    return local_name(state)[1]


class PlaceMatcher:
    """Match places by name if the states agree. A place without a state joins the only place of its name."""

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
    """Match positions by role if a state or organisation has only one such position, otherwise by wording, state and
    organisation."""

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
            return same("a position held by one person, in the same state or organisation")
        return same("the same wording, state and organisation")
