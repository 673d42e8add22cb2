"""From meeting mentions to facts: one meeting from all the mentions of a pair of participants."""

from __future__ import annotations

from dataclasses import replace

from mithaq.extraction.analysis import Analysis
from mithaq.extraction.events.attendance import on_sidelines
from mithaq.extraction.events.circumstances import day_and_plan, place_of
from mithaq.extraction.events.forum_projection import forum_mentions, meeting_mentions
from mithaq.extraction.events.meeting_merging import merge_placeholder_meetings
from mithaq.extraction.events.visit_merging import told_visits
from mithaq.extraction.facts import Evidence, Meeting, Ref, Visit
from mithaq.lexicon.word_groups import Words

__all__ = ["project"]


def project(analysis: Analysis) -> tuple[Meeting, ...]:
    """The meetings of an article."""
    meetings = _merged(analysis)
    visits = told_visits(analysis)
    return tuple(_placed(analysis, m, visits) for m in meetings)


def _sidelines(analysis: Analysis) -> dict[int, Ref]:
    """The forum on whose sidelines things happened, by the sentence that says so."""
    doc = analysis.doc
    if not any(text in Words.SIDELINES for text in doc.texts):
        return {}
    return {
        doc.sentence(start): Ref("forum", str(index))
        for index, forum in enumerate(analysis.once(forum_mentions))
        for start, _, _ in forum.mentions
        if on_sidelines(doc, start, analysis.context.bounds(start)[0])
    }


def _merged(analysis: Analysis) -> tuple[Meeting, ...]:
    found: dict[frozenset[Ref], Meeting] = {}
    mentions = analysis.once(meeting_mentions)
    beside = _sidelines(analysis)
    for f in mentions:
        date, planned = day_and_plan(analysis, f.at, planned=f.planned, past=f.past)
        who = [it.ref for it in (*f.one, *f.other)]
        place = None if f.phone else analysis.place(place_of(analysis.context, f.at, who))
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
                    None if f.phone else beside.get(analysis.doc.sentence(f.at)),
                )
                found[pair] = _richer(found.get(pair), meeting)
    again = merge_placeholder_meetings(found, analysis.context.states_of)
    for unnamed, pair in again.items():
        found[pair] = _richer(found[pair], found[unnamed])
    return tuple(meeting for pair, meeting in found.items() if pair not in again)


def _placed(analysis: Analysis, meeting: Meeting, visits: tuple[Visit, ...]) -> Meeting:
    """A meeting without a place was where one of the two was on a visit to the other, as its sentence says or else
    the article."""
    if meeting.place is not None or meeting.mode == "byPhone":
        return meeting
    passages = set(meeting.evidence.passages)
    there = [
        visit
        for visit in visits
        if visit.place is not None
        and visit.visitor in meeting.participants
        and any(visit.destination == analysis.state_served(p) for p in meeting.participants if p != visit.visitor)
    ]
    there.sort(key=lambda visit: passages.isdisjoint(visit.evidence.passages))
    return replace(meeting, place=there[0].place) if there else meeting


def _richer(known: Meeting | None, new: Meeting) -> Meeting:
    """One meeting from two tellings: what the first leaves open, the second fills."""
    if known is None:
        return new
    passages = tuple(dict.fromkeys((*known.evidence.passages, *new.evidence.passages)))
    return replace(
        known,
        place=known.place or (new.place if known.mode != "byPhone" else None),
        date=known.date or new.date,
        sidelines_of=known.sidelines_of or (new.sidelines_of if known.mode != "byPhone" else None),
        evidence=Evidence(passages, known.evidence.rule, max(known.evidence.confidence, new.evidence.confidence)),
    )
