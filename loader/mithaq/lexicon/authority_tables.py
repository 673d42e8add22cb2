"""The authority tables: states, organizations and officials with verified Wikidata identifiers.

They link a name found in a text to a known entity (its code, its item), and supply the names that the compiled lexicon
matches. Each table is read once, on first use, and shared.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import dropwhile
from types import MappingProxyType
from typing import Any

from mithaq.lexicon.compiled import compiled

__all__ = [
    "OfficialEntry",
    "OrganizationEntry",
    "StateEntry",
    "official",
    "officials",
    "organizations",
    "read_cells",
    "read_table",
    "states",
    "table_names",
]

_FROM_MEMORY = "years: memory"
"""In the sources of a row: years of its posts were not looked up."""


@dataclass(frozen=True, slots=True)
class StateEntry:
    """A state and its names.

    `code` and `iso3` are ISO 3166-1. `aliases` are forms other than `name_ar`; an alias of two states that is not
    `ambiguous` denotes both. `ambiguous` lists the forms, of the state or of its capitals, that need context. `nisba`
    are masculine singular adjectives, `plurals` broken plurals; nisba.csv has their inflected forms. `un_status` is
    member, observer or non-member.
    """

    code: str
    iso3: str
    qid: str
    un_status: str
    name_en: str
    name_ar: str
    aliases: tuple[str, ...]
    ambiguous: frozenset[str]
    nisba: tuple[str, ...]
    plurals: tuple[str, ...]
    capital_en: str
    capitals_ar: tuple[str, ...]
    capital_qid: str | None

    @property
    def forms(self) -> tuple[str, ...]:
        """All names of the state, preferred name first, including ambiguous ones."""
        return (self.name_ar, *self.aliases)


@dataclass(frozen=True, slots=True)
class OrganizationEntry:
    """An organization of the authority table, or of known_bodies.csv.

    `qid` is empty where no item is verified: such an entry serves recognition and is never linked. `kind` is agency,
    armed_group, bank, company, court, international, media, ministry, parliament, party or university; `state` is
    the ISO code of the state it belongs to, None when it belongs to no single state.
    """

    qid: str
    kind: str
    name_en: str
    name_ar: str
    aliases: tuple[str, ...]
    ambiguous: frozenset[str]
    state: str | None

    @property
    def forms(self) -> tuple[str, ...]:
        """All Arabic names, preferred name first, including ambiguous ones."""
        return (self.name_ar, *self.aliases)


@dataclass(frozen=True, slots=True)
class OfficialEntry:
    """An official of officials.csv, or of the tables in known_officials.

    `qid` is empty where no item is verified: such an entry serves recognition and is never linked. `weak_years` says
    that years of posts were written from memory: evidence for a person, never against one. `states` are the ISO codes
    of the states served, `posts` English lines such as `Minister of Finance (IQ) 2018–2020`.
    """

    qid: str
    name_en: str
    name_ar: str
    aliases: tuple[str, ...]
    ambiguous: frozenset[str]
    states: tuple[str, ...]
    posts: tuple[str, ...]
    weak_years: bool = False
    well_known: bool = True

    @property
    def key(self) -> str:
        """What identifies the entry in the tables: its item, or its name where it has none."""
        return self.qid or self.name_ar

    @property
    def forms(self) -> tuple[str, ...]:
        """All Arabic names, preferred name first, including ambiguous ones."""
        return (self.name_ar, *self.aliases)


def read_table(*parts: str) -> Iterator[dict[str, str]]:
    """Read the rows of a table of the lexicon, `read_table("authority", "states.csv")`, without its comment head.

    Raises:
        FileNotFoundError: The table is missing from the installation.
        ValueError: A row has more or fewer cells than the header.
    """
    rows = read_cells(*parts)
    header = next(rows)
    for row in rows:  # twice as fast as csv.DictReader, and a ragged row is an error
        yield dict(zip(header, row, strict=True))


def read_cells(*parts: str) -> Iterator[list[str]]:
    """Read the header and the rows of a table as lists of cells: for tables with many thousand rows.

    Raises:
        FileNotFoundError: The table is missing from the installation.
    """
    with files("mithaq.lexicon").joinpath("data", *parts).open(encoding="utf-8") as lines:
        yield from csv.reader(dropwhile(lambda line: line.startswith("#"), lines))


def table_names(*folder: str) -> list[str]:
    """The names of the tables in a folder of the lexicon, `table_names("authority", "known_officials")`, sorted.

    Raises:
        FileNotFoundError: The folder is missing from the installation.
    """
    entries = files("mithaq.lexicon").joinpath("data", *folder).iterdir()
    return sorted(entry.name for entry in entries if entry.name.endswith(".csv"))


def _cells(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


@cache
def states() -> Mapping[str, StateEntry]:
    """All states by ISO 3166-1 alpha-2 code, in the order of the codes."""
    return MappingProxyType(
        {
            row["code"]: StateEntry(
                code=row["code"],
                iso3=row["iso3"],
                qid=row["qid"],
                un_status=row["un_status"],
                name_en=row["name_en"],
                name_ar=row["name_ar"],
                aliases=_cells(row["aliases"]),
                ambiguous=frozenset(_cells(row["ambiguous"])),
                nisba=_cells(row["nisba"]),
                plurals=_cells(row["plurals"]),
                capital_en=row["capital_en"],
                capitals_ar=_cells(row["capital_ar"]),
                capital_qid=row["capital_qid"] or None,
            )
            for row in read_table("authority", "states.csv")
        }
    )


@cache
def organizations() -> tuple[OrganizationEntry, ...]:
    """All organizations of the table; those without a verified item have an empty `qid`."""
    return tuple(
        OrganizationEntry(
            qid=row["qid"],
            kind=row["kind"],
            name_en=row["name_en"],
            name_ar=row["name_ar"],
            aliases=_cells(row["aliases"]),
            ambiguous=frozenset(_cells(row["ambiguous"])),
            state=row["state"] or None,
        )
        for row in read_table("authority", "organizations.csv")
    )


def officials() -> tuple[OfficialEntry, ...]:
    """All officials of the tables; those without a verified item have an empty `qid`."""
    return tuple(map(official, range(len(_officials()))))


@cache
def official(place: int) -> OfficialEntry:
    """The official at a place of `officials`. The others are not made, which takes long."""
    return OfficialEntry(*_officials()[place])


@compiled
def _officials() -> tuple[tuple[Any, ...], ...]:
    """The fields of all officials."""
    return (*_listed_officials(), *_known_officials())


def _listed_officials() -> Iterator[tuple[Any, ...]]:
    for row in read_table("authority", "officials.csv"):
        ambiguous, weak = frozenset(_cells(row["ambiguous"])), _FROM_MEMORY in row["sources"]
        yield (*_said_of_official(row["qid"], row, ambiguous), weak, True)


def _known_officials() -> Iterator[tuple[Any, ...]]:
    """Officials written down from general knowledge, in a table for each region."""
    for name in table_names("authority", "known_officials"):
        for row in read_table("authority", "known_officials", name):
            yield (*_said_of_official("", row, frozenset()), True, False)


def _said_of_official(qid: str, row: dict[str, str], ambiguous: frozenset[str]) -> tuple[Any, ...]:
    aliases, states, posts = (_cells(row[column]) for column in ("aliases", "states", "posts"))
    return qid, row["name_en"], row["name_ar"], aliases, ambiguous, states, posts
