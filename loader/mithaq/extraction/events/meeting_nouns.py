"""Meetings told by a noun: his meeting with, talks between, the reception of, a call from."""

from __future__ import annotations

from collections.abc import Callable

from pyarabic.araby import ALEF, BEH, HEH, LAM, MEEM, WAW

from mithaq.extraction.events.meeting_purposes import PURPOSE, came_to_meet
from mithaq.extraction.events.meeting_sides import (
    BOUND,
    Sides,
    addressed,
    ahead,
    all_or_pairs,
    headed,
    pair,
    sides_of,
    subject_ahead,
)
from mithaq.extraction.particles import BETWEEN, FROM, IN, WITH
from mithaq.extraction.syntax.arguments import Argument
from mithaq.extraction.syntax.clauses import ClauseContext
from mithaq.extraction.syntax.lists import listed_after
from mithaq.extraction.syntax.phrases import Phrase
from mithaq.extraction.syntax.predicates import Binding, Filler, Predicate
from mithaq.extraction.syntax.search import (
    distinct,
    first_of,
    first_ungoverned,
    has_any,
    is_person,
    known,
    last_of,
    persons,
)
from mithaq.extraction.syntax.triggers import Trigger
from mithaq.lexicon.word_groups import Words

__all__ = ["NOUN_READERS", "Reader"]

_BOTH = "both-in-a-call"  # the rule for two who (agreed) in a call
_SIGNS = (",", '"', "(", ")", WITH)
_HIS_REACH = 15  # maximum number of words between `his meeting` and the other participant
_NEAR = 6  # words between a meeting's noun and its parties at the most
_SPEAKING = ("say", "ask", "demand", "warn", "thank", "invite")  # frames of what one tells another to his face
Reader = Callable[[ClauseContext, Predicate], Sides | None]


def _between(context: ClauseContext, p: Predicate) -> Sides | None:
    """Talks between A and B; not talks on what is between them."""
    members, doc, t = p.arguments("members"), context.doc, p.trigger
    if len(members) < 2:
        return None
    gap = range(p.told_from, members[0].start)
    things = any(doc.find(k, "agreement", "event", "forum") is not None and not _holds(context, k) for k in gap)
    far = sum(k not in doc.in_date for k in gap) > _NEAR
    if things or far or has_any(doc, Words.RELATION, gap.start, gap.stop):
        return None
    past = (f for f in p.phrases if f.start > t.end or [it.kind for it in f.arguments[:1]] != ["state"])
    first = next(past, None)  # the Cairo talks between
    if _in_general(context, p, members) or (first is not None and first.arguments != tuple(members)):
        return None
    return all_or_pairs(context, members, t.end, "between")


def _holds(context: ClauseContext, k: int) -> bool:
    """Whether word `k` is a verb of holding: (a meeting) held (between A and B)."""
    return any(v.event_class == "hold" for v in context.doc.words[k].verbs)


def _in_general(context: ClauseContext, p: Predicate, members: list[Argument]) -> bool:
    """Whether talks of states are no event that the text says to have been, or when, or where: the talks between A and
    B (go on)."""
    states = all(it.kind in ("state", "side") for it in members)
    if not states or not p.trigger.definite or p.told_from > p.trigger.end:
        return False
    return context.date(p.at) is None and context.place(p.at) is None


def _called(context: ClauseContext, p: Predicate) -> Sides | None:
    """A received a call from B; A made a call with B; a call that A received from B; A agreed with B in a call."""
    t = p.trigger
    if t.event_class != "call":
        return None
    both, others = _in_a_call(context, p), _called_with(context, p)
    if not others or (both is not None and both.rule == _BOTH):
        return both
    told = (f.arguments[0] for f in p.phrases if f.case == "" and f.arguments and p.told_from > t.end)
    caller = next(told, None)
    if caller is None or caller.start > others[0].start or not is_person(caller):
        caller = _caller(context, t, others)
    if caller is None or ":" in context.doc.texts[caller.end : p.at]:
        return None
    return Sides([caller], others, "call-with", 0.9)


def _called_with(context: ClauseContext, p: Predicate) -> list[Argument]:
    """With whom a call was: from, with B; (A congratulated), in a call, B."""
    t, texts = p.trigger, context.doc.texts
    governed = (f for f in p.phrases if f.arguments and f.case in (FROM, WITH, BEH) and not f.arguments[0].place)
    found = next(governed, None)
    if found is not None and texts[found.start - 2] in Words.RELATION:
        found = None  # (agreed, in a call, to close) the border with
    if found and (p.told_from > t.end or context.adverbial(t.end, found.start - (found.case != BEH))):
        return list(found.arguments)
    if not p.phrases or texts[p.at - 1] not in Words.IN_A_CALL or texts[t.end : p.phrases[0].start] not in ([], [","]):
        return []
    return list(filter(is_person, p.phrases[0].arguments))


def _caller(context: ClauseContext, t: Trigger, others: list[Argument]) -> Argument | None:
    """Who made or received a call with `others`: the subject of the clause before it, else of the one after it."""
    doc, (start, _) = context.doc, context.bounds(t.at)
    quoted = last_of(doc, Words.HIS_SAYING, start + 1, t.at)
    of = context.arguments_in(start, quoted)[-1:] if quoted is not None else []
    if of and of[0].end == quoted:
        return of[0]  # (A quoted) B as saying in a call
    opened = last_of(doc, Words.THAT, start, t.at) or start
    subject = first_ungoverned(context, context.arguments_in(opened, t.at))
    return subject or ahead(context, others) or context.discourse_topic(t.at)


def _in_a_call(context: ClauseContext, p: Predicate) -> Sides | None:
    """A (agreed, spoke) with B in a call."""
    left = [it for it in context.arguments_in(context.bounds(p.at)[0], p.at) if not it.place]
    if context.doc.texts[p.at - 1] not in Words.IN_A_CALL or not left:
        return None
    gap = range(left[-1].end, p.at - 1)
    dual = any(v.number == "d" for k in gap for v in context.doc.words[k].verbs)  # both agreed in a call
    if not (dual and len(gap) == 1) and not context.adverbial(gap.start, gap.stop):
        return None
    two = left[-2:]
    together = len(context.conjuncts(two, 0)) == 2 and persons(two) and not any(map(context.case_marker, two))
    if together or (not dual and addressed(context, left)):
        return pair(two, _BOTH, 0.8)
    return _spoke_with(context, left)


def _spoke_with(context: ClauseContext, left: list[Argument]) -> Sides | None:
    """A (spoke) with B and C: the last of those named, and the subject before them."""
    first = next((n for n, it in enumerate(left) if context.case_marker(it) == WITH), None)
    if first is None or context.conjuncts(left, first)[-1] is not left[-1]:
        return None
    subject = next((it for it in reversed(left[:first]) if is_person(it) or it.kind == "state"), None)
    if subject is None or context.case_marker(subject):
        return None
    return Sides([subject], left[first:], "with-in-a-call", 0.8)


def _reception(context: ClauseContext, p: Predicate) -> Sides | None:
    """During A's reception of him; (B was honoured with) a reception on the part of A."""
    agent = p.slots.get("agent")
    if p.trigger.event_class != "receive" or agent is None or p.trigger.has_pronoun_suffix:
        return None
    host = list(agent.arguments)
    if agent.binding is Binding.AGENT:
        return sides_of(host, known(context.discourse_topic(p.at, far=False)), "reception-by", 0.8)
    after = [text for text in context.doc.texts[host[-1].end : host[-1].end + 2] if text != ","]
    if persons(host) and not Words.TO_THE_RECEIVER.isdisjoint(after[:1]):
        return sides_of(host, known(context.discourse_topic(p.at)), "reception-of-him", 0.8)
    return sides_of(host[:1], p.arguments("partner"), "reception-of") if agent.binding is Binding.GENITIVE else None


def _favoured(context: ClauseContext, p: Predicate) -> Sides | None:
    """A favoured B, him, with a reception."""
    t, doc, hit = p.trigger, context.doc, context.doc.find(p.at, "event")
    start, _ = context.bounds(t.at)
    verb = last_of(doc, Words.FAVOURS, start, t.at)
    if verb is None or hit is None or not hit.proclitics.endswith(BEH) or t.definite:
        return None
    people = [it for it in context.arguments_in(verb, t.at) if not it.place and not context.case_marker(it)]
    if len(people) == 1:  # him
        people = [*people, *known(context.discourse_topic(verb))]
    return pair(people, "favoured-with") if persons(people) else None


def _his(context: ClauseContext, p: Predicate) -> Sides | None:
    """His meeting with B; his reception of B; (after) the talks of the two, A and B (said)."""
    t, texts = p.trigger, context.doc.texts
    said = texts[t.end - 1 : t.end] if t.has_pronoun_suffix else texts[t.end : t.end + 2]
    if any(text.endswith(HEH + MEEM + ALEF) for text in said):  # their meeting, a bilateral one between them
        return _of_the_two(context, t)
    if not t.has_pronoun_suffix or t.event_class == "call":
        return None
    if texts[t.end - 1].endswith(HEH + MEEM) or (t.event_class == "receive" and _homecoming(context, t)):
        return None  # of many, who are not one person's name; those who welcome one home are his own people
    if has_any(context.doc, Words.WITH_HIM, t.end, t.end + 1):
        return _with_the_other(context, t)
    others = _whom(context, p)
    owner = _agreeing(context, t, _owner(context, t, others)) if others else None
    if owner is not None and t.event_class == "receive" and texts[t.at - 1] == IN:  # nor his own envoys at the airport
        others = [it for it in others if context.home_of(it.ref) != context.home_of(owner.ref)]
    return sides_of(known(owner), others, "his-meeting")


def _agreeing(context: ClauseContext, t: Trigger, owner: Argument | None) -> Argument | None:
    """Whom a pronoun on a noun speaks of: `owner`, or whom the text speaks of where their gender differs."""
    gender = "f" if context.doc.texts[t.end - 1].endswith(HEH + ALEF) else "m"
    if owner is None or owner.kind != "person" or context.agrees(owner, gender):
        return owner
    return context.discourse_topic(t.at, gender=gender)


def _owner(context: ClauseContext, t: Trigger, others: list[Argument]) -> Argument | None:
    """Whose meeting with `others` a noun with a pronoun tells."""
    subject = context.clause_subject(t.at)
    gap = t.at - subject.end if subject is not None else -1
    doing = gap == 1 and context.doc.texts[t.at - 1] in Words.MEANWHILE and subject is not None and is_person(subject)
    return (
        (subject if gap == 0 else _blamed(context, t))
        or _unsaid(context, t)
        or (subject if doing else None)
        or context.discourse_topic(t.at, far=False)
        or ahead(context, others)
        or (subject if subject is not None and subject.kind == "post" else context.discourse_topic(t.at))
    )


def _with_the_other(context: ClauseContext, t: Trigger) -> Sides | None:
    """(A asked something of B), in his meeting with him: the two persons of the sentence up to there."""
    before = context.arguments_in(context.bounds(t.at)[0], t.at)
    people = distinct(it for it in before if it.kind == "person" and not context.speaks_for_others(it))
    return pair(people, "his-meeting-with-him", 0.8)


def _blamed(context: ClauseContext, t: Trigger) -> Argument | None:
    """Whom a verb acts on because of his meeting: (attacked A) for his meeting with B."""
    hit = context.doc.find(t.at, "event")
    near = context.arguments_in(context.bounds(t.at)[0], t.at)[-1:]
    if hit is None or hit.proclitics != LAM or not near or near[0].kind != "person":
        return None
    subject = bool(context.doc.words[near[0].start - 1].verbs)
    return None if subject or not context.adverbial(near[0].end, t.at) else near[0]


def _of_the_two(context: ClauseContext, t: Trigger) -> Sides | None:
    """Their talks, of two: those whom the sentence named before, or the subjects of the verb after the comma."""
    start, end = context.bounds(t.at)
    people = [it for it in context.arguments_in(start, t.at) if it.kind == "person"]
    first = subject_ahead(context, t.end) if not people else None
    if first is not None:
        items = context.arguments_in(first.start, end)
        run = [it for it in context.conjuncts(items, 0) if it.kind == "person"]
        spoken_to = [it for it in items[1:2] if it.kind == "person" and context.case_marker(it) == LAM]
        people = run if len(run) > 1 else [first, *spoken_to]
    return pair(distinct(people), "talks-of-the-two", 0.8)


def _whom(context: ClauseContext, p: Predicate) -> list[Argument]:
    """Whom his meeting was with: the first who may be, near the noun, or who heads a delegation."""
    whom = next((f for f in p.phrases if _may_be_met(context, f)), None)
    others = list(whom.arguments) if whom is not None and _reached(context, p.trigger, whom) else []
    return others if persons(others[:1]) else headed(context, p.trigger.end) or others


def _may_be_met(context: ClauseContext, phrase: Phrase) -> bool:
    """Whether a phrase may be whom his meeting was with."""
    first = phrase.arguments[0] if phrase.arguments else None
    if first is None or first.place:
        return False
    if first.kind == "body" and phrase.case not in ("", WITH) and context.doc.find(first.start, "plural") is None:
        return False  # not the ministers of the council
    return phrase.case == WITH or (phrase.case in ("", BEH, LAM) and first.kind in ("person", "post", "body", "side"))


def _reached(context: ClauseContext, t: Trigger, whom: Phrase) -> bool:
    """Whether a person is near a noun, and a body has only time, place and manner in between."""
    doc = context.doc
    gap = [k for k in range(t.end, whom.start) if k not in doc.in_date]
    light = all(doc.texts[k] in _SIGNS or _light(context, doc.texts[k]) for k in gap)
    return len(gap) <= _HIS_REACH and (light or is_person(whom.arguments[0]))


def _light(context: ClauseContext, text: str) -> bool:
    """Words that may stand between a meeting and its participant: time, place, manner."""
    word = context.doc.lexicon.word(text)
    return (
        word.function_class in ("adv", "prep", "dem", "quant")
        or bool(word.nodes)
        or word.pos == ""
        or any(p for p, _, _ in word.stems[1:])
    )


def _homecoming(context: ClauseContext, t: Trigger) -> bool:
    """Whether the guest has come back to his own country: he returned, told in this sentence or the one before."""
    number = context.doc.sentence(t.at)
    start, _ = context.doc.sentences[max(0, number - 1)]
    return any(
        v.event_class == "return" for k in range(start, t.at) for v in context.doc.words[k].verbs if not v.ambiguous
    )


def _a_meeting_with(context: ClauseContext, p: Predicate) -> Sides | None:
    """(A spoke after) a meeting with B."""
    t = p.trigger
    if t.definite and not t.conjunction and context.doc.texts[t.at - 1] not in Words.MEANWHILE:
        return None
    others = [] if "agent" in p.slots else _partner_after(context, p)
    hosted = t.at > 0 and context.doc.texts[t.at - 1].removeprefix(BEH) in Words.HOSTING_OF
    if not others or hosted or _held_before(context, t) or _aimed_at(context, t):
        return None  # (A) held talks with: told by the verb
    return sides_of(known(_teller(context, t, others)), others, "a-meeting-with", 0.8)


def _partner_after(context: ClauseContext, p: Predicate) -> list[Argument]:
    """With whom a meeting was, as the first phrase near its noun says."""
    first = next((f for f in p.phrases if f.arguments or not context.doc.words[f.start].verbs), None)
    others = p.arguments("partner")
    if first is None or not others or list(first.arguments) != others:
        return []
    gap = sum(k not in context.doc.in_date for k in range(p.trigger.end, first.start))
    able = first.case == WITH or (first.case == BEH and not gap and others[0].kind == "person")
    return others if able and gap < _NEAR and others[0].kind in ("person", "post", "body") else []


def _teller(context: ClauseContext, t: Trigger, others: list[Argument]) -> Argument | None:
    """The person or body that did something after, during a meeting with `others`; whom the text speaks of where (and
    he added) has no subject."""
    subject = context.discourse_topic(t.at, far=False) or context.subject(t.at) or ahead(context, others)
    subject = subject or _unsaid(context, t)
    return subject if subject is not None and subject.kind in ("person", "body") else None


def _unsaid(context: ClauseContext, t: Trigger) -> Argument | None:
    """Whom the text speaks of, where a verb of saying without a subject opens the sentence: (he added), after talks."""
    start, _ = context.bounds(t.at)
    said = t.at <= start + _NEAR and any(v.event_class == "say" for v in context.doc.words[start].verbs)
    return context.discourse_topic(t.at) if said and not context.arguments_in(start, t.at) else None


def _meeting_him(context: ClauseContext, p: Predicate) -> Sides | None:
    """(A spoke after) meeting B; (A began his visit) by meeting B: of another state."""
    t, met, hit = p.trigger, p.slots.get("agent"), context.doc.find(p.at, "event")
    if met is None or met.binding is not Binding.GENITIVE or "partner" in p.slots or hit is None:
        return None
    low = max(context.bounds(t.at)[0], t.at - PURPOSE)
    meant = hit.proclitics.endswith(LAM) and context.triggers.of("intend", start=low, end=t.at)
    governed = meant or hit.proclitics.endswith(BEH) or context.doc.texts[t.at - 1] in Words.MEANWHILE
    noun, (whom, *more) = context.doc.texts[t.at].removeprefix(hit.proclitics), met.arguments
    if more or not governed or noun not in Words.MEETING_ONE or whom.kind == "state" or _and_another(context, whom):
        return None
    subject = _teller(context, t, [whom])
    apart = subject is not None and context.home_of(subject.ref) != context.home_of(whom.ref)
    return sides_of(known(subject), [whom], "meeting-him", 0.75) if apart else None


def _and_another(context: ClauseContext, whom: Argument) -> bool:
    """Whether and- joins somebody unknown to the one that a meeting is of: the meeting of A and (B)."""
    word, after = context.doc.words[whom.end], context.doc.words[whom.end + 1 : whom.end + 2]
    unknown = not (word.pos or word.verbs) or any(it.kind == "sign" for it in after)
    return word.text.startswith(WAW) and not word.function_class and unknown


def _at_a_meeting(context: ClauseContext, p: Predicate) -> Sides | None:
    """A and B, at a meeting (in X), said: the two subjects, where nobody else is named whom the meeting was with."""
    t, doc = p.trigger, context.doc
    if t.definite or p.slots:
        return None
    start, end = context.bounds(t.at)
    of_others = first_of(doc, (WITH, BETWEEN), t.end, min(end, t.end + _NEAR)) is not None
    if of_others or doc.texts[t.at - 1] not in Words.MEANWHILE | Words.IN_THE_COURSE_OF or _held_before(context, t):
        return None
    before = [it for it in context.arguments_in(start, t.at) if not it.place]
    if addressed(context, before) and context.adverbial(before[-1].end, t.at - 1):
        verb = doc.words[before[-2].start - 1]
        spoke = all(v.event_class in _SPEAKING for v in verb.verbs)
        return pair(before[-2:], "told-at-a-meeting", 0.8) if spoke else None
    free = persons(before) and not context.case_marker(before[0]) and context.conjuncts(before, 0) == before
    return pair(before, "both-at-a-meeting", 0.8) if free else None


def _aimed_at(context: ClauseContext, t: Trigger) -> bool:
    """Whether a meeting is only what something is for: (efforts) to begin, to bring about (talks with)."""
    before = context.doc.words[t.at - 1]
    purpose = any(proclitics.endswith(LAM) for proclitics, _, _ in before.stems[1:]) and not before.function_class
    holding = (
        before.text in Words.MEANWHILE | Words.HIS_TAKING_PART | Words.PREPARING
        or before.text.removeprefix(LAM) in Words.ARRANGING
    )
    return purpose and not before.definite and not holding


def _held_before(context: ClauseContext, t: Trigger) -> bool:
    """Whether a meeting is what a verb before it says is held, and not another meeting after the one held."""
    held = context.triggers.of("hold", start=context.bounds(t.at)[0], end=t.at)
    return bool(held) and not any(k in context.meeting_nouns for k in range(held[-1].end, t.at))


def _meeting_of(context: ClauseContext, p: Predicate) -> Sides | None:
    """The meeting of A with B; a meeting of (li-) A with B; A's meeting, in his office, B; the meeting of A and B."""
    agent, partner = p.slots.get("agent") or _owned_by(p), p.slots.get("partner")
    if agent is None or agent.binding is not Binding.GENITIVE:
        return None
    if partner is None or not (partner.binding is Binding.PREPOSITION or _past_adverbs(context, agent, partner)):
        both = list(agent.arguments)
        return pair(both, "meeting-of-and", 0.8) if all(it.kind == "person" for it in both) else None
    first, gap = partner.arguments[0], (agent.arguments[-1].end, partner.arguments[0].start)
    if first.kind not in ("person", "post", "body") and context.case_marker(first) != WITH:
        return None
    if gap[1] - gap[0] > _NEAR and not context.adverbial(*gap):
        return None
    return Sides(list(agent.arguments[:1]), list(partner.arguments), *BOUND[Binding.GENITIVE])


def _owned_by(p: Predicate) -> Filler | None:
    """Whose meeting it is, where li- stands for the genitive: a meeting of A."""
    owner = p.phrases[0] if p.phrases and p.phrases[0].case == LAM and p.phrases[0].start == p.trigger.end else None
    owned = owner is not None and persons(list(owner.arguments))
    return Filler(owner.arguments, (), Binding.GENITIVE, owner.start) if owner is not None and owned else None


def _past_adverbs(context: ClauseContext, agent: Filler, partner: Filler) -> bool:
    """Whether the object of a masdar follows its subject, with words of time or place between them."""
    gap = agent.arguments[-1].end, partner.start
    said = gap[0] == gap[1] or any(context.doc.words[k].kind == "word" for k in range(*gap))
    return said and is_person(partner.arguments[0]) and context.adverbial(*gap)


def _included(context: ClauseContext, p: Predicate) -> Sides | None:
    """Whom the meetings of somebody included: (included) the meetings of A each of B, C and D."""
    verb = context.doc.words[p.at - 1] if p.at > context.bounds(p.at)[0] else None
    if verb is None or not any(v.event_class == "include" for v in verb.verbs) or len(p.phrases) < 2:
        return None
    host, listed = p.phrases[0], next((f for f in p.phrases[1:] if f.arguments and not f.arguments[0].place), None)
    if host.start != p.trigger.end or not host.arguments or listed is None or listed.case:
        return None
    each = first_of(context.doc, Words.EACH, host.end, listed.start) or listed.start
    near = context.adverbial(host.end, each)
    return Sides(list(host.arguments), list(listed.arguments), "meetings-included") if near else None


def _under_two(context: ClauseContext, p: Predicate) -> Sides | None:
    """Talks that two from different states head: (a session of) talks, held in X, under A and B."""
    t = p.trigger
    under = first_of(context.doc, Words.HEADED_BY, t.end, min(context.bounds(t.at)[1], t.end + _HIS_REACH))
    two = listed_after(context, under + 1) if under is not None else []
    states = {context.states_of.get(it.ref) for it in two}
    return pair(two, "under-two", 0.8) if persons(two) and len(states) == 2 and None not in states else None


def _of_a_meeting(read: Reader) -> Reader:
    """A reader of nouns for meetings on which no pronoun hangs."""
    return lambda context, p: (
        read(context, p) if p.trigger.event_class == "meet" and not p.trigger.has_pronoun_suffix else None
    )


NOUN_READERS: tuple[Reader, ...] = (
    _called,
    _included,
    _favoured,
    _his,
    _between,
    _reception,
    came_to_meet,
    _meeting_of,
    _of_a_meeting(_a_meeting_with),
    _meeting_him,
    _of_a_meeting(_at_a_meeting),
    _of_a_meeting(_under_two),
)
"""How an event noun tells a meeting: the constructions that are tried, in order."""
