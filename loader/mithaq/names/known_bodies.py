"""Bodies of the tables by the names that the press gives them."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache

from mithaq.lexicon import strip_article
from mithaq.lexicon.authority_tables import organizations, read_table
from mithaq.lexicon.compiled import compiled
from mithaq.names.folding import folded_name

__all__ = ["known_body"]


def _key(name: str) -> str:
    return " ".join(map(strip_article, folded_name(name).split()))


@compiled
def _by_name() -> dict[str, dict[str, tuple[str | None, bool]]]:
    """Names -> keys of the bodies so called, each with its state and whether the name is ambiguous."""
    found: dict[str, dict[str, tuple[str | None, bool]]] = defaultdict(dict)
    for body in organizations():
        for form in body.forms:
            found[_key(form)][body.qid or body.name_en] = body.state, form in body.ambiguous
    for row in read_table("known_bodies.csv"):
        forms = row["names"].split("|")
        if any(_key(form) in found for form in forms):
            continue  # more names of a body of the authority table, which extraction links
        for form in forms:
            found[_key(form)][forms[0]] = row["state"] or None, False
    return dict(found)


@lru_cache(maxsize=65_536)
def known_body(name: str, state: str | None) -> str | None:
    """The key of the one body of the tables that a name denotes, or None. An ambiguous name needs the body's state;
    another state than the body's speaks against it."""
    fitting = [
        key
        for key, (home, vague) in _by_name().get(_key(name), {}).items()
        if (not vague or (home is not None and home == state)) and (state is None or home is None or home == state)
    ]
    return fitting[0] if len(fitting) == 1 else None
