"""Which names mean one agreement: the parties, the day it was signed, the kind, what it is about."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import combinations, product

from loader.identity.things import Thing
from loader.identity.verdict import Canon, Verdict, apart, firm, likely, same
from loader.identity.wording import agreement_words, wording
from loader.language.partial_date import PartialDate

__all__ = ["Agreements"]

_ALIKE = 0.5
"""From this share of common words (of the shorter name's) on, two names are about one matter."""

_DISTINCTIVE = 4
"""A name with this many words about the matter tells an agreement even where an article leaves out a
party."""

_KEYED = 6
"""Words of a name that make keys: more would cost without finding more."""


class Agreements:
    """Two articles' agreements share a key when the parties are the same and the date or the name may
    be, or when their names are long and nearly the same."""

    def keys(self, thing: Thing, canon: Canon) -> list[str]:
        who = " ".join(sorted(_parties(thing, canon)))
        found: set[str] = set()
        if " " in who:
            found.update(f"{who} {month}" for date in thing.all("date") for month in _months(date))
            found.update(f"{who} {name}" for name in _names(thing) if " " in name)
        for name in thing.all("name"):
            words = sorted(_content(name))
            found.update(f"number {number}" for number in _numbers(words))
            if len(words) + len(wording(name).states) >= _DISTINCTIVE:
                found.update(f"name {' '.join(some)}" for some in combinations(words[:_KEYED], 3))
        return sorted(found)

    def judge(self, one: Thing, other: Thing, canon: Canon) -> Verdict | None:
        parties, others = _parties(one, canon), _parties(other, canon)
        dates = _dates(one.all("date"), other.all("date"))
        kind = bool(one.all("type") & other.all("type"))
        if parties != others or len(parties) < 2:
            if dates == "different" or not kind or not (parties <= others or others <= parties):
                return None
            if _nearly(one, other, known=bool(parties and others)):
                return firm("names that are nearly the same", "no other party named")
            return None
        if dates == "different":
            return apart("different dates of signing")
        matter = _matter(one, other)
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


def _names(thing: Thing) -> set[str]:
    """The names' words that say what it is about, sorted, as one text each."""
    return {" ".join(sorted(_content(name))) for name in thing.all("name")}


@lru_cache(maxsize=65_536)
def _content(name: str) -> frozenset[str]:
    return frozenset(word for word in wording(name).words if len(word) > 2) - agreement_words()


def _months(date: str) -> list[str]:
    """The months that a date lies or may lie in, as `2017-07`."""
    return [date[:7]] if len(date) > 4 else [f"{date}-{month:02}" for month in range(1, 13)]


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
        words, others = _content(a), _content(b)
        if len(words) > 1 and len(others) > 1:
            verdicts.add(len(words & others) >= _ALIKE * min(len(words), len(others)))
    return True if True in verdicts else False if verdicts else None


def _numbers(words: Iterable[str]) -> set[str]:
    """Numbers that tell an agreement: of a resolution, not of an article or a day."""
    return {word for word in words if word.isdigit() and len(word) > 2}


def _nearly(one: Thing, other: Thing, known: bool) -> bool:
    """Whether two names are nearly the same and say much. `known` tells that parties of both are known;
    where they are not, the names must say which states it is about."""
    for a, b in product(one.all("name"), other.all("name")):
        words, others = _content(a), _content(b)
        least = min(len(words), len(others))
        if _numbers(words) & _numbers(others) and (words <= others or others <= words):
            return True
        states = wording(a).states
        if known and least >= _DISTINCTIVE and len(words & others) >= least - 1:
            return True
        if states and states == wording(b).states and least + len(states) >= _DISTINCTIVE:
            return len(words & others) == least
    return False
