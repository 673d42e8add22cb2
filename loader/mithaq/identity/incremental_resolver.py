"""Incremental entity resolution: recomputes only what a change can affect, with the result of a full pass.

A group depends only on names connected by a chain of positive verdicts. Resolution starts from the changed names,
follows the old and the new verdicts, and clusters that part again; the rest cannot differ.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from pyoxigraph import NamedNode

from mithaq.identity.block_keys import block_key
from mithaq.identity.cluster import cluster
from mithaq.identity.entity_profiles import record_of
from mithaq.identity.entity_records import EntityRecord
from mithaq.identity.pair_verdict import PairVerdicts, verdict_on
from mithaq.identity.resolution_index import ResolutionIndex
from mithaq.identity.rules import LEVELS, MATCHERS, POINTERS, canonical_iri
from mithaq.identity.verdict import Features, Strength, Verdict
from mithaq.store.terms import value

__all__ = ["IncrementalResolver"]

Pair = tuple[str, str]


class IncrementalResolver:
    """One incremental pass over an index that already has the new profiles.

    `judgements` are the judgements in force now, `old_judgements` those of the previous pass. After `run`, the index
    has the new canonical IRIs.
    """

    def __init__(self, index: ResolutionIndex, judgements: PairVerdicts, old_judgements: PairVerdicts) -> None:
        self._index = index
        self._judgements = judgements
        self._old_judgements = old_judgements
        self._old_records: dict[str, EntityRecord | None] = {}
        self._new_records: dict[str, EntityRecord | None] = {}
        self._old_features: dict[str, Features | None] = {}
        self._new_features: dict[str, Features | None] = {}
        self._verdicts: dict[bool, dict[Pair, Verdict | None]] = {True: {}, False: {}}
        self._judged = {True: _partners(judgements), False: _partners(old_judgements)}
        self._differing: dict[str, list[str]] = defaultdict(list)
        self.moved: set[str] = set()
        """Names with a new canonical IRI."""

    def run(self) -> None:
        """Resolve every kind, in the order of their dependencies."""
        for iri in self._index.updated():
            old, new = self._old(iri), self._new(iri)
            if old != new:
                for kind in {record.kind for record in (old, new) if record is not None}:
                    self._differing[kind].append(iri)
        pointing: set[str] = set()
        for level in LEVELS:
            before = set(self.moved)
            for kind in level:
                self._resolve_kind(kind, self._changed(kind) | {i for i in pointing if self._is(i, kind)})
            pointing |= self._pointing_at(self.moved - before)

    # records before and after the change

    def _old(self, iri: str) -> EntityRecord | None:
        if iri not in self._old_records:
            self._old_records[iri] = record_of(iri, self._index.old_profile(iri))
        return self._old_records[iri]

    def _new(self, iri: str) -> EntityRecord | None:
        if iri not in self._new_records:
            self._new_records[iri] = record_of(iri, self._index.profile(iri))
        return self._new_records[iri]

    def _kind(self, iri: str, new: bool) -> str:
        known = self._new(iri) if new else self._old(iri)
        return known.kind if known is not None else ""

    def _is(self, iri: str, kind: str) -> bool:
        return any(t is not None and t.kind == kind for t in (self._old(iri), self._new(iri)))

    # affected names

    def _changed(self, kind: str) -> set[str]:
        found = set(self._differing.get(kind, ()))
        for pair in self._judgements.keys() | self._old_judgements.keys():
            if self._judgements.get(pair) != self._old_judgements.get(pair):
                found.update(iri for iri in pair if self._is(iri, kind))
        return found

    def _pointing_at(self, moved: Iterable[str]) -> set[str]:
        found: set[str] = set()
        for iri in moved:
            pointing = self._index.stated_quads(obj=NamedNode(iri))
            found.update(value(quad.subject) for quad in pointing if quad.predicate in POINTERS)
        return found

    # resolution

    def _resolve_kind(self, kind: str, changed: set[str]) -> None:
        index = self._index
        for iri in sorted(changed):
            features = self._features_of(iri, new=True) if self._lives(iri, kind) else None
            index.set_keys(iri, (block_key(kind, key) for key in features.keys) if features is not None else ())
        reached = self._reach(kind, changed | self._in_resized_blocks(kind, changed))
        living = [iri for iri in sorted(reached) if self._lives(iri, kind)]
        for names, verdicts in self._parts(kind, living):
            self._group(names, verdicts)
        for iri in reached - set(living):
            self._name(iri, iri)
            index.set_joins([iri], [])

    def _in_resized_blocks(self, kind: str, changed: Iterable[str]) -> set[str]:
        """All names in blocks that crossed the size limit in either direction."""
        index, found = self._index, set[str]()
        for key in {key for iri in changed for key in index.old_keys(iri) ^ index.keys(iri)}:
            if index.is_oversized(key, before=True) != index.is_oversized(key):
                found |= {iri for iri in index.block(key) if self._is(iri, kind)}
        return found

    def _lives(self, iri: str, kind: str) -> bool:
        new = self._new(iri)
        return new is not None and new.kind == kind

    def _group(self, names: list[str], verdicts: PairVerdicts) -> None:
        groups, joins = cluster(names, verdicts, self._cannot_link)
        for group in groups:
            best = canonical_iri([t for t in map(self._new, group) if t is not None])
            for iri in group:
                self._name(iri, best)
        self._index.set_joins(names, joins)

    def _cannot_link(self, one: str, other: str) -> bool:
        verdict = self._verdict(one, other, new=True)
        return verdict is not None and verdict.strength is Strength.DIFFERENT

    def _name(self, iri: str, canonical: str) -> None:
        if self._index.canonical(iri) != canonical:
            self._index.set_canonical(iri, canonical)
            self.moved.add(iri)

    def _reach(self, kind: str, changed: set[str]) -> set[str]:
        """All names connected to the changed ones by old or new positive verdicts."""
        reached, waiting = set(changed), sorted(changed)
        while waiting:
            one = waiting.pop()
            for new in (True, False) if one in changed else (True,):  # verdicts between unchanged names are unchanged
                for other in self._candidates(kind, one, new) - reached:
                    if self._positive(one, other, new):
                        reached.add(other)
                        waiting.append(other)
        return reached

    def _parts(self, kind: str, living: Collection[str]) -> Iterator[tuple[list[str], PairVerdicts]]:
        """The connected components of the living names under positive verdicts, with these verdicts."""
        left = set(living)
        for start in living:
            if start not in left:
                continue
            left.discard(start)
            part, waiting, verdicts = [start], [start], {}
            while waiting:
                one = waiting.pop()
                for other in self._candidates(kind, one, new=True):
                    pair = min(one, other), max(one, other)
                    if pair in verdicts or (verdict := self._positive(one, other, new=True)) is None:
                        continue
                    verdicts[pair] = verdict
                    if other in left:
                        left.discard(other)
                        part.append(other)
                        waiting.append(other)
            yield sorted(part), verdicts

    def _candidates(self, kind: str, iri: str, new: bool) -> set[str]:
        """Candidates for a match: names that share a query key in a block that is not oversized, and names judged the
        same."""
        features = self._features_of(iri, new)
        if features is None:
            return set()
        index, keys = self._index, [block_key(kind, key) for key in features.query_keys]
        found = {other for key in keys if not index.is_oversized(key, before=not new) for other in index.block(key)}
        found |= self._judged[new].get(iri, frozenset())
        found.discard(iri)
        return found

    def _positive(self, one: str, other: str, new: bool) -> Verdict | None:
        """The verdict on two names that are candidates of each other, if it is positive."""
        a, b = self._features_of(one, new), self._features_of(other, new)
        if a is None or b is None:
            return None
        verdict = self._verdict(one, other, new)
        if verdict is None or verdict.strength is Strength.DIFFERENT:
            return None
        if verdict.strength is Strength.JUDGED:
            return verdict
        kind = self._kind(one, new)
        return verdict if self._finds(kind, a, b, new) and self._finds(kind, b, a, new) else None

    def _finds(self, kind: str, one: Features, other: Features, new: bool) -> bool:
        keys = one.query_keys & other.keys
        return any(not self._index.is_oversized(block_key(kind, key), before=not new) for key in keys)

    def _features_of(self, iri: str, new: bool) -> Features | None:
        known = self._new_features if new else self._old_features
        if iri not in known:
            record = self._new(iri) if new else self._old(iri)
            canonical = self._index.canonical if new else self._index.old_canonical
            known[iri] = MATCHERS[record.kind].features(record, canonical) if record is not None else None
        return known[iri]

    def _verdict(self, one: str, other: str, new: bool) -> Verdict | None:
        """The cached verdict on two names, after the change (`new`) or before it."""
        pair = (one, other) if one < other else (other, one)
        known = self._verdicts[new]
        if pair not in known:
            known[pair] = self._match(pair, new)
        return known[pair]

    def _match(self, pair: Pair, new: bool) -> Verdict | None:
        one, other = map(self._new if new else self._old, pair)
        a, b = (self._features_of(iri, new) for iri in pair)
        if one is None or other is None or a is None or b is None:
            return None
        return verdict_on(one, other, (a, b), self._judgements if new else self._old_judgements)


def _partners(pairs: Iterable[Pair]) -> dict[str, set[str]]:
    """The names that are judged together with each name."""
    found: dict[str, set[str]] = defaultdict(set)
    for one, other in pairs:
        found[one].add(other)
        found[other].add(one)
    return found
