"""Match persons across articles by weighing evidence.

Evidence for a match: the name (`mithaq.names`), the state, a shared position, a shared Wikidata item, one official of
the authority table, the same company (a body served, people met). Evidence against: conflicting middle names or
positions, other bodies, another state, another period. A surname alone is never enough, nor is a patronymic that one
name leaves out.
"""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz import fuzz

from mithaq.identity.entity_records import EntityRecord
from mithaq.identity.roles import is_shared
from mithaq.identity.verdict import Canonicalizer, Features, Verdict, different, firm, likely, same
from mithaq.names import Relation, blocking_keys, compare_words, name_words
from mithaq.names.known_people import is_common

__all__ = ["PersonMatcher"]


_ORDER = list(Relation)
_WORDING = 70
"""Minimum similarity (token set ratio, 0-100) for two wordings of a shared role to be one position."""
_APART = 6
"""Years between mentions from which on two people of one common name and state are not taken for one."""
_LONG_NAME = 2
"""Number of words above which a name is rarely that of two people of one article's world."""


@dataclass(frozen=True, slots=True)
class _PersonFeatures(Features):
    names: tuple[tuple[str, ...], ...]
    links: frozenset[str]
    known: frozenset[str]
    states: frozenset[str]
    context_states: frozenset[str]
    roles: frozenset[str]
    posts: frozenset[str]
    years: frozenset[int]
    employers: frozenset[str] = frozenset()
    company: frozenset[str] = frozenset()

    @property
    def common(self) -> bool:
        """Whether several people may bear the longest of the names."""
        longest = max(self.names, key=lambda words: (len(words), words), default=())
        return len(longest) <= _LONG_NAME and is_common(longest)


class PersonMatcher:
    def features(self, record: EntityRecord, canonical: Canonicalizer) -> _PersonFeatures:
        names = tuple(sorted({name_words(name) for name in record.all("name")}))
        links, known, states = record.all("link"), record.all("known"), record.all("state")
        found = {key for words in names for key in blocking_keys(words)}
        certain = {f"link {link}" for link in links} | {f"known {key}" for key in known}
        # names without a state have blocks of their own, which do not fill those of the others
        keys = {key if states else f"stateless {key}" for key in found}
        query_keys = found | {f"stateless {key}" for key in found}
        return _PersonFeatures(
            frozenset(keys | certain), frozenset(query_keys | certain), names, links, known, states,
            record.all("context"), frozenset(role.rpartition("#")[2] for role in record.all("role")),
            record.all("post"), frozenset(map(int, record.all("year"))),
            record.all("employer"), record.all("company"),
        )  # fmt: skip

    def match(self, one: _PersonFeatures, other: _PersonFeatures) -> Verdict | None:
        if one.links & other.links:
            return same("one Wikidata item")
        if one.links and other.links:
            return different("different Wikidata items")
        if one.states and other.states and not one.states & other.states:
            return different("different states")
        if one.known & other.known:
            return same("one official of the authority table, by name, post and date")
        if one.known and other.known:
            return different("different officials of the authority table")
        relation = _best_relation(one, other)
        if relation is Relation.UNLIKE:
            return None
        if relation is Relation.CLASH:
            return different(relation.value)
        return _weigh(relation, one, other)


def _weigh(relation: Relation, one: _PersonFeatures, other: _PersonFeatures) -> Verdict | None:
    """The verdict on two compatible names whose states do not differ."""
    post, name = _common_post(one, other), relation.value
    if one.states and other.states:
        return _in_one_state(relation, post, one, other)
    if relation is Relation.HOUSE:
        return None
    near = _near(one, other)
    if post and near and not _long_apart(one, other):
        return firm(name, post, "the state is mentioned") if relation is Relation.EQUAL else likely(name, post)
    if post and not (one.common or other.common) and relation in (Relation.EQUAL, Relation.VARIANT):
        return likely(name, post)
    if (one.states or other.states) and near and relation in (Relation.EQUAL, Relation.SHORTER):
        return (
            None if _differing_posts(one, other) else likely(name, "the article without a position mentions the state")
        )
    if relation is Relation.EQUAL and (company := _same_company(one, other)) and not _long_apart(one, other):
        return likely(name, company)
    if relation is Relation.EQUAL and min(map(len, one.names)) > _LONG_NAME and not _differing_posts(one, other):
        return likely("the same name of three words or more")
    return None


def _in_one_state(relation: Relation, post: str, one: _PersonFeatures, other: _PersonFeatures) -> Verdict | None:
    name = relation.value
    if relation is Relation.EQUAL:
        common = one.common and other.common
        elsewhere = common and _disjoint(one.employers, other.employers) and not _precise_roles(one, other)
        if elsewhere and not one.company & other.company:
            return None
        if post or not common:
            return same(name, "one state", *([post] if post else []))
        if _long_apart(one, other):
            return None
        if company := _same_company(one, other):
            return likely(name, "one state", company)
        return None if _differing_posts(one, other) else likely(name, "one state")
    if post:
        return firm(name, "one state", post)
    if relation is Relation.VARIANT or (relation is Relation.SHORTER and not (one.roles and other.roles)):
        return likely(name, "one state")
    return None


def _near(one: _PersonFeatures, other: _PersonFeatures) -> bool:
    """Whether the states that one is of or appears with are among those of the other."""
    if one.states or other.states:
        return bool(one.context_states & other.states or other.context_states & one.states)
    return bool(one.context_states & other.context_states)


def _long_apart(one: _PersonFeatures, other: _PersonFeatures) -> bool:
    """Whether years lie between all mentions of the one and of the other."""
    return bool(one.years and other.years) and min(abs(a - b) for a in one.years for b in other.years) >= _APART


def _same_company(one: _PersonFeatures, other: _PersonFeatures) -> str:
    """A shared body or a shared acquaintance as a reason in words, or an empty string."""
    if one.employers & other.employers:
        return "one body served"
    return "seen with the same people" if one.company & other.company else ""


def _disjoint(a: frozenset[str], b: frozenset[str]) -> bool:
    return bool(a and b and not a & b)


_CAREERS = (
    frozenset({
        "headOfState", "monarch", "crownPrince", "deputyCrownPrince", "headOfGovernment", "deputyHeadOfGovernment",
        "minister", "ministerOfState", "deputyMinister", "undersecretary", "ambassador", "envoy", "foreignMinister",
        "interiorMinister", "defenceMinister", "justiceMinister", "financeMinister", "energyMinister", "royal",
        "adviser", "spokesperson", "delegate", "permanentRepresentative", "governor", "partyLeader",
        "speakerOfParliament", "memberOfParliament", "nationalSecurityAdviser", "secretaryGeneral",
    }),
    frozenset({"militaryCommander", "chiefOfStaff", "intelligenceChief", "defenceMinister", "interiorMinister"}),
    frozenset({"judge", "prosecutor", "justiceMinister"}),
    frozenset({"director", "headOfOrganization", "mayor", "coordinator", "bodyMember", "deputyHead"}),
)  # fmt: skip
"""Roles that one person often holds one after the other."""


def _differing_posts(one: _PersonFeatures, other: _PersonFeatures) -> bool:
    """Whether the roles of two people of one name belong to different careers."""
    if not one.roles or not other.roles:
        return False
    return not any(one.roles & career and other.roles & career for career in _CAREERS)


def _best_relation(one: _PersonFeatures, other: _PersonFeatures) -> Relation:
    found = {compare_words(a, b) for a in one.names for b in other.names}
    return min(found, key=_ORDER.index, default=Relation.UNLIKE)


def _common_post(one: _PersonFeatures, other: _PersonFeatures) -> str:
    """A shared position as a reason in words, or an empty string."""
    roles = one.roles & other.roles
    if precise := _precise_roles(one, other):
        return f"one position ({', '.join(precise)})"
    if roles and any(fuzz.token_set_ratio(a, b) >= _WORDING for a in one.posts for b in other.posts):
        return f"similarly worded positions ({', '.join(sorted(roles))})"
    return ""


def _precise_roles(one: _PersonFeatures, other: _PersonFeatures) -> list[str]:
    """The shared roles that few people hold at once."""
    return sorted(role for role in one.roles & other.roles if not is_shared(role))
