"""Filter facts by confidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, replace
from typing import Any, TypeVar

from mithaq.corrections.applying import RULE_PREFIX
from mithaq.extraction.events.registry import FAMILIES
from mithaq.extraction.facts import Evidence, Facts, Kind, Post, Ref, Tenure

__all__ = ["filter_by_confidence"]

_Entity = TypeVar("_Entity")
_LEAST = {"participants": 2, "targets": 1, "between": 2}
"""How many of several an event cannot be told without, by field."""
_OPTIONAL = ("place", "sidelines_of")
"""Fields of events that may be empty."""
_ENTITIES = ("agreements", "forums")
"""Families of events that other facts refer to."""


def filter_by_confidence(facts: Facts, least: float) -> Facts:
    """Remove facts with a confidence below `least` (0 keeps all).

    Facts that depend on a removed entity are removed too: tenures, visits and statements without holder, visitor or
    speaker, meetings left with one participant of several, statements left without targets. What a fact that a person
    accepted, amended or added refers to is kept.
    """
    if least <= 0 or all(e.confidence >= least for e in _all_evidence(facts)):
        return facts
    return _Filter(facts, least).facts()


def _all_evidence(facts: Facts) -> Iterable[Evidence]:
    for listed in fields(facts):
        items = getattr(facts, listed.name)
        if isinstance(items, tuple):
            yield from (item.evidence for item in items if hasattr(item, "evidence"))


def _needed(facts: Facts) -> frozenset[Ref]:
    """What facts that people have decided on refer to."""
    found: set[Ref] = set()
    for listed in fields(facts):
        items = getattr(facts, listed.name)
        for item in items if isinstance(items, tuple) else ():
            if hasattr(item, "evidence") and item.evidence.rule.startswith(RULE_PREFIX):
                found.update(_refs_of(item))
    return frozenset(found)


def _refs_of(item: Any) -> Iterator[Ref]:
    for field in fields(item):
        value = getattr(item, field.name)
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, Ref):
                yield one
            elif isinstance(one, Post):
                yield from _refs_of(one)


class _Filter:
    def __init__(self, facts: Facts, least: float) -> None:
        self._facts = facts
        self._least = least
        self._kept: dict[Ref, Ref] = {}
        self._needed = _needed(facts)
        self._keep("official", facts.officials)
        self._keep("organization", facts.organizations)
        self._keep("agreement", facts.agreements)
        self._keep("forum", facts.forums)

    def _sure(self, evidence: Evidence) -> bool:
        return evidence.confidence >= self._least

    def _keep(self, kind: Kind, items: Sequence[_Entity]) -> None:
        number = 0
        for index, item in enumerate(items):
            ref = Ref(kind, str(index))
            if self._sure(item.evidence) or ref in self._needed:  # type: ignore[attr-defined]
                self._kept[ref] = Ref(kind, str(number))
                number += 1

    def _ref(self, ref: Ref | None) -> Ref | None:
        if ref is None or ref.kind in ("state", "place"):
            return ref
        return self._kept.get(ref)

    def _refs(self, refs: Iterable[Ref]) -> tuple[Ref, ...]:
        return tuple(kept for kept in map(self._ref, refs) if kept is not None)

    def facts(self) -> Facts:
        facts = self._facts
        events: dict[str, Any] = {
            family.field: tuple(e for e in map(self._event, getattr(facts, family.field)) if e is not None)
            for family in FAMILIES
            if family.field not in _ENTITIES
        }
        return replace(
            facts,
            states=tuple(s for s in facts.states if self._sure(s.evidence)),
            officials=self._entities("official", facts.officials),
            organizations=self._entities("organization", facts.organizations),
            agreements=tuple(
                replace(a, parties=self._refs(a.parties), signatories=self._refs(a.signatories))
                for a in self._entities("agreement", facts.agreements)
            ),
            forums=tuple(
                replace(f, participants=self._refs(f.participants), members=self._refs(f.members))
                for f in self._entities("forum", facts.forums)
            ),
            tenures=tuple(t for t in map(self._tenure, facts.tenures) if t is not None),
            titles=tuple(t for t in facts.titles if self._sure(t.evidence)),
            **events,
        )

    def _entities(self, kind: Kind, items: Sequence[_Entity]) -> tuple[_Entity, ...]:
        return tuple(item for index, item in enumerate(items) if Ref(kind, str(index)) in self._kept)

    def _tenure(self, tenure: Tenure) -> Tenure | None:
        holder = self._ref(tenure.holder)
        if holder is None or not self._sure(tenure.evidence):
            return None
        return replace(tenure, holder=holder, post=self._post(tenure.post))

    def _post(self, post: Post) -> Post:
        return replace(post, organization=self._ref(post.organization))

    def _event(self, event: Any) -> Any | None:
        """An event without what was taken out, or None where it cannot be told without it."""
        kept: dict[str, Any] = {}
        for field in fields(event):
            value = getattr(event, field.name)
            if isinstance(value, Ref):
                kept[field.name] = self._ref(value)
                if kept[field.name] is None and field.name not in _OPTIONAL:
                    return None
            elif isinstance(value, tuple) and field.name in _LEAST:
                kept[field.name] = self._refs(value)
                if len(kept[field.name]) < min(_LEAST[field.name], len(value)):
                    return None
        return replace(event, **kept) if self._sure(event.evidence) else None
