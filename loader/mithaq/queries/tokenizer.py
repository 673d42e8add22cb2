"""Tokenizer for SPARQL text, sufficient for binding parameters.

Stored queries write parameters as `$name` and variables as `?name`. To replace parameters without touching
comments, strings or IRIs that contain a dollar sign, the text is split by the terminals of the SPARQL 1.1 grammar
(W3C, section 19.8); all other text passes through unchanged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

__all__ = ["SparqlToken", "keywords", "parameter_names", "sparql_tokens"]

TokenKind = Literal["comment", "iri", "string", "parameter", "variable", "prefixed", "word", "escape", "other"]

_TOKEN = re.compile(
    r"""
      (?P<comment>\#[^\n\r]*)
    | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    | (?P<string>'''(?:(?:'|'')?(?:[^'\\]|\\.))*''' | \"""(?:(?:"|"")?(?:[^"\\]|\\.))*\"""
               | '(?:[^'\\\n\r]|\\.)*' | "(?:[^"\\\n\r]|\\.)*")
    | \$(?P<parameter>\w+)
    | \?(?P<variable>\w+)
    | (?P<prefixed>[^\W\d_][\w.-]*:(?:[\w.:-]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%])*
                 | :(?:[\w.:-]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%])*)
    | (?P<word>[^\W\d]\w*)
    | (?P<escape>\\[uU])
    | (?P<other>\s+|.)
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class SparqlToken:
    """A token. The joined texts of all tokens equal the input; `name` is set for parameters and variables."""

    kind: TokenKind
    text: str
    start: int
    name: str = ""


def sparql_tokens(text: str) -> Iterator[SparqlToken]:
    """Split SPARQL text into tokens, without gaps. Malformed text is accepted; the parser reports it."""
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        assert kind is not None
        name = match[kind] if kind in ("parameter", "variable") else ""
        yield SparqlToken(kind, match[0], match.start(), name)  # type: ignore[arg-type]


def parameter_names(text: str) -> dict[str, int]:
    """The parameters used in a text, each with the offset of its first use."""
    found: dict[str, int] = {}
    for token in sparql_tokens(text):
        if token.kind == "parameter":
            found.setdefault(token.name, token.start)
    return found


def keywords(text: str) -> Iterator[tuple[str, int]]:
    """The bare words of a text in upper case (keywords, function names), each with its offset."""
    for token in sparql_tokens(text):
        if token.kind == "word":
            yield token.text.upper(), token.start
