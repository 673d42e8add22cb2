"""RDF/XML (W3C RDF 1.1), for tools that read nothing else.

Oxigraph's own writer does not escape control characters and carriage returns, which XML parsers reject or change."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

from mithaq.errors import UserError
from mithaq.export.nodes import TYPE, Literal, Node, reading_order
from mithaq.export.syntax import Key, Syntax

__all__ = ["RdfXml"]

_NAME = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)
_ENDING = re.compile(r"[A-Za-z_][\w-]*\Z", re.ASCII)
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPES = {"\r": "&#13;"}


class RdfXml(Syntax):
    """One element for each node, named after its class, with one element for each property."""

    def start(self) -> bytes:
        names = "".join(f"\n    xmlns:{prefix}={quoteattr(iri)}" for prefix, iri in self.prefixes.items())
        return f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{names}>\n'.encode()

    def finish(self) -> bytes:
        return b"</rdf:RDF>\n"

    def key(self, node: Node) -> Key:
        return reading_order(node)

    def node(self, node: Node, graph: bytes | None) -> bytes:
        types = node.types()
        element, declared = self._element(types[0]) if types else ("rdf:Description", "")
        lines = [f"  <{element}{declared}{_about('about', node.subject)}>"]
        for predicate, obj in node.pairs:
            if predicate != TYPE or obj != types[0]:
                lines.append(f"    {self._property(predicate, obj)}")
        lines.append(f"  </{element}>\n")
        return "\n".join(lines).encode()

    def _property(self, predicate: bytes, obj: bytes) -> str:
        name, declared = self._element(predicate)
        if not obj.startswith(b'"'):
            return f"<{name}{declared}{_about('resource', obj)}/>"
        literal = Literal(obj)
        kind = f" xml:lang={quoteattr(literal.language)}" if literal.language else ""
        kind = f" rdf:datatype={quoteattr(literal.datatype)}" if literal.datatype else kind
        return f"<{name}{declared}{kind}>{self._text(literal.text)}</{name}>"

    def _element(self, iri: bytes) -> tuple[str, str]:
        """The element name for an IRI, and a namespace declaration if its prefix is not declared."""
        text = iri[1:-1].decode()
        for prefix, namespace in self.prefixes.items():
            if text.startswith(namespace) and _NAME.fullmatch(text, len(namespace)):
                return f"{prefix}:{text[len(namespace) :]}", ""
        local = _ENDING.search(text)
        if local is None:
            raise UserError(f"RDF/XML cannot represent the property <{text}>: choose another format")
        return f"ns:{local[0]}", f" xmlns:ns={quoteattr(text[: local.start()])}"

    def _text(self, text: str) -> str:
        clean, count = _NOT_XML.subn("\ufffd", text)
        if count:
            self.notes.add("characters that XML cannot hold were written as U+FFFD")
        return escape(clean, _ESCAPES)


def _about(attribute: str, term: bytes) -> str:
    if term.startswith(b"_:"):
        return f" rdf:nodeID={quoteattr(term[2:].decode())}"
    return f" rdf:{attribute}={quoteattr(term[1:-1].decode())}"
