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

from loader.queries.tokens import tokens

__all__ = ["Term", "bind", "written"]

Term = NamedNode | Literal

_ESCAPE = re.compile(r"(\\\\)([uU])|\\.", re.DOTALL)


def written(term: Term) -> str:
    r"""A term as SPARQL writes it.

    An engine may decode `\uXXXX` over the whole query before it parses (SPARQL 1.1, section 19.2) and
    would take the `\u` of an escaped backslash for such a sequence; the `u` after a backslash is
    therefore escaped itself.
    """
    text = str(term)
    if isinstance(term, NamedNode):
        return text
    return _ESCAPE.sub(lambda m: f"{m[1]}\\u{ord(m[2]):04X}" if m[1] else m[0], text)


def bind(text: str, values: Mapping[str, Sequence[Term]]) -> str:
    """The query with each `$name` replaced by its values; without a value it becomes `UNDEF`.

    Several values, and none, make sense only in a data block: `VALUES ?state { $state }`. That a query
    keeps to this is checked when it is loaded.

    Raises:
        KeyError: the text uses a parameter that `values` does not have.
    """
    return "".join(
        (" ".join(map(written, values[token.name])) or "UNDEF") if token.kind == "parameter" else token.text
        for token in tokens(text)
    )
