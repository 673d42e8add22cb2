"""Read the IRIs of individuals as people type or copy them."""

from __future__ import annotations

import re

from mithaq.rdf.classes import CLASSES
from mithaq.rdf.iri import Minter

__all__ = ["typed_iri"]

_PATHS = frozenset({known.path for known in CLASSES} | {"correction", "agent", "link"})
_ISOLATES = "".join(map(chr, (0x2066, 0x2067, 0x2068, 0x2069, 0x200E, 0x200F)))
_ARTICLE = "article/"
_SHORT = re.compile(r"([a-z]+)[/:]([A-Za-z0-9_.~%-]+)")


def typed_iri(text: str, base: str) -> str | None:
    """The IRI that a text stands for, in any form that tables, exports and messages print; None if it is not one.

    Forms: the IRI, also in angle brackets; what follows the base (`person/x`), also after `id/` or `mqid:`; a prefixed
    name of an export (`person:x`); `article/` and the id of an article as it is, also with spaces. Whether the graph
    has such an individual is not looked up.
    """
    plain = text.translate(dict.fromkeys(map(ord, _ISOLATES))).strip()
    if plain.startswith("<") and plain.endswith(">"):
        plain = plain[1:-1].strip()
    if "://" in plain:
        return plain if not re.search(r'[\s<>"{}|\\^`]', plain) else None
    local = plain.removeprefix("mqid:").removeprefix("id/")
    short = _SHORT.fullmatch(local)
    if short is None and local.startswith(_ARTICLE) and local != _ARTICLE:
        return Minter(base).article(local.removeprefix(_ARTICLE)).value
    return f"{base}{short[1]}/{short[2]}" if short and short[1] in _PATHS else None
