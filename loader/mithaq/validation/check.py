"""Checks data against the shapes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox
from pyoxigraph import Quad, Triple

from mithaq.rdf import RDF
from mithaq.validation.context import explain
from mithaq.validation.report import ValidationReport
from mithaq.validation.rules import shapes
from mithaq.validation.shacl_result import ShaclResult

__all__ = ["ENGINES", "check", "non_empty_graphs", "validate"]

ENGINES = ("pyshacl", "rudof")
"""The engines that can run the shapes; the second is the extra `rudof`."""


def check(quads: Iterable[Quad | Triple], *, engine: str = "pyshacl") -> ValidationReport:
    """Check what `quads` say together, whatever graphs they are in: one article, or any graph.

    About 9 ms an article. It keeps nothing between calls but the shapes, so it is fit for worker processes.

    Raises:
        UserError: the engine is not installed.
    """
    data = ox.Store()
    data.extend(Quad(q.subject, q.predicate, q.object, ox.DefaultGraph()) for q in quads)
    kinds = [data.quads_for_pattern(None, RDF.type, c, ox.DefaultGraph()) for c in shapes().classes]
    things = {quad.subject for kind in kinds for quad in kind}
    data.extend(shapes().subclasses)
    findings = tuple(explain(data, result) for result in _run(data, engine))
    return ValidationReport.join([ValidationReport(findings, 1, len(things))])


def _run(data: ox.Store, engine: str) -> list[ShaclResult]:
    """Engines are imported when they are first used: each takes a while."""
    if engine == "rudof":
        from mithaq.validation import rudof_engine

        return rudof_engine.run(data)
    from mithaq.validation import pyshacl_engine

    return pyshacl_engine.run(data)


def non_empty_graphs(store: ox.Store) -> Iterator[ox.NamedNode | ox.BlankNode | ox.DefaultGraph]:
    """The graphs of a store that say something: the default graph first, the others by name."""
    if next(store.quads_for_pattern(None, None, None, ox.DefaultGraph()), None) is not None:
        yield ox.DefaultGraph()
    yield from sorted(store.named_graphs(), key=str)


def validate(source: ox.Store | Iterable[Quad], *, engine: str = "pyshacl") -> ValidationReport:
    """Check each graph of a store, or of `quads`, by itself, and report on all of them.

    By itself, because in its own graph an article calls a thing by its own name for it, and in the default
    graph a thing has one name.
    """
    if isinstance(source, ox.Store):
        store = source
    else:
        store = ox.Store()
        store.extend(source)
    return ValidationReport.join(
        check(store.quads_for_pattern(None, None, None, graph), engine=engine) for graph in non_empty_graphs(store)
    )
