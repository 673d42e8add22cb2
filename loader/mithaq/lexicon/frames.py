"""Argument frames of predicates: which syntactic case fills which slot (`data/frames.csv`).

A frame serves every verb of its class, and the masdars and participles of those verbs. To teach the extractor a new
predicate, add its verb to `verb_frames.csv` under a frame that exists, or add one row here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from mithaq.language.fold import normalize
from mithaq.lexicon.authority_tables import read_table

__all__ = ["OBJECT", "SUBJECT", "Filling", "Flag", "Frame", "Slot", "frames"]

SUBJECT, OBJECT = "subj", "obj"
"""The two cases that are not prepositions."""


class Flag(StrEnum):
    """What else holds for the predicates of a frame; see the head of `frames.csv`."""

    OBJECTIVE = "objective"
    RECIPROCAL = "reciprocal"
    TRANSITIVE = "transitive"


class Filling(StrEnum):
    """What may fill a slot: an actor (person, organisation, state), or an event noun phrase of a kind."""

    ACTOR = "actor"
    AGREEMENT = "agreement"
    GATHERING = "gathering"
    MEETING = "meeting"
    VISIT = "visit"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Slot:
    """A named argument of a frame, what may fill it, and the cases it stands in, the preferred one first."""

    name: str
    filling: frozenset[Filling]
    cases: tuple[str, ...]

    def takes(self, filling: Filling) -> bool:
        """Whether something of this kind may fill the slot."""
        return filling in self.filling or Filling.ANY in self.filling


@dataclass(frozen=True, slots=True)
class Frame:
    """The slots of a class of predicates."""

    name: str
    slots: tuple[Slot, ...]
    flags: frozenset[Flag]
    _filled: dict[tuple[str, Filling], str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        slots = [(case, slot) for slot in reversed(self.slots) for case in slot.cases]
        filled = {(case, filling): slot.name for case, slot in slots for filling in Filling if slot.takes(filling)}
        object.__setattr__(self, "_filled", filled)

    def slot_of(self, case: str, filling: Filling) -> str | None:
        """The slot that something of this kind in this case fills, or None where the frame declares none for it."""
        return self._filled.get((case, filling))

    def cases_of(self, name: str) -> tuple[str, ...]:
        """The cases of a slot; none where the frame has no such slot."""
        return next((slot.cases for slot in self.slots if slot.name == name), ())


@cache
def frames() -> MappingProxyType[str, Frame]:
    """All frames by name.

    Raises:
        ValueError: two rows of one frame; a row declares no slot, a slot without a case, or an unknown flag.
    """
    found: dict[str, Frame] = {}
    for row in read_table("frames.csv"):
        if row["frame"] in found:
            raise ValueError(f"frames.csv: two rows are called {row['frame']}")
        slots = []
        for cell in row["slots"].split(";"):
            head, _, cases = cell.strip().partition("=")
            name, _, kinds = head.partition(":")
            if not name or not cases:
                raise ValueError(f"frames.csv: {row['frame']}: a slot is written name:kind=case|case, not {cell!r}")
            filling = frozenset(Filling(kind) for kind in (kinds or Filling.ACTOR).split("|"))
            slots.append(
                Slot(name, filling, tuple(c if c in (SUBJECT, OBJECT) else normalize(c) for c in cases.split("|")))
            )
        flags = frozenset(Flag(flag) for flag in row["flags"].split("|") if flag)
        found[row["frame"]] = Frame(row["frame"], tuple(slots), flags)
    return MappingProxyType(found)
