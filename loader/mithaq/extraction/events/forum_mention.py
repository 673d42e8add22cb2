"""A forum as the text mentions it, and what the reading of it rests on."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from mithaq.extraction.document import LexiconMatch
from mithaq.extraction.facts import Ref
from mithaq.extraction.syntax.arguments import Argument
from mithaq.language.partial_date import PartialDate

__all__ = ["ForumMention", "Grounds", "add"]


class Grounds(Enum):
    """What a forum and those who take part in it rest on: (name of the rule, confidence). The least sure counts."""

    NAME = ("forum", 0.8)
    CLAUSE = ("forum-clause", 0.7)  # a noun without a name, or people who met there
    ARTICLE = ("forum-article", 0.6)  # people that an article about one forum alone has act or be present


@dataclass(slots=True)
class ForumMention:
    """A forum with its mentions: (first word, one past the last)."""

    mentions: list[tuple[int, int]]
    words: frozenset[str]
    forms: list[str]
    strength: str
    named: bool
    edition: int | None = None
    series: str | None = None
    place: LexiconMatch | None = None
    date: PartialDate | None = None
    participants: list[Ref] = field(default_factory=list)
    members: list[Ref] = field(default_factory=list)
    planned: bool = False
    grounds: Grounds = Grounds.NAME
    sides: frozenset[Ref] = frozenset()
    """The two persons, or one of them, whom its name says a summit is of."""

    def rest_on(self, grounds: Grounds) -> None:
        """Note that something said of the forum rests on these grounds."""
        self.grounds = min(self.grounds, grounds, key=lambda known: known.value[1])

    def join(self, other: ForumMention) -> None:
        """Take in another mention of the forum: what this one leaves open, the other fills."""
        self.mentions += other.mentions
        self.forms += [form for form in other.forms if form not in self.forms]
        self.participants += [ref for ref in other.participants if ref not in self.participants]
        self.edition, self.series = self.edition or other.edition, self.series or other.series
        self.date, self.place = self.date or other.date, self.place or other.place
        self.sides = max(self.sides, other.sides, key=len)
        self.named = self.named or other.named


def add(g: ForumMention, item: Argument, grounds: Grounds = Grounds.NAME) -> None:
    """Let an actor take part, if it does not yet; the forum rests on no surer grounds than that."""
    if item.ref not in g.participants:
        g.participants.append(item.ref)
        g.rest_on(grounds)
