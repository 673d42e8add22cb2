"""Read slot values as people type them: names without their kind, states by name, dates in ISO 8601."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import get_args

from mithaq.corrections.editing import find_entity
from mithaq.corrections.slots import Kind, Slot, Slots, SlotType
from mithaq.errors import UserError
from mithaq.extraction.facts import Facts
from mithaq.extraction.facts import Kind as EntityKind
from mithaq.language.fold import clean_label, normalize
from mithaq.language.partial_date import PartialDate
from mithaq.lexicon import authority_tables

__all__ = ["typed_slots"]

_LOOKED_UP: tuple[EntityKind, ...] = ("official", "organization", "place", "agreement", "forum")
"""Kinds of entities that a name without a kind is looked up in, after states."""
_NUMBER = re.compile(r"[0-9]{1,4}")


def typed_slots(kind: Kind, typed: Mapping[str, Sequence[str]], facts: Facts) -> Slots:
    """Slots from typed values; a slot without values, or with one empty value, is emptied.

    A name is looked up among the states and the entities of the article. A new one is written with its kind:
    `official:NAME`, `organization:NAME`, `place:NAME`.

    Raises:
        UserError: an unknown slot or name; several values for one; a malformed date or number; a required slot
        emptied.
    """
    found: dict[str, tuple[str, ...]] = {}
    for name, texts in typed.items():
        slot = kind.slot(name)
        values = tuple(_value(slot, text.strip(), facts) for text in texts if text.strip())
        if slot.name in found:
            raise UserError(f"{name}: {slot.name} is given twice")
        if len(values) > 1 and not slot.several:
            raise UserError(f"{name}: give one value")
        if not values and slot.required:
            raise UserError(f"{name}: a {kind.name} needs it: give a value")
        found[slot.name] = values
    return found


def _value(slot: Slot, text: str, facts: Facts) -> str:
    match slot.type:
        case SlotType.STATE:
            if (code := _state(text, facts)) is None:
                raise UserError(f"{slot.name}: no state is named {text}: give its name or its ISO 3166-1 code")
            return code
        case SlotType.DATE:
            try:
                return str(PartialDate.parse(text))
            except ValueError:
                raise UserError(f"{slot.name}: {text}: write a date as 2017-07-11, 2017-07 or 2017") from None
        case SlotType.NUMBER:
            if not _NUMBER.fullmatch(text):
                raise UserError(f"{slot.name}: {text}: write a number in digits")
            return text
        case SlotType.REFERENCE:
            return _reference(slot, text, facts)
        case _:
            return text


def _reference(slot: Slot, text: str, facts: Facts) -> str:
    kind, colon, name = text.partition(":")
    if colon and kind == "state":
        code = _state(name, facts)
        if code is None:
            raise UserError(f"{slot.name}: no state is named {name}: give its name or its ISO 3166-1 code")
        return f"state:{code}"
    if colon and kind in get_args(EntityKind):
        return f"{kind}:{clean_label(name)}"
    if (code := _state(text, facts)) is not None:
        return f"state:{code}"
    for known in _LOOKED_UP:
        if find_entity(f"{known}:{text}", facts) is not None:
            return f"{known}:{clean_label(text)}"
    raise UserError(
        f"{slot.name}: the article names no {text}: "
        f"write official:{text}, organization:{text} or place:{text} to add the name"
    )


def _state(text: str, facts: Facts) -> str | None:
    """The code of the state with this code or name."""
    states = authority_tables.states()
    if text.upper() in states:
        return text.upper()
    wanted = normalize(text)
    for code, entry in states.items():
        if wanted in map(normalize, (entry.name_en, entry.name_ar, *entry.forms)):
            return code
    return None
