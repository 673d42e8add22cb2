"""Last passes: the statements of the merged graph."""

from __future__ import annotations

import gzip
from dataclasses import dataclass

from mithaq.identity.entity_profiles import EntityProfile
from mithaq.identity.full_pass.spool import Spool
from mithaq.identity.merged_graph import NTriple, profile_statements, statements
from mithaq.shuffle import (
    COMPRESSION,
    article_graphs,
    bucket_of,
    load_values,
    read_buckets,
    write_atomically,
    write_buckets,
)

__all__ = ["EntityPass", "StatementPass", "ValuePass"]


def _lines(found: set[NTriple]) -> list[bytes]:
    return [f"{subject} {predicate} {obj} .\n".encode() for subject, predicate, obj in found]


@dataclass(frozen=True, slots=True)
class StatementPass:
    """Rewrites the article graphs of a part to canonical IRIs. Takes the number of a part."""

    spool: Spool
    levels: int

    def __call__(self, number: int) -> None:
        names = self.spool.names(self.levels)
        found: set[NTriple] = set()
        for graph in article_graphs(self.spool.parts()[number]):
            found |= statements(graph, names)
        text = gzip.compress(b"".join(_lines(found)), COMPRESSION, mtime=0)
        write_atomically(self.spool.file("statements.nt.gz", number), [text])


@dataclass(frozen=True, slots=True)
class ValuePass:
    """States the labels and single values of the entities that have one name; sends those of others to a bucket of
    their entity."""

    spool: Spool
    levels: int

    def __call__(self, bucket: int) -> None:
        buckets = self.spool.buckets
        canonical_of, heads = self.spool.canonical(self.levels), load_values(self.spool.file("heads"))
        found: set[NTriple] = set()
        shared: list[list[tuple[str, EntityProfile]]] = [[] for _ in range(buckets)]
        for iri, profile in read_buckets(self.spool.file("values", bucket), 0):
            canonical = canonical_of(iri)
            if canonical in heads:
                shared[bucket_of(canonical, buckets)].append((canonical, profile))
            else:
                found |= profile_statements(iri, [profile])
        write_atomically(self.spool.file("values.nt", bucket), _lines(found))
        write_buckets(self.spool.file("shared", bucket), shared)


@dataclass(frozen=True, slots=True)
class EntityPass:
    """States the labels and single values of the entities in a bucket that have several names."""

    spool: Spool

    def __call__(self, bucket: int) -> None:
        entities: dict[str, list[EntityProfile]] = {}
        for source in range(self.spool.buckets):
            for canonical, profile in read_buckets(self.spool.file("shared", source), bucket):
                entities.setdefault(canonical, []).append(profile)
        found: set[NTriple] = set()
        for canonical, profiles in entities.items():
            found |= profile_statements(canonical, profiles)
        write_atomically(self.spool.file("entities.nt", bucket), _lines(found))
