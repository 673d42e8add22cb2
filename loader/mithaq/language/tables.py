"""Read the data files of the lexicon."""

from __future__ import annotations

import csv
import tomllib
from pathlib import Path
from typing import Any

__all__ = ["read_csv", "read_toml"]

_DATA = Path(__file__).resolve().parent.parent / "lexicon" / "data"


def read_toml(name: str) -> dict[str, Any]:
    """Read a TOML file of the lexicon's data folder."""
    return tomllib.loads((_DATA / name).read_text("utf-8"))


def read_csv(name: str) -> list[dict[str, str]]:
    """Read the rows of a CSV file of the lexicon's data folder; lines that start with `#` are comments."""
    lines = (_DATA / name).read_text("utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))
