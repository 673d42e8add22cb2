"""From meeting mentions to facts: one meeting from all the mentions of a pair of participants."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from pyarabic.araby import BEH

from mithaq.extraction.analysis import Analysis
from mithaq.extraction.document import LexiconMatch
from mithaq.extraction.events.attendance import on_sidelines
from mithaq.extraction.events.circumstances import dateline, day_and_plan, place_of
from mithaq.extraction.events.forum_projection import forum_mentions, meeting_mentions
from mithaq.extraction.events.meeting_resumptions import resumptions
from mithaq.extraction.events.meeting_sides import MeetingMention, is_summit
from mithaq.extraction.events.visit_mention import VisitMention
from mithaq.extraction.events.visit_merging import visit_mentions
from mithaq.extraction.facts import Evidence, Meeting, Ref
from mithaq.extraction.syntax.search import has_any
from mithaq.language.partial_date import PartialDate
from mithaq.lexicon.word_groups import OneWord, Words

__all__ = ["project"]

_LEAD = 4  # sentences after that of the dateline that tell the news itself
_OPENING = 3  # words of a sentence in which it is said that it goes on about the same day
_SAME_DAY = 4  # sentences in which one goes on to tell what somebody did on a day
_WHILE_SPEAKING = ("a-meeting-with", "joint-press", "his-meeting", "both-at-a-meeting")
_SPEAKER = 12  # words after a verb of saying in which its subject stands
_STAY = 4  # words before a visit in which it is said that the meeting was during it
_OF_A_PLACE = frozenset({"governor", "mayor", "ambassador"})  # concepts of posts whose holders are in a place
_ALSO = 4  # words after a verb of meeting in which `also` stands
_SEATED = 16  # words from a summit to the city where it is at the most


@dataclass(frozen=True, slots=True)
class _Telling:
    """A meeting as one or more sentences tell it, with its place as they name it."""

    meeting: Meeting
    place: LexiconMatch | None
    resumed: LexiconMatch | None = None

    def agrees(self, other: _Telling) -> bool:
        """Whether both may be of one meeting: of one day and in one state, as far as they say."""
        a, b = self.meeting.date, other.meeting.date
        apart = self.place is not None and other.place is not None and self.place.entry.value != other.place.entry.value
        called = (self.place or other.place) is not None and self.meeting.mode != other.meeting.mode
        return not (apart or called) and (a is None or b is None or a.covers(b) or b.covers(a))

    def joined(self, new: _Telling) -> _Telling:
        """One telling of both: what the first leaves open, the second fills; a city is nearer than its state."""
        a, b = self.meeting, new.meeting
        met = a.mode != "byPhone"
        evidence = Evidence(
            tuple(dict.fromkeys((*a.evidence.passages, *b.evidence.passages))),
            a.evidence.rule,
            max(a.evidence.confidence, b.evidence.confidence),
        )
        sidelines = a.sidelines_of or (b.sidelines_of if met else None)
        meeting = replace(a, date=a.date or b.date, sidelines_of=sidelines, evidence=evidence)
        nearer = new.place is not None and (self.place is None or self.place.entry.category == "state")
        return _Telling(meeting, new.place if nearer and met else self.place, self.resumed or new.resumed)


def _add_telling(known: list[_Telling], new: _Telling) -> None:
    """Join a telling with the first of `known`, all of one pair, that it agrees with; else it is of another meeting."""
    n = next((n for n, telling in enumerate(known) if telling.agrees(new)), len(known))
    known[n : n + 1] = [known[n].joined(new) if n < len(known) else new]


def _merge_placeholder_meetings(
    pairs: Collection[frozenset[Ref]], states_of: Mapping[Ref, str]
) -> dict[frozenset[Ref], frozenset[Ref]]:
    """Those of `pairs` (who met whom) in which a state stands for somebody (his Qatari counterpart) whom another pair
    names, each with that pair: the same one met an official who serves that state, as `states_of` tells."""
    named: dict[tuple[Ref, str], frozenset[Ref]] = {}
    for pair in pairs:
        for ref in pair:
            for other in pair - {ref}:
                if ref.kind == "official" and ref in states_of:
                    named.setdefault((other, states_of[ref]), pair)
    return {
        pair: named[other, state.key]
        for pair in pairs
        for state in sorted(pair)
        for other in pair - {state}
        if state.kind == "state" and (other, state.key) in named
    }


def project(analysis: Analysis) -> tuple[Meeting, ...]:
    """The meetings of an article."""
    return tuple(
        told.meeting if told.meeting.mode == "byPhone" else _placed(analysis, told)
        for tellings in analysis.once(_merged).values()
        for told in tellings
    )


def _placed(analysis: Analysis, told: _Telling) -> Meeting:
    """A meeting with its place and its day, where the text does not tell them those of the journey that it was on."""
    where = told.place or _at_the_host(analysis, told.meeting) or _in_the_dateline(analysis, told.meeting)
    where = where or told.resumed or _in_his_district(analysis, told.meeting)
    where = _city(analysis, told.meeting.participants, where, planned=told.meeting.status == "planned")
    day = told.meeting.date or (_day_there(analysis, told.meeting, where) if where is not None else None)
    return replace(told.meeting, place=_place(analysis, where), date=day)


def _in_the_dateline(analysis: Analysis, meeting: Meeting) -> LexiconMatch | None:
    """The city that the news is from, where one of those who met is at home there and received the other, a guest."""
    where = analysis.once(dateline)
    if where is None or meeting.status == "planned" or meeting.sidelines_of is not None:
        return None
    doc = analysis.doc
    lead = doc.sentences[min(doc.sentence(where.start) + _LEAD, len(doc.sentences) - 1)]
    if meeting.evidence.passages[0].start > doc.passage(lead[0]).start:
        return None
    homes = [analysis.home_of(ref) for ref in meeting.participants]
    abroad = _met_abroad(analysis, where.entry.value).intersection(meeting.participants)
    return where if homes.count(where.entry.value) == 1 and not abroad else None


def _met_abroad(analysis: Analysis, state: str) -> set[Ref]:
    """Those whom the article finds at a meeting, on the day of the news, in another state than the one it is from."""
    written = analysis.article.date
    here = (told for tellings in analysis.once(_merged).values() for told in tellings if told.place is not None)
    return {
        ref
        for told in here
        if told.place is not None and told.place.entry.value not in ("", state) and told.meeting.date in (None, written)
        for ref in told.meeting.participants
        if told.meeting.mode != "byPhone" and told.meeting.status == "held"
    }


def _in_his_district(analysis: Analysis, meeting: Meeting) -> LexiconMatch | None:
    """The city or region of which one of those who met is governor or mayor, or where he is ambassador, as the sentence
    of the meeting says."""
    if meeting.status == "planned":
        return None
    doc, passages = analysis.doc, set(meeting.evidence.passages)
    for ref in meeting.participants:
        held = analysis.positions[int(ref.key)] if ref.kind == "official" else ()
        for post in held:
            if post.concept not in _OF_A_PLACE or doc.passage(post.start) not in passages:
                continue
            hits = (doc.find(k, "capital", "place", "region") for k in range(post.start + 1, post.end))
            sure = (h for h in hits if h is not None and not h.entry.ambiguous and h.article == h.entry.definite)
            if (hit := next(sure, None)) is not None:
                return hit
    return None


def _day_there(analysis: Analysis, meeting: Meeting, where: LexiconMatch) -> PartialDate | None:
    """The one day on which those who met travel to the state of a place, unless the text says that they stay longer."""
    known, doc = analysis.once(_journeys), analysis.doc
    there = [j for ref in meeting.participants for j in known.get((ref, where.entry.value), ())]
    if any(not Words.LASTING.isdisjoint(doc.texts[slice(*analysis.context.bounds(j.at))]) for j in there):
        return None
    told = (day_and_plan(analysis, j.at, planned=j.planned, present=j.present, one_of=True) for j in there)
    days = {day for day, _ in told if day is not None}
    day = next(iter(days)) if len(days) == 1 else None
    return day if day is not None and day.day else None


def _place(analysis: Analysis, where: LexiconMatch | None) -> Ref | None:
    """A place as an entity; of a state with a noun before its name (the State of Qatar) the name."""
    if where is not None and where.end > where.start + 1 and analysis.doc.texts[where.start] in Words.STATE_NOUN:
        where = replace(where, start=where.start + 1)
    return analysis.place(where)


def _city(
    analysis: Analysis, who: Collection[Ref], where: LexiconMatch | None, *, planned: bool = True
) -> LexiconMatch | None:
    """`where`; of a state the one city there that one of `who` travels to, or has been in unless `planned`, else that
    anything happened in."""
    if where is None or where.entry.category != "state":
        return where
    known = analysis.once(_journeys)
    there = [
        j.place for ref in who for j in known.get((ref, where.entry.value), ()) if j.place and planned >= j.planned
    ]
    there = [hit for hit in there if analysis.doc.texts[hit.start].removeprefix(BEH) not in Words.VENUE]
    there = there or [hit for hit in analysis.once(_cities) if hit.entry.value == where.entry.value]
    from_there = analysis.once(dateline)
    if not there and from_there is not None and from_there.entry.value == where.entry.value:
        return from_there
    return there[0] if len({hit.entry.form for hit in there}) == 1 else where


def _cities(analysis: Analysis) -> list[LexiconMatch]:
    """The cities in which the article says that something happened."""
    context = analysis.context
    told = (hit for start, _ in analysis.doc.sentences for hit in context.places(start))
    return [hit for hit in told if hit.entry.category in ("capital", "place")]


@dataclass(frozen=True, slots=True)
class _Occasion:
    """What a meeting was on the sidelines of: the forum, if there is one, with its place and day."""

    forum: Ref | None
    place: LexiconMatch | None
    date: PartialDate | None


def _sidelines(analysis: Analysis) -> dict[int, _Occasion]:
    """On the sidelines of what things happened, by the sentence that says so: the forum it names, or the last one named
    before it; else the event told before of which it repeats the noun."""
    doc = analysis.doc
    told = doc.occurrences(Words.ITS_SIDELINES)
    if not told:
        return {}
    forums = analysis.once(forum_mentions)
    named = sorted((start, n) for n, g in enumerate(forums) for start, _ in g.mentions)
    found: dict[int, _Occasion] = {}
    for k in told:
        low, high = doc.sentences[sentence := doc.sentence(k)]
        here = [n for start, n in named if low <= start < high and on_sidelines(doc, start, low)]
        before = [n for start, n in named if start < low]
        if here or before:
            same = [n for start, n in named if start < low and doc.texts[start] == doc.texts[k + 1]]
            n = next((n for n in (*here, *reversed(same)) if forums[n].place or forums[n].date), (here or before)[-1])
            found[sentence] = _Occasion(Ref("forum", str(n)), forums[n].place, forums[n].date)
        elif (first := next((j for j in range(low) if doc.texts[j] == doc.texts[k + 1]), -1)) >= 0:
            found[sentence] = _Occasion(None, place_of(analysis.context, first), analysis.context.day(first))
    return found


def _merged(analysis: Analysis) -> dict[frozenset[Ref], list[_Telling]]:
    """The meetings of each pair who met."""
    found: dict[frozenset[Ref], list[_Telling]] = {}
    beside = _sidelines(analysis)
    before: tuple[MeetingMention, PartialDate | None] | None = None
    place: LexiconMatch | None = None
    for f in analysis.once(meeting_mentions):
        telling = _telling(analysis, f, beside)
        day = telling.meeting.date
        if day is None and before is not None and _goes_on(analysis, *before, f):
            day = before[1]
            telling = replace(telling, meeting=replace(telling.meeting, date=day))
        if before is not None and telling.place is None and _also(analysis, before[0], f):
            telling = replace(telling, resumed=place)
        before, place = (f, day), telling.place or telling.resumed
        telling = _with_what_follows(analysis, f, telling)
        for pair in dict.fromkeys(frozenset((one.ref, other.ref)) for one in f.one for other in f.other):
            if len(pair) == 2:
                meeting = replace(telling.meeting, participants=tuple(sorted(pair)))
                _add_telling(found.setdefault(pair, []), _Telling(meeting, telling.place, telling.resumed))
    again = _merge_placeholder_meetings(found, analysis.context.states_of)
    for unnamed, pair in again.items():
        statuses = {told.meeting.status for told in found[pair]}
        if not statuses.issuperset(told.meeting.status for told in found[unnamed]):
            continue  # of those whom he is yet to meet
        for told in found.pop(unnamed):
            first = replace(told.meeting, participants=found[pair][0].meeting.participants)
            _add_telling(found[pair], _Telling(first, told.place, told.resumed))
    return found


def _also(analysis: Analysis, before: MeetingMention, f: MeetingMention) -> bool:
    """Whether a meeting is told as one more of the same host right after another: (he met A in Oslo.) He also met B."""
    doc, number = analysis.doc, analysis.doc.sentence(f.at)
    start, _ = doc.sentences[number]
    said = has_any(doc, Words.ON_THE_SAME_DAY, start, start + _OPENING) or has_any(doc, Words.ALSO, f.at, f.at + _ALSO)
    same = {it.ref for it in before.one} & {it.ref for it in f.one}
    return said and bool(same) and number - doc.sentence(before.at) <= _SAME_DAY and f.planned == before.planned


def _with_what_follows(analysis: Analysis, f: MeetingMention, telling: _Telling) -> _Telling:
    """A telling with the day and the place that later sentences tell of the same meeting."""
    for more in analysis.once(resumptions).get(f.at, ()):
        date = telling.meeting.date or more.date
        telling = _Telling(replace(telling.meeting, date=date), telling.place, telling.resumed or more.place)
    return telling


def _goes_on(analysis: Analysis, before: MeetingMention, day: PartialDate | None, f: MeetingMention) -> bool:
    """Whether a meeting without a date was on the `day` of the one told `before` it, of the same host: he also received
    B; and he received B later."""
    doc = analysis.doc
    number = doc.sentence(f.at)
    start, _ = doc.sentences[number]
    near = 0 <= number - doc.sentence(before.at) <= _SAME_DAY
    also = not Words.ON_THE_SAME_DAY.isdisjoint(doc.texts[start : start + _OPENING])
    same = {it.ref for it in before.one} & {it.ref for it in f.one}
    return bool(day and day.day and near and also and same) and f.planned == before.planned and not f.present


def _telling(analysis: Analysis, f: MeetingMention, beside: dict[int, _Occasion]) -> _Telling:
    """A meeting as one mention tells it, without those who met; `beside`: the forums on whose sidelines things
    happened, by sentence."""
    date, planned = day_and_plan(analysis, f.at, planned=f.planned, present=f.present, past=f.past, one_of=True)
    beside_it = None if f.phone else beside.get(analysis.doc.sentence(f.at))
    if beside_it is not None and beside_it.date is not None and beside_it.date.day:
        date = date or beside_it.date
    if date is None and not planned:
        at_an_hour = has_any(analysis.doc, Words.AT_AN_HOUR, *analysis.context.bounds(f.at))
        date = _day_told_before(analysis, f.at) if at_an_hour else _day_of_saying(analysis, f)
    if date is not None and date.day and analysis.doc.texts[f.at - 1] == OneWord.THE_DAY_AFTER:
        date = PartialDate.of(date.first - timedelta(days=1))
    meeting = Meeting(
        (),
        analysis.evidence([f.at], f.rule, f.confidence),
        None,
        date,
        "byPhone" if f.phone else "inPerson",
        "planned" if planned else "held",
        beside_it.forum if beside_it is not None else None,
    )
    where = None if f.phone else _where(analysis, f, [it.ref for it in (*f.one, *f.other)])
    return _Telling(meeting, where or (beside_it.place if beside_it is not None else None))


def _day_told_before(analysis: Analysis, at: int) -> PartialDate | None:
    """The day, not after that of writing, that the sentences before word `at` told last: (yesterday), in the
    evening."""
    doc, written = analysis.doc, analysis.article.date
    first = doc.sentences[max(0, doc.sentence(at) - _SAME_DAY)][0]
    days = (m.date for _, _, m in reversed(analysis.context.dates_in(first, at)) if m.date is not None and m.date.day)
    day = next(days, None)
    return day if day is not None and written is not None and day.first <= written.first else None


def _day_of_saying(analysis: Analysis, f: MeetingMention) -> PartialDate | None:
    """The day on which the article told, before, that one of those who met spoke: (A said on Monday that. He added),
    after talks with B."""
    if f.past or f.present:
        return None
    context, written = analysis.context, analysis.article.date
    who = {it.ref for it in (*f.one, *f.other)}
    start, _ = context.bounds(f.at)
    for t in context.triggers.of("say", start=0, end=start):
        spoke = context.arguments_in(t.end, min(t.end + _SPEAKER, context.bounds(t.at)[1]))
        if not any(it.ref in who for it in spoke):
            continue
        day = context.day(t.at)
        if day is not None and day.day and written is not None and day.first <= written.first:
            return day
    return None


def _where(analysis: Analysis, f: MeetingMention, who: Collection[Ref]) -> LexiconMatch | None:
    """Where a mention says that a meeting was: the end of a journey, or the city there that its sentence names."""
    way, here = _on_the_way(analysis, f, who), place_of(analysis.context, f.at, who)
    if way is None and (here is None or here.entry.category == "state"):
        way = _during_a_stay(analysis, f, who)
    nearer = here is not None and (here.entry.category != "state" or way is None or way.entry.value != here.entry.value)
    if here is not None and nearer and _says_where(analysis, f, here):
        return here  # (he came to Oslo) after his meeting with B in Bergen
    if here is not None and analysis.doc.texts[min(here.end + 1, f.at) - 1] in Words.WHERE_THERE | {","}:
        return here  # (he came from) Oslo, where he met
    if here is None and has_any(analysis.doc, Words.HERE, *analysis.context.bounds(f.at)):
        return analysis.once(dateline)
    if here is not None and analysis.doc.sentence(here.start) != analysis.doc.sentence(f.at):
        here = _city(analysis, who, here)
    told = analysis.predicates.nominals.within(*analysis.context.bounds(f.at))
    if way is None and here is None and any(map(is_summit, told)):
        return analysis.once(_seat_of_summits)
    nearer = way is not None and here is not None and way.entry.category == "state" != here.entry.category
    return here if way is None or (nearer and here and here.entry.value == way.entry.value) else way


def _seat_of_summits(analysis: Analysis) -> LexiconMatch | None:
    """The one city that the article names as the place of its summit: the summit of Reykjavik, (to be held) in it."""
    doc, nominals = analysis.doc, analysis.predicates.nominals
    summits = [n for n in nominals.all if is_summit(n)]
    found = ((n, doc.find(n.head_end, "capital", "place") or analysis.context.place(n.start)) for n in summits)
    near = [hit for n, hit in found if hit is not None and n.start < hit.start <= n.end + _SEATED]
    cities = {hit.entry.form: hit for hit in near if hit.entry.category != "state"}
    return next(iter(cities.values())) if len(cities) == 1 else None


def _on_the_way(analysis: Analysis, f: MeetingMention, who: Collection[Ref]) -> LexiconMatch | None:
    """Where one of `who` goes in the sentence of a meeting before it: (A travels) to Qatar where he meets B."""
    ways = [j for j in _ways(analysis, f) if j.visitor.ref in who]
    ways = [j for j in ways if j.where is not None and j.where.start > j.at] or ways  # after A (he travels to B)
    return ways[-1].where if len({j.where for j in ways}) == 1 else None


def _during_a_stay(analysis: Analysis, f: MeetingMention, who: Collection[Ref]) -> LexiconMatch | None:
    """Where one of `who` was on a visit during which they met, as the sentence says after the meeting: (A met B) during
    a visit to Qatar."""
    doc, (_, end) = analysis.doc, analysis.context.bounds(f.at)
    told = analysis.once(visit_mentions)
    first, last = (bisect_left(told, k, key=lambda j: j.at) for k in (f.at, end))
    for j in told[first:last]:
        led = doc.texts[max(f.at, j.at - _STAY) : j.at]
        if j.noun and j.visitor.ref in who and not Words.DURING.isdisjoint(led):
            return j.where
    return None


def _says_where(analysis: Analysis, f: MeetingMention, here: LexiconMatch) -> bool:
    """Whether a place stands after a meeting in its clause, so that it is where they met."""
    same = analysis.doc.sentence(here.start) == analysis.doc.sentence(f.at)
    return same and here.start > f.at and not analysis.context.crosses_clause(f.at, here.start)


def _ways(analysis: Analysis, f: MeetingMention) -> list[VisitMention]:
    """The journeys told before a meeting in its sentence."""
    start, _ = analysis.context.bounds(f.at)
    told = analysis.once(visit_mentions)
    first, last = (bisect_left(told, k, key=lambda j: j.at) for k in (start, f.at))
    return list(told[first:last])


def _journeys(analysis: Analysis) -> dict[tuple[Ref, str], list[VisitMention]]:
    """The journeys by who travels and to which state."""
    found: dict[tuple[Ref, str], list[VisitMention]] = {}
    for j in analysis.once(visit_mentions):
        found.setdefault((j.visitor.ref, j.state), []).append(j)
    return found


def _at_the_host(analysis: Analysis, meeting: Meeting) -> LexiconMatch | None:
    """Where a meeting was that is told without a place: where one of the two was on a visit to the other's state, by
    the sentence of the meeting or else the article."""
    passages = set(meeting.evidence.passages)
    known = analysis.once(_journeys)
    a, b = meeting.participants
    there = [j for guest, host in ((a, b), (b, a)) for j in known.get((guest, analysis.home_of(host) or ""), ())]
    best = min(there, key=lambda j: (analysis.doc.passage(j.at) not in passages, j.place is None, j.at), default=None)
    return _city(analysis, meeting.participants, best.where) if best is not None else None
