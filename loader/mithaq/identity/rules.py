"""The rules of each kind, and the order in which kinds are settled."""

from __future__ import annotations

from typing import Any

from mithaq.identity.bodies import Organizations, Places, Posts
from mithaq.identity.events import Meetings, Statements, Tenures, Visits
from mithaq.identity.gatherings import Editions, Forums
from mithaq.identity.pacts import Agreements
from mithaq.identity.persons import Persons
from mithaq.identity.things import Thing
from mithaq.identity.verdict import Rules
from mithaq.rdf import MQ

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
