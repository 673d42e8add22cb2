"""Cluster names into entities from pairwise verdicts."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from mithaq.identity.verdict import Strength, Verdict

__all__ = ["Join", "cluster"]

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Join:
    """Two names were joined, and why."""

    one: str
    other: str
    verdict: Verdict

    def text(self) -> str:
        """The JSON that the store keeps for `one`."""
        return json.dumps({"with": self.other, "why": list(self.verdict.reasons)}, ensure_ascii=False)


class _Groups:
    def __init__(self, names: Iterable[str], cannot_link: Callable[[str, str], bool]) -> None:
        self.of = {name: [name] for name in names}
        self._cannot_link = cannot_link

    def may_join(self, a: str, b: str) -> bool:
        return not any(self._cannot_link(x, y) for x in self.of[a] for y in self.of[b])

    def join(self, a: str, b: str) -> None:
        united = sorted(self.of[a] + self.of[b])
        for name in united:
            self.of[name] = united

    def head(self, name: str) -> str:
        return self.of[name][0]


def cluster(
    names: Iterable[str], verdicts: Mapping[Pair, Verdict], cannot_link: Callable[[str, str], bool]
) -> tuple[list[list[str]], list[Join]]:
    """Cluster `names`; returns the groups and the joins that formed them, both sorted.

    `verdicts` are the positive ones, keyed by pairs in code point order; `cannot_link` tells whether two names must
    not be joined. Reviewers' judgements are applied first, then certain pairs; a cannot-link pair keeps the whole
    groups separate. Then come firm and likely pairs, which join only if no equally good partner is incompatible. The
    result does not depend on the order of the arguments.
    """
    groups = _Groups(sorted(names), cannot_link)
    joins: list[Join] = []

    def join(pairs: Iterable[Pair]) -> None:
        for a, b in pairs:
            if groups.head(a) != groups.head(b) and groups.may_join(a, b):
                groups.join(a, b)
                joins.append(Join(a, b, verdicts[a, b]))

    by_strength: dict[Strength, list[Pair]] = {}
    for pair in sorted(verdicts):
        by_strength.setdefault(verdicts[pair].strength, []).append(pair)
    join(by_strength.get(Strength.JUDGED, ()))
    join(by_strength.get(Strength.SAME, ()))
    for strength in (Strength.FIRM, Strength.LIKELY):
        while found := _unambiguous(by_strength.get(strength, ()), groups):
            join(found)
    return sorted({g[0]: g for g in groups.of.values()}.values()), sorted(joins, key=lambda j: (j.one, j.other))


def _unambiguous(pairs: Iterable[Pair], groups: _Groups) -> list[Pair]:
    """The pairs whose groups do not have two possible partners that cannot be joined with each other."""
    partners: dict[str, dict[str, None]] = {}
    undecided = [(a, b) for a, b in pairs if groups.head(a) != groups.head(b) and groups.may_join(a, b)]
    for a, b in undecided:
        partners.setdefault(groups.head(a), {})[groups.head(b)] = None
        partners.setdefault(groups.head(b), {})[groups.head(a)] = None
    known: dict[frozenset[str], bool] = {}
    ambiguous = set()
    for head, others in partners.items():
        found = frozenset(others)
        if found not in known:
            known[found] = any(not groups.may_join(x, y) for x, y in combinations(others, 2))
        if known[found]:
            ambiguous.add(head)
    return [(a, b) for a, b in undecided if groups.head(a) not in ambiguous and groups.head(b) not in ambiguous]
