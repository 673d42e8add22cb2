"""Counting what an export holds while it is written, for its description."""

from __future__ import annotations

from collections import Counter

from mithaq.export.nodes import TYPE, Literal, Node
from mithaq.rdf import DCTERMS

__all__ = ["GraphStatistics"]

_ISSUED = str(DCTERMS.issued).encode()


class GraphStatistics:
    """Counts of the merged graph. Its size follows the ontology's and not the graph's."""

    def __init__(self) -> None:
        self.statements = 0
        self.subjects = 0
        self.classes: Counter[bytes] = Counter()
        """How many things are of each class, by its IRI in angle brackets."""
        self.properties: Counter[bytes] = Counter()
        """How many statements have each property."""
        self.first = ""
        self.last = ""
        """The dates of the oldest and of the newest article, as they are written; of equal ones the shorter."""

    def add(self, node: Node) -> None:
        self.subjects += 1
        self.statements += len(node.pairs)
        self.classes.update({kind for predicate, kind in node.pairs if predicate == TYPE})
        self.properties.update(predicate for predicate, _ in node.pairs)
        for predicate, value in node.pairs:
            if predicate == _ISSUED:
                issued = Literal(value).text
                self.first = min(self.first or issued, issued)
                self.last = max(self.last, issued)
