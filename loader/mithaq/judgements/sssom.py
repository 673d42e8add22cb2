"""Read SSSOM tables (https://w3id.org/sssom): mappings with tab-separated columns below a head of comment lines."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

from mithaq.errors import UserError

__all__ = ["curie_map", "read_sssom"]

_PREFIX = re.compile(r"#\s+([A-Za-z][\w.-]*):\s+(\S+)\s*")


def read_sssom(text: str, where: str) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of an SSSOM table with their line numbers. Columns may be in any order, and there may be others.

    Raises:
        UserError: no header line.
    """
    lines = [(n, line) for n, line in enumerate(text.split("\n"), 1) if line.strip() and not line.startswith("#")]
    if not lines:
        return
    names = next(csv.reader([lines[0][1].rstrip("\r")], delimiter="\t"))
    if "subject_id" not in names or "object_id" not in names:
        raise UserError(f"{where}, line {lines[0][0]}: is not an SSSOM header: it needs subject_id and object_id")
    for number, line in lines[1:]:
        cells = next(csv.reader([line.rstrip("\r")], delimiter="\t"))
        yield number, dict(zip(names, cells, strict=False))


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
