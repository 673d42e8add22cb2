"""Shorten IRIs to prefixed names."""

from __future__ import annotations

import re
from collections.abc import Mapping

from mithaq.rdf import BASE, CLASSES, PREFIXES

__all__ = ["Shortener", "prefixes_for"]

_LOCAL = re.compile(rb"(?:[A-Za-z0-9_]|%[0-9A-Fa-f]{2})(?:[A-Za-z0-9_-]|%[0-9A-Fa-f]{2})*")
_KEPT = 1 << 12


def prefixes_for(base: str = BASE) -> Mapping[str, str]:
    """The prefixes of an export: those of the vocabularies, and one for each class of individuals under `base`."""
    return dict(sorted({**PREFIXES, **{known.path: f"{base}{known.path}/" for known in CLASSES}}.items()))


class Shortener:
    """Shortens IRIs to prefixed names (`<https://…/state/QA>` → `state:QA`) that Turtle allows without escapes."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self._prefixes = {iri.encode(): prefix.encode() + b":" for prefix, iri in prefixes.items()}
        self._known: dict[bytes, bytes] = {}

    def __call__(self, iri: bytes) -> bytes:
        """The prefixed name of an IRI in angle brackets; the unchanged IRI if there is none."""
        known = self._known.get(iri)
        if known is None:
            cut = max(iri.rfind(b"#"), iri.rfind(b"/")) + 1
            prefix, local = self._prefixes.get(iri[1:cut]), iri[cut:-1]
            known = prefix + local if prefix and _LOCAL.fullmatch(local) else iri
            if len(self._known) < _KEPT:  # bounded: the vocabulary comes first
                self._known[iri] = known
        return known
