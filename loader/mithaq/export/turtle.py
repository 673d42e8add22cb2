"""Turtle, TriG, N-Triples and N-Quads (W3C RDF 1.1) in a readable and comparable layout."""

from __future__ import annotations

import re
from collections.abc import Mapping

from mithaq.export.nodes import TYPE, Node, reading_order
from mithaq.export.prefixes import Shortener
from mithaq.export.syntax import Key, Syntax
from mithaq.rdf import PREFIXES

__all__ = ["NQuads", "Turtle"]

_XSD = PREFIXES["xsd"].encode()
_UNQUOTED = {  # datatypes whose literals Turtle writes without quotes, and forms that every parser gives back unchanged
    b"<" + _XSD + b"integer>": re.compile(rb"0|-?[1-9][0-9]*"),
    b"<" + _XSD + b"decimal>": re.compile(rb"(?:0|-?[1-9][0-9]*)\.[0-9]+"),
    b"<" + _XSD + b"boolean>": re.compile(rb"true|false"),
}


class Turtle(Syntax):
    """Nodes sorted by class, then label. Each is a block with one line for each property or value, so that a
    line-based diff shows only real changes.

    With graphs it is TriG.
    """

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        super().__init__(prefixes)
        self._shorten = Shortener(prefixes)

    def start(self) -> bytes:
        return "".join(f"@prefix {p}: <{iri}> .\n" for p, iri in self.prefixes.items()).encode()

    def key(self, node: Node) -> Key:
        return reading_order(node)

    def node(self, node: Node, graph: bytes | None) -> bytes:
        lines = []
        if types := node.types():
            lines.append(b" a " + b" , ".join(map(self._shorten, types)))
        last = b""
        for predicate, obj in node.pairs:
            if predicate == TYPE:
                continue
            if predicate == last:
                lines[-1] += b" ,\n        " + self._object(obj)
            else:
                lines.append(b"\n    " + self._shorten(predicate) + b" " + self._object(obj))
                last = predicate
        return b"\n" + self._shorten(node.subject) + b" ;".join(lines) + b" .\n"

    def open_graph(self, graph: bytes) -> bytes:
        return b"\n" + self._shorten(graph) + b" {\n"

    def close_graph(self, graph: bytes) -> bytes:
        return b"}\n"

    def _object(self, term: bytes) -> bytes:
        if term.startswith(b"<"):
            return self._shorten(term)
        if not term.endswith(b">"):
            return term
        quoted, _, datatype = term.rpartition(b"^^")
        form = _UNQUOTED.get(datatype)
        if form and form.fullmatch(quoted, 1, len(quoted) - 1):
            return quoted[1:-1]
        return quoted + b"^^" + self._shorten(datatype)


class NQuads(Syntax):
    """One statement per line, sorted, first the merged graph, then each article graph. Without graphs it is
    N-Triples."""

    def key(self, node: Node) -> Key:
        return (node.subject,)

    def node(self, node: Node, graph: bytes | None) -> bytes:
        end = b" .\n" if graph is None else b" " + graph + b" .\n"
        return b"".join(node.subject + b" " + p + b" " + o + end for p, o in node.pairs)
