"""Verdicts on pairs of names, with reasons."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from typing import Protocol, TypeVar

from mithaq.identity.entity_records import EntityRecord

__all__ = ["Canonicalizer", "Features", "Matcher", "Strength", "Verdict", "different", "firm", "likely", "same"]

Canonicalizer = Callable[[str], str]
"""Maps an IRI used in articles to the canonical IRI of the entity."""


class Strength(IntEnum):
    """The strength of a verdict. `FIRM` and then `LIKELY` pairs join only if there is no competing partner that
    cannot be joined too."""

    DIFFERENT = -1
    LIKELY = 1
    FIRM = 2
    SAME = 3
    JUDGED = 4


@dataclass(frozen=True, slots=True)
class Verdict:
    strength: Strength
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Features:
    """The features of a record that its matcher compares; computed once, compared many times.

    A record is indexed under `keys` and looks for candidates under `query_keys`. Two records can be joined only if
    each has a query key among the keys of the other.
    """

    keys: frozenset[str]
    query_keys: frozenset[str]


Seen = TypeVar("Seen", bound=Features)


class Matcher(Protocol[Seen]):
    """The matcher of one kind; both methods are pure. `canonical` maps the IRI in an attribute to its canonical IRI.

    `match` is symmetric. None means no evidence either way. A positive verdict counts only for records that are
    candidates of each other.
    """

    def features(self, record: EntityRecord, canonical: Canonicalizer) -> Seen: ...

    def match(self, one: Seen, other: Seen) -> Verdict | None: ...


def same(*reasons: str) -> Verdict:
    return Verdict(Strength.SAME, reasons)


def firm(*reasons: str) -> Verdict:
    return Verdict(Strength.FIRM, reasons)


def likely(*reasons: str) -> Verdict:
    return Verdict(Strength.LIKELY, reasons)


def different(*reasons: str) -> Verdict:
    return Verdict(Strength.DIFFERENT, reasons)
