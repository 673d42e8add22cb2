"""Exports that are sorted, stable and readable: the same graph gives the same bytes, whatever made it.

`export` writes a store to a file, `write_graph` the graph that a query made. Turtle, N-Triples and
RDF/XML hold the merged graph; TriG, N-Quads and JSON-LD also each article's, under the merged graph's
IRIs.
"""

from loader.export.writing import FORMATS, Exported, export, export_to, format_of, replacing, write_graph

__all__ = ["FORMATS", "Exported", "export", "export_to", "format_of", "replacing", "write_graph"]
