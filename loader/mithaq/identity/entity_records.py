"""Records: the attributes of each name in an article graph that matter for matching.

A record stands for one IRI used in articles. Its attributes form a set, and several articles contribute their union,
so the order of articles cannot matter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from mithaq.identity.name_signature import name_signature
from mithaq.language.fold import normalize
from mithaq.names import name_words
from mithaq.names.bare_bodies import is_bare_body
from mithaq.names.known_bodies import known_body
from mithaq.names.known_people import is_common, known_official
from mithaq.rdf import CLASSES, DCTERMS, MQ, RDF, RDFS, SCHEMA, SKOS, folded_name, local_name

__all__ = ["KINDS", "ArticleIndex", "Attributes", "EntityRecord", "records_of"]

Attributes = frozenset[tuple[str, str]]

KINDS: dict[str, NamedNode] = {known.kind: known.node for known in CLASSES if known.kind not in ("state", "article")}
"""The kinds that are resolved, and their classes. States are not resolved: their codes identify them."""

_KIND_OF = {node: kind for kind, node in KINDS.items()}


@dataclass(frozen=True, slots=True)
class EntityRecord:
    """One name: the IRI used in articles, its kind, and its attributes (`("state", IRI)`, `("name", …)`, …)."""

    iri: str
    kind: str
    attributes: Attributes = frozenset()

    def all(self, attribute: str) -> frozenset[str]:
        return frozenset(value for name, value in self.attributes if name == attribute)

    def one(self, attribute: str) -> str:
        """The first value of an attribute in code point order, or an empty string."""
        return min(self.all(attribute), default="")


class ArticleIndex:
    """The graph of one article, indexed by subject and property."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self.values: dict[str, dict[NamedNode, list[NamedNode | Literal]]] = defaultdict(dict)
        self.held_by: dict[str, list[str]] = defaultdict(list)
        self.meetings_of: dict[str, list[str]] = defaultdict(list)
        for quad in quads:
            subject, predicate, obj = quad.subject.value, quad.predicate, quad.object  # type: ignore[union-attr]
            self.values[subject].setdefault(predicate, []).append(obj)  # type: ignore[arg-type]
            if predicate == MQ.holder:
                self.held_by[obj.value].append(subject)  # type: ignore[union-attr]
            elif predicate == MQ.participant:
                self.meetings_of[obj.value].append(subject)  # type: ignore[union-attr]

    def all(self, iri: str, predicate: NamedNode) -> list[str]:
        known = self.values.get(iri)
        return [term.value for term in known.get(predicate, ())] if known else []

    def arabic(self, iri: str, predicate: NamedNode) -> list[str]:
        terms = self.values[iri].get(predicate, ()) if iri in self.values else ()
        return [t.value for t in terms if isinstance(t, Literal) and t.language == "ar"]


def records_of(article: str, graph: ArticleIndex) -> list[EntityRecord]:
    """Extract the records of one article graph, sorted by kind and IRI. `article` is the IRI of the graph."""
    found = []
    for iri, values in graph.values.items():
        for kind in {_KIND_OF[t] for t in values.get(RDF.type, ()) if t in _KIND_OF}:  # type: ignore[index]
            found.append(EntityRecord(iri, kind, frozenset(_READERS[kind](graph, iri, article))))
    return sorted(found, key=lambda record: (record.kind, record.iri))


Pairs = Iterable[tuple[str, str]]


def _pairs(graph: ArticleIndex, iri: str, **predicates: NamedNode) -> Pairs:
    for attribute, predicate in predicates.items():
        for value in graph.all(iri, predicate):
            yield attribute, value


def _names(graph: ArticleIndex, iri: str) -> Pairs:
    for label in graph.arabic(iri, RDFS.label):
        yield "name", folded_name(label)


def _official(graph: ArticleIndex, iri: str, article: str) -> Pairs:
    yield from _names(graph, iri)
    yield from _pairs(graph, iri, link=SKOS.exactMatch)
    placed = False
    for tenure in graph.held_by.get(iri, ()):
        for post in graph.all(tenure, MQ.post):
            for role in graph.all(post, MQ.role):
                yield "role", role
            for phrase in graph.arabic(post, RDFS.label):
                yield "post", normalize(phrase)
            for state in graph.all(post, MQ.state):
                placed = True
                yield "state", state
    if not placed:
        yield from _near(graph, article)
    yield from _dated_identity(graph, iri, article)
    if any(is_common(name_words(label)) for label in graph.arabic(iri, RDFS.label)):
        yield from _company(graph, iri)


def _company(graph: ArticleIndex, iri: str) -> Pairs:
    """The bodies that a person serves, and the people whom they meet: they tell people of one common name apart."""
    posts = [post for tenure in graph.held_by.get(iri, ()) for post in graph.all(tenure, MQ.post)]
    for body in (body for post in posts for body in graph.all(post, MQ.organization)):
        for label in graph.arabic(body, RDFS.label):
            states = graph.all(body, MQ.state)
            if states or not is_bare_body(label):
                yield "employer", " ".join((name_signature(label).full, *sorted(states)))
    for other in (other for meeting in graph.meetings_of.get(iri, ()) for other in graph.all(meeting, MQ.participant)):
        if other != iri and MQ.Official in graph.values.get(other, {}).get(RDF.type, ()):
            names = map(name_words, graph.arabic(other, RDFS.label))
            yield from (("company", " ".join(words)) for words in names if len(words) > 1)


def _dated_identity(graph: ArticleIndex, iri: str, article: str) -> Pairs:
    """The year of the article, and the official of the authority table whom the name, post and date denote."""
    year = next((int(date[:4]) for date in graph.all(article, DCTERMS.issued)), None)
    if year is not None:
        yield "year", str(year)
    codes: dict[str, set[str]] = {}
    for tenure in graph.held_by.get(iri, ()):
        for post in graph.all(tenure, MQ.post):
            for state in graph.all(post, MQ.state) or [""]:
                roles = codes.setdefault(local_name(state)[1] if state else "", set())
                roles.update(role.rpartition("#")[2] for role in graph.all(post, MQ.role))
    near = {local_name(state)[1] for _, state in _near(graph, article)}
    for label in graph.arabic(iri, RDFS.label):
        for code, roles in codes.items() or [("", set())]:
            known = known_official(name_words(label), code or None, roles, year, near)
            if known is not None:
                yield "known", known.key


def _near(graph: ArticleIndex, article: str) -> Pairs:
    """The states mentioned in the article: a hint if nothing better is stated."""
    for other in graph.all(article, SCHEMA.mentions):
        if MQ.State in graph.values.get(other, {}).get(RDF.type, ()):
            yield "context", other


def _organization(graph: ArticleIndex, iri: str, article: str) -> Pairs:
    yield from _names(graph, iri)
    yield from _pairs(graph, iri, link=SKOS.exactMatch, state=MQ.state)
    codes = [local_name(state)[1] for state in graph.all(iri, MQ.state)]
    for label in graph.arabic(iri, RDFS.label):
        key = known_body(label, codes[0] if codes else None)
        if key is not None:
            yield "known", key
    if not graph.all(iri, MQ.state) and not graph.all(iri, SKOS.exactMatch):
        yield from _near(graph, article)


def _place(graph: ArticleIndex, iri: str, article: str) -> Pairs:
    yield from _names(graph, iri)
    yield from _pairs(graph, iri, state=MQ.state)


def _post(graph: ArticleIndex, iri: str, article: str) -> Pairs:
    for phrase in graph.arabic(iri, SKOS.altLabel) or graph.arabic(iri, RDFS.label):
        yield "name", normalize(phrase)
    yield from _pairs(graph, iri, role=MQ.role, state=MQ.state, body=MQ.organization)


def _agreement(graph: ArticleIndex, iri: str, article: str) -> Pairs:
    yield from _names(graph, iri)
    yield from _pairs(graph, iri, type=MQ.agreementKind, party=MQ.party, date=MQ.signedOn, topic=MQ.topic)


def _forum(graph: ArticleIndex, iri: str, article: str) -> Pairs:
    yield from _names(graph, iri)
    yield from _pairs(graph, iri, place=MQ.place, date=MQ.date)
    if not graph.all(iri, MQ.date):
        yield from (("reported", date) for date in graph.all(article, DCTERMS.issued))


def _edition(graph: ArticleIndex, iri: str, article: str) -> Pairs:
    yield from _forum(graph, iri, article)
    yield from _pairs(graph, iri, series=MQ.editionOf, number=MQ.edition)


def _tenure(graph: ArticleIndex, iri: str, article: str) -> Pairs:
    yield from _pairs(graph, iri, holder=MQ.holder, post=MQ.post, status=MQ.status)


def _when(graph: ArticleIndex, iri: str, article: str) -> Pairs:
    """The day of an event; without one, the article and its publication date."""
    days = [date for date in graph.all(iri, MQ.date) if len(date) == 10]
    if days:
        yield from (("day", day) for day in days)
        return
    yield "article", article
    yield from _pairs(graph, iri, within=MQ.date)
    yield from (("reported", date) for date in graph.all(article, DCTERMS.issued) if len(date) == 10)


def _meeting(graph: ArticleIndex, iri: str, article: str) -> Pairs:
    yield from _when(graph, iri, article)
    yield from _pairs(graph, iri, who=MQ.participant, place=MQ.place, mode=MQ.mode, status=MQ.eventStatus)


def _visit(graph: ArticleIndex, iri: str, article: str) -> Pairs:
    yield from _when(graph, iri, article)
    yield from _pairs(graph, iri, who=MQ.visitor, to=MQ.destination, place=MQ.place, status=MQ.eventStatus)


def _statement(graph: ArticleIndex, iri: str, article: str) -> Pairs:
    yield "article", article
    yield from (("reported", date) for date in graph.all(article, DCTERMS.issued) if len(date) == 10)
    yield from _pairs(graph, iri, who=MQ.speaker, act=MQ.act, target=MQ.target)


def _sanction(graph: ArticleIndex, iri: str, article: str) -> Pairs:
    yield from _when(graph, iri, article)
    yield from _pairs(graph, iri, who=MQ.imposer, measure=MQ.measure, target=MQ.target)


def _mediation(graph: ArticleIndex, iri: str, article: str) -> Pairs:
    yield from _when(graph, iri, article)
    yield from _pairs(graph, iri, who=MQ.mediator, between=MQ.between)
    yield from (("dispute", normalize(text)) for text in graph.all(iri, MQ.dispute))


_READERS: dict[str, Callable[[ArticleIndex, str, str], Pairs]] = {
    "official": _official, "organization": _organization, "place": _place, "forum": _forum, "post": _post,
    "agreement": _agreement, "edition": _edition, "tenure": _tenure, "meeting": _meeting, "visit": _visit,
    "statement": _statement, "sanction": _sanction, "mediation": _mediation,
}  # fmt: skip
