"""How far a name reaches: which names of several articles share an IRI.

A thing is a group of mentions, and a mention is a name in an article. Mentions that surely mean one thing share an IRI
from the start: a person known to the authority table by name, post and date; people of one rare name and state; people
of one common name, state and role; bodies of one name and state. All others keep an IRI of their own, and `identity`
decides. A name without a state reaches as far as its article, or, for a body, as far as the articles that mention only
one state.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from pyoxigraph import NamedNode

from mithaq.extraction.facts import Facts, Official, Organization, Tenure
from mithaq.names import name_words
from mithaq.names.bare_bodies import is_bare_body
from mithaq.names.known_people import is_common, known_official
from mithaq.rdf.iri import Minter

__all__ = ["MentionScope"]


class MentionScope:
    """Mints the IRIs of persons and bodies of one article.

    `year` is that of the article; `homes` the state that each official acts for, by index; `separate` lists the names
    that a person keeps apart from other articles' mentions of that name.
    """

    def __init__(
        self, minter: Minter, facts: Facts, year: int | None, homes: Mapping[str, str], separate: Collection[str] = ()
    ) -> None:
        self._minter = minter
        self._facts = facts
        self._year = year
        self._homes = homes
        self._near = frozenset(state.code for state in facts.states)
        self._separate = frozenset(separate)

    def official(self, index: int, person: Official) -> NamedNode:
        """The IRI of a person of the article."""
        words, state, article = name_words(person.name), self._homes.get(str(index)), self._facts.article_id
        if person.name in self._separate:
            return self._minter.official(person.name, state, article)
        roles = self._roles(index)
        known = known_official(words, state, roles, self._year, self._near)
        if known is not None:
            home = state or (known.states[0] if len(known.states) == 1 else None)
            return self._minter.official(person.name, home, *([known.key] if len(words) < 2 else []))
        if state is None or len(words) < 2:
            return self._minter.official(person.name, state, article)
        if is_common(words) and len(words) == 2:
            return self._minter.official(person.name, state, next(iter(roles), ""))
        return self._minter.official(person.name, state)

    def _roles(self, index: int) -> list[str]:
        tenures: list[Tenure] = [t for t in self._facts.tenures if t.holder.key == str(index) and _is_person(t)]
        return [tenure.post.concept for tenure in tenures if tenure.post.concept]

    def organization(self, body: Organization) -> NamedNode:
        """The IRI of an organisation of the article."""
        article = self._facts.article_id
        if body.name in self._separate:
            return self._minter.organization(body.name, body.state, article)
        if body.state is None and not body.qid and is_bare_body(body.name):
            near = f"near {min(self._near)}" if len(self._near) == 1 else article
            return self._minter.organization(body.name, None, near)
        return self._minter.organization(body.name, body.state)


def _is_person(tenure: Tenure) -> bool:
    return tenure.holder.kind == "official"
