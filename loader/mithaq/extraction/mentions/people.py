"""The persons of one article, each with the mentions and the posts that are theirs."""

from __future__ import annotations

from dataclasses import dataclass, field

from mithaq.extraction.mentions.person_mention import Mention
from mithaq.extraction.mentions.position_phrase import PositionMention

__all__ = ["People", "Person"]


@dataclass(slots=True)
class Person:
    """One person of the article: the forms of the name, word by word, and the mentions."""

    parts: tuple[str, ...]
    mentions: list[Mention] = field(default_factory=list)
    posts: list[PositionMention] = field(default_factory=list)
    states: tuple[str, ...] = ()  # by the authority table

    def mention_with(self, post: PositionMention) -> Mention:
        """The mention in which a post of the person stands."""
        return next((m for m in self.mentions if m.start <= post.start < m.end), self.mentions[0])


@dataclass(slots=True)
class People:
    """All persons, and every mention in order; `mention.person` is an index into `persons`, -1 where unresolved."""

    persons: list[Person]
    mentions: list[Mention]
    unsettled: frozenset[int] = frozenset()
    """The words that are a surname of one or the other of two persons, nobody can tell of whom."""

    def state_of(self, mention: Mention) -> str | None:
        """The state of the post that a mention says, else of any post or the authority entry of its person."""
        person = self.persons[mention.person] if mention.person >= 0 else None
        posts = (*mention.posts, *(person.posts if person else ()))
        stated = next((p.state for p in posts if p.state and p.status != "former"), None)
        if stated is None and person is not None and len(person.states) == 1:
            return person.states[0]
        return stated
