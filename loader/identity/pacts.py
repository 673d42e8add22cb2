"""Which names mean one agreement: the parties, the day it was signed, the kind, what it is about."""

from __future__ import annotations

from itertools import product

from loader.identity.things import Thing
from loader.identity.verdict import Canon, Verdict, apart, likely, same
from loader.identity.wording import content_words
from loader.language.partial_date import PartialDate

__all__ = ["Agreements"]

_ALIKE = 0.5
"""From this share of common words (of the shorter name's) on, two names are about one matter."""


class Agreements:
    """Two articles' agreements share a key when the parties are the same and the date or the name may be."""

    def keys(self, thing: Thing, canon: Canon) -> list[str]:
        parties = _parties(thing, canon)
        if len(parties) < 2:
            return []
        who = " ".join(sorted(parties))
        found = {f"{who} {date[:4]}" for date in thing.all("date")}
        for name in thing.all("name"):
            words = content_words(name)
            if len(words) > 1:
                found.add(f"{who} {' '.join(sorted(words))}")
        return sorted(found)

    def judge(self, one: Thing, other: Thing, canon: Canon) -> Verdict | None:
        if _parties(one, canon) != _parties(other, canon):
            return None
        dates = _dates(one.all("date"), other.all("date"))
        if dates == "different":
            return apart("different dates of signing")
        matter = _matter(one, other)
        kind = bool(one.all("type") & other.all("type"))
        if matter is False:
            return apart("the names are about different matters") if dates else None
        reasons = ["the same parties", *(["the same kind"] if kind else []), *([dates] if dates else [])]
        if matter:
            reasons.append("names about one matter")
        if dates == "the same day of signing" and kind:
            return same(*reasons)
        if dates and (kind or matter):
            return same(*reasons) if kind and matter and "year" not in dates else likely(*reasons)
        return likely(*reasons) if kind and matter else None


def _parties(thing: Thing, canon: Canon) -> frozenset[str]:
    return frozenset(map(canon, thing.all("party")))


def _dates(ones: frozenset[str], others: frozenset[str]) -> str:
    """How the dates agree: in words, `different`, or empty where one is not known."""
    if not ones or not others:
        return ""
    pairs = [(PartialDate.parse(a), PartialDate.parse(b)) for a, b in product(ones, others)]
    if any(a == b and a.day for a, b in pairs):
        return "the same day of signing"
    if any((a.covers(b) or b.covers(a)) and a.month and b.month for a, b in pairs):
        return "days of signing within one month"
    if any(a.covers(b) or b.covers(a) for a, b in pairs):
        return "days of signing within one year"
    return "different"


def _matter(one: Thing, other: Thing) -> bool | None:
    """Whether the names are about one matter; None where a name says too little."""
    if one.all("topic") & other.all("topic"):
        return True
    verdicts = set()
    for a, b in product(one.all("name"), other.all("name")):
        words, others = content_words(a), content_words(b)
        if len(words) > 1 and len(others) > 1:
            verdicts.add(len(words & others) >= _ALIKE * min(len(words), len(others)))
    return True if True in verdicts else False if verdicts else None
