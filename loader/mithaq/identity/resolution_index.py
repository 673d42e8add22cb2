"""The index of entity resolution: profiles, blocking keys, canonical IRIs and reasons.

Values are read from the store and changed in memory.

Old values stay readable beside new ones, because resolution compares the two; `change` returns the difference.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from mithaq.identity.block_keys import max_block_size
from mithaq.identity.cluster import Join
from mithaq.identity.entity_profiles import EntityProfile, dump_profile, parse_profile
from mithaq.identity.lookup_cache import LookupCache
from mithaq.identity.terms import JOINED, KEY, PROFILE, PROFILES
from mithaq.store import Store, is_internal_graph
from mithaq.store.terms import ARTICLES, CANONICAL, IDENTIFIER, IDENTITY, value

__all__ = ["ResolutionIndex"]


class ResolutionIndex:
    """The index during one change of the merged graph.

    `added` and `gone` are the names of the article graphs that the change merges and drops; both are in the store.
    `cache` keeps values read and changed by earlier indexes."""

    def __init__(
        self, store: Store, added: Collection[str] = (), gone: Collection[str] = (), cache: LookupCache | None = None
    ) -> None:
        self._store = store
        self._cache = cache or LookupCache(store)
        pending = {node.value for node in store.pending()}
        self._hidden_before = pending | set(added)
        self._hidden = self._hidden_before - set(added) | set(gone)
        self._article_graphs: dict[str, bool] = {}
        self._old_profiles: dict[str, EntityProfile] = {}
        self._new_profiles: dict[str, EntityProfile] = {}
        self._old_keys: dict[str, frozenset[int]] = {}
        self._new_keys: dict[str, frozenset[int]] = {}
        self._old_canonical: dict[str, str] = {}
        self._new_canonical: dict[str, str] = {}
        self._new_joins: dict[str, set[str]] = {}
        self._block_additions: dict[int, set[str]] = defaultdict(set)
        self._lost: dict[int, int] = defaultdict(int)
        self._known_blocks: dict[int, tuple[int, frozenset[str]]] = {}
        self._oversized: dict[int, bool] = {}
        self._oversized_before: dict[int, bool] = {}
        self._stored_members: dict[str, frozenset[str]] = {}
        self._joined_by: dict[str, set[str]] = defaultdict(set)
        self._left: dict[str, set[str]] = defaultdict(set)
        self._changed_profiles: dict[str, str] = {}
        self._found: dict[tuple[str | None, NamedNode | None, NamedNode | Literal | None], list[Quad]] = {}

    # profiles

    def old_profile(self, iri: str) -> EntityProfile:
        if iri not in self._old_profiles:
            text = self._cache.profile(iri)
            self._old_profiles[iri] = parse_profile(text) if text else {}
        return self._old_profiles[iri]

    def profile(self, iri: str) -> EntityProfile:
        return self._new_profiles[iri] if iri in self._new_profiles else self.old_profile(iri)

    def set_profile(self, iri: str, profile: EntityProfile) -> None:
        self.old_profile(iri)
        self._new_profiles[iri] = profile

    def updated(self) -> Iterable[str]:
        """The names with a changed profile."""
        return self._new_profiles

    # keys

    def old_keys(self, iri: str) -> frozenset[int]:
        if iri not in self._old_keys:
            found = self._store.quads(NamedNode(iri), KEY, None, PROFILES) if self.old_profile(iri) else []
            self._old_keys[iri] = frozenset(int(value(q.object)) for q in found)
        return self._old_keys[iri]

    def keys(self, iri: str) -> frozenset[int]:
        return self._new_keys[iri] if iri in self._new_keys else self.old_keys(iri)

    def set_keys(self, iri: str, keys: Iterable[int]) -> None:
        old, before, now = self.old_keys(iri), self.keys(iri), frozenset(keys)
        self._new_keys[iri] = now
        for key in before ^ now:
            self._oversized.pop(key, None)
        for key in now:
            self._block_additions[key].add(iri)
        for key in old & before - now:
            self._lost[key] += 1
        for key in old & now - before:
            self._lost[key] -= 1

    def block(self, key: int) -> frozenset[str]:
        """The names that have the key now or had it before the change; incomplete if the block is and was
        oversized."""
        return self._stored_block(key) | self._block_additions.get(key, set())

    def is_oversized(self, key: int, *, before: bool = False) -> bool:
        """Whether more names share the key than `max_block_size` allows; with `before`, as of before the change."""
        known = self._oversized_before if before else self._oversized
        if key not in known:
            known[key] = self._count(key, before) > max_block_size(key)
        return known[key]

    def _count(self, key: int, before: bool) -> int:
        stored = self._stored_block(key)
        if before:
            return len(stored)
        gained = sum(iri not in stored for iri in self._block_additions.get(key, ()) if key in self._new_keys[iri])
        return len(stored) + gained - self._lost.get(key, 0)

    def _stored_block(self, key: int) -> frozenset[str]:
        """The names that had the key before: all of them, or enough to know that the block was and is oversized."""
        enough = max_block_size(key) + 1 + self._lost.get(key, 0)
        known = self._known_blocks.get(key)
        if known is None or (known[0] < enough and len(known[1]) == known[0]):
            found = self._store.quads(None, KEY, Literal(key), PROFILES, most=enough)
            known = self._known_blocks[key] = enough, frozenset(value(quad.subject) for quad in found)
        return known[1]

    # canonical names

    def old_canonical(self, iri: str) -> str:
        if iri not in self._old_canonical:
            new = self._old_profiles.get(iri) == {}  # not in the store
            self._old_canonical[iri] = iri if new else self._cache.canonical(iri)
        return self._old_canonical[iri]

    def canonical(self, iri: str) -> str:
        return self._new_canonical[iri] if iri in self._new_canonical else self.old_canonical(iri)

    def set_canonical(self, iri: str, canonical: str) -> None:
        old = self.canonical(iri)
        if old == canonical:
            return
        self._new_canonical[iri] = canonical
        self._joined_by[old].discard(iri)
        self._left[old].add(iri)
        self._left[canonical].discard(iri)
        self._joined_by[canonical].add(iri)

    def old_members(self, canonical: str) -> list[str]:
        return [name for name in sorted(self._members_before(canonical)) if self.old_profile(name)]

    def _members_before(self, canonical: str) -> frozenset[str]:
        if canonical not in self._stored_members:
            new = self._old_profiles.get(canonical) == {}
            self._stored_members[canonical] = frozenset([canonical]) if new else self._cache.members(canonical)
        return self._stored_members[canonical]

    def members(self, canonical: str) -> list[str]:
        """The names of an entity, sorted, without names that no article uses any more."""
        names = self._members_before(canonical) - self._left[canonical] | self._joined_by[canonical]
        return sorted(name for name in names if self.profile(name) and self.canonical(name) == canonical)

    def names(self, canonical: str) -> list[str]:
        """All IRIs by which articles refer to an entity. An IRI without a profile (an article, a passage) stands for
        itself."""
        return self.members(canonical) or ([canonical] if not self.old_profile(canonical) else [])

    # reasons

    def set_joins(self, names: Iterable[str], joins: Iterable[Join]) -> None:
        """Replace the stored reasons why each of `names` is in its group."""
        for name in names:
            self._new_joins[name] = set()
        for join in joins:
            self._new_joins[join.one].add(join.text())

    def change(self) -> tuple[list[Quad], list[Quad]]:
        """The quads to remove from and to add to the store."""
        removals: list[Quad] = []
        additions: list[Quad] = []

        def replace_values(
            iri: str, predicate: NamedNode, graph: NamedNode, old: Iterable[str | int], new: Iterable[str | int]
        ) -> None:
            node, before, after = NamedNode(iri), set(old), set(new)
            removals.extend([Quad(node, predicate, Literal(text), graph) for text in before - after])
            additions.extend([Quad(node, predicate, Literal(text), graph) for text in after - before])

        for iri, profile in self._new_profiles.items():
            old = self.old_profile(iri)
            if old != profile:
                before, text = self._cache.profile(iri), dump_profile(profile) if profile else ""
                replace_values(iri, PROFILE, PROFILES, filter(None, [before]), filter(None, [text]))
                self._changed_profiles[iri] = text
        for iri, keys in self._new_keys.items():
            replace_values(iri, KEY, PROFILES, self.old_keys(iri), keys if self.profile(iri) else ())
        for iri, texts in self._new_joins.items():
            stored = self._store.quads(NamedNode(iri), JOINED, None, IDENTITY) if self.old_profile(iri) else []
            replace_values(iri, JOINED, IDENTITY, (value(q.object) for q in stored), texts if self.profile(iri) else ())
        for iri, canonical in self._new_canonical.items():
            before, node = self.old_canonical(iri), NamedNode(iri)
            if before == canonical:
                continue
            if before != iri:
                removals.append(Quad(node, CANONICAL, NamedNode(before), IDENTITY))
            if canonical != iri:
                additions.append(Quad(node, CANONICAL, NamedNode(canonical), IDENTITY))
        return removals, additions

    def remember(self) -> None:
        """Update the cache after the store has applied the change."""
        for iri, text in self._changed_profiles.items():
            self._cache.set_profile(iri, text)
        for iri, canonical in (self._old_canonical | self._new_canonical).items():
            self._cache.set_canonical(iri, canonical)
        for canonical, names in self._stored_members.items():
            names = names - self._left.get(canonical, set()) | self._joined_by.get(canonical, set())
            self._cache.set_members(canonical, names)
        for canonical in (self._left.keys() | self._joined_by.keys()) - self._stored_members.keys():
            self._cache.set_members(canonical, None)

    # article graphs, and auxiliary graphs (links to Wikidata)

    def auxiliary_quads(self, names: Iterable[str]) -> set[Quad]:
        """The quads of auxiliary graphs about `names`, with the nodes that refer to these names."""
        found: set[Quad] = set()
        for name in names:
            node = NamedNode(name)
            found.update(self._only_auxiliary(self._store.quads(node)))
            for quad in self._only_auxiliary(self._store.quads(obj=node)):
                assert isinstance(quad.subject, NamedNode)
                assert isinstance(quad.graph_name, NamedNode)
                found.update(self._store.quads(quad.subject, graph=quad.graph_name))
        return found

    def _only_auxiliary(self, quads: Iterable[Quad]) -> list[Quad]:
        return [quad for quad in quads if self.is_auxiliary(quad)]

    def is_auxiliary(self, quad: Quad) -> bool:
        """Whether the quad is in an auxiliary graph: neither an article's graph nor an internal one."""
        graph = quad.graph_name
        if not isinstance(graph, NamedNode) or is_internal_graph(graph):
            return False
        if graph.value not in self._article_graphs:
            known = self._store.quads(graph, IDENTIFIER, None, ARTICLES)
            self._article_graphs[graph.value] = bool(known)
        return not self._article_graphs[graph.value]

    def stated_quads(
        self,
        subject: str | None = None,
        predicate: NamedNode | None = None,
        obj: NamedNode | Literal | None = None,
        *,
        before: bool = False,
    ) -> list[Quad]:
        """Quads that match the pattern, from the article graphs merged after the change (or, with `before`, before
        it)."""
        hidden = self._hidden_before if before else self._hidden
        pattern = subject, predicate, obj
        if pattern not in self._found:
            node = NamedNode(subject) if subject is not None else None
            self._found[pattern] = [
                quad
                for quad in self._store.quads(node, predicate, obj, None)
                if not isinstance(quad.graph_name, DefaultGraph) and not is_internal_graph(quad.graph_name)
            ]
        return [quad for quad in self._found[pattern] if quad.graph_name.value not in hidden]  # type: ignore[union-attr]
