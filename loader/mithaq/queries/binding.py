"""Parameters put into a query as RDF terms, never as text.

Oxigraph's substitutions fail for variables that are not selected and do not reach into sub-selects;
rdflib's `initBindings` loses to an inner BIND. So the term takes the place of the `$name` token itself,
written by Oxigraph's own N-Triples serializer, which quotes and escapes it: whatever a value holds, it
stays one term, and the query keeps the shape that was checked when it was loaded. This works alike on
every SPARQL 1.1 engine.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pyoxigraph import Literal, NamedNode

from mithaq.queries.tokenizer import sparql_tokens

__all__ = ["Term", "bind", "to_sparql"]

Term = NamedNode | Literal

_ESCAPE = re.compile(r"\\\\([uU])|\\u([0-9A-Fa-f]{4})|\\.", re.DOTALL)


def to_sparql(term: Term) -> str:
    r"""A term as SPARQL writes it.

    An engine may decode `\uXXXX` over the whole query before it parses (SPARQL 1.1, section 19.2) and take
    the end of an escaped backslash and a `u` after it for such a sequence, and some take four hexadecimal
    digits that follow one for part of it. So a `u` after a backslash is escaped itself, and all code points
    are written with eight digits.
    """
    text = str(term)
    return text if isinstance(term, NamedNode) else _ESCAPE.sub(_guarded, text)


def _guarded(match: re.Match[str]) -> str:
    if match[1]:
        return rf"\\\U{ord(match[1]):08X}"
    return rf"\U0000{match[2]}" if match[2] else match[0]


def bind(text: str, values: Mapping[str, Sequence[Term]]) -> str:
    """The query with each `$name` replaced by its values; without a value it becomes `UNDEF`.

    Several values, and none, make sense only in a data block: `VALUES ?state { $state }`. That a query
    keeps to this is checked when it is loaded.

    Raises:
        KeyError: the text uses a parameter that `values` does not have.
    """
    return "".join(
        (" ".join(map(to_sparql, values[token.name])) or "UNDEF") if token.kind == "parameter" else token.text
        for token in sparql_tokens(text)
    )
