"""The words of the pages in English and Arabic: from `data/words.csv`, and the labels of the ontology's terms."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from mithaq.rdf import RDFS, SKOS
from mithaq.resources import resource

__all__ = ["LANGUAGES", "Words"]

LANGUAGES: Mapping[str, str] = MappingProxyType({"en": "ltr", "ar": "rtl"})
"""The languages of the pages, with their direction of writing."""


class Words:
    """The words of one language; called with the key of a phrase.

    Args:
        language: A key of `LANGUAGES`.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self.direction = LANGUAGES[language]
        self._phrases = _phrases()[language]

    def __call__(self, key: str, **values: object) -> str:
        """The phrase, with `{name}` replaced by the value of that name; a key without a phrase stands for itself."""
        phrase = self._phrases.get(key, key)
        return phrase.format(**values) if values else phrase


def _terms() -> dict[str, dict[str, str]]:
    """The labels of the ontology's classes, properties and concepts by local name, in each language."""
    found: dict[str, dict[str, str]] = {language: {} for language in LANGUAGES}
    for name in ("mithaq.ttl", "vocabulary.ttl"):
        for quad in parse(resource("ontology", name).read_bytes(), RdfFormat.TURTLE):
            subject, label = quad.subject, quad.object
            if quad.predicate not in (RDFS.label, SKOS.prefLabel) or not isinstance(label, Literal):
                continue
            if isinstance(subject, NamedNode) and label.language in found:
                found[str(label.language)].setdefault(subject.value.rpartition("#")[2], label.value)
    return found


@cache
def _phrases() -> dict[str, dict[str, str]]:
    found = _terms()
    with files("mithaq.explorer").joinpath("data", "words.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(line for line in lines if not line.startswith("#")):
            for language in LANGUAGES:
                found[language][row["key"]] = row[language]
    return found
