"""Where and when a forum is held, and the parties that its own name tells."""

from __future__ import annotations

from dataclasses import replace

from pyarabic.araby import WAW

from mithaq.extraction.document import Document, LexiconMatch
from mithaq.extraction.events.attendance import FRAMES, meets_at, of_the_sentence, on_sidelines
from mithaq.extraction.events.forum_evidence import place_after
from mithaq.extraction.events.forum_links import ForumLinks
from mithaq.extraction.events.forum_mention import ForumMention, add
from mithaq.extraction.facts import Ref
from mithaq.extraction.mentions.organization_phrases import state_adjective
from mithaq.extraction.particles import BETWEEN, ILA, IN, WITH
from mithaq.extraction.syntax.arguments import Argument
from mithaq.extraction.syntax.clauses import ClauseContext
from mithaq.extraction.syntax.search import city_at, first_of, has_any, known, last_of
from mithaq.extraction.syntax.triggers import Trigger
from mithaq.language.dates import DateMention
from mithaq.language.partial_date import PartialDate
from mithaq.lexicon.word_groups import Words

__all__ = ["circumstances", "seat"]

_TAKES_PLACE = frozenset({"begin", "hold", "host", "conclude"})
_TAKEN_PART_IN = frozenset({"attend", "chair"})
_NOT_YET = Words.PREPARING | (Words.BEFORE_AND_AFTER - Words.AT_A_GATHERING)
_PREPARED = 3  # words before a forum in which it is said to be in preparation
_DATED = 6  # words from a forum to its date, which no verb tells
_TRIGGER = 10  # words between a forum and the verb in the future that announces it
_PLACE_AFTER = 14  # words after a forum, or after who hosts it, in which its place, or it, is said
_HOSTED = 4  # words after a forum in which the verb of a relative clause says who hosts it
_TAKING_PART = 8  # words before a forum in which it is said that somebody goes to take part in it
_PLACE_BEFORE = 6  # words between a place and the forum named after it
_GOING = ("visit", "arrive", "go", "leave")
_JOURNEY = 25  # words between where somebody goes and what for, past his name and post
_MINISTERS = 30  # words from one of several whose ministers meet to the last of them


def circumstances(links: ForumLinks, g: ForumMention) -> None:
    """Place, day and participants, from the sentences that name the forum."""
    context = links.context
    where = [hit for mention in g.mentions for hit in _places(links, *mention)]
    g.place = next((hit for hit in where if hit.entry.category != "state"), next(iter(where), None))
    days: list[tuple[bool, PartialDate]] = []
    for start, end in g.mentions:
        low, high = context.bounds(start)
        near = context.triggers.of(*FRAMES, start=low, end=high)
        g.planned = g.planned or _announced(context, near, start, end)
        days += known(_day(links, near, start, end))
        if len(g.sides) != 2:  # else of two persons, whom its name tells
            _parties(context, g, start, end)
        of_the_sentence(links, g, start, end)
    g.date = g.date or next((day for _, day in sorted(days, key=lambda told: told[0])), None)


def _announced(context: ClauseContext, near: list[Trigger], start: int, end: int) -> bool:
    """Whether the forum at words `start` to `end` is yet to come: awaited, in preparation, told in the future."""
    doc, (low, high) = context.doc, context.bounds(start)
    awaited = has_any(doc, Words.AWAITED | Words.PLANNED, max(low, start - 4), min(end + 7, high))
    preparing = has_any(doc, Words.PREPARING, max(low, start - _PREPARED), start)
    return awaited or preparing or any(t.future and abs(t.at - start) <= _TRIGGER for t in near)


def _day(links: ForumLinks, near: list[Trigger], start: int, end: int) -> tuple[bool, PartialDate] | None:
    """The day of a forum at words `start` to `end`, where the clause tells that it takes place or the day is near, and
    whether it is only that of a meeting beside it."""
    takes_place = [t for t in near if t.event_class in _TAKES_PLACE]
    told = _held_on(links.context, [t for t in near if t.event_class in _TAKES_PLACE | _TAKEN_PART_IN], start)
    mention = told or links.context.date(end - 1)
    if mention is None or not _day_of(links, mention, start, end, held=bool(told or takes_place)):
        return None
    day = mention.read("future" if any(t.present or t.future for t in takes_place) else None)
    beside = not takes_place and on_sidelines(links.context.doc, start, links.context.bounds(start)[0])
    return (beside, day) if day is not None else None


def _day_of(links: ForumLinks, mention: DateMention, start: int, end: int, *, held: bool) -> bool:
    """Whether a date is that of the forum at words `start` to `end`: one that a verb says to be `held` there, or that
    stands near it; not that of another forum, nor that of what is done in preparation of it."""
    context, doc, (low, high) = links.context, links.context.doc, links.context.bounds(start)
    first = next((a for a, _, m in context.dates_in(low, high) if m is mention), -1)
    if first > end and links.mentioned(end, first):
        return False
    if first < end and has_any(doc, _NOT_YET, max(low, start - _PREPARED), start):
        return False
    return held or has_any(doc, Words.HELD, low, high) or 0 <= first - end <= _DATED or meets_at(context, start)


def _held_on(context: ClauseContext, takes_place: list[Trigger], start: int) -> DateMention | None:
    """The date between a forum and the last verb before it that holds it: they held yesterday a meeting (to prepare for
    tomorrow)."""
    verbs = (t for t in reversed(takes_place) if t.at < start and context.doc.texts[t.at - 1] not in Words.RELATIVE)
    held = next(verbs, None)
    if held is None or context.crosses_clause(held.at, start):
        return None
    return next((mention for *_, mention in reversed(context.dates_in(held.end, start))), None)


def _parties(context: ClauseContext, g: ForumMention, start: int, end: int) -> None:
    """The states and persons that the name tells: of the ministers of A, B and C; between A and B."""
    doc, (_, high) = context.doc, context.bounds(start)
    topic = first_of(doc, Words.TOPIC_OF_A_FORUM | {'"'}, start + 1, end) or end
    city, between = seat(doc, start), _preposition(context, start, end)
    named = [it for it in context.arguments_in(start, topic) if city is None or it.start != city.start]
    if between is not None:  # a body is what holds it
        named = _between(context, g, (start, between), [it for it in named if it.kind != "body"])
    elif named and has_any(doc, Words.GATHERS_MINISTERS, start, end):
        last = named.pop()  # of the ministers of A, B and C
        named += context.conjuncts(context.arguments_in(last.start, min(high, last.start + _MINISTERS)), 0)
    for item in known(*(_party(context, g, item, start, joined=between is not None) for item in named)):
        add(g, item)
    states = _states_of_its_name(context, range(start, topic), [it for it in named if it.kind == "state"])
    g.participants += [ref for ref in states if ref not in g.participants]


def _preposition(context: ClauseContext, start: int, end: int) -> int | None:
    """The preposition (between, with) in or after the name of a forum, or after its place."""
    texts, (_, high), where = context.doc.texts, context.bounds(start), place_after(context, end)
    last = where.end if where is not None and texts[where.end : where.end + 1] == [BETWEEN] else end
    return first_of(context.doc, (BETWEEN, WITH), start + 1, min(last + 1, high))


def _states_of_its_name(context: ClauseContext, name: range, states: list[Argument]) -> list[Ref]:
    """The states whose adjectives stand in the name of a forum; of two that one of its `states` stands for (the two
    Koreas) both."""
    codes = [m.code for m in context.states_in(name.start, name.stop) if m.kind == "nisba"]
    hits = [h for it in states for h in context.doc.hits.get(it.start, ()) if h.entry.category == "state"]
    codes += [str(h.entry.value) for h in hits if len(hits) == 2]
    codes += [state_adjective(context.doc.words[k]) or "" for k in name]
    return [Ref("state", code) for code in dict.fromkeys(codes) if code]


def _party(context: ClauseContext, g: ForumMention, item: Argument, start: int, *, joined: bool) -> Argument | None:
    """The party that an actor is who stands in the name of a forum from word `start` on, or is `joined` to it by a
    preposition; in a name the ministers of A and B stand for the states."""
    doc, served = context.doc, context.states_of.get(item.ref)
    if has_any(doc, Words.AGAINST, max(start, item.start - 2), item.start):
        return None
    if served and item.ref.kind == "official" and not joined:
        return replace(item, ref=Ref("state", served))
    of_ministers = item.kind == "body" and g.strength == "body" and doc.texts[item.start] in Words.GATHERS_MINISTERS
    acts = item.ref.kind == "state" or (joined and item.kind in ("person", "body")) or of_ministers
    return item if acts else None


def _between(context: ClauseContext, g: ForumMention, at: tuple[int, int], named: list[Argument]) -> list[Argument]:
    """Beside those `named`, whom a preposition (between, with) governs, and who meets with them: between A and B,
    between A and between B, the two sides; `at`: the first word of the forum, and the preposition."""
    texts, (start, k) = context.doc.texts, at
    sides = context.conjuncts(context.following_arguments(k + 1), 0)
    if sides and texts[sides[-1].end : sides[-1].end + 1] == [WAW + BETWEEN]:
        sides += context.conjuncts(context.following_arguments(sides[-1].end + 1), 0)
    named = named + sides
    if not named and has_any(context.doc, Words.SIDES, k, k + 2):
        g.participants += [ref for ref in context.two_sides(k) if ref not in g.participants]
    subject = context.subject(start) if texts[k] == WITH and g.strength == "name" else None
    return [*named, subject] if subject is not None and subject.kind == "person" else named


def seat(doc: Document, start: int) -> LexiconMatch | None:
    """The city right after the noun for a forum: the Cairo summit; not the summit of Cairo and Washington."""
    city = city_at(doc, start + 1 + (doc.texts[start + 1 : start + 2] == ['"']))
    other = doc.find(city.end, "capital", "state") if city is not None else None
    return None if other is not None and other.proclitics == WAW else city


def _places(links: ForumLinks, start: int, end: int) -> list[LexiconMatch]:
    """The places that a mention of a forum tells, the surest first: in its name, who hosts it, in its clause."""
    context = links.context
    within = (city_at(context.doc, k) for k in range(start + 2, end) if context.doc.texts[k - 1] == IN)
    named = (seat(context.doc, k) for k in range(start, end) if k == start or _convened_there(context.doc, k))
    inner = next(iter(known(*named)), None) or next(iter(known(*within)), None)
    found, near = known(inner, _hosted(context, start, end)), _places_near(links, start, end)
    if found and all(hit.entry.category == "state" for hit in found):  # Malta hosts it in Valletta
        found += [hit for hit in near if hit.entry.value == found[0].entry.value]
    after = place_after(context, end)
    after = after if after is not None and after.entry.category != "state" else None
    return found or near or known(after, _headed_for(context, start))


def _convened_there(doc: Document, k: int) -> bool:
    """Whether word `k` is the noun of a forum of which the name speaks: the second session of the forum (of X)."""
    hit = doc.find(k, "forum")
    return hit is not None and hit.entry.value != "initiative"


def _headed_for(context: ClauseContext, start: int) -> LexiconMatch | None:
    """Where somebody goes to take part: (he left) for X to attend, (he visits) X to take part in."""
    doc, (low, _) = context.doc, context.bounds(start)
    there = last_of(doc, Words.HIS_TAKING_PART, max(low, start - _TAKING_PART), start) or low
    goes = bool(context.triggers.of(*_GOING, start=low, end=there))
    for k in range(there - 1, max(low, there - (_JOURNEY if goes else _PLACE_BEFORE)) - 1, -1):
        hit = doc.find(k, "capital", "place", "state")
        if hit is None or hit.end > there or context.crosses_clause(k, there):
            continue
        visited = any(not t.noun for t in context.triggers.of("visit", start=low, end=k))
        of_somebody = any(it.start <= k < it.end for it in context.arguments_in(low, k) if it.kind != "state")
        if doc.texts[k - 1] in (ILA, IN) or hit.proclitics or (visited and not of_somebody):
            return hit
    return None


def _places_near(links: ForumLinks, start: int, end: int) -> list[LexiconMatch]:
    """The places of the sentence near a forum, those after it first; none before it where something else happened
    before or after the forum, none that its topic is about (to support the army in X)."""
    context, aside = links.context, meets_at(links.context, start)
    about = has_any(context.doc, Words.TOPIC_OF_A_FORUM, start + 1, end)
    here = [hit for hit in context.places(start) if not context.crosses_clause(*sorted((start, hit.start)))]
    after = [
        hit
        for hit in here
        if hit.start >= end
        and not links.mentioned(end, hit.start)
        and (aside or hit.start - end <= _PLACE_AFTER)
        and not (about and hit.start - end <= 1 and hit.entry.category == "state")
    ]
    reach = start if aside else _PLACE_BEFORE
    before = here[::-1] if _follows_its_place(context, start, aside=aside) else []
    held = [t.at for t in context.triggers.of(*_TAKES_PLACE, start=context.bounds(start)[0], end=start) if not t.noun]
    first = held[-1] if held else start  # (opened) in X, after a week of delay, the forum
    return after + [hit for hit in before if hit.end <= start and (start <= hit.end + reach or first < hit.start)]


def _follows_its_place(context: ClauseContext, start: int, *, aside: bool) -> bool:
    """Whether a place before a forum may be its own: people meet `aside`, or something is said to be done at it."""
    doc, (low, _) = context.doc, context.bounds(start)
    if has_any(doc, Words.BEFORE_AND_AFTER, max(low, start - 4), start):
        return False
    runs = any(w.removeprefix(WAW) in Words.RUNS or w in Words.HIS_TAKING_PART for w in doc.texts[low:start])
    return aside or runs or bool(context.triggers.of(*FRAMES, "finish", start=low, end=start))


def _hosted(context: ClauseContext, start: int, end: int) -> LexiconMatch | None:
    """The state or city that hosts: (the city of) Tunis hosts it; (the summit) that Tunis hosts; Tunis had hosted."""
    doc, nouns, low = context.doc, Words.PLACE_NOUN | Words.STATE_NOUN, context.bounds(start)[0]
    for t in context.triggers.of("host", "hold", start=low, end=min(end + _HOSTED, context.bounds(start)[1])):
        elsewhere = t.event_class == "hold" and doc.find(t.end, "capital", "place") is None
        if elsewhere or t.at + _PLACE_AFTER < start:
            continue  # a state that holds it may do so elsewhere
        near = range(max(low, t.at - 1), min(t.end + _HOSTED, len(doc.words)))
        hits = (
            context.seat(k) if doc.texts[k] in nouns else doc.find(k, "capital", "place", "state")
            for k in (*near[t.end - near.start :], *near[: t.at - near.start])
        )
        if (hit := next((h for h in hits if h is not None and not h.proclitics), None)) is not None:
            return hit
    return None
