"""Passes that decide: verdicts on candidates, and the groups of each connected component."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache

from pyoxigraph import Literal

from mithaq.identity.cluster import cluster
from mithaq.identity.entity_records import EntityRecord
from mithaq.identity.full_pass.blocks import BOTH, pair_bucket
from mithaq.identity.full_pass.records import LevelRecords
from mithaq.identity.full_pass.spool import Spool
from mithaq.identity.pair_verdict import PairVerdicts, verdict_on
from mithaq.identity.rules import MATCHERS, canonical_iri
from mithaq.identity.terms import JOINED
from mithaq.identity.verdict import Features, Strength, Verdict
from mithaq.shuffle import Components, load_values, read_buckets, write_atomically, write_buckets
from mithaq.store.terms import CANONICAL, IDENTITY

__all__ = ["GroupPass", "RoutePass", "VerdictPass"]

_CACHED = 5_000
"""Records with their features that a task keeps."""

_Known = Callable[[int], tuple[EntityRecord, Features]]
_Stored = tuple[int, int, int, tuple[str, ...]]
"""A positive verdict in a file: two references, strength and reasons."""


def _known(spool: Spool, level: int) -> _Known:
    """A function that gives a record and its features by its reference."""
    canonical, records = spool.canonical(level), LevelRecords(spool, level)

    @lru_cache(maxsize=_CACHED)
    def known(found: int) -> tuple[EntityRecord, Features]:
        record = records[found]
        return record, MATCHERS[record.kind].features(record, canonical)

    return known


@dataclass(frozen=True, slots=True)
class VerdictPass:
    """Gives the verdicts on the pairs in a bucket, and keeps the positive ones.

    Returns edges that connect the same names as all positive verdicts of the bucket.
    """

    spool: Spool
    level: int

    def __call__(self, bucket: int) -> list[tuple[int, int]]:
        known, judgements = _known(self.spool, self.level), self.spool.judgements()
        found: list[_Stored] = []
        components = Components()
        edges = []
        for one, other in self._candidates(bucket):
            (a, a_features), (b, b_features) = known(one), known(other)
            verdict = verdict_on(a, b, (a_features, b_features), judgements)
            if verdict is not None and verdict.strength is not Strength.DIFFERENT:
                found.append((one, other, int(verdict.strength), verdict.reasons))
                if components.join(one, other):
                    edges.append((one, other))
        write_buckets(self.spool.file("verdicts", self.level, bucket), [found])
        return edges

    def _candidates(self, bucket: int) -> list[tuple[int, int]]:
        """The pairs that find each other, and those judged the same."""
        buckets = self.spool.buckets
        ways: dict[tuple[int, int], int] = {}
        for source in range(buckets):
            for one, other, way in read_buckets(self.spool.file("pairs", self.level, source), bucket):
                ways[one, other] = ways.get((one, other), 0) | way
        mutual = {pair for pair, way in ways.items() if way == BOTH}
        forced = load_values(self.spool.file("forced", self.level))
        mutual.update(pair for pair in forced if pair_bucket(pair[0], pair[1], buckets) == bucket)
        return sorted(mutual)


@dataclass(frozen=True, slots=True)
class RoutePass:
    """Divides the verdicts of a bucket by the components of their names."""

    spool: Spool
    level: int

    def __call__(self, bucket: int) -> None:
        buckets = self.spool.buckets
        component = load_values(self.spool.file("components", self.level))
        routed: list[list[tuple[int, _Stored]]] = [[] for _ in range(buckets)]
        for verdict in read_buckets(self.spool.file("verdicts", self.level, bucket), 0):
            mine = component[verdict[0]]
            routed[hash((mine,)) % buckets].append((mine, verdict))
        write_buckets(self.spool.file("routed", self.level, bucket), routed)


@dataclass(frozen=True, slots=True)
class GroupPass:
    """Clusters the components in a bucket. Returns names with their canonical IRIs where these differ."""

    spool: Spool
    level: int

    def __call__(self, bucket: int) -> list[tuple[str, str]]:
        known, judgements = _known(self.spool, self.level), self.spool.judgements()
        components: dict[int, list[_Stored]] = {}
        for source in range(self.spool.buckets):
            for component, verdict in read_buckets(self.spool.file("routed", self.level, source), bucket):
                components.setdefault(component, []).append(verdict)
        moved: list[tuple[str, str]] = []
        quads: list[str] = []
        for verdicts in components.values():
            self._group(verdicts, known, judgements, moved, quads)
        write_atomically(self.spool.file("identity.nq", self.level, bucket), [quad.encode() for quad in quads])
        return moved

    def _group(
        self,
        stored: list[_Stored],
        known: _Known,
        judgements: PairVerdicts,
        moved: list[tuple[str, str]],
        quads: list[str],
    ) -> None:
        """Cluster one component, and add to `moved` and `quads`."""
        names = {known(found)[0].iri: found for pair in stored for found in pair[:2]}
        verdicts: PairVerdicts = {}
        for one, other, strength, reasons in stored:
            a, b = known(one)[0].iri, known(other)[0].iri
            verdicts[min(a, b), max(a, b)] = Verdict(Strength(strength), reasons)

        @cache
        def cannot_link(one: str, other: str) -> bool:
            (a, a_features), (b, b_features) = known(names[one]), known(names[other])
            verdict = verdict_on(a, b, (a_features, b_features), judgements)
            return verdict is not None and verdict.strength is Strength.DIFFERENT

        groups, joins = cluster(names, verdicts, cannot_link)
        for group in groups:
            best = canonical_iri([known(names[iri])[0] for iri in group])
            for iri in group:
                if iri != best:
                    moved.append((iri, best))
                    quads.append(f"<{iri}> {CANONICAL} <{best}> {IDENTITY} .\n")
        quads += {f"<{join.one}> {JOINED} {Literal(join.text())} {IDENTITY} .\n" for join in joins}
