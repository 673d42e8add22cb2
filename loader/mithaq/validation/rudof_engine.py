"""Validate a graph with rudof (extra `rudof`): a second engine, several times as fast as pySHACL.

A test holds the two to the same results on every constraint of the shapes, but for two kinds of data, which
break another constraint by both engines. Of values that have no order between them (a boolean and a number)
they do not always find the same ones to break a constraint of order; and where a literal stands for a thing,
rudof does not ask what is said about it, and pySHACL misses that.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pyoxigraph as ox
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, serialize

from mithaq.errors import UserError
from mithaq.rdf import PREFIXES
from mithaq.resources import resource
from mithaq.validation.rules import shapes
from mithaq.validation.shacl_result import ShaclResult, Term

if TYPE_CHECKING:
    import pyrudof

__all__ = ["run"]


def run(data: ox.Store) -> list[ShaclResult]:
    """Validate the default graph of `data`; returns sorted results.

    Raises:
        UserError: the extra is not installed.
    """
    session = _session()
    import pyrudof

    text = data.dump(format=RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
    assert text is not None  # it is None only when written to a file
    report = ox.Store()
    session.begin_staging()  # twelve times as fast as loading again
    try:
        session.read_data(text.decode(), pyrudof.RDFFormat.NTriples, reader_mode=pyrudof.ReaderMode.Strict, merge=True)
        if not session.validate_shacl().conforms:
            found = session.serialize_shacl_validation_results(pyrudof.ResultShaclValidationFormat.NTriples)
            report.load(found.encode(), RdfFormat.N_TRIPLES)
    finally:
        session.rollback_staging()
    heads = report.quads_for_pattern(None, _sh("result"), None)
    return sorted({_result(report, head.object) for head in heads}, key=str)


@cache
def _session() -> pyrudof.Rudof:
    try:
        import pyrudof
    except ImportError:
        raise UserError("engine rudof: not installed: pip install 'mithaq[rudof]'") from None
    session = pyrudof.Rudof(pyrudof.RudofConfig())
    session.read_shacl(resource("ontology", "shapes.ttl").read_text("utf-8"))
    ground = serialize([quad.triple for quad in shapes().subclasses], format=RdfFormat.N_TRIPLES)
    assert ground is not None
    session.read_data(ground.decode(), pyrudof.RDFFormat.NTriples)
    return session


def _result(report: ox.Store, node: object) -> ShaclResult:
    assert isinstance(node, BlankNode | NamedNode)

    def term(name: str) -> Term | None:
        for quad in report.quads_for_pattern(node, _sh(name), None):
            assert isinstance(quad.object, NamedNode | BlankNode | Literal)
            return quad.object
        return None

    shape, component, focus, path = map(term, ("sourceShape", "sourceConstraintComponent", "focusNode", "resultPath"))
    assert isinstance(shape, NamedNode)
    assert isinstance(component, NamedNode)
    assert focus is not None
    return ShaclResult(
        shape.value, component.value, focus, path if isinstance(path, NamedNode) else None, term("value")
    )


def _sh(name: str) -> NamedNode:
    return NamedNode(PREFIXES["sh"] + name)
