"""A correction of a fact: a judgement about it, with typed fields."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, cast

from mithaq.corrections.slots import Slots
from mithaq.judgements import Judgement, UnsignedJudgement, parse_judgement

__all__ = ["Action", "Correction", "Quotation", "corrections_digest"]

Action = Literal["accept", "reject", "amend", "add", "undo"]

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
        """The correction as JSON without its place in the file; empty fields are left out."""
        record: dict[str, Any] = {name: getattr(self, name) for name in _TEXTS[:4]}
        record["passages"] = [{"exact": passage.exact, "start": passage.start} for passage in self.passages]
        record["slots"], record["changes"] = _plain(self.slots), _plain(self.changes)
        record |= {name: getattr(self, name) for name in _TEXTS[4:]}
        return json.dumps({name: value for name, value in record.items() if value}, ensure_ascii=False)

    @classmethod
    def from_json(cls, line: str) -> Correction:
        """Parse a line of a file of judgements.

        Raises:
            ValueError: not a correction; the message says why.
        """
        return cls.of(parse_judgement(line))

    @classmethod
    def of(cls, line: Judgement) -> Correction:
        """The correction that a judgement about a fact is."""
        content = line.content
        return cls(
            line.id, cast(Action, line.verdict), content.get("article", ""), content.get("kind", ""),
            tuple(Quotation(passage["exact"], passage["start"]) for passage in content.get("passages", ())),
            _slots(content.get("slots", {})), _slots(content.get("changes", {})),
            line.undoes, line.who, line.when, line.why,
        )  # fmt: skip

    def unsigned(self) -> UnsignedJudgement:
        """The judgement without who, when and why. Not for an undo."""
        content = {
            "article": self.article,
            "kind": self.kind,
            "passages": [{"exact": passage.exact, "start": passage.start} for passage in self.passages],
            "slots": _plain(self.slots),
            "changes": _plain(self.changes),
        }
        return UnsignedJudgement("fact", self.action, {name: value for name, value in content.items() if value != {}})


def corrections_digest(corrections: Iterable[Correction]) -> str:
    """A hash of corrections that changes whenever one does; empty if there are none."""
    lines = [correction.to_json() for correction in corrections]
    return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest() if lines else ""


def _plain(slots: Slots) -> dict[str, str | list[str]]:
    return {name: values[0] if len(values) == 1 else list(values) for name, values in slots.items()}


def _slots(record: Mapping[str, str | list[str]]) -> Slots:
    return {name: (value,) if isinstance(value, str) else tuple(value) for name, value in record.items()}
