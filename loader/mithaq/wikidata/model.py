"""What linking knows of both sides: the things of the graph, and the items they may be."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final, Literal

from mithaq.language.partial_date import PartialDate

__all__ = ["KINDS", "Candidate", "HeldPost", "ItemPost", "Kind", "Subject", "is_qid"]

Kind = Literal["state", "official", "organization", "place", "post", "forum", "edition", "agreement"]

KINDS: Final[dict[str, Kind]] = {
    "State": "state", "Official": "official", "Organization": "organization", "Place": "place",
    "Post": "post", "Forum": "forum", "ForumEdition": "edition", "Agreement": "agreement",
}  # fmt: skip
"""The classes whose things are linked, by local name, and what linking calls them."""


def is_qid(text: object) -> bool:
    """Whether something is a Wikidata item's identifier. `\\d` would let Arabic digits through, `$` a line
    end."""
    return isinstance(text, str) and re.fullmatch(r"Q[1-9][0-9]{0,11}", text) is not None


@dataclass(frozen=True, slots=True)
class HeldPost:
    """A post that articles give an official: its role (local name of the concept, or empty), the ISO codes of
    its state, the date of the article, whether the text says that it is over."""

    role: str
    states: frozenset[str] = frozenset()
    date: PartialDate | None = None
    former: bool = False


@dataclass(frozen=True, slots=True)
class Subject:
    """A thing of the merged graph that may be linked.

    `names` are Arabic, the best first; `latin` those in Latin letters. `states` are the ISO codes of the
    states it belongs to or acts for; `near` those of the states that the same articles mention. `items` are
    identifiers that articles' own graphs give it. `years` are those in which the articles appeared."""

    iri: str
    kind: Kind
    names: tuple[str, ...]
    latin: tuple[str, ...] = ()
    states: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()
    posts: tuple[HeldPost, ...] = ()
    items: frozenset[str] = frozenset()
    years: frozenset[int] = frozenset()

    @property
    def name(self) -> str:
        return next(iter((*self.names, *self.latin)), self.iri)


@dataclass(frozen=True, slots=True)
class ItemPost:
    """A post that an item's person held: role as in `HeldPost`, its state, first and last year where known. `weak`:
    the years are from memory, so that they never speak against a person."""

    role: str
    state: str | None = None
    start: int | None = None
    end: int | None = None
    label: str = ""
    weak: bool = False

    def covers(self, year: int) -> bool:
        return (self.start is None or self.start <= year) and (self.end is None or year <= self.end)

    @property
    def dated(self) -> bool:
        return self.start is not None or self.end is not None


@dataclass(frozen=True, slots=True)
class Candidate:
    """An item that a subject may be.

    `kind` is what its type says it is: "" when that is not known, "other" when it is something that is never
    linked (a disambiguation page, a family name). `forms` are its Arabic names, the best first; those in
    `ambiguous` name other things too. `origin` says who gave it: authority, table, wikidata, reconciliation,
    sparql, extract. `born` and `died` are years, `occupations` English names."""

    qid: str
    kind: Kind | Literal["", "other"]
    name_ar: str
    name_en: str
    forms: tuple[str, ...] = ()
    ambiguous: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    posts: tuple[ItemPost, ...] = ()
    description: str = ""
    sitelinks: int = 0
    origin: str = "authority"
    code: str = ""
    latin: tuple[str, ...] = field(default=())
    born: int | None = None
    died: int | None = None
    occupations: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        return self.name_ar or self.name_en or self.qid
