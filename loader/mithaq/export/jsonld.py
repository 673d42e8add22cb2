"""JSON-LD 1.1 (W3C): a context, then one node per line.

The context declares the prefixes and the object properties, so that `"mq:party": ["state:QA"]` is enough. It is
embedded, or referenced by its IRI.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from mithaq.export.nodes import TYPE, Literal, Node, reading_order
from mithaq.export.prefixes import Shortener
from mithaq.export.schema import schema
from mithaq.export.syntax import Key, Syntax
from mithaq.rdf import PREFIXES

__all__ = ["JsonLd", "context_document"]

_STRING = f"{PREFIXES['xsd']}string"
_CANONICAL = re.compile(r"0|-?[1-9][0-9]{0,14}")
"""Integers that a JSON number represents exactly and with the same digits."""
_INTEGER = f"{PREFIXES['xsd']}integer"


class JsonLd(Syntax):
    """A document with `@context` and `@graph`; each article graph is a node with its own `@graph`."""

    separator = b",\n"

    def __init__(self, prefixes: Mapping[str, str], context: str | None = None) -> None:
        super().__init__(prefixes)
        self._shorten = Shortener(prefixes)
        self._context = context
        self._object_properties = _object_properties(self._shorten)

    def start(self) -> bytes:
        context = _context(self.prefixes) if self._context is None else self._context
        return b'{"@context": ' + _json(context) + b',\n"@graph": [\n'

    def finish(self) -> bytes:
        return b"\n]}\n"

    def key(self, node: Node) -> Key:
        return reading_order(node)

    def node(self, node: Node, graph: bytes | None) -> bytes:
        members: dict[str, object] = {"@id": self._name(node.subject)}
        if types := node.types():
            members["@type"] = [self._name(kind) for kind in types]
        stated: dict[str, list[object]] = {}
        for predicate, obj in node.pairs:
            if predicate != TYPE:
                name = self._name(predicate)
                stated.setdefault(name, []).append(self._value(obj, is_reference=name in self._object_properties))
        for name, values in stated.items():
            members[name] = values[0] if len(values) == 1 else values
        return _json(members)

    def open_graph(self, graph: bytes) -> bytes:
        return b'{"@id": ' + _json(self._name(graph)) + b', "@graph": [\n'

    def close_graph(self, graph: bytes) -> bytes:
        return b"\n]}"

    def _name(self, term: bytes) -> str:
        short = self._shorten(term)
        return (short[1:-1] if short.startswith(b"<") else short).decode()

    def _value(self, term: bytes, *, is_reference: bool) -> object:
        """A value of a property; one whose values the context takes for things `points`."""
        if not term.startswith(b'"'):
            return self._name(term) if is_reference else {"@id": self._name(term)}
        literal = Literal(term)
        if literal.language:
            return {"@language": literal.language, "@value": literal.text}
        if literal.datatype in ("", _STRING):
            return {"@value": literal.text} if is_reference else literal.text
        if literal.datatype == _INTEGER and _CANONICAL.fullmatch(literal.text):
            return int(literal.text)
        return {"@type": self._name(f"<{literal.datatype}>".encode()), "@value": literal.text}


def context_document(prefixes: Mapping[str, str]) -> bytes:
    """The context as a separate document; for one base IRI it is stable until the ontology changes."""
    return json.dumps({"@context": _context(prefixes)}, ensure_ascii=False, indent=2).encode() + b"\n"


def _context(prefixes: Mapping[str, str]) -> dict[str, object]:
    pointing = sorted(_object_properties(Shortener(prefixes)))
    return {"@version": 1.1, **prefixes, **{name: {"@id": name, "@type": "@id"} for name in pointing}}


def _object_properties(short: Shortener) -> frozenset[str]:
    """The names of the properties whose values are things."""
    names = (short(f"<{iri}>".encode()).decode() for iri in schema().object_properties)
    return frozenset(name for name in names if not name.startswith("<"))


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()
