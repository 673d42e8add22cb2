"""Merge two people's judgements: the union of their lines, without what contradicts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from mithaq.judgements.log import once, undo_line
from mithaq.judgements.model import Judgement
from mithaq.judgements.standing import Conflict, contradictions, standing_of

__all__ = ["Merge", "Side", "merge"]

Side = Literal["mine", "theirs"]


@dataclass(frozen=True, slots=True)
class Merge:
    """The merged lines in their order.

    `added` are the lines that came from the other file, `same` those of them that repeat a judgement that was there,
    and are left out. `conflicts` are contradictions in which a line of the other file takes part. `settled` are the
    lines that a preference undid.
    """

    lines: tuple[Judgement, ...]
    added: tuple[Judgement, ...]
    same: tuple[Judgement, ...]
    conflicts: tuple[Conflict, ...]
    settled: tuple[Judgement, ...] = ()
    known: int = 0
    """How many lines of the other file were there already, as they are or as another person's."""


def merge(
    mine: Iterable[Judgement],
    theirs: Iterable[Judgement],
    prefer: Side | None = None,
    *,
    who: str = "",
    when: str = "",
    why: str = "",
) -> Merge:
    """Merge two sets of lines. Both ways round give the same lines, if nothing contradicts.

    Without `prefer`, lines of `theirs` that take part in a contradiction are left out. With it, all lines are kept, and
    those of the other side that take part are undone by lines that `who`, `when` and `why` sign.

    Raises:
        ValueError: two different judgements have one id.
    """
    own = once(mine)
    known = {line.id for line in own}
    keys = {line.key for line in standing_of(own).active}
    other = once(theirs)
    theirs_active = {line.id for line in standing_of(other).active}
    new = [line for line in other if line.id not in known]
    there = len(other) - len(new)
    same = [line for line in new if line.id in theirs_active and line.key in keys]
    new = [line for line in new if line not in same]
    conflicts: list[Conflict] = []
    if prefer is not None:
        return replace(_settled(own, new, same, prefer, (who, when, why), other), known=there + len(same))
    while found := _conflicts(own, new):
        conflicts += found
        out = {line.id for conflict in found for line in conflict.lines} - known
        new = [line for line in new if line.id not in out and line.undoes not in out]
    joined = _joined(own, new, other)
    return Merge(joined, tuple(new), tuple(same), tuple(conflicts), known=there + len(same))


def _settled(
    own: list[Judgement],
    new: list[Judgement],
    same: list[Judgement],
    prefer: Side,
    signature: tuple[str, str, str],
    other: list[Judgement],
) -> Merge:
    known = {line.id for line in own}
    conflicts: list[Conflict] = []
    undos: list[Judgement] = []
    settled: list[Judgement] = []
    while found := _conflicts(own, [*new, *undos], known):
        conflicts += found
        everything = {line.id: line for line in (*own, *new, *undos)}
        losers = {
            line.id: line for conflict in found for line in conflict.lines if (line.id in known) == (prefer == "theirs")
        }  # of a contradiction within one file, its own lines
        for line in losers.values() or [found[0].lines[0]]:
            made = undo_line(line, everything, *signature)
            everything[made.id] = made
            undos.append(made)
            settled.append(line)
    return Merge(_joined(own, [*new, *undos], other), tuple(new), tuple(same), tuple(conflicts), tuple(settled))


def _conflicts(own: list[Judgement], new: list[Judgement], known: set[str] | None = None) -> list[Conflict]:
    """Contradictions in which a new line takes part."""
    mine = known if known is not None else {line.id for line in own}
    active = standing_of([*own, *new]).active
    return [one for one in contradictions(active) if any(line.id not in mine for line in one.lines)]


def _joined(own: list[Judgement], new: list[Judgement], other: list[Judgement]) -> tuple[Judgement, ...]:
    """The lines of both; of a line that both have, the one that comes first."""
    kept = {line.id for line in (*own, *new)}
    return tuple(once([*own, *new, *(line for line in other if line.id in kept)]))
