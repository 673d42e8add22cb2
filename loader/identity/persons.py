"""Which names mean one person: evidence for and against.

For: the name (`names`), the state the person acts for, a post in common, an item in common. Against: middle
names or posts that do not go together, another state. A surname alone joins nobody.
"""

from __future__ import annotations

from rapidfuzz import fuzz

from loader.identity.names import Relation, blocking_keys, compare, words_of
from loader.identity.things import Thing
from loader.identity.verdict import Canon, Verdict, apart, firm, likely, same

__all__ = ["Persons"]

_VAGUE = frozenset({
    "minister", "ministerOfState", "deputyMinister", "undersecretary", "ambassador", "director", "deputyHead",
    "headOfOrganization", "adviser", "militaryCommander", "member", "memberOfParliament", "delegate", "royal",
    "otherPost", "coordinator", "candidate", "envoy", "spokesperson", "partyLeader", "groupLeader",
    "governor", "mayor", "judge", "prosecutor", "consul",
})  # fmt: skip
"""Roles that many hold at once: one in common says something only where its wording agrees too."""

_WORDING = 70
"""From this likeness (0-100, of word sets) on, two wordings of a vague post are taken for one."""


class Persons:
    def keys(self, thing: Thing, canon: Canon) -> list[str]:
        found = {f"link {link}" for link in thing.all("link")}
        for name in thing.all("name"):
            found.update(blocking_keys(name))
        return sorted(found)

    def judge(self, one: Thing, other: Thing, canon: Canon) -> Verdict | None:
        links, others = one.all("link"), other.all("link")
        if links & others:
            return same("one Wikidata item")
        if links and others:
            return apart("different Wikidata items")
        relation = _best_relation(one, other)
        if relation is Relation.UNLIKE:
            return apart("different states") if _of_different_states(one, other) else None
        if relation is Relation.CLASH:
            return apart(relation.value)
        return self._weigh(relation, one, other)

    def _weigh(self, relation: Relation, one: Thing, other: Thing) -> Verdict | None:
        if _of_different_states(one, other):
            return apart("different states")
        post = _common_post(one, other)
        name = relation.value
        if one.all("state") and other.all("state"):
            if relation is Relation.EQUAL:
                return same(name, "one state")
            if post:
                return firm(name, "one state", post)
            if relation is Relation.VARIANT or not (one.all("role") and other.all("role")):
                return likely(name, "one state")
            return None
        if relation is Relation.EQUAL and post:
            return same(name, post)
        if post:
            return firm(name, post)
        if _near(one, other) and relation is not Relation.VARIANT:
            return likely(name, "the article that gives no post speaks of the state")
        if relation is Relation.EQUAL and min(len(words_of(n)) for n in one.all("name")) > 2:
            return likely("the same name of three words or more")
        return None


def _best_relation(one: Thing, other: Thing) -> Relation:
    order = list(Relation)
    found = {compare(a, b) for a in one.all("name") for b in other.all("name")}
    return min(found, key=order.index, default=Relation.UNLIKE)


def _of_different_states(one: Thing, other: Thing) -> bool:
    states, others = one.all("state"), other.all("state")
    return bool(states and others and not states & others)


def _near(one: Thing, other: Thing) -> bool:
    return bool(one.all("near") & other.all("state") or other.all("near") & one.all("state"))


def _common_post(one: Thing, other: Thing) -> str:
    """The reason that a common post is, or an empty string."""
    roles = {role.rpartition("#")[2] for role in one.all("role") & other.all("role")}
    precise = sorted(roles - _VAGUE)
    if precise:
        return f"one post ({', '.join(precise)})"
    if roles and any(
        fuzz.token_set_ratio(a, b) >= _WORDING for a in one.all("post") for b in other.all("post")
    ):
        return f"posts worded alike ({', '.join(sorted(roles))})"
    return ""
