"""Forums: which are found, and of each its edition, place, day, participants and members."""

from __future__ import annotations

from collections.abc import Mapping

from mithaq.evaluation.entities import Cast
from mithaq.evaluation.gold import GoldForum
from mithaq.evaluation.graph import Graph
from mithaq.evaluation.pairing import best, pair
from mithaq.evaluation.sets import compare
from mithaq.evaluation.tally import Tally
from mithaq.evaluation.wording import key, phrase_rank
from mithaq.rdf import MQ

__all__ = ["is_code", "place_keys", "score_forums"]

_MOST_NAMES = 12
"""A place does not have more."""


def score_forums(graph: Graph, cast: Cast, tally: Tally) -> None:
    """A forum and its editions count as one: what is said of any of them is said of it."""
    told = cast.told
    nodes = sorted({*told.mentioned(MQ.Forum), *told.mentioned(MQ.ForumEdition)})
    names = {node: told.names(node) for node in nodes}
    pairs = pair(cast.gold.forums, names, best(phrase_rank))
    for i, item in enumerate(cast.gold.forums):
        node = pairs.get(i)
        if item.optional:
            if node is not None:
                tally.hit("forum", optional=True)
            continue
        if node is None:
            tally.miss("forum", item.name, *item.forms)
        else:
            tally.hit("forum")
        _particulars(graph, cast, tally, item, _house(graph, node, nodes))
    paired = set(pairs.values())
    paired |= {graph.series[node] for node in paired if node in graph.series}
    for node in nodes:
        if node not in paired and graph.series.get(node) not in pairs.values():
            tally.false("forum", names[node][0], node)


def _house(graph: Graph, node: str | None, nodes: list[str]) -> list[str]:
    """A forum's node with those of its series and its editions."""
    if node is None:
        return []
    editions = [n for n in nodes if graph.series.get(n) == node]
    return sorted({node, *editions, *([graph.series[node]] if node in graph.series else [])})


def _particulars(graph: Graph, cast: Cast, tally: Tally, item: GoldForum, house: list[str]) -> None:
    told, name = cast.told, item.name
    _place(graph, cast, tally, item, house)
    for family, wanted, got in (
        ("forum.date", [item.date] if item.date else [],
         {day: [n] for n in house for day in told.values(n, MQ.date) if item.date}),
        ("forum.edition", [str(item.edition)] if item.edition else [],
         {number: [n] for n in house for number in told.values(n, MQ.edition)}),
        ("forum.participant", item.participants,
         {cast.name(who): [n] for n in house for who in told.values(n, MQ.participant)}),
        ("forum.member", item.members,
         {cast.name(who): [n] for n in house for who in told.values(n, MQ.member)}),
    ):  # fmt: skip
        if family == "forum.participant":  # the states of listed persons are not asked for
            got = {who: n for who, n in got.items() if not is_code(who) or who in wanted}
        compare(
            tally, family, [(name, value) for value in wanted],
            {(name, value): n for value, n in got.items()}, free=lambda fact: fact[1] in cast.optional,
        )  # fmt: skip


def _place(graph: Graph, cast: Cast, tally: Tally, item: GoldForum, house: list[str]) -> None:
    """A city may stand beside its state; more places than that are guesses."""
    if not item.place:
        return
    said: Mapping[str, str] = {place: n for n in house for place in cast.told.values(n, MQ.place)}
    right = {place for place in said if key(item.place) in place_keys(graph, place)}
    if right:
        tally.hit("forum.place")
    else:
        tally.miss("forum.place", f"{item.name}: {item.place}", *item.forms)
    for place in sorted(said.keys() - right)[1 if right else 0 :]:
        tally.false("forum.place", f"{item.name}: {cast.told.names(place)[0]}", said[place])


def place_keys(graph: Graph, node: str) -> set[str]:
    """The folded names of a place, in any article."""
    keys = {key(label) for label in graph.labels.get(node, ())}
    return keys if len(keys) <= _MOST_NAMES else set()


def is_code(name: str) -> bool:
    """Whether a name is the ISO code of a state."""
    return len(name) == 2 and name.isupper()
