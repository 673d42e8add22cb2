"""Visits that no word of travelling tells: who is received, holds talks, speaks or is present in another state."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyarabic.araby import WAW

from mithaq.extraction.document import LexiconMatch
from mithaq.extraction.events.meeting_sides import owner_of
from mithaq.extraction.events.visit_mention import VisitMention, guests
from mithaq.extraction.particles import IN
from mithaq.extraction.syntax.arguments import Argument
from mithaq.extraction.syntax.clauses import ClauseContext
from mithaq.extraction.syntax.modality import modality
from mithaq.extraction.syntax.nominals import NominalKind
from mithaq.extraction.syntax.predicates import Binding, Predicate, Predicates
from mithaq.extraction.syntax.search import has_any, known
from mithaq.extraction.syntax.spellings import joined
from mithaq.extraction.syntax.triggers import Trigger
from mithaq.lexicon.word_groups import Words

__all__ = ["stays"]

_IMPLIED = 0.5  # the confidence of a visit that only talks held or words said abroad tell of
_PRESENT = 0.7  # the confidence of a visit that only tells where somebody is
_PRESENCE = joined(Words.PRESENT_IN) | Words.HIS_PRESENCE | Words.WAS_SOMEWHERE
_TALKS = ("hold", "begin")
_BESIDE = (Binding.SUBJECT, Binding.TOPIC)
_NEAR = 6  # words between a speaker and the city that he speaks in at the most
_OPENING = 2  # words before a place that opens a sentence


def stays(predicates: Predicates) -> Iterator[VisitMention]:
    """The visits of those whom the text finds in another state."""
    context = predicates.context
    for t in context.triggers.of("receive", "host", *_TALKS, "say"):
        if t.event_class == "say":
            yield from _speaks_abroad(predicates, t)
        elif modality(context, t).real:
            reader = _received if t.event_class in ("receive", "host") else _talks_abroad
            yield from reader(context, predicates.at(t))
    yield from _present_at(context)


def _present_at(context: ClauseContext) -> Iterator[VisitMention]:
    """A, who is (now) in a state: A, present in; A was in; (A said) during his presence in."""
    doc = context.doc
    for k in context.occurrences(_PRESENCE):
        text = doc.texts[k]
        his = text in Words.HIS_PRESENCE and doc.texts[k - 1] in Words.MEANWHILE
        after = None if his else _after(context, k)
        reached = k + 1 if after is None else after.end
        reached += doc.texts[reached] in Words.ALSO
        was = text in Words.WAS_SOMEWHERE and doc.texts[reached] == IN
        if not his and not was and text.removeprefix(WAW) not in Words.PRESENT_IN:
            continue
        place = next((h for h in context.places(k) if k + 1 < h.start and context.adverbial(reached, h.start)), None)
        if place is None or not place.entry.value or (was and place.start > reached + 1):
            continue
        who = owner_of(context, k, place.end) if his else after or context.preceding_argument(k)
        for guest in guests(context, known(who), place.entry.value):
            if guest.kind == "person":
                planned = text in Words.PLANNED
                yield VisitMention(guest, place.entry.value, place, k, "present-in", planned, confidence=_PRESENT)


def _after(context: ClauseContext, k: int) -> Argument | None:
    """Who is somewhere by a verb at word `k` that opens its sentence: (is at present) A in Oslo."""
    who = context.argument_at(k + 1) if context.bounds(k)[0] == k else None
    return who if who is not None and context.is_free(who) else None


def _speaks_abroad(predicates: Predicates, t: Trigger) -> Iterator[VisitMention]:
    """A said in a city or state that is not his own, or at a press conference that he held there; in that city A
    said."""
    context = predicates.context
    plain = not (t.noun or t.passive or t.has_pronoun_suffix)
    somewhere = plain and context.places(t.at) and modality(context, t).real
    agent = predicates.at(t).slots.get("agent") if somewhere else None
    if agent is None or agent.binding not in _BESIDE:
        return
    first, last = min(t.at, agent.arguments[0].start), max(t.end, agent.arguments[-1].end)
    between = last - first > t.end - t.at + sum(it.end - it.start for it in agent.arguments)
    where = None if between else _where_said(context, t, first, last)
    if where is not None:
        known_here = (it for it in agent.arguments if it.ref in context.states_of)
        people = [
            it for it in known_here if not has_any(context.doc, Words.ATTACHED_TO, it.start, it.end)
        ]  # lives there
        yield from _implied(context, people, where, t, "speaks-abroad")


def _where_said(context: ClauseContext, t: Trigger, first: int, last: int) -> LexiconMatch | None:
    """The place where somebody said something, whose verb and subject stand in words `first` to `last`."""
    start, end = context.bounds(t.at)
    holds = context.triggers.of("hold", start=last, end=min(end, last + _NEAR))
    held = next((h for h in holds if h.has_pronoun_suffix and not h.noun), None)
    where = context.place(t.at if held is None else held.at)
    if where is None or not where.entry.value or (held is not None and not context.adverbial(held.end, where.start)):
        return None
    fronted = where.end <= first and where.start <= start + _OPENING
    gap = range(where.end, first) if fronted else range(last, where.start if held is None else held.at)
    there = (fronted or where.start >= last) and _only_where(context, gap)
    return where if there and (where.entry.category != "state" or _on_an_occasion(context, gap)) else None


def _only_where(context: ClauseContext, gap: range) -> bool:
    """Whether the few words between a speaker and a city say only when, where or how, and tell of no event: (his wish)
    to visit A."""
    doc = context.doc
    words = [k for k in gap if k not in doc.in_date and doc.words[k].kind == "word"]
    events = (k for k in gap if doc.texts[k] not in Words.OCCASION)
    told = any(doc.find(k, "event") is not None or context.opens_clause(k) for k in events)
    return len(words) <= _NEAR and not told and context.adverbial(gap.start, gap.stop)


def _on_an_occasion(context: ClauseContext, gap: range) -> bool:
    """Whether the words between a speaker and a state name at most the occasion: in a speech; not (on the situation)
    in A."""
    doc = context.doc
    named = (k for k in gap if k not in doc.in_date and doc.words[k].kind == "word" and not doc.words[k].function_class)
    return all(doc.texts[k] in Words.OCCASION or "a" in doc.words[k].pos for k in named)


def _implied(
    context: ClauseContext, who: Iterable[Argument], where: LexiconMatch, t: Trigger, rule: str
) -> Iterator[VisitMention]:
    """The visits of those persons who are not at home in a place."""
    for guest in guests(context, list(who), where.entry.value):
        if guest.kind == "person":
            yield VisitMention(guest, where.entry.value, where, t.at, rule, t.future, t.present, confidence=_IMPLIED)


def _received(context: ClauseContext, p: Predicate) -> Iterator[VisitMention]:
    """A state or its capital that received somebody from another state."""
    t, host = p.trigger, next(iter(p.arguments("agent")), None)
    capital = host is not None and context.doc.texts[host.start] in Words.THE_CAPITAL  # the Russian capital
    if t.passive or host is None or host.start != t.end or not (capital or host.kind == "state"):
        return
    where = context.doc.find(host.start, "state", "capital")
    for guest in p.arguments("partner"):
        if guest.kind == "person" and context.states_of.get(guest.ref) not in (None, host.ref.key):
            yield VisitMention(guest, host.ref.key, where, t.at, "received-by-state", t.future, t.present)


def _talks_abroad(context: ClauseContext, p: Predicate) -> Iterator[VisitMention]:
    """A held talks in a state that is not his own, with nobody whom the text names."""
    talks = any(n.match.entry.value[0] == "meet" for n in p.nominals("theme") if n.kind is NominalKind.MEETING)
    where, agents = context.place(p.at) if talks and "partner" not in p.slots else None, p.slots.get("agent")
    if where is not None and where.entry.value and agents is not None and agents.binding is not Binding.DROPPED:
        yield from _implied(context, agents.arguments, where, p.trigger, "talks-abroad")
