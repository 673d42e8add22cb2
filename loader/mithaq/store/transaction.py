"""An atomic change of a store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, serialize

__all__ = ["Transaction"]


@dataclass(slots=True)
class Transaction:
    """Graphs to drop, quads to remove and quads to add, in this order; applied completely or not at all.

    `merged_removals` and `merged_additions` are statements of the default graph: subject, predicate and object in
    N-Triples syntax. Order and duplicates within the lists do not matter.
    """

    removals: list[Quad] = field(default_factory=list)
    additions: list[Quad] = field(default_factory=list)
    drops: list[NamedNode] = field(default_factory=list)
    merged_removals: list[tuple[str, str, str]] = field(default_factory=list)
    merged_additions: list[tuple[str, str, str]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.removals or self.additions or self.drops or self.merged_removals or self.merged_additions)

    def __len__(self) -> int:
        """The number of quads removed and added, without those of dropped graphs."""
        return len(self.removals) + len(self.additions) + len(self.merged_removals) + len(self.merged_additions)

    def update(self) -> str:
        """The change as one SPARQL 1.1 Update request, which the engine runs in one transaction."""
        parts = [f"DROP SILENT GRAPH {graph}" for graph in self.drops]
        if self.removals or self.merged_removals:
            parts.append(f"DELETE DATA {{\n{_lines(self.merged_removals)}{''.join(_blocks(self.removals))}}}")
        if self.additions or self.merged_additions:
            parts.append(f"INSERT DATA {{\n{_lines(self.merged_additions)}{''.join(_blocks(self.additions))}}}")
        return " ;\n".join(parts)


def _lines(statements: Iterable[tuple[str, str, str]]) -> str:
    return "".join(f"{subject} {predicate} {obj} .\n" for subject, predicate, obj in statements)


def _blocks(quads: Iterable[Quad]) -> Iterator[str]:
    for graph, group in groupby(quads, key=lambda q: q.graph_name):
        triples = serialize((q.triple for q in group), format=RdfFormat.N_TRIPLES)
        text = triples.decode() if triples else ""
        yield text if isinstance(graph, DefaultGraph) else f"GRAPH {graph} {{\n{text}}}\n"
