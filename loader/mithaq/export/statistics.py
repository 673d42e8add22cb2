"""Count the content of an export while it is written."""

from __future__ import annotations

from collections import Counter

from mithaq.export.nodes import TYPE, Literal, Node
from mithaq.rdf import DCTERMS

__all__ = ["GraphStatistics"]

_ISSUED = str(DCTERMS.issued).encode()


class GraphStatistics:
    """Counts of the merged graph, in memory proportional to the ontology."""

    def __init__(self) -> None:
        self.statements = 0
        self.subjects = 0
        self.classes: Counter[bytes] = Counter()
        """Number of individuals by class (IRI in angle brackets)."""
        self.properties: Counter[bytes] = Counter()
        """Number of statements by property."""
        self.first = ""
        self.last = ""
        """The dates of the oldest and the newest article, as written; the shorter one if they are equal."""

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
