"""Read a graph's statements about each article as plain values, from an export or from quads."""

from __future__ import annotations

import gzip
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store

from mithaq.errors import UserError
from mithaq.rdf import DCTERMS, MQ, OA, PROV, RDF, RDFS, SCHEMA, SKOS

__all__ = ["EXPORTS", "EvaluatedGraph", "Provenance", "ReportedFacts"]

EXPORTS = (".nq", ".trig")
"""Extensions of export formats with article graphs; files may be gzipped."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Provenance of a statement: passages, rules and the highest confidence."""

    passages: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    confidence: str = ""


class EvaluatedGraph:
    """A graph with the statements of all articles in named graphs; labels, codes and classes may be in any graph."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.codes: dict[str, str] = {}
        self.labels: dict[str, set[str]] = defaultdict(set)
        self.post_states: dict[str, str] = {}
        self._classes: dict[str, set[str]] = defaultdict(set)
        self.series: dict[str, str] = {}
        self._articles: dict[str, NamedNode] = {}
        for quad in self._all(MQ.iso3166):
            self.codes[_value(quad.subject)] = _value(quad.object)
        for term in (RDFS.label, SKOS.altLabel, SKOS.prefLabel):
            for quad in self._all(term):
                self.labels[_value(quad.subject)].add(_value(quad.object))
        for quad in self._all(MQ.state):
            self.post_states[_value(quad.subject)] = _value(quad.object)
        for quad in self._all(MQ.editionOf):
            self.series[_value(quad.subject)] = _value(quad.object)
        for quad in self._all(RDF.type):
            self._classes[_value(quad.subject)].add(_value(quad.object))
        for quad in self._all(DCTERMS.identifier):
            if isinstance(quad.graph_name, NamedNode) and MQ.Article.value in self._classes[_value(quad.subject)]:
                self._articles[_value(quad.object)] = quad.graph_name

    @classmethod
    def of(cls, quads: Iterable[Quad]) -> EvaluatedGraph:
        """Build a graph from quads."""
        store = Store()
        store.extend(quads)
        return cls(store)

    @classmethod
    def load(cls, path: Path) -> EvaluatedGraph:
        """Load an export with article graphs (TriG or N-Quads, may be gzipped).

        Raises:
            UserError: the file cannot be read, or has no article graphs.
        """
        plain = path.with_suffix("") if path.suffix == ".gz" else path
        form = RdfFormat.from_extension(plain.suffix.lstrip("."))
        store = Store()
        try:
            with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as stream:
                store.bulk_load(cast("IO[bytes]", stream), form)
        except (OSError, EOFError) as problem:
            why = getattr(problem, "strerror", None) or problem
            raise UserError(f"{path}: cannot be read ({why})") from problem
        except (SyntaxError, ValueError) as problem:
            raise UserError(f"{path}: is not valid {form.name if form else 'RDF'} ({problem})") from problem
        graph = cls(store)
        if not graph._articles:
            raise UserError(f"{path}: contains no article graphs; export to .trig or .nq")
        return graph

    def article(self, identifier: str) -> ReportedFacts | None:
        """The facts reported for an article; None if the graph does not have it."""
        name = self._articles.get(identifier)
        return ReportedFacts(self, self._store, name) if name is not None else None

    def is_a(self, node: str, kind: NamedNode) -> bool:
        return kind.value in self._classes.get(node, ())

    def _all(self, predicate: NamedNode) -> Iterator[Quad]:
        """Quads in a fixed order, independent of the store's order; the last value wins."""
        yield from sorted(self._store.quads_for_pattern(None, predicate, None, None), key=str)


class ReportedFacts:
    """The facts that one article's graph reports. Nodes are IRIs as strings."""

    def __init__(self, graph: EvaluatedGraph, store: Store, name: NamedNode | DefaultGraph) -> None:
        self._graph = graph
        self._about: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for quad in store.quads_for_pattern(None, None, None, name):
            self._about[_value(quad.subject)][_value(quad.predicate)].append(_value(quad.object))
        self._name = _value(name) if isinstance(name, NamedNode) else ""

    @classmethod
    def nothing(cls, graph: EvaluatedGraph) -> ReportedFacts:
        """Empty facts, for an article that the graph does not have."""
        return cls(graph, Store(), DefaultGraph())

    @property
    def content(self) -> str:
        return next(iter(self.values(self._name, MQ.content)), "")

    def values(self, node: str, predicate: NamedNode) -> list[str]:
        about = self._about.get(node)
        return about.get(predicate.value, []) if about else []

    def mentioned(self, kind: NamedNode) -> list[str]:
        """The nodes of a class that the article mentions, sorted."""
        return sorted(n for n in set(self.values(self._name, SCHEMA.mentions)) if self._graph.is_a(n, kind))

    def nodes(self, kind: NamedNode) -> list[str]:
        """The nodes of a class in the article's graph, sorted."""
        return sorted(node for node, about in self._about.items() if kind.value in about.get(RDF.type.value, ()))

    def names(self, node: str) -> list[str]:
        """The labels of a node in the article, else in all articles; Arabic first."""
        own = {label for term in (RDFS.label, SKOS.altLabel, SKOS.prefLabel) for label in self.values(node, term)}
        labels = own or self._graph.labels.get(node, set())
        return sorted(labels, key=lambda label: (label.isascii(), label)) or [node]

    def code(self, node: str) -> str | None:
        """The ISO code of a state; None for other nodes."""
        return self._graph.codes.get(node)

    def post_codes(self, post: str) -> set[str | None]:
        """The state codes of a post in this article, else in all articles; contains None if there is none."""
        own: list[str] = self.values(post, MQ.state)
        return set(map(self.code, own or [self._graph.post_states.get(post, "")]))

    def source(self, node: str) -> Provenance:
        """The provenance of a node: passages, rules and confidence."""
        passages = {
            text for passage in self.values(node, PROV.wasDerivedFrom) for text in self.values(passage, OA.exact)
        }
        return Provenance(
            tuple(sorted(passages, key=lambda p: (len(p), p))),
            tuple(sorted(self.values(node, MQ.rule))),
            max(self.values(node, MQ.confidence), default=""),
        )


def _value(term: object) -> str:
    return term.value if isinstance(term, NamedNode | BlankNode | Literal) else str(term)
