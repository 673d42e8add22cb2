"""A user's own table or a result of Wikidata's query service, merged into the user's authority table.

Of a query's result these variables (or columns) count: `item`; `kind`; names in `itemLabel`, `label`,
`label_ar`, `label_en`, `itemAltLabel`, `alias`; `state`, `country` or `jurisdiction` (an item, or an ISO
code); a post in `positionLabel` with `start` and `end`. An item may stand in many rows."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from mithaq.errors import UserError
from mithaq.lexicon.authority_tables import states
from mithaq.rdf import WD
from mithaq.wikidata.model import is_qid
from mithaq.wikidata.user_table import COLUMNS, check_row, read_table_text

__all__ = ["merge_rows", "parse_source"]

Row = dict[str, str]
_STATES = ("state", "country", "jurisdiction")
_MANY = ("aliases", "ambiguous", "states", "posts", "sources")


def parse_source(text: str, where: str, kind: str = "") -> list[Row]:
    """The rows of a source, one an item. `kind` is that of all items of a result that has no such column.

    Raises:
        UserError: neither a table nor a result, or a row that cannot be used.
    """
    stripped = text.lstrip("\ufeff \t\r\n")
    if stripped.startswith("{"):
        return _grouped(_json_rows(stripped, where), where, kind)
    first = next((line for line in stripped.splitlines() if line.strip() and not line.startswith("#")), "")
    names = re.split(r"[,\t]", first.replace("?", ""))
    if "qid" in names:
        return [row for _, row in read_table_text(stripped, where)]
    if "item" in names:
        return _grouped(_text_rows(stripped, "\t" in first), where, kind)
    raise UserError(f"{where}: is neither a table with the column qid nor a query's result with the variable item")


def _json_rows(text: str, where: str) -> Iterator[list[tuple[str, str, str]]]:
    try:
        bindings = json.loads(text)["results"]["bindings"]
        for binding in bindings:
            yield [(name, str(term["value"]), str(term.get("xml:lang", ""))) for name, term in binding.items()]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as problem:
        raise UserError(f"{where}: is JSON but not a SPARQL result") from problem


def _text_rows(text: str, tabs: bool) -> Iterator[list[tuple[str, str, str]]]:
    """Rows of a CSV or TSV result; in TSV, terms are written as in Turtle."""
    reader = csv.reader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE) if tabs else csv.reader(
        io.StringIO(text)
    )  # fmt: skip
    names = [name.strip().lstrip("?") for name in next(reader)]
    for cells in reader:
        yield [(name, *_term(cell)) for name, cell in zip(names, cells, strict=False) if cell]


def _term(cell: str) -> tuple[str, str]:
    found = re.fullmatch(r'"(.*)"(?:@([A-Za-z-]+)|\^\^.*)?', cell)
    if found:
        return found[1].replace('\\"', '"').replace("\\\\", "\\"), found[2] or ""
    return cell.strip("<>"), ""


def _grouped(rows: Iterable[list[tuple[str, str, str]]], where: str, kind: str) -> list[Row]:
    found: dict[str, Row] = {}
    for number, cells in enumerate(rows, 1):
        stated = {name: value for name, value, _ in cells}
        qid = stated.get("item", "").removeprefix(WD)
        if not is_qid(qid):
            raise UserError(f"{where}, result {number}: item {stated.get('item', '')!r} is not a Wikidata item")
        row = found.setdefault(qid, dict.fromkeys(COLUMNS, "") | {"qid": qid, "kind": stated.get("kind", kind)})
        _take(row, cells, stated)
    for row in found.values():
        problem = check_row(row)
        if problem:
            more = " (say --kind)" if not row["kind"] else ""
            raise UserError(f"{where}: {problem}{more}")
    return list(found.values())


def _take(row: Row, cells: Iterable[tuple[str, str, str]], stated: Mapping[str, str]) -> None:
    for name, value, language in cells:
        value = value.strip()
        if not value or is_qid(value):  # the label service gives the identifier where there is no label
            continue
        arabic = language == "ar" or name.endswith("_ar") or any("\u0621" <= c <= "\u064a" for c in value)
        if name in ("itemLabel", "label", "label_ar", "label_en"):
            slot = "name_ar" if arabic else "name_en"
            if not row[slot]:
                row[slot] = value
            elif arabic and value != row[slot]:
                _add(row, "aliases", value)
        elif name in ("itemAltLabel", "alias") and arabic:
            for alias in re.split(r"[,\u060c] ", value):
                _add(row, "aliases", alias.strip())
    for name in _STATES:
        code = _code(stated.get(name, ""))
        if code:
            _add(row, "states", code)
    if stated.get("positionLabel"):
        home = next((code for name in ("jurisdiction", *_STATES) if (code := _code(stated.get(name, "")))), "")
        years = "–".join(_year(stated.get(name, "")) for name in ("start", "end")) if stated.get("start") else ""
        _add(row, "posts", " ".join(filter(None, (stated["positionLabel"], f"({home})" if home else "", years))))


def _add(row: Row, column: str, value: str) -> None:
    known = [cell for cell in row[column].split("|") if cell]
    if value and value not in known:
        row[column] = "|".join((*known, value.replace("|", " ")))


def _code(text: str) -> str:
    qid = text.removeprefix(WD)
    return text if text in states() else next((c for c, s in states().items() if s.qid == qid), "")


def _year(text: str) -> str:
    found = re.match(r"[0-9]{4}", text)
    return found[0] if found else ""


def merge_rows(old: Iterable[Row], new: Iterable[Row], source: str) -> tuple[list[Row], int, int]:
    """A table with the new rows added; returns it, how many items are new, and how many have changed.

    Lists add up. A name that differs from the known one becomes an alias; nothing known is lost.

    Raises:
        UserError: one item of two kinds.
    """
    table = {row["qid"]: dict(row) for row in old}
    added = changed = 0
    for row in new:
        known = table.get(row["qid"])
        if known is None:
            table[row["qid"]] = row | {"sources": row["sources"] or source}
            added += 1
            continue
        if known["kind"] != row["kind"]:
            raise UserError(
                f"{row['qid']} is of kind {known['kind']} in the table, and of kind {row['kind']} in {source}"
            )
        before = dict(known)
        _merge(known, row)
        if known != before:
            _add(known, "sources", row["sources"] or source)
            changed += 1
    return list(table.values()), added, changed


def _merge(known: Row, row: Mapping[str, Any]) -> None:
    for column in ("name_ar", "name_en"):
        if not known[column]:
            known[column] = row[column]
        elif column == "name_ar" and row[column] and row[column] != known[column]:
            _add(known, "aliases", row[column])
    for column in _MANY[:-1]:
        for value in row[column].split("|"):
            if value != known["name_ar"]:
                _add(known, column, value)
