"""Meetings, visits and statements. A meeting counts as the pairs of those who met."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations

from mithaq.evaluation.entities import Cast
from mithaq.evaluation.forums import is_code, place_keys
from mithaq.evaluation.graph import Graph
from mithaq.evaluation.sets import Fact, compare
from mithaq.evaluation.tally import Tally
from mithaq.evaluation.wording import key
from mithaq.rdf import MQ

__all__ = ["score_meetings", "score_statements", "score_visits"]


def _pairs(actors: Iterable[str]) -> list[Fact]:
    return list(combinations(sorted(set(actors)), 2))


def score_meetings(graph: Graph, cast: Cast, tally: Tally) -> None:
    told, gold = cast.told, cast.gold
    required = [meeting for meeting in gold.meetings if not meeting.optional]
    free = {pair for m in gold.meetings if m.optional for pair in _pairs(m.participants)}
    free |= {pair for forum in gold.forums for pair in _pairs(forum.participants)}  # who took part has met there
    met = {node: {cast.name(who) for who in told.values(node, MQ.participant)} for node in told.nodes(MQ.Meeting)}
    got: dict[Fact, list[str]] = defaultdict(list)
    for node, actors in met.items():
        persons = {who for who in actors if not is_code(who)}
        for pair in _pairs(persons if len(persons) >= 2 else actors):
            got[pair].append(node)
    compare(
        tally, "meeting", {pair for m in required for pair in _pairs(m.participants)}, got,
        free=lambda pair: pair in free or bool(cast.optional.intersection(pair)), say=" + ".join,
    )  # fmt: skip
    places = {(pair, key(m.place)) for m in required if m.place for pair in _pairs(m.participants)}
    days = {(pair, m.date) for m in required if m.date for pair in _pairs(m.participants)}
    said_places: dict[tuple[Fact, str], str] = {}
    said_days: dict[tuple[Fact, str], str] = {}
    for node, actors in met.items():
        for pair in _pairs(actors):
            for place in told.values(node, MQ.place):
                said_places.update(((pair, name), node) for name in place_keys(graph, place))
            said_days.update(((pair, day), node) for day in told.values(node, MQ.date))
    _circumstance(tally, "meeting.place", places, said_places)
    _circumstance(tally, "meeting.date", days, said_days)


def _circumstance(tally: Tally, family: str, wanted: set[tuple[Fact, str]], said: dict[tuple[Fact, str], str]) -> None:
    """Where or when pairs met. A pair for which nothing was wanted is not asked about; one for which the right thing
    is said may have more said."""
    for pair, value in sorted(wanted):
        if (pair, value) in said:
            tally.hit(family)
        else:
            tally.miss(family, f"{' + '.join(pair)}: {value}", *pair)
    asked = {pair for pair, _ in wanted}
    right = {pair for pair, value in said if (pair, value) in wanted}
    for pair in sorted(asked - right):
        nodes = {node: value for (p, value), node in sorted(said.items()) if p == pair}
        if nodes:
            tally.false(family, f"{' + '.join(pair)}: {', '.join(nodes.values())}", *nodes)


def score_visits(cast: Cast, tally: Tally) -> None:
    told, gold = cast.told, cast.gold
    required = [visit for visit in gold.visits if not visit.optional]
    free = {(visit.visitor, visit.to) for visit in gold.visits if visit.optional}
    got: dict[Fact, list[str]] = defaultdict(list)
    days: dict[Fact, list[str]] = defaultdict(list)
    for node in told.nodes(MQ.Visit):
        for visitor in map(cast.name, told.values(node, MQ.visitor)):
            for destination in map(cast.name, told.values(node, MQ.destination)):
                got[visitor, destination].append(node)
                for day in told.values(node, MQ.date):
                    days[visitor, destination, day].append(node)
    say = " > ".join
    compare(
        tally, "visit", {(visit.visitor, visit.to) for visit in required}, got,
        free=lambda fact: fact in free or fact[0] in cast.optional, say=say,
    )  # fmt: skip
    dated = {(visit.visitor, visit.to, visit.date) for visit in required if visit.date}
    asked = {fact[:2] for fact in dated}
    compare(tally, "visit.date", dated, {f: n for f, n in days.items() if f[:2] in asked}, say=say)


def score_statements(cast: Cast, tally: Tally) -> None:
    told = cast.told
    required: set[Fact] = set()
    free: set[Fact] = set()
    for s in cast.gold.statements:
        (free if s.optional else required).update((s.speaker, s.act, target) for target in s.targets)
    got: dict[Fact, list[str]] = defaultdict(list)
    for node in told.nodes(MQ.Statement):
        for act in told.values(node, MQ.act):
            for speaker in map(cast.name, told.values(node, MQ.speaker)):
                for target in map(cast.name, told.values(node, MQ.target)):
                    got[speaker, act.rpartition("/")[2].rpartition("#")[2], target].append(node)
    compare(
        tally, "statement", required, got,
        free=lambda f: f in free or f[0] in cast.optional or f[2] in cast.optional, say=" ".join,
    )  # fmt: skip
