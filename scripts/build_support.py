"""Shared code of the scripts that build tables: read sources, render, check, write.

Every script has a function `build() -> str` that returns the text of its table; the same sources give the same text. On
the command line it writes the table; with `--check` it reports whether the file is up to date.
"""

from __future__ import annotations

import contextlib
import csv
import importlib.util
import io
import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "loader" / "mithaq" / "lexicon" / "data"
sys.path.insert(0, str(ROOT / "loader"))  # the scripts normalize words as the extractor does

LARGEST = 900_000
"""Maximum size of a table, in bytes."""


def read(*parts: str) -> Iterator[dict[str, str]]:
    """Read the rows of a table of the lexicon."""
    with DATA.joinpath(*parts).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(line for line in lines if not line.startswith("#"))


def package_file(package: str, *parts: str) -> Path:
    """Locate a data file inside an installed package, without importing the package.

    Raises:
        SystemExit: The package is not installed.
    """
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        sys.exit(f"{package} is not installed: pip install -e '.[lexicon]'")
    return Path(spec.submodule_search_locations[0]).joinpath(*parts)


def open_base(package: str, *parts: str) -> contextlib.closing[sqlite3.Connection]:
    """Open an SQLite file inside an installed package, read-only; use it in a `with` statement."""
    path = package_file(package, *parts)
    return contextlib.closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True))


def cells(cell: str) -> list[str]:
    """Split a list cell (`a|b|c`) into its items."""
    return cell.split("|") if cell else []


def render(head: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Render a table: the lines of `head` as comments, the header, the rows in the given order.

    Raises:
        ValueError: The table is larger than `LARGEST`.
    """
    out = io.StringIO()
    for line in head.strip().splitlines():
        out.write(f"# {line}".rstrip() + "\n")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    text = out.getvalue()
    if len(text.encode()) > LARGEST:
        raise ValueError(f"the table has {len(text.encode())} bytes, more than {LARGEST}")
    return text


def main(name: str, build: Callable[[], str]) -> None:
    """Write the table `name`; with `--check` among the arguments, exit with 1 when the file is out of date."""
    path = DATA / name
    text = build()
    if "--check" in sys.argv[1:]:
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            sys.exit(f"{name} is out of date: run its script without --check")
        print(f"{name} is up to date")
        return
    path.write_text(text, encoding="utf-8", newline="\n")
    print(f"{name}: {text.count(chr(10))} lines, {len(text.encode())} bytes")
