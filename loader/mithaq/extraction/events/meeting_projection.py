"""From meeting mentions to facts: one meeting from all the mentions of a pair of participants."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from pyarabic.araby import LAM

from mithaq.extraction.analysis import Analysis
from mithaq.extraction.document import LexiconMatch
from mithaq.extraction.events.attendance import on_sidelines
from mithaq.extraction.events.circumstances import day_and_plan, place_of
from mithaq.extraction.events.forum_projection import forum_mentions, meeting_mentions
from mithaq.extraction.events.meeting_merging import merge_placeholder_meetings
from mithaq.extraction.events.meetings import MeetingMention
from mithaq.extraction.events.visit_merging import visit_mentions
from mithaq.extraction.events.visits import VisitMention
from mithaq.extraction.facts import Evidence, Meeting, Ref
from mithaq.lexicon.word_groups import Words

__all__ = ["project"]


def project(analysis: Analysis) -> tuple[Meeting, ...]:
    """The meetings of an article."""
    meetings, places = _merged(analysis)
    return tuple(
        m if m.mode == "byPhone" else replace(m, place=analysis.place(places[pair] or _at_the_host(analysis, m)))
        for pair, m in meetings.items()
    )


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


def _merged(analysis: Analysis) -> tuple[dict[frozenset[Ref], Meeting], dict[frozenset[Ref], LexiconMatch | None]]:
    """One meeting for each pair who met, and where it was."""
    found: dict[frozenset[Ref], Meeting] = {}
    places: dict[frozenset[Ref], LexiconMatch | None] = {}
    beside = _sidelines(analysis)
    for f in analysis.once(meeting_mentions):
        date, planned = day_and_plan(analysis, f.at, planned=f.planned, past=f.past)
        who = [it.ref for it in (*f.one, *f.other)]
        place = None if f.phone else _on_the_way(analysis, f, who) or place_of(analysis.context, f.at, who)
        for one in f.one:
            for other in f.other:
                if one.ref == other.ref:
                    continue
                pair = frozenset((one.ref, other.ref))
                meeting = Meeting(
                    tuple(sorted(pair)),
                    analysis.evidence([f.at], f.rule, f.confidence),
                    None,
                    date,
                    "byPhone" if f.phone else "inPerson",
                    "planned" if planned else "held",
                    None if f.phone else beside.get(analysis.doc.sentence(f.at)),
                )
                found[pair] = _richer(found.get(pair), meeting)
                places[pair] = _nearer(places.get(pair), place)
    again = merge_placeholder_meetings(found, analysis.context.states_of)
    for unnamed, pair in again.items():
        found[pair] = _richer(found[pair], found.pop(unnamed))
        places[pair] = _nearer(places[pair], places[unnamed])
    return found, places


def _nearer(known: LexiconMatch | None, new: LexiconMatch | None) -> LexiconMatch | None:
    """The first place told of a meeting, or a city in the state that it is."""
    if known is None or new is None:
        return known or new
    within = known.entry.category == "state" and new.entry.category != "state" and known.entry.value == new.entry.value
    return new if within else known


def _on_the_way(analysis: Analysis, f: MeetingMention, who: Collection[Ref]) -> LexiconMatch | None:
    """Where one of `who` goes in the sentence of a meeting, if it goes on to tell the meeting: (A travels) to Qatar
    where he meets B, to meet B."""
    texts = analysis.doc.texts
    ways = [j for j in _ways(analysis, f) if j.visitor.ref in who]
    if len({j.where for j in ways}) != 1:
        return None
    between = range(ways[-1].at + 1, f.at + 1)
    told = any(texts[k] in Words.WHERE or texts[k] in Words.DURING_IT for k in between)
    return ways[-1].where if told or texts[f.at].startswith(LAM) or texts[f.at - 1].startswith(LAM) else None


def _ways(analysis: Analysis, f: MeetingMention) -> list[VisitMention]:
    """The journeys told before a meeting in its sentence."""
    start, _ = analysis.context.bounds(f.at)
    return [j for j in analysis.once(visit_mentions) if start <= j.at < f.at]


def _at_the_host(analysis: Analysis, meeting: Meeting) -> LexiconMatch | None:
    """Where a meeting was that is told without a place: where one of the two was on a visit to the other's state, by
    the sentence of the meeting or else the article."""
    passages = set(meeting.evidence.passages)
    there = [
        j
        for j in analysis.once(visit_mentions)
        if j.visitor.ref in meeting.participants
        and any(j.state == _home(analysis, p) for p in meeting.participants if p != j.visitor.ref)
    ]
    there.sort(key=lambda j: (analysis.doc.passage(j.at) not in passages, j.place is None))
    return there[0].where if there else None


def _home(analysis: Analysis, who: Ref) -> str | None:
    return who.key if who.kind == "state" else analysis.state_served(who)


def _richer(known: Meeting | None, new: Meeting) -> Meeting:
    """One meeting from two tellings: what the first leaves open, the second fills."""
    if known is None:
        return new
    passages = tuple(dict.fromkeys((*known.evidence.passages, *new.evidence.passages)))
    return replace(
        known,
        date=known.date or new.date,
        sidelines_of=known.sidelines_of or (new.sidelines_of if known.mode != "byPhone" else None),
        evidence=Evidence(passages, known.evidence.rule, max(known.evidence.confidence, new.evidence.confidence)),
    )
