"""Meetings told by other words than those of meeting: a summit of two, a call on somebody, a journey to discuss
something, talks that two chair."""

from __future__ import annotations

from collections.abc import Iterator

from pyarabic.araby import ALEF, BEH, DAL, LAM

from mithaq.extraction.events.meeting_purposes import who_came
from mithaq.extraction.events.meeting_sides import (
    MeetingMention,
    Sides,
    addressed,
    agents_of,
    is_summit,
    leads_to,
    pair,
    told_meeting,
)
from mithaq.extraction.particles import AL, ALA, BETWEEN, ILA, WITH
from mithaq.extraction.syntax.arguments import Argument
from mithaq.extraction.syntax.clauses import ClauseContext
from mithaq.extraction.syntax.lists import listed_after
from mithaq.extraction.syntax.modality import Modality, modality
from mithaq.extraction.syntax.nominals import Nominal
from mithaq.extraction.syntax.phrases import Phrase, phrases_after
from mithaq.extraction.syntax.predicates import Binding, Predicate, Predicates
from mithaq.extraction.syntax.search import first_ungoverned, is_person, known, last_of, persons, ungoverned_person
from mithaq.extraction.syntax.triggers import Trigger
from mithaq.lexicon import VerbForm
from mithaq.lexicon.word_groups import OneWord, Words

__all__ = ["briefed", "brought_together", "chaired", "one_side", "other_occasions"]

_SIDE_REACH = 12  # words after a verb of chairing in which the head of a side is named
_SPOKEN = 30  # words before `by telephone` in which the two who spoke are named
_TWO = 2  # those whom somebody brings together; who briefs and who is briefed
_TOPIC = 20  # words from `to discuss` to with whom, past what is discussed


def other_occasions(predicates: Predicates) -> Iterator[MeetingMention]:
    """Summits of two, calls on somebody, journeys to discuss something."""
    yield from _summits(predicates)
    yield from _came_to_discuss(predicates.context)
    yield from _called_on(predicates.context, predicates)
    yield from _by_phone(predicates.context)
    yield from _credentials(predicates.context)
    yield from _guests(predicates.context)
    yield from _honoured(predicates.context)


def _summits(predicates: Predicates) -> Iterator[MeetingMention]:
    """A summit of just two: a summit between A and B; (A spoke after) the summit with B."""
    context = predicates.context
    for n in predicates.nominals.all:
        if not is_summit(n):
            continue
        t = Trigger(n.start, n.head_end, "meet", True, definite=n.definite)
        phrase = next(phrases_after(context, predicates.nominals, n.head_end), None)
        mode = modality(context, t)
        two = _two_of_a_summit(context, n, phrase) if phrase is not None and mode.real else []
        if phrase is None or len(two) != 2 or two[0].ref == two[1].ref:
            continue
        planned, tenses = mode is Modality.PLANNED, {v.tense for v in _relative(context, phrase.end)}
        present = bool(tenses) and all(tense.endswith("present") for tense in tenses) and not planned
        yield MeetingMention((two[0],), (two[1],), n.start, "summit-of-two", False, planned, 0.8, present=present)


def _two_of_a_summit(context: ClauseContext, n: Nominal, phrase: Phrase) -> list[Argument]:
    """Those whom a summit is of by the first phrase after it, and not the summit of A and B."""
    people = list(phrase.arguments)
    if not persons(people):
        return []
    if phrase.case == WITH and len(people) == 1 and (n.definite or context.doc.texts[n.start - 1] in Words.MEANWHILE):
        return [*known(context.discourse_topic(n.start)), *people]
    right_after = not (phrase.case or n.definite) and phrase.start == n.head_end
    return people if phrase.case == BETWEEN or right_after else []


def _relative(context: ClauseContext, k: int) -> tuple[VerbForm, ...]:
    """The readings of the verb that opens a relative clause at word `k`, past a comma: (the summit), which is held."""
    texts = context.doc.texts
    k += texts[k : k + 1] == [","]
    return context.doc.words[k + 1].verbs if k + 1 < len(texts) and texts[k] in Words.RELATIVE else ()


def _called_on(context: ClauseContext, predicates: Predicates) -> Iterator[MeetingMention]:
    """Who visited whom: X visited Y (in his office)."""
    for p in predicates.of("visit"):
        t, one, other = p.trigger, p.slots.get("agent"), p.slots.get("destination")
        if t.noun or one is None or other is None or other.binding is not Binding.OBJECT:
            continue
        who, whom = one.arguments[0], other.arguments[0]
        gap = max(t.end, who.end), other.start
        if not is_person(who) or not is_person(whom) or one.binding is Binding.DROPPED or who.ref == whom.ref:
            continue
        mode = modality(context, t)
        if any(context.doc.find(k, "capital", "state") is not None for k in range(*gap)):
            continue  # a journey there, to (persuade) somebody
        if mode.real and (context.adverbial(*gap) or leads_to(context, *gap)):
            planned = mode is Modality.PLANNED
            yield MeetingMention((who,), (whom,), t.at, "called-on", False, planned, 0.8)


def _by_phone(context: ClauseContext) -> Iterator[MeetingMention]:
    """Who said something to whom by telephone: (informed) A B by telephone (that)."""
    doc = context.doc
    for k in context.occurrences(Words.PHONE):
        if not doc.texts[k].endswith(ALEF) or k - 1 in context.meeting_nouns or context.denied(k):
            continue
        start, _ = context.bounds(k)
        before = [it for it in context.arguments_in(max(start, k - _SPOKEN), k) if not it.place]
        if addressed(context, before) and before[-1].end == k:
            one, other = before[-2:]
            yield MeetingMention((one,), (other,), k, "said-by-phone", True, past=True)


def _credentials(context: ClauseContext) -> Iterator[MeetingMention]:
    """Whose credentials somebody received: A received the credentials of B; B handed his credentials to A."""
    doc = context.doc
    for k in context.occurrences(Words.CREDENTIALS):
        if Words.ACCREDITATION.isdisjoint(doc.texts[k + 1 : k + 2]) or context.denied(k):
            continue
        first = first_ungoverned(context, context.arguments_in(context.bounds(k)[0], k))
        his = not doc.texts[k + 1].endswith(DAL)
        others = _receiver(context, k + 2) if his else _envoys(context, k + 2)
        if first is not None and persons(others):
            yield MeetingMention((first,), tuple(others), k, "credentials", received=not his)


def _guests(context: ClauseContext) -> Iterator[MeetingMention]:
    """Whose guest somebody is: (A came) as a guest of B."""
    doc = context.doc
    for k in context.occurrences(Words.A_GUEST):
        host = context.argument_at(k + 2) if doc.texts[k + 1] == ALA else None
        if host is None or host.kind != "person":
            continue
        start, _ = context.bounds(k)
        came = context.triggers.of("arrive", "visit", "go", start=start, end=k)[-1:]
        guest = first_ungoverned(context, context.arguments_in(came[0].at if came else start, k))
        guest = guest or (context.discourse_topic(k) if came else None)
        mode = modality(context, came[0]) if came else Modality.ACTUAL
        if guest is not None and is_person(guest) and mode.real and not context.denied(k):
            yield MeetingMention((guest,), (host,), k, "guest-of", False, mode is Modality.PLANNED, 0.75)


def _honoured(context: ClauseContext) -> Iterator[MeetingMention]:
    """In whose honour somebody gave a banquet: (a dinner) that A gave in honour of B."""
    doc = context.doc
    for k in context.occurrences(Words.HONOUR):
        guest = context.argument_at(k + 1) if doc.texts[k - 1] == ALA else None
        verb = last_of(doc, Words.HOSTS_A_MEAL, context.bounds(k)[0], k) if guest is not None else None
        if guest is None or verb is None or context.denied(verb):
            continue
        told = [it for it in context.arguments_in(verb, k) if ungoverned_person(context, it)][:1]
        host = told[0] if told else context.free_before(verb - (doc.texts[verb - 1] in Words.RELATIVE))
        if host is not None and is_person(host) and is_person(guest) and host.ref != guest.ref:
            ahead = any(v.future for v in doc.words[verb].verbs)
            yield MeetingMention((host,), (guest,), k, "in-honour-of", False, ahead, 0.7)


def _receiver(context: ClauseContext, k: int) -> list[Argument]:
    """To whom credentials were handed before word `k`."""
    after = context.arguments_in(k, context.bounds(k)[1])
    return [it for it in after if is_person(it) and context.case_marker(it) in (ILA, LAM)][:1]


def _envoys(context: ClauseContext, k: int) -> list[Argument]:
    """The envoys with whose names credentials go on at word `k`: of B; of each of B and C; of two envoys, (who are) B
    and C."""
    _, end = context.bounds(k)
    each = next((j for j in range(k, end) if context.doc.texts[j].removeprefix(BEH) in Words.EACH), None)
    if each is not None:
        return listed_after(context, each + 1)
    after = context.arguments_in(k, end)
    return context.conjuncts(after, 0) if after and context.adverbial(k, after[0].start) else after[:1]


def _came_to_discuss(context: ClauseContext) -> Iterator[MeetingMention]:
    """With whom somebody comes to discuss something: (A will visit Moscow) to discuss it with B."""
    for k in context.occurrences(Words.TO_DISCUSS):
        if context.denied(k):
            continue
        listed = context.following_arguments(k + 1, limit=_TOPIC)
        with_whom = (n for n, it in enumerate(listed) if it.kind == "person" and context.case_marker(it) == WITH)
        first = next(with_whom, None)
        if first is None or context.triggers.of("meet", "receive", "hold", start=context.bounds(k)[0], end=k):
            continue
        things = any(context.doc.find(j, "event", "forum") is not None for j in range(k + 1, listed[first].start))
        came = who_came(context, k) if not things else None
        if came is not None:
            others = tuple(it for it in context.conjuncts(listed, first) if it.ref != came.ref)
            yield MeetingMention((came,), others, k, "came-to-meet", False, True, 0.7)


def chaired(context: ClauseContext, p: Predicate) -> Sides | None:
    """Two who chaired talks together, or each for his side: they met."""
    t, texts = p.trigger, context.doc.texts
    mine = _side_chaired(context, t)
    if mine is not None:
        start = context.doc.sentences[max(0, context.doc.sentence(t.at) - 1)][0]
        before = context.triggers.of("chair", start=start, end=t.at)
        theirs = _side_chaired(context, before[-1]) if before else None
        return pair([*known(theirs), mine], "chaired-for-sides")
    if told_meeting(p) < 0:
        return None
    if t.has_pronoun_suffix:
        two = [it for phrase in p.phrases if not phrase.case for it in phrase.arguments if is_person(it)][:2]
        sides = sum(text.endswith(OneWord.SIDE_NOUN) for text in texts[t.end : two[1].start]) if two[1:] else 0
        return pair(two, "chaired-for-sides") if sides == 2 else None
    people = [*agents_of(context, p), *p.arguments("partner")]
    return pair(people, "chaired-together", 0.8) if persons(people) else None


def _side_chaired(context: ClauseContext, t: Trigger) -> Argument | None:
    """Who chaired one side of talks: (chaired) the Kenyan side A."""
    doc = context.doc
    if t.noun or not doc.texts[t.end : t.end + 1] or not one_side(doc.texts[t.end]):
        return None
    people = context.arguments_in(t.end, min(context.bounds(t.at)[1], t.end + _SIDE_REACH))
    return next((it for it in people if ungoverned_person(context, it)), None)


def one_side(text: str) -> bool:
    """Whether a word stands for one side of talks: the side, a delegation."""
    return text.removeprefix(AL) == OneWord.SIDE_NOUN or text in Words.A_DELEGATION or text in Words.THE_DELEGATION


def brought_together(context: ClauseContext, p: Predicate) -> Sides | None:
    """A brought B and C together: A gathered (the two presidents) B and C (in a meeting), between B and C."""
    phrases = [f for f in p.phrases if f.arguments and not f.arguments[0].place]
    host = _who_gathers(context, p, phrases)
    told = next((f for f in phrases if f.case in ("", BETWEEN) and host not in f.arguments), None)
    two = list(told.arguments) if told is not None else []
    if host is None or told is None or told_meeting(p) >= 0 or len(two) != _TWO or not persons(two):
        return None
    if told.case == BETWEEN:
        return pair(two, "brought-together", 0.8)
    return Sides([host, *two], [host, *two], "brought-together", 0.8)


def _who_gathers(context: ClauseContext, p: Predicate, phrases: list[Phrase]) -> Argument | None:
    """The person who is the subject of a verb with `phrases` after it: before it, right after it, or far before."""
    before = ungoverned_person(context, context.free_before(p.at))
    after = phrases[0] if phrases and not phrases[0].case and phrases[0].start == p.trigger.end else None
    near = before or (ungoverned_person(context, after.arguments[0]) if after is not None else None)
    return near or ungoverned_person(context, context.subject(p.at))


def briefed(context: ClauseContext, p: Predicate) -> Sides | None:
    """A briefed B on how things stand."""
    t = p.trigger
    if context.doc.texts[t.at] not in Words.BRIEFS or t.noun:
        return None
    people = [f for f in p.phrases if f.arguments and persons(list(f.arguments[:1]))][:_TWO]
    if len(people) < _TWO or any(f.case for f in people) or people[0].start != t.end:
        return None
    one, other = people[0].arguments[0], people[1].arguments[0]
    on = ALA in context.doc.texts[other.end : context.bounds(t.at)[1]]
    return Sides([one], [other], "briefed", 0.8) if on and context.adverbial(one.end, other.start) else None
