"""Describe a thing in a few words, so that things with the same name can be told apart."""

from __future__ import annotations

from collections.abc import Callable

from pyoxigraph import NamedNode, QuerySolutions

from mithaq.queries.display_text import isolate_bidi
from mithaq.rdf import MQ, PREFIXES

__all__ = ["candidate_details"]

_LABEL = f"<{PREFIXES['rdfs']}label>"
_DERIVED = f"<{PREFIXES['prov']}wasDerivedFrom>"
_PART_OF = f"<{PREFIXES['dcterms']}isPartOf>"
_ISSUED = f"<{PREFIXES['dcterms']}issued>"
_ARABIC = 'FILTER(LANG(?label) = "ar")'
_POSTS = 2
"""Maximum number of posts and of parties that are named."""


def candidate_details(select: Callable[[str], QuerySolutions], thing: str) -> str:
    """The class, the posts, states or parties, the dates and the number of articles of a thing; "" if unknown."""
    node = NamedNode(thing)
    kinds = [row["kind"].value for row in select(f"SELECT ?kind {{ {node} a ?kind }} ORDER BY ?kind")]
    own = [kind.removeprefix(PREFIXES["mq"]) for kind in kinds if kind.startswith(PREFIXES["mq"])]
    posts = f"?tenure {MQ.holder} {node} ; {MQ.post}/{_LABEL} ?label {_ARABIC}"
    state = f"{node} {MQ.state}/{_LABEL} ?label {_ARABIC}"
    party = f"{node} {MQ.party}/{_LABEL} ?label {_ARABIC}"
    names = [name for pattern in (posts, state, party) for name in _labels(select, pattern)]
    articles = select(
        f"SELECT (COUNT(DISTINCT ?article) AS ?count) (MIN(STR(?date)) AS ?first) (MAX(STR(?date)) AS ?last) {{ "
        f"{node} {_DERIVED}/{_PART_OF} ?article OPTIONAL {{ ?article {_ISSUED} ?date }} }}"
    )
    return "; ".join(filter(None, (" ".join(own[:1]), ", ".join(map(isolate_bidi, names)), _extent(articles))))


def _labels(select: Callable[[str], QuerySolutions], pattern: str) -> list[str]:
    rows = select(f"SELECT DISTINCT ?label {{ {pattern} }} ORDER BY ?label LIMIT {_POSTS}")
    return [row["label"].value for row in rows]


def _extent(rows: QuerySolutions) -> str:
    """`3 articles, 2015-02-01 to 2021-09-04`."""
    row = next(iter(rows), None)
    number = int(row["count"].value) if row is not None else 0
    if row is None or not number:
        return ""
    dates = [cell.value for cell in (row["first"], row["last"]) if cell is not None and cell.value]
    span = " to ".join(dict.fromkeys(dates))
    return ", ".join(filter(None, (f"{number} article{'s' if number > 1 else ''}", span)))
