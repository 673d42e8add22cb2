"""The classes that individuals are typed with: the one list that naming, identity, export and statistics share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode

from mithaq.rdf.terms import PREFIXES

__all__ = ["CLASSES", "CLASS_NAMES", "IndividualClass", "is_state", "local_name"]


@dataclass(frozen=True, slots=True)
class IndividualClass:
    """A class of individuals.

    `name` is its local name in the ontology (`ForumEdition`), `kind` the word used for it in facts, profiles and
    query parameters (`edition`), `path` the segment between the base and the local name in the IRIs of its
    individuals (`https://w3id.org/mithaq/id/edition/...`).
    """

    name: str
    kind: str
    path: str
    fact: bool = False
    """Whether its individuals are facts that articles attest, rather than things they speak of."""

    @property
    def node(self) -> NamedNode:
        """The IRI of the class."""
        return NamedNode(PREFIXES["mq"] + self.name)


CLASSES: Final = (
    IndividualClass("State", "state", "state"),
    IndividualClass("Official", "official", "person"),
    IndividualClass("Organization", "organization", "organization"),
    IndividualClass("Place", "place", "place"),
    IndividualClass("Post", "post", "post"),
    IndividualClass("Tenure", "tenure", "tenure", fact=True),
    IndividualClass("Agreement", "agreement", "agreement", fact=True),
    IndividualClass("Forum", "forum", "forum", fact=True),
    IndividualClass("ForumEdition", "edition", "edition", fact=True),
    IndividualClass("Meeting", "meeting", "meeting", fact=True),
    IndividualClass("Visit", "visit", "visit", fact=True),
    IndividualClass("Statement", "statement", "statement", fact=True),
    IndividualClass("Sanction", "sanction", "sanction", fact=True),
    IndividualClass("Mediation", "mediation", "mediation", fact=True),
    IndividualClass("Article", "article", "article"),
)
"""All classes, in the order in which exports list their individuals."""

CLASS_NAMES: Final = tuple(known.name for known in CLASSES)
"""The local names of `CLASSES`, in the same order."""


def local_name(iri: str) -> tuple[str, str]:
    """Split the IRI of an individual into path segment and local name, whatever the base: (`state`, `QA`).

    Local names contain no `/`: the minter percent-encodes it.
    """
    rest, _, name = iri.rpartition("/")
    return rest.rpartition("/")[2], name


def is_state(iri: str) -> bool:
    """Whether an IRI is that of a state."""
    return local_name(iri)[0] == "state"
