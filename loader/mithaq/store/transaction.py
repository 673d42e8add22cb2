"""What is to become of a store in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, serialize

__all__ = ["Transaction"]


@dataclass(slots=True)
class Transaction:
    """Quads to remove, then quads to add, and graphs to drop before either; all of it happens or nothing.

    What is `merged_removals` and `merged_additions` is removed from and added to the default graph: subject, predicate and object as
    N-Triples writes them. The order of the lists does not matter, and neither do repetitions.
    """

    removals: list[Quad] = field(default_factory=list)
    additions: list[Quad] = field(default_factory=list)
    drops: list[NamedNode] = field(default_factory=list)
    merged_removals: list[tuple[str, str, str]] = field(default_factory=list)
    merged_additions: list[tuple[str, str, str]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.removals or self.additions or self.drops or self.merged_removals or self.merged_additions)

    def __len__(self) -> int:
        """How many quads it removes and adds, those of dropped graphs not counted."""
        return len(self.removals) + len(self.additions) + len(self.merged_removals) + len(self.merged_additions)

    def update(self) -> str:
        """The change as one SPARQL 1.1 Update request, which the engine carries out as one transaction."""
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
