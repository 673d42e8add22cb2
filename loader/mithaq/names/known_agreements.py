"""Agreements of the authority table by the names that the press gives them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from mithaq.lexicon import strip_article
from mithaq.lexicon.authority_tables import read_table
from mithaq.names.folding import folded_name

__all__ = ["KnownAgreement", "known_agreement"]


@dataclass(frozen=True, slots=True)
class KnownAgreement:
    """An agreement of the tables: its item (empty where none is verified), preferred name, parties (ISO codes) and day
    of signature, where known."""

    qid: str
    name: str
    states: frozenset[str]
    signed: str


@lru_cache(maxsize=1)
def _by_name() -> dict[str, tuple[tuple[KnownAgreement, bool], ...]]:
    """Known agreements by folded name; the flag says that the name needs context."""
    found: dict[str, list[tuple[KnownAgreement, bool]]] = {}
    for row in read_table("authority", "agreements.csv"):
        states = frozenset(filter(None, row["states"].split("|")))
        known = KnownAgreement(row["qid"], row["name_ar"], states, row["signed"])
        vague = {_key(form) for form in row["ambiguous"].split("|") if form}
        for key in {_key(form) for form in (row["name_ar"], *row["aliases"].split("|")) if form}:
            found.setdefault(key, []).append((known, key in vague))
    for row in read_table("known_agreements.csv"):
        forms, states = row["names"].split("|"), frozenset(filter(None, row["states"].split("|")))
        known = KnownAgreement("", forms[0], states, "")
        for key in dict.fromkeys(map(_key, forms)):
            found.setdefault(key, []).append((known, bool(states)))
    return {key: tuple(entries) for key, entries in found.items()}


def _key(name: str) -> str:
    return " ".join(map(strip_article, folded_name(name).split()))


def known_agreement(name: str, forms: Collection[str], parties: Collection[str], signed: str) -> KnownAgreement | None:
    """The agreement of the tables that a name or one of its other `forms` denotes, or None.

    `parties` are the ISO codes of the parties that the article gives; an ambiguous name needs one of them, and so does
    a form that is only the beginning of the name. `signed` is the date that the article gives, or empty: a different
    date of signature speaks against the agreement.
    """
    for form in (name, *(form for form in forms if " " in form)):
        begins = form != name and name.startswith(form)
        if known := _denoted(form, parties, signed, needs_party=begins):
            return known
    return None


def _denoted(name: str, parties: Collection[str], signed: str, *, needs_party: bool) -> KnownAgreement | None:
    fitting = [
        known
        for known, vague in _by_name().get(_key(name), ())
        if (not (vague or needs_party) or known.states & set(parties))
        and (not known.states or not parties or known.states & set(parties))
        and (not signed or not known.signed or known.signed.startswith(signed) or signed.startswith(known.signed))
    ]
    return fitting[0] if len(fitting) == 1 else None
