"""A judgement as one line of JSON."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

__all__ = [
    "SCHEMA",
    "UNDO",
    "About",
    "Judgement",
    "UnsignedJudgement",
    "check_date",
    "checked_content",
    "content_key",
    "id_of",
]

SCHEMA = 2
"""The version of the format. Lines of version 1 have no version; `mithaq.judgements.legacy` reads them."""

About = Literal["fact", "identity", "link"]

UNDO = "undo"
"""The verdict of a line that neutralises another one."""

_VERDICTS: Mapping[str, tuple[str, ...]] = {
    "fact": ("accept", "reject", "amend", "add"),
    "identity": ("same", "different"),
    "link": ("accept", "reject", "unsure"),
}
_FIELDS: Mapping[str, tuple[str, ...]] = {
    "fact": ("article", "kind", "passages", "slots", "changes"),
    "identity": ("one", "other", "mentions"),
    "link": ("thing", "item", "label", "item_label"),
}
_OPTIONAL = ("changes", "label", "item_label", "mentions")
_MENTION = ("article", "name", "was", "iri")
_COMMON = ("schema", "id", "n", "about", "verdict", "undoes", "replaces", "because", "who", "when", "why")
_ID_LENGTH = 10


@dataclass(frozen=True, slots=True)
class UnsignedJudgement:
    """What is judged, and how: the content of a judgement without who, when and why.

    `content` has the fields of the kind: a fact is given by `article`, `kind`, `passages` and `slots` (with `changes`
    if it is amended), an identity by `one` and `other` (with `mentions` if one of them is the name of one article's
    mention), a link by `thing` and `item` (`none`: Wikidata has no item).
    """

    about: About
    verdict: str
    content: Mapping[str, Any] = field(default_factory=dict)
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """One line of the file.

    `number` orders the lines: it is greater than that of all lines that the person knew. `undoes` is the id of the line
    that an undo neutralises; `replaces` are the ids of earlier judgements on the same matter; `because` are the ids of
    judgements that this one follows from, and without which it does not hold.
    """

    id: str
    number: int
    about: About
    verdict: str
    content: Mapping[str, Any] = field(default_factory=dict)
    undoes: str = ""
    replaces: tuple[str, ...] = ()
    because: tuple[str, ...] = ()
    who: str = ""
    when: str = ""
    why: str = ""

    @property
    def order(self) -> tuple[int, str, str, str, str]:
        """The key by which lines are sorted."""
        return self.number, self.id, self.when, self.who, self.why

    @property
    def key(self) -> str:
        """What is judged, and how, without who, when and why: equal for the same judgement of two people."""
        return self.undoes or content_key(self.about, self.verdict, self.content)

    def to_json(self) -> str:
        """One line of JSON without the line end; empty fields are left out."""
        record: dict[str, Any] = {
            "schema": SCHEMA, "id": self.id, "n": self.number, "about": self.about, "verdict": self.verdict,
            **{name: self.content.get(name) for name in _FIELDS[self.about]},
            "undoes": self.undoes, "replaces": list(self.replaces), "because": list(self.because),
            "who": self.who, "when": self.when, "why": self.why,
        }  # fmt: skip
        kept = {name: value for name, value in record.items() if value or (name == "slots" and value is not None)}
        return json.dumps(kept, ensure_ascii=False)

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Judgement:
        """The judgement that a parsed line states.

        Raises:
            ValueError: it does not state one; the message says why.
        """
        if record.get("schema") != SCHEMA:
            raise ValueError(f"its schema version is {record.get('schema')!r}, and this mithaq reads {SCHEMA}")
        if record.get("about") not in get_args(About):
            raise ValueError(f"`about` is one of {', '.join(get_args(About))}")
        about: About = record["about"]
        undo = record.get("verdict") == UNDO
        allowed = {*_COMMON, *(() if undo else _FIELDS[about])}
        if unknown := sorted(set(record) - allowed):
            raise ValueError(f"unknown field {unknown[0]!r}")
        texts = {name: record.get(name, "") for name in ("id", "verdict", "undoes", "who", "when", "why")}
        if not all(isinstance(text, str) for text in texts.values()):
            raise ValueError("a text field is not a string")
        number = record.get("n")
        if not isinstance(number, int) or isinstance(number, bool) or number < 1:
            raise ValueError("`n` is a number from 1")
        if not texts["id"] or (undo and not texts["undoes"]):
            raise ValueError(f"{texts['verdict']} needs {'undoes' if texts['id'] else 'id'!r}")
        if about == "fact":
            check_date(texts["when"])
        content = {} if undo else checked_content(about, texts["verdict"], record)
        return cls(
            texts["id"], number, about, texts["verdict"], content, texts["undoes"],
            _ids(record, "replaces"), _ids(record, "because"), texts["who"], texts["when"], texts["why"],
        )  # fmt: skip


def check_date(when: str) -> None:
    """Raise ValueError unless a text is empty or a date: the graph states the dates of corrections."""
    if when:
        datetime.date.fromisoformat(when)


def content_key(about: str, verdict: str, content: Mapping[str, Any]) -> str:
    """A text that is equal for equal judgements, however their labels and positions are written."""
    parts = {name: value for name, value in content.items() if value and name not in ("label", "item_label")}
    if "passages" in parts:
        parts["passages"] = [passage["exact"] for passage in parts["passages"]]
    if about == "identity":
        parts = {"pair": sorted(text for name, text in parts.items() if name != "mentions")}
    return json.dumps([about, verdict, parts], ensure_ascii=False, sort_keys=True)


def id_of(key: str, known: Collection[str]) -> str:
    """The id of a judgement with this key: the first that is not in `known`."""
    attempt = 0
    while True:
        text = f"{key}\x1f{attempt}"
        id = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_ID_LENGTH]
        if id not in known:
            return id
        attempt += 1


def checked_content(about: About, verdict: str, record: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of the kind, checked.

    Raises:
        ValueError: an unknown verdict; a missing or malformed field.
    """
    if verdict not in _VERDICTS[about]:
        raise ValueError(f"the verdict is one of {', '.join((*_VERDICTS[about], UNDO))}")
    required = [name for name in _FIELDS[about] if name not in _OPTIONAL or (name == "changes" and verdict == "amend")]
    for name in required:
        if not record.get(name) and not (name == "slots" and isinstance(record.get(name), Mapping)):
            raise ValueError(f"{verdict} needs {name!r}")
    content: dict[str, Any] = {}
    for name in _FIELDS[about]:
        value = record.get(name)
        if not value and name not in required:
            continue
        if name == "passages":
            content[name] = _passages(value)
        elif name == "mentions":
            content[name] = _mentions(value)
        elif name in ("slots", "changes"):
            content[name] = _slots(value)
        elif isinstance(value, str):
            content[name] = value
        else:
            raise ValueError("a text field is not a string")
    if about == "identity" and content["one"] == content["other"]:
        raise ValueError("`one` and `other` are the same name")
    return content


def _ids(record: Mapping[str, Any], name: str) -> tuple[str, ...]:
    ids = record.get(name, [])
    if not isinstance(ids, list) or not all(isinstance(id, str) for id in ids):
        raise ValueError(f"`{name}` is a list of ids")
    return tuple(ids)


def _mentions(value: object) -> list[dict[str, str]]:
    if not isinstance(value, list):
        raise ValueError("mentions are a list")
    return [_mention(one) for one in value]


def _mention(record: object) -> dict[str, str]:
    if not isinstance(record, Mapping) or sorted(record) != sorted(_MENTION):
        raise ValueError(f"a mention has {', '.join(_MENTION)}")
    if not all(isinstance(text, str) and text for text in record.values()):
        raise ValueError("a text field of a mention is empty or not a string")
    return {name: record[name] for name in _MENTION}


def _passages(value: object) -> list[dict[str, Any]]:
    if not isinstance(value, list):
        raise ValueError("passages are a list")
    return [_passage(one) for one in value]


def _passage(record: object) -> dict[str, Any]:
    if not isinstance(record, Mapping) or not isinstance(record.get("exact"), str) or not record["exact"].strip():
        raise ValueError("a passage needs its text, `exact`")
    start = record.get("start", 0)
    if not isinstance(start, int) or isinstance(start, bool) or start < 0:
        raise ValueError("the start of a passage is a number")
    return {"exact": record["exact"], "start": start}


def _slots(record: object) -> dict[str, str | list[str]]:
    if not isinstance(record, Mapping):
        raise ValueError("slots and changes are objects")
    for name, value in record.items():
        texts = value if isinstance(value, list) else [value]
        if not all(isinstance(text, str) for text in texts):
            raise ValueError(f"the slot {name!r} is neither a text nor a list of texts")
    return {str(name): value for name, value in record.items()}
