"""Where and when a forum is held, and the parties that its own name tells."""

from __future__ import annotations

from dataclasses import replace

from mithaq.extraction.document import LexiconMatch
from mithaq.extraction.events.attendance import FRAMES, ForumLinks, ForumMention, add, of_the_sentence, on_sidelines
from mithaq.extraction.facts import Ref
from mithaq.extraction.mentions.organization_phrases import state_adjective
from mithaq.extraction.particles import BETWEEN, IN
from mithaq.extraction.syntax.clauses import ClauseContext
from mithaq.extraction.syntax.triggers import Trigger
from mithaq.lexicon.groups import group

__all__ = ["circumstances"]

_TAKES_PLACE = frozenset({"begin", "hold", "host", "conclude"})
_PLACE_AFTER = 14
"""Words after a forum in which its place is said."""
_PLACE_BEFORE = 6
"""Words between a place and the forum named after it."""


def circumstances(context: ClauseContext, links: ForumLinks, g: ForumMention) -> None:
    """Place, day and participants, from the sentences that name the forum."""
    where = [hit for mention in g.mentions for hit in _places(context, *mention[:2])]
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
    awaited = any(
        doc.texts[k] in group("awaited") | group("planned") for k in range(max(low, start - 4), min(end + 7, high))
    )
    preparing = any(doc.texts[k] in group("preparing") for k in range(max(low, start - 3), start))
    coming = any(t.future and abs(t.at - start) <= 10 for t in near)
    g.planned = g.planned or awaited or preparing or coming
    if g.date is not None:
        return
    begins = any(t.event_class in _TAKES_PLACE for t in near) or any(
        doc.texts[k] in group("held") for k in range(low, high)
    )
    mention = context.date(end - 1)
    first = next((a for a, _, m in context.dates_in(low, high) if m is mention), -1)
    if mention is None or mention.date is None:
        return
    if begins or 0 <= first - end <= 6 or on_sidelines(doc, start, low):
        ahead = any(t.present or t.future for t in near if t.event_class in _TAKES_PLACE)
        g.date = mention.read("future" if ahead else None)


def _parties(context: ClauseContext, g: ForumMention, start: int, end: int) -> None:
    """The states and persons that the name tells: of the ministers of A, B and C; between A and B."""
    doc = context.doc
    _, high = context.bounds(start)
    topic = next((k for k in range(start + 1, end) if doc.texts[k] in group("topic of a forum")), end)
    named = context.arguments_in(start, topic)
    between = next((k for k in range(start + 1, min(end + 1, high)) if doc.texts[k] == BETWEEN), None)
    if between is not None:
        named += context.conjuncts(context.following_arguments(between + 1), 0)
    elif named and any(doc.texts[k] in group("gathers ministers") for k in range(start, end)):
        last = named.pop()  # of the ministers of A, B and C
        named += context.conjuncts(context.arguments_in(last.start, min(high, last.start + 30)), 0)
    if between is not None and not named and any(w in group("sides") for w in doc.texts[between : between + 2]):
        g.participants += [ref for ref in context.two_sides(between) if ref not in g.participants]
    for item in named:
        against = any(doc.texts[k] in group("against") for k in range(max(start, item.start - 2), item.start))
        served = context.states_of.get(item.ref)  # the ministers of A and B: in a name they stand for the states
        if served and item.ref.kind == "official" and between is None:
            item = replace(item, ref=Ref("state", served))
        if (item.ref.kind == "state" or (between is not None and item.kind == "person")) and not against:
            add(g, item)
    for k in range(start, topic):
        code = state_adjective(doc.words[k])
        if code and Ref("state", code) not in g.participants:
            g.participants.append(Ref("state", code))


def _places(context: ClauseContext, start: int, end: int) -> list[LexiconMatch]:
    """The places that a mention of a forum tells, the surest first: in its name, who hosts it, in its clause."""
    found = [hit for hit in (_inner(context, start, end), _hosted(context, start, end)) if hit is not None]
    return found or _places_near(context, start, end)


def _inner(context: ClauseContext, start: int, end: int) -> LexiconMatch | None:
    """The city in the name of a forum."""
    doc = context.doc
    return next(
        (
            h
            for k in range(start, end)
            for h in doc.hits.get(k, ())
            if h.entry.category in ("capital", "place")
            and h.article == h.entry.definite
            and not h.proclitics
            and not h.entry.ambiguous
            and (k == start + 1 or doc.texts[k - 1] == IN)
        ),
        None,
    )


def _places_near(context: ClauseContext, start: int, end: int) -> list[LexiconMatch]:
    """The places of the sentence near a forum, those after it first; none before it where something else happened
    before or after the forum, none that its topic is about (to support the army in X)."""
    doc = context.doc
    low, _ = context.bounds(start)
    aside = on_sidelines(doc, start, low)
    lead = doc.texts[max(low, start - 4) : start]
    other = any(w in group("before and after") for w in lead)
    told = bool(context.triggers.of(*FRAMES, "finish", start=low, end=start))
    about = any(doc.texts[k] in group("topic of a forum") for k in range(start + 1, end))
    after: list[LexiconMatch] = []
    before: list[LexiconMatch] = []
    for hit in context.places(start):
        k = hit.start
        if context.crosses_clause(min(start, k), max(start, k)):
            continue
        if (
            k >= end
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
    return text in group("place noun") or text in group("state noun")
