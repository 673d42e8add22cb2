"""Build all generated tables of the lexicon again: `make lexicon`.

    python -m scripts.build_lexicon [--check]

Needs the extra `lexicon`, whose versions are pinned: the same sources give the same tables. With `--check` it writes
nothing, and exits with 1 when a table is not what its script builds.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

from scripts import (
    build_coordinates,
    build_latin_names,
    build_months,
    build_names,
    build_nisba,
    build_places,
    build_portfolio_words,
    build_verbs,
    build_words,
)
from scripts.build_support import write

__all__ = ["TABLES", "build_all"]

TABLES: dict[str, Callable[[], str]] = {
    "months.csv": build_months.months,
    "weekdays.csv": build_months.weekdays,
    "nisba.csv": build_nisba.build,
    "names.csv": build_names.build,
    "places.csv": build_places.build,
    "words.csv": build_words.build,
    "verbs.csv": build_verbs.build,
    "portfolio_words.csv": build_portfolio_words.build,
    "../../wikidata/data/latin_names.csv": build_latin_names.build,
    "../../explorer/data/coordinates.csv": build_coordinates.build,
}
"""What builds each table. A table comes after those that it is built from."""


def build_all(*, check: bool = False) -> bool:
    """Write every table, or with `check` only compare them; returns whether all files are as built."""
    outcomes = [write(name, build(), check=check) for name, build in TABLES.items()]
    return all(outcomes)


if __name__ == "__main__":
    sys.exit(0 if build_all(check="--check" in sys.argv[1:]) else 1)
