"""Visits as told: mentions of one visit within a fortnight are merged."""

from __future__ import annotations

from dataclasses import replace

from mithaq.extraction.analysis import Analysis
from mithaq.extraction.events.circumstances import day_and_plan
from mithaq.extraction.events.visits import VisitMention, find_visits
from mithaq.extraction.facts import Evidence, Ref, Visit

__all__ = ["told_visits", "visit_mentions"]

_ONE_VISIT = 14  # days between two dates of one visit at the most


def visit_mentions(analysis: Analysis) -> tuple[VisitMention, ...]:
    """The visits that the text tells, before mentions of one visit are merged."""
    return tuple(find_visits(analysis.predicates))


def told_visits(analysis: Analysis) -> tuple[Visit, ...]:
    """The visits that the text tells of as such."""
    found: dict[tuple[Ref, str], list[Visit]] = {}
    by_verb: set[Evidence] = set()
    for j in analysis.once(visit_mentions):
        date, planned = day_and_plan(analysis, j.at, planned=j.planned, present=j.present)
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
    states = analysis.context.states_of
    named = {(states.get(visitor), where) for visitor, where in found if visitor.kind == "official"}
    return tuple(
        visit
        for (visitor, where), told in found.items()
        if not (visitor.kind == "state" and (visitor.key, where) in named)  # an unnamed one, who is named elsewhere
        for visit in told
    )


def _one_visit(known: Visit, new: Visit) -> bool:
    """Whether two tellings of a way to one state are of one visit: within a fortnight, as far as the text dates them
    (the day of leaving is not the day of arriving)."""
    a, b = known.date, new.date
    return a is None or b is None or a.covers(b) or b.covers(a) or abs((a.first - b.first).days) <= _ONE_VISIT
