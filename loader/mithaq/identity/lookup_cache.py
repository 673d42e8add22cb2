"""What the index said lately, kept from one batch to the next.

Three of four names that a batch asks about were asked about in a batch before, and a look-up costs the more the larger
the store is.
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
    """The values last set or asked for: at least `most`, at most twice as many. Those not asked for between two
    fillings are dropped, a generation at a time."""

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
    """Look-ups in one store's index, with a bounded memory: some 40 MB with the default `most` (values of each kind).

    Hand one to all passes of a load. Nothing but these passes may change the index meanwhile; each tells it what it
    has changed.
    """

    def __init__(self, store: Store, most: int = 20_000) -> None:
        self._store = store
        self._profiles = _TwoGenerationCache[str](most)
        self._canonical = _TwoGenerationCache[str](most)
        self._members = _TwoGenerationCache[frozenset[str]](most)

    def profile(self, iri: str) -> str:
        """The profile as the store has it, empty when it has none."""
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
        """Every name that articles have for the record whose one IRI is `canonical`, as `Store.members` has it."""
        names = self._members.get(canonical)
        if names is None:
            moved = self._store.quads(None, CANONICAL, NamedNode(canonical), IDENTITY)
            names = frozenset(value(quad.subject) for quad in moved)
            if self.canonical(canonical) == canonical:
                names |= {canonical}
            self._members.set(canonical, names)
        return names

    # what a pass has changed

    def set_profile(self, iri: str, text: str) -> None:
        self._profiles.set(iri, text)

    def set_canonical(self, iri: str, canonical: str) -> None:
        self._canonical.set(iri, canonical)

    def set_members(self, canonical: str, names: frozenset[str] | None) -> None:
        """None when the pass did not look at all of them."""
        if names is None:
            self._members.drop(canonical)
        else:
            self._members.set(canonical, names)
