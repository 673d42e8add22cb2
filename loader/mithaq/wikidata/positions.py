"""What an English line about a post says: `Minister of Finance (IQ) 2018–2020`."""

from __future__ import annotations

import re
from functools import lru_cache

from mithaq.lexicon.authority_tables import states
from mithaq.wikidata.data_files import read_data
from mithaq.wikidata.model import ItemPost

__all__ = ["parse_post", "role_of"]

_LINE = re.compile(
    r"(?P<label>.*?)\s*(?:\((?P<state>[A-Z]{2})\))?\s*(?:(?P<start>[0-9]{4})(?P<dash>[–-])?(?P<end>[0-9]{4})?)?"
)


@lru_cache(maxsize=1)
def _phrases() -> tuple[tuple[str, str], ...]:
    return tuple((row["phrase"], row["role"]) for row in read_data("positions.csv"))


@lru_cache(maxsize=10_000)
def role_of(label: str) -> str:
    """The role (local name of a concept) that a post's English name tells; empty when it tells none."""
    text = f" {' '.join(label.casefold().split())} "
    for phrase, role in _phrases():
        if f" {phrase}" in text:
            return role
    return ""


def parse_post(line: str, *, weak: bool = False) -> ItemPost:
    """A line of the authority table. `2015–` is an open end, `2015` alone a term within one year; `weak`: the years
    are from memory."""
    found = _LINE.fullmatch(line.strip())
    assert found is not None  # every group may be empty
    label, code = found["label"], found["state"]
    start = int(found["start"]) if found["start"] else None
    end = int(found["end"]) if found["end"] else None if found["dash"] else start
    if code is None:
        lowered = label.casefold()
        code = next((c for c, state in states().items() if f"of {state.name_en.casefold()}" in lowered), None)
    return ItemPost(role_of(label), code, start, end, label, weak)
