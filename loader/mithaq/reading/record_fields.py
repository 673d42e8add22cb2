"""Read articles from JSON values: Mithaq's own records, and those of other programs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from mithaq.reading.drafts import Draft
from mithaq.reading.fields import candidates, key_of
from mithaq.reading.html import plain_text
from mithaq.reading.options import FIELDS, ReadOptions
from mithaq.reading.problem import Problem
from mithaq.reading.records import Record
from mithaq.reading.repair import repair

__all__ = ["draft_of", "records_in"]

_WRAPPERS = frozenset(
    ("articles", "items", "results", "docs", "documents", "records", "hits", "response", "data", "_source", "entries")
)
"""fields that hold records, or a record's fields, in exports of other programs"""
_DEEPEST = 4
_MARKUP = re.compile(
    r"</(?:p|div|br|a|b|i|u|em|strong|span|font|center|h[1-6]|li|td|figure|blockquote|section|article)\s*>"
    r"|<(?:br|hr|img|p)\b[^<>]{0,500}>",
    re.I,
)
_TAGGED = frozenset(("contenthtml", "html"))
_NAMES = ("name", "title", "label")
_TEXT_HINT = "put the article's text into the field text"


def records_in(record: Record, here: str, options: ReadOptions, depth: int = 0) -> Iterator[Draft | Problem]:
    """The drafts of a JSON value. Lists of records within the object of a search or a feed are opened."""
    value = record.value
    if isinstance(value, dict):
        if "@context" in value and not ("articleBody" in value or "text" in value):
            yield Problem(
                here,
                "is RDF (JSON-LD), not an article",
                "use mithaq validate, or mithaq restore for a backup",
            )
            return
        if depth < _DEEPEST and not _has_text(value, options):
            inner = [value[name] for name in value if name in _WRAPPERS and isinstance(value[name], list | dict)]
            if inner:
                for element in inner[0] if isinstance(inner[0], list) else (_inherit(value, inner[0]),):
                    yield from records_in(Record(record.line, element), here, options, depth + 1)
                return
    yield draft_of(value, here, options)


def _inherit(outer: Mapping[str, Any], inner: dict[str, Any]) -> dict[str, Any]:
    """An object wrapped in another keeps the id that stands outside."""
    return {**{name: outer[name] for name in ("_id", "id", "key") if name in outer}, **inner}


def _names(field: str, options: ReadOptions) -> tuple[str, ...]:
    stated = options.mapping.get(field)
    return (key_of(stated),) if stated is not None else candidates()[field]


def _has_text(value: Mapping[str, Any], options: ReadOptions) -> bool:
    keys = {key_of(name) for name in value}
    return any(name in keys for name in _names("text", options))


def draft_of(value: Any, here: str, options: ReadOptions) -> Draft | Problem:
    """The article that an object describes, with the fields of a record or fields of other names."""
    if not isinstance(value, dict):
        return Problem(here, "is not an article", "write a JSON object with id and text")
    known = {key_of(name): name for name in reversed(value)}
    texts: dict[str, str | None] = {}
    for field in FIELDS:
        given = _first(value, known, _names(field, options))
        text = _as_text(field, given[1]) if given else None
        if given and text is None:
            return Problem(here, f"the {given[0]} is not a string", f"write {given[0]} as text or null")
        texts[field] = text if given is None or field != "text" else _without_tags(given[0], repair(text or ""))
    if not (texts["text"] or "").strip():
        stated = options.mapping.get("text")
        return Problem(here, "has no text", f"put the article's text into the field {stated}" if stated else _TEXT_HINT)
    return Draft(
        here, texts["text"] or "", id=texts["id"], title=texts["title"], date=texts["date"], source=texts["source"],
        url=texts["url"],
    )  # fmt: skip


def _first(value: Mapping[str, Any], known: Mapping[str, str], names: tuple[str, ...]) -> tuple[str, Any] | None:
    """The name and value of the first field that says something."""
    for key in names:
        name = known.get(key)
        if name is not None and value[name] not in (None, "", [], {}) and str(value[name]).strip():
            return name, value[name]
    return None


def _as_text(field: str, given: Any) -> str | None:
    """A value as text; None if it is of a kind that the field cannot have."""
    if isinstance(given, str):
        return given
    if field in ("id", "date") and isinstance(given, int | float) and not isinstance(given, bool):
        return str(int(given)) if given == given and abs(given) < 1e18 and given == int(given) else str(given)
    if field == "date" and isinstance(given, dict):
        return _date_parts(given)
    if field == "source" and isinstance(given, dict):
        return next((given[name] for name in _NAMES if isinstance(given.get(name), str)), None)
    return None


def _date_parts(given: Mapping[str, Any]) -> str | None:
    """A date of CSL-JSON: `{"date-parts": [[2022, 5, 6]]}`, or `raw`."""
    parts = given.get("date-parts")
    if isinstance(parts, list) and parts and isinstance(parts[0], list) and parts[0]:
        year, *rest = (str(part) for part in parts[0][:3])
        return "-".join([year, *(part.zfill(2) for part in rest)])
    raw = next((given.get(name) for name in ("raw", "literal", "$date") if given.get(name)), None)
    return raw if isinstance(raw, str) else None


def _without_tags(name: str, text: str) -> str:
    return plain_text(text) if key_of(name) in _TAGGED or _MARKUP.search(text) else text
