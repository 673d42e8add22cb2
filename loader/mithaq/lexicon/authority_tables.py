"""The authority tables: states, organisations and officials whose Wikidata identifiers were verified.

Reach for these when a name found in a text is to be tied to a known thing (its code, its item), and for the
names themselves, which the compiled lexicon matches. Each table is read once, on first use, and shared.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import dropwhile
from types import MappingProxyType

__all__ = [
    "OfficialEntry",
    "OrganizationEntry",
    "StateEntry",
    "officials",
    "organizations",
    "read_cells",
    "read_table",
    "states",
]


@dataclass(frozen=True, slots=True)
class StateEntry:
    """A state and what it is called.

    `code` and `iso3` are ISO 3166-1. `aliases` are forms besides `name_ar`; an alias of two states that is
    not `ambiguous` names both. `ambiguous` lists the forms, of the state or of its capitals, that need
    context to be believed. `nisba` are masculine singular adjectives, `plurals` broken plurals; nisba.csv
    has them inflected. `un_status` is member, observer or non-member.
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
        """Every name of the state itself, best first, the ambiguous ones too."""
        return (self.name_ar, *self.aliases)


@dataclass(frozen=True, slots=True)
class OrganizationEntry:
    """An organisation with an item.

    `kind` is agency, armed_group, bank, company, court, international, media, ministry, parliament, party or
    university; `state` the ISO code of the one state it belongs to, if any.
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
        """Every Arabic name, best first, the ambiguous ones too."""
        return (self.name_ar, *self.aliases)


@dataclass(frozen=True, slots=True)
class OfficialEntry:
    """An official with an item. `states` are the ISO codes of those served, `posts` English lines such as
    `Minister of Finance (IQ) 2018–2020`."""

    qid: str
    name_en: str
    name_ar: str
    aliases: tuple[str, ...]
    ambiguous: frozenset[str]
    states: tuple[str, ...]
    posts: tuple[str, ...]

    @property
    def forms(self) -> tuple[str, ...]:
        """Every Arabic name, best first, the ambiguous ones too."""
        return (self.name_ar, *self.aliases)


def read_table(*parts: str) -> Iterator[dict[str, str]]:
    """The rows of a table of the lexicon, `read_table("authority", "states.csv")`, without its comment head.

    Raises:
        FileNotFoundError: the installation lacks the table.
        ValueError: a row has more or fewer cells than the header.
    """
    rows = read_cells(*parts)
    header = next(rows)
    for row in rows:  # twice as fast as csv.DictReader, and a ragged row is an error
        yield dict(zip(header, row, strict=True))


def read_cells(*parts: str) -> Iterator[list[str]]:
    """The header and the rows of a table as lists of cells: for the tables of many thousand rows.

    Raises:
        FileNotFoundError: the installation lacks the table.
    """
    with files("mithaq.lexicon").joinpath("data", *parts).open(encoding="utf-8") as lines:
        yield from csv.reader(dropwhile(lambda line: line.startswith("#"), lines))


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
    """All organisations that have an item."""
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


@cache
def officials() -> tuple[OfficialEntry, ...]:
    """All officials that have an item."""
    return tuple(
        OfficialEntry(
            qid=row["qid"],
            name_en=row["name_en"],
            name_ar=row["name_ar"],
            aliases=_cells(row["aliases"]),
            ambiguous=frozenset(_cells(row["ambiguous"])),
            states=_cells(row["states"]),
            posts=_cells(row["posts"]),
        )
        for row in read_table("authority", "officials.csv")
    )
