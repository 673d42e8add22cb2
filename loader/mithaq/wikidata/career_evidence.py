"""Evidence from a person's posts and life: roles, years, occupations."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from mithaq.names import name_words
from mithaq.names.known_people import known_official
from mithaq.wikidata.data_files import read_data
from mithaq.wikidata.model import Candidate, HeldPost, ItemPost, Subject

__all__ = ["PRECISE", "career", "holds_office"]

PRECISE = frozenset({
    "headOfState", "monarch", "crownPrince", "deputyCrownPrince", "headOfGovernment",
    "deputyHeadOfGovernment", "foreignMinister", "interiorMinister", "defenceMinister", "justiceMinister",
    "financeMinister", "energyMinister", "secretaryGeneral", "speakerOfParliament",
    "nationalSecurityAdviser", "chiefOfStaff", "intelligenceChief",
})  # fmt: skip
"""Roles that one person of a state holds at a time."""

_RULERS = frozenset({"headOfState", "monarch"})
_OF_GOVERNMENT = frozenset({
    "minister", "ministerOfState", "deputyHeadOfGovernment", "foreignMinister", "interiorMinister", "defenceMinister",
    "justiceMinister", "financeMinister", "energyMinister",
})  # fmt: skip
"""Roles of which the press often gives one for another."""
_OF_DIPLOMACY = frozenset({
    "foreignMinister", "ambassador", "envoy", "permanentRepresentative", "secretaryGeneral",
    "assistantSecretaryGeneral",
})  # fmt: skip
"""Roles that a diplomat holds one after the other."""
_VAGUE = frozenset(
    {
        "",
        "royal",
        "deputyHead",
        "otherPost",
        "delegate",
        "candidate",
        "memberOfParliament",
        "partyLeader",
        "groupLeader",
    }
)
"""Roles that tell nobody from another: tables rarely list them."""
_FAR = 10
"""Years between an article and every post of an item from which on the article means somebody else."""
_ADULT = 18


def career(subject: Subject, candidate: Candidate) -> Iterator[tuple[str, str]]:
    """Evidence for and against an item by the posts that articles give a person, and their dates."""
    yield from _posts(subject, candidate)
    yield from _life(subject, candidate)
    if candidate.occupations:
        known = any(word in name.casefold() for name in candidate.occupations for word in _occupations())
        yield ("occupation" if known else "other_occupation"), ", ".join(candidate.occupations[:3])


@lru_cache(maxsize=1)
def _occupations() -> tuple[str, ...]:
    return tuple(row["word"] for row in read_data("occupations.csv"))


def _posts(subject: Subject, candidate: Candidate) -> Iterator[tuple[str, str]]:
    """Whether a post that articles give is one of the item's, at that time. The best agreement counts."""
    found: dict[str, str] = {}
    for held in subject.posts:
        if held.role:
            for name, label in _agreement(held, candidate):
                found.setdefault(name, label)
    for name in ("post", "post_undated"):
        if name in found:
            yield name, found[name]
            return
    if far := _far(subject, candidate):
        yield "other_period", far
    for name in ("post_other_time", "other_post"):
        if name in found:
            yield name, found[name]
            return
    if other := _other_role(subject, candidate):
        offices = any(p.role in PRECISE for p in candidate.posts) and any(h.role in PRECISE for h in subject.posts)
        yield ("other_office" if offices else "other_role"), other


def _agreement(held: HeldPost, candidate: Candidate) -> Iterator[tuple[str, str]]:
    year = held.date.year if held.date else None
    matching = [p for p in candidate.posts if _same_role(held.role, p.role) and _same_state(held, p)]
    for post in matching:
        yield _timing(post, year, held.former), post.label
    if matching or held.role not in PRECISE or not year or held.former:
        return
    then = [p for p in candidate.posts if p.dated and not p.weak and p.covers(year) and p.role in PRECISE]
    if then and not any(_related(held.role, p.role) for p in then):
        yield "other_post", f"{then[0].label} in {year}"


def _same_state(held: HeldPost, post: ItemPost) -> bool:
    return not held.states or not post.state or post.state in held.states


def _timing(post: ItemPost, year: int | None, former: bool) -> str:
    if not post.dated or year is None:
        return "post_undated"
    if post.covers(year) or (former and (post.start is None or post.start <= year)):
        return "post"
    return "post_undated" if post.weak or _distance(post, year) <= 1 else "post_other_time"


def _distance(post: ItemPost, year: int) -> int:
    """Years between a year and a post; 0 if the post covers it."""
    if post.start is not None and year < post.start:
        return post.start - year
    return max(0, year - post.end) if post.end is not None else 0


def _far(subject: Subject, candidate: Candidate) -> str:
    """The item's post nearest in time, if the articles are all far from every post."""
    dated = [post for post in candidate.posts if post.dated]
    years = [held.date.year for held in subject.posts if held.date and not held.former]
    if not dated or not years or any(post.weak for post in dated):
        return ""
    distance, label = min((_distance(post, year), post.label) for post in dated for year in years)
    return f"{label}, {distance} years away" if distance > _FAR else ""


def _other_role(subject: Subject, candidate: Candidate) -> str:
    """The item's posts, if articles give a person only roles that are none of them."""
    mine = {held.role for held in subject.posts} - _VAGUE
    theirs = {post.role for post in candidate.posts} - _VAGUE
    if not mine or not theirs or any(_related(a, b) for a in mine for b in theirs):
        return ""
    return f"{', '.join(sorted(mine))} is not {', '.join(sorted(theirs))}"


def _related(one: str, other: str) -> bool:
    fields = (_OF_GOVERNMENT, _OF_DIPLOMACY)
    return _same_role(one, other) or any(one in field and other in field for field in fields)


def _same_role(one: str, other: str) -> bool:
    return one == other or (one in _RULERS and other in _RULERS)


def holds_office(subject: Subject, candidate: Candidate) -> str:
    """In words, that a person called by the surname alone is the item: the one official of the authority table so
    called who then held each precise post that articles give, or, without a post, the one leader so called of the
    states that the articles mention. Empty otherwise."""
    words = [name_words(name) for name in subject.names]
    asked = _offices_held(subject)
    if candidate.origin != "authority" or any(len(one) != 1 for one in words):
        return ""
    found = {
        known.qid if (known := known_official(one, state, roles, year, subject.near)) is not None else ""
        for one in words
        for state, roles, year in asked
    }
    return f"in {', '.join(map(str, sorted({year for *_, year in asked})))}" if found == {candidate.qid} else ""


def _offices_held(subject: Subject) -> list[tuple[str | None, frozenset[str], int]]:
    """State, role and year of each post that articles give; the years alone without any; empty if a post is vague, over
    or undated."""
    if not subject.posts:
        return [(None, frozenset(), year) for year in sorted(subject.years)]
    found: list[tuple[str | None, frozenset[str], int]] = []
    for held in subject.posts:
        if held.role not in PRECISE or held.former or held.date is None:
            return []
        found += [(state, frozenset({held.role}), held.date.year) for state in sorted(held.states)]
    return found


def _life(subject: Subject, candidate: Candidate) -> Iterator[tuple[str, str]]:
    """Whether the person was dead or a child when articles gave them a post."""
    for held in subject.posts:
        year = held.date.year if held.date else None
        if year is None or held.former:
            continue
        if candidate.died is not None and year > candidate.died:
            yield "not_alive", f"died in {candidate.died}"
            return
        if candidate.born is not None and held.role not in _VAGUE and year < candidate.born + _ADULT:
            yield "not_alive", f"born in {candidate.born}"
            return
