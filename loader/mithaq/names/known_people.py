"""Who of the authority table a name, a post and a date denote."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from mithaq.lexicon.authority_tables import OfficialEntry, official, officials
from mithaq.lexicon.compiled import compiled
from mithaq.lexicon.office_holders import body_offices, tenancies
from mithaq.names.frequency import bearers, expected_bearers
from mithaq.names.spelling import same_word
from mithaq.names.words import HOUSE, name_words

__all__ = ["COMMON_NAME", "holder_by_title", "holders_of", "is_common", "known_official"]

COMMON_NAME = 1.0
"""From this many expected bearers on, a name alone does not tell a person of one state."""

_RARE = 20
"""From this many bearers on, a surname alone says nothing about who is meant."""
_LEADERS = ("headOfState", "monarch", "headOfGovernment")
"""Offices whose holders articles call by their surname alone."""
_SINGULAR = frozenset((*_LEADERS, "crownPrince", "foreignMinister", "defenceMinister", "interiorMinister"))
"""Offices whose bare title denotes one person of a state."""

Words = tuple[str, ...]


def is_common(words: Words) -> bool:
    """Whether several people of one state may well bear a name: a house has many members of one first name."""
    return len(words) < 2 or (len(words) == 2 and words[1].startswith(HOUSE)) or expected_bearers(words) >= COMMON_NAME


@compiled
def _by_name() -> dict[Words, tuple[int, ...]]:
    """The places in `officials` of those who bear a name."""
    found: dict[Words, dict[str, int]] = defaultdict(dict)
    for place, entry in enumerate(officials()):
        for form in entry.forms:
            words = name_words(form)
            if len(words) > 1:
                found[words][entry.key] = place
    return {words: tuple(places.values()) for words, places in found.items()}


@compiled
def _by_office() -> dict[tuple[str, str], tuple[int, ...]]:
    """The places in `officials` of those who held an office of a state."""
    found: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for place, entry in enumerate(officials()):
        for tenancy in tenancies(entry.key):
            found[tenancy.role, tenancy.state][entry.key] = place
    return {office: tuple(places.values()) for office, places in found.items()}


def holders_of(role: str, state: str, year: int | None) -> tuple[OfficialEntry, ...]:
    """The officials of the table who held an office of a state in a year (at any time, where it is not known)."""
    return tuple(
        entry
        for entry in map(official, _by_office().get((role, state), ()))
        if any(t.role == role and t.state == state and t.in_year(year) for t in tenancies(entry.key))
    )


def holder_by_title(role: str, state: str, year: int | None) -> OfficialEntry | None:
    """The official of the table whom a bare title denotes in an article of a year, or None.

    It is the only holder of an office that one person of a state holds, with years that were looked up.
    """
    if year is None or role not in _SINGULAR:
        return None
    found = holders_of(role, state, year)
    return found[0] if len(found) == 1 and not found[0].weak_years else None


def known_official(
    words: Words, state: str | None, roles: Collection[str], year: int | None, near: Collection[str] = ()
) -> OfficialEntry | None:
    """The one official of the authority table whom an article can mean, or None.

    `words` are `name_words` of the name; `state` the state served, `roles` the concepts of the posts that the article
    gives, `year` that of the article, `near` the states it mentions. A surname needs an office held in that year, or
    without a post and state one leader of the states mentioned who held office in that year. A full name needs the
    state, and if several people may bear it, an office that the table confirms.
    """
    if len(words) == 1:
        if year is None:
            return None
        if state is None:
            return None if roles else _leader_by_surname(words[0], year, near)
        holding = {e.key: e for role in roles for e in holders_of(role, state, year) if _goes_by(e, words[0])}
        return next(iter(holding.values())) if len(holding) == 1 else None
    named = map(official, _by_name().get(words, ()))
    bearing = [e for e in named if _serves(e, state, near) or body_offices(e.key) & set(roles)]
    if len(bearing) != 1:
        return None
    entry = bearing[0]
    offices = {t.role for t in tenancies(entry.key) if state is None or t.state == state} | body_offices(entry.key)
    if offices & set(roles):
        return entry
    return None if is_common(words) else entry


def _leader_by_surname(word: str, year: int, near: Collection[str]) -> OfficialEntry | None:
    """The one leader of the states that an article mentions who is called by a surname that few people bear."""
    if bearers(word) >= _RARE:
        return None
    found = {
        entry.key: entry
        for state in near
        for role in _LEADERS
        for entry in holders_of(role, state, year)
        if entry.states == (state,) and _goes_by(entry, word)
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _goes_by(entry: OfficialEntry, word: str) -> bool:
    """Whether an official is called by a word alone: their last name."""
    return any(same_word(name_words(form)[-1], word) for form in entry.forms)


def _serves(entry: OfficialEntry, state: str | None, near: Collection[str]) -> bool:
    if state is not None:
        return state in entry.states
    return not entry.states or bool(set(entry.states) & set(near))
