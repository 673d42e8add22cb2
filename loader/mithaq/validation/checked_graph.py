"""The graph of one article, indexed as the gate reads it: by subject, by predicate and by class."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from pyoxigraph import NamedNode, Quad, Triple

from mithaq.rdf import RDF
from mithaq.validation.shacl_result import Term

__all__ = ["CheckedGraph"]


class CheckedGraph:
    """The statements of some quads as one graph, whatever graphs they are in."""

    def __init__(self, quads: Iterable[Quad | Triple], superclasses: Mapping[Term, frozenset[Term]]) -> None:
        self._objects: dict[NamedNode, dict[Term, list[Term]]] = {}
        seen = set()
        for quad in quads:
            subject, predicate, known = triple = quad.subject, quad.predicate, quad.object
            if triple not in seen:
                seen.add(triple)
                self._objects.setdefault(predicate, {}).setdefault(subject, []).append(known)  # type: ignore[arg-type]
        self._classes: dict[Term, set[Term]] = {}
        self._instances: dict[Term, set[Term]] = {}
        for node, kinds in self._objects.get(RDF.type, {}).items():
            every = self._classes[node] = set[Term]()
            for kind in kinds:
                every |= superclasses.get(kind, frozenset((kind,)))
            for kind in every:
                self._instances.setdefault(kind, set()).add(node)

    def triples(self) -> Iterator[Triple]:
        """All statements, each once."""
        for predicate, subjects in self._objects.items():
            for subject, objects in subjects.items():
                for known in objects:
                    yield Triple(subject, predicate, known)  # type: ignore[arg-type]

    def objects(self, subject: Term, predicate: NamedNode) -> list[Term]:
        return self._objects.get(predicate, {}).get(subject, [])

    def objects_by_subject(self, predicate: NamedNode) -> Mapping[Term, list[Term]]:
        """All statements with a predicate."""
        return self._objects.get(predicate, {})

    def predicates(self) -> Collection[NamedNode]:
        return self._objects.keys()

    def objects_of(self, predicate: NamedNode) -> set[Term]:
        return {known for objects in self._objects.get(predicate, {}).values() for known in objects}

    def instances(self, kind: Term) -> Collection[Term]:
        return self._instances.get(kind, ())

    def is_a(self, node: Term, kind: Term) -> bool:
        return kind in self._classes.get(node, ())
