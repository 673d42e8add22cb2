"""Passes that find candidates: names of one kind that find each other by blocking keys."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import Literal

from mithaq.identity.block_keys import block_key, max_block_size
from mithaq.identity.full_pass.records import RecordFile, reference
from mithaq.identity.full_pass.spool import Spool
from mithaq.identity.rules import MATCHERS
from mithaq.identity.terms import KEY, PROFILES
from mithaq.shuffle import load_values, read_buckets, write_atomically, write_buckets

__all__ = ["BOTH", "BlockPass", "KeyPass", "pair_bucket"]

_HAS, _LOOKS_FOR = 1, 2
"""What a record does with a key."""
BOTH = 3
"""The value of a pair of which each finds the other: 1 if the smaller reference finds the larger one, 2 if the larger
one finds the smaller."""


def pair_bucket(one: int, other: int, buckets: int) -> int:
    """The bucket of a pair of references; the hash of numbers is the same in all processes."""
    return hash((one, other)) % buckets


@dataclass(frozen=True, slots=True)
class KeyPass:
    """Makes the blocking keys of the records of a level in a bucket, for the store and for `BlockPass`.

    Returns the names that judgements are about: IRI, kind and reference.
    """

    spool: Spool
    level: int

    def __call__(self, bucket: int) -> list[tuple[str, str, int]]:
        spool, buckets = self.spool, self.spool.buckets
        canonical, judged = spool.canonical(self.level), load_values(spool.file("judged"))
        quads: list[bytes] = []
        found: list[tuple[str, str, int]] = []
        entries: list[list[tuple[int, int, int]]] = [[] for _ in range(buckets)]
        for number, record in enumerate(RecordFile(spool.file("records", self.level, bucket))):
            features = MATCHERS[record.kind].features(record, canonical)
            me, kind = reference(bucket, number), record.kind
            subject = f"<{record.iri}> {KEY} "
            for key in features.keys:
                hashed = block_key(kind, key)
                quads.append(f"{subject}{Literal(hashed)} {PROFILES} .\n".encode())
                does = _HAS | _LOOKS_FOR if key in features.query_keys else _HAS
                entries[hash((hashed,)) % buckets].append((hashed, me, does))
            for key in features.query_keys - features.keys:
                hashed = block_key(kind, key)
                entries[hash((hashed,)) % buckets].append((hashed, me, _LOOKS_FOR))
            if record.iri in judged:
                found.append((record.iri, kind, me))
        write_atomically(spool.file("keys.nq", self.level, bucket), quads)
        write_buckets(spool.file("keys", self.level, bucket), entries)
        return found


@dataclass(frozen=True, slots=True)
class BlockPass:
    """Finds the names that share a key in a bucket of keys, and divides the pairs into buckets."""

    spool: Spool
    level: int

    def __call__(self, bucket: int) -> None:
        buckets = self.spool.buckets
        pairs: dict[tuple[int, int], int] = {}
        for key, block in self._blocks(bucket):
            for pair, way in _pairs(key, block):
                pairs[pair] = pairs.get(pair, 0) | way
        found: list[list[tuple[int, int, int]]] = [[] for _ in range(buckets)]
        for (one, other), ways in pairs.items():
            found[pair_bucket(one, other, buckets)].append((one, other, ways))
        write_buckets(self.spool.file("pairs", self.level, bucket), found)

    def _blocks(self, bucket: int) -> Iterator[tuple[int, list[tuple[int, int]]]]:
        """The keys in the bucket that several names have or look for."""
        single: dict[int, tuple[int, int]] = {}
        blocks: dict[int, list[tuple[int, int]]] = {}
        for source in range(self.spool.buckets):
            for key, record, does in read_buckets(self.spool.file("keys", self.level, source), bucket):
                if key in blocks:
                    blocks[key].append((record, does))
                elif key in single:
                    blocks[key] = [single.pop(key), (record, does)]
                else:
                    single[key] = record, does
        yield from blocks.items()


def _pairs(key: int, block: list[tuple[int, int]]) -> Iterator[tuple[tuple[int, int], int]]:
    """The pairs of which one finds the other by this key, and which way; none if too many names have the key."""
    holders = [record for record, does in block if does & _HAS]
    if len(holders) > max_block_size(key):
        return
    for one, does in block:
        if does & _LOOKS_FOR:
            for other in holders:
                if one < other:
                    yield (one, other), 1
                elif other < one:
                    yield (other, one), 2
