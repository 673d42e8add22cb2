"""Settling who is who: only what a change can affect, and exactly as a pass over everything would.

A group depends only on the names that a chain of positive verdicts connects. So a pass starts from the
names that changed, follows verdicts as they were and as they are, and settles that part anew; the rest
cannot differ.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from pyoxigraph import NamedNode

from mithaq.identity.books import Books
from mithaq.identity.cards import BESIDE, thing
from mithaq.identity.cluster import cluster
from mithaq.identity.rules import LEVELS, POINTERS, RULES, best_name
from mithaq.identity.things import Thing
from mithaq.identity.verdict import Strength, Verdict, View, apart
from mithaq.store.terms import value

__all__ = ["Judged", "Settling"]

Pair = tuple[str, str]
Judged = dict[Pair, Verdict]


class Settling:
    """One pass. The books have the new cards already; `judged` are the judgements in force now, `judged_before` those
    of the pass before. After `run`, the books have the new names.
    """

    def __init__(self, books: Books, judged: Judged, judged_before: Judged) -> None:
        self._books = books
        self._judged = judged
        self._judged_before = judged_before
        self._old_things: dict[str, Thing | None] = {}
        self._new_things: dict[str, Thing | None] = {}
        self._old_views: dict[str, View | None] = {}
        self._new_views: dict[str, View | None] = {}
        self._verdicts: dict[bool, dict[Pair, Verdict | None]] = {True: {}, False: {}}
        self._differing: dict[str, list[str]] = defaultdict(list)
        self.moved: set[str] = set()
        """Names whose canonical name has changed."""

    def run(self) -> None:
        """Settle every kind, in the order in which they depend on one another."""
        for iri in self._books.rewritten():
            old, new = self._old(iri), self._new(iri)
            if old != new:
                for kind in {thing.kind for thing in (old, new) if thing is not None}:
                    self._differing[kind].append(iri)
        pointing: set[str] = set()
        for level in LEVELS:
            before = set(self.moved)
            for kind in level:
                self._settle(kind, self._changed(kind) | {i for i in pointing if self._is(i, kind)})
            pointing |= self._pointing_at(self.moved - before)

    # things, before and after

    def _old(self, iri: str) -> Thing | None:
        if iri not in self._old_things:
            self._old_things[iri] = thing(iri, self._books.old_card(iri))
        return self._old_things[iri]

    def _new(self, iri: str) -> Thing | None:
        if iri not in self._new_things:
            self._new_things[iri] = thing(iri, self._books.card(iri))
        return self._new_things[iri]

    def _kind(self, iri: str, new: bool) -> str:
        known = self._new(iri) if new else self._old(iri)
        return known.kind if known is not None else ""

    def _is(self, iri: str, kind: str) -> bool:
        return any(t is not None and t.kind == kind for t in (self._old(iri), self._new(iri)))

    # what to look at

    def _changed(self, kind: str) -> set[str]:
        found = set(self._differing.get(kind, ()))
        for pair in self._judged.keys() | self._judged_before.keys():
            if self._judged.get(pair) != self._judged_before.get(pair):
                found.update(iri for iri in pair if self._is(iri, kind))
        return found

    def _pointing_at(self, moved: Iterable[str]) -> set[str]:
        found: set[str] = set()
        for iri in moved:
            pointing = self._books.said(obj=NamedNode(iri))
            found.update(value(quad.subject) for quad in pointing if quad.predicate in POINTERS)
        return found

    # settling

    def _settle(self, kind: str, changed: set[str]) -> None:
        books = self._books
        for iri in sorted(changed):
            view = self._view(iri, new=True) if self._lives(iri, kind) else None
            books.set_keys(iri, (f"{kind} {key}" for key in view.keys) if view is not None else ())
        reached = self._reach(kind, changed | self._crowding(kind, changed))
        living = [iri for iri in sorted(reached) if self._lives(iri, kind)]
        for names, verdicts in self._parts(kind, living):
            self._group(names, verdicts)
        for iri in reached - set(living):
            self._name(iri, iri)
            books.set_joins([iri], [])

    def _crowding(self, kind: str, changed: Iterable[str]) -> set[str]:
        """All who bear a key that has become crowded, or is no more."""
        books, found = self._books, set[str]()
        for key in {key for iri in changed for key in books.old_keys(iri) ^ books.keys(iri)}:
            if books.crowded(key, before=True) != books.crowded(key):
                found |= {iri for iri in books.bearers(key) if self._is(iri, kind)}
        return found

    def _lives(self, iri: str, kind: str) -> bool:
        new = self._new(iri)
        return new is not None and new.kind == kind

    def _group(self, names: list[str], verdicts: Judged) -> None:
        groups, joins = cluster(names, verdicts, self._apart)
        for group in groups:
            best = best_name([t for t in map(self._new, group) if t is not None])
            for iri in group:
                self._name(iri, best)
        self._books.set_joins(names, joins)

    def _apart(self, one: str, other: str) -> bool:
        verdict = self._verdict(one, other, new=True)
        return verdict is not None and verdict.strength is Strength.APART

    def _name(self, iri: str, canon: str) -> None:
        if self._books.canon(iri) != canon:
            self._books.set_canon(iri, canon)
            self.moved.add(iri)

    def _reach(self, kind: str, changed: set[str]) -> set[str]:
        """All names that positive verdicts, as they were or as they are, connect with those changed."""
        reached, waiting = set(changed), sorted(changed)
        while waiting:
            one = waiting.pop()
            for new in (True, False) if one in changed else (True,):  # between others nothing has changed
                for other in self._candidates(kind, one, new) - reached:
                    if self._positive(one, other, new):
                        reached.add(other)
                        waiting.append(other)
        return reached

    def _parts(self, kind: str, living: Collection[str]) -> Iterator[tuple[list[str], Judged]]:
        """The living names in parts that positive verdicts connect, with these verdicts."""
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
        """Names that may be joined with one: those that bear a key it seeks, if not too many do, and those judged the
        same."""
        view = self._view(iri, new)
        if view is None:
            return set()
        books, keys = self._books, [f"{kind} {key}" for key in view.seeks]
        found = {other for key in keys if not books.crowded(key, before=not new) for other in books.bearers(key)}
        for a, b in self._judged if new else self._judged_before:
            if iri in (a, b):
                found.add(b if iri == a else a)
        found.discard(iri)
        return found

    def _positive(self, one: str, other: str, new: bool) -> Verdict | None:
        """The verdict on two names that find each other, if it is positive."""
        a, b = self._view(one, new), self._view(other, new)
        if a is None or b is None:
            return None
        verdict = self._verdict(one, other, new)
        if verdict is None or verdict.strength is Strength.APART:
            return None
        if verdict.strength is Strength.JUDGED:
            return verdict
        kind = self._kind(one, new)
        return verdict if self._finds(kind, a, b, new) and self._finds(kind, b, a, new) else None

    def _finds(self, kind: str, one: View, other: View, new: bool) -> bool:
        keys = one.seeks & other.keys
        return any(not self._books.crowded(f"{kind} {key}", before=not new) for key in keys)

    def _view(self, iri: str, new: bool) -> View | None:
        views = self._new_views if new else self._old_views
        if iri not in views:
            known = self._new(iri) if new else self._old(iri)
            canon = self._books.canon if new else self._books.old_canon
            views[iri] = RULES[known.kind].view(known, canon) if known is not None else None
        return views[iri]

    def _verdict(self, one: str, other: str, new: bool) -> Verdict | None:
        """What two names are to each other, after the change or before it."""
        pair = (one, other) if one < other else (other, one)
        known = self._verdicts[new]
        if pair not in known:
            a, b = self._view(one, new), self._view(other, new)
            alike = a is not None and b is not None and self._kind(one, new) == self._kind(other, new)
            known[pair] = self._judge(pair, a, b, new) if alike else None
        return known[pair]

    def _judge(self, pair: Pair, one: View | None, other: View | None, new: bool) -> Verdict | None:
        judgement = (self._judged if new else self._judged_before).get(pair)
        if judgement is not None:
            return judgement
        kind = self._kind(pair[0], new)
        verdict = RULES[kind].judge(one, other)
        if (
            kind == "official"
            and verdict is not None
            and verdict.strength is not Strength.APART
            and self._side_by_side(pair, new)
        ):
            return apart("one article names both")
        return verdict

    def _side_by_side(self, pair: Pair, new: bool) -> bool:
        card = (self._books.card if new else self._books.old_card)(pair[0])
        return (BESIDE, pair[1]) in card
