"""Where and when a forum is held, and the parties that its own name tells."""

from __future__ import annotations

from dataclasses import replace

from pyarabic.araby import WAW

from mithaq.extraction.document import Document, LexiconMatch
from mithaq.extraction.events.attendance import FRAMES, meets_at, of_the_sentence
from mithaq.extraction.events.forum_evidence import place_after
from mithaq.extraction.events.forum_links import ForumLinks
from mithaq.extraction.events.forum_mention import ForumMention, add
from mithaq.extraction.facts import Ref
from mithaq.extraction.mentions.organization_phrases import state_adjective
from mithaq.extraction.particles import BETWEEN, ILA, IN, WITH
from mithaq.extraction.syntax.arguments import Argument
from mithaq.extraction.syntax.clauses import ClauseContext
from mithaq.extraction.syntax.triggers import Trigger
from mithaq.lexicon.word_groups import Words

__all__ = ["circumstances", "seat"]

_TWO = 2
_TAKES_PLACE = frozenset({"begin", "hold", "host", "conclude"})
_PLACE_AFTER = 14
"""Words after a forum in which its place is said."""
_TAKING_PART = 8
"""Words before a forum in which it is said that somebody goes to take part in it."""
_PLACE_BEFORE = 6
"""Words between a place and the forum named after it."""


def circumstances(context: ClauseContext, links: ForumLinks, g: ForumMention) -> None:
    """Place, day and participants, from the sentences that name the forum."""
    where = [hit for mention in g.mentions for hit in _places(context, links, *mention[:2])]
    cities = [hit for hit in where if hit.entry.category != "state"]
    g.place = next(iter(cities or where), None)
    for start, end, _ in g.mentions:
        low, high = context.bounds(start)
        near = context.triggers.of(*FRAMES, start=low, end=high)
        _when(context, g, near, start, end)
        _parties(context, g, start, end)
        of_the_sentence(context, links, g, start, end, low, high)


def _when(context: ClauseContext, g: ForumMention, near: list[Trigger], start: int, end: int) -> None:
    doc = context.doc
    low, high = context.bounds(start)
    awaited = any(doc.texts[k] in Words.AWAITED | Words.PLANNED for k in range(max(low, start - 4), min(end + 7, high)))
    preparing = any(doc.texts[k] in Words.PREPARING for k in range(max(low, start - 3), start))
    coming = any(t.future and abs(t.at - start) <= 10 for t in near)
    g.planned = g.planned or awaited or preparing or coming
    if g.date is not None:
        return
    begins = any(t.event_class in _TAKES_PLACE for t in near) or any(
        doc.texts[k] in Words.HELD for k in range(low, high)
    )
    verbs = [t for t in near if t.event_class in _TAKES_PLACE and t.at < start]
    held = next((t for t in reversed(verbs) if doc.texts[t.at - 1] not in Words.RELATIVE), None)
    told = context.dates_in(held.end, start) if held is not None and not context.crosses_clause(held.at, start) else []
    mention = told[-1][2] if told else context.date(end - 1)  # they held yesterday a meeting (to prepare for tomorrow)
    first = next((a for a, _, m in context.dates_in(low, high) if m is mention), -1)
    if mention is None or mention.date is None:
        return
    if begins or 0 <= first - end <= 6 or meets_at(context, start):
        ahead = any(t.present or t.future for t in near if t.event_class in _TAKES_PLACE)
        g.date = mention.read("future" if ahead else None)


def _parties(context: ClauseContext, g: ForumMention, start: int, end: int) -> None:
    """The states and persons that the name tells: of the ministers of A, B and C; between A and B."""
    if len(g.sides) == _TWO:
        return  # of two persons, whom its name tells
    doc = context.doc
    _, high = context.bounds(start)
    topics, named_after = Words.TOPIC_OF_A_FORUM, seat(doc, start)
    topic = next((k for k in range(start + 1, end) if doc.texts[k] in topics or doc.texts[k] == '"'), end)
    named = [it for it in context.arguments_in(start, topic) if named_after is None or it.start != named_after.start]
    where = place_after(context, end)
    last_word = where.end if where is not None and doc.texts[where.end : where.end + 1] == [BETWEEN] else end
    between = next((k for k in range(start + 1, min(last_word + 1, high)) if doc.texts[k] in (BETWEEN, WITH)), None)
    if between is not None:
        named = _between(
            context, g, (start, between), [it for it in named if it.kind != "body"]
        )  # a body is what holds it
    elif named and any(doc.texts[k] in Words.GATHERS_MINISTERS for k in range(start, end)):
        last = named.pop()  # of the ministers of A, B and C
        named += context.conjuncts(context.arguments_in(last.start, min(high, last.start + 30)), 0)
    for item in named:
        served = context.states_of.get(item.ref)  # the ministers of A and B: in a name they stand for the states
        if served and item.ref.kind == "official" and between is None:
            item = replace(item, ref=Ref("state", served))
        against = any(doc.texts[k] in Words.AGAINST for k in range(max(start, item.start - 2), item.start))
        of_ministers = item.kind == "body" and g.strength == "body" and doc.texts[item.start] in Words.GATHERS_MINISTERS
        acts = item.ref.kind == "state" or (between is not None and item.kind in ("person", "body")) or of_ministers
        if acts and not against:
            add(g, item)
    codes = [m.code for m in context.states_in(start, topic) if m.kind == "nisba"]
    both = [h for it in named if it.kind == "state" for h in doc.hits.get(it.start, ()) if h.entry.category == "state"]
    codes += [str(h.entry.value) for h in both if len(both) == _TWO]  # the two Koreas
    codes += [code for k in range(start, topic) if (code := state_adjective(doc.words[k]))]
    g.participants += [ref for code in dict.fromkeys(codes) if (ref := Ref("state", code)) not in g.participants]


def _between(context: ClauseContext, g: ForumMention, at: tuple[int, int], named: list[Argument]) -> list[Argument]:
    """Beside those `named`, whom a preposition (between, with) governs, and who meets with them; `at`: the first word
    of the forum, and the preposition."""
    texts, (start, k) = context.doc.texts, at
    named = named + _sides(context, k)
    if not named and any(w in Words.SIDES for w in texts[k : k + 2]):
        g.participants += [ref for ref in context.two_sides(k) if ref not in g.participants]
    subject = context.subject(start) if texts[k] == WITH and g.strength == "name" else None
    return [*named, subject] if subject is not None and subject.kind == "person" else named


def seat(doc: Document, start: int) -> LexiconMatch | None:
    """The city right after the noun for a forum: the Cairo summit; not the summit of Cairo and Washington."""
    city = doc.find(start + 1 + (doc.texts[start + 1 : start + 2] == ['"']), "capital", "place")
    if city is None or city.proclitics or city.article != city.entry.definite or city.entry.ambiguous:
        return None
    other = doc.find(city.end, "capital", "state")
    return None if other is not None and other.proclitics == WAW else city


def _sides(context: ClauseContext, between: int) -> list[Argument]:
    """Those whom `between` or `with` at word `between` governs: between A and B, between A and between B, the two
    men."""
    texts = context.doc.texts
    found = context.conjuncts(context.following_arguments(between + 1), 0)
    if found and texts[found[-1].end : found[-1].end + 1] == [WAW + BETWEEN]:
        found += context.conjuncts(context.following_arguments(found[-1].end + 1), 0)
    return found


def _places(context: ClauseContext, links: ForumLinks, start: int, end: int) -> list[LexiconMatch]:
    """The places that a mention of a forum tells, the surest first: in its name, who hosts it, in its clause."""
    told = _inner(context, start, end), _hosted(context, start, end)
    found = [hit for hit in told if hit is not None]
    near = _places_near(context, links, start, end)
    if found and all(hit.entry.category == "state" for hit in found):  # Malta hosts it in Valletta
        found += [hit for hit in near if hit.entry.value == found[0].entry.value]
    if found := found or near:
        return found
    last = place_after(context, end), _headed_for(context, start)
    return [hit for hit in last if hit is not None and (hit.entry.category != "state" or hit is last[1])]


def _headed_for(context: ClauseContext, start: int) -> LexiconMatch | None:
    """Where somebody goes to take part: (he left) for X to attend, (he visits) X to take part in."""
    doc = context.doc
    low, _ = context.bounds(start)
    lead = range(start - 1, max(low, start - _TAKING_PART) - 1, -1)
    there = next((k for k in lead if doc.texts[k] in Words.HIS_TAKING_PART), low)
    for k in range(there - 1, max(low, there - _PLACE_BEFORE) - 1, -1):
        hit = doc.find(k, "capital", "place", "state")
        if hit is None or hit.end > there or context.crosses_clause(k, there):
            continue
        governed = doc.texts[k - 1] in (ILA, IN) or hit.proclitics
        visited = any(not t.noun for t in context.triggers.of("visit", start=low, end=k))
        of_somebody = any(it.start <= k < it.end for it in context.arguments_in(low, k) if it.kind != "state")
        to = governed or (visited and not of_somebody)
        return hit if to else None
    return None


def _inner(context: ClauseContext, start: int, end: int) -> LexiconMatch | None:
    """The city in the name of a forum."""
    doc = context.doc
    inside = (doc.find(k, "capital", "place") for k in range(start + 2, end) if doc.texts[k - 1] == IN)
    found = (h for h in inside if h and not h.proclitics and h.article == h.entry.definite and not h.entry.ambiguous)
    return seat(doc, start) or next(found, None)


def _places_near(context: ClauseContext, links: ForumLinks, start: int, end: int) -> list[LexiconMatch]:
    """The places of the sentence near a forum, those after it first; none before it where something else happened
    before or after the forum, none that its topic is about (to support the army in X)."""
    doc = context.doc
    low, _ = context.bounds(start)
    aside = meets_at(context, start)
    lead = doc.texts[max(low, start - 4) : start]
    other = any(w in Words.BEFORE_AND_AFTER for w in lead)
    told = bool(context.triggers.of(*FRAMES, "finish", start=low, end=start)) or any(
        w.removeprefix(WAW) in Words.RUNS or w in Words.HIS_TAKING_PART for w in doc.texts[low:start]
    )
    about = any(doc.texts[k] in Words.TOPIC_OF_A_FORUM for k in range(start + 1, end))
    after: list[LexiconMatch] = []
    before: list[LexiconMatch] = []
    for hit in context.places(start):
        k = hit.start
        if context.crosses_clause(min(start, k), max(start, k)):
            continue
        if (
            k >= end
            and not links.mentioned(end, k)
            and (aside or k - end <= _PLACE_AFTER)
            and not (about and k - end <= 1 and hit.entry.category == "state")
        ):
            after.append(hit)
        elif hit.end <= start and not other and (aside or (told and start - hit.end <= _PLACE_BEFORE)):
            before.insert(0, hit)
    return after + before


def _hosted(context: ClauseContext, start: int, end: int) -> LexiconMatch | None:
    """The state or city that hosts: (which) Tunis hosts."""
    doc = context.doc
    low, high = context.bounds(start)

    def named(words: range) -> LexiconMatch | None:
        places = (doc.find(k, "capital", "place", "state") for k in words if not _place_noun(doc.texts[k]))
        return next((hit for hit in places if hit is not None and not hit.proclitics), None)

    for t in context.triggers.of("host", "hold", start=low, end=high):
        if t.event_class == "hold" and context.doc.find(t.end, "capital", "place") is None:
            continue  # a state that holds it may do so elsewhere
        if (t.has_pronoun_suffix and end <= t.at <= end + 3) or (t.at < start <= t.at + 14):
            hit = named(range(t.end, min(t.end + 4, len(doc.words))))  # (the city of) Marrakesh hosts
            if hit is None and t.at < start:  # Astana had hosted
                before = named(range(max(context.bounds(t.at)[0], t.at - 2), t.at))
                hit = before if before is not None and before.end == t.at else None
            if hit is not None:
                return hit
    return None


def _place_noun(text: str) -> bool:
    return text in Words.PLACE_NOUN or text in Words.STATE_NOUN
