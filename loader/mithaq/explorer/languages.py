"""The words of the pages in English and Arabic, from `data/words.csv`."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from mithaq.explorer.labels import Label
from mithaq.explorer.vocabulary import term_label
from mithaq.lexicon import authority_tables
from mithaq.messages import in_arabic, without_commands
from mithaq.rdf import PREFIXES

__all__ = ["LANGUAGES", "Words"]

_ENTITY_KINDS = frozenset({"state", "official", "organization", "place", "agreement", "forum"})
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

    def message(self, text: str) -> str:
        """What an error says, in this language, and without advice to use a command."""
        return without_commands(text if self.language == "en" else in_arabic(text))

    def value(self, text: str) -> str:
        """A value of a slot as a correction records it: a name after its kind, a state's code, or a concept."""
        kind, colon, name = text.partition(":")
        if colon and kind in _ENTITY_KINDS:
            return f"{self(kind)}: {self.value(name) if kind == 'state' else name}"
        if (state := authority_tables.states().get(text)) is not None:
            return state.name_en if self.language == "en" else state.name_ar
        if (phrase := self._phrases.get(f"value {text}")) is not None:
            return phrase
        return term_label(text, self.language) if text.isascii() and text.isalpha() else text

    def property(self, name: str) -> str:
        """The name of a property, by its local name: the pages' own word for it, or the label in the ontology."""
        return self._phrases.get(f"property {name}") or self._phrases.get(name) or term_label(name, self.language)

    def named(self, label: Label) -> str:
        """The text of a label: terms of the ontology by their labels, things by their name in this language."""
        if label.iri.startswith(PREFIXES["mq"]):
            return term_label(label.iri, self.language)
        return label.english if self.language == "en" and label.english else label.text


@cache
def _phrases() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {language: {} for language in LANGUAGES}
    with files("mithaq.explorer").joinpath("data", "words.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(line for line in lines if not line.startswith("#")):
            for language in LANGUAGES:
                found[language][row["key"]] = row[language]
    return found
