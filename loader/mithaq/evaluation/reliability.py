"""Compare the confidence of facts with the share of them that is right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mithaq.evaluation.error_counts import ErrorCounts
from mithaq.evaluation.evaluated_graph import EvaluatedGraph

__all__ = [
    "BANDS", "JUDGED", "JudgedFact", "Reliability", "ReliabilityRow", "judged_facts", "reliability",
    "reliability_json", "reliability_lines",
]  # fmt: skip

BANDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
"""The lower bounds of the bands of confidence. A band ends where the next one starts; the last one includes 1."""

JUDGED = ("post", "meeting", "visit", "statement", "agreement", "forum")
"""The families of facts with a confidence. A post is a tenure; a meeting is counted by its pairs of participants."""


@dataclass(frozen=True, slots=True)
class JudgedFact:
    """A fact with its rules, its confidence in (0, 1], and whether the gold has it."""

    family: str
    rules: tuple[str, ...]
    confidence: float
    right: bool


@dataclass(frozen=True, slots=True)
class ReliabilityRow:
    """A group of facts: how many, how many are right, and their mean confidence."""

    name: str
    facts: int
    right: int
    confidence: float

    @property
    def share(self) -> float:
        """The share of facts that are right."""
        return self.right / self.facts


@dataclass(frozen=True, slots=True)
class Reliability:
    """Rows by band of confidence and by rule (`family rule`), and the expected calibration error.

    The error is the mean difference of a band between mean confidence and share right, weighted by its facts (Naeini
    et al. 2015). A fact that several rules read is in the row of each.
    """

    bands: tuple[ReliabilityRow, ...]
    rules: tuple[ReliabilityRow, ...]
    error: float


def judged_facts(counts: ErrorCounts, graph: EvaluatedGraph) -> Iterator[JudgedFact]:
    """The facts of `graph` that `counts` found right or wrong, where they carry a confidence.

    Facts that match an optional item of the gold are left out.
    """
    judged = [(f.family, f.article, f.nodes, True) for f in counts.found]
    judged += [(e.family, e.article, e.nodes, False) for e in counts.errors if e.kind == "false"]
    for family, article, nodes, right in judged:
        reported = graph.article(article)
        if family not in JUDGED or reported is None:
            continue
        sources = [source for source in map(reported.source, nodes) if source.confidence]
        if sources:
            best = max(sources, key=lambda source: float(source.confidence))
            yield JudgedFact(family, best.rules, float(best.confidence), right)


def reliability(facts: Iterable[JudgedFact]) -> Reliability:
    """Group facts by band and by rule, and compute the expected calibration error."""
    bands: dict[float, list[JudgedFact]] = {}
    rules: dict[str, list[JudgedFact]] = {}
    number = 0
    for fact in facts:
        number += 1
        bands.setdefault(max(low for low in BANDS if low <= fact.confidence), []).append(fact)
        for rule in fact.rules:
            rules.setdefault(f"{fact.family} {rule}", []).append(fact)
    highs = dict(zip(BANDS, (*BANDS[1:], 1.0), strict=True))
    rows = tuple(_row(f"{low:.2f}-{highs[low]:.2f}", group) for low, group in sorted(bands.items()))
    gap = sum(abs(row.confidence - row.share) * row.facts for row in rows)
    return Reliability(
        rows, tuple(_row(name, group) for name, group in sorted(rules.items())), gap / number if number else 0.0
    )


def _row(name: str, facts: list[JudgedFact]) -> ReliabilityRow:
    mean = sum(fact.confidence for fact in facts) / len(facts)
    return ReliabilityRow(name, len(facts), sum(fact.right for fact in facts), mean)


def reliability_lines(found: Reliability, *, by_rule: bool = False) -> Iterator[str]:
    """The table as text; `by_rule` adds a line per family and rule."""
    yield f"{'confidence':40}{'facts':>8}{'right':>8}{'share':>8}{'mean':>8}"
    for row in (*found.bands, *(found.rules if by_rule else ())):
        yield f"{row.name:40}{row.facts:8}{row.right:8}{row.share:8.3f}{row.confidence:8.3f}"
    yield f"expected calibration error {found.error:.3f}"


def reliability_json(found: Reliability, *, by_rule: bool = False) -> dict[str, object]:
    """The table as values for JSON."""
    value: dict[str, object] = {"error": found.error, "bands": list(map(_record, found.bands))}
    if by_rule:
        value["rules"] = list(map(_record, found.rules))
    return value


def _record(row: ReliabilityRow) -> dict[str, object]:
    return {
        "name": row.name, "facts": row.facts, "right": row.right, "share": row.share, "confidence": row.confidence,
    }  # fmt: skip
