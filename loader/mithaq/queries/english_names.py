"""English names and abbreviations of states and organizations, as users type them."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from mithaq.lexicon import authority_tables
from mithaq.rdf import folded_name

__all__ = ["organization_item", "state_codes"]

_SIGNS = str.maketrans({".": "", "\u2019": "'", "(": " ", ")": " ", "&": " and "})


def state_codes() -> Mapping[str, str]:
    """State codes by normalized code, Arabic and English name, abbreviation, and capital."""
    return _tables()[0]


def organization_item(typed: str) -> str | None:
    """The Wikidata item of an organization by its English name or abbreviation, such as `EU`."""
    return _tables()[1].get(normalized(typed))


def normalized(name: str) -> str:
    """A name in the form in which the tables are keyed: `U.A.E.` and `UAE` are the same."""
    return folded_name("".join(map(_plain, name.translate(_SIGNS))))


def _plain(character: str) -> str:
    """A Latin letter without its diacritics; other characters as they are."""
    base = unicodedata.normalize("NFD", character)[:1]
    return base if base.isascii() else character


@cache
def _tables() -> tuple[Mapping[str, str], Mapping[str, str]]:
    states = authority_tables.states()
    codes: dict[str, str] = {}
    items: dict[str, str] = {}
    for code, entry in states.items():
        for name in (code, entry.iso3, entry.name_en, *entry.forms):
            codes.setdefault(normalized(name), code)
    for key, name in _rows():
        (codes if key in states else items).setdefault(normalized(name), key)
    for code, entry in states.items():  # a capital denotes its state unless a state has the same name
        for name in (entry.capital_en, *entry.capitals_ar):
            if name not in entry.ambiguous:
                codes.setdefault(normalized(name), code)
    return MappingProxyType(codes), MappingProxyType(items)


def _rows() -> Iterator[tuple[str, str]]:
    text = files("mithaq.queries").joinpath("data/english_names.csv").read_text("utf-8")
    for row in csv.DictReader(line for line in text.splitlines() if not line.startswith("#")):
        for name in row["names"].split("|"):
            yield row["code"], name
