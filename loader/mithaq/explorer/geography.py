"""Where places and states lie, and the outline of the coasts: from the tables `coordinates.csv` and `outline.txt`."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from mithaq.language.fold import normalize

__all__ = ["Position", "coasts", "place_position", "state_position"]


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """Degrees north and east, rounded to 0.1."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class _Gazetteer:
    places: Mapping[tuple[str, str], Position]
    """By normalized name and code of the state."""
    names: Mapping[str, Position]
    """By normalized name: no two places of the table share one."""
    capitals: Mapping[str, Position]


def _lines(name: str) -> Iterator[str]:
    with files("mithaq.explorer").joinpath("data", name).open(encoding="utf-8") as lines:
        yield from (line for line in lines if not line.startswith("#"))


@cache
def _gazetteer() -> _Gazetteer:
    places: dict[tuple[str, str], Position] = {}
    names: dict[str, Position] = {}
    capitals: dict[str, Position] = {}
    for row in csv.DictReader(_lines("coordinates.csv")):
        position = Position(float(row["latitude"]), float(row["longitude"]))
        places[row["name"], row["code"]] = position
        names.setdefault(row["name"], position)
        if row["capital"] == "1":
            capitals[row["code"]] = position
    return _Gazetteer(MappingProxyType(places), MappingProxyType(names), MappingProxyType(capitals))


def place_position(name: str, code: str = "") -> Position | None:
    """Where a place lies; None if that is unknown.

    Args:
        name: Its Arabic name.
        code: ISO 3166-1 alpha-2 of its state, empty if unknown.
    """
    known = _gazetteer()
    if code:
        return known.places.get((normalize(name), code))
    return known.names.get(normalize(name))


def state_position(code: str) -> Position | None:
    """Where the seat of government of a state lies, given its ISO 3166-1 code; None if unknown."""
    return _gazetteer().capitals.get(code)


@cache
def coasts() -> tuple[tuple[tuple[float, float], ...], ...]:
    """The coasts as closed rings of points: degrees east and north."""
    return tuple(
        tuple((float(x), float(y)) for x, _, y in (point.partition(",") for point in line.split()))
        for line in _lines("outline.txt")
    )
