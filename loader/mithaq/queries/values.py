"""Parse parameter values that are not names: dates, years, numbers, texts, IRIs."""

from __future__ import annotations

import re
import unicodedata

from pyoxigraph import Literal, NamedNode

from mithaq.errors import UserError
from mithaq.language.fold import fold
from mithaq.language.partial_date import PartialDate
from mithaq.rdf import PREFIXES

__all__ = ["VALUE_TYPES", "checked_text", "looks_like_iri", "parse_iri", "read_value"]

VALUE_TYPES = ("date", "year", "integer", "text", "iri")

_XSD = PREFIXES["xsd"]
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


def checked_text(text: str, what: str) -> str:
    """The text, when it is one that a literal can hold and a line can show.

    Raises:
        UserError: control characters or bytes that are no text; `what` names the parameter.
    """
    for character in text:
        if unicodedata.category(character) in ("Cc", "Cs") and character not in "\t\n":
            raise UserError(f"{what}: contains the control character U+{ord(character):04X}: remove it")
    return text


def read_value(kind: str, text: str, what: str) -> Literal | NamedNode:
    """Parse a typed value of one of `VALUE_TYPES`; Arabic digits are accepted.

    A date becomes a literal with its precision (`2017`, `2017-07`, `2017-07-11`), a year an xsd:gYear.

    Raises:
        UserError: an invalid value; `what` names the parameter.
    """
    text = checked_text(text, what)
    plain = fold(text).strip()
    if kind == "text":
        return Literal(text)
    if kind == "iri":
        return parse_iri(text.strip(), what)
    if kind == "integer":
        if not re.fullmatch(r"[+-]?[0-9]{1,18}", plain):
            raise UserError(f"{what}: {text!r} is not a whole number")
        return Literal(str(int(plain)), datatype=NamedNode(f"{_XSD}integer"))
    try:
        date = PartialDate.typed(text)
        if kind == "year" and date.month:
            raise ValueError("more than a year")
    except ValueError:
        form = "a year such as 2017" if kind == "year" else "a date such as 2017-07-11, 2017-07 or 2017"
        raise UserError(f"{what}: {text!r} is not {form}") from None
    return Literal(str(date), datatype=NamedNode(_XSD + date.datatype))


def looks_like_iri(text: str) -> bool:
    """Whether the text looks like an IRI: in angle brackets, with a known prefix, or `scheme:` without spaces."""
    return bool(_SCHEME.match(text.removeprefix("<"))) and not any(c.isspace() for c in text)


def parse_iri(text: str, what: str) -> NamedNode:
    """Parse an absolute IRI, with or without angle brackets, or a prefixed name such as `mq:held`.

    Raises:
        UserError: it is neither.
    """
    bare = text[1:-1] if text.startswith("<") and text.endswith(">") else text
    prefix, _, local = bare.partition(":")
    if prefix in PREFIXES and not local.startswith("//"):
        bare = PREFIXES[prefix] + local
    try:
        return NamedNode(bare)
    except ValueError as error:
        raise UserError(f"{what}: {text!r} is not an IRI: {error}") from None
