"""What two names for things are to each other, and why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from typing import Protocol

from loader.identity.things import Thing

__all__ = ["Canon", "Rules", "Strength", "Verdict", "apart", "firm", "likely", "same"]

Canon = Callable[[str], str]
"""From what an article calls a thing to the thing's one IRI."""


class Strength(IntEnum):
    """How far a verdict goes. `LIKELY` and `FIRM` join only where no third name fits as well and cannot be
    joined too; `FIRM` goes first."""

    APART = -1
    LIKELY = 1
    FIRM = 2
    SAME = 3
    JUDGED = 4


@dataclass(frozen=True, slots=True)
class Verdict:
    strength: Strength
    reasons: tuple[str, ...]


class Rules(Protocol):
    """One kind's rules: pure functions of two things.

    Two things that are to be joined share a key. `judge` is symmetric; None means that it sees no
    reason to join the two and none against it.
    """

    def keys(self, thing: Thing, canon: Canon) -> list[str]: ...

    def judge(self, one: Thing, other: Thing, canon: Canon) -> Verdict | None: ...


def same(*reasons: str) -> Verdict:
    return Verdict(Strength.SAME, reasons)


def firm(*reasons: str) -> Verdict:
    return Verdict(Strength.FIRM, reasons)


def likely(*reasons: str) -> Verdict:
    return Verdict(Strength.LIKELY, reasons)


def apart(*reasons: str) -> Verdict:
    return Verdict(Strength.APART, reasons)
