"""The generated tables in the repository are what `make lexicon` builds from their sources."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scripts.build_lexicon import TABLES
from scripts.build_support import DATA

ROOT = Path(__file__).resolve().parents[2]
BUILT = re.compile(r"^#.*\b(?:Built|Made) by scripts/", re.MULTILINE)


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_what_its_script_builds_from_its_sources(name: str) -> None:
    assert (DATA / name).read_text(encoding="utf-8") == TABLES[name]()


def test_make_lexicon_builds_every_generated_table() -> None:
    generated = {
        path.resolve()
        for path in (ROOT / "loader" / "mithaq").glob("**/data/**/*.csv")
        if BUILT.search(path.read_text(encoding="utf-8"))
    }
    assert generated == {(DATA / name).resolve() for name in TABLES}
