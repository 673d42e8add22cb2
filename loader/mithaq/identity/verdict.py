"""What two names for records are to each other, and why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from typing import Protocol, TypeVar

from mithaq.identity.entity_records import EntityRecord

__all__ = ["Canonicalizer", "Features", "Matcher", "Strength", "Verdict", "different", "firm", "likely", "same"]

Canonicalizer = Callable[[str], str]
"""From what an article calls a record to the record's one IRI."""


class Strength(IntEnum):
    """How far a verdict goes. `LIKELY` and `FIRM` join only where no third name fits as well and cannot be joined
    too; `FIRM` goes first."""

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
    """A record as the rules of its kind see it, made once and judgements against many.

    It is found under `keys`, and looks for others under `query_keys`. Two records that are to be joined find each other:
    each query_keys a key of the other's.
    """

    keys: frozenset[str]
    query_keys: frozenset[str]


Seen = TypeVar("Seen", bound=Features)


class Matcher(Protocol[Seen]):
    """One kind's rules, both pure functions. `canonical` gives the one IRI of what an attribute points at.

    `match` is symmetric. None means that it sees no reason to join the two and none against it; a positive verdict
    counts only for two records that find each other.
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
