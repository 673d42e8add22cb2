"""Checks data against the shapes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox
from pyoxigraph import Quad, Triple

from loader.rdf import RDF
from loader.validation.context import explain
from loader.validation.engine import run
from loader.validation.report import Report
from loader.validation.rules import shapes

__all__ = ["check", "graphs", "validate"]


def check(quads: Iterable[Quad | Triple]) -> Report:
    """Check what `quads` say together, whatever graphs they are in: one article, or any graph.

    About 20 ms an article. It keeps nothing between calls but the shapes, so it is fit for worker processes.
    """
    data = ox.Store()
    data.extend(Quad(q.subject, q.predicate, q.object, ox.DefaultGraph()) for q in quads)
    kinds = [data.quads_for_pattern(None, RDF.type, c, ox.DefaultGraph()) for c in shapes().classes]
    things = {quad.subject for kind in kinds for quad in kind}
    data.extend(shapes().subclasses)
    return Report.join([Report(tuple(explain(data, result) for result in run(data)), 1, len(things))])


def graphs(store: ox.Store) -> Iterator[ox.NamedNode | ox.BlankNode | ox.DefaultGraph]:
    """The graphs of a store that say something: the default graph first, the others by name."""
    if next(store.quads_for_pattern(None, None, None, ox.DefaultGraph()), None) is not None:
        yield ox.DefaultGraph()
    yield from sorted(store.named_graphs(), key=str)


def validate(source: ox.Store | Iterable[Quad]) -> Report:
    """Check each graph of a store, or of `quads`, by itself, and report on all of them.

    By itself, because in its own graph an article calls a thing by its own name for it, and in the default
    graph a thing has one name.
    """
    if isinstance(source, ox.Store):
        store = source
    else:
        store = ox.Store()
        store.extend(source)
    reports = [check(store.quads_for_pattern(None, None, None, graph)) for graph in graphs(store)]
    return Report.join(reports)
