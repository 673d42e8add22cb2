"""The data files of this room."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from typing import Any

__all__ = ["read_data", "weights"]

_DATA = files("mithaq.wikidata").joinpath("data")


def read_data(name: str) -> Iterator[dict[str, str]]:
    """The rows of a table, without its comment head."""
    with _DATA.joinpath(name).open(encoding="utf-8") as lines:
        yield from csv.DictReader(line for line in lines if not line.startswith("#"))


@lru_cache(maxsize=1)
def weights() -> dict[str, dict[str, float]]:
    """What each piece of evidence weighs, by kind of thing; `rule` holds the thresholds."""
    loaded: dict[str, Any] = tomllib.loads(_DATA.joinpath("weights.toml").read_text("utf-8"))
    return {section: {name: float(value) for name, value in table.items()} for section, table in loaded.items()}
