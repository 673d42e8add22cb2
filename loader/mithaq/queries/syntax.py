"""Say where a SPARQL text does not parse, in one line."""

from __future__ import annotations

import re
from typing import Final

from mithaq.queries.query_checks import form_of
from mithaq.queries.tokenizer import keywords

__all__ = ["syntax_problem"]

_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_PROLOGUE: Final = frozenset({"PREFIX", "BASE"})
_LONGEST: Final = 120
_AROUND: Final = 20
"""Characters of the text that are shown before the place."""


def syntax_problem(text: str, problem: Exception) -> str:
    """The message for a text that the engine cannot parse: where, after what, and what it expected there.

    A text of no form of query is said to be that: the engine would name the last form that it tried.
    """
    if not text.strip():
        return "the query is empty: write SELECT, CONSTRUCT, ASK or DESCRIBE"
    if not form_of(text):
        first = next((word for word, _ in keywords(text) if word not in _PROLOGUE), text.strip()[:_AROUND])
        return f"the query does not parse: {first} begins no query: write SELECT, CONSTRUCT, ASK or DESCRIBE"
    said = " ".join(str(problem).split())
    place = _PLACE.search(str(problem))
    if place is None:
        return f"the query does not parse: {_short(said)}"
    line, column = int(place[1]), int(place[2])
    written = (text.splitlines() or [""])[min(line, len(text.splitlines())) - 1]
    before = " ".join(written[: column - 1].split())
    before = before if len(before) <= _AROUND else before[-_AROUND:].partition(" ")[2]
    after = f" after {before}" if before else ""
    expected = _short(" ".join(place[3].split()))
    return f"the query does not parse: line {line}, column {column}{after}: {expected}"


def _short(said: str) -> str:
    """The beginning: a list of all that is expected at a place can be very long."""
    return said if len(said) <= _LONGEST else f"{said[:_LONGEST]}…"
