"""Groups of copies among all articles of a store at once, for bulk loads: no lookup in a store is needed."""

from __future__ import annotations

import gzip
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, parse, serialize

from mithaq.copies.groups import COPIES, UNDATED
from mithaq.copies.shingle_cache import ShingleCache
from mithaq.copies.signature import MIN_SHARED_BANDS, MIN_SIMILARITY, shingles, similarity
from mithaq.rdf import DCTERMS, MQ
from mithaq.shuffle import (
    Components,
    Execute,
    Part,
    PartEntry,
    bucket_range,
    entry,
    key_hash,
    read_buckets,
    read_parts,
    write_atomically,
    write_parts,
)
from mithaq.store.terms import CONTENT

__all__ = ["copies_in_parts"]

_BITS = 32
"""Bits of the number of an article within its part in a reference to it."""
_HASH = struct.Struct("8s")
"""The hash of a key among those of an article."""
_LARGE = 32
"""A block is large if its articles have more different sets of keys."""


def copies_in_parts(parts: list[Part], folder: Path, *, buckets: int, execute: Execute) -> Path:
    """Find the copies among the articles of all parts, as `add_copies` does for those of a store.

    Returns a file of N-Quads that states them. Files of all passes are in `folder`, which `execute` must see.

    Raises:
        OSError: full disk, no permission.
    """
    listed = folder / "copies-parts"
    write_parts(listed, parts)
    components, known = Components(), dict[int, tuple[str, str]]()
    for edges, articles in execute(_ComparePass(listed, buckets), range(buckets)):
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


_Block = dict[bytes, list[int]]
"""The articles that have a key, by the hashes of all their keys."""


@dataclass(frozen=True, slots=True)
class _ComparePass:
    """Compares the articles that share enough band keys, one of them in a bucket.

    Returns edges between copies that connect the same articles as all copies do, and of each article the first date
    and the IRI. Memory grows with the articles of the bucket, not with the pairs: a text may have thousands of copies.
    """

    listed: Path
    buckets: int

    def __call__(self, bucket: int) -> tuple[list[tuple[int, int]], list[tuple[int, tuple[str, str]]]]:
        parts = read_parts(self.listed)
        reader = _Reader(parts)
        read = ShingleCache(reader.shingles)
        components, edges = Components(), list[tuple[int, int]]()
        for key, block in self._blocks(parts, bucket):
            for one, other in _candidates(key_hash(key), block, components):
                if similarity(read(one), read(other)) >= MIN_SIMILARITY:
                    components.join(one, other)
                    edges.append((one, other))
        return edges, [(article, reader.precedence(article)) for article in {a for edge in edges for a in edge}]

    def _blocks(self, parts: list[Part], bucket: int) -> Iterator[tuple[str, _Block]]:
        """The keys in the bucket that several articles have."""
        single: dict[str, tuple[bytes, int]] = {}
        blocks: dict[str, _Block] = {}
        for number, part in enumerate(parts):
            for key, place, hashes in read_buckets(part.file("bands"), *bucket_range(bucket, self.buckets)):
                article = number << _BITS | place
                if key in blocks:
                    blocks[key].setdefault(hashes, []).append(article)
                elif key in single:
                    before, first = single.pop(key)
                    blocks[key] = {before: [first]}
                    blocks[key].setdefault(hashes, []).append(article)
                else:
                    single[key] = hashes, article
        yield from blocks.items()


def _candidates(key: bytes, block: _Block, components: Components) -> Iterator[tuple[int, int]]:
    """The pairs in a block that share enough keys and are not connected when they are yielded.

    A pair is compared with the first of its keys only. In a large block, pairs are compared whatever other keys they
    share: one text is soon connected with most others, and then few pairs remain to look at.
    """
    keys = {hashes: frozenset(hash for (hash,) in _HASH.iter_unpack(hashes)) for hashes in block}
    large = len(block) > _LARGE
    variants = list(block)
    for row, one in enumerate(variants):
        if row & (row - 1) == 0 and len({components.find(a) for articles in block.values() for a in articles}) == 1:
            return
        for other in variants[row:]:
            shared = keys[one] & keys[other]
            if len(shared) >= MIN_SHARED_BANDS and (large or min(shared) == key):
                yield from _unconnected(block[one], block[other], components)


def _unconnected(ones: list[int], others: list[int], components: Components) -> Iterator[tuple[int, int]]:
    """The pairs of an article of each list, each once, that are not connected when they are yielded."""
    for one in ones:
        apart = [other for other in others if components.find(one) != components.find(other)]
        if ones is others:
            if not apart:
                return  # all are connected
            apart = [other for other in apart if other > one]
        for other in apart:
            if components.find(one) != components.find(other):
                yield one, other


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads articles from their parts."""

    parts: list[Part]

    def shingles(self, article: int) -> frozenset[str]:
        """The shingles of the body."""
        place, graph = self._read(article)
        text = next((o.value for _, p, o, _ in graph if p == CONTENT and isinstance(o, Literal)), "")
        return shingles("\n".join(text[start:end] for start, end in place.body))

    def precedence(self, article: int) -> tuple[str, str]:
        """The first date and the IRI: the first of a group is the original."""
        place, graph = self._read(article)
        me = NamedNode(place.iri)
        issued = [o.value for s, p, o, _ in graph if p == DCTERMS.issued and s == me and isinstance(o, Literal)]
        return min(issued, default=UNDATED), place.iri

    def _read(self, article: int) -> tuple[PartEntry, Iterator[Quad]]:
        part = self.parts[article >> _BITS]
        place = entry(part, article & (1 << _BITS) - 1)
        with part.file("graphs.nq.gz").open("rb") as file:
            file.seek(place.start)
            graph = gzip.decompress(file.read(place.length))
        return place, parse(graph, format=RdfFormat.N_QUADS)
