"""The rules of each kind, and the order in which kinds are settled."""

from __future__ import annotations

from typing import Any

from loader.identity.bodies import Organizations, Places, Posts
from loader.identity.events import Meetings, Statements, Tenures, Visits
from loader.identity.gatherings import Editions, Forums
from loader.identity.pacts import Agreements
from loader.identity.persons import Persons
from loader.identity.things import Thing
from loader.identity.verdict import Rules
from loader.rdf import MQ

__all__ = ["LEVELS", "POINTERS", "RULES", "best_name"]

LEVELS: tuple[tuple[str, ...], ...] = (
    ("official", "organization", "place"),
    ("post", "agreement", "forum"),
    ("edition", "tenure", "meeting", "visit", "statement"),
)
"""A kind's rules look only at things of earlier levels."""

RULES: dict[str, Rules[Any]] = {
    "official": Persons(), "organization": Organizations(), "place": Places(), "post": Posts(),
    "agreement": Agreements(), "forum": Forums(), "edition": Editions(), "tenure": Tenures(),
    "meeting": Meetings(), "visit": Visits(), "statement": Statements(),
}  # fmt: skip

POINTERS = (
    MQ.organization, MQ.party, MQ.place, MQ.editionOf, MQ.holder, MQ.post, MQ.participant, MQ.visitor,
    MQ.speaker, MQ.target,
)  # fmt: skip
"""The properties through which rules see other things: when such a thing gets another IRI, who points at
it is looked at again."""


def best_name(things: list[Thing]) -> str:
    """The IRI that stands for a group: that of the fullest name, of a known state, first in code point
    order."""
    return min(
        things,
        key=lambda thing: (
            -max((len(name.split()) for name in thing.all("name")), default=0),
            not thing.all("state"),
            thing.iri,
        ),
    ).iri
