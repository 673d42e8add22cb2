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
    "BareTitle",
    "Evidence",
    "Facts",
    "Forum",
    "Kind",
    "Mediation",
    "Meeting",
    "Official",
    "Organization",
    "Place",
    "Post",
    "Ref",
    "Sanction",
    "State",
    "Statement",
    "Tenure",
    "Visit",
]

Kind = Literal["state", "official", "organization", "place", "agreement", "forum"]


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """A reference to an entity within the facts of one article."""

    kind: Kind
    """Which list of `Facts` the entity is in."""
    key: str
    """A state's ISO 3166-1 alpha-2 code; for any other entity its index in the list, as text."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What supports a fact."""

    passages: tuple[Span, ...]
    """The sentences or phrases that state it, as spans of the article's content."""
    rule: str
    """The name of the rule that read it."""
    confidence: float = 1.0
    """How sure the rule is, in (0, 1]."""


@dataclass(frozen=True, slots=True)
class State:
    """A state the article refers to by name, adjective or capital."""

    code: str
    """ISO 3166-1 alpha-2."""
    forms: tuple[str, ...]
    """The forms the article uses."""
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Official:
    """A person acting in a public capacity."""

    name: str
    """The fullest form the article uses, without honorific or rank."""
    forms: tuple[str, ...]
    """The forms the article uses."""
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Organization:
    """A named organisation."""

    name: str
    """The fullest form the article uses."""
    forms: tuple[str, ...]
    """The forms the article uses."""
    evidence: Evidence
    state: str | None = None
    """The code of the state it belongs to, if it belongs to one."""
    qid: str | None = None
    """Its Wikidata identifier, if the authority table has it."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an event happened: a city, or a state when the text is not more precise."""

    name: str
    state: str | None = None
    """The code of the state it lies in."""


@dataclass(frozen=True, slots=True)
class Post:
    """A public position as the text phrases it."""

    phrase: str
    """The whole phrase."""
    role: str
    """The phrase without the state's adjective."""
    concept: str | None = None
    """The local name of a concept of the role vocabulary (`foreignMinister`)."""
    state: str | None = None
    """The code of the state it belongs to."""
    organization: Ref | None = None
    """The organisation it belongs to."""


@dataclass(frozen=True, slots=True)
class Tenure:
    """A person holding a post."""

    holder: Ref
    """The official."""
    post: Post
    evidence: Evidence
    status: Literal["current", "former", "acting", "designate"] = "current"
    """`current` when the article was written, or `former` if the post was held earlier."""


@dataclass(frozen=True, slots=True)
class BareTitle:
    """A title that stands for its holder, whom the article does not name (the emir of a state)."""

    role: str
    """The local name of a concept of the vocabulary of roles (`monarch`)."""
    state: str
    """The ISO code of the state."""
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Agreement:
    """A memorandum, accord, treaty, protocol, plan, declaration or contract."""

    name: str
    """The fullest form the article uses."""
    forms: tuple[str, ...]
    """The forms the article uses."""
    kind: str
    """The local name of a concept of the vocabulary of agreement kinds (`memorandum`)."""
    evidence: Evidence
    parties: tuple[Ref, ...] = ()
    """States and organisations."""
    signatories: tuple[Ref, ...] = ()
    """The officials who signed."""
    signed: PartialDate | None = None
    """When it was signed, if the text says the day, month or year."""
    status: str | None = None
    """The local name of a concept of the vocabulary of agreement statuses (`signed`)."""
    topics: tuple[str, ...] = ()
    """Local names of concepts of the vocabulary of topics (`counterTerrorism`)."""


@dataclass(frozen=True, slots=True)
class Forum:
    """A conference, summit, dialogue or council session, or one edition of a series of them."""

    name: str
    """The fullest form the article uses."""
    forms: tuple[str, ...]
    """The forms the article uses."""
    evidence: Evidence
    series: str | None = None
    """The name of the series this is an edition of."""
    edition: int | None = None
    """The edition's number."""
    place: Ref | None = None
    date: PartialDate | None = None
    participants: tuple[Ref, ...] = ()
    """States, organisations and officials that took part."""
    members: tuple[Ref, ...] = ()
    """States and organisations that belong to the forum."""
    status: Literal["held", "planned"] = "held"


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting or a call."""

    participants: tuple[Ref, ...]
    """Officials; states or organisations where the text names only these."""
    evidence: Evidence
    place: Ref | None = None
    date: PartialDate | None = None
    mode: Literal["inPerson", "byPhone"] = "inPerson"
    status: Literal["held", "planned"] = "held"
    sidelines_of: Ref | None = None
    """The forum on whose sidelines it took place."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit of an official to a state."""

    visitor: Ref
    destination: str
    """The code of the state visited."""
    evidence: Evidence
    place: Ref | None = None
    date: PartialDate | None = None
    status: Literal["held", "planned"] = "held"


@dataclass(frozen=True, slots=True)
class Statement:
    """A speech act directed at someone."""

    speaker: Ref
    act: str
    """`accuse`, `condemn`, `threaten`, `invite`, `praise`, `demand` or `deny`."""
    targets: tuple[Ref, ...]
    """States, organisations and officials."""
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Sanction:
    """A punitive measure that was taken against someone."""

    actor: Ref
    """Who took it."""
    measure: str
    """`sanctions`, `expulsion`, `summons`, `embassyClosure`, `recall` or `severance`."""
    targets: tuple[Ref, ...]
    """States, organisations and officials; of a diplomat expelled or summoned his state."""
    evidence: Evidence
    date: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class Mediation:
    """A third party mediating between others, or in a dispute: it has a party or a dispute at least."""

    mediator: Ref
    evidence: Evidence
    between: tuple[Ref, ...] = ()
    """The parties that are to be brought together, as many as the text names."""
    dispute: str | None = None
    """What the mediation is about or is to bring about, in words of the text."""
    date: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that one article states. Entities are listed in the order of their first mention."""

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
    sanctions: tuple[Sanction, ...] = ()
    mediations: tuple[Mediation, ...] = ()
    titles: tuple[BareTitle, ...] = ()
    unread: tuple[str, ...] = ()
    """What the extractor could not read and why, one line each; empty if it read the whole article."""
