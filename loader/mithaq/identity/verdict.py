"""What two names for things are to each other, and why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from typing import Protocol, TypeVar

from mithaq.identity.things import Thing

__all__ = ["Canon", "Rules", "Strength", "Verdict", "View", "apart", "firm", "likely", "same"]

Canon = Callable[[str], str]
"""From what an article calls a thing to the thing's one IRI."""


class Strength(IntEnum):
    """How far a verdict goes. `LIKELY` and `FIRM` join only where no third name fits as well and cannot be joined
    too; `FIRM` goes first."""

    APART = -1
    LIKELY = 1
    FIRM = 2
    SAME = 3
    JUDGED = 4


@dataclass(frozen=True, slots=True)
class Verdict:
    strength: Strength
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class View:
    """A thing as the rules of its kind see it, made once and judged against many.

    It is found under `keys`, and looks for others under `seeks`. Two things that are to be joined find each other:
    each seeks a key of the other's.
    """

    keys: frozenset[str]
    seeks: frozenset[str]


Seen = TypeVar("Seen", bound=View)


class Rules(Protocol[Seen]):
    """One kind's rules, both pure functions. `canon` gives the one IRI of what an aspect points at.

    `judge` is symmetric. None means that it sees no reason to join the two and none against it; a positive verdict
    counts only for two things that find each other.
    """

    def view(self, thing: Thing, canon: Canon) -> Seen: ...

    def judge(self, one: Seen, other: Seen) -> Verdict | None: ...


def same(*reasons: str) -> Verdict:
    return Verdict(Strength.SAME, reasons)


def firm(*reasons: str) -> Verdict:
    return Verdict(Strength.FIRM, reasons)


def likely(*reasons: str) -> Verdict:
    return Verdict(Strength.LIKELY, reasons)


def apart(*reasons: str) -> Verdict:
    return Verdict(Strength.APART, reasons)
