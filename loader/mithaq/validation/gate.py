"""Decide fast whether a graph has no violation, so that a load asks pySHACL about the few graphs that may have one.

The shapes are compiled once into plain tests over an indexed graph. The tests are strict: they hold only where SHACL
surely has no violation. Where one fails, `conforms` is False, and the full check (`mithaq.validation.check`) decides
and reports. Warnings do not count. A shape with a constraint that this module does not know makes every answer False:
slower, never wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, partial

import pyoxigraph as ox
import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple
from rdflib import RDFS, SH, XSD, URIRef
from rdflib.collection import Collection

from mithaq.rdf import PREFIXES, RDF
from mithaq.validation.checked_graph import CheckedGraph
from mithaq.validation.query_tests import GraphTest, test_for
from mithaq.validation.rules import Severity, shapes
from mithaq.validation.shacl_result import Term

__all__ = ["UnsupportedConstraintError", "compile_shapes", "conforms"]

ValueTest = Callable[[CheckedGraph, Term], bool]
FocusTest = Callable[[CheckedGraph, Term], bool]

_MQ = PREFIXES["mq"]
_SUBCLASS = NamedNode(str(RDFS.subClassOf))
_NO_CONSTRAINT = frozenset(
    (rdflib.RDF.type, SH.path, SH.severity, SH.property, SH.prefixes, SH.qualifiedMinCount, SH.targetClass,
     SH.targetNode, SH.targetObjectsOf)
)  # fmt: skip
_LEXICAL: Mapping[URIRef, re.Pattern[str]] = {
    XSD.integer: re.compile(r"-?[0-9]+"),
    XSD.decimal: re.compile(r"-?[0-9]+(\.[0-9]+)?"),
    XSD.gYearMonth: re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])"),
    XSD.gYear: re.compile(r"[0-9]{4}"),
    XSD.boolean: re.compile(r"true|false"),
    XSD.string: re.compile(r".*", re.DOTALL),
    XSD.anyURI: re.compile(r".*", re.DOTALL),
}
"""Datatypes with the lexical forms that are surely valid; other forms are left to the full check."""
_NUMBERS = frozenset(NamedNode(str(known)) for known in (XSD.integer, XSD.decimal))


class UnsupportedConstraintError(ValueError):
    """A shape has a constraint that no test here stands for."""


@dataclass(frozen=True, slots=True)
class _KnownTerms:
    """The constraint that properties and classes in the namespace `mq` are among those listed, tested without a query:
    a query over all statements would take a third of the time of a check."""

    properties: frozenset[str]
    classes: frozenset[str]

    def __call__(self, data: CheckedGraph) -> bool:
        used = {known.value for known in data.predicates() if known.value.startswith(_MQ)}
        kinds = {known.value for known in data.objects_of(RDF.type) if isinstance(known, NamedNode)}
        return used <= self.properties and {kind for kind in kinds if kind.startswith(_MQ)} <= self.classes


@dataclass(frozen=True, slots=True)
class _Compiled:
    """The shapes as tests: for the instances of each class, for the objects of each property, for the graph as a whole,
    and as queries that must find nothing."""

    by_class: tuple[tuple[NamedNode, FocusTest], ...]
    by_object: tuple[tuple[NamedNode, FocusTest], ...]
    whole: tuple[GraphTest, ...]
    queries: tuple[str, ...]
    superclasses: Mapping[Term, frozenset[Term]]


def conforms(quads: Iterable[Quad | Triple]) -> bool:
    """Whether quads, as one graph, surely have no violation of the shapes; False says that they may have one."""
    compiled = _shipped()
    if compiled is None:
        return False
    graph = CheckedGraph(quads, compiled.superclasses)
    if graph.objects_of(_SUBCLASS):
        return False  # classes of its own
    for kind, test in compiled.by_class:
        for node in graph.instances(kind):
            if not test(graph, node):
                return False
    for predicate, test in compiled.by_object:
        for node in graph.objects_of(predicate):
            if not test(graph, node):
                return False
    for whole in compiled.whole:
        if not whole(graph):
            return False
    if not compiled.queries:
        return True
    store = ox.Store()
    store.extend(Quad(*triple) for triple in graph.triples())
    return not any(store.query(query) for query in compiled.queries)


@cache
def _shipped() -> _Compiled | None:
    """The project's shapes, compiled once a process; None where one of them cannot be."""
    try:
        return compile_shapes(shapes().graph, shapes().subclasses)
    except UnsupportedConstraintError:
        return None


def compile_shapes(graph: rdflib.Graph, subclasses: Iterable[Quad]) -> _Compiled:
    """Compile SHACL shapes into tests.

    Args:
        graph: The shapes.
        subclasses: The subclass statements of the ontology.

    Raises:
        UnsupportedConstraintError: A shape has a constraint that no test stands for.
    """
    by_class: list[tuple[NamedNode, FocusTest]] = []
    by_object: list[tuple[NamedNode, FocusTest]] = []
    whole: list[GraphTest] = []
    queries: list[str] = []
    for shape in graph.subjects(rdflib.RDF.type, SH.NodeShape):
        tests = [_property_test(graph, p) for p in graph.objects(shape, SH.property) if _counts(graph, p)]
        if _counts(graph, shape):
            tests += _value_tests(graph, shape)  # the only value of a node shape is the focus node
            for constraint in graph.objects(shape, SH.sparql):
                select = str(graph.value(constraint, SH.select))
                if (known := _known_terms(select) or test_for(select)) is not None:
                    whole.append(known)
                else:
                    queries.append(_ask(graph, constraint))
        by_class += [(_iri(kind), test) for kind in graph.objects(shape, SH.targetClass) for test in tests]
        by_object += [(_iri(known), test) for known in graph.objects(shape, SH.targetObjectsOf) for test in tests]
    return _Compiled(tuple(by_class), tuple(by_object), tuple(whole), tuple(queries), _closure(subclasses))


def _counts(graph: rdflib.Graph, shape: rdflib.term.Node) -> bool:
    """Whether a failure of the shape is a violation."""
    return str(graph.value(shape, SH.severity, default=SH.Violation)) == Severity.VIOLATION.iri


def _closure(subclasses: Iterable[Quad]) -> dict[Term, frozenset[Term]]:
    """Each class with itself and all above it."""
    above: dict[Term, set[Term]] = {}
    for quad in subclasses:
        above.setdefault(quad.subject, set()).add(quad.object)  # type: ignore[arg-type]
    closed: dict[Term, frozenset[Term]] = {}
    for kind in above:
        every: set[Term] = set()
        waiting: list[Term] = [kind]
        while waiting:
            one = waiting.pop()
            if one not in every:
                every.add(one)
                waiting += above.get(one, ())
        closed[kind] = frozenset(every)
    return closed


_TERMS = re.compile(
    r"\s*SELECT DISTINCT \$this \?value WHERE \{\s*"
    r"\{\s*\?thing \?value \?object \.\s*FILTER \(\?value NOT IN \(([\s\w:,]*)\)\)\s*\}\s*UNION\s*"
    r"\{\s*\?thing a \?value \.\s*FILTER \(\?value NOT IN \(([\s\w:,]*)\)\)\s*\}\s*"
    r"FILTER \(STRSTARTS\(STR\(\?value\), STR\(mq:\)\)\)\s*\}\s*"
)
"""The query of the constraint that `_KnownTerms` stands for."""


def _known_terms(select: str) -> _KnownTerms | None:
    found = _TERMS.fullmatch(select)
    if found is None:
        return None
    properties, classes = (frozenset(_MQ + name for name in re.findall(r"mq:(\w+)", part)) for part in found.groups())
    return _KnownTerms(properties, classes)


def _ask(graph: rdflib.Graph, constraint: rdflib.term.Node) -> str:
    """A SPARQL constraint as a query for anything that breaks it, whatever the focus node."""
    head = "".join(
        f"PREFIX {graph.value(known, SH.prefix)}: <{graph.value(known, SH.namespace)}>\n"
        for scope in graph.objects(constraint, SH.prefixes)
        for known in graph.objects(scope, SH.declare)
    )
    select = str(graph.value(constraint, SH.select))
    _, where, body = select.partition("WHERE")
    if not where:
        raise UnsupportedConstraintError(select)
    return f"{head}ASK {body.replace('$this', '?this')}"


def _property_test(graph: rdflib.Graph, shape: rdflib.term.Node) -> FocusTest:
    """The test of a property shape with a path of one property, or of one of several."""
    predicate, *others = _path(graph, shape)
    each = tuple(_value_tests(graph, shape))
    together = tuple(_set_tests(graph, shape))

    def test(data: CheckedGraph, focus: Term) -> bool:
        values = data.objects(focus, predicate)  # (loops: this is where a load spends its time)
        for other in others:
            values = [*values, *data.objects(focus, other)]
        for whole in together:
            if not whole(data, focus, values):
                return False
        for value in values:
            for one in each:
                if not one(data, value):
                    return False
        return True

    return test


def _path(graph: rdflib.Graph, shape: rdflib.term.Node) -> list[NamedNode]:
    """The properties that the path of a shape leads along: one, or each of several by itself."""
    path = graph.value(shape, SH.path)
    choice = graph.value(path, SH.alternativePath) if path is not None else None
    steps = [path] if choice is None else list(graph.items(choice))
    if not steps or not all(isinstance(step, URIRef) for step in steps):
        raise UnsupportedConstraintError(f"path of {shape}")
    return [_iri(step) for step in steps if step is not None]


def _value_tests(graph: rdflib.Graph, shape: rdflib.term.Node) -> list[ValueTest]:
    """The tests that each value must pass by itself."""
    tests: list[ValueTest] = []
    for parameter, value in graph.predicate_objects(shape):
        if parameter in _EACH:
            tests.append(_EACH[parameter](graph, value))
        elif parameter not in _TOGETHER and parameter not in _NO_CONSTRAINT and parameter != SH.sparql:
            raise UnsupportedConstraintError(f"{parameter} of {shape}")
    return tests


SetTest = Callable[[CheckedGraph, Term, list[Term]], bool]


def _set_tests(graph: rdflib.Graph, shape: rdflib.term.Node) -> list[SetTest]:
    """The tests that all values together must pass."""
    return [
        _TOGETHER[parameter](graph, shape, value)
        for parameter, value in graph.predicate_objects(shape)
        if parameter in _TOGETHER
    ]


def _iri(node: rdflib.term.Node) -> NamedNode:
    return NamedNode(str(node))


def _native(node: rdflib.term.Node) -> Term:
    if isinstance(node, rdflib.Literal):
        return Literal(
            str(node), language=node.language, datatype=None if node.language else _iri(node.datatype or XSD.string)
        )
    return _iri(node)


# Tests of one value


def _datatype(graph: rdflib.Graph, known: rdflib.term.Node) -> ValueTest:
    wanted = _iri(known)
    if known == rdflib.RDF.langString:
        return lambda data, value: isinstance(value, Literal) and value.language is not None
    if known == XSD.date:
        return lambda data, value: isinstance(value, Literal) and value.datatype == wanted and _is_day(value.value)
    if known not in _LEXICAL:
        raise UnsupportedConstraintError(f"datatype {known}")
    form = _LEXICAL[URIRef(str(known))]

    def test(data: CheckedGraph, value: Term) -> bool:
        return isinstance(value, Literal) and value.datatype == wanted and form.fullmatch(value.value) is not None

    return test


def _is_day(text: str) -> bool:
    try:
        return len(text) == 10 and date.fromisoformat(text) is not None
    except ValueError:
        return False


def _class(graph: rdflib.Graph, known: rdflib.term.Node) -> ValueTest:
    kind = _iri(known)
    return lambda data, value: data.is_a(value, kind)


def _in(graph: rdflib.Graph, known: rdflib.term.Node) -> ValueTest:
    members = frozenset(map(_native, Collection(graph, known)))
    return lambda data, value: value in members


def _node_kind(graph: rdflib.Graph, known: rdflib.term.Node) -> ValueTest:
    kinds = {SH.IRI: NamedNode, SH.Literal: Literal, SH.BlankNode: BlankNode}
    if known not in kinds:
        raise UnsupportedConstraintError(f"node kind {known}")
    kind = kinds[URIRef(str(known))]
    return lambda data, value: isinstance(value, kind)


def _pattern(graph: rdflib.Graph, known: rdflib.term.Node) -> ValueTest:
    pattern = re.compile(str(known))
    return lambda data, value: not isinstance(value, BlankNode) and pattern.search(value.value) is not None


def _min_length(graph: rdflib.Graph, known: rdflib.term.Node) -> ValueTest:
    least = int(str(known))
    return lambda data, value: not isinstance(value, BlankNode) and len(value.value) >= least


def _language_in(graph: rdflib.Graph, known: rdflib.term.Node) -> ValueTest:
    languages = {str(member) for member in Collection(graph, known)}
    return lambda data, value: isinstance(value, Literal) and value.language in languages


def _order(graph: rdflib.Graph, known: rdflib.term.Node, *, above: bool, equal: bool) -> ValueTest:
    bound = Decimal(str(known))

    def test(data: CheckedGraph, value: Term) -> bool:
        number = _number(value)
        if number is None:
            return False
        return (equal and number == bound) or (number > bound if above else number < bound)

    return test


def _number(value: Term) -> Decimal | None:
    """The number of an integer or a decimal in a form that is surely valid."""
    if not isinstance(value, Literal) or value.datatype not in _NUMBERS:
        return None
    valid = _LEXICAL[XSD.decimal].fullmatch(value.value) is not None
    return Decimal(value.value) if valid else None


def _or(graph: rdflib.Graph, known: rdflib.term.Node) -> ValueTest:
    ways = [tuple(_value_tests(graph, member)) for member in Collection(graph, known)]
    return lambda data, value: any(all(test(data, value) for test in way) for way in ways)


_EACH: Mapping[rdflib.term.Node, Callable[[rdflib.Graph, rdflib.term.Node], ValueTest]] = {
    SH.datatype: _datatype,
    SH["class"]: _class,
    SH["in"]: _in,
    SH.nodeKind: _node_kind,
    SH.pattern: _pattern,
    SH.minLength: _min_length,
    SH.languageIn: _language_in,
    SH.minInclusive: partial(_order, above=True, equal=True),
    SH.minExclusive: partial(_order, above=True, equal=False),
    SH.maxInclusive: partial(_order, above=False, equal=True),
    SH.maxExclusive: partial(_order, above=False, equal=False),
    SH["or"]: _or,
}
"""Constraint parameter → what makes the test of one value of it."""


# Tests of all values


def _min_count(graph: rdflib.Graph, shape: rdflib.term.Node, known: rdflib.term.Node) -> SetTest:
    least = int(str(known))
    return lambda data, focus, values: len(values) >= least


def _max_count(graph: rdflib.Graph, shape: rdflib.term.Node, known: rdflib.term.Node) -> SetTest:
    most = int(str(known))
    return lambda data, focus, values: len(values) <= most


def _unique_language(graph: rdflib.Graph, shape: rdflib.term.Node, known: rdflib.term.Node) -> SetTest:
    def test(data: CheckedGraph, focus: Term, values: list[Term]) -> bool:
        languages = [value.language for value in values if isinstance(value, Literal) and value.language]
        return len(languages) == len(set(languages))

    return test


def _less_than(graph: rdflib.Graph, shape: rdflib.term.Node, known: rdflib.term.Node) -> SetTest:
    other = _iri(known)

    def test(data: CheckedGraph, focus: Term, values: list[Term]) -> bool:
        numbers, bounds = map(_number, values), [_number(value) for value in data.objects(focus, other)]
        return all(n is not None and b is not None and n < b for n in numbers for b in bounds)

    return test


def _qualified(graph: rdflib.Graph, shape: rdflib.term.Node, known: rdflib.term.Node) -> SetTest:
    least = int(str(graph.value(shape, SH.qualifiedMinCount) or 0))
    tests = tuple(_value_tests(graph, known))

    def test(data: CheckedGraph, focus: Term, values: list[Term]) -> bool:
        return sum(all(t(data, value) for t in tests) for value in values) >= least

    return test


_TOGETHER: Mapping[rdflib.term.Node, Callable[[rdflib.Graph, rdflib.term.Node, rdflib.term.Node], SetTest]] = {
    SH.minCount: _min_count,
    SH.maxCount: _max_count,
    SH.uniqueLang: _unique_language,
    SH.lessThan: _less_than,
    SH.qualifiedValueShape: _qualified,
}
"""Constraint parameter → what makes the test of all values together of it."""
