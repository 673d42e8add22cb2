"""The map: where places and states lie, which part of the world is shown, and what leads from where to where."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from mithaq.explorer.geography import Position, coasts, place_position, state_position
from mithaq.explorer.maps import Frame, map_of, outline
from mithaq.explorer.snapshot import Snapshots

from tests.explorer.servers import Explorer


@pytest.mark.parametrize(
    ("name", "code", "latitude", "longitude"),
    [
        ("الدوحة", "QA", 25.3, 51.5),
        ("واشنطن", "US", 38.9, -77.0),
        ("إسطنبول", "TR", 41.0, 28.9),
        ("جنيف", "", 46.2, 6.1),
    ],
)
def test_places_lie_where_they_are(name: str, code: str, latitude: float, longitude: float) -> None:
    found = place_position(name, code)
    assert found is not None
    assert abs(found.latitude - latitude) < 0.3
    assert abs(found.longitude - longitude) < 0.3


def test_a_place_of_another_state_and_an_unknown_one_have_no_position() -> None:
    assert place_position("مدينة لا وجود لها") is None
    assert place_position("الدوحة", "EG") is None
    assert state_position("XX") is None
    assert state_position("QA") == place_position("الدوحة", "QA")


def test_coasts_are_closed_rings_within_the_world() -> None:
    assert len(coasts()) > 80
    for ring in coasts():
        assert all(-180 <= x <= 180 and -90 <= y <= 90 for x, y in ring)
        assert ring[0] == ring[-1]


def test_only_the_coasts_near_the_picture_are_drawn() -> None:
    gulf = Frame(40, 35, 60, 25)
    assert 0 < outline(gulf).count("M") < outline(Frame(-180, 85, 180, -60)).count("M")
    assert gulf.place(40, 35) == (0, 0)
    assert gulf.place(60, 25) == (gulf.width, gulf.height)


def test_the_map_has_places_states_and_visits(seeds_store: Path) -> None:
    states = Snapshots(seeds_store)
    with states.use() as snapshot:
        everything = map_of(snapshot)
        visits = map_of(snapshot, kind="visit", year="2021")
    states.close()
    counts = {point.label.text: point.count for point in everything.points}
    assert {"الدوحة", "بغداد"} <= counts.keys()
    assert counts["الدوحة"] == max(counts.values())
    assert all(0 <= p.x <= everything.frame.width and 0 <= p.y <= everything.frame.height for p in everything.points)
    assert sum(point.count for point in visits.points) < sum(counts.values())
    assert {(r.origin.iri[-2:], r.destination.text) for r in visits.routes} >= {("SA", "بغداد")}
    baghdad, riyadh = Position(33.3, 44.4), state_position("SA")
    assert riyadh is not None
    ends = visits.frame.place(riyadh.longitude, riyadh.latitude) + visits.frame.place(
        baghdad.longitude, baghdad.latitude
    )
    (line,) = (r.line for r in visits.routes if r.destination.text == "بغداد")
    assert all(abs(one - other) < 5 for one, other in zip(line, ends, strict=True))


def test_the_page_lists_what_the_picture_shows(explorer: Explorer) -> None:
    page = explorer.get("/map?lang=en").text
    names = set(re.findall(r'<a href="(/id/[^"]+)" class="point', page))
    assert names
    assert all(f'<td><a href="{name}"' in page for name in names)
    assert "shown at its capital" in page
    assert "no place with a known position" in explorer.get("/map?year=1950&lang=en").text
