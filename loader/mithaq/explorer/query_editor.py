"""The page `/query`: an editor for SPARQL queries, with the stored queries as examples.

The editor is YASGUI's where the package has it, with `editor=plain` a text field that needs nothing.
"""

from __future__ import annotations

from typing import Any

from starlette.requests import Request

from mithaq.errors import UserError
from mithaq.explorer.browser_libraries import Library, at_hand
from mithaq.explorer.snapshot import Snapshot
from mithaq.explorer.vocabulary import term_labels
from mithaq.queries import Catalogue, example, prepare
from mithaq.rdf import PREFIXES

__all__ = ["YASGUI_STYLE", "editor_values"]

YASGUI_STYLE = "sha256-zCK2EVMoPc04mRF/g5CotUvxbJPWS+8V0b+s9ptqQIk="
"""The hash of the one style sheet that YASGUI writes into a page: that of the handles of its columns."""

_LONGEST = 20_000
"""Characters of a query in an address."""
_PLAIN = "plain"
_FIRST = """\
SELECT ?kind (COUNT(?thing) AS ?count)
WHERE { ?thing a ?kind }
GROUP BY ?kind
ORDER BY DESC(?count)
LIMIT 50
"""


def editor_values(request: Request, snapshot: Snapshot, catalogue: Catalogue) -> dict[str, Any]:
    """What the editor's template shows: the query, its examples, the prefixes that are declared for every query.

    The query comes from the parameter `query`, or is the stored query that the parameter `example` names.
    """
    text = request.query_params.get("query", "")[:_LONGEST]
    chosen = request.query_params.get("example", "")
    if not text and chosen in catalogue:
        text = _example(catalogue, chosen, snapshot)
    return {
        "text": text or _FIRST,
        "chosen": chosen,
        "examples": list(catalogue.values()),
        "prefixes": dict(PREFIXES),
        "base": snapshot.store.base,
        "yasgui": at_hand(Library.YASGUI) and request.query_params.get("editor") != _PLAIN,
        "has_yasgui": at_hand(Library.YASGUI),
        "terms": _terms(),
    }


def _terms() -> dict[str, list[str]]:
    """The terms that the editor completes: local names of classes, and of properties and concepts."""
    names = sorted(term_labels("en"))
    return {
        "classes": [name for name in names if name[:1].isupper()],
        "properties": [name for name in names if not name[:1].isupper()],
    }


def _example(catalogue: Catalogue, name: str, snapshot: Snapshot) -> str:
    """A stored query with its example values; as it is written where the store does not know an example's name."""
    query = catalogue[name]
    try:
        return prepare(query, example(query), snapshot.names)
    except UserError:
        return query.text
