"""Shared code of the scripts that build tables: read sources, render, check, write.

Every script of a table has a function `build() -> str` that returns its text (same sources, same text) and a command
line, run as `python -m scripts.build_NAME` from the checkout with the extra `lexicon` installed. Without arguments it
writes the table; with `--check` it reports whether the file is as built. `make lexicon` runs all of them.
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


def write(name: str, text: str, *, check: bool = False) -> bool:
    """Write the table `name` (a path relative to `DATA`), or with `check` only compare it with the file.

    Returns:
        Whether the file now is what was built.
    """
    path = DATA / name
    if check:
        fresh = path.exists() and path.read_text(encoding="utf-8") == text
        print(f"{path.name} is as built" if fresh else f"{path.name} is not what its script builds: run `make lexicon`")
        return fresh
    path.write_text(text, encoding="utf-8", newline="\n")
    print(f"{path.name}: {text.count(chr(10))} lines, {len(text.encode())} bytes")
    return True


def main(name: str, build: Callable[[], str]) -> None:
    """Write the table `name`, or with `--check` in the arguments exit with 1 when it is not as built."""
    if not write(name, build(), check="--check" in sys.argv[1:]):
        sys.exit(1)
