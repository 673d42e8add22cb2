"""Merge checked update sheets into the authority tables of officials and organizations.

    python -m scripts.build_authority OFFICIALS.csv ORGANIZATIONS.csv

The sheets have the columns `qid`, `name_en`, `name_ar`, `other_names_ar`, `ambiguous_names_ar`, `sources`, and
`states_iso2`, `posts` (separated by `; `), `name_ar_source` (officials) or `kind`, `state_iso2`. A row whose item is
in the table corrects that row: names in Arabic add up, everything else is replaced. Every other row is appended. Rows
without an identifier serve recognition only. A name that several persons of the table bear is marked as ambiguous.
Running the script again with the same sheets changes nothing.
"""

from __future__ import annotations

import argparse
import csv
import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from mithaq.language.fold import normalize

from scripts.build_support import cells, read, render, write

__all__ = ["merge_officials", "merge_organizations"]

Row = dict[str, str]

BELONGING = "التابع"

OFFICIALS = ("qid", "name_en", "name_ar", "aliases", "ambiguous", "states", "posts", "sources", "name_ar_source")
ORGANIZATIONS = ("qid", "kind", "name_en", "name_ar", "aliases", "ambiguous", "state", "sources")

OFFICIALS_HEAD = """
Officials, with their Wikidata item where one is verified. Each identifier appears beside the name in a public source
(see `sources`); a row without one serves recognition and is never linked. Curated by hand; updated with the sheets of
2026-11-29 by scripts/build_authority.py. Facts from Wikidata (CC0) and openly licensed sources.
Items of a list are separated by |.
aliases    other forms, some with a title
ambiguous  those that other people share (surnames, full names of two people): they need context
states     ISO 3166-1 alpha-2 of the states served
posts      known positions and years, in English: 2018–2020, 2018– while held; a single year is 2019–2019
sources    families of sources; `years: memory` marks rows with years from memory: weak evidence, never a contradiction
name_ar_source  source of the Arabic name; `curated`: the identifier is verified, the spelling written for this table
"""
ORGANIZATIONS_HEAD = """
Organizations, with their Wikidata item where one is verified. Each identifier appears beside the name in a public
source (see `sources`); a row without one serves recognition and is never linked. Curated by hand; updated with the
sheets of 2026-11-29 by scripts/build_authority.py. Facts from Wikidata (CC0) and openly licensed sources.
Items of a list are separated by |.
aliases    other forms
ambiguous  those of name_ar and aliases with another meaning: they need context
state      ISO 3166-1 alpha-2 when the organization belongs to one state
"""


def merge_officials(rows: Iterable[Row], updates: Iterable[Row]) -> list[Row]:
    """The table of officials with an update sheet merged in."""
    new = [
        {
            "qid": row["qid"], "name_en": row["name_en"], "name_ar": row["name_ar"],
            "aliases": row["other_names_ar"], "ambiguous": row["ambiguous_names_ar"],
            "states": row["states_iso2"], "posts": "|".join(part.strip() for part in row["posts"].split(";")),
            "sources": row["sources"], "name_ar_source": row["name_ar_source"],
        }
        for row in updates
    ]  # fmt: skip
    merged = _merge(rows, new)
    _mark_shared_names(merged)
    return merged


def merge_organizations(rows: Iterable[Row], updates: Iterable[Row]) -> list[Row]:
    """The table of organizations with an update sheet merged in."""
    new = [
        {
            "qid": row["qid"], "kind": row["kind"], "name_en": row["name_en"], "name_ar": row["name_ar"],
            "aliases": row["other_names_ar"], "ambiguous": row["ambiguous_names_ar"], "state": row["state_iso2"],
            "sources": row["sources"],
        }
        for row in updates
    ]  # fmt: skip
    return _merge(rows, new)


def _merge(rows: Iterable[Row], updates: Iterable[Row]) -> list[Row]:
    table = {_key(row): dict(row) for row in rows}
    for row in updates:
        forms = {row["name_ar"], *cells(row["aliases"])}
        row = row | {"ambiguous": "|".join(form for form in cells(row["ambiguous"]) if form in forms)}
        known = table.get(_key(row))
        if known is not None:
            names = [known["name_ar"], *cells(known["aliases"])]
            row = row | {
                "aliases": _united(row["aliases"], "|".join(n for n in names if n != row["name_ar"])),
                "ambiguous": _united(row["ambiguous"], known["ambiguous"]),
            }
        table[_key(row)] = row
    return list(table.values())


def _key(row: Row) -> str:
    return row["qid"] or f"{row['name_en']}|{row['name_ar']}"


def _united(one: str, other: str) -> str:
    return "|".join(dict.fromkeys((*cells(one), *cells(other))))


def _mark_shared_names(rows: list[Row]) -> None:
    bearers: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        for form in (row["name_ar"], *cells(row["aliases"])):
            bearers[normalize(form)].add(_key(row))
    for row in rows:
        shared = [f for f in (row["name_ar"], *cells(row["aliases"])) if len(bearers[normalize(f)]) > 1]
        row["ambiguous"] = _united(row["ambiguous"], "|".join(shared))


def _sheet(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as lines:
        return [
            {column: _names(cell) if column.endswith("_ar") else cell for column, cell in row.items()}
            for row in csv.DictReader(lines)
        ]


def _names(cell: str) -> str:
    """A cell of names without explanations in brackets and without forms that say whom a body belongs to."""
    plain = (re.sub(r"\s*\(.*?\)", "", name) for name in cells(cell))
    return "|".join(dict.fromkeys(name for name in plain if f" {BELONGING}" not in name))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("officials", type=Path)
    parser.add_argument("organizations", type=Path)
    options = parser.parse_args()
    people = merge_officials(read("authority", "officials.csv"), _sheet(options.officials))
    bodies = merge_organizations(read("authority", "organizations.csv"), _sheet(options.organizations))
    for name, head, header, rows in (
        ("officials.csv", OFFICIALS_HEAD, OFFICIALS, people),
        ("organizations.csv", ORGANIZATIONS_HEAD, ORGANIZATIONS, bodies),
    ):
        write(f"authority/{name}", render(head, header, ([row[column] for column in header] for row in rows)))


if __name__ == "__main__":
    main()
