"""How far a name reaches: which names of several articles share an IRI.

A thing is a group of mentions, and a mention is a name in an article. Mentions that surely mean one thing share an IRI
from the start: a person known to the authority table by name, post and date; people of one rare name and state; people
of one common name, state, role and body served; bodies of one name and state. All others keep an IRI of their own, and
`identity` decides. A name without a state reaches as far as its article, or, for a body, as far as the articles that
mention only one state.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from mithaq.extraction.facts import Facts, Official, Organization, Tenure
from mithaq.names import folded_name, name_words
from mithaq.names.bare_bodies import is_bare_body
from mithaq.names.known_people import is_common, known_official
from mithaq.rdf.iri import Minter

__all__ = ["MentionScope", "SeparateMention"]


@dataclass(frozen=True, slots=True)
class SeparateMention:
    """A name as one article uses it, for a thing that is not the one which other articles mean by it.

    `iri` is the IRI of the mention, `was` the one that it would have otherwise.
    """

    article: str
    name: str
    was: str
    iri: str


class MentionScope:
    """Mints the IRIs of persons and bodies of one article.

    `year` is that of the article; `homes` the state that each official acts for, by index; `separate` lists the
    mentions of the article that a reviewer keeps apart from other articles' mentions of the same name.
    """

    def __init__(
        self,
        minter: Minter,
        facts: Facts,
        year: int | None,
        homes: Mapping[str, str],
        separate: Sequence[SeparateMention] = (),
    ) -> None:
        self._minter = minter
        self._facts = facts
        self._year = year
        self._homes = homes
        self._near = frozenset(state.code for state in facts.states)
        self._officials = [self._official(index, person) for index, person in enumerate(facts.officials)]
        self._organizations = [self._organization(body) for body in facts.organizations]
        for mention in separate:
            _rename(mention, facts.officials, self._officials)
            _rename(mention, facts.organizations, self._organizations)

    def official(self, index: int) -> NamedNode:
        """The IRI of a person of the article, by its place in the facts."""
        return self._officials[index]

    def organization(self, index: int) -> NamedNode:
        """The IRI of an organisation of the article, by its place in the facts."""
        return self._organizations[index]

    def _official(self, index: int, person: Official) -> NamedNode:
        words, state, article = name_words(person.name), self._homes.get(str(index)), self._facts.article_id
        roles = self._roles(index)
        known = known_official(words, state, roles, self._year, self._near)
        if known is not None:
            home = state or (known.states[0] if len(known.states) == 1 else None)
            return self._minter.official(person.name, home, *([known.key] if len(words) < 2 else []))
        if state is None or len(words) < 2:
            return self._minter.official(person.name, state, article)
        if is_common(words) and len(words) == 2:
            return self._minter.official(person.name, state, next(iter(roles), ""), self._body_served(index))
        return self._minter.official(person.name, state)

    def _roles(self, index: int) -> list[str]:
        tenures: list[Tenure] = [t for t in self._facts.tenures if t.holder.key == str(index) and _is_person(t)]
        return [tenure.post.concept for tenure in tenures if tenure.post.concept]

    def _body_served(self, index: int) -> str:
        """The name of the body of a person's posts; empty if there is none or there are several."""
        bodies = {
            self._facts.organizations[int(ref.key)].name
            for tenure in self._facts.tenures
            if tenure.holder.key == str(index) and _is_person(tenure) and (ref := tenure.post.organization) is not None
        }
        return folded_name(next(iter(bodies))) if len(bodies) == 1 else ""

    def _organization(self, body: Organization) -> NamedNode:
        article = self._facts.article_id
        if body.state is None and not body.qid and is_bare_body(body.name):
            near = f"near {min(self._near)}" if len(self._near) == 1 else article
            return self._minter.organization(body.name, None, near)
        return self._minter.organization(body.name, body.state)


def _is_person(tenure: Tenure) -> bool:
    return tenure.holder.kind == "official"


def _rename(
    mention: SeparateMention, entities: Sequence[Official] | Sequence[Organization], nodes: list[NamedNode]
) -> None:
    """Give a mention its own IRI among the nodes of the entities of one kind."""
    found = [index for index, node in enumerate(nodes) if node.value == mention.was]
    if not found:
        name, kind = folded_name(mention.name), mention.iri.rpartition("/")[0]
        alike = [index for index, node in enumerate(nodes) if node.value.rpartition("/")[0] == kind]
        found = [i for i in alike if folded_name(entities[i].name) == name] or [
            i for i in alike if name in map(folded_name, entities[i].forms)
        ]
    if len(found) == 1 or (found and nodes[found[0]].value == mention.was):
        for index in found:
            nodes[index] = NamedNode(mention.iri)
