"""What the passes over one article have found so far: the common ground of the projections into facts.

The passes run in this order: document (words, phrases of the lexicon, dates), mentions (persons with positions,
organisations, states), arguments and clauses, predicates. Families of events read from here and add nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TypeVar, cast

from mithaq.extraction.discourse.position_states import PositionStates
from mithaq.extraction.document import Document, LexiconMatch
from mithaq.extraction.facts import Evidence, Ref
from mithaq.extraction.mentions.organizations import OrganizationEntity, find_organizations
from mithaq.extraction.mentions.people import People
from mithaq.extraction.mentions.person_coreference import find_people
from mithaq.extraction.mentions.position_phrase import PositionMention
from mithaq.extraction.mentions.post_phrases import common_posts
from mithaq.extraction.mentions.states import StateMention, find_states
from mithaq.extraction.source_country import document_country
from mithaq.extraction.syntax.arguments import find_arguments
from mithaq.extraction.syntax.clauses import ClauseContext
from mithaq.extraction.syntax.predicates import Predicates
from mithaq.language.fold import clean_label
from mithaq.lexicon import Lexicon
from mithaq.lexicon.rule_confidence import rule_confidence
from mithaq.reading.article import Article

__all__ = ["Analysis"]

Found = TypeVar("Found")


class Analysis:
    """One article, read up to its clauses. `positions` are those of each person, by his index in `people.persons`."""

    def __init__(self, article: Article, words: Lexicon) -> None:
        self.article = article
        self.doc = doc = Document(article, words)
        self.home = document_country(doc)
        self.people: People = find_people(doc, self.home)
        self.groups: list[OrganizationEntity] = find_organizations(
            doc, self.people.mentions, self.home if self.is_domestic else None
        )
        self.states: list[StateMention] = find_states(doc, self.people.mentions, self.home)
        resolver = PositionStates(doc, self.people, self.groups, self.states, self.home)
        self.positions: dict[int, list[PositionMention]] = {
            i: resolver.resolve_all(common_posts(doc, person), person) for i, person in enumerate(self.people.persons)
        }
        self.arguments = find_arguments(doc, self.people, self.groups, self.states, self.positions, self.home)
        self.context = ClauseContext(doc, self.arguments, self.states, self.home)
        self.context.unsettled = self.people.unsettled
        for i in self.positions:
            ref = Ref("official", str(i))
            if state := self.state_served(ref):
                self.context.states_of[ref] = state
        self.context.body_states = {Ref("organization", str(i)): g.state for i, g in enumerate(self.groups) if g.state}
        self.context.body_names = {
            b.start: doc.name(b.head, b.end) for g in self.groups for b in g.bodies if b.head is not None
        }
        self.places: dict[tuple[str, str | None], int] = {}
        self._found: dict[object, object] = {}

    @property
    def is_domestic(self) -> bool:
        """Whether the article names the outlet's own state, or none at all, so that a ministry may be its own."""
        named = self.doc.named | self.doc.adjectives
        return not named or self.home in named

    @cached_property
    def predicates(self) -> Predicates:
        """The predicates of the article with their arguments, bound when first asked for."""
        return Predicates(self.context)

    def once(self, find: Callable[[Analysis], Found]) -> Found:
        """What a function finds in this article, computed when first asked for."""
        if find not in self._found:
            self._found[find] = find(self)
        return cast(Found, self._found[find])

    def state_served(self, ref: Ref) -> str | None:
        """The one state that an official serves, or None where there is none or several."""
        if ref.kind != "official":
            return None
        states = {p.state for p in self.positions[int(ref.key)] if p.state and p.status != "former"}
        return next(iter(states)) if len(states) == 1 else None

    def home_of(self, ref: Ref) -> str | None:
        """The state that an actor is, or the one that an official serves."""
        return ref.key if ref.kind == "state" else self.state_served(ref)

    def evidence(self, words: list[int], rule: str, confidence: float = 1.0, family: str = "") -> Evidence:
        """The sentences of some words as evidence for what `rule` read there.

        The confidence is the measured one of the rule (`rule_confidence.csv`), else `confidence`. Rules of events have
        names of their own; `family` sets apart rules of posts, officials and organisations.
        """
        passages = tuple(dict.fromkeys(self.doc.passage(i) for i in words))
        return Evidence(passages, rule, rule_confidence(rule, confidence, family))

    def place(self, match: LexiconMatch | None) -> Ref | None:
        """A place as an entity of the article, registered when first named."""
        if match is None:
            return None
        name = match.entry.form if match.entry.category == "seat" else self.doc.name(match)
        index = self.places.setdefault((clean_label(name), match.entry.value or None), len(self.places))
        return Ref("place", str(index))

    def place_state(self, place: Ref) -> str | None:
        """The state in which a registered place lies."""
        return next((state for (_, state), index in self.places.items() if str(index) == place.key), None)
