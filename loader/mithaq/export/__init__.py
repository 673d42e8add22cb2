"""Sorted, stable and readable exports: equal graphs give equal bytes.

`export` writes a store, or a `Selection` of it, to a file; `export_tables` writes CSV tables for spreadsheets,
`write_graph` the graph constructed by a query; `describe_export` describes an export in VoID and DCAT.
Turtle, N-Triples and RDF/XML hold the merged graph; TriG, N-Quads and JSON-LD also each article's, under the merged
graph's IRIs; `merged_nodes` and `ArticleNodes` give other packages access to these graphs. The remaining names
(`Node`, `ExternalSorter`, …) serve packages that process whole graphs.
"""

from mithaq.export.atomic_write import atomic_write, check_target
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
from mithaq.export.tables import escape_formula
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
    "check_target",
    "context_document",
    "describe_export",
    "escape_formula",
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
