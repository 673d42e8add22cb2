"""The state of an office that neither the phrase nor its list names: from who is known to hold it, from the speaker
whose words it stands in, from the state that the article is about. All of it is inference, and marked as such."""

from __future__ import annotations

from collections import Counter
from functools import cache, cached_property

from mithaq.extraction.document import Document
from mithaq.extraction.mentions.name_parts import SON, name_parts, plain_name
from mithaq.extraction.mentions.person_coreference import People, Person
from mithaq.extraction.mentions.position_phrase import PositionMention
from mithaq.extraction.mentions.states import StateMention
from mithaq.lexicon.authority_tables import officials
from mithaq.lexicon.groups import group
from mithaq.lexicon.office_holders import tenancies

__all__ = ["InferredStates"]

_MAIN = 2
"""How many times as often as any other state one must be named for the article to be about it."""
_SOLE = frozenset(
    {
        "headOfState",
        "monarch",
        "crownPrince",
        "headOfGovernment",
        "foreignMinister",
        "interiorMinister",
        "defenceMinister",
        "justiceMinister",
        "financeMinister",
        "energyMinister",
        "speakerOfParliament",
    }
)
"""Concepts of offices that a state has one of."""


class InferredStates:
    """What one article lets a reader infer of the states of its officials."""

    def __init__(self, doc: Document, people: People, states: list[StateMention]) -> None:
        self.doc, self.people, self.states = doc, people, states

    def of_holder(self, post: PositionMention, person: Person) -> str | None:
        """The one state of which the authority table knows somebody of that name in that office, by the article's
        date."""
        year = self.doc.article.date.year if self.doc.article.date else None
        name = plain_name(person.parts)
        held = [
            t
            for qid in _known_by_name().get(name, ())
            for t in tenancies(qid)
            if t.by(year) and t.role == post.concept
        ]
        now = {t.state for t in held if t.in_year(year)} if post.status != "former" else set()
        found = now or {t.state for t in held}
        return next(iter(found)) if len(found) == 1 else None

    def of_speaker(self, post: PositionMention, person: Person) -> str | None:
        """The state of the official in whose reported words the post stands, where no other is named since."""
        doc = self.doc
        low, _ = doc.sentences[doc.sentence(post.start)]
        that = next((k for k in range(post.start - 1, low, -1) if doc.texts[k] in group("that")), None)
        if that is None or any(that < s.start < post.start for s in self.states):
            return None
        before = [m for m in self.people.mentions if low <= m.start < that]
        speaker = next((m for m in before if m.posts or m.person >= 0), None)
        state = next((p.state for p in speaker.posts if p.state), None) if speaker is not None else None
        if state is None and speaker is not None and speaker.person >= 0:
            state = next((p.state for p in self.people.persons[speaker.person].posts if p.state), None)
        return state if state and self._vacant(state, post, person) else None

    def of_article(self, post: PositionMention, person: Person) -> str | None:
        """The state that the article is about: named far more often than any other."""
        return next((s for s in self._main if self._vacant(s, post, person)), None)

    @cached_property
    def _main(self) -> tuple[str, ...]:
        counts = Counter(s.code for s in self.states if s.kind != "capital" or s.acts).most_common(2)
        if not counts or (len(counts) > 1 and counts[0][1] < _MAIN * counts[1][1]):
            return ()
        return (counts[0][0],)

    def _vacant(self, state: str, post: PositionMention, person: Person) -> bool:
        """Whether nobody else is said to hold the one such office that a state has."""
        return post.concept not in _SOLE or not any(
            other is not person and p.state == state and p.concept == post.concept and p.status == post.status
            for other in self.people.persons
            for p in other.posts
        )


@cache
def _known_by_name() -> dict[str, tuple[str, ...]]:
    """The officials of the authority table by name in full and by last name: their items."""
    found: dict[str, dict[str, None]] = {}
    for entry in officials():
        for form in entry.forms:
            parts = name_parts(form)
            for name in {plain_name(parts), parts[-1].lstrip(SON)}:
                found.setdefault(name, {})[entry.qid] = None
    return {name: tuple(qids) for name, qids in found.items()}
