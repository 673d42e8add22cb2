"""Meetings told twice: in several sentences, or with an unnamed one of a state and with the one who is named."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from mithaq.extraction.document import LexiconMatch
from mithaq.extraction.facts import Evidence, Meeting, Ref

__all__ = ["Telling", "add_telling", "merge_placeholder_meetings"]


@dataclass(frozen=True, slots=True)
class Telling:
    """A meeting as one or more sentences tell it, with its place as they name it."""

    meeting: Meeting
    place: LexiconMatch | None

    def agrees(self, other: Telling) -> bool:
        """Whether both may be of one meeting: of one day and in one state, as far as they say."""
        a, b = self.meeting.date, other.meeting.date
        apart = self.place is not None and other.place is not None and self.place.entry.value != other.place.entry.value
        return not apart and (a is None or b is None or a.covers(b) or b.covers(a))

    def joined(self, new: Telling) -> Telling:
        """One telling of both: what the first leaves open, the second fills; a city is nearer than its state."""
        a, b = self.meeting, new.meeting
        met = a.mode != "byPhone"
        evidence = Evidence(
            tuple(dict.fromkeys((*a.evidence.passages, *b.evidence.passages))),
            a.evidence.rule,
            max(a.evidence.confidence, b.evidence.confidence),
        )
        sidelines = a.sidelines_of or (b.sidelines_of if met else None)
        meeting = replace(a, date=a.date or b.date, sidelines_of=sidelines, evidence=evidence)
        nearer = new.place is not None and (self.place is None or self.place.entry.category == "state")
        return Telling(meeting, new.place if nearer and met else self.place)


def add_telling(known: list[Telling], new: Telling) -> None:
    """Join a telling with the first of `known`, all of one pair, that it agrees with; else it is of another meeting."""
    n = next((n for n, telling in enumerate(known) if telling.agrees(new)), len(known))
    known[n : n + 1] = [known[n].joined(new) if n < len(known) else new]


def merge_placeholder_meetings(
    pairs: Collection[frozenset[Ref]], states_of: Mapping[Ref, str]
) -> dict[frozenset[Ref], frozenset[Ref]]:
    """Those of `pairs` (who met whom) in which a state stands for somebody (his Qatari counterpart) whom another pair
    names, each with that pair: the same one met an official who serves that state, as `states_of` tells."""
    named: dict[tuple[Ref, str], frozenset[Ref]] = {}
    for pair in pairs:
        for ref in pair:
            for other in pair - {ref}:
                if ref.kind == "official" and ref in states_of:
                    named.setdefault((other, states_of[ref]), pair)
    return {
        pair: named[other, state.key]
        for pair in pairs
        for state in sorted(pair)
        for other in pair - {state}
        if state.kind == "state" and (other, state.key) in named
    }
