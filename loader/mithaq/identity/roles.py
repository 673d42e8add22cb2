"""How many people hold a role at once: what identity knows about roles, in one table."""

from __future__ import annotations

from enum import Enum, auto
from typing import Final

__all__ = ["ROLES", "Holders", "is_shared", "is_unique_in_organization", "is_unique_in_state"]


class Holders(Enum):
    """How many people hold a role at the same time."""

    ONE_PER_STATE = auto()
    """A state has one such position, however it is worded."""
    ONE_PER_ORGANIZATION = auto()
    """An organisation has one such position, however it is worded."""
    MANY = auto()
    """Many hold it at once: two people with this role are the same person only if the wording agrees too."""


ROLES: Final = {
    **dict.fromkeys(
        ("headOfState", "monarch", "crownPrince", "deputyCrownPrince", "headOfGovernment", "foreignMinister",
         "interiorMinister", "defenceMinister", "justiceMinister", "financeMinister", "energyMinister"),
        Holders.ONE_PER_STATE,
    ),
    "secretaryGeneral": Holders.ONE_PER_ORGANIZATION,
    **dict.fromkeys(
        ("minister", "ministerOfState", "deputyMinister", "undersecretary", "ambassador", "director", "deputyHead",
         "headOfOrganization", "adviser", "militaryCommander", "bodyMember", "memberOfParliament", "delegate", "royal",
         "otherPost", "coordinator", "candidate", "envoy", "spokesperson", "partyLeader", "groupLeader", "governor",
         "mayor", "judge", "prosecutor", "consul"),
        Holders.MANY,
    ),
}  # fmt: skip
"""Local names of role concepts -> how many hold them. A role that is not listed has few holders: having it in common is
evidence for one person, but its positions are told apart by their wording."""


def is_unique_in_state(role: str) -> bool:
    """Whether a state has only one position with this role."""
    return ROLES.get(role) is Holders.ONE_PER_STATE


def is_unique_in_organization(role: str) -> bool:
    """Whether an organisation has only one position with this role."""
    return ROLES.get(role) is Holders.ONE_PER_ORGANIZATION


def is_shared(role: str) -> bool:
    """Whether many people hold this role at once."""
    return ROLES.get(role) is Holders.MANY
