"""Find the fact that a correction is about among facts that may have been extracted by other rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from mithaq.corrections.editing import find_entity
from mithaq.corrections.slots import Kind, Slot, Slots, SlotType, raw_value
from mithaq.extraction.facts import Facts, Ref
from mithaq.language.fold import normalize
from mithaq.reading.article import Span

__all__ = ["find_fact"]

_POST_NAMES = ("post", "title", "role")
"""Slots of which one that agrees is enough to say that two posts are the same."""


def find_fact(kind: Kind, wanted: Slots, passages: Sequence[Span], facts: Facts) -> int | None:
    """The index of the fact with these slots and passages; None if there is none.

    The identifying slots must agree: the required ones of the kind, or the name if it has one. Besides, either a
    passage overlaps or all slots agree. Of several facts the one with most agreeing slots is taken.
    """
    best: tuple[int, int] | None = None
    for index, fact in enumerate(getattr(facts, kind.field)):
        agreeing = [name for name in kind.slots if _agree(kind.slots[name], fact, wanted.get(name, ()), facts)]
        if not all(any(name in agreeing for name in names) for names in _identifying(kind)):
            continue
        overlaps = any(one.start < p.end and p.start < one.end for one in passages for p in fact.evidence.passages)
        if (overlaps or len(agreeing) == len(kind.slots)) and (best is None or len(agreeing) > best[0]):
            best = len(agreeing), index
    return best[1] if best else None


def _identifying(kind: Kind) -> Iterator[tuple[str, ...]]:
    """Groups of slots, of each of which one must agree."""
    if "name" in kind.slots:
        yield ("name",)
        return
    for slot in kind.slots.values():
        if slot.required:
            yield _POST_NAMES if slot.post_field else (slot.name,)


def _agree(slot: Slot, fact: Any, wanted: tuple[str, ...], facts: Facts) -> bool:
    value = raw_value(fact, slot)
    values = value if slot.several else () if value is None else (value,)
    if slot.type is SlotType.REFERENCE:
        return _referents(wanted, facts) == frozenset(values)
    if slot.name == "name":
        return bool(wanted) and normalize(wanted[0]) in map(normalize, (fact.name, *fact.forms))
    return sorted(map(normalize, wanted)) == sorted(normalize(str(one)) for one in values)


def _referents(tokens: tuple[str, ...], facts: Facts) -> frozenset[Ref | None]:
    return frozenset(find_entity(token, facts) for token in tokens)
