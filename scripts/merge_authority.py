"""Merge updates into the authority tables of officials and organizations: `python -m scripts.merge_authority FOLDER`.

FOLDER holds `officials_update.csv` and `organizations_update.csv`: the columns of the tables, with lists of posts
separated by `; `. A row whose identifier the table has replaces that row; every other row is appended, in the order of
the update. Names that are only listed as ambiguous are added to the aliases. A row without an identifier serves to
recognize a name and is never linked. The head of each table is kept. Running it twice changes nothing.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

AUTHORITY = Path(__file__).parents[1] / "loader" / "mithaq" / "lexicon" / "data" / "authority"
OFFICIALS = {
    "other_names_ar": "aliases",
    "ambiguous_names_ar": "ambiguous",
    "states_iso2": "states",
}
ORGANIZATIONS = {**OFFICIALS, "state_iso2": "state"}
Row = dict[str, str]


def read(path: Path) -> tuple[list[str], list[Row]]:
    """The comment head of a table and its rows."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    head = [line for line in lines if line.startswith("#")]
    return head, list(csv.DictReader(line for line in lines if not line.startswith("#")))


def renamed(row: Row, names: dict[str, str], columns: list[str]) -> Row:
    """A row of an update with the columns of the table."""
    found = {names.get(name, name): value for name, value in row.items()}
    if "posts" in found:
        found["posts"] = "|".join(filter(None, (post.strip() for post in found["posts"].split(";"))))
    # a name that needs context is a name too
    known = [found["name_ar"], *filter(None, found["aliases"].split("|"))]
    vague = [name for name in found["ambiguous"].split("|") if name and name not in known]
    found["aliases"] = "|".join([*known[1:], *vague])
    return {column: found.get(column, "") for column in columns}


def key(row: Row) -> tuple[str, ...]:
    """What tells a row from the others: its identifier, or its name with its states or kind."""
    return (row["qid"],) if row["qid"] else (row["name_ar"], row.get("states", row.get("kind", "")))


def merged(rows: list[Row], update: list[Row]) -> list[Row]:
    """The rows of a table with those of an update."""
    return list({**{key(row): row for row in rows}, **{key(row): row for row in update}}.values())


def write(path: Path, head: list[str], rows: list[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as out:
        out.writelines(head)
        writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def main(folder: Path) -> None:
    for name, names in (("officials", OFFICIALS), ("organizations", ORGANIZATIONS)):
        head, rows = read(AUTHORITY / f"{name}.csv")
        _, update = read(folder / f"{name}_update.csv")
        write(AUTHORITY / f"{name}.csv", head, merged(rows, [renamed(row, names, list(rows[0])) for row in update]))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
