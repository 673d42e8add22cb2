"""Which names mean one organisation, place or post."""

from __future__ import annotations

from loader.identity.things import Thing
from loader.identity.verdict import Canon, Verdict, apart, likely, same
from loader.identity.wording import wording

__all__ = ["Organizations", "Places", "Posts"]


class Organizations:
    """By authority item; by what is left of the name without the states it names, where the states agree."""

    def keys(self, thing: Thing, canon: Canon) -> list[str]:
        links = {f"link {link}" for link in thing.all("link")}
        return sorted(links | {f"name {wording(name).key}" for name in thing.all("name")})

    def judge(self, one: Thing, other: Thing, canon: Canon) -> Verdict | None:
        links, others = one.all("link"), other.all("link")
        if links & others:
            return same("one Wikidata item")
        if links and others:
            return apart("different Wikidata items")
        a, b = _states(one), _states(other)
        if a and b:
            if a == b:
                return same("the same name", "one state" if len(a) == 1 else "the same states")
            return None if a & b else apart("different states")
        if not (a or b):
            return same("the same name")
        stated, unstated = (one, other) if a else (other, one)
        if _states(stated) == frozenset(map(_code, unstated.all("near"))):
            return likely("the same name", "the article that names no state of it speaks of one state only")
        return None


def _code(state: str) -> str:
    return state.rpartition("/")[2]


def _states(thing: Thing) -> frozenset[str]:
    """The states a body belongs to, and those its name adds (a council of two states)."""
    named = frozenset(code for name in thing.all("name") for code in wording(name).states)
    return named | frozenset(map(_code, thing.all("state")))


class Places:
    """By name, where the states agree; a place whose state no article tells joins the only one of its
    name."""

    def keys(self, thing: Thing, canon: Canon) -> list[str]:
        return sorted({f"name {wording(name).full}" for name in thing.all("name")})

    def judge(self, one: Thing, other: Thing, canon: Canon) -> Verdict | None:
        a, b = one.all("state"), other.all("state")
        if a & b or not (a or b):
            return same("the same name", "one state" if a else "no state named")
        return apart("different states") if a and b else likely("the same name", "no other state named")


_SINGLE = frozenset({
    "headOfState", "monarch", "crownPrince", "deputyCrownPrince", "headOfGovernment", "foreignMinister",
    "interiorMinister", "defenceMinister", "justiceMinister", "financeMinister", "energyMinister",
})  # fmt: skip
"""Roles of which a state has one, however the post is worded."""

_SINGLE_OF_BODY = frozenset({"secretaryGeneral"})
"""Roles of which an organisation has one, however the post is worded."""


class Posts:
    """By role and state where a state has one such post; else by the wording, the state and the
    organisation."""

    def keys(self, thing: Thing, canon: Canon) -> list[str]:
        states = ",".join(sorted(thing.all("state")))
        bodies = ",".join(sorted(map(canon, thing.all("body"))))
        roles = {role.rpartition("#")[2] for role in thing.all("role")}
        if states:
            found = {f"role {role} {states}" for role in roles & _SINGLE}
        else:
            found = {f"role {role} {bodies}" for role in roles & _SINGLE_OF_BODY if bodies}
        if not found and (states or bodies):
            found = {f"name {wording(name).key} {states} {bodies}" for name in thing.all("name")}
        return sorted(found)

    def judge(self, one: Thing, other: Thing, canon: Canon) -> Verdict | None:
        shared = set(self.keys(one, canon)) & set(self.keys(other, canon))
        if not shared:
            return None
        if any(key.startswith("role") for key in shared):
            return same("a post of which there is one, of the same state or organisation")
        return same("the same wording, state and organisation")
