"""Count true positives, false positives and misses, and compute precision, recall and F1."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

__all__ = ["CORE", "FAMILIES", "ErrorCase", "ErrorCounts", "Figures", "FoundFact"]

CORE = (
    "official", "post", "organization", "agreement", "agreement.party", "agreement.signed",
    "forum", "forum.place", "forum.participant", "meeting", "visit",
)  # fmt: skip
"""The families in the figure `core`, a micro-average over their items."""

FAMILIES = (
    *CORE, "state", "agreement.kind", "forum.edition", "forum.date", "forum.member", "meeting.place",
    "meeting.date", "visit.date", "statement",
    "sanction", "mediation",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ErrorCase:
    """A miss or a false positive.

    what: description for people.
    names: phrases to search in the text.
    nodes: for a false positive, the nodes of the graph.
    """

    kind: Literal["miss", "false"]
    family: str
    article: str
    what: str
    names: tuple[str, ...] = ()
    nodes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundFact:
    """A fact of the graph that the gold has as a required item. `nodes` are the nodes that state it."""

    family: str
    article: str
    nodes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """Numbers of true positives, false positives, false negatives and optional items found."""

    tp: int = 0
    fp: int = 0
    fn: int = 0
    optional: int = 0

    @property
    def p(self) -> float:
        """Precision: the share of correct items among those found."""
        return _share(self.tp, self.tp + self.fp)

    @property
    def r(self) -> float:
        """Recall: the share of gold items that were found."""
        return _share(self.tp, self.tp + self.fn)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.p * self.r / (self.p + self.r) if self.p + self.r else 0.0

    @property
    def known(self) -> float:
        """The share of found items that the gold lists, as required or optional."""
        return _share(self.tp + self.optional, self.tp + self.optional + self.fp)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


@dataclass(slots=True)
class ErrorCounts:
    """The counts of all families over any number of articles."""

    article: str = ""
    right: Counter[str] = field(default_factory=Counter)
    optional: Counter[str] = field(default_factory=Counter)
    errors: list[ErrorCase] = field(default_factory=list)
    found: list[FoundFact] = field(default_factory=list)

    def hit(self, family: str, *nodes: str, optional: bool = False) -> None:
        (self.optional if optional else self.right)[family] += 1
        if nodes and not optional:
            self.found.append(FoundFact(family, self.article, nodes))

    def miss(self, family: str, what: str, *names: str) -> None:
        self.errors.append(ErrorCase("miss", family, self.article, what, names))

    def false(self, family: str, what: str, *nodes: str) -> None:
        self.errors.append(ErrorCase("false", family, self.article, what, (), nodes))

    def figures(self, *families: str) -> Figures:
        """Figures of several families together."""
        count = Counter((error.kind, error.family) for error in self.errors)
        return Figures(
            sum(self.right[f] for f in families),
            sum(count["false", f] for f in families),
            sum(count["miss", f] for f in families),
            sum(self.optional[f] for f in families),
        )

    def report(self) -> dict[str, Figures]:
        """Figures of every family and of `core`."""
        return {**{family: self.figures(family) for family in FAMILIES}, "core": self.figures(*CORE)}

    def add(self, others: Iterable[ErrorCounts]) -> None:
        for other in others:
            self.right += other.right
            self.optional += other.optional
            self.errors += other.errors
            self.found += other.found
