"""Who met, received or called whom: the two sides are read from the slots of predicates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pyarabic.araby import ALEF, HEH, LAM, MEEM, WAW

from mithaq.extraction.discourse.anaphora import the_two
from mithaq.extraction.events.meeting_delegations import delegation_met, with_a_delegation
from mithaq.extraction.events.meeting_nouns import NOUN_READERS, Reader
from mithaq.extraction.events.meeting_occasions import briefed, brought_together, chaired, other_occasions
from mithaq.extraction.events.meeting_pairs import met_both, two_before, two_of_before
from mithaq.extraction.events.meeting_sides import (
    BOUND,
    MeetingMention,
    Sides,
    agents_of,
    ahead,
    all_or_pairs,
    headed,
    is_summit,
    leads_to,
    of_many,
    pair,
    sides_of,
    someone,
    spoken_of,
    told_meeting,
    with_a_third,
)
from mithaq.extraction.particles import FROM, ILA, WITH
from mithaq.extraction.syntax.arguments import Argument
from mithaq.extraction.syntax.clauses import ClauseContext
from mithaq.extraction.syntax.lists import listed_after
from mithaq.extraction.syntax.modality import Modality, modality
from mithaq.extraction.syntax.predicates import Binding, Filler, Predicate, Predicates
from mithaq.extraction.syntax.search import (
    both_named,
    first_of,
    has_any,
    is_person,
    known,
    persons,
)
from mithaq.extraction.syntax.triggers import Trigger
from mithaq.lexicon.word_groups import Words

__all__ = ["MeetingMention", "find_meetings"]

_PRESS = 0.6  # the confidence of a meeting of two who held a press conference together
_PHONE_REACH = 60  # words after a trigger in which `by telephone` may stand
_OBJECT_REACH = 8  # words between a verb without a subject and its object at the most
_OPENING = 20  # words around a verb of handing over in which the letter is named
_AMONG_REACH = 15  # words from the first side to `among them`, which names some of the other
_TWO = 2  # those who meet in a summit that is a meeting
_FEW = 4  # those whom a meeting comprised at the most; of more it was a forum


def find_meetings(predicates: Predicates) -> Iterator[MeetingMention]:
    """All meetings, visits received and telephone calls in an article."""
    context = predicates.context
    for t in context.triggers.of(*_VERB_READERS):
        if _only_says(context, t) or not (mode := modality(context, t)).real:
            continue
        p = predicates.at(t)
        if (sides := _sides(context, p)) is None:
            continue
        yield MeetingMention(
            tuple(sides.one),
            tuple(sides.other),
            t.at,
            sides.rule,
            _by_phone(context, p),
            mode is Modality.PLANNED or sides.rule == "came-to-meet",
            sides.confidence,
            not t.noun and not t.present,
            t.event_class == "receive" and not t.has_pronoun_suffix,
            not t.noun and t.present,
        )
    yield from other_occasions(predicates)


def _only_says(context: ClauseContext, t: Trigger) -> bool:
    """Whether a verb of saying is none of briefing somebody, and no list of those met follows it."""
    if t.event_class != "say" or t.noun or context.doc.texts[t.at] in Words.BRIEFS:
        return False
    return not context.occurrences(Words.AMONG_THEM, t.end, context.bounds(t.at)[1])


def _sides(context: ClauseContext, p: Predicate) -> Sides | None:
    """Who met as the first construction says that a predicate has; with those named of unnamed ones, and a third."""
    readers = NOUN_READERS if p.trigger.noun else _VERB_READERS[p.trigger.event_class]
    sides = next((found for read in readers if (found := read(context, p)) is not None), None)
    sides = _with_those_named(context, p, sides)
    sides = _cleared(context, with_a_third(context, sides)) if sides is not None else None
    if sides is None or _of_many(p, sides):
        return None
    return replace(sides, rule="joint-press", confidence=_PRESS) if _before_the_press(context, p) else sides


def _of_many(p: Predicate, sides: Sides) -> bool:
    """Whether a summit is of more than two: a forum."""
    return len(sides.one) + len(sides.other) > _TWO and any(map(is_summit, p.nominals("theme", "whole")))


def _cleared(context: ClauseContext, sides: Sides) -> Sides | None:
    """The sides without places, without the state that one of them serves, without outlets; None if one is empty."""
    one = _once(context, sides.one)
    served = {context.states_of.get(it.ref) for it in one}
    other = [it for it in _once(context, sides.other) if it.kind not in ("state", "side") or it.ref.key not in served]
    same = one != other and {it.ref for it in one} & {it.ref for it in other}
    return replace(sides, one=one, other=other) if one and other and not same else None


def _with_those_named(context: ClauseContext, p: Predicate, sides: Sides | None) -> Sides | None:
    """The sides with whom the text names of several unnamed ones: (A met) leaders, among them B and C."""
    told = sides is not None and any(it.kind == "person" for it in sides.other)
    if told or not context.occurrences(Words.AMONG_THEM):
        return sides
    agents = sides.one if sides is not None else _hosts(context, p)
    start = max([p.trigger.end, *(it.end for it in agents)])
    at_home = sides is None and p.trigger.event_class == "receive"
    k = _among(context, start, among_guests=not at_home) if persons(agents) else None
    named = [it for it in listed_after(context, k + 1) if it.kind == "person"] if k is not None else []
    return Sides(agents, named, "met-among") if named else sides


def _hosts(context: ClauseContext, p: Predicate) -> list[Argument]:
    """Who met some whom a predicate leaves unnamed: A met, had meetings with, leaders."""
    t, agents = p.trigger, agents_of(context, p)
    if agents or not t.noun or t.definite or t.event_class != "meet":
        return agents
    owner = context.preceding_argument(p.at)
    return [owner] if owner is not None and context.adverbial(owner.end, p.at) else []


def _among(context: ClauseContext, start: int, *, among_guests: bool) -> int | None:
    """The word from word `start` on, in its clause, that opens a list of some of those met: among them; if not
    `among_guests` then not one with and-, which a list of well-wishers has."""
    doc, (_, end) = context.doc, context.bounds(start - 1)
    for k in range(start, min(end, start + _AMONG_REACH)):
        if doc.texts[k] in Words.AMONG_THEM and (among_guests or not doc.texts[k].startswith(WAW)):
            return k
        if context.opens_clause(k) and k not in doc.in_date:
            return None
    return None


def _once(context: ClauseContext, side: list[Argument]) -> list[Argument]:
    """A side without places and outlets, and without a post of a state that somebody named there serves (the deputy
    chancellor and minister A)."""
    served = {context.states_of.get(it.ref) for it in side if it.kind == "person"}
    free = (it for it in side if not it.place and not _outlet(context, it))
    return [it for it in free if it.kind != "post" or it.ref.key not in served]


def _outlet(context: ClauseContext, item: Argument) -> bool:
    """Whether a body is a paper, an agency or a broadcaster, which interviews people."""
    if item.kind != "body":
        return False
    doc = context.doc
    near = has_any(doc, Words.OUTLET_NOUN, item.start - 2, item.start + 2)
    near = near or " ".join(doc.texts[item.start : item.end]) in doc.lexicon.outlets
    return near or (item.start > 1 and doc.texts[item.start - 2] in Words.ASKED_IN)


def _before_the_press(context: ClauseContext, p: Predicate) -> bool:
    """Whether the two only appeared before the press together: (in, held) a press conference."""
    first = p.at if p.trigger.noun else told_meeting(p)
    return first >= 0 and has_any(context.doc, Words.PRESS, first, first + 2)


def _by_phone(context: ClauseContext, p: Predicate) -> bool:
    """Whether they spoke by telephone: a verb or noun of calling, or `by telephone` in the clause."""
    t, held = p.trigger, p.nominals("theme")
    if t.event_class in ("call", "phone") or (held and held[0].match.entry.value[0] == "call"):
        return True
    end = min(context.bounds(t.at)[1], t.at + _PHONE_REACH)
    phone = first_of(context.doc, Words.PHONE, t.at, end)
    return phone is not None and not has_any(context.doc, Words.THAT, t.at, phone)


# Readers of verbs: each gives the sides that one construction has, or None.


def _met(context: ClauseContext, p: Predicate) -> Sides | None:
    """A met B, in every order of words; B was received on the part of A; (A) met B, with the subject dropped."""
    t, agents, partner = p.trigger, agents_of(context, p), p.slots.get("partner")
    if t.passive and agents and partner is None and p.slots["agent"].binding is Binding.AGENT:
        guest = context.discourse_topic(t.at, far=False, gender=t.gender)
        return sides_of(agents[:1], [it for it in known(guest) if it.ref != agents[0].ref], "met-by", 0.8)
    if not agents or partner is None or not partner.arguments:
        return _met_him(context, p, agents)
    binding, others = p.slots["agent"].binding, list(partner.arguments)
    if binding is Binding.DROPPED and t.number == "d" and len(two := two_of_before(context, t.at)) == _TWO:
        agents = two
    if t.event_class == "receive" and (agents[0].kind == "state" or context.case_marker(others[0]) == LAM):
        return None
    subjects = agents if binding is Binding.SUBJECT else []
    if partner.binding is Binding.OBJECT and not _reaches(context, t, subjects, partner):
        return None
    if agents[0].kind == "post" and context.states_of.get(others[0].ref) == agents[0].ref.key:
        topic = spoken_of(context, t)  # met the Omani minister, A: of one object
        return sides_of(known(topic), others, "dropped-subject", 0.7)
    if not is_person(others[0]):
        others = headed(context, max(t.end, agents[-1].end)) or others
    others = _without_a_subject(context, others)
    rule, confidence = ("met-him", 0.75) if partner.binding is Binding.PRONOUN else BOUND[binding]
    return Sides(agents, others, rule, confidence)


def _without_a_subject(context: ClauseContext, others: list[Argument]) -> list[Argument]:
    """Those met without the last one, if he is the subject of a verb right after him: (A meets B) and C leaves."""
    words, last = context.doc.words, others[-1]
    verb = words[last.end] if len(others) > 1 and last.end < len(words) else None
    goes_on = verb is not None and verb.pos in ("", "v") and any(v.tense.endswith("present") for v in verb.verbs)
    return others[:-1] if goes_on and last.proclitics.startswith(WAW) else others


def _met_him(context: ClauseContext, p: Predicate, agents: list[Argument]) -> Sides | None:
    """A met with him: whom the text speaks of."""
    after = p.trigger.end
    if not agents or not has_any(context.doc, Words.WITH_HIM, after, after + 1):
        return None
    topic = context.discourse_topic(p.at)
    apart = topic is not None and topic.ref != agents[0].ref and p.slots["agent"].binding is Binding.SUBJECT
    return Sides(agents, known(topic), "met-him", 0.75) if apart else None


def _reaches(context: ClauseContext, t: Trigger, subjects: list[Argument], partner: Filler) -> bool:
    """Whether a verb has its object: not of something else, past a subject or an object that could not be read; one
    meets with a state."""
    if _takes_no_object(context, t) or (t.event_class == "meet" and partner.arguments[0].kind == "state"):
        return False
    reached = max([t.end, *(it.end for it in subjects[-1:])])
    return context.adverbial(reached, partner.start) or leads_to(context, reached, partner.start)


def _dropped(context: ClauseContext, p: Predicate) -> Sides | None:
    """(A arrived), where, and, as he met B: what stands where the subject does is the object of the person spoken
    of."""
    agent, t, partner = p.slots.get("agent"), p.trigger, p.slots.get("partner")
    if agent is None or agent.binding is not Binding.SUBJECT or t.passive or _takes_no_object(context, t):
        return None
    if partner is not None and (partner.binding is not Binding.OBJECT or partner.arguments[0].kind != "state"):
        return None
    whom = agents_of(context, p)
    apart = bool(whom) and "," in context.doc.texts[t.end : whom[0].start] and someone(context, t.end)
    if not whom or apart or whom[0].start - t.end > _OBJECT_REACH:
        return None  # the subject could not be read
    if context.doc.texts[whom[-1].end : whom[-1].end + 1] == [WITH]:
        return None  # it is the subject
    near = spoken_of(context, t, far=False)
    topic = _of_before(context, t, whom) if near is None else near if _led(context, t) else None
    other = [it for it in known(topic) if all(it.ref != met.ref for met in whom)]
    return sides_of(other, whom, "dropped-subject", 0.7)


def _takes_no_object(context: ClauseContext, t: Trigger) -> bool:
    """Whether a verb of meeting takes no object: what follows is its subject (the council met)."""
    verbs = context.doc.words[t.at].verbs
    return not t.noun and any(v.event_class == t.event_class and v.lemma in Words.MEETS_TOGETHER for v in verbs)


def _of_before(context: ClauseContext, t: Trigger, whom: list[Argument]) -> Argument | None:
    """Whom the sentence before spoke of, where a sentence opens with a verb and has but one argument (he also met B),
    or a particle shows it (as he received B)."""
    start, _ = context.bounds(t.at)
    before = context.doc.words[t.at - 1].function_class if t.at > start else ""
    alone = (context.adverbial(t.end, whom[0].start) and _closed(context, whom[-1].end)) or _counterpart(
        context, whom[0]
    )
    alone = t.at <= start + 1 and (alone or context.doc.texts[t.end] in Words.ALSO)
    if alone or (t.event_class == "receive" and before in ("conj", "part")):
        return context.discourse_topic(t.at)
    return None


def _counterpart(context: ClauseContext, whom: Argument) -> bool:
    """Whether somebody is called the counterpart of whom the text speaks of: he is no subject (will meet, today, his
    counterpart A)."""
    hits = [h for k in (whom.start - 1, whom.start) for h in context.doc.hits.get(k, ())]
    return any(h.entry.category == "plural" and h.entry.value[0] == "counterpart" for h in hits)


def _led(context: ClauseContext, t: Trigger) -> bool:
    """Whether a word before a verb, or `during it` after it, shows that its clause goes on about whom the text speaks
    of."""
    start, _ = context.bounds(t.at)
    if t.conjunction == WAW or has_any(context.doc, Words.IN_WHICH, t.end, t.end + 1):
        return True
    if t.at <= start:
        return False
    before = context.doc.words[t.at - 1]
    dated = t.at - 1 in context.doc.in_date and before.text.startswith(WAW)  # and yesterday met
    return dated or before.function_class in ("conj", "part", "rel", "future") or before.text in Words.THAT_HE


def _closed(context: ClauseContext, k: int) -> bool:
    """Whether nothing that may be an object follows before word `k`'s clause is over."""
    doc = context.doc
    return k >= len(doc.words) or k in doc.in_date or doc.words[k].kind != "word" or bool(doc.words[k].function_class)


def _together(context: ClauseContext, p: Predicate) -> Sides | None:
    """A and B met, discussed, held talks."""
    agents = agents_of(context, p)
    if len(agents) < 2 or "partner" in p.slots or p.slots["agent"].binding not in (Binding.SUBJECT, Binding.TOPIC):
        return None
    before = context.doc.texts[p.at - 1].removeprefix(WAW) if p.at else ""
    if before in Words.THAT_HE or (len(agents) > 2 and context.doc.texts[agents[0].start - 2] in Words.EACH):
        return None  # that he met A and B; each of A, B and C met: a forum
    return Sides(agents[:1], agents[1:], "together")


def _discussed(context: ClauseContext, p: Predicate) -> Sides | None:
    """A discussed (something) with B: B must be a person; A and B discussed it."""
    agents, others = agents_of(context, p), p.arguments("partner")
    if not agents or not (is_person(agents[0]) or agents[0].kind == "body"):
        return None
    binding = p.slots["agent"].binding
    if binding is Binding.DROPPED:
        return Sides(agents, others, "discussed-with", 0.8) if persons(others) and _goes_on(context, p) else None
    if binding not in (Binding.SUBJECT, Binding.TOPIC, Binding.RELATIVE):
        return None
    if others:
        able = is_person(others[0]) or (others[0].kind == "side" and is_person(agents[0]))
        return Sides(agents, others if able else list(filter(is_person, others)), "discussed-with", 0.9)
    _, end = context.bounds(p.at)
    if (
        p.trigger.event_class == "talk"
        or not persons(agents)
        or len(agents) < 2
        or WITH in context.doc.texts[agents[-1].end : end]
    ):
        return None  # both discussed it with others
    return Sides(agents[:1], agents[1:], "discussed-together")


def _goes_on(context: ClauseContext, p: Predicate) -> bool:
    """Whether a verb without a subject goes on about somebody: and he discussed, (it is expected) that he discuss,
    where he discussed, (a visit) during which he discussed."""
    before = context.doc.texts[max(0, p.at - 2) : p.at]
    expected = bool(before) and before[0] in Words.PLANNED and not Words.THAT.isdisjoint(before[1:])
    leads = Words.THAT_HE | Words.WHERE_THERE
    during = has_any(context.doc, Words.DURING_IT, p.trigger.end, p.trigger.end + 1)
    return expected or during or p.trigger.conjunction == WAW or not leads.isdisjoint(before[1:])


def _hosted(context: ClauseContext, p: Predicate) -> Sides | None:
    """A hosts B."""
    agents, others = agents_of(context, p), p.arguments("partner")
    named = persons(agents) and persons(others) and p.slots["partner"].binding is Binding.OBJECT
    return Sides(agents, others, "hosted", 0.8) if named else None


def _exchanged(context: ClauseContext, p: Predicate) -> Sides | None:
    """A exchanged views with B; A and B exchanged views: not accusations or prisoners."""
    _, end = context.bounds(p.at)
    views = has_any(context.doc, Words.VIEWS, p.trigger.end, min(end, p.at + _PHONE_REACH))
    return (_the_two(context, p) or _discussed(context, p)) if views else None


def _the_two(context: ClauseContext, p: Predicate) -> Sides | None:
    """The two ministers met, discussed (it): the two persons whom the text has named."""
    t, words = p.trigger, context.doc.words
    if not both_named(context, t) or (t.end < len(words) - 1 and words[t.end + 1].nisbas):
        return None  # the two presidents, the Russian A and the American B: named here
    two, others = the_two(context, p.at), p.arguments("partner")
    if others and others[0].kind == "state" and p.slots["partner"].binding is Binding.OBJECT:
        others = []  # one meets with a state
    if not two:
        return None
    if others and has_any(context.doc, Words.OF_MANY, t.end, others[0].start):
        two = others = [*two, *others]  # in a meeting of three with C
    return Sides(two, others, "the-two-met", 0.7) if others else Sides(two[:1], two[1:], "the-two-met", 0.7)


def _held(context: ClauseContext, p: Predicate) -> Sides | None:
    """A held talks with B; a meeting that A held with B; a call that A made with him."""
    at = told_meeting(p)
    if at < 0:
        return None
    agents, others = agents_of(context, p), p.arguments("partner")
    if p.slots["theme"].binding is Binding.RELATIVE:
        if agents and not others and has_any(context.doc, Words.WITH_HIM, p.trigger.end, p.trigger.end + 1):
            two = two_before(context, at)
            apart = [it for it in two if it.ref != agents[0].ref]
            others = apart if len(two) == _TWO and len(apart) == 1 else known(context.discourse_topic(p.at))
        elif others and not agents and not context.unnamed_before(p.trigger):
            agents = known(context.discourse_topic(p.at) or ahead(context, others))
    if not agents or not others:
        return None
    everybody = [*agents, *others]
    if len(everybody) > 2 and context.doc.texts[at + 1] in Words.OF_MANY:
        return Sides(everybody, everybody, "held-by-all")
    return Sides(agents, others, "held-with", 0.9)


def _handed(context: ClauseContext, p: Predicate) -> Sides | None:
    """A handed B a letter; (a letter) that A handed to him."""
    start, end = context.bounds(p.at)
    agents, others = agents_of(context, p), p.arguments("partner")[:1]
    if not has_any(context.doc, Words.LETTER, max(start, p.at - _OPENING), min(end, p.at + _OPENING)):
        return None
    if agents and p.trigger.has_pronoun_suffix:  # a letter that he handed to him: of another state, no sender
        people = [it for it in reversed(context.arguments_in(start, p.at)) if is_person(it)]
        before = [it for it in people if context.case_marker(it) in (ILA, LAM)] or people
        home = context.states_of.get(agents[0].ref)
        others = [it for it in before if context.case_marker(it) != FROM and context.states_of.get(it.ref) != home][:1]
    said = persons(agents) and persons(others) and p.slots["agent"].binding is not Binding.DROPPED
    return Sides(agents[:1], others, "handed-to", 0.75) if said else None


def _held_together(context: ClauseContext, p: Predicate) -> Sides | None:
    """A and B held talks; (after talks) that the two held; the two ministers held talks."""
    at, t = told_meeting(p), p.trigger
    if at < 0 or t.passive or "partner" in p.slots or has_any(context.doc, Words.APART_FROM_EACH_OTHER, at, at + 3):
        return None
    agents = agents_of(context, p)
    unsaid = not agents or p.slots["agent"].binding is Binding.DROPPED
    both = t.number == "d" or has_any(context.doc, Words.SIDES, t.end, t.end + 1)
    if both and p.slots["theme"].binding is Binding.RELATIVE and unsaid:
        agents = two_before(context, p.at)
    elif unsaid and both_named(context, t) and (two := the_two(context, p.at)):
        return pair(two, "the-two-held", 0.75)
    if len(agents) > 1 and (len(agents) == 2 or agents[0].start < at):
        return all_or_pairs(context, agents, at + 1, "held-together")
    return None


def _gathered(context: ClauseContext, p: Predicate) -> Sides | None:
    """A meeting that gathered A with B, him with B, A and B."""
    members, partners, theirs = p.arguments("members"), p.arguments("partner"), p.trigger.has_pronoun_suffix
    if theirs and partners:
        owner = context.discourse_topic(p.at, far=False) or ahead(context, partners) or context.discourse_topic(p.at)
        members = known(owner)
    together = [*members[:1], *partners] if partners else members
    noun = told_meeting(p) + 1
    if len(together) > 2 and persons(together) and noun and of_many(context, noun):
        return Sides(together, together, "gathered-all")
    if theirs and not partners:
        together = two_of_before(context, p.at) if context.doc.texts[p.at].endswith(HEH + MEEM + ALEF) else []
    return Sides(together[:1], together[1:], "gathered") if len(together) > 1 else None


def _included(context: ClauseContext, p: Predicate) -> Sides | None:
    """(A held) meetings that included B and C."""
    host, others = context.discourse_topic(p.at, far=False), p.arguments("parts")
    return Sides([host], others, "meetings-included") if host is not None and persons(others) else None


def _comprised(context: ClauseContext, p: Predicate) -> Sides | None:
    """A meeting that comprised A, B and C, if they are few."""
    members = p.arguments("parts", "partner")
    if not 1 < len(members) <= _FEW or not persons(members):
        return None
    return all_or_pairs(context, members, told_meeting(p) + 1, "comprised")


def _if_told(read: Reader) -> Reader:
    """A reader of predicates that say a meeting is held: (they) held talks between A and B, A held talks with a
    delegation that B heads."""
    return lambda context, p: read(context, p) if told_meeting(p) >= 0 else None


_VERB_READERS: dict[str, tuple[Reader, ...]] = {
    "meet": (delegation_met, _the_two, met_both, _met, _dropped, with_a_delegation, _together),
    "receive": (met_both, _met, _dropped, with_a_delegation),
    "host": (_hosted,),
    "phone": (_met,),
    "call": (_met,),
    "discuss": (delegation_met, _the_two, _discussed, with_a_delegation),
    "exchange": (_exchanged,),
    "hand": (_handed,),
    "talk": (_discussed,),
    "hold": (_held, _held_together, _if_told(with_a_delegation)),
    "begin": (_held, _held_together),
    "perform": (_held,),
    "gather": (_if_told(_gathered), brought_together),
    "say": (briefed,),
    "include": (_if_told(_included),),
    "comprise": (_if_told(_comprised),),
    "chair": (chaired,),
}
"""How the verbs of each frame tell a meeting: the constructions that are tried, in order."""
