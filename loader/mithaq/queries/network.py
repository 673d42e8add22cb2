"""Write results as GraphML networks (http://graphml.graphdrawing.org) for Gephi, yEd, igraph and networkx.

Rows form a network if two columns are the ends of an edge, recognized by their names (`ENDS`). A graph result
forms one if it links things. Node names come from the `Label` columns or from the labels in the graph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import escape
from typing import IO

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from mithaq.errors import UserError
from mithaq.queries.display_text import shorten_iri
from mithaq.queries.results import Cell, Rows
from mithaq.rdf import PREFIXES, RDF

__all__ = ["ENDS", "network", "network_of_graph"]

ENDS = (
    ("Source", "Target"), ("source", "target"), ("from", "to"), ("speaker", "target"), ("one", "two"), ("who", "whom"),
)  # fmt: skip
"""Pairs of column names that hold the two ends of an edge, in order of preference."""

_ONE_WAY = (("from", "to"), ("speaker", "target"))
_LABELS = tuple(
    PREFIXES[prefix] + name for prefix, name in (("rdfs", "label"), ("schema", "name"), ("skos", "prefLabel"))
)
_NUMBERS = {"integer": "long", "decimal": "double", "double": "double", "boolean": "boolean"}
_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_Node = NamedNode | BlankNode
_Edge = tuple[_Node, _Node, Mapping[str, Cell]]


def network(rows: Rows, out: IO[str], meanings: Mapping[str, str], width: int | None) -> bool:
    """Write rows as a network: each row is an edge; other cells are edge attributes (`Weight` becomes `weight`).

    Rows without one of the ends are skipped.

    Raises:
        UserError: no two columns are the ends of an edge.
    """
    ends = next((pair for pair in ENDS if set(pair) <= set(rows.columns)), None)
    if ends is None:
        pairs = ", ".join("/".join(pair) for pair in ENDS)
        raise UserError(f"graphml needs a network: the result must have two columns named {pairs}")
    places = {name: place for place, name in enumerate(rows.columns)}
    labelled = {f"{end}Label" for end in ends}
    others = [name for name in rows.columns if name not in {*ends, *labelled, "Type"}]
    labels: dict[_Node, Mapping[str, str]] = {}
    edges: list[_Edge] = []
    for row in rows.rows:
        one, two = (row[places[end]] for end in ends)
        if not isinstance(one, NamedNode | BlankNode) or not isinstance(two, NamedNode | BlankNode):
            continue
        for node, end in ((one, ends[0]), (two, ends[1])):
            name = row[places[f"{end}Label"]] if f"{end}Label" in places else None
            labels.setdefault(node, {"label": name.value if isinstance(name, Literal) else _text(node)})
        edges.append((one, two, {name.replace("Weight", "weight"): row[places[name]] for name in others}))
    return _write(labels, edges, out, directed=ends in _ONE_WAY)


def network_of_graph(triples: Iterable[Triple], out: IO[str]) -> bool:
    """Write a graph as a network: IRIs are nodes with label and class, links are edges; other literals are skipped."""
    everything = list(triples)
    labels: dict[_Node, dict[str, str]] = {}
    edges: list[_Edge] = []
    for triple in everything:
        subject, value = triple.subject, triple.object
        if not isinstance(subject, NamedNode | BlankNode):
            continue
        about = labels.setdefault(subject, {"label": _text(subject)})
        if triple.predicate == RDF.type and isinstance(value, NamedNode):
            about["class"] = shorten_iri(value.value)
        elif isinstance(value, NamedNode | BlankNode):
            labels.setdefault(value, {"label": _text(value)})
            edges.append((subject, value, {"property": triple.predicate}))
        elif isinstance(value, Literal) and triple.predicate.value in _LABELS:
            best = value.language == "ar" or about["label"] == _text(subject)
            about["label"] = value.value if best else about["label"]
    return _write(labels, edges, out, directed=True)


def _write(nodes: Mapping[_Node, Mapping[str, str]], edges: list[_Edge], out: IO[str], *, directed: bool) -> bool:
    types: dict[str, str] = {}
    for _, _, cells in edges:
        for name, cell in cells.items():
            if cell is not None:
                kind = _type(cell)
                types[name] = kind if types.get(name, kind) == kind else "string"
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n')
    for name in sorted({name for about in nodes.values() for name in about}):
        out.write(f'  <key id="n-{name}" for="node" attr.name="{name}" attr.type="string"/>\n')
    for name, kind in types.items():
        out.write(f'  <key id="e-{_xml(name)}" for="edge" attr.name="{_xml(name)}" attr.type="{kind}"/>\n')
    out.write(f'  <graph edgedefault="{"directed" if directed else "undirected"}">\n')
    for node, about in nodes.items():
        data = "".join(_data(f"n-{name}", text) for name, text in about.items())
        out.write(f'    <node id="{_xml(_id(node))}">{data}</node>\n')
    for one, two, cells in edges:
        data = "".join(_data(f"e-{name}", _text(cell)) for name, cell in cells.items() if cell is not None)
        out.write(f'    <edge source="{_xml(_id(one))}" target="{_xml(_id(two))}">{data}</edge>\n')
    out.write("  </graph>\n</graphml>\n")
    return bool(edges)


def _data(key: str, text: str) -> str:
    return f'<data key="{_xml(key)}">{_xml(text)}</data>'


def _type(cell: Cell) -> str:
    if isinstance(cell, Literal) and cell.datatype.value.startswith(PREFIXES["xsd"]):
        return _NUMBERS.get(cell.datatype.value.removeprefix(PREFIXES["xsd"]), "string")
    return "string"


def _id(node: _Node) -> str:
    return node.value if isinstance(node, NamedNode) else str(node)


def _text(cell: Cell) -> str:
    if isinstance(cell, NamedNode | Literal):
        return shorten_iri(cell.value) if isinstance(cell, NamedNode) else cell.value
    return str(cell)


def _xml(text: str) -> str:
    """Escape text for XML 1.0; characters not allowed in XML are replaced."""
    return escape(_NOT_XML.sub("\ufffd", text)).replace("\n", "&#10;")
