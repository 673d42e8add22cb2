"""Score meetings, visits, statements, sanctions and mediations. Meetings are scored as pairs of participants."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations

from pyoxigraph import NamedNode

from mithaq.evaluation.entities import EntityAlignment
from mithaq.evaluation.error_counts import ErrorCounts
from mithaq.evaluation.evaluated_graph import EvaluatedGraph
from mithaq.evaluation.fact_sets import FactKey, count_facts
from mithaq.evaluation.forum_scores import is_code, place_keys
from mithaq.evaluation.similarity import normalize, same_dispute
from mithaq.rdf import MQ

__all__ = ["score_mediations", "score_meetings", "score_sanctions", "score_statements", "score_visits"]


def _pairs(actors: Iterable[str]) -> list[FactKey]:
    return list(combinations(sorted(set(actors)), 2))


def score_meetings(graph: EvaluatedGraph, alignment: EntityAlignment, counts: ErrorCounts) -> None:
    reported, gold = alignment.reported, alignment.gold
    required = [meeting for meeting in gold.meetings if not meeting.optional]
    free = {pair for m in gold.meetings if m.optional for pair in _pairs(m.participants)}
    free |= {
        pair for forum in gold.forums for pair in _pairs(forum.participants)
    }  # participants of a forum count as having met
    met = {
        node: {alignment.name(who) for who in reported.values(node, MQ.participant)}
        for node in reported.nodes(MQ.Meeting)
    }
    got: dict[FactKey, list[str]] = defaultdict(list)
    for node, actors in met.items():
        persons = {who for who in actors if not is_code(who)}
        for pair in _pairs(persons if len(persons) >= 2 else actors):
            got[pair].append(node)
    count_facts(
        counts, "meeting", {pair for m in required for pair in _pairs(m.participants)}, got,
        free=lambda pair: pair in free or bool(alignment.optional.intersection(pair)), say=" + ".join,
    )  # fmt: skip
    places = {(pair, normalize(m.place)) for m in required if m.place for pair in _pairs(m.participants)}
    days = {(pair, m.date) for m in required if m.date for pair in _pairs(m.participants)}
    said_places: dict[tuple[FactKey, str], str] = {}
    said_days: dict[tuple[FactKey, str], str] = {}
    for node, actors in met.items():
        for pair in _pairs(actors):
            for place in reported.values(node, MQ.place):
                said_places.update(((pair, name), node) for name in place_keys(graph, place))
            said_days.update(((pair, day), node) for day in reported.values(node, MQ.date))
    _circumstance(counts, "meeting.place", places, said_places)
    _circumstance(counts, "meeting.date", days, said_days)


def _circumstance(
    counts: ErrorCounts, family: str, wanted: set[tuple[FactKey, str]], said: dict[tuple[FactKey, str], str]
) -> None:
    """Score places or dates of meetings by pair of participants.

    Pairs without a gold value are ignored; pairs with the correct value may have further values.
    """
    for pair, value in sorted(wanted):
        if (pair, value) in said:
            counts.hit(family)
        else:
            counts.miss(family, f"{' + '.join(pair)}: {value}", *pair)
    asked = {pair for pair, _ in wanted}
    right = {pair for pair, value in said if (pair, value) in wanted}
    for pair in sorted(asked - right):
        nodes = {node: value for (p, value), node in sorted(said.items()) if p == pair}
        if nodes:
            counts.false(family, f"{' + '.join(pair)}: {', '.join(nodes.values())}", *nodes)


def score_visits(alignment: EntityAlignment, counts: ErrorCounts) -> None:
    reported, gold = alignment.reported, alignment.gold
    required = [visit for visit in gold.visits if not visit.optional]
    free = {(visit.visitor, visit.to) for visit in gold.visits if visit.optional}
    got: dict[FactKey, list[str]] = defaultdict(list)
    days: dict[FactKey, list[str]] = defaultdict(list)
    for node in reported.nodes(MQ.Visit):
        for visitor in map(alignment.name, reported.values(node, MQ.visitor)):
            for destination in map(alignment.name, reported.values(node, MQ.destination)):
                got[visitor, destination].append(node)
                for day in reported.values(node, MQ.date):
                    days[visitor, destination, day].append(node)
    say = " > ".join
    count_facts(
        counts, "visit", {(visit.visitor, visit.to) for visit in required}, got,
        free=lambda fact: fact in free or fact[0] in alignment.optional, say=say,
    )  # fmt: skip
    dated = {(visit.visitor, visit.to, visit.date) for visit in required if visit.date}
    asked = {fact[:2] for fact in dated}
    count_facts(counts, "visit.date", dated, {f: n for f, n in days.items() if f[:2] in asked}, say=say)


def score_statements(alignment: EntityAlignment, counts: ErrorCounts) -> None:
    items = [((s.speaker, s.act), s.targets, s.optional) for s in alignment.gold.statements]
    _score_aimed(alignment, counts, "statement", items, (MQ.Statement, MQ.speaker, MQ.act, MQ.target))


def score_sanctions(alignment: EntityAlignment, counts: ErrorCounts) -> None:
    """Score who took which measure against whom, target by target."""
    if alignment.gold.sanctions is None:
        return
    items = [((s.actor, s.kind), s.targets, s.optional) for s in alignment.gold.sanctions]
    _score_aimed(alignment, counts, "sanction", items, (MQ.Sanction, MQ.imposer, MQ.measure, MQ.target))


def _score_aimed(
    alignment: EntityAlignment, counts: ErrorCounts, family: str,
    items: Iterable[tuple[tuple[str, str], tuple[str, ...], bool]],
    terms: tuple[NamedNode, NamedNode, NamedNode, NamedNode],
) -> None:  # fmt: skip
    """Score events of one actor, a concept and several targets, target by target."""
    reported = alignment.reported
    required: set[FactKey] = set()
    free: set[FactKey] = set()
    for key, targets, optional in items:
        (free if optional else required).update((*key, target) for target in targets)
    kind, who, what, whom = terms
    got: dict[FactKey, list[str]] = defaultdict(list)
    for node in reported.nodes(kind):
        for act in reported.values(node, what):
            for actor in map(alignment.name, reported.values(node, who)):
                for target in map(alignment.name, reported.values(node, whom)):
                    got[actor, act.rpartition("/")[2].rpartition("#")[2], target].append(node)
    count_facts(
        counts, family, required, got,
        free=lambda f: f in free or f[0] in alignment.optional or f[2] in alignment.optional, say=" ".join,
    )  # fmt: skip


def score_mediations(alignment: EntityAlignment, counts: ErrorCounts) -> None:
    """Score who mediates with whom, party by party; where no party is named, in which dispute."""
    if alignment.gold.mediations is None:
        return
    reported = alignment.reported
    required: set[FactKey] = set()
    free: set[FactKey] = set()
    for m in alignment.gold.mediations:
        told = {(m.mediator, party) for party in m.between} or {(m.mediator, _dispute(m.dispute or ""))}
        (free if m.optional else required).update(told)
    got: dict[FactKey, list[str]] = defaultdict(list)
    for node in reported.nodes(MQ.Mediation):
        for mediator in map(alignment.name, reported.values(node, MQ.mediator)):
            parties = [*map(alignment.name, reported.values(node, MQ.between))]
            disputes = [_as_gold(alignment, mediator, text) for text in reported.values(node, MQ.dispute)]
            asked = [d for d in disputes if d and (not parties or (mediator, d) in required)]
            for about in (*parties, *asked):
                got[mediator, about].append(node)
    count_facts(
        counts, "mediation", required, got,
        free=lambda f: f in free or bool(alignment.optional.intersection(f)), say=" ".join,
    )  # fmt: skip


def _dispute(text: str) -> str:
    """A dispute as it stands for a party, marked so that none is taken for one."""
    return f"({normalize(text)})"


def _as_gold(alignment: EntityAlignment, mediator: str, text: str) -> str:
    """The dispute of the gold mediation by a mediator that is the reported one in other words, else the reported one;
    empty where the gold names the parties and so does not ask for it."""
    named = False
    for m in alignment.gold.mediations or ():
        if m.mediator != mediator:
            continue
        named = named or bool(m.between)
        if m.dispute and not m.between and same_dispute(m.dispute, text):
            return _dispute(m.dispute)
    return "" if named else _dispute(text)
