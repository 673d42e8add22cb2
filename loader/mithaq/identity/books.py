"""The books of identity: cards, keys, canonical names and reasons, read from the store and changed in memory.

Old values stay readable beside new ones until `change` gives the difference, because a pass compares the two.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from mithaq.identity import cards
from mithaq.identity.cards import Card
from mithaq.identity.cluster import Join
from mithaq.identity.recall import Recall
from mithaq.identity.terms import CARD, JOINED, KEY, THINGS
from mithaq.store import Store, is_book
from mithaq.store.terms import ARTICLES, CANONICAL, IDENTIFIER, IDENTITY, value

__all__ = ["CROWD", "CROWDS", "Books"]

CROWD = 64
"""A key that more names than this share tells none of them apart, and does not lead from one to another."""
CROWDS = {"agreement": 16}
"""The same for kinds of which many things are called alike: two states sign a memorandum about one matter every year or
so, and articles that leave out the day could mean each. Without a limit a load would be quadratic."""


def _most(key: str) -> int:
    return CROWDS.get(key.partition(" ")[0], CROWD)


class Books:
    """`added` and `gone` are the names of article graphs that the change merges and drops. Both are in
    the store. `recall` remembers what the books before this one have read and changed."""

    def __init__(
        self, store: Store, added: Collection[str] = (), gone: Collection[str] = (), recall: Recall | None = None
    ) -> None:
        self._store = store
        self._recall = recall or Recall(store)
        pending = {node.value for node in store.pending()}
        self._hidden_before = pending | set(added)
        self._hidden = self._hidden_before - set(added) | set(gone)
        self._article_graphs: dict[str, bool] = {}
        self._old_cards: dict[str, Card] = {}
        self._new_cards: dict[str, Card] = {}
        self._old_keys: dict[str, frozenset[str]] = {}
        self._new_keys: dict[str, frozenset[str]] = {}
        self._old_canon: dict[str, str] = {}
        self._new_canon: dict[str, str] = {}
        self._old_joins: dict[str, frozenset[str]] = {}
        self._new_joins: dict[str, set[str]] = {}
        self._bearers: dict[str, set[str]] = defaultdict(set)
        self._lost: dict[str, int] = defaultdict(int)
        self._found_bearers: dict[str, tuple[int, frozenset[str]]] = {}
        self._stored_members: dict[str, frozenset[str]] = {}
        self._joined_by: dict[str, set[str]] = defaultdict(set)
        self._left: dict[str, set[str]] = defaultdict(set)
        self._changed_cards: dict[str, str] = {}
        self._found: dict[tuple[str | None, NamedNode | None, NamedNode | Literal | None], list[Quad]] = {}

    # cards

    def old_card(self, iri: str) -> Card:
        if iri not in self._old_cards:
            text = self._recall.card(iri)
            self._old_cards[iri] = cards.parse(text) if text else {}
        return self._old_cards[iri]

    def card(self, iri: str) -> Card:
        return self._new_cards[iri] if iri in self._new_cards else self.old_card(iri)

    def set_card(self, iri: str, card: Card) -> None:
        self.old_card(iri)
        self._new_cards[iri] = card

    def rewritten(self) -> Iterable[str]:
        """The names whose cards were set."""
        return self._new_cards

    # keys

    def old_keys(self, iri: str) -> frozenset[str]:
        if iri not in self._old_keys:
            found = self._store.quads(NamedNode(iri), KEY, None, THINGS) if self.old_card(iri) else []
            self._old_keys[iri] = frozenset(value(q.object) for q in found)
        return self._old_keys[iri]

    def keys(self, iri: str) -> frozenset[str]:
        return self._new_keys[iri] if iri in self._new_keys else self.old_keys(iri)

    def set_keys(self, iri: str, keys: Iterable[str]) -> None:
        old, before, now = self.old_keys(iri), self.keys(iri), frozenset(keys)
        self._new_keys[iri] = now
        for key in now:
            self._bearers[key].add(iri)
        for key in old & before - now:
            self._lost[key] += 1
        for key in old & now - before:
            self._lost[key] -= 1

    def bearers(self, key: str) -> frozenset[str]:
        """Names that have the key, or had it before; not all of them when it is, and was, crowded."""
        return self._stored_bearers(key) | self._bearers.get(key, set())

    def crowded(self, key: str, *, before: bool = False) -> bool:
        """Whether more names have the key, or had it before, than it can tell apart."""
        stored = self._stored_bearers(key)
        if before:
            return len(stored) > _most(key)
        gained = sum(iri not in stored for iri in self._bearers.get(key, ()) if key in self._new_keys[iri])
        return len(stored) + gained - self._lost.get(key, 0) > _most(key)

    def _stored_bearers(self, key: str) -> frozenset[str]:
        """Names that had the key before: all of them, or enough to know that it was and is crowded."""
        enough = _most(key) + 1 + self._lost.get(key, 0)
        known = self._found_bearers.get(key)
        if known is None or (known[0] < enough and len(known[1]) == known[0]):
            found = self._store.quads(None, KEY, Literal(key), THINGS, most=enough)
            known = self._found_bearers[key] = enough, frozenset(value(quad.subject) for quad in found)
        return known[1]

    # canonical names

    def old_canon(self, iri: str) -> str:
        if iri not in self._old_canon:
            new = self._old_cards.get(iri) == {}  # the store never heard of it
            self._old_canon[iri] = iri if new else self._recall.canonical(iri)
        return self._old_canon[iri]

    def canon(self, iri: str) -> str:
        return self._new_canon[iri] if iri in self._new_canon else self.old_canon(iri)

    def set_canon(self, iri: str, canon: str) -> None:
        old = self.canon(iri)
        if old == canon:
            return
        self._new_canon[iri] = canon
        self._joined_by[old].discard(iri)
        self._left[old].add(iri)
        self._left[canon].discard(iri)
        self._joined_by[canon].add(iri)

    def old_members(self, canon: str) -> list[str]:
        return [name for name in sorted(self._members_before(canon)) if self.old_card(name)]

    def _members_before(self, canon: str) -> frozenset[str]:
        if canon not in self._stored_members:
            new = self._old_cards.get(canon) == {}
            self._stored_members[canon] = frozenset([canon]) if new else self._recall.members(canon)
        return self._stored_members[canon]

    def members(self, canon: str) -> list[str]:
        """The names of a thing, sorted; those whose card is empty are gone."""
        names = self._members_before(canon) - self._left[canon] | self._joined_by[canon]
        return sorted(name for name in names if self.card(name) and self.canon(name) == canon)

    def names(self, canon: str) -> list[str]:
        """Every IRI by which articles may speak of what is called `canon`: its members, or, for what
        has no card (an article, a passage), itself."""
        return self.members(canon) or ([canon] if not self.old_card(canon) else [])

    # reasons

    def set_joins(self, names: Iterable[str], joins: Iterable[Join]) -> None:
        """Replace what the books say about why each of `names` is in its group."""
        for name in names:
            self._new_joins[name] = set()
        for join in joins:
            self._new_joins[join.one].add(join.text())

    def change(self) -> tuple[list[Quad], list[Quad]]:
        """The quads to remove and to add, so that the store's books say what these say."""
        removals: list[Quad] = []
        additions: list[Quad] = []

        def settle(iri: str, predicate: NamedNode, graph: NamedNode, old: Iterable[str], new: Iterable[str]) -> None:
            node, before, after = NamedNode(iri), set(old), set(new)
            removals.extend([Quad(node, predicate, Literal(text), graph) for text in before - after])
            additions.extend([Quad(node, predicate, Literal(text), graph) for text in after - before])

        for iri, card in self._new_cards.items():
            old = self.old_card(iri)
            if old != card:
                before, text = self._recall.card(iri), cards.dump(card) if card else ""
                settle(iri, CARD, THINGS, filter(None, [before]), filter(None, [text]))
                self._changed_cards[iri] = text
        for iri, keys in self._new_keys.items():
            settle(iri, KEY, THINGS, self.old_keys(iri), keys if self.card(iri) else ())
        for iri, texts in self._new_joins.items():
            stored = self._store.quads(NamedNode(iri), JOINED, None, IDENTITY) if self.old_card(iri) else []
            settle(iri, JOINED, IDENTITY, (value(q.object) for q in stored), texts if self.card(iri) else ())
        for iri, canon in self._new_canon.items():
            before, node = self.old_canon(iri), NamedNode(iri)
            if before == canon:
                continue
            if before != iri:
                removals.append(Quad(node, CANONICAL, NamedNode(before), IDENTITY))
            if canon != iri:
                additions.append(Quad(node, CANONICAL, NamedNode(canon), IDENTITY))
        return removals, additions

    def remember(self) -> None:
        """Tell the recall what the store's books say, now that it has carried out the change."""
        for iri, text in self._changed_cards.items():
            self._recall.set_card(iri, text)
        for iri, canon in (self._old_canon | self._new_canon).items():
            self._recall.set_canonical(iri, canon)
        for canon, names in self._stored_members.items():
            names = names - self._left.get(canon, set()) | self._joined_by.get(canon, set())
            self._recall.set_members(canon, names)
        for canon in (self._left.keys() | self._joined_by.keys()) - self._stored_members.keys():
            self._recall.set_members(canon, None)

    # article graphs, and graphs beside them (links)

    def said_beside(self, names: Iterable[str]) -> set[Quad]:
        """What graphs that are neither articles' nor books say about `names`, with the nodes that speak
        of them."""
        found: set[Quad] = set()
        for name in names:
            node = NamedNode(name)
            found.update(self._beside(self._store.quads(node)))
            for quad in self._beside(self._store.quads(obj=node)):
                assert isinstance(quad.subject, NamedNode)
                assert isinstance(quad.graph_name, NamedNode)
                found.update(self._store.quads(quad.subject, graph=quad.graph_name))
        return found

    def _beside(self, quads: Iterable[Quad]) -> list[Quad]:
        return [quad for quad in quads if self.is_beside(quad)]

    def is_beside(self, quad: Quad) -> bool:
        """Whether the quad stands in a graph that is neither an article's nor a book."""
        graph = quad.graph_name
        if not isinstance(graph, NamedNode) or is_book(graph):
            return False
        if graph.value not in self._article_graphs:
            known = self._store.quads(graph, IDENTIFIER, None, ARTICLES)
            self._article_graphs[graph.value] = bool(known)
        return not self._article_graphs[graph.value]

    def said(
        self,
        subject: str | None = None,
        predicate: NamedNode | None = None,
        obj: NamedNode | Literal | None = None,
        *,
        before: bool = False,
    ) -> list[Quad]:
        """Quads of the article graphs that are merged after the change, or were before it."""
        hidden = self._hidden_before if before else self._hidden
        pattern = subject, predicate, obj
        if pattern not in self._found:
            node = NamedNode(subject) if subject is not None else None
            self._found[pattern] = [
                quad
                for quad in self._store.quads(node, predicate, obj, None)
                if not isinstance(quad.graph_name, DefaultGraph) and not is_book(quad.graph_name)
            ]
        return [quad for quad in self._found[pattern] if quad.graph_name.value not in hidden]  # type: ignore[union-attr]
