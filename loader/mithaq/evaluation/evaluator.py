"""Compare a graph with all gold annotations."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from mithaq.evaluation.agreement_scores import score_agreements
from mithaq.evaluation.entities import EntityAlignment
from mithaq.evaluation.error_counts import ErrorCounts
from mithaq.evaluation.evaluated_graph import EvaluatedGraph, ReportedFacts
from mithaq.evaluation.event_scores import (
    score_mediations,
    score_meetings,
    score_sanctions,
    score_statements,
    score_visits,
)
from mithaq.evaluation.forum_scores import score_forums
from mithaq.evaluation.gold import Gold

__all__ = ["evaluate"]


def evaluate(
    golds: Iterable[Gold], graph: EvaluatedGraph, *, absent: Callable[[str], None] = lambda _identifier: None
) -> ErrorCounts:
    """Compare a graph with gold annotations.

    An article that the graph does not have counts as empty; `absent` is called with its id.
    """
    total = ErrorCounts()
    for gold in golds:
        reported = graph.article(gold.id)
        if reported is None:
            absent(gold.id)
        total.add([_article(graph, reported or ReportedFacts.nothing(graph), gold)])
    return total


def _article(graph: EvaluatedGraph, reported: ReportedFacts, gold: Gold) -> ErrorCounts:
    counts = ErrorCounts(gold.id)
    alignment = EntityAlignment(graph, reported, gold, counts)
    alignment.score()
    score_agreements(alignment, counts)
    score_forums(graph, alignment, counts)
    score_meetings(graph, alignment, counts)
    score_visits(alignment, counts)
    score_statements(alignment, counts)
    score_sanctions(alignment, counts)
    score_mediations(alignment, counts)
    return counts
