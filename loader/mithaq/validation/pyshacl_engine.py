"""Validate a graph with pySHACL, the reference engine. A load spends much of its time here.

Measured on an article of 180 triples and 60 property shapes: handing pySHACL parsed graphs takes 45 ms;
keeping its reading of the shapes between runs, leaving out the texts that only people read, and asking only
the shapes that have targets of their own (the others do nothing at the top) 20 ms; giving property shapes the
targets of their node shapes, and asking each question of shapes and data once, 9 ms. The results are the same.
"""

from __future__ import annotations

import logging
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from itertools import islice
from typing import Any

import pyoxigraph as ox
import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode
from pyshacl.constraints import CONSTRAINT_PARAMETERS_MAP
from pyshacl.graph_abstraction import OxigraphDataGraph
from pyshacl.shape import Shape
from pyshacl.shapes_graph import ShapesGraph
from pyshacl.validator import Validator
from rdflib import SH

from mithaq.validation.rules import TARGETS, shapes
from mithaq.validation.shacl_result import ShaclResult, Term

__all__ = ["run"]

_AT_ONCE = 1000
"""Number of focus nodes per batch; a merged graph may have a million."""
_MOST_ANSWERS = 200_000
_BLANK = "urn:mithaq:blank:"


class _Data(OxigraphDataGraph):
    """pySHACL's view of an Oxigraph store, with workarounds for two problems and cached answers."""

    def __init__(self, data: ox.Store) -> None:
        super().__init__(data)
        self._objects: dict[Any, list[Any]] = {}
        self._subjects: dict[Any, list[Any]] = {}

    def forget(self) -> None:
        """Clear the cache when it is large."""
        if len(self._objects) + len(self._subjects) > _MOST_ANSWERS:
            self._objects.clear()
            self._subjects.clear()

    def __bool__(self) -> bool:
        """pySHACL asks `datagraph or …` for each result; without this it counts the whole store each time."""
        return True

    def objects(self, subject: Any = None, predicate: Any = None, unique: bool = False) -> Generator[Any, None, None]:
        """A literal has no properties: Oxigraph raises an error where rdflib finds nothing."""
        if isinstance(subject, rdflib.Literal):
            return
        if isinstance(subject, list | tuple):
            yield from super().objects(subject, predicate, unique)
            return
        asked = subject, predicate
        if asked not in self._objects:
            self._objects[asked] = list(super().objects(subject, predicate, unique))
        yield from self._objects[asked]

    def subjects(self, predicate: Any = None, object_: Any = None, unique: bool = False) -> Generator[Any, None, None]:
        if isinstance(object_, list | tuple):
            yield from super().subjects(predicate, object_, unique)
            return
        asked = predicate, object_
        if asked not in self._subjects:
            self._subjects[asked] = list(super().subjects(predicate, object_, unique))
        yield from self._subjects[asked]

    def predicate_objects(self, subject: Any = None, unique: bool = False) -> Generator[tuple[Any, Any], None, None]:
        if not isinstance(subject, rdflib.Literal):
            yield from super().predicate_objects(subject, unique)


class _Frozen(rdflib.Graph):
    """An immutable graph with cached answers."""

    def __init__(self, triples: Iterable[Any]) -> None:
        super().__init__(store="SimpleMemory")
        self._answers: dict[Any, list[Any]] = {}
        for triple in triples:
            self.add(triple)

    def triples(self, triple: Any) -> Iterator[Any]:  # type: ignore[override]
        if triple not in self._answers:
            self._answers[triple] = list(super().triples(triple))
        return iter(self._answers[triple])


class _Flat(ShapesGraph):
    """The shapes that an engine has to start from, in groups with the same targets: property shapes with the targets
    of the node shapes they belong to. So each runs once over all its focus nodes, and not once for each."""

    def __init__(self) -> None:
        super().__init__(_Frozen(_flattened(shapes().graph)))
        self._parameters: dict[Any, list[Any]] = {}
        by_target: dict[Any, list[Shape]] = {}
        for shape in self.shapes:
            targets = frozenset((t, node) for t in TARGETS for node in self.graph.objects(shape.node, t))
            by_target.setdefault(targets, []).append(shape)
        by_target.pop(frozenset(), None)
        self.groups = list(by_target.values())
        lesser = {(self.graph.value(shape, SH.path), other) for shape, other in self.graph.subject_objects(SH.lessThan)}
        self.compared = sorted(NamedNode(str(known)) for pair in lesser for known in pair)

    def _add_system_triples(self) -> None:
        """Do nothing: the shapes contain no classes."""

    def predicate_objects(self, s: Any) -> Iterator[Any]:
        """pySHACL looks for those that are constraints, in a long list."""
        if s not in self._parameters:
            pairs = self.graph.predicate_objects(s)
            self._parameters[s] = [pair for pair in pairs if pair[0] in CONSTRAINT_PARAMETERS_MAP]
        return iter(self._parameters[s])


def _flattened(graph: rdflib.Graph) -> set[Any]:
    """Equivalent shapes without node shapes, except those referenced by other shapes."""
    flat = set(graph)
    for owner, shape in graph.subject_objects(SH.property):
        targets = [(t, node) for t in TARGETS for node in graph.objects(owner, t)]
        if targets and (None, None, owner) not in graph:
            flat.remove((owner, SH.property, shape))
            flat |= {(shape, target, node) for target, node in targets}
    return flat


@cache
def _read() -> _Flat:
    return _Flat()


def run(data: ox.Store) -> list[ShaclResult]:
    """Validate the default graph of `data`; returns sorted results.

    `data` holds the subclass statements of the ontology too.
    """
    read, graph = _read(), _Data(data)
    _name_blanks(data, read.compared)
    executor = Validator(graph, shacl_graph=read.graph).make_executor()
    found: list[Any] = []
    with _quiet():
        for group in read.groups:
            focus = iter(group[0].focus_nodes(graph))  # type: ignore[no-untyped-call]
            while some := list(islice(focus, _AT_ONCE)):
                for shape in group:
                    found += shape.validate(executor, graph, some)[1]
                graph.forget()
    if not found:
        return []
    report, _ = Validator.create_validation_report(read, False, found)
    return sorted({_result(report, node) for node in report.objects(None, SH.result)}, key=str)


def _name_blanks(data: ox.Store, properties: Iterable[NamedNode]) -> None:
    """Name the blank nodes among the values that sh:lessThan compares: pySHACL raises an error at them, where SHACL
    (4.5.3) has a result. `_term` makes them blank again."""
    default = ox.DefaultGraph()
    for known in properties:
        for quad in list(data.quads_for_pattern(None, known, None, default)):
            if isinstance(quad.object, BlankNode):
                data.remove(quad)
                data.add(ox.Quad(quad.subject, known, NamedNode(_BLANK + quad.object.value), default))


def _result(report: rdflib.Graph, node: rdflib.term.Node) -> ShaclResult:
    path, value = report.value(node, SH.resultPath), report.value(node, SH.value)
    return ShaclResult(
        shape=str(report.value(node, SH.sourceShape)),
        component=str(report.value(node, SH.sourceConstraintComponent)),
        focus=_term(report.value(node, SH.focusNode)),
        path=NamedNode(path) if isinstance(path, rdflib.URIRef) else None,
        value=None if value is None else _term(value),
    )


def _term(term: rdflib.term.Node | None) -> Term:
    if isinstance(term, rdflib.Literal):
        datatype = NamedNode(term.datatype) if term.datatype and not term.language else None
        return Literal(str(term), language=term.language, datatype=datatype)
    if isinstance(term, rdflib.BNode) or str(term).startswith(_BLANK):
        return BlankNode(str(term).removeprefix(_BLANK))
    return NamedNode(str(term))


@contextmanager
def _quiet() -> Iterator[None]:
    """Silence rdflib's warnings about ill-typed literals, which the report contains anyway."""
    logger = logging.getLogger("rdflib.term")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(before)
