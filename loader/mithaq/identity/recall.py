"""What the books said lately, kept from one batch to the next.

Three of four names that a batch asks about were asked about in a batch before, and a look-up costs the more the larger
the store is.
"""

from __future__ import annotations

from typing import Generic, TypeVar

from pyoxigraph import NamedNode

from mithaq.identity.terms import CARD, THINGS
from mithaq.store import Store
from mithaq.store.terms import CANONICAL, IDENTITY, value

__all__ = ["Recall"]

Value = TypeVar("Value")


class _Lately(Generic[Value]):
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


class Recall:
    """Look-ups in one store's books, with a bounded memory: some 40 MB with the default `most` (values of each kind).

    Hand one to all passes of a load. Nothing but these passes may change the books meanwhile; each tells it what it
    has changed.
    """

    def __init__(self, store: Store, most: int = 20_000) -> None:
        self._store = store
        self._cards = _Lately[str](most)
        self._canonical = _Lately[str](most)
        self._members = _Lately[frozenset[str]](most)

    def card(self, iri: str) -> str:
        """The card as the store has it, empty when it has none."""
        text = self._cards.get(iri)
        if text is None:
            found = self._store.quads(NamedNode(iri), CARD, None, THINGS)
            text = value(found[0].object) if found else ""
            self._cards.set(iri, text)
        return text

    def canonical(self, iri: str) -> str:
        canon = self._canonical.get(iri)
        if canon is None:
            canon = self._store.canonical(iri)
            self._canonical.set(iri, canon)
        return canon

    def members(self, canon: str) -> frozenset[str]:
        """Every name that articles have for the thing whose one IRI is `canon`, as `Store.members` has it."""
        names = self._members.get(canon)
        if names is None:
            moved = self._store.quads(None, CANONICAL, NamedNode(canon), IDENTITY)
            names = frozenset(value(quad.subject) for quad in moved)
            if self.canonical(canon) == canon:
                names |= {canon}
            self._members.set(canon, names)
        return names

    # what a pass has changed

    def set_card(self, iri: str, text: str) -> None:
        self._cards.set(iri, text)

    def set_canonical(self, iri: str, canon: str) -> None:
        self._canonical.set(iri, canon)

    def set_members(self, canon: str, names: frozenset[str] | None) -> None:
        """None when the pass did not look at all of them."""
        if names is None:
            self._members.drop(canon)
        else:
            self._members.set(canon, names)
