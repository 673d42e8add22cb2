"""Files that are no articles and have a command of their own: graphs and queries."""

from __future__ import annotations

from collections.abc import Iterator

from mithaq.reading.forms.form import Item
from mithaq.reading.options import ReadOptions
from mithaq.reading.sources import RefusedError, Source

__all__ = ["refuse_graph", "refuse_query", "refuse_rdf"]


def refuse_rdf(source: Source, options: ReadOptions) -> Iterator[Item]:
    """RDF: an export of Mithaq or of another program."""
    raise RefusedError("is RDF, not an article", "use mithaq validate, or mithaq restore for a backup")
    yield


def refuse_query(source: Source, options: ReadOptions) -> Iterator[Item]:
    """A SPARQL query."""
    raise RefusedError("is a SPARQL query, not an article", "use mithaq sparql or mithaq query")
    yield


def refuse_graph(source: Source, options: ReadOptions) -> Iterator[Item]:
    """GraphML or GEXF: an export for programs that draw graphs."""
    raise RefusedError("is a drawing of a graph, not an article", "use mithaq validate for the RDF it was drawn from")
    yield
