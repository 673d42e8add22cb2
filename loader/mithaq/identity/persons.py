"""Match persons across articles by weighing evidence.

Evidence for a match: the name (`names`), the state, a shared position, a shared Wikidata item. Evidence against:
conflicting middle names or positions, another state. A surname alone is never enough.
"""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz import fuzz

from mithaq.identity.entity_records import EntityRecord
from mithaq.identity.roles import is_shared
from mithaq.identity.verdict import Canonicalizer, Features, Verdict, different, firm, likely, same
from mithaq.names import Relation, blocking_keys, compare, name_words

__all__ = ["PersonMatcher"]


_ORDER = list(Relation)
_WORDING = 70
"""Minimum similarity (token set ratio, 0-100) for two wordings of a shared role to be one position."""


@dataclass(frozen=True, slots=True)
class _PersonFeatures(Features):
    names: frozenset[str]
    links: frozenset[str]
    states: frozenset[str]
    context_states: frozenset[str]
    roles: frozenset[str]
    posts: frozenset[str]


class PersonMatcher:
    def features(self, record: EntityRecord, canonical: Canonicalizer) -> _PersonFeatures:
        names, links = record.all("name"), record.all("link")
        keys = frozenset({f"link {link}" for link in links}.union(*map(blocking_keys, map(name_words, names))))
        roles = frozenset(role.rpartition("#")[2] for role in record.all("role"))
        return _PersonFeatures(
            keys, keys, names, links, record.all("state"), record.all("context"), roles, record.all("post")
        )

    def match(self, one: _PersonFeatures, other: _PersonFeatures) -> Verdict | None:
        if one.links & other.links:
            return same("one Wikidata item")
        if one.links and other.links:
            return different("different Wikidata items")
        relation = _best_relation(one, other)
        if one.states and other.states and not one.states & other.states:
            return different("different states")
        if relation is Relation.UNLIKE:
            return None
        if relation is Relation.CLASH:
            return different(relation.value)
        return _weigh(relation, one, other)


def _weigh(relation: Relation, one: _PersonFeatures, other: _PersonFeatures) -> Verdict | None:
    """The verdict on two compatible names whose states do not differ."""
    post, name = _common_post(one, other), relation.value
    if one.states and other.states:
        if relation is Relation.EQUAL:
            return same(name, "one state")
        if post:
            return firm(name, "one state", post)
        if relation is Relation.VARIANT or not (one.roles and other.roles):
            return likely(name, "one state")
        return None
    if post:
        return same(name, post) if relation is Relation.EQUAL else firm(name, post)
    if relation is not Relation.VARIANT and (one.context_states & other.states or other.context_states & one.states):
        return likely(name, "the article without a position mentions the state")
    if relation is Relation.EQUAL and min(len(name_words(n)) for n in one.names) > 2:
        return likely("the same name of three words or more")
    return None


def _best_relation(one: _PersonFeatures, other: _PersonFeatures) -> Relation:
    found = {compare(a, b) for a in one.names for b in other.names}
    return min(found, key=_ORDER.index, default=Relation.UNLIKE)


def _common_post(one: _PersonFeatures, other: _PersonFeatures) -> str:
    """A shared position as a reason in words, or an empty string."""
    roles = one.roles & other.roles
    precise = sorted(role for role in roles if not is_shared(role))
    if precise:
        return f"one position ({', '.join(precise)})"
    if roles and any(fuzz.token_set_ratio(a, b) >= _WORDING for a in one.posts for b in other.posts):
        return f"similarly worded positions ({', '.join(sorted(roles))})"
    return ""
