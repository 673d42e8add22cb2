"""Self-contained subsets of the graph, selected by class, state and date.

A subset is closed. With what is chosen come the facts about it, what they point to with its names, the passages that
tell them and the passages' articles, so that the export conforms to the shapes. Of things that are only referenced,
only passages in these articles are included; articles mention only what is in the subset.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from types import TracebackType

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from mithaq.export.disk_backed_iri_set import DiskBackedIriSet
from mithaq.export.nodes import Node
from mithaq.export.schema import schema
from mithaq.language.partial_date import PartialDate
from mithaq.rdf import DCTERMS, MQ, PREFIXES, PROV, RDF, SCHEMA
from mithaq.store import Store

__all__ = ["Selection", "Subset"]

_MERGED = DefaultGraph()
_DATES = frozenset({MQ.date, MQ.signedOn, MQ.observedOn})


@dataclass(frozen=True, slots=True)
class Selection:
    """Criteria for what to export; all that are given must be met. An empty selection is everything.

    A thing is of a state when it is the state, belongs to it (its bodies, places, posts and who holds them), or
    points to something that does: an agreement with the state as a party, a meeting with its minister. A thing is
    of a date when one of its own dates may lie there; without dates of its own, when an article that tells it does.
    A date that names a year or a month may lie on any of its days.
    """

    classes: frozenset[str] = frozenset()
    """Local names of most specific classes (see `Schema.classes`); empty: all but articles."""
    states: tuple[NamedNode, ...] = ()
    since: PartialDate | None = None
    until: PartialDate | None = None

    def __bool__(self) -> bool:
        return bool(self.classes or self.states or self.since or self.until)

    def covers(self, date: PartialDate) -> bool:
        """Whether a date may lie between `since` and `until`, inclusive."""
        after = self.since is None or _last(date) >= _first(self.since)
        return after and (self.until is None or _first(date) <= _last(self.until))


class Subset:
    """The part of a store that meets a selection, computed on creation and kept on disk. Use it in a `with`
    statement."""

    def __init__(self, store: Store, selection: Selection) -> None:
        self._raw = store.raw
        self._selection = selection
        self._selected = DiskBackedIriSet()
        self._articles = DiskBackedIriSet()
        self._actors = DiskBackedIriSet()
        self._described = lru_cache(maxsize=1 << 16)(self._look_up)
        self._issued = lru_cache(maxsize=1 << 14)(self._look_up_date)
        facts = schema().leaves["Fact"]
        self._facts = {NamedNode(PREFIXES["mq"] + name) for name in facts}
        self._collect()

    def __enter__(self) -> Subset:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        for iris in (self._selected, self._articles, self._actors):
            iris.__exit__(kind, problem, trace)

    def may_contain(self, graph: NamedNode) -> bool:
        """Whether a named graph may contribute: the graphs of articles outside the subset do not."""
        return graph.value in self._selected or not self._described(graph.value)

    def nodes(self) -> Iterator[Node]:
        """The nodes of the merged graph in the subset."""
        for iri in self._selected:
            stated = {(str(q.predicate).encode(), str(q.object).encode()) for q in self._quads(NamedNode(iri))}
            pairs = sorted(pair for pair in stated if self._keeps(pair[1]))
            if pairs:
                yield Node(f"<{iri}>".encode(), pairs)

    def restrict(self, node: Node) -> Node | None:
        """The part of a node of one graph that is in the subset; None if there is none."""
        if node.subject[1:-1].decode() not in self._selected:
            return None
        pairs = [pair for pair in node.pairs if self._keeps(pair[1])]
        return Node(node.subject, pairs) if pairs else None

    def _keeps(self, obj: bytes) -> bool:
        if not obj.startswith(b"<"):
            return True
        iri = obj[1:-1].decode()
        return iri in self._selected or not self._described(iri)

    # ------------------------------------------------------------- collecting

    def _collect(self) -> None:
        for state in self._selection.states:
            self._actors.add(state.value)
            self._add_actors(state)
        by_date_alone = not (self._selection.classes or self._selection.states)  # then every fact of the date is chosen
        for node in self._matching():
            self._select(node)
            for fact in () if by_date_alone else self._facts_about(node):
                self._select(fact)
        for article in self._articles:
            self._selected.add(article)
        for iri in self._selected:  # includes what is added meanwhile
            self._add_referenced(NamedNode(iri))

    def _add_actors(self, state: NamedNode) -> None:
        """Add what belongs to a state: organisations, places, positions, positions of its organisations, and their
        holders."""
        for quad in self._quads(None, MQ.state, state):
            belongs = quad.subject
            assert isinstance(belongs, NamedNode)
            self._actors.add(belongs.value)
            posts = [belongs, *(q.subject for q in self._quads(None, MQ.organization, belongs))]
            for post in posts:
                assert isinstance(post, NamedNode)
                self._actors.add(post.value)
                for tenure in self._quads(None, MQ.post, post):
                    assert isinstance(tenure.subject, NamedNode)
                    for holder in self._quads(tenure.subject, MQ.holder):
                        self._actors.add(_iri(holder))

    def _matching(self) -> Iterator[NamedNode]:
        leaves = schema().leaves["NamedThing"] + schema().leaves["Location"] + schema().leaves["Fact"]
        wanted = self._selection.classes or {*leaves, "Post"}
        for name in sorted(wanted):
            for quad in self._quads(None, RDF.type, NamedNode(PREFIXES["mq"] + name)):
                node = quad.subject
                assert isinstance(node, NamedNode)
                if self._matches_state(node) and self._matches_date(node):
                    yield node

    def _facts_about(self, node: NamedNode) -> Iterator[NamedNode]:
        """The facts that refer to an individual or are stated by an article, if their date matches."""
        for quad in self._quads(None, None, node):
            subject = quad.subject
            assert isinstance(subject, NamedNode)
            if subject.value in self._selected:
                continue
            if quad.predicate == DCTERMS.isPartOf:
                yield from self._facts_of_passage(subject)
            elif self._is_fact(subject) and self._matches_date(subject):
                yield subject

    def _facts_of_passage(self, passage: NamedNode) -> Iterator[NamedNode]:
        for quad in self._quads(None, PROV.wasDerivedFrom, passage):
            assert isinstance(quad.subject, NamedNode)
            if self._is_fact(quad.subject):
                yield quad.subject

    def _select(self, node: NamedNode) -> None:
        """Select an individual with the articles that state it: all for a fact, otherwise those with a matching
        date."""
        if node.value in self._selected:
            return
        self._selected.add(node.value)
        quads = list(self._quads(node))
        kinds = {quad.object for quad in quads if quad.predicate == RDF.type}
        if MQ.Article in kinds:
            self._articles.add(node.value)
        for quad in quads:
            if quad.predicate == PROV.wasDerivedFrom:
                article = _article(quad)
                if kinds & self._facts or self._article_matches_date(article):
                    self._articles.add(article)

    def _add_referenced(self, node: NamedNode) -> None:
        """Select what a selected individual refers to, if the graph describes it."""
        for quad in self._quads(node):
            if not isinstance(quad.object, NamedNode) or quad.predicate in (SCHEMA.mentions, RDF.type):
                continue
            if quad.predicate == PROV.wasDerivedFrom and _article(quad) not in self._articles:
                continue
            if self._described(quad.object.value):
                self._selected.add(quad.object.value)

    # ----------------------------------------------------------------- criteria

    def _matches_state(self, node: NamedNode) -> bool:
        if not self._selection.states or node.value in self._actors:
            return True
        return any(
            isinstance(quad.object, NamedNode) and quad.object.value in self._actors for quad in self._quads(node)
        )

    def _matches_date(self, node: NamedNode) -> bool:
        if self._selection.since is None and self._selection.until is None:
            return True
        quads = list(self._quads(node))
        own = [PartialDate.parse(_iri(quad)) for quad in quads if quad.predicate in _DATES]
        if own:
            return any(map(self._selection.covers, own))
        if any(quad.predicate == RDF.type and quad.object == MQ.Article for quad in quads):
            return self._article_matches_date(node.value)
        told = (_article(quad) for quad in quads if quad.predicate == PROV.wasDerivedFrom)
        return any(map(self._article_matches_date, told))

    def _article_matches_date(self, article: str) -> bool:
        if self._selection.since is None and self._selection.until is None:
            return True
        issued = self._issued(article)
        return issued is not None and self._selection.covers(issued)

    def _look_up_date(self, article: str) -> PartialDate | None:
        for quad in self._quads(NamedNode(article), DCTERMS.issued):
            return PartialDate.parse(_iri(quad))
        return None

    def _is_fact(self, node: NamedNode) -> bool:
        return any(quad.object in self._facts for quad in self._quads(node, RDF.type))

    def _look_up(self, iri: str) -> bool:
        return next(self._quads(NamedNode(iri)), None) is not None

    def _quads(
        self, subject: NamedNode | None, predicate: NamedNode | None = None, obj: NamedNode | None = None
    ) -> Iterator[Quad]:
        return self._raw.quads_for_pattern(subject, predicate, obj, _MERGED)


def _iri(quad: Quad) -> str:
    """The value of a quad's object."""
    assert isinstance(quad.object, NamedNode | Literal)
    return quad.object.value


def _article(quad: Quad) -> str:
    """The article of the passage that is a quad's object: `ARTICLE#char=START,END`."""
    return _iri(quad).partition("#char=")[0]


def _first(date: PartialDate) -> tuple[int, int, int]:
    return date.year, date.month or 1, date.day or 1


def _last(date: PartialDate) -> tuple[int, int, int]:
    """The last day that a partial date may denote, for comparison."""
    return date.year, date.month or 12, date.day or 31
