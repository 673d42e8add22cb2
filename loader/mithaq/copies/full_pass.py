"""Groups of copies among all articles of a store at once, for bulk loads: no lookup in a store is needed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from pathlib import Path

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, parse, serialize

from mithaq.copies.groups import COPIES, UNDATED
from mithaq.copies.signature import MIN_SHARED_BANDS, MIN_SIMILARITY, shingles, similarity
from mithaq.rdf import DCTERMS, MQ
from mithaq.shuffle import (
    Components,
    Execute,
    Part,
    PartEntry,
    bucket_range,
    entries,
    load_values,
    read_buckets,
    write_atomically,
    write_buckets,
    write_values,
)
from mithaq.store.terms import CONTENT

__all__ = ["copies_in_parts"]

_BITS = 32
"""Bits of the number of an article within its part in a reference to it."""
_CACHED = 256
"""Texts, and files of entries, that a task keeps."""


@dataclass(frozen=True, slots=True)
class _Article:
    """What decides about an article that may be a copy: the first date, the IRI, and the shingles of its text."""

    issued: str
    iri: str
    shingles: frozenset[str]


def copies_in_parts(parts: list[Part], folder: Path, *, buckets: int, execute: Execute) -> Path:
    """Find the copies among the articles of all parts, as `add_copies` does for those of a store.

    Returns a file of N-Quads that states them. Files of all passes are in `folder`, which `execute` must see.

    Raises:
        OSError: full disk, no permission.
    """
    listed = folder / "copies-parts"
    write_values(listed, [(str(part.stem), part.quads, part.profiles, part.bands) for part in parts])
    for _ in execute(_BandPass(folder, listed, buckets), range(buckets)):
        pass
    components, known = Components(), dict[int, tuple[str, str]]()
    for edges, articles in execute(_ComparePass(folder, listed, buckets), range(buckets)):
        components.join_all(edges)
        known.update(articles)
    groups: dict[int, list[tuple[str, str]]] = {}
    for article, group in components.labels().items():
        groups.setdefault(group, []).append(known[article])
    path = folder / "copies.nq"
    quads = [quad for group in groups.values() for quad in _statements([iri for _, iri in sorted(group)])]
    write_atomically(path, [serialize(quads, format=RdfFormat.N_QUADS) or b""])
    return path


def _statements(group: list[str]) -> Iterator[Quad]:
    """That all of a group are copies of the first."""
    original = NamedNode(group[0])
    for copy in group[1:]:
        for graph in (COPIES, DefaultGraph()):
            yield Quad(NamedNode(copy), MQ.copyOf, original, graph)


def _parts(listed: Path) -> list[Part]:
    return [Part(Path(stem), *sizes) for stem, *sizes in load_values(listed)]


@dataclass(frozen=True, slots=True)
class _BandPass:
    """Finds the articles that share the band keys of a bucket, and divides the pairs into buckets."""

    folder: Path
    listed: Path
    buckets: int

    def __call__(self, bucket: int) -> None:
        blocks: dict[str, list[int]] = {}
        for number, part in enumerate(_parts(self.listed)):
            for key, article in read_buckets(part.file("bands"), *bucket_range(bucket, self.buckets)):
                blocks.setdefault(key, []).append(number << _BITS | article)
        shared = Counter(pair for block in blocks.values() if len(block) > 1 for pair in combinations(block, 2))
        pairs: list[list[tuple[int, int, int]]] = [[] for _ in range(self.buckets)]
        for (one, other), count in shared.items():
            pairs[hash((one, other)) % self.buckets].append((one, other, count))
        write_buckets(self.folder / f"bands-{bucket}", pairs)


@dataclass(frozen=True, slots=True)
class _ComparePass:
    """Compares the articles of a bucket's pairs that share enough band keys.

    Returns edges between copies that connect the same articles as all copies do, and of each article the first date
    and the IRI.
    """

    folder: Path
    listed: Path
    buckets: int

    def __call__(self, bucket: int) -> tuple[list[tuple[int, int]], list[tuple[int, tuple[str, str]]]]:
        shared: Counter[tuple[int, int]] = Counter()
        for source in range(self.buckets):
            for one, other, count in read_buckets(self.folder / f"bands-{source}", bucket):
                shared[one, other] += count
        read = _reader(_parts(self.listed))
        components, edges = Components(), list[tuple[int, int]]()
        known: dict[int, tuple[str, str]] = {}
        for one, other in sorted(pair for pair, count in shared.items() if count >= MIN_SHARED_BANDS):
            if components.find(one) == components.find(other):
                continue
            a, b = read(one), read(other)
            if similarity(a.shingles, b.shingles) >= MIN_SIMILARITY:
                components.join(one, other)
                edges.append((one, other))
                known.update({one: (a.issued, a.iri), other: (b.issued, b.iri)})
        return edges, list(known.items())


def _reader(parts: list[Part]) -> Callable[[int], _Article]:
    @lru_cache(maxsize=_CACHED)
    def places(number: int) -> list[PartEntry]:
        return entries(parts[number])

    @lru_cache(maxsize=_CACHED)
    def read(article: int) -> _Article:
        number = article >> _BITS
        entry = places(number)[article & (1 << _BITS) - 1]
        with parts[number].file("graphs.nq").open("rb") as file:
            file.seek(entry.start)
            return _article(entry, file.read(entry.length))

    return read


def _article(entry: PartEntry, graph: bytes) -> _Article:
    me, text, issued = NamedNode(entry.iri), "", []
    for quad in parse(graph, format=RdfFormat.N_QUADS):
        if isinstance(quad.object, Literal) and quad.predicate == CONTENT:
            text = quad.object.value
        elif quad.predicate == DCTERMS.issued and quad.subject == me:
            issued.append(quad.object.value)
    body = "\n".join(text[start:end] for start, end in entry.body)
    return _Article(min(issued, default=UNDATED), entry.iri, shingles(body))
