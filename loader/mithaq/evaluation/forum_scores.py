"""Score forums with their editions, places, dates, participants and members."""

from __future__ import annotations

from collections.abc import Mapping

from mithaq.evaluation.entities import EntityAlignment
from mithaq.evaluation.error_counts import ErrorCounts
from mithaq.evaluation.evaluated_graph import EvaluatedGraph
from mithaq.evaluation.fact_sets import count_facts
from mithaq.evaluation.gold import GoldForum
from mithaq.evaluation.pairing import best, pair
from mithaq.evaluation.similarity import normalize, phrase_similarity
from mithaq.rdf import MQ

__all__ = ["is_code", "place_keys", "score_forums"]

_MOST_NAMES = 12
"""Maximum number of names of one place."""


def score_forums(graph: EvaluatedGraph, alignment: EntityAlignment, counts: ErrorCounts) -> None:
    """Score forums. A forum and its editions count as one item with all their properties."""
    reported = alignment.reported
    nodes = sorted({*reported.mentioned(MQ.Forum), *reported.mentioned(MQ.ForumEdition)})
    names = {node: reported.names(node) for node in nodes}
    pairs = pair(alignment.gold.forums, names, best(phrase_similarity))
    for i, item in enumerate(alignment.gold.forums):
        node = pairs.get(i)
        if item.optional:
            if node is not None:
                counts.hit("forum", optional=True)
            continue
        if node is None:
            counts.miss("forum", item.name, *item.forms)
        else:
            counts.hit("forum", node)
        _particulars(graph, alignment, counts, item, _series_nodes(graph, node, nodes))
    paired = set(pairs.values())
    paired |= {graph.series[node] for node in paired if node in graph.series}
    for node in nodes:
        if node not in paired and graph.series.get(node) not in pairs.values():
            counts.false("forum", names[node][0], node)


def _series_nodes(graph: EvaluatedGraph, node: str | None, nodes: list[str]) -> list[str]:
    """The node of a forum with the nodes of its series and editions."""
    if node is None:
        return []
    editions = [n for n in nodes if graph.series.get(n) == node]
    return sorted({node, *editions, *([graph.series[node]] if node in graph.series else [])})


def _particulars(
    graph: EvaluatedGraph, alignment: EntityAlignment, counts: ErrorCounts, item: GoldForum, house: list[str]
) -> None:
    reported, name = alignment.reported, item.name
    _place(graph, alignment, counts, item, house)
    for family, wanted, got in (
        ("forum.date", [item.date] if item.date else [],
         {day: [n] for n in house for day in reported.values(n, MQ.date) if item.date}),
        ("forum.edition", [str(item.edition)] if item.edition else [],
         {number: [n] for n in house for number in reported.values(n, MQ.edition)}),
        ("forum.participant", item.participants,
         {alignment.name(who): [n] for n in house for who in reported.values(n, MQ.participant)}),
        ("forum.member", item.members,
         {alignment.name(who): [n] for n in house for who in reported.values(n, MQ.member)}),
    ):  # fmt: skip
        if family == "forum.participant":  # states of listed persons are ignored
            got = {who: n for who, n in got.items() if not is_code(who) or who in wanted}
        count_facts(
            counts, family, [(name, value) for value in wanted],
            {(name, value): n for value, n in got.items()}, free=lambda fact: fact[1] in alignment.optional,
        )  # fmt: skip


def _place(
    graph: EvaluatedGraph, alignment: EntityAlignment, counts: ErrorCounts, item: GoldForum, house: list[str]
) -> None:
    """Score the place of a forum. A city may be given with its state; further places are false positives."""
    if not item.place:
        return
    said: Mapping[str, str] = {place: n for n in house for place in alignment.reported.values(n, MQ.place)}
    right = {place for place in said if normalize(item.place) in place_keys(graph, place)}
    if right:
        counts.hit("forum.place")
    else:
        counts.miss("forum.place", f"{item.name}: {item.place}", *item.forms)
    for place in sorted(said.keys() - right)[1 if right else 0 :]:
        counts.false("forum.place", f"{item.name}: {alignment.reported.names(place)[0]}", said[place])


def place_keys(graph: EvaluatedGraph, node: str) -> set[str]:
    """The normalized names of a place in all articles."""
    keys = {normalize(label) for label in graph.labels.get(node, ())}
    return keys if len(keys) <= _MOST_NAMES else set()


def is_code(name: str) -> bool:
    """Whether a name is the ISO code of a state."""
    return len(name) == 2 and name.isupper()
