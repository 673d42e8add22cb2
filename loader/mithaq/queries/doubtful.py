"""Facts that a person should look at: contradictions first, then facts of low confidence."""

from __future__ import annotations

from dataclasses import dataclass

from mithaq.queries.catalogue import Catalogue
from mithaq.rdf import MQ, PROV
from mithaq.store import Store

__all__ = ["DoubtfulFact", "doubtful_facts"]


@dataclass(frozen=True, slots=True)
class DoubtfulFact:
    """A fact of the merged graph and why it is doubtful."""

    iri: str
    reason: str


def doubtful_facts(store: Store, below: float) -> list[DoubtfulFact]:
    """Facts that contradict others, and facts with a confidence under `below`, the least certain first.

    Facts that a person accepted, amended or added are left out.

    Raises:
        StoreError: damaged files.
    """
    found = {**_holders(store), **_signing_dates(store)}
    rows = store.select(
        f"SELECT ?fact ?confidence {{ ?fact {MQ.confidence} ?confidence FILTER(?confidence < {below}) }}"
        " ORDER BY ?confidence ?fact"
    )
    for fact, confidence in rows:
        found.setdefault(fact.value, f"confidence {confidence.value}")
    decided = {row["fact"].value for row in store.select(f"SELECT ?fact {{ ?fact {PROV.wasGeneratedBy} ?correction }}")}
    return [DoubtfulFact(iri, reason) for iri, reason in found.items() if iri not in decided]


def _holders(store: Store) -> dict[str, str]:
    """Tenures of two holders of one post on one date."""
    found: dict[str, str] = {}
    for row in store.select(Catalogue()["contradicting-holders"].text):
        for holder, other in (("one", "twoLabel"), ("two", "oneLabel")):
            date = f" ; {MQ.observedOn} {row['date']}" if row["date"] is not None else ""
            query = f"SELECT ?fact {{ ?fact {MQ.post} {row['post']} ; {MQ.holder} {row[holder]}{date} }} ORDER BY ?fact"
            for tenure in store.select(query):
                found[tenure["fact"].value] = f"on the same date the post is held by {row[other].value}"
    return found


def _signing_dates(store: Store) -> dict[str, str]:
    """Agreements with two signing dates."""
    found: dict[str, str] = {}
    for row in store.select(Catalogue()["contradicting-dates"].text):
        found[row["agreement"].value] = "articles give several signing dates"
    return found
