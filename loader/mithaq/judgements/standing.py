"""Which judgements are in force, and which contradict each other."""

from __future__ import annotations

import json
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from mithaq.judgements.model import UNDO, Judgement, UnsignedJudgement

__all__ = ["Conflict", "Standing", "contradiction_with", "contradictions", "matter", "rivals", "standing_of"]

_WEAK = "unsure"
"""A verdict that gives way to any other one."""
_NEW = "new"
"""The id of a judgement that is not in the file yet."""
_ADDITION = "add"
"""A verdict that no other one is about: an added fact is corrected by later lines."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Judgements that cannot all hold. Of more than two, the first says that two names differ, and the others join
    them."""

    lines: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """What became of the lines of a file.

    `active` are the judgements that nobody has undone or replaced, in their order; `undone` and `replaced` give, by id,
    the id of the line that did so. `conflicts` are contradictions among the active ones. A contradiction about one
    matter puts its lines out of force; `in_force` are the others.
    """

    active: tuple[Judgement, ...]
    in_force: tuple[Judgement, ...]
    undone: Mapping[str, str]
    replaced: Mapping[str, str]
    conflicts: tuple[Conflict, ...]


def standing_of(lines: Iterable[Judgement]) -> Standing:
    """Find out which judgements are in force. The order of `lines` does not matter."""
    listed = sorted(lines, key=lambda line: line.order)
    undone = {line.undoes: line.id for line in listed if line.verdict == UNDO}
    alive = [line for line in listed if line.verdict != UNDO and line.id not in undone]
    replaced = {id: line.id for line in alive for id in line.replaces}
    alive = [line for line in alive if line.id not in replaced]
    while True:
        ids = {line.id for line in alive}
        founded = [line for line in alive if ids.issuperset(line.because)]
        if len(founded) == len(alive):
            break
        alive = founded
    once: dict[str, Judgement] = {}
    for line in alive:
        once.setdefault(line.key, line)
    active = tuple(once.values())
    direct = tuple(_direct(active))
    out = {line.id for conflict in direct for line in conflict.lines}
    conflicts = (*direct, *_through_chains([line for line in active if line.id not in out]))
    return Standing(active, tuple(line for line in active if line.id not in out), undone, replaced, conflicts)


def contradictions(active: Iterable[Judgement]) -> list[Conflict]:
    """The contradictions among judgements that are all meant to hold: two verdicts on one matter, and two names that
    are different and joined by others."""
    listed = sorted(active, key=lambda line: line.order)
    return [*_direct(listed), *_through_chains(listed)]


def contradiction_with(active: Iterable[Judgement], new: UnsignedJudgement) -> Conflict | None:
    """The contradiction that one more judgement would make, without what it replaces; None if there is none."""
    listed = list(active)
    number = 1 + max((line.number for line in listed), default=0)
    made = Judgement(_NEW, number, new.about, new.verdict, new.content)
    kept = [line for line in listed if not rivals(line, made) and line.key != made.key]
    found = contradictions([*kept, made])
    return next((conflict for conflict in found if any(line.id == _NEW for line in conflict.lines)), None)


def matter(line: Judgement) -> tuple[str, ...]:
    """What a judgement is about: a pair of names, a thing that has links, or a fact of an article."""
    content = line.content
    if line.about == "identity":
        return (line.about, *sorted((content["one"], content["other"])))
    if line.about == "link":
        return line.about, content["thing"]
    return line.about, content["article"], content["kind"], json.dumps(content["slots"], sort_keys=True)


def rivals(one: Judgement, other: Judgement) -> bool:
    """Whether the later of two judgements replaces the earlier one if one person makes both."""
    if UNDO in (one.verdict, other.verdict) or one.about != other.about or matter(one) != matter(other):
        return False
    if one.about == "link" and one.content["item"] != other.content["item"]:
        return one.verdict == other.verdict == "accept"
    return one.key != other.key and _ADDITION not in (one.verdict, other.verdict)


def _contradict(one: Judgement, other: Judgement) -> bool:
    if not rivals(one, other) or _WEAK in (one.verdict, other.verdict):
        return False
    if one.verdict == other.verdict == "amend":
        changes = one.content["changes"], other.content["changes"]
        return any(changes[0][name] != changes[1][name] for name in changes[0].keys() & changes[1].keys())
    return True


def _direct(active: Iterable[Judgement]) -> Iterator[Conflict]:
    matters: dict[tuple[str, ...], list[Judgement]] = defaultdict(list)
    for line in active:
        matters[matter(line)].append(line)
    for mine in matters.values():
        yield from (Conflict(pair) for pair in combinations(mine, 2) if _contradict(*pair))


def _through_chains(active: Iterable[Judgement]) -> Iterator[Conflict]:
    """Two names that are different and that a chain of two or more others joins."""
    identities = [line for line in active if line.about == "identity"]
    joined: dict[str, list[tuple[str, Judgement]]] = defaultdict(list)
    for line in identities:
        one, other = line.content["one"], line.content["other"]
        if line.verdict == "same":
            joined[one].append((other, line))
            joined[other].append((one, line))
    for line in identities:
        if line.verdict == "different":
            chain = _chain(joined, line.content["one"], line.content["other"])
            if len(chain) > 1:
                yield Conflict((line, *chain))


def _chain(joined: Mapping[str, list[tuple[str, Judgement]]], start: str, end: str) -> tuple[Judgement, ...]:
    """The shortest chain of judgements that joins two names; empty if there is none."""
    before: dict[str, tuple[str, Judgement] | None] = {start: None}
    waiting = deque([start])
    while waiting and end not in before:
        name = waiting.popleft()
        for other, line in joined.get(name, ()):
            if other not in before:
                before[other] = (name, line)
                waiting.append(other)
    found: list[Judgement] = []
    step = before.get(end)
    while step is not None:
        found.append(step[1])
        step = before[step[0]]
    return tuple(reversed(found))
