"""Which names mean one organisation, place or post."""

from __future__ import annotations

from dataclasses import dataclass

from mithaq.identity.things import Thing
from mithaq.identity.verdict import Canon, Verdict, View, apart, likely, same
from mithaq.identity.wording import wording

__all__ = ["Organizations", "Places", "Posts"]


@dataclass(frozen=True, slots=True)
class _Body(View):
    words: frozenset[str]
    links: frozenset[str]
    states: frozenset[str]
    near: frozenset[str]


class Organizations:
    """By authority item; by what is left of the name without the states it names, where the states agree."""

    def view(self, thing: Thing, canon: Canon) -> _Body:
        links, names = thing.all("link"), thing.all("name")
        words = frozenset(wording(name).key for name in names)
        named = frozenset(code for name in names for code in wording(name).states)
        states = named | frozenset(map(_code, thing.all("state")))  # a council of two states names the other
        near = frozenset() if states else frozenset(map(_code, thing.all("near")))
        of = {",".join(sorted(states or near))} | (set() if states else {""})
        keys = {f"name {name} {who}" for name in words for who in of} | {f"link {link}" for link in links}
        return _Body(frozenset(keys), frozenset(keys), words, links, states, near)

    def judge(self, one: _Body, other: _Body) -> Verdict | None:
        if one.links & other.links:
            return same("one Wikidata item")
        if one.links and other.links:
            return apart("different Wikidata items")
        if not one.words & other.words:
            return None
        a, b = one.states, other.states
        if a and b:
            if a == b:
                return same("the same name", "one state" if len(a) == 1 else "the same states")
            return None if a & b else apart("different states")
        if not (a or b):
            return same("the same name")
        stated, unstated = (one, other) if a else (other, one)
        if stated.states == unstated.near:
            return likely("the same name", "the article that names no state of it speaks of one state only")
        return None


def _code(state: str) -> str:
    return state.rpartition("/")[2]


class Places:
    """By name, where the states agree; a place whose state no article tells joins the only one of its name."""

    def view(self, thing: Thing, canon: Canon) -> _Body:
        keys = frozenset(f"name {wording(name).full}" for name in thing.all("name"))
        return _Body(keys, keys, keys, frozenset(), thing.all("state"), frozenset())

    def judge(self, one: _Body, other: _Body) -> Verdict | None:
        a, b = one.states, other.states
        if a and b and not a & b:
            return apart("different states")
        if not one.keys & other.keys:
            return None
        if a & b or not (a or b):
            return same("the same name", "one state" if a else "no state named")
        return likely("the same name", "no other state named")


_SINGLE = frozenset({
    "headOfState", "monarch", "crownPrince", "deputyCrownPrince", "headOfGovernment", "foreignMinister",
    "interiorMinister", "defenceMinister", "justiceMinister", "financeMinister", "energyMinister",
})  # fmt: skip
"""Roles of which a state has one, however the post is worded."""

_SINGLE_OF_BODY = frozenset({"secretaryGeneral"})
"""Roles of which an organisation has one, however the post is worded."""


class Posts:
    """By role and state where a state has one such post; else by the wording, the state and the organisation."""

    def view(self, thing: Thing, canon: Canon) -> View:
        states = ",".join(sorted(thing.all("state")))
        bodies = ",".join(sorted(map(canon, thing.all("body"))))
        roles = {role.rpartition("#")[2] for role in thing.all("role")}
        if states:
            found = {f"role {role} {states}" for role in roles & _SINGLE}
        else:
            found = {f"role {role} {bodies}" for role in roles & _SINGLE_OF_BODY if bodies}
        if not found and (states or bodies):
            found = {f"name {wording(name).key} {states} {bodies}" for name in thing.all("name")}
        return View(frozenset(found), frozenset(found))

    def judge(self, one: View, other: View) -> Verdict | None:
        shared = one.keys & other.keys
        if not shared:
            return None
        if any(key.startswith("role") for key in shared):
            return same("a post of which there is one, of the same state or organisation")
        return same("the same wording, state and organisation")
