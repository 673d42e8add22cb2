"""Bind query parameters as RDF terms, never as text.

Oxigraph's substitutions fail for variables that are not selected and do not reach subselects; rdflib's
`initBindings` is overridden by an inner BIND. Here the `$name` token itself is replaced by the term, serialized
and escaped by Oxigraph's N-Triples serializer. A value therefore always remains one term, and the query keeps
the structure that was checked when it was loaded. This works with every SPARQL 1.1 engine.
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
    r"""Serialize a term in SPARQL syntax.

    An engine may decode `\uXXXX` in the whole query before parsing (SPARQL 1.1, section 19.2), and may mistake
    the end of an escaped backslash and a following `u` for such a sequence; some engines also read four
    following hexadecimal digits as part of it. Therefore a `u` after a backslash is escaped too, and all code
    points are written with eight digits.
    """
    text = str(term)
    return text if isinstance(term, NamedNode) else _ESCAPE.sub(_guarded, text)


def _guarded(match: re.Match[str]) -> str:
    if match[1]:
        return rf"\\\U{ord(match[1]):08X}"
    return rf"\U0000{match[2]}" if match[2] else match[0]


def bind(text: str, values: Mapping[str, Sequence[Term]]) -> str:
    """Replace each `$name` in a query by its values, or by `UNDEF` if it has none.

    Several values, or none, are only valid in a data block: `VALUES ?state { $state }`. This is checked when
    the query is loaded.

    Raises:
        KeyError: the text uses a parameter that `values` does not have.
    """
    return "".join(
        (" ".join(map(to_sparql, values[token.name])) or "UNDEF") if token.kind == "parameter" else token.text
        for token in sparql_tokens(text)
    )
