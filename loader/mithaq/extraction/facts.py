"""What extraction finds in one article: plain values with offsets, no RDF.

Entities (state, official, organization, place, agreement, forum) are referred to by `Ref`. Facts and entities
carry `Evidence`: the passages that say so, the rule that read them, and how far it is to be trusted.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from mithaq.language.partial_date import PartialDate
from mithaq.reading.article import Span

__all__ = [
    "Agreement",
    "Evidence",
    "Facts",
    "Forum",
    "Kind",
    "Meeting",
    "Official",
    "Organization",
    "Place",
    "Post",
    "Ref",
    "State",
    "Statement",
    "Tenure",
    "Visit",
]

Kind = Literal["state", "official", "organization", "place", "agreement", "forum"]


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """Names an entity within one article's facts: a state by its ISO code, all others by their index as text."""

    kind: Kind
    key: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why something is believed: passages (sentences or phrases) of the content, the rule's name, confidence in (0,
    1]."""

    passages: tuple[Span, ...]
    rule: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class State:
    """A state the article refers to by name, nisba or capital. `code` is ISO 3166-1 alpha-2."""

    code: str
    forms: tuple[str, ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Official:
    """A person acting in a public capacity. `name` is the fullest form used, without honorific or rank."""

    name: str
    forms: tuple[str, ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Organization:
    """A named body. `state` is set when the body belongs to one; `qid` when the authority table knows it."""

    name: str
    forms: tuple[str, ...]
    evidence: Evidence
    state: str | None = None
    qid: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere a thing happened: a city, or a state when the text names no more. `state` is the one it lies in."""

    name: str
    state: str | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """A public position as the text phrases it.

    `role` is the phrase without the state's adjective; `phrase` is all of it; `concept` the local name of a concept
    of the role vocabulary (`mq:foreignMinister`).
    """

    phrase: str
    role: str
    concept: str | None = None
    state: str | None = None
    organization: Ref | None = None


@dataclass(frozen=True, slots=True)
class Tenure:
    """Someone held a post when the article was written, or earlier (`status` "former")."""

    holder: Ref
    post: Post
    evidence: Evidence
    status: Literal["current", "former", "acting", "designate"] = "current"


@dataclass(frozen=True, slots=True)
class Agreement:
    """`kind` and `status` are local names of concepts; `signed` only when the text says the day, month or year."""

    name: str
    forms: tuple[str, ...]
    kind: str
    evidence: Evidence
    parties: tuple[Ref, ...] = ()
    signatories: tuple[Ref, ...] = ()
    signed: PartialDate | None = None
    status: str | None = None
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Forum:
    """A conference, summit, dialogue or council session. With `edition` or `series` it is one edition of `series`."""

    name: str
    forms: tuple[str, ...]
    evidence: Evidence
    series: str | None = None
    edition: int | None = None
    place: Ref | None = None
    date: PartialDate | None = None
    participants: tuple[Ref, ...] = ()
    members: tuple[Ref, ...] = ()
    status: Literal["held", "planned"] = "held"


@dataclass(frozen=True, slots=True)
class Meeting:
    participants: tuple[Ref, ...]
    evidence: Evidence
    place: Ref | None = None
    date: PartialDate | None = None
    mode: Literal["inPerson", "byPhone"] = "inPerson"
    status: Literal["held", "planned"] = "held"
    sidelines_of: Ref | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    visitor: Ref
    destination: str
    evidence: Evidence
    place: Ref | None = None
    date: PartialDate | None = None
    status: Literal["held", "planned"] = "held"


@dataclass(frozen=True, slots=True)
class Statement:
    """A speech act with targets. `act` is accuse, condemn, threaten, invite, praise, demand or deny."""

    speaker: Ref
    act: str
    targets: tuple[Ref, ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Facts:
    """All that one article says. Entities are listed in the order of their first mention."""

    article_id: str
    states: tuple[State, ...] = ()
    officials: tuple[Official, ...] = ()
    organizations: tuple[Organization, ...] = ()
    places: tuple[Place, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    forums: tuple[Forum, ...] = ()
    tenures: tuple[Tenure, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    visits: tuple[Visit, ...] = ()
    statements: tuple[Statement, ...] = ()
