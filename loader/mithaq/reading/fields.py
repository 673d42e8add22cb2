"""Find the fields of an article among columns and JSON fields of other names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from mithaq.language.fold import clean_label
from mithaq.language.tables import read_toml
from mithaq.reading.options import FIELDS

__all__ = ["candidates", "guess_columns", "key_of"]

_SIGNS = re.compile(r"[\W_]+")
_LONGEST = 80


@lru_cache(4096)
def key_of(name: str) -> str:
    """A name as it is compared: without case, spaces, punctuation and marks."""
    return _SIGNS.sub("", clean_label(name[:_LONGEST])).casefold()


@cache
def candidates() -> Mapping[str, tuple[str, ...]]:
    """The names of each field, the likeliest first, as `key_of` makes them."""
    data = read_toml("fields.toml")
    return {field: tuple(map(key_of, data[field])) for field in FIELDS}


def guess_columns(names: Iterable[str], mapping: Mapping[str, str]) -> dict[str, str]:
    """The column of each field of an article, where there is one. `mapping` decides where it names a column."""
    known = {key_of(name): name for name in reversed(list(names)) if name.strip()}
    chosen: dict[str, str] = {}
    for field in FIELDS:
        stated = mapping.get(field)
        options = (key_of(stated),) if stated is not None else candidates()[field]
        column = next((known[key] for key in options if key in known), None)
        if column is not None and (stated is not None or column not in mapping.values()):
            chosen[field] = column
    return chosen
