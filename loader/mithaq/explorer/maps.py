"""A map of where things happen: places with their facts, and visits from state to state.

A state is drawn at its seat of government. The projection is equirectangular; the picture shows the part of the world
in which the places lie.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import lru_cache

from pyoxigraph import DefaultGraph, NamedNode

from mithaq.explorer.geography import Position, coasts, place_position, state_position
from mithaq.explorer.labels import Label, label_of
from mithaq.explorer.participation import Participation, participations, states_of
from mithaq.explorer.snapshot import Snapshot
from mithaq.rdf import MQ, is_state, local_name

__all__ = ["Frame", "Map", "Point", "Route", "map_of", "outline"]

_MERGED = DefaultGraph()
_WIDTH = 1000
_MOST_POINTS = 200
_MOST_ROUTES = 120
_NAMED_POINTS = 20
"""How many points, the largest, are named in the picture."""
_LEAST_SPAN = 50.0
"""Degrees of longitude that a picture shows at least."""
_MARGIN = 0.12
_LARGEST, _SMALLEST = 16.0, 4.0
"""Radii of points."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The part of the world that is shown, in degrees, and the size of the picture."""

    west: float
    north: float
    east: float
    south: float

    @property
    def width(self) -> int:
        return _WIDTH

    @property
    def height(self) -> int:
        return round(_WIDTH * (self.north - self.south) / (self.east - self.west))

    def place(self, longitude: float, latitude: float) -> tuple[float, float]:
        """The point of the picture at a position."""
        scale = _WIDTH / (self.east - self.west)
        return round((longitude - self.west) * scale, 1), round((self.north - latitude) * scale, 1)


@dataclass(frozen=True, slots=True)
class Point:
    """A place, or a state at its seat of government, with the number of facts there."""

    label: Label
    x: float
    y: float
    radius: float
    count: int
    is_capital: bool
    named: bool


@dataclass(frozen=True, slots=True)
class Route:
    """Visits from a state to a place or a state; `line` are the two ends in the picture."""

    origin: Label
    destination: Label
    count: int
    line: tuple[float, float, float, float]
    width: float


@dataclass(frozen=True, slots=True)
class Map:
    """Places and visits, the most frequent first.

    `kinds` and `years` count the facts that can be chosen; `unplaced` is the number of places without a known position.
    """

    frame: Frame
    points: tuple[Point, ...]
    routes: tuple[Route, ...]
    kinds: dict[str, int]
    years: dict[str, int]
    unplaced: int


@dataclass(frozen=True, slots=True)
class _Located:
    """A fact with the places and states where it happens."""

    fact: Participation
    places: tuple[str, ...]


def map_of(snapshot: Snapshot, *, kind: str = "", year: str = "") -> Map:
    """The map of a state of the store.

    Args:
        snapshot: The state to read.
        kind: Only facts of this kind.
        year: Only facts of this year.
    """
    return snapshot.once(("map", kind, year), lambda: _map(snapshot, kind, year))


def _located(snapshot: Snapshot) -> tuple[_Located, ...]:
    """The facts that happen somewhere."""

    def collect() -> tuple[_Located, ...]:
        where: defaultdict[str, set[str]] = defaultdict(set)
        for predicate in (MQ.destination, MQ.place):
            for quad in snapshot.store.quads(None, predicate, None, _MERGED):
                if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
                    where[quad.subject.value].add(quad.object.value)
        return tuple(
            _Located(one, _most_precise(where[one.iri])) for one in participations(snapshot) if one.iri in where
        )

    return snapshot.whole("located facts", collect)


def _most_precise(places: set[str]) -> tuple[str, ...]:
    """The cities of a fact; its states if it has none."""
    return tuple(sorted(place for place in places if not is_state(place))) or tuple(sorted(places))


def _map(snapshot: Snapshot, kind: str, year: str) -> Map:
    located = _located(snapshot)
    chosen = [one for one in located if kind in ("", one.fact.kind) and year in ("", one.fact.year)]
    counts = Counter(place for one in chosen for place in one.places)
    positions = {place: found for place in counts if (found := _position(snapshot, place)) is not None}
    shown = sorted(positions, key=lambda place: (-counts[place], place))[:_MOST_POINTS]
    visits = Counter(pair for one in chosen if one.fact.kind == "visit" for pair in _journeys(snapshot, one))
    seats = {state: seat for state, _ in visits if (seat := state_position(local_name(state)[1])) is not None}
    ranked = sorted(visits.items(), key=lambda visit: (-visit[1], visit[0]))
    routes = [(pair, n) for pair, n in ranked if pair[0] in seats and pair[1] in positions][:_MOST_ROUTES]
    frame = _frame([positions[place] for place in shown] + [seats[state] for (state, _), _ in routes])
    most = max((counts[place] for place in shown), default=1)
    heaviest = max((n for _, n in routes), default=1)
    return Map(
        frame,
        tuple(
            Point(
                label_of(snapshot, NamedNode(place)),
                *frame.place(positions[place].longitude, positions[place].latitude),
                round(max(_SMALLEST, _LARGEST * math.sqrt(counts[place] / most)), 1),
                counts[place],
                is_state(place),
                number < _NAMED_POINTS,
            )
            for number, place in enumerate(shown)
        ),
        tuple(
            Route(
                label_of(snapshot, NamedNode(origin)),
                label_of(snapshot, NamedNode(to)),
                n,
                (
                    *frame.place(seats[origin].longitude, seats[origin].latitude),
                    *frame.place(positions[to].longitude, positions[to].latitude),
                ),
                round(1 + 3 * n / heaviest, 1),
            )
            for (origin, to), n in routes
        ),
        dict(Counter(one.fact.kind for one in located if year in ("", one.fact.year)).most_common()),
        dict(
            sorted(Counter(one.fact.year for one in located if one.fact.year and kind in ("", one.fact.kind)).items())
        ),
        len(counts) - len(positions),
    )


def _journeys(snapshot: Snapshot, visit: _Located) -> set[tuple[str, str]]:
    """State of the visitor and place, for each place that is not the visitor's own state."""
    acting = states_of(snapshot)
    pairs = set()
    for place in visit.places:
        there = place if is_state(place) else _state_of(snapshot, place)
        visitors = visit.fact.actors - {place, there}
        origins = {state for actor in visitors for state in acting.get(actor, ())}
        pairs |= {(origin, place) for origin in origins if origin != there}
    return pairs


def _state_of(snapshot: Snapshot, place: str) -> str:
    quads = snapshot.store.quads(NamedNode(place), MQ.state, None, _MERGED)
    return min((quad.object.value for quad in quads if isinstance(quad.object, NamedNode)), default="")


def _position(snapshot: Snapshot, place: str) -> Position | None:
    if is_state(place):
        return state_position(local_name(place)[1])
    state = _state_of(snapshot, place)
    return place_position(label_of(snapshot, NamedNode(place)).text, local_name(state)[1] if state else "")


def _frame(positions: list[Position]) -> Frame:
    """The part of the world around positions, twice as wide as high where that is possible."""
    if not positions:
        return Frame(-180, 85, 180, -60)
    west, east = min(p.longitude for p in positions), max(p.longitude for p in positions)
    south, north = min(p.latitude for p in positions), max(p.latitude for p in positions)
    span = max(east - west, 2 * (north - south), _LEAST_SPAN) * (1 + 2 * _MARGIN)
    if span >= 360:
        return Frame(-180, 85, 180, -60)
    middle, equator = (west + east) / 2, (north + south) / 2
    return Frame(middle - span / 2, equator + span / 4, middle + span / 2, equator - span / 4)


@lru_cache(maxsize=64)
def outline(frame: Frame) -> str:
    """The coasts in a picture, as the path data of SVG."""
    paths = []
    for ring in coasts():
        east, north = zip(*ring, strict=True)
        inside = min(east) <= frame.east and max(east) >= frame.west
        if inside and min(north) <= frame.north and max(north) >= frame.south:
            points = [frame.place(x, y) for x, y in ring]
            paths.append("M" + "L".join(f"{x:g} {y:g}" for x, y in points) + "Z")
    return "".join(paths)
