"""Generated articles with their facts, as many as asked for, and a store of them: what the benchmarks ask.

Everything follows from the article's number, so that every run measures the same graph. The facts are
made, not read, and the merged graph is the union of the articles': it is the size and the shape of a
graph that matter here.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mithaq.extraction.facts import (
    Agreement,
    Evidence,
    Facts,
    Forum,
    Meeting,
    Official,
    Organization,
    Place,
    Post,
    Ref,
    State,
    Statement,
    Tenure,
    Visit,
)  # fmt: skip
from mithaq.language.partial_date import PartialDate
from mithaq.lexicon import authority_tables
from mithaq.rdf import describe
from mithaq.reading.article import Article, Span
from mithaq.store import Store
from pyoxigraph import DefaultGraph, Quad

__all__ = ["build", "quads"]

_CODES = [entry.code for entry in authority_tables.states().values() if entry.un_status == "member"]
_WEIGHTS = [1 / (rank + 3) for rank in range(len(_CODES))]
"""A few states are in the news most days, and most states hardly ever."""
_ROLES = ("foreignMinister", "interiorMinister", "defenceMinister", "headOfGovernment", "ambassador")
_TOPICS = ("counterTerrorism", "borderSecurity", "trade", "energy", "cybersecurity")
_KINDS = ("memorandum", "accord", "treaty", "protocol")
_ACTS = ("accuse", "condemn", "praise", "invite")


def _name(number: int) -> str:
    """A name of three invented words, in Arabic letters, another for each number."""
    letters = "".join(chr(0x627 + (number * 31 + i * 17) % 26) for i in range(4))
    return f"{letters} {chr(0x628 + number % 20)}{letters[::-1]} {number:05}"


def _holder(code: str, role: str, year: int) -> int:
    """The number of whoever has an office then: it changes hands every four years."""
    return (_CODES.index(code) * len(_ROLES) + _ROLES.index(role)) * 8 + year // 4 % 8


class _Telling:
    """One article of eight kinds, about two states and two people, with one or two events."""

    def __init__(self, number: int, articles: int) -> None:
        self.number, self.dice = number, random.Random(number)
        self.date = PartialDate(
            2010 + self.dice.randrange(12), 1 + self.dice.randrange(12), 1 + self.dice.randrange(28)
        )
        self.sentences = [f"{_name(self.dice.randrange(articles))} {_name(number)} {i}." for i in range(4)]
        self.content = "\n".join(self.sentences)
        one, *others = self.dice.choices(_CODES, _WEIGHTS, k=20)
        self.codes = (one, next((code for code in others if code != one), _CODES[-1]))
        self.roles = self.dice.choices(_ROLES, k=2)
        self.topical = _name(self.dice.randrange(articles // 200 + 1))

    def said(self, at: int) -> Evidence:
        start = self.content.index(self.sentences[at])
        return Evidence((Span(start, start + len(self.sentences[at])),), "made", 0.9)

    @property
    def article(self) -> Article:
        whole = (Span(0, len(self.content)),)
        return Article(f"a{self.number:06}", self.content, whole, title=self.sentences[0], date=self.date)

    @property
    def facts(self) -> Facts:
        people = [_holder(c, r, self.date.year) for c, r in zip(self.codes, self.roles, strict=True)]
        tenures = tuple(
            Tenure(Ref("official", str(i)), Post(f"{role} {code}", role, role, code), self.said(i))
            for i, (code, role) in enumerate(zip(self.codes, self.roles, strict=True))
        )
        return Facts(
            f"a{self.number:06}",
            states=tuple(State(code, (code,), self.said(0)) for code in self.codes),
            officials=tuple(Official(_name(n), (_name(n),), self.said(i)) for i, n in enumerate(people)),
            organizations=(Organization(_name(90_000 + self.dice.randrange(300)), (), self.said(2), self.codes[0]),),
            places=(Place(_name(80_000 + _CODES.index(self.codes[0])), self.codes[0]),),
            tenures=tenures,
            **self._events(Ref("state", self.codes[0]), Ref("state", self.codes[1])),
        )

    def _events(self, one: Ref, two: Ref) -> dict[str, Any]:
        who, place, said = (Ref("official", "0"), Ref("official", "1")), Ref("place", "0"), self.said(3)
        meeting = Meeting(who, said, place, self.date)
        kind = self.number % 8
        if kind < 2:
            signed = self.date if self.number % 3 else None
            pact = Agreement(
                self.topical, (), self.dice.choice(_KINDS), said, (one, two), who, signed, "signed",
                (self.dice.choice(_TOPICS),),
            )  # fmt: skip
            return {"agreements": (pact,), "meetings": (meeting,) if kind else ()}
        if kind == 2:
            number = 1 + self.number % 9
            name = f"{self.topical} {number}"
            forum = Forum(name, (), said, self.topical, number, place, self.date, (one, *who), (one, two))
            return {"forums": (forum,)}
        if kind == 3:
            return {"visits": (Visit(who[0], self.codes[1], said, place, self.date),)}
        if kind == 4:
            return {"statements": (Statement(who[0], self.dice.choice(_ACTS), (two,), said),)}
        return {"meetings": (meeting, Meeting(who, said, None, None, "byPhone")) if kind == 5 else (meeting,)}


def quads(articles: int) -> Iterator[Quad]:
    """The articles' graphs, each followed by the same in the merged graph."""
    for number in range(articles):
        told = _Telling(number, articles)
        for quad in describe(told.article, told.facts):
            yield quad
            yield Quad(quad.subject, quad.predicate, quad.object, DefaultGraph())


def build(folder: Path, articles: int) -> int:
    """Make a store; returns how many quads it holds."""
    with Store.open(folder, write=True, create=True) as store:
        store.raw.bulk_extend(quads(articles))
        store.raw.optimize()
        store.publish()
        return len(store.raw)
