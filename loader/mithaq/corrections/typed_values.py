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
from mithaq.language.fold import clean_label, fold, normalize
from mithaq.language.partial_date import PartialDate
from mithaq.lexicon import authority_tables, strip_article
from mithaq.reading.article import Article

__all__ = ["typed_slots"]

_LOOKED_UP: tuple[EntityKind, ...] = ("official", "organization", "place", "agreement", "forum")
"""Kinds of entities that a name without a kind is looked up in, after states."""
_TWO_SIDES = frozenset({("meeting", "participants")})
"""Slots that a person gives at least two values, by kind of fact."""
_NUMBER = re.compile(r"[0-9]{1,4}")


def typed_slots(kind: Kind, typed: Mapping[str, Sequence[str]], facts: Facts, article: Article) -> Slots:
    """Slots from typed values; a slot without values, or with one empty value, is emptied.

    A name is looked up among the states and the entities of the article. A new one is written with its kind, in words
    of the article: `official:NAME`, `organization:NAME`, `place:NAME`.

    Raises:
        UserError: an unknown slot or name; a new name that the article does not have; several values for one, or one
            value twice; fewer sides than the kind has; a malformed date or number; a required slot emptied.
    """
    found: dict[str, tuple[str, ...]] = {}
    for name, texts in typed.items():
        slot = kind.slot(name)
        values = tuple(_value(slot, text.strip(), facts, article) for text in texts if text.strip())
        if slot.name in found:
            raise UserError(f"{name}: {slot.name} is given twice")
        if len(values) > 1 and not slot.several:
            raise UserError(f"{name}: give one value")
        if not values and (slot.required or not slot.may_be_empty):
            which = f"one of {', '.join(slot.choices)}" if slot.choices else "a value"
            raise UserError(f"{name}: {kind.with_article} needs it: give {which}")
        _check_different(kind, slot, values, facts)
        found[slot.name] = values
    return found


def _check_different(kind: Kind, slot: Slot, values: Sequence[str], facts: Facts) -> None:
    """Refuse a value that is given twice, and one side where there are two."""
    known = set[object]()
    for text in values:
        one = find_entity(text, facts) if slot.type is SlotType.REFERENCE else None
        if (same := one or normalize(text)) in known:
            raise UserError(f"{slot.name}: {text} is given twice")
        known.add(same)
    if (kind.name, slot.name) in _TWO_SIDES and len(values) == 1:
        raise UserError(f"{slot.name}: {kind.with_article} needs two: repeat {slot.name}=NAME for the other")


def _value(slot: Slot, text: str, facts: Facts, article: Article) -> str:
    match slot.type:
        case SlotType.STATE:
            if (code := _state(text, facts)) is None:
                raise UserError(f"{slot.name}: no state is named {text}: give its name or its ISO 3166-1 code")
            return code
        case SlotType.DATE:
            try:
                return str(PartialDate.typed(text))
            except ValueError:
                raise UserError(f"{slot.name}: {text}: write a date as 2017-07-11, 2017-07 or 2017") from None
        case SlotType.NUMBER:
            if not _NUMBER.fullmatch(number := fold(text)):
                raise UserError(f"{slot.name}: {text}: write a number in digits")
            return number
        case SlotType.REFERENCE:
            return _reference(slot, text, facts, article)
        case _:
            return _text(slot, text)


def _text(slot: Slot, text: str) -> str:
    """A text; of a slot with listed values one of these, also as it is printed: `mq:foreignMinister`."""
    if not (choices := slot.choices):
        return text
    local = text.removeprefix("mq:").rpartition("#")[2].casefold()
    for choice in choices:
        if choice.casefold() == local:
            return choice
    raise UserError(f"{slot.name}: {text} is not one of its values: choose one of {', '.join(choices)}")


def _reference(slot: Slot, text: str, facts: Facts, article: Article) -> str:
    kind, colon, name = text.partition(":")
    if colon and kind == "state":
        code = _state(name, facts)
        if code is None:
            raise UserError(f"{slot.name}: no state is named {name}: give its name or its ISO 3166-1 code")
        return f"state:{code}"
    if colon and kind in get_args(EntityKind):
        if not name.strip():
            raise UserError(f"{slot.name}: {text}: write a name behind the colon, as in {kind}:NAME")
        if find_entity(text, facts) is None and not _has_words(name, article):
            raise UserError(f"{slot.name}: the article does not have the name {name}: write it as the article does")
        return f"{kind}:{clean_label(name)}"
    if (code := _state(text, facts)) is not None:
        return f"state:{code}"
    for known in _LOOKED_UP:
        if find_entity(f"{known}:{text}", facts) is not None:
            return f"{known}:{clean_label(text)}"
    what = "write the name as the article does"
    if _has_words(text, article):
        what = f"write official:{text}, organization:{text} or place:{text} to add the name"
    raise UserError(f"{slot.name}: the article names no {text}: {what}")


def _has_words(name: str, article: Article) -> bool:
    """Whether all words of a name are in the article, also after proclitics and without the definite article."""
    text = normalize(f"{article.title or ''} {article.content}")
    words = [strip_article(word) for word in normalize(name).split()]
    return bool(words) and all(word in text for word in words)


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
