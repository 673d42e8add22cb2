"""Who held which office of which state when, by the authority table: to tell the state of an office that a text leaves
unsaid (President X)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from mithaq.lexicon.authority_tables import OfficialEntry, official, officials, read_table
from mithaq.lexicon.compiled import compiled

__all__ = ["Tenancy", "body_offices", "has_held", "official_called", "tenancies"]

_LINE = re.compile(r"(?P<office>.*?) \((?P<state>[A-Z]{2})\)(?: (?P<first>\d{4})?(?P<to>–)?(?P<last>\d{4})?)?$")

_BODY_OFFICES = (
    ("secretary-general", "secretaryGeneral"), ("secretary general", "secretaryGeneral"),
    ("special envoy", "envoy"), ("special representative", "envoy"), ("director", "director"),
    ("president of the", "headOfOrganization"), ("chairperson", "headOfOrganization"),
)  # fmt: skip
"""How posts at bodies begin, and their roles."""


@dataclass(frozen=True, slots=True)
class Tenancy:
    """An office of `role` (a concept of the vocabulary) of a state, and the years in which it was held, both inclusive;
    None is unknown or still running."""

    role: str
    state: str
    first: int | None
    last: int | None

    def by(self, year: int | None) -> bool:
        """Whether the office had been taken up by a year."""
        return year is None or self.first is None or self.first <= year

    def in_year(self, year: int | None) -> bool:
        """Whether the office was held in a year."""
        return self.by(year) and (year is None or self.last is None or year <= self.last)


@cache
def _offices() -> tuple[tuple[str, str], ...]:
    rows = ((row["begins"], row["role"]) for row in read_table("authority", "office_words.csv"))
    return tuple(sorted(rows, key=lambda row: -len(row[0])))


@cache
def tenancies(key: str) -> tuple[Tenancy, ...]:
    """The offices of states that an official of the authority table held, by the `key` of the entry."""
    entry = official_called(key)
    found = []
    for line in entry.posts if entry is not None else ():
        match = _LINE.fullmatch(line)
        role = next((role for begins, role in _offices() if line.startswith(begins)), "")
        if match is None or not role:
            continue
        first, last = (int(match[name]) if match[name] else None for name in ("first", "last"))
        found.append(Tenancy(role, match["state"], first, last if match["to"] else last or first))
    return tuple(found)


def has_held(entry: OfficialEntry, roles: frozenset[str]) -> bool:
    """Whether an official of the authority table has held an office of a state in one of the roles."""
    likely = any(line.startswith(_beginnings(roles)) for line in entry.posts)  # to read all tenancies takes long
    return likely and any(tenancy.role in roles for tenancy in tenancies(entry.key))


@cache
def _beginnings(roles: frozenset[str]) -> tuple[str, ...]:
    return tuple(begins for begins, role in _offices() if role in roles)


@cache
def body_offices(key: str) -> frozenset[str]:
    """The roles that an official of the authority table held at bodies that belong to no state."""
    entry = official_called(key)
    lines = [line.casefold() for line in (entry.posts if entry is not None else ()) if not _LINE.fullmatch(line)]
    return frozenset(role for line in lines for begins, role in _BODY_OFFICES if line.startswith(begins))


def official_called(key: str) -> OfficialEntry | None:
    """The official of the authority table with a `key`; of several, the last."""
    place = _places().get(key)
    return official(place) if place is not None else None


@compiled
def _places() -> dict[str, int]:
    return {entry.key: place for place, entry in enumerate(officials())}
