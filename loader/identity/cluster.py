"""Names into groups, from what each two of them are to each other."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from loader.identity.verdict import Strength, Verdict

__all__ = ["Join", "cluster"]

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Join:
    """Two names were taken for one thing, and why."""

    one: str
    other: str
    verdict: Verdict

    def text(self) -> str:
        """As the store keeps it beside `one`."""
        return json.dumps({"with": self.other, "why": list(self.verdict.reasons)}, ensure_ascii=False)


class _Groups:
    def __init__(self, names: Sequence[str], apart: frozenset[Pair]) -> None:
        self.of = {name: [name] for name in names}
        self._apart: dict[str, set[str]] = {name: set() for name in names}
        for a, b in apart:
            self._apart[a].add(b)
            self._apart[b].add(a)

    def may_join(self, a: str, b: str) -> bool:
        others = set(self.of[b])
        return not any(self._apart[name] & others for name in self.of[a])

    def join(self, a: str, b: str) -> None:
        united = sorted(self.of[a] + self.of[b])
        for name in united:
            self.of[name] = united

    def head(self, name: str) -> str:
        return self.of[name][0]


def cluster(names: Sequence[str], verdicts: Mapping[Pair, Verdict]) -> tuple[list[list[str]], list[Join]]:
    """Groups of `names` and the joins that made them, both sorted. A pair in `verdicts` is in code point
    order.

    What a person judged comes first, then certain pairs, strongest first; a pair that is `APART` keeps
    its whole groups apart. Then come firm pairs, then likely ones; these join only where they are not
    torn between names that are apart. The order of the arguments does not matter.
    """
    names = sorted(names)
    groups = _Groups(names, frozenset(p for p, v in verdicts.items() if v.strength is Strength.APART))
    joins: list[Join] = []
    certain = [(-v.strength, pair) for pair, v in verdicts.items() if v.strength >= Strength.SAME]
    for _, (a, b) in sorted(certain):
        if groups.head(a) != groups.head(b) and groups.may_join(a, b):
            groups.join(a, b)
            joins.append(Join(a, b, verdicts[a, b]))
    for strength in (Strength.FIRM, Strength.LIKELY):
        hopeful = sorted(pair for pair, v in verdicts.items() if v.strength is strength)
        while found := _unambiguous(hopeful, groups):
            for a, b in found:
                if groups.head(a) != groups.head(b) and groups.may_join(a, b):
                    groups.join(a, b)
                    joins.append(Join(a, b, verdicts[a, b]))
    return sorted({tuple(g): g for g in groups.of.values()}.values()), sorted(
        joins, key=lambda j: (j.one, j.other)
    )


def _unambiguous(hopeful: Sequence[Pair], groups: _Groups) -> list[Pair]:
    """The pairs whose groups have no two such partners that are apart."""
    open_pairs = [(a, b) for a, b in hopeful if groups.head(a) != groups.head(b) and groups.may_join(a, b)]
    partners: dict[str, set[str]] = {}
    for a, b in open_pairs:
        partners.setdefault(groups.head(a), set()).add(groups.head(b))
        partners.setdefault(groups.head(b), set()).add(groups.head(a))
    torn = {
        head
        for head, others in partners.items()
        if any(not groups.may_join(x, y) for x in others for y in others if x < y)
    }
    return [(a, b) for a, b in open_pairs if groups.head(a) not in torn and groups.head(b) not in torn]
