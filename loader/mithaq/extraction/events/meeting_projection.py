"""From meeting mentions to facts: one meeting from all the mentions of a pair of participants."""

from __future__ import annotations

from dataclasses import replace

from mithaq.extraction.analysis import Analysis
from mithaq.extraction.events.meeting_merging import merge_placeholder_meetings
from mithaq.extraction.events.meetings import find_meetings
from mithaq.extraction.events.visit_merging import told_visits
from mithaq.extraction.facts import Evidence, Meeting, Ref, Visit

__all__ = ["project"]


def project(analysis: Analysis) -> tuple[Meeting, ...]:
    """The meetings of an article."""
    meetings = _merged(analysis)
    visits = told_visits(analysis)
    return tuple(_placed(analysis, m, visits) for m in meetings)


def _merged(analysis: Analysis) -> tuple[Meeting, ...]:
    found: dict[frozenset[Ref], Meeting] = {}
    for f in find_meetings(analysis.context):
        date = analysis.context.day(f.at, planned=f.planned)
        ahead = bool(date and analysis.article.date and date.first > analysis.article.date.first)
        if ahead and f.past and not f.planned:
            date = None  # what has been was not tomorrow
        planned = f.planned or (ahead and not f.past)
        place = None if f.phone else analysis.place(analysis.context.place(f.at))
        for one in f.one:
            for other in f.other:
                if one.ref == other.ref:
                    continue
                pair = frozenset((one.ref, other.ref))
                meeting = Meeting(
                    tuple(sorted(pair)),
                    analysis.evidence([f.at], f.rule, f.confidence),
                    place,
                    date,
                    "byPhone" if f.phone else "inPerson",
                    "planned" if planned else "held",
                )
                found[pair] = _richer(found.get(pair), meeting)
    again = merge_placeholder_meetings(found, analysis.context.states_of)
    for unnamed, pair in again.items():
        found[pair] = _richer(found[pair], found[unnamed])
    return tuple(meeting for pair, meeting in found.items() if pair not in again)


def _placed(analysis: Analysis, meeting: Meeting, visits: tuple[Visit, ...]) -> Meeting:
    """A meeting without a place happened where the sentence says that one of the two was on a visit to the
    other."""
    if meeting.place is not None:
        return meeting
    for visit in visits:
        hosts = [analysis.context.states_of.get(p) for p in meeting.participants if p != visit.visitor]
        same = set(visit.evidence.passages) & set(meeting.evidence.passages)
        if visit.place and visit.visitor in meeting.participants and visit.destination in hosts and same:
            return replace(meeting, place=visit.place)
    return meeting


def _richer(known: Meeting | None, new: Meeting) -> Meeting:
    """One meeting from two tellings: what the first leaves open, the second fills."""
    if known is None:
        return new
    passages = tuple(dict.fromkeys((*known.evidence.passages, *new.evidence.passages)))
    return replace(
        known,
        place=known.place or (new.place if known.mode != "byPhone" else None),
        date=known.date or new.date,
        evidence=Evidence(passages, known.evidence.rule, max(known.evidence.confidence, new.evidence.confidence)),
    )
