"""Two-generation lookup cache shared by the batches of a load.

Three of four names looked up by a batch were looked up by an earlier batch, and lookups get slower as the store
grows.
"""

from __future__ import annotations

from typing import Generic, TypeVar

from pyoxigraph import NamedNode

from mithaq.identity.terms import PROFILE, PROFILES
from mithaq.store import Store
from mithaq.store.terms import CANONICAL, IDENTITY, value

__all__ = ["LookupCache"]

Value = TypeVar("Value")


class _TwoGenerationCache(Generic[Value]):
    """A cache of the `most` to 2 x `most` values used last.

    When the young generation is full it becomes the old one, and values unused for a whole generation are dropped."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._young: dict[str, Value] = {}
        self._old: dict[str, Value] = {}

    def get(self, name: str) -> Value | None:
        found = self._young.get(name)
        if found is None and (found := self._old.get(name)) is not None:
            self.set(name, found)
        return found

    def set(self, name: str, value: Value) -> None:
        self._young[name] = value
        if len(self._young) > self._most:
            self._young, self._old = {}, self._young

    def drop(self, name: str) -> None:
        self._young.pop(name, None)
        self._old.pop(name, None)


class LookupCache:
    """Cached lookups in the index of one store. The default `most` (entries of each kind) takes about 40 MB.

    Share one cache between all changes of a load. Nothing else may change the index meanwhile; every change updates
    the cache.
    """

    def __init__(self, store: Store, most: int = 20_000) -> None:
        self._store = store
        self._profiles = _TwoGenerationCache[str](most)
        self._canonical = _TwoGenerationCache[str](most)
        self._members = _TwoGenerationCache[frozenset[str]](most)

    def profile(self, iri: str) -> str:
        """The stored profile as text; empty if there is none."""
        text = self._profiles.get(iri)
        if text is None:
            found = self._store.quads(NamedNode(iri), PROFILE, None, PROFILES)
            text = value(found[0].object) if found else ""
            self._profiles.set(iri, text)
        return text

    def canonical(self, iri: str) -> str:
        canonical = self._canonical.get(iri)
        if canonical is None:
            canonical = self._store.canonical(iri)
            self._canonical.set(iri, canonical)
        return canonical

    def members(self, canonical: str) -> frozenset[str]:
        """All names of the entity with this canonical IRI (see `Store.members`)."""
        names = self._members.get(canonical)
        if names is None:
            moved = self._store.quads(None, CANONICAL, NamedNode(canonical), IDENTITY)
            names = frozenset(value(quad.subject) for quad in moved)
            if self.canonical(canonical) == canonical:
                names |= {canonical}
            self._members.set(canonical, names)
        return names

    # updates after a change

    def set_profile(self, iri: str, text: str) -> None:
        self._profiles.set(iri, text)

    def set_canonical(self, iri: str, canonical: str) -> None:
        self._canonical.set(iri, canonical)

    def set_members(self, canonical: str, names: frozenset[str] | None) -> None:
        """Set the names of an entity; None if not all of them are known."""
        if names is None:
            self._members.drop(canonical)
        else:
            self._members.set(canonical, names)
