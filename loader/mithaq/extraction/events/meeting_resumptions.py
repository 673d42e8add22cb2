"""What the text tells of a meeting where it takes it up again by its noun alone: the meeting will be held in Oslo."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from mithaq.extraction.analysis import Analysis
from mithaq.extraction.document import LexiconMatch
from mithaq.extraction.events.circumstances import day_and_plan
from mithaq.extraction.events.forum_projection import meeting_mentions
from mithaq.extraction.events.meeting_sides import MeetingMention, is_summit
from mithaq.extraction.syntax.nominals import Nominal, NominalKind
from mithaq.extraction.syntax.search import has_any
from mithaq.language.partial_date import PartialDate
from mithaq.lexicon.word_groups import Words

__all__ = ["Resumption", "resumptions"]

_BACK = 8  # sentences before one in which the meeting that it takes up is told
_PARTIES = 4  # words after a noun in which those who met are named at the least


@dataclass(frozen=True, slots=True)
class Resumption:
    """The day and the place that a sentence tells of a meeting told before."""

    date: PartialDate | None
    planned: bool
    place: LexiconMatch | None


def resumptions(analysis: Analysis) -> dict[int, list[Resumption]]:
    """What sentences tell of meetings that they take up, by the word of the mention that they take up."""
    found: dict[int, list[Resumption]] = {}
    told = analysis.once(meeting_mentions)
    by_place = sorted(told, key=lambda f: f.at)
    for n in analysis.predicates.nominals.all:
        f = _taken_up(analysis, by_place, n)
        if f is not None and (what := _what(analysis, f, n)) is not None:
            found.setdefault(f.at, []).append(what)
    return found


def _taken_up(analysis: Analysis, told: list[MeetingMention], n: Nominal) -> MeetingMention | None:
    """The meeting mention that a definite noun takes up: the last one before it, if those told near are all of the same
    persons."""
    summit, doc = is_summit(n), analysis.doc
    if not (n.definite and (n.kind is NominalKind.MEETING or summit)) or any(f.at == n.start for f in told):
        return None
    call = n.match.entry.category == "event" and n.match.entry.value[0] == "call"
    before = [
        f
        for f in told[: bisect_left(told, n.start, key=lambda f: f.at)]
        if f.phone == call and doc.sentence(n.start) - doc.sentence(f.at) <= _BACK
    ]
    if not before or len({frozenset(it.ref for it in (*f.one, *f.other)) for f in before}) > 1:
        return None
    same = doc.sentence(n.start) == doc.sentence(before[-1].at)
    if same and before[-1].rule != "joint-press" and has_any(doc, Words.AFTER, before[-1].at, n.start):
        return None  # (their meeting came) after the talks
    named = analysis.predicates.nominals.within(*analysis.context.bounds(before[-1].at))
    return before[-1] if not summit or any(map(is_summit, named)) else None


def _what(analysis: Analysis, f: MeetingMention, n: Nominal) -> Resumption | None:
    """The day and place that a noun's sentence tells, if they may be those of the meeting of a mention."""
    context = analysis.context
    ahead = f.planned or _ahead(analysis, n)
    date, planned = day_and_plan(analysis, n.start, planned=ahead, one_of=True)
    mention = context.date(n.start, forum=False)
    at = next((a for a, _, it in context.dates_in(*context.bounds(n.start)) if it is mention), n.start)
    if date is None or not date.day or planned != ahead or not _alone(analysis, f, n, at):
        date = None
    place = None if f.phone else context.place(n.start)
    if place is not None and not _alone(analysis, f, n, place.start):
        place = None
    return Resumption(date, planned, place) if date is not None or place is not None else None


def _ahead(analysis: Analysis, n: Nominal) -> bool:
    """Whether a verb of the future right before or after a noun tells of its meeting: will be held the meeting."""
    words, start = analysis.doc.words, analysis.context.bounds(n.start)[0]
    near = words[max(start, n.start - 1) : n.start] + words[n.head_end : n.head_end + 3]
    return any(v.future for word in near for v in word.verbs)


def _alone(analysis: Analysis, f: MeetingMention, n: Nominal, k: int) -> bool:
    """Whether nothing between a noun and word `k` is another event, or somebody else whom the noun is of."""
    who = {it.ref for it in (*f.one, *f.other)}
    low, high = (n.head_end, k) if k > n.start else (k, n.start)
    others = analysis.predicates.nominals.within(low, high)
    people = analysis.context.arguments_in(low, max(high, n.head_end + _PARTIES))
    return not others and all(it.place or it.ref in who for it in people)
