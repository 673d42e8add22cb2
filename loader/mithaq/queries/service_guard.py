"""Refuse queries that make the engine send requests to other hosts (`SERVICE`)."""

from __future__ import annotations

import re

from mithaq.errors import UserError
from mithaq.queries.tokenizer import sparql_tokens

__all__ = ["refuse_service"]

_SERVICE = "SERVICE"
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_LAST_CODE_POINT = 0x10FFFF


def refuse_service(text: str, because: str) -> None:
    """Raise UserError if a query has the keyword SERVICE; the message says `because` of what.

    The engine takes the keyword also where it is written together with what precedes or follows it
    (`SERVICEex:a`, `trueSERVICE<...>`). Therefore no bare word and no prefix may contain it. Code point escapes are
    looked at both as written and as decoded.

    Raises:
        UserError: the query has the keyword.
    """
    if any(_has_service(reading) for reading in {text, _ESCAPE.sub(_decoded, text)}):
        raise UserError(f"SERVICE is refused: {because}")


def _has_service(text: str) -> bool:
    if _SERVICE not in text.upper():
        return False
    for token in sparql_tokens(text):
        if token.kind == "word" and _SERVICE in token.text.upper():
            return True
        if token.kind == "prefixed" and _SERVICE in token.text.partition(":")[0].upper():
            return True
    return False


def _decoded(escape: re.Match[str]) -> str:
    code = int(escape[1] or escape[2], 16)
    return chr(code) if code <= _LAST_CODE_POINT else escape[0]
