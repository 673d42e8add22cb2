"""The slots of a fact as texts: names as the article has them instead of references, dates as ISO 8601.

The slots are read off the fact types, so a new family of events or a new field needs nothing here.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from enum import Enum
from functools import cache
from typing import Any

from mithaq.corrections.concepts import concepts_of
from mithaq.errors import UserError
from mithaq.extraction.events.registry import FAMILIES
from mithaq.extraction.facts import Agreement, Facts, Post, Ref, Sanction, Statement, Tenure
from mithaq.language.partial_date import PartialDate

__all__ = [
    "KINDS",
    "Kind",
    "Slot",
    "SlotType",
    "Slots",
    "kind_named",
    "kind_of_field",
    "name_of",
    "read_slots",
    "slot_of_property",
]

Slots = Mapping[str, tuple[str, ...]]
"""Values by slot; an empty slot is left out. A reference is written `official:NAME` or `state:CODE`."""


class SlotType(Enum):
    """What the values of a slot are."""

    REFERENCE = "a name"
    STATE = "a state"
    DATE = "a date"
    NUMBER = "a number"
    TEXT = "a text"


@dataclass(frozen=True, slots=True)
class Slot:
    """One slot of a kind of fact. `post_field` is the field of the post that it stands for, if it is one of a
    tenure."""

    name: str
    type: SlotType
    several: bool = False
    required: bool = False
    may_be_empty: bool = True
    """Whether a fact can lack it; if not, it always has one of its values."""
    post_field: str = ""
    scheme: str = ""
    """The scheme of the vocabulary that its values are from."""
    literals: tuple[str, ...] = ()
    """All its values, where the fact type lists them."""

    @property
    def choices(self) -> tuple[str, ...]:
        """All values that the slot can have; empty if any text will do."""
        return self.literals or (concepts_of(self.scheme) if self.scheme else ())


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of fact that can be corrected: its name, its type, and the field of `Facts` that lists its facts."""

    name: str
    fact_type: type
    field: str

    @property
    def with_article(self) -> str:
        """The name after the indefinite article: `a meeting`, `an agreement`."""
        return f"{'an' if self.name[0] in 'aeiou' else 'a'} {self.name}"

    @property
    def slots(self) -> Mapping[str, Slot]:
        return _slots_of(self.fact_type)

    def slot(self, typed: str) -> Slot:
        """The slot with this name, singular or plural, or with the name of its property in the graph.

        Raises:
            UserError: a fact of this kind has no such slot.
        """
        name = typed if typed in self.slots else _PROPERTY_NAMES.get(typed, typed)
        if name in self.slots:
            return self.slots[name]
        raise UserError(f"{self.with_article} has no slot {typed!r}: it has {', '.join(self.slots)}")


KINDS = (Kind("tenure", Tenure, "tenures"), *(Kind(f.name, f.fact_type, f.field) for f in FAMILIES))
"""All kinds of facts that can be corrected."""

_NOT_SLOTS = ("evidence", "forms")
_STATE_FIELDS = ("destination", "state")
"""Text fields that hold the code of a state."""
_POST_SLOTS = {"post": "phrase", "title": "role", "role": "concept", "state": "state", "organization": "organization"}
"""Slots of a tenure that stand for a field of its post."""
_SCHEMES = {
    (Post, "concept"): "roles",
    (Agreement, "kind"): "agreementKinds",
    (Agreement, "status"): "agreementStatuses",
    (Agreement, "topics"): "topics",
    (Statement, "act"): "speechActs",
    (Sanction, "measure"): "sanctionMeasures",
}
"""Fields that hold concepts, and the schemes of these."""
_PROPERTY_NAMES = {
    "participant": "participants",
    "party": "parties",
    "signatory": "signatories",
    "target": "targets",
    "member": "members",
    "topic": "topics",
    "signedOn": "signed",
    "agreementKind": "kind",
    "agreementStatus": "status",
    "eventStatus": "status",
    "onSidelinesOf": "sidelines_of",
    "imposer": "actor",
}
"""Names of properties in the graph and the slots that they come from."""


def kind_named(name: str) -> Kind:
    """The kind with this name.

    Raises:
        UserError: there is none.
    """
    for kind in KINDS:
        if kind.name == name:
            return kind
    raise UserError(f"no kind of fact is named {name!r}: choose one of {', '.join(kind.name for kind in KINDS)}")


def slot_of_property(kind_name: str, property: str) -> str | None:
    """The slot of a kind of fact that a property of the graph comes from, by local names; None if there is none."""
    name = _PROPERTY_NAMES.get(property, property)
    return next((slot for kind in KINDS if kind.name == kind_name for slot in kind.slots if slot == name), None)


def kind_of_field(field: str) -> Kind:
    """The kind of the facts listed in this field of `Facts`."""
    return next(kind for kind in KINDS if kind.field == field)


@cache
def _slots_of(fact_type: type) -> Mapping[str, Slot]:
    hints = typing.get_type_hints(fact_type)
    found: dict[str, Slot] = {}
    for field in fields(fact_type):
        if field.name in _NOT_SLOTS:
            continue
        if hints[field.name] is Post:
            for name, post_field in _POST_SLOTS.items():
                hint = typing.get_type_hints(Post)[post_field]
                type_ = _type(post_field, hint)
                assert type_ is not None
                found[name] = Slot(
                    name, type_[0], required=name == "post", may_be_empty=_may_be_empty(hint),
                    post_field=post_field, scheme=_SCHEMES.get((Post, post_field), ""),
                )  # fmt: skip
            continue
        read = _type(field.name, hints[field.name])
        if read is not None:
            required = field.default is MISSING and field.default_factory is MISSING
            scheme, hint = _SCHEMES.get((fact_type, field.name), ""), hints[field.name]
            literals = typing.get_args(hint) if typing.get_origin(hint) is typing.Literal else ()
            found[field.name] = Slot(
                field.name, *read, required=required, may_be_empty=_may_be_empty(hint),
                scheme=scheme, literals=literals,
            )  # fmt: skip
    return found


def _may_be_empty(hint: Any) -> bool:
    return typing.get_origin(hint) is tuple or type(None) in typing.get_args(hint)


def _type(name: str, hint: Any) -> tuple[SlotType, bool] | None:
    """The type of a slot and whether it has several values; None for types that cannot be corrected as text."""
    if typing.get_origin(hint) is types.UnionType:
        hint = next(part for part in typing.get_args(hint) if part is not type(None))
    if typing.get_origin(hint) is tuple:
        inner = _type(name, typing.get_args(hint)[0])
        return (inner[0], True) if inner is not None and not inner[1] else None
    if hint is str or typing.get_origin(hint) is typing.Literal:
        return (SlotType.STATE if name in _STATE_FIELDS else SlotType.TEXT), False
    plain = {Ref: SlotType.REFERENCE, PartialDate: SlotType.DATE, int: SlotType.NUMBER}
    return (plain[hint], False) if hint in plain else None


def raw_value(fact: Any, slot: Slot) -> Any:
    """The value of the slot in the fact, as the fact type has it."""
    return getattr(fact.post, slot.post_field) if slot.post_field else getattr(fact, slot.name)


def read_slots(kind: Kind, fact: Any, facts: Facts) -> Slots:
    """The slots of a fact that have a value."""
    found: dict[str, tuple[str, ...]] = {}
    for name, slot in kind.slots.items():
        value = raw_value(fact, slot)
        values = value if slot.several else () if value is None else (value,)
        if values:
            found[name] = tuple(name_of(v, facts) if isinstance(v, Ref) else str(v) for v in values)
    return found


def name_of(ref: Ref, facts: Facts) -> str:
    """A reference as text: `state:QA`, `official:NAME`."""
    if ref.kind == "state":
        return f"state:{ref.key}"
    return f"{ref.kind}:{getattr(facts, f'{ref.kind}s')[int(ref.key)].name}"
