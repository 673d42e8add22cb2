"""From mentions to visits: those told, and those that a meeting at one's home or the text around implies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from mithaq.extraction.analysis import Analysis
from mithaq.extraction.events.circumstances import day_and_plan
from mithaq.extraction.events.forum_projection import project as project_forums
from mithaq.extraction.events.meeting_projection import project as project_meetings
from mithaq.extraction.events.visit_merging import RESIDENT, told_visits
from mithaq.extraction.events.visits import unplaced_visits
from mithaq.extraction.facts import Evidence, Ref, Visit
from mithaq.extraction.particles import IN
from mithaq.language.partial_date import PartialDate
from mithaq.lexicon.word_groups import Words

__all__ = ["project"]

_OFTEN = 4  # times at least that an article names the state that it is about
_CLEARLY = 1.4  # as often at least as the next one
_IMPLIED = 0.5  # the confidence of a visit that no word tells of
_HEADS = frozenset({"headOfState", "monarch", "headOfGovernment", "crownPrince"})
_ENVOY = "envoy"  # the concept of a post whose holder, where he serves no state, travels for a body of many
_HEADS_MANY = "secretaryGeneral"  # the same of who heads the United Nations


def project(analysis: Analysis) -> tuple[Visit, ...]:
    """The visits of an article."""
    told = told_visits(analysis)
    known = {(v.visitor, v.destination) for v in told}
    implied: dict[tuple[Ref, str], Visit] = {}
    for visit in _at_home(analysis):
        if (visit.visitor, visit.destination) not in known:
            implied.setdefault((visit.visitor, visit.destination), visit)
    travellers = {v.visitor for v in told} | {who for who, _ in implied}
    for visit in _somewhere(analysis):
        if visit.visitor not in travellers:
            implied.setdefault((visit.visitor, visit.destination), visit)
    met = _met_there(analysis)
    return tuple(
        visit if visit.date is not None else replace(visit, date=met.get((visit.visitor, visit.destination)))
        for visit in (*told, *implied.values())
    )


def _met_there(analysis: Analysis) -> dict[tuple[Ref, str], PartialDate]:
    """The day on which somebody met others in a state, where the article tells one such day."""
    days: dict[tuple[Ref, str], set[PartialDate]] = {}
    for meeting in analysis.once(project_meetings):
        state = analysis.place_state(meeting.place) if meeting.place is not None else None
        if state is not None and meeting.date is not None and meeting.date.day:
            for who in meeting.participants:
                days.setdefault((who, state), set()).add(meeting.date)
    return {there: next(iter(found)) for there, found in days.items() if len(found) == 1}


def _at_home(analysis: Analysis) -> Iterator[Visit]:
    """The visit of one of two who met to the other's state, where the meeting was, unless a forum brought them."""
    found = []
    for meeting in analysis.once(project_meetings):
        if meeting.mode == "byPhone" or meeting.place is None or meeting.sidelines_of is not None:
            continue
        here = analysis.place_state(meeting.place)
        for guest, host in (meeting.participants, meeting.participants[::-1]):
            if here is not None and analysis.home_of(host) == here and _foreign(analysis, guest, here):
                evidence = Evidence(meeting.evidence.passages, "met-at-home", _IMPLIED)
                found.append(Visit(guest, here, evidence, meeting.place, meeting.date, meeting.status))
    yield from (visit for visit in found if not _gathered(analysis, visit))


def _somewhere(analysis: Analysis) -> Iterator[Visit]:
    """The visits of which no sentence says where they led: to the only other state that the sentence names, else to the
    one that the article clearly is about."""
    context = analysis.context
    acting = Counter(m.code for m in context.state_mentions)
    named = {m.start for m in analysis.people.mentions if m.named}
    for visitor, t in unplaced_visits(analysis.predicates):
        home = analysis.home_of(visitor.ref)
        near = {m.code for m in context.states_in(*context.bounds(t.at))} - {home}
        most = [(code, n) for code, n in acting.most_common(3) if code != home][:2]
        clearly = most and most[0][1] >= _OFTEN and (len(most) == 1 or most[0][1] >= _CLEARLY * most[1][1])
        where = most[0][0] if clearly else None
        if len(near) == 1:
            where = next(iter(near))
        if where is not None and visitor.start in named:
            date, planned = day_and_plan(analysis, t.at, planned=False, present=False)
            evidence = analysis.evidence([t.at], "visit-somewhere", _IMPLIED)
            yield Visit(visitor.ref, where, evidence, None, date, "planned" if planned else "held")


def _gathered(analysis: Analysis, visit: Visit) -> bool:
    """Whether a forum where somebody met others, in which he or his state may have taken part, brought him there."""
    side, day = {visit.visitor, Ref("state", analysis.home_of(visit.visitor) or "")}, visit.date
    there = [
        f
        for f in analysis.once(project_forums)
        if f.place is not None and analysis.place_state(f.place) == visit.destination
    ]
    then = [f for f in there if day is None or f.date is None or f.date.covers(day) or day.covers(f.date)]
    return any(side.intersection(f.participants) or (not f.participants and f.place == visit.place) for f in then)


def _foreign(analysis: Analysis, guest: Ref, home: str) -> bool:
    """Whether a guest serves another state, or bodies of many, and does not live in this one."""
    state = analysis.state_served(guest)
    if guest.kind != "official" or state == home:
        return False
    posts = analysis.positions[int(guest.key)]
    texts = analysis.doc.texts
    of_many = (p for p in posts if p.state is None and p.status != "former")
    if state is None and not any(
        p.concept == _ENVOY or (p.concept == _HEADS_MANY and not Words.OF_THE_UN.isdisjoint(texts[p.start : p.end]))
        for p in of_many
    ):
        return False
    named = (s for p in posts for s in analysis.context.states_in(p.start, p.end + 2))
    resides = any(s.code == home and analysis.doc.texts[s.start - 1] == IN for s in named)  # the envoy of X in A
    return not (resides or any(p.concept in RESIDENT for p in posts))
