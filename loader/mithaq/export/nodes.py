"""Nodes: the unit of serialization, a subject with all its statements.

Terms are bytes in N-Triples syntax as written by Oxigraph. They are valid in Turtle and need not be parsed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from pyoxigraph import Triple

from mithaq.rdf import CLASSES, PREFIXES

__all__ = ["LABEL", "TYPE", "Literal", "Node", "nodes_of", "parse_lines", "reading_order"]

TYPE = f"<{PREFIXES['rdf']}type>".encode()
LABEL = f"<{PREFIXES['rdfs']}label>".encode()

_RANKS = {str(known.node).encode(): rank for rank, known in enumerate(CLASSES)}
_PASSAGE = f"<{PREFIXES['oa']}".encode()
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_PLAIN = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}


class Node(NamedTuple):
    """A subject and its (predicate, object) pairs, sorted and without repetition."""

    subject: bytes
    pairs: list[tuple[bytes, bytes]]

    def types(self) -> list[bytes]:
        """The classes of the node, the main one first."""
        return sorted((o for p, o in self.pairs if p == TYPE), key=_rank)

    def label(self) -> bytes:
        return next((o for p, o in self.pairs if p == LABEL), b"")


def parse_lines(lines: Iterable[bytes]) -> Iterator[Node]:
    """Nodes from N-Triples lines grouped by subject, as Oxigraph's indexes return them."""
    for subject, group in groupby((line.partition(b" ") for line in lines), key=lambda parts: parts[0]):
        stated = sorted({parts[2] for parts in group})
        yield Node(subject, [_pair(rest) for rest in stated])


def _pair(rest: bytes) -> tuple[bytes, bytes]:
    """Parse `PREDICATE OBJECT .` with or without a line end."""
    predicate, _, obj = rest.partition(b" ")
    return predicate, obj.rstrip(b"\n")[:-2]


def nodes_of(triples: Iterable[Triple]) -> Iterator[Node]:
    """Nodes from triples in any order; all are held in memory."""
    stated: dict[bytes, set[tuple[bytes, bytes]]] = {}
    for triple in triples:
        pair = (str(triple.predicate).encode(), str(triple.object).encode())
        stated.setdefault(str(triple.subject).encode(), set()).add(pair)
    for subject, pairs in stated.items():
        yield Node(subject, sorted(pairs))


def reading_order(node: Node) -> tuple[int, bytes, bytes, bytes]:
    """The sort key for readable formats: class, then label, then IRI.

    States and people come first, the passages last.
    """
    first = next(iter(node.types()), b"")
    return *_rank(first), node.label(), node.subject


def _rank(kind: bytes) -> tuple[int, bytes]:
    if kind.startswith(_PASSAGE):
        return len(CLASSES) + 1, kind
    return _RANKS.get(kind, len(CLASSES)), kind


class Literal:
    """A parsed literal, for formats with another syntax than N-Triples."""

    __slots__ = ("_text", "datatype", "language")

    def __init__(self, term: bytes) -> None:
        quoted, _, tail = term.decode().rpartition('"')
        self._text = quoted[1:]
        self.language = tail[1:] if tail.startswith("@") else ""
        self.datatype = tail[3:-1] if tail.startswith("^^") else ""

    @property
    def text(self) -> str:
        """The lexical form."""
        if "\\" not in self._text:
            return self._text
        return _ESCAPE.sub(_unescaped, self._text)


def _unescaped(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else _PLAIN.get(match[3], match[3])
