"""Visits as told: mentions of one visit within a fortnight are merged."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Literal

from mithaq.extraction.analysis import Analysis
from mithaq.extraction.events.circumstances import day_and_plan
from mithaq.extraction.events.visit_mention import VisitMention
from mithaq.extraction.events.visits import find_visits
from mithaq.extraction.facts import Ref, Visit
from mithaq.extraction.syntax.arguments import Argument

__all__ = ["RESIDENT", "told_visits", "visit_mentions"]

RESIDENT = frozenset({"ambassador", "consul", "chargeDaffaires"})
"""Concepts of posts whose holders live in the state that they are sent to."""

_ANY_POST = frozenset({"", "minister", "otherPost", "deputyHead", "headOfOrganization"})
"""Concepts of posts that do not tell one official of a state from another."""
_LEAD = 2  # the last of the sentences that tell the day of the news
_TIME_OF_DAY = 12  # words after a verb in which the time of the day may stand
_ONE_VISIT = 14  # days between two dates of one visit at the most


def visit_mentions(analysis: Analysis) -> tuple[VisitMention, ...]:
    """The visits that the text tells, before mentions of one visit are merged."""
    return tuple(find_visits(analysis.predicates))


def told_visits(analysis: Analysis) -> tuple[Visit, ...]:
    """The visits that the text tells of as such."""
    found: dict[tuple[Ref, str], list[_Told]] = {}
    posts: dict[tuple[Ref, str], set[str]] = {}
    told_by_name = {j.at for j in analysis.once(visit_mentions) if j.visitor.ref.kind == "official"}
    for j in analysis.once(visit_mentions):
        unnamed, new = _concept(analysis, j.visitor), _told(analysis, j)
        if unnamed in RESIDENT or _sent(analysis, j.visitor.ref):
            continue  # an ambassador who comes to where he is sent, leaves it, goes back
        posts.setdefault((j.visitor.ref, j.state), set()).add("" if j.at in told_by_name else unnamed)
        told = found.setdefault((j.visitor.ref, j.state), [])
        same = next((n for n, known in enumerate(told) if _one_visit(known.visit, new.visit)), len(told))
        told[same : same + 1] = [told[same].joined(new) if same < len(told) else new]
    elsewhere = _named(analysis, found)
    return tuple(
        known.visit
        for (visitor, where), told in found.items()
        if visitor.kind != "state" or not _known(posts[visitor, where], elsewhere.get((visitor.key, where)))
        for known in told
    )


@dataclass(frozen=True, slots=True)
class _Told:
    """A visit as one or more words tell it; `by_verb` where its day is that of arriving, rather than one that a noun
    stands near."""

    visit: Visit
    noun: bool
    by_verb: bool

    def joined(self, new: _Told) -> _Told:
        """One telling of both: with a day, with the surer day, with a city."""
        known, visit = self.visit, new.visit
        if known.status == "held" and visit.status == "planned" and not (self.noun or new.noun):
            return replace(self, visit=replace(known, place=known.place or visit.place))  # goes on to another city
        surer = new.by_verb and not self.by_verb and visit.date is not None and visit.date.day
        richer = new if visit.date is not None and (known.date is None or surer) else self
        # what one telling announces another has seen; a noun without a day says nothing of when
        vague = new.noun and visit.date is None and known.status == "planned"
        held = "held" in (known.status, visit.status) and not vague
        place = richer.visit.place or visit.place or known.place
        return replace(richer, visit=replace(richer.visit, place=place, status="held" if held else "planned"))


def _told(analysis: Analysis, j: VisitMention) -> _Told:
    """A visit as one mention tells it."""
    date, planned = day_and_plan(analysis, j.at, planned=j.planned, present=j.present)
    evidence = analysis.evidence([j.at], j.rule, j.confidence)
    status: Literal["held", "planned"] = "planned" if planned else "held"
    visit = Visit(j.visitor.ref, j.state, evidence, analysis.place(j.place), date, status)
    return _Told(visit, j.noun, not j.noun and date is not None)


def _sent(analysis: Analysis, visitor: Ref) -> bool:
    """Whether an official is nothing but an envoy who lives where he is sent."""
    posts = analysis.positions[int(visitor.key)] if visitor.kind == "official" else ()
    return bool(posts) and all(p.concept in RESIDENT for p in posts)


def _named(analysis: Analysis, visits: Collection[tuple[Ref, str]]) -> dict[tuple[str | None, str], set[str]]:
    """The concepts of the posts of the officials of a state who visit another by name, by the two states."""
    found: dict[tuple[str | None, str], set[str]] = {}
    for visitor, where in visits:
        if visitor.kind == "official":
            concepts = {post.concept for post in analysis.positions[int(visitor.key)]}
            found.setdefault((analysis.context.states_of.get(visitor), where), set()).update(concepts)
    return found


def _known(unnamed: set[str], named: set[str] | None) -> bool:
    """Whether unnamed visitors, by the concepts of their posts, are among those that are named elsewhere; so is one
    whose post says no more than that he is an official or a minister."""
    return named is not None and (not named or bool(unnamed & (named | _ANY_POST)))


def _concept(analysis: Analysis, visitor: Argument) -> str:
    """The concept of the post by which alone a visitor is known; "" for a delegation, a state and a named person."""
    posts = (m.posts[0] for m in analysis.people.mentions if m.start == visitor.start and m.posts and not m.named)
    return next((post.concept for post in posts), "") if visitor.kind == "post" else ""


def _one_visit(known: Visit, new: Visit) -> bool:
    """Whether two tellings of a way to one state are of one visit: within a fortnight, as far as the text dates them
    (the day of leaving is not the day of arriving)."""
    a, b = known.date, new.date
    return a is None or b is None or a.covers(b) or b.covers(a) or abs((a.first - b.first).days) <= _ONE_VISIT
