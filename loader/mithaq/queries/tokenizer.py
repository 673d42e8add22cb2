"""The tokens of a SPARQL text, as far as binding parameters needs them.

A stored query writes its parameters as `$name` and its variables as `?name`. To replace the first
without touching a comment, a string or an IRI that happens to contain a dollar sign, the text is cut by
the terminals of the SPARQL 1.1 grammar (W3C, section 19.8); everything between them is passed through.
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
    """A piece of the text. The texts of all tokens, joined, are the whole; `name` is a parameter's or
    variable's."""

    kind: TokenKind
    text: str
    start: int
    name: str = ""


def sparql_tokens(text: str) -> Iterator[SparqlToken]:
    """Cut a SPARQL text into tokens, in order and without gaps. Malformed text never fails: a parser
    will say."""
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        assert kind is not None
        name = match[kind] if kind in ("parameter", "variable") else ""
        yield SparqlToken(kind, match[0], match.start(), name)  # type: ignore[arg-type]


def parameter_names(text: str) -> dict[str, int]:
    """The parameters a text uses, each with the offset of its first use."""
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
