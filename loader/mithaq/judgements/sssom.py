"""Read SSSOM tables (https://w3id.org/sssom): mappings with tab-separated columns below a head of comment lines."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

from mithaq.errors import UserError

__all__ = ["CONFLICT_ADVICE", "CONFLICT_MARKERS", "curie_map", "read_sssom"]

CONFLICT_MARKERS = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")
"""How version control marks the two sides of a conflict."""

CONFLICT_ADVICE = "has a conflict marker: keep the lines of both sides and remove the markers"
_EXACT = ("", "skos:exactMatch", "http://www.w3.org/2004/02/skos/core#exactMatch")

_PREFIX = re.compile(r"#\s+([A-Za-z][\w.-]*):\s+(\S+)\s*")


def read_sssom(text: str, where: str) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of an SSSOM table with their line numbers. Columns may be in any order, and there may be others. Only
    a line feed ends a line, also after a carriage return. Empty cells at the end of a row may be missing.

    Raises:
        UserError: no header line; a conflict marker of version control; a row that does not fit the header, without
        subject or object, or with another predicate than `skos:exactMatch`. The message names the line.
    """
    lines = [(n, line) for n, line in enumerate(text.split("\n"), 1) if line.strip() and not line.startswith("#")]
    for number, line in lines:
        if line.startswith(CONFLICT_MARKERS):
            raise UserError(f"{where}, line {number}: {CONFLICT_ADVICE}")
    if not lines:
        return
    names = _cells(lines[0][1], f"{where}, line {lines[0][0]}")
    if "subject_id" not in names or "object_id" not in names:
        raise UserError(f"{where}, line {lines[0][0]}: is not an SSSOM header: it needs subject_id and object_id")
    if len(set(names)) < len(names):
        raise UserError(f"{where}, line {lines[0][0]}: has the same column twice")
    for number, line in lines[1:]:
        here = f"{where}, line {number}"
        cells = _cells(line, here)
        if len(cells) > len(names):
            raise UserError(f"{here}: has {len(cells)} cells, and the header has {len(names)}: correct the row")
        row = dict(zip(names, [*cells, *[""] * (len(names) - len(cells))], strict=True))
        _check(row, here)
        yield number, row


def _cells(line: str, here: str) -> list[str]:
    try:
        return next(csv.reader([line.removesuffix("\r")], delimiter="\t", strict=True))
    except csv.Error as problem:
        raise UserError(f"{here}: is not a row of a table ({problem}): correct the row") from problem


def _check(row: dict[str, str], here: str) -> None:
    for name in ("subject_id", "object_id"):
        if not row[name].strip():
            raise UserError(f"{here}: has no {name}")
    if (predicate := row.get("predicate_id", "")) not in _EXACT:
        raise UserError(f"{here}: the predicate is {predicate}: only skos:exactMatch states a link")
    if (modifier := row.get("predicate_modifier", "")).casefold() not in ("", "not"):
        raise UserError(f"{here}: the predicate_modifier is {modifier!r}: leave it empty, or write Not")


def curie_map(text: str) -> dict[str, str]:
    """The prefixes that the head of a table declares."""
    found: dict[str, str] = {}
    inside = False
    for line in text.split("\n"):
        if not line.startswith("#"):
            break
        if line.rstrip() == "#curie_map:":
            inside = True
        elif inside and (match := _PREFIX.fullmatch(line)):
            found[match[1]] = match[2]
        else:
            inside = False
    return found
