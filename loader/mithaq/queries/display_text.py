"""Normalize names for comparison, and format names and IRIs for display."""

from __future__ import annotations

import re

from mithaq.language.romanize import romanize
from mithaq.language.visible import visible
from mithaq.rdf import BASE, PREFIXES, folded_name

__all__ = ["consonants", "isolate_bidi", "shorten_iri", "without_article"]

_ISOLATES = re.compile("[\u2066-\u2069]")
_LOCAL = re.compile(r"[A-Za-z0-9][\w-]*")


def without_article(text: str) -> str:
    """Normalize a name and remove the Arabic article from each word."""
    return " ".join(
        word[2:] if word.startswith("\u0627\u0644") and len(word) > 4 else word for word in folded_name(text).split()
    )


def consonants(text: str) -> str:
    """The romanized text without vowels and semivowels, so that different Latin spellings match."""
    return "".join(c for c in romanize(text) if c not in "aeiouwy")


def isolate_bidi(text: str) -> str:
    """Enclose text in U+2068 ... U+2069, so that its direction does not affect the surrounding line. What would control
    a terminal, or end the enclosure, is escaped."""
    return f"\u2068{_ISOLATES.sub(_escaped, visible(text))}\u2069"


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def shorten_iri(iri: str) -> str:
    """Shorten an IRI for display: without the base of individuals, or with a prefix, if possible."""
    if iri.startswith(BASE):
        return iri.removeprefix(BASE)
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and _LOCAL.fullmatch(iri.removeprefix(namespace)):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri
