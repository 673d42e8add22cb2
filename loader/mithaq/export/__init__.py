"""Exports that are sorted, stable and readable: the same graph gives the same bytes, whatever made it.

`export` writes a store, or the part of it that a `Selection` makes, to a file, `export_tables` as tables for
spreadsheets, `write_graph` the graph that a query made; `describe_export` says in VoID and DCAT what a file holds.
Turtle, N-Triples and RDF/XML hold the merged graph; TriG, N-Quads and JSON-LD also each article's, under the merged
graph's IRIs; `merged_nodes` and `ArticleNodes` are these graphs for who sends them elsewhere. What else is here
(`Node`, `ExternalSorter` and their kin) serves rooms that handle whole graphs likewise.
"""

from mithaq.export.atomic_write import atomic_write
from mithaq.export.description import describe_export, licence_term
from mithaq.export.external_sorter import ExternalSorter
from mithaq.export.formats import CSV, FORMATS, format_of
from mithaq.export.jsonld import context_document
from mithaq.export.nodes import LABEL, Literal, Node, parse_lines
from mithaq.export.prefixes import prefixes_for
from mithaq.export.schema import Schema, schema
from mithaq.export.scratch import scratch_database, scratch_errors
from mithaq.export.statistics import GraphStatistics
from mithaq.export.store_nodes import ArticleNodes, article_graphs, merged_nodes
from mithaq.export.subset import Selection
from mithaq.export.writing import (
    ExportResult,
    export,
    export_tables,
    export_to,
    write_graph,
)

__all__ = [
    "CSV",
    "FORMATS",
    "LABEL",
    "ArticleNodes",
    "ExportResult",
    "ExternalSorter",
    "GraphStatistics",
    "Literal",
    "Node",
    "Schema",
    "Selection",
    "article_graphs",
    "atomic_write",
    "context_document",
    "describe_export",
    "export",
    "export_tables",
    "export_to",
    "format_of",
    "licence_term",
    "merged_nodes",
    "parse_lines",
    "prefixes_for",
    "schema",
    "scratch_database",
    "scratch_errors",
    "write_graph",
]  # fmt: skip
