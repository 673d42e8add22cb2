"""Read the facts out of a model's answer, also a broken one."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

__all__ = ["ParsedAnswer", "parse_answer"]

_MOST_FAILURES = 500
"""Opening braces that begin no whole object, after which an answer is given up."""
_LONGEST = 400_000
"""Characters of an answer that are looked at."""
_THOUGHT = re.compile(r"<(think|thinking|reasoning)>.*?(</\1>|\Z)", re.DOTALL)
_DECODER = json.JSONDecoder()


@dataclass(frozen=True, slots=True)
class ParsedAnswer:
    """The objects in an answer that may be facts, and whether the answer was whole JSON of the form asked for."""

    facts: tuple[dict[str, Any], ...]
    whole: bool


def parse_answer(text: str) -> ParsedAnswer:
    """Find the facts in an answer.

    A whole answer is one JSON object with a list `facts`. Reasoning, code fences and prose around the JSON are ignored.
    Of an answer that is cut off, every object that is whole is kept.
    """
    plain = _THOUGHT.sub(" ", text[:_LONGEST])
    try:
        value = json.loads(plain)
    except (ValueError, RecursionError):
        value = None
    if _is_answer(value):
        return ParsedAnswer(tuple(_unique(_objects(value))), True)
    found, broken = [], False
    for part in _parts(plain):
        if part is None:
            broken = True
        else:
            found.append(part)
    whole = not broken and any(map(_is_answer, found))
    return ParsedAnswer(tuple(_unique(fact for part in found for fact in _objects(part))), whole)


def _is_answer(value: object) -> bool:
    return isinstance(value, dict) and isinstance(value.get("facts"), list)


def _parts(text: str) -> Iterator[Any | None]:
    """The outermost whole JSON objects in a text; None for each brace that opens none."""
    position, failures = text.find("{"), 0
    while position >= 0 and failures < _MOST_FAILURES:
        try:
            value, end = _DECODER.raw_decode(text, position)
        except (ValueError, RecursionError):
            failures += 1
            end = position + 1
            yield None
        else:
            yield value
        position = text.find("{", end)


def _objects(value: object) -> Iterator[dict[str, Any]]:
    """The objects with a kind in a value, at any of the first levels."""
    pending = [value]
    while pending:
        item = pending.pop(0)
        if isinstance(item, dict):
            if "kind" in item:
                yield item
            else:
                pending += item.values()
        elif isinstance(item, list):
            pending += item


def _unique(objects: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Each object once: a model that loops writes the same fact again and again."""
    seen: set[str] = set()
    for item in objects:
        key = json.dumps(item, sort_keys=True)
        if key not in seen:
            seen.add(key)
            yield item
