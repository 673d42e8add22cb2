"""A user's own authority table, beside those of the package."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final, cast

from mithaq.errors import UserError
from mithaq.lexicon.authority_tables import states
from mithaq.wikidata.known_items import package_items
from mithaq.wikidata.model import KINDS, Candidate, Kind, is_qid
from mithaq.wikidata.positions import parse_post

__all__ = ["COLUMNS", "candidate_of_row", "check_row", "default_table", "read_table_text", "user_items", "write_table"]

COLUMNS: Final = ("qid", "kind", "name_ar", "name_en", "aliases", "ambiguous", "states", "posts", "sources")
"""The columns of the table; lists inside a cell are separated by `|`, posts as `Minister of Finance (IQ)
2018–2020`."""

_KINDS = frozenset(KINDS.values())


def default_table() -> Path:
    """Where the user's table lies: `MITHAQ_AUTHORITY`, else below the user's data folder."""
    named = os.environ.get("MITHAQ_AUTHORITY")
    if named:
        return Path(named)
    home = os.environ.get("XDG_DATA_HOME") or os.path.join(os.path.expanduser("~"), ".local", "share")
    return Path(home) / "mithaq" / "authority.csv"


def user_items(path: Path | None = None) -> Iterator[Candidate]:
    """The package's items, completed by the user's: where both have an item, names, states and posts add up.

    Raises:
        UserError: a row that cannot be used, with its line.
    """
    table = path or default_table()
    try:
        text = table.read_text("utf-8-sig")
    except FileNotFoundError:
        text = ""
    except (OSError, UnicodeDecodeError) as problem:
        raise UserError(f"{table}: cannot be read ({problem})") from problem
    mine = {row["qid"]: row for _, row in read_table_text(text, str(table))}
    for item in package_items():
        row = mine.pop(item.qid, None)
        yield _added(item, row) if row else item
    for row in mine.values():
        yield candidate_of_row(row)


def read_table_text(text: str, where: str) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a table in this form, checked, with their line numbers; an empty text has none.

    Raises:
        UserError: no header, or a row that `check_row` refuses.
    """
    lines = [(n, line) for n, line in enumerate(text.splitlines(), 1) if line.strip() and not line.startswith("#")]
    if not lines:
        return
    names = next(csv.reader([lines[0][1]]))
    if "qid" not in names or "kind" not in names:
        raise UserError(f"{where}, line {lines[0][0]}: the header needs at least the columns qid and kind")
    for number, line in lines[1:]:
        row = dict.fromkeys(COLUMNS, "") | dict(zip(names, next(csv.reader([line])), strict=False))
        problem = check_row(row)
        if problem:
            raise UserError(f"{where}, line {number}: {problem}")
        yield number, row


def check_row(row: Mapping[str, str]) -> str:
    """What is wrong with a row, in words; empty when it can be used."""
    qid, kind = row["qid"], row["kind"]
    if not is_qid(qid):
        return f"{qid!r} is not an item: write Q and a number"
    if kind not in _KINDS:
        return f"{kind!r} is not a kind: write one of {', '.join(sorted(_KINDS))}"
    if not (row["name_ar"].strip() or row["name_en"].strip()):
        return f"{qid} has no name"
    unknown = [code for code in _cells(row["states"]) if code not in states()]
    if unknown:
        return f"{unknown[0]!r} is not a state: write ISO 3166-1 alpha-2 codes"
    known = _package_kinds().get(qid)
    if known is not None and known != kind:
        return f"{qid} is of kind {known} in mithaq's own tables, not {kind}: one item cannot be two things"
    return ""


def _package_kinds() -> dict[str, str]:
    return {item.qid: item.kind for item in package_items()}


def _cells(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def candidate_of_row(row: Mapping[str, str]) -> Candidate:
    """The candidate that a row of the table describes."""
    forms = tuple(dict.fromkeys((*_cells(row["name_ar"]), *_cells(row["aliases"]))))
    homes = frozenset(_cells(row["states"]))
    return Candidate(
        row["qid"], cast(Kind, row["kind"]), row["name_ar"], row["name_en"], forms,
        frozenset(_cells(row["ambiguous"])), homes, tuple(map(parse_post, _cells(row["posts"]))), origin="table",
        code=next(iter(homes)) if row["kind"] == "state" and len(homes) == 1 else "",
        latin=_cells(row["name_en"]),
    )  # fmt: skip


def _added(item: Candidate, row: Mapping[str, str]) -> Candidate:
    more = candidate_of_row(row)
    return Candidate(
        item.qid, item.kind, item.name_ar, item.name_en, tuple(dict.fromkeys((*item.forms, *more.forms))),
        item.ambiguous | more.ambiguous, item.states | more.states,
        tuple(dict.fromkeys((*item.posts, *more.posts))), item.description, item.sitelinks, item.origin, item.code,
        tuple(dict.fromkeys((*item.latin, *more.latin))),
    )  # fmt: skip


def write_table(rows: Iterable[Mapping[str, str]]) -> str:
    """A table's text, sorted by kind and item."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(sorted(rows, key=lambda row: (row["kind"], len(row["qid"]), row["qid"])))
    return out.getvalue()
