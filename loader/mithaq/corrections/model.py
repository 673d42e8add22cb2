"""A correction as one line of JSON."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, get_args

from mithaq.corrections.slots import Slots

__all__ = ["Action", "Correction", "Quotation", "corrections_digest", "new_correction"]

Action = Literal["accept", "reject", "amend", "add", "undo"]

_ID_LENGTH = 10
_OF_A_FACT = ("id", "article", "kind", "passages", "slots")
_REQUIRED: Mapping[Action, tuple[str, ...]] = {
    "accept": _OF_A_FACT,
    "reject": _OF_A_FACT,
    "amend": (*_OF_A_FACT, "changes"),
    "add": _OF_A_FACT,
    "undo": ("id", "undoes"),
}
_TEXTS = ("id", "action", "article", "kind", "undoes", "who", "when", "why")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A passage of an article: its exact text, and where it started when it was recorded."""

    exact: str
    start: int = 0


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person decided about a fact of an article. To accept a fact is to say that it is right as it is.

    `slots` are the slots of the fact as it was extracted (of an added fact: its slots); `changes` are the new values
    of an amended fact. An `undo` has only `undoes`, the id of the correction that it neutralises.
    """

    id: str
    action: Action
    article: str = ""
    kind: str = ""
    passages: tuple[Quotation, ...] = ()
    slots: Slots = field(default_factory=dict)
    changes: Slots = field(default_factory=dict)
    undoes: str = ""
    who: str = ""
    when: str = ""
    why: str = ""

    def to_json(self) -> str:
        """One line of JSON without the line end; empty fields are left out."""
        record: dict[str, Any] = {name: getattr(self, name) for name in _TEXTS[:4]}
        record["passages"] = [{"exact": passage.exact, "start": passage.start} for passage in self.passages]
        record["slots"], record["changes"] = _plain(self.slots), _plain(self.changes)
        record |= {name: getattr(self, name) for name in _TEXTS[4:]}
        return json.dumps({name: value for name, value in record.items() if value}, ensure_ascii=False)

    @classmethod
    def from_json(cls, line: str) -> Correction:
        """Parse a line.

        Raises:
            ValueError: not a correction; the message says why.
        """
        record = json.loads(line)
        if not isinstance(record, dict):
            raise ValueError("not an object")
        if unknown := sorted(set(record) - {*_TEXTS, "passages", "slots", "changes"}):
            raise ValueError(f"unknown field {unknown[0]!r}")
        texts = {name: record.get(name, "") for name in _TEXTS}
        if not all(isinstance(text, str) for text in texts.values()):
            raise ValueError("a text field is not a string")
        found = cls(
            **texts,
            passages=tuple(map(_quotation, record.get("passages", ()))),
            slots=_slots(record.get("slots", {})),
            changes=_slots(record.get("changes", {})),
        )
        _check(found)
        return found


def new_correction(correction: Correction, known: Collection[str]) -> Correction:
    """The correction with an id made from its content, which differs from all ids in `known`."""
    attempt = 0
    while True:
        text = f"{replace(correction, id='').to_json()}\x1f{attempt}"
        id = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_ID_LENGTH]
        if id not in known:
            return replace(correction, id=id)
        attempt += 1


def corrections_digest(corrections: Iterable[Correction]) -> str:
    """A hash of corrections that changes whenever one does; empty if there are none."""
    lines = [correction.to_json() for correction in corrections]
    return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest() if lines else ""


def _plain(slots: Slots) -> dict[str, str | list[str]]:
    return {name: values[0] if len(values) == 1 else list(values) for name, values in slots.items()}


def _slots(record: object) -> Slots:
    if not isinstance(record, Mapping):
        raise ValueError("slots and changes are objects")
    slots = {}
    for name, value in record.items():
        values = (value,) if isinstance(value, str) else tuple(value) if isinstance(value, list) else (None,)
        if not all(isinstance(text, str) for text in values):
            raise ValueError(f"the slot {name!r} is neither a text nor a list of texts")
        slots[str(name)] = values
    return slots


def _quotation(record: object) -> Quotation:
    if not isinstance(record, Mapping) or not isinstance(record.get("exact"), str) or not record["exact"].strip():
        raise ValueError("a passage needs its text, `exact`")
    start = record.get("start", 0)
    if not isinstance(start, int) or isinstance(start, bool) or start < 0:
        raise ValueError("the start of a passage is a number")
    return Quotation(record["exact"], start)


def _check(correction: Correction) -> None:
    if correction.action not in get_args(Action):
        raise ValueError(f"the action is one of {', '.join(get_args(Action))}")
    if correction.when:
        datetime.date.fromisoformat(correction.when)
    for name in _REQUIRED[correction.action]:
        if not getattr(correction, name):
            raise ValueError(f"{correction.action} needs {name!r}")
