"""Arabic words of the command line: help, column headings and the words of `explain`."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

__all__ = ["arabic", "arabic_headings", "arabic_terms", "property_name", "term_name"]

_HEADING = "#heading"
"""Ending of the key under which a renderer finds the heading of a column."""


def arabic(key: str) -> str | None:
    """The Arabic for a key of `data/arabic.csv`, if there is one."""
    return _words().get(key)


def arabic_headings() -> dict[str, str]:
    """The Arabic headings of result columns, as `write_results` takes them."""
    headings = {name: text for name, text in _words().items() if " " not in name}
    return {f"{name}{form}{_HEADING}": text for name, text in headings.items() for form in ("", "Label")}


def arabic_terms() -> dict[str, str]:
    """The Arabic names of the terms of the ontology by their IRIs."""
    from mithaq.explorer.vocabulary import term_labels
    from mithaq.rdf import PREFIXES

    return {PREFIXES["mq"] + name: label for name, label in term_labels("ar").items()}


def term_name(iri: str) -> str | None:
    """The Arabic label of a class or concept of the ontology; None for other IRIs."""
    from mithaq.explorer.vocabulary import term_labels
    from mithaq.rdf import PREFIXES

    return term_labels("ar").get(iri.removeprefix(PREFIXES["mq"])) if iri.startswith(PREFIXES["mq"]) else None


def property_name(iri: str) -> str:
    """The Arabic name of a property; a property without one keeps its short form."""
    from mithaq.explorer.languages import Words
    from mithaq.queries import shorten_iri
    from mithaq.rdf import PREFIXES

    short = shorten_iri(iri)
    if not iri.startswith(PREFIXES["mq"]):
        return arabic(f"property {short}") or short
    return Words("ar").property(short.removeprefix("mq:"))


@cache
def _words() -> Mapping[str, str]:
    text = files("mithaq.cli").joinpath("data", "arabic.csv").read_text("utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    return MappingProxyType({row["key"]: row["ar"] for row in rows})
