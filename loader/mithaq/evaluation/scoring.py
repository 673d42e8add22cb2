"""The whole comparison: gold annotations against a graph."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from mithaq.evaluation.agreements import score_agreements
from mithaq.evaluation.entities import Cast
from mithaq.evaluation.events import score_meetings, score_statements, score_visits
from mithaq.evaluation.forums import score_forums
from mithaq.evaluation.gold import Gold
from mithaq.evaluation.graph import Graph, Told
from mithaq.evaluation.tally import Tally

__all__ = ["evaluate"]


def evaluate(golds: Iterable[Gold], graph: Graph, *, absent: Callable[[str], None] = lambda _identifier: None) -> Tally:
    """Compare what a graph says of articles with what their gold annotations say.

    An article that the graph does not have counts as one of which nothing was found; `absent` is told of it.
    """
    total = Tally()
    for gold in golds:
        told = graph.article(gold.id)
        if told is None:
            absent(gold.id)
        total.add([_article(graph, told or Told.nothing(graph), gold)])
    return total


def _article(graph: Graph, told: Told, gold: Gold) -> Tally:
    tally = Tally(gold.id)
    cast = Cast(graph, told, gold, tally)
    cast.score()
    score_agreements(cast, tally)
    score_forums(graph, cast, tally)
    score_meetings(graph, cast, tally)
    score_visits(cast, tally)
    score_statements(cast, tally)
    return tally
