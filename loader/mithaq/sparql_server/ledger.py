"""What a server has been given, written down on the server itself, in a graph of its own.

Kept there, it goes with the graphs when the server is wiped or an older state of it is put back, and whoever
publishes next, from whatever machine, starts from what is really there. It is a set of lines, packed into a few
long literals, because some servers cut a large graph when it is read:

    graph IRI DIGEST         the graph is there, with the content of that digest
    graph IRI -              something may be there
    part IRI DIGEST PART     of the content DIGEST, the part with the digest PART is there

A line may be added at any time; `graph` with a digest outweighs one without.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from pyoxigraph import Literal, NamedNode, Triple

__all__ = ["Ledger", "graph_line", "lines_as_statements", "part_line"]

_PUBLISHED = NamedNode("urn:mithaq:published")
_LINES = 400
"""Maximum number of lines in one literal."""


@dataclass(slots=True)
class Ledger:
    """Digests by graph name ("" if the server's content is unknown), and sent parts by name and digest."""

    graphs: dict[str, str] = field(default_factory=dict)
    parts: dict[tuple[str, str], set[str]] = field(default_factory=dict)

    @classmethod
    def read(cls, triples: Iterable[Triple]) -> Ledger:
        """Read the ledger graph; other statements are ignored."""
        ledger = cls()
        for triple in triples:
            if triple.predicate == _PUBLISHED and isinstance(triple.object, Literal):
                for line in triple.object.value.splitlines():
                    ledger._take(line.split(" "))
        return ledger

    def _take(self, words: list[str]) -> None:
        match words:
            case ["graph", name, "-"]:
                self.graphs.setdefault(name, "")
            case ["graph", name, digest]:
                self.graphs[name] = digest
            case ["part", name, whole, part]:
                self.parts.setdefault((name, whole), set()).add(part)

    def lines(self) -> Iterator[str]:
        """The ledger as lines."""
        for name in sorted(self.graphs):
            yield graph_line(name, self.graphs[name])
        for (name, whole), parts in sorted(self.parts.items()):
            for part in sorted(parts):
                yield part_line(name, whole, part)


def graph_line(name: str, digest: str) -> str:
    return f"graph {name} {digest or '-'}"


def part_line(name: str, whole: str, part: str) -> str:
    return f"part {name} {whole} {part}"


def lines_as_statements(ledger: str, lines: Iterable[str]) -> bytes:
    """Lines as N-Triples with the graph IRI `ledger` as subject."""
    subject, rest, statements = NamedNode(ledger), iter(lines), []
    while some := list(islice(rest, _LINES)):
        statements.append(f"{Triple(subject, _PUBLISHED, Literal(chr(10).join(some)))} .\n")
    return "".join(statements).encode()
