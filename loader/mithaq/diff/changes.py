"""Compare two graphs without loading either into memory: both are sorted on disk and merged."""

from __future__ import annotations

import marshal
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from mithaq.diff.labels import Labels
from mithaq.diff.sides import lines_of
from mithaq.export import LABEL, ExternalSorter, Literal, Node, parse_lines
from mithaq.rdf import CLASS_NAMES, DCTERMS, OA, PREFIXES, SKOS

__all__ = ["Comparison", "NodeChange", "PropertyChange", "compare", "text_of"]

_NAMING = (LABEL, *(str(term).encode() for term in (DCTERMS.title, SKOS.prefLabel)))
_MQ = f"<{PREFIXES['mq']}".encode()
_PASSAGES = (str(OA.TextPositionSelector).encode(), str(OA.TextQuoteSelector).encode())
_RANKS = {_MQ + name.encode() + b">": rank for rank, name in enumerate(CLASS_NAMES)}
_NAMES = 3
"""Maximum number of linked things used to label an event."""


@dataclass(frozen=True, slots=True)
class PropertyChange:
    """A property of a thing with its removed and added values, as N-Triples terms."""

    property: bytes
    removed: tuple[bytes, ...]
    added: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class NodeChange:
    """A node that was `added` or `removed` (with all its values) or `changed` (with the differing values)."""

    kind: str
    subject: bytes
    type: bytes
    """The class it is grouped under, as an N-Triples term; empty if it has none."""
    label: str
    """Its own name, or the names of the things that it links; empty if there are none."""
    facts: tuple[PropertyChange, ...]

    @property
    def passage(self) -> bool:
        return self.type in _PASSAGES


class Comparison:
    """The differences between two graphs. Iterate over it for the changes, ordered by class, label and IRI."""

    def __init__(self, labels: Labels) -> None:
        self.labels = labels
        self.things: Counter[str] = Counter()
        """Number of things `added`, `removed` and `changed`, without passages."""
        self.passages: Counter[str] = Counter()
        self.added = 0
        """Number of added statements."""
        self.removed = 0
        self._sorter: ExternalSorter | None = None

    @property
    def same(self) -> bool:
        return not self.added and not self.removed

    def find(self, before: Iterable[Node], after: Iterable[Node], sorter: ExternalSorter) -> None:
        """Find the changes between two graphs; both node streams must be sorted by subject."""
        self._sorter = sorter
        for old, new in _pairs(before, after):
            was, is_now = set(old.pairs if old else ()), set(new.pairs if new else ())
            if was == is_now:
                continue
            node = new or old
            assert node is not None
            kind = "changed" if old and new else "added" if new else "removed"
            self.removed += len(was - is_now)
            self.added += len(is_now - was)
            first = min(node.types(), key=_rank, default=b"")
            (self.passages if first in _PASSAGES else self.things)[kind] += 1
            label = self._label(node)
            said = [(p, sorted(o for q, o in was - is_now if q == p), sorted(o for q, o in is_now - was if q == p))
                    for p in sorted({p for p, _ in was ^ is_now})]  # fmt: skip
            key = (*_rank(first), label, node.subject)
            sorter.add(key, marshal.dumps((kind, first, said)))

    def __iter__(self) -> Iterator[NodeChange]:
        for key, record in self._sorter or ():
            kind, first, said = marshal.loads(record)
            label, subject = key[2], key[3]
            assert isinstance(label, bytes)
            assert isinstance(subject, bytes)
            facts = tuple(PropertyChange(p, tuple(removed), tuple(added)) for p, removed, added in said)
            yield NodeChange(kind, subject, first, label.decode(), facts)

    def _label(self, node: Node) -> bytes:
        own = self.labels.get(node.subject)
        if own is not None:
            return text_of(own).encode()
        joined = (self.labels.get(o) for p, o in node.pairs if p.startswith(_MQ) and not o.startswith(_MQ))
        names = dict.fromkeys(text_of(label) for label in joined if label is not None)
        return ", ".join(list(names)[:_NAMES]).encode()


@contextmanager
def compare(before: Path, after: Path) -> Iterator[Comparison]:
    """Compare two RDF files or stores; the `Comparison` is valid inside the `with` block.

    Memory use does not depend on the size of the graphs, except for statements with blank nodes.

    Raises:
        UserError: one of them cannot be read; the message says which and why.
    """
    with ExitStack() as stack:
        labels = stack.enter_context(Labels())
        sides = []
        for path in (before, after):
            sides.append(stack.enter_context(ExternalSorter()))
            for line in lines_of(path):
                sides[-1].add((), line)
                subject, predicate, rest = line.split(b" ", 2)
                if predicate in _NAMING:
                    labels.add(subject, rest[:-2], newer=path == after)
        comparison = Comparison(labels)
        comparison.find(_nodes(sides[0]), _nodes(sides[1]), stack.enter_context(ExternalSorter()))
        yield comparison


def text_of(term: bytes) -> str:
    """The lexical form of a literal, or an IRI without angle brackets."""
    return Literal(term).text if term.startswith(b'"') else term.decode().strip("<>")


def _nodes(sorter: ExternalSorter) -> Iterator[Node]:
    """The nodes of one side, without duplicate statements."""
    yield from parse_lines(line for line, _ in groupby(line for _, line in sorter))


def _pairs(before: Iterable[Node], after: Iterable[Node]) -> Iterator[tuple[Node | None, Node | None]]:
    """The nodes of both sides, paired by subject."""
    olds, news = iter(before), iter(after)
    old, new = next(olds, None), next(news, None)
    while old or new:
        if new is None or (old is not None and old.subject < new.subject):
            yield old, None
            old = next(olds, None)
        elif old is None or new.subject < old.subject:
            yield None, new
            new = next(news, None)
        else:
            yield old, new
            old, new = next(olds, None), next(news, None)


def _rank(kind: bytes) -> tuple[int, bytes]:
    """Sort key: Mithaq's classes in export order, then other classes, passages, and nodes without a class."""
    if kind in _PASSAGES:
        return len(_RANKS) + 1, kind
    return _RANKS.get(kind, len(_RANKS) if kind else len(_RANKS) + 2), kind
