"""Visits as told: mentions of one visit within a fortnight are merged."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from mithaq.extraction.analysis import Analysis
from mithaq.extraction.events.circumstances import day_and_plan
from mithaq.extraction.events.visit_mention import VisitMention
from mithaq.extraction.events.visits import find_visits
from mithaq.extraction.facts import Evidence, Ref, Visit
from mithaq.extraction.syntax.arguments import Argument

__all__ = ["RESIDENT", "told_visits", "visit_mentions"]

RESIDENT = frozenset({"ambassador", "consul", "chargeDaffaires"})
"""Concepts of posts whose holders live in the state that they are sent to."""

_ANY_POST = frozenset({"", "minister", "otherPost", "deputyHead", "headOfOrganization"})
"""Concepts of posts that do not tell one official of a state from another."""
_ONE_VISIT = 14  # days between two dates of one visit at the most


def visit_mentions(analysis: Analysis) -> tuple[VisitMention, ...]:
    """The visits that the text tells, before mentions of one visit are merged."""
    return tuple(find_visits(analysis.predicates))


def told_visits(analysis: Analysis) -> tuple[Visit, ...]:
    """The visits that the text tells of as such."""
    found: dict[tuple[Ref, str], list[Visit]] = {}
    by_verb: set[Evidence] = set()
    posts: dict[tuple[Ref, str], set[str]] = {}
    told_by_name = {j.at for j in analysis.once(visit_mentions) if j.visitor.ref.kind == "official"}
    for j in analysis.once(visit_mentions):
        date, planned = day_and_plan(analysis, j.at, planned=j.planned, present=j.present)
        date = None if j.earlier else date
        visit = Visit(
            j.visitor.ref,
            j.state,
            analysis.evidence([j.at], j.rule, j.confidence),
            analysis.place(j.place),
            date,
            "planned" if planned else "held",
        )
        if not j.noun and date is not None:
            by_verb.add(visit.evidence)  # the day of arriving, rather than one that a noun stands near
        unnamed = _concept(analysis, j.visitor)
        if unnamed in RESIDENT or _sent(analysis, j.visitor.ref):
            continue  # an ambassador who comes to where he is sent, leaves it, goes back
        concept = "" if j.at in told_by_name else unnamed
        posts.setdefault((j.visitor.ref, j.state), set()).add(concept)
        told = found.setdefault((j.visitor.ref, j.state), [])
        same = next((n for n, known in enumerate(told) if _one_visit(known, visit)), None)
        if same is None:
            told.append(visit)
        else:
            known = told[same]
            surer = not j.noun and date is not None and date.day and known.evidence not in by_verb
            richer = visit if date is not None and (known.date is None or surer) else known
            # what one telling announces another has seen; a noun without a day says nothing of when
            vague = j.noun and date is None and known.status == "planned"
            held = "held" in (known.status, visit.status) and not vague
            told[same] = replace(
                richer, place=richer.place or visit.place or known.place, status="held" if held else "planned"
            )
    elsewhere = _named(analysis, found)
    return tuple(
        visit
        for (visitor, where), told in found.items()
        if visitor.kind != "state" or not _known(posts[visitor, where], elsewhere.get((visitor.key, where)))
        for visit in told
    )


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
