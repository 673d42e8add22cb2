"""Networks of states, persons and organizations: who takes part in facts together, drawn as a picture.

Two actors are linked by every fact in which both take part. The layout is force-directed (Fruchterman and Reingold,
*Graph drawing by force-directed placement*, 1991) from a fixed start on a circle, so that a network always looks the
same.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from itertools import combinations

from pyoxigraph import NamedNode

from mithaq.explorer.labels import Label, label_of
from mithaq.explorer.participation import Participation, participations
from mithaq.explorer.snapshot import Snapshot

__all__ = ["ACTORS", "HEIGHT", "WIDTH", "Edge", "Network", "Node", "network_of"]

ACTORS = frozenset({"state", "official", "organization"})
"""The kinds of things in networks."""
WIDTH, HEIGHT = 1000, 700
_MARGIN = 70
_MOST_NODES = 50
_MOST_EDGES = 160
_STEPS = 90
_TO_THE_MIDDLE = 1.5
"""How strongly the middle attracts, so that parts without a link to the rest stay in the picture."""
_MOST_ACTORS = 40
"""A fact with more participants, such as a conference, links none of them: it would hide all other links."""


@dataclass(frozen=True, slots=True)
class Node:
    """An actor at a point of the picture; `weight` is the number of facts it shares with others."""

    label: Label
    x: float
    y: float
    radius: float
    weight: int


@dataclass(frozen=True, slots=True)
class Edge:
    """Two actors, as places in `Network.nodes`, and the number of facts they share."""

    one: int
    other: int
    weight: int
    width: float


@dataclass(frozen=True, slots=True)
class Network:
    """The actors with the most shared facts and the links between them, the strongest first.

    `years` and `kinds` count the facts that can be chosen; `left_out` is the number of further actors.
    """

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    years: dict[str, int]
    kinds: dict[str, int]
    left_out: int


def network_of(snapshot: Snapshot, *, centre: str = "", kind: str = "", year: str = "") -> Network:
    """The network of the whole graph, or that around one actor.

    Args:
        snapshot: The state to read.
        centre: The IRI of an actor. The network then has that actor and the actors that share a fact with it.
        kind: Only facts of this kind.
        year: Only facts of this year.
    """
    return snapshot.once(("network", centre, kind, year), lambda: _network(snapshot, centre, kind, year))


def _network(snapshot: Snapshot, centre: str, kind: str, year: str) -> Network:
    linking = [one for one in participations(snapshot) if 1 < len(one.actors) <= _MOST_ACTORS]
    if centre:
        companions = {actor for one in linking if centre in one.actors for actor in one.actors}
        linking = [one for one in linking if len(one.actors & companions) > 1]
    chosen = [one for one in linking if kind in ("", one.kind) and year in ("", one.year)]
    pairs = _pairs(chosen)
    weights: Counter[str] = Counter()
    for (one, other), n in pairs.items():
        if not centre or (one in companions and other in companions):
            weights[one] += n
            weights[other] += n
    ranked = sorted(weights, key=lambda actor: (actor != centre, -weights[actor], actor))
    shown = {actor: place for place, actor in enumerate(ranked[:_MOST_NODES])}
    strongest = sorted(
        ((n, pair) for pair, n in pairs.items() if set(pair) <= shown.keys()), key=lambda e: (-e[0], e[1])
    )
    edges = [(shown[one], shown[other], n) for n, (one, other) in strongest[:_MOST_EDGES]]
    points = _layout(len(shown), edges)
    most = max((n for _, _, n in edges), default=1)
    heaviest = max((weights[actor] for actor in shown), default=1)
    nodes = tuple(
        Node(label_of(snapshot, NamedNode(actor)), *points[place], _radius(weights[actor] / heaviest), weights[actor])
        for actor, place in shown.items()
    )
    return Network(
        nodes,
        tuple(Edge(one, other, n, round(1 + 5 * n / most, 1)) for one, other, n in edges),
        dict(sorted(Counter(one.year for one in linking if one.year and kind in ("", one.kind)).items())),
        dict(Counter(one.kind for one in linking if year in ("", one.year)).most_common()),
        len(ranked) - len(shown),
    )


def _radius(share: float) -> float:
    """The radius of a node with this share of the heaviest node's weight: its area grows with the weight."""
    return round(5 + 13 * math.sqrt(share), 1)


def _pairs(facts: list[Participation]) -> Counter[tuple[str, str]]:
    pairs: Counter[tuple[str, str]] = Counter()
    for fact in facts:
        pairs.update(combinations(sorted(fact.actors), 2))
    return pairs


def _layout(count: int, edges: list[tuple[int, int, int]]) -> list[tuple[float, float]]:
    """A point for each node, within the picture."""
    points = [
        complex(math.cos(i * 2.399963), math.sin(i * 2.399963)) * math.sqrt((i + 1) / max(count, 1))
        for i in range(count)
    ]
    ideal = 1.6 / math.sqrt(max(count, 1))
    for step in range(_STEPS):
        moves = _moves(points, edges, ideal)
        most = 0.12 * (1 - step / _STEPS) + 0.002
        points = [p + (m if abs(m) <= most else m / abs(m) * most) for p, m in zip(points, moves, strict=True)]
    return _fitted(points)


def _moves(points: list[complex], edges: list[tuple[int, int, int]], ideal: float) -> list[complex]:
    """Where each node is drawn to: away from every other, towards those it is linked to and the middle."""
    moves = [-_TO_THE_MIDDLE * abs(point) * point for point in points]
    for one, other in combinations(range(len(points)), 2):
        apart = points[one] - points[other]
        push = apart * (ideal * ideal / max(abs(apart) ** 2, 1e-4))
        moves[one] += push
        moves[other] -= push
    for one, other, _ in edges:
        apart = points[one] - points[other]
        pull = apart * (abs(apart) / ideal * 0.35)
        moves[one] -= pull
        moves[other] += pull
    return moves


def _fitted(points: list[complex]) -> list[tuple[float, float]]:
    if len(points) == 1:
        return [(WIDTH / 2, HEIGHT / 2)]
    xs, ys = [p.real for p in points], [p.imag for p in points]

    def scaled(value: float, values: list[float], size: int) -> float:
        span = max(values) - min(values) or 1.0
        return round(_MARGIN + (value - min(values)) / span * (size - 2 * _MARGIN), 1)

    return [(scaled(p.real, xs, WIDTH), scaled(p.imag, ys, HEIGHT)) for p in points]
