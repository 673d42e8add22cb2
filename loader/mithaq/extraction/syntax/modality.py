"""Whether what a trigger tells has been, is yet to come, or is only spoken of: worked out once for each trigger.

Families ask `modality` and go on with what is `ACTUAL` or `PLANNED`. A meeting or visit that is denied, called off, put
off, wished for, supposed or only called for is none.
"""

from __future__ import annotations

from enum import Enum

from pyarabic.araby import ALEF, BEH, LAM, WAW

from mithaq.extraction.particles import ILA
from mithaq.extraction.syntax.clauses import ClauseContext
from mithaq.extraction.syntax.spellings import joined
from mithaq.extraction.syntax.triggers import Trigger
from mithaq.lexicon.word import Word
from mithaq.lexicon.word_groups import Words

__all__ = ["Modality", "modality", "wished"]

_LEAD = 6
"""Words before a trigger in which a word of planning may stand."""
_TIME = 25
"""Words after a trigger in which a time to come may stand."""
_AWAITED = 14
"""Words after an event noun in which an adjective of what is awaited may stand."""
_CALLED_FOR = {"visit": 25}
"""Words before an event noun in which a verb of inviting or demanding may stand, by frame; else `_CALL`."""
_CALL = 8
_PLANNING = Words.PLANNED | Words.PREPARING
"""What is said before an event noun that is yet to come."""
_WISHING, _PROMISING, _FEARING = joined(Words.WISHING), joined(Words.PROMISING), joined(Words.FEARING)
_UNDECIDED = joined(Words.RENOUNCING | Words.UNCONFIRMED)
_SAID_OF = 30
"""Words after an event noun in which it may be said that it did not come about."""
_WISH = 20
"""Words before a trigger that a word of wishing may stand in, with names."""
_FEARED = 8
"""Words from a that- to an event in its clause."""
_WISH_STEPS = 4
"""Words that are no names between a word of wishing and the trigger."""


_UNFIXED = 5
"""Words before an event noun in which no day is said to be fixed for it."""
_TOLD_OF = 40
"""Words after an event noun in which it is said that it came to nothing."""
_OF_IT = Words.RELATIVE | Words.BUT_IT
"""Words that go on about an event noun."""
_THEN = Words.PLANNED_THEN | Words.PLANNED


class Modality(Enum):
    """How an event is spoken of."""

    ACTUAL = "actual"
    PLANNED = "planned"
    DENIED = "denied"  # negated, called off, postponed, refused, or in a condition
    WISHED = "wished"  # wanted, possible, asked for
    PROPOSED = "proposed"  # called for, invited to

    @property
    def real(self) -> bool:
        """Whether the event has been or is to be."""
        return self in (Modality.ACTUAL, Modality.PLANNED)


def modality(context: ClauseContext, t: Trigger) -> Modality:
    """How the event of a trigger is spoken of in its sentence."""
    if context.denied(t.at) or _came_to_nothing(context, t):
        return Modality.DENIED
    if t.noun and (_not_held(context, t) or _denied_after(context, t)):
        return Modality.DENIED
    spoken_of = None if _known(context, t) else _spoken_of(context, t)
    if spoken_of is not None:
        return spoken_of
    return Modality.PLANNED if t.future or _planned(context, t) else Modality.ACTUAL


def _known(context: ClauseContext, t: Trigger) -> bool:
    """Whether a relative clause tells of a definite event: (the importance of, he wants to speak of) the visit that."""
    return t.definite and any(text in Words.RELATIVE for text in context.doc.texts[t.end : t.end + 2])


def _spoken_of(context: ClauseContext, t: Trigger) -> Modality | None:
    """The modality of an event that somebody only speaks of, None where it is told."""
    doubtful = t.noun and any(x in Words.DOUBTFUL_EVENT for x in context.doc.texts[t.end : t.end + 2])
    if doubtful or wished(context, t.at) or _given_up(context, t):
        return Modality.WISHED
    if t.noun and (_accepted(context, t) or _accepted_after(context, t)):
        return Modality.PLANNED
    return Modality.PROPOSED if t.noun and (_called_for(context, t) or _proposed(context, t)) else None


def _came_to_nothing(context: ClauseContext, t: Trigger) -> bool:
    """Whether an event was planned and something else came of it: it was planned that A meet B, but."""
    start, end = context.bounds(t.at)
    texts = context.doc.texts
    plan = (start, *context.occurrences(Words.PLANNED, max(start, t.at - _LEAD), t.at))[-1]
    past = plan > start and any(texts[k] in Words.WAS for k in range(max(start, plan - 2), plan))
    whereas = past and texts[plan].endswith(ALEF) and any(texts[k] in Words.WHEREAS for k in range(start, plan))
    return whereas or (past and any(texts[k] in Words.BUT for k in range(t.end, end)))


def _denied_after(context: ClauseContext, t: Trigger) -> bool:
    """Whether what is said of an event after its noun is that it did not come about: the visit of A to X has not been
    set, was put off."""
    doc, (_, end) = context.doc, context.bounds(t.at)
    named = {k for it in context.arguments_in(t.end, end) for k in range(it.start, it.end)}
    k, last, negated = t.end, min(end, t.end + _SAID_OF), False
    while k < last:
        relative = k + (doc.texts[k] == "," and k + 1 < last)
        if (past := context.aside_end(relative)) > relative:
            k = past
            continue
        text, word = doc.texts[k], doc.words[k]
        if negated and text in Words.COMES_ABOUT:
            return Words.BUT.isdisjoint(doc.texts[k + 1 : k + 2])  # did not come about but after
        if not negated and text in Words.COMES_TO_NOTHING and k not in doc.in_date:
            return True
        if word.function_class == "neg" or text in Words.IS_NOT:
            negated = True
        elif text not in Words.STILL_IS and k not in named and (negated or context.opens_clause(k) or text == ","):
            return False
        k += 1
    return False


def _given_up(context: ClauseContext, t: Trigger) -> bool:
    """Whether an event is only promised, given up, talked of: (pledged) to visit X, (went back) on a visit to X."""
    promised = t.noun and context.doc.texts[t.at].startswith(BEH)
    about = t.noun and context.doc.texts[t.at - 1] in Words.REGARDING
    return (promised and _led_by(context, t.at, _PROMISING)) or (about and _led_by(context, t.at, _UNDECIDED))


def _not_held(context: ClauseContext, t: Trigger) -> bool:
    """Whether an event noun is told of what was not held: the meeting of A and B did not take place, was put off, was
    once planned; no day was fixed for it."""
    texts, (start, end) = context.doc.texts, context.bounds(t.at)
    before = context.doc.words[max(start, t.at - _UNFIXED) : t.at]
    if before and before[-1].text in Words.NO_DAY and any(word.function_class == "neg" for word in before):
        return True
    subject = not _governed(context, t, start)
    named = {k for it in context.arguments_in(t.end, min(end, t.end + _TOLD_OF)) for k in range(it.start, it.end)}
    for k in range(t.end, min(end, t.end + _TOLD_OF)):
        if _of_nothing(context, k, end):
            return subject
        subject = subject or texts[k] in _OF_IT
        if not subject or (k not in named and texts[k] not in _OF_IT and _past_subject(context, k, end)):
            return False
    return False


def _governed(context: ClauseContext, t: Trigger, start: int) -> bool:
    """Whether a preposition governs an event noun, so that no verb after it is said of it."""
    hit, before = context.doc.find(t.at, "event"), context.doc.words[t.at - 1] if t.at > start else None
    if hit is not None and hit.proclitics.endswith((BEH, LAM)):
        return True
    return before is not None and (before.function_class == "prep" or before.text in Words.MEANWHILE)


def _of_nothing(context: ClauseContext, k: int, end: int) -> bool:
    """Whether word `k` after an event noun says that it came to nothing: did not take place, put off, was planned."""
    doc = context.doc
    texts, after = doc.texts, doc.texts[k + 1 : min(end, k + 4)]
    if texts[k] in Words.CALLED_OFF:
        return True
    if doc.words[k].function_class == "neg" and after and after[0] in Words.TAKES_PLACE:
        return Words.DURING_IT.isdisjoint(after)  # nothing was agreed in it
    return texts[k] in Words.WAS and not _THEN.isdisjoint(after[:2])


def _past_subject(context: ClauseContext, k: int, end: int) -> bool:
    """Whether word `k` ends the phrase that an event noun opens: another verb, a that-clause, a sign that no relative
    clause follows or ends."""
    word, texts = context.doc.words[k], context.doc.texts
    if word.kind == "sign":
        return texts[k] not in ('"', "(", ")") and (texts[k] != "," or _OF_IT.isdisjoint(texts[k + 1 : k + 2]))
    return context.opens_clause(k) and word.function_class != "neg"


def wished(context: ClauseContext, at: int) -> bool:
    """Whether the event at word `at` is only wished for, asked for, possible, put off or ruled out.

    A word before it says so, with little but names in between, or a particle before its verb.
    """
    low, _ = context.bounds(at)
    may = at > low and context.doc.texts[at - 1] in Words.MAY and _in_the_present(context.doc.words[at])
    return may or _led_by(context, at, _WISHING) or _feared(context, at)


def _feared(context: ClauseContext, at: int) -> bool:
    """Whether the event at word `at` is in what somebody fears or hopes: A fears that B mediates."""
    low, _ = context.bounds(at)
    if context.doc.vocabulary.isdisjoint(_FEARING):
        return False
    that = next((k for k in range(at - 1, max(low, at - _FEARED), -1) if context.doc.texts[k] in Words.THAT), -1)
    within = all(context.doc.words[k].kind == "word" for k in range(that, at))
    return that >= 0 and within and _led_by(context, that, _FEARING)


def _led_by(context: ClauseContext, at: int, group: frozenset[str]) -> bool:
    """Whether a word of a group (`joined`) stands before word `at`, with little but names in between."""
    low, _ = context.bounds(at)
    texts, words = context.doc.texts, context.doc.words
    led = context.occurrences(group, max(low, at - _WISH), at)
    if not led:
        return False
    near = context.arguments_in(max(low, at - _WISH), at)
    named = {k for it in near if it.kind in ("person", "post", "body") for k in range(it.start, it.end)}
    last = next((k for k in reversed(led) if k not in named), at)
    steps = [k for k in range(last, at) if k not in named]
    near_enough = 0 < len(steps) <= _WISH_STEPS
    return near_enough and not any(words[k].kind == "sign" or texts[k] in Words.MEANWHILE for k in steps)


def _in_the_present(word: Word) -> bool:
    """Whether a word is a verb in the present by all its readings."""
    return bool(word.verbs) and all(verb.tense.endswith("present") for verb in word.verbs)


def _accepted(context: ClauseContext, t: Trigger) -> bool:
    """Whether an invitation to an event has been accepted: (he) accepted an invitation to visit."""
    start, _ = context.bounds(t.at)
    for invite in context.triggers.of("invite", start=max(start + 1, t.at - _LEAD), end=t.at):
        left = context.preceding_argument(invite.at)
        at = left.start if left is not None and left.end == invite.at else invite.at  # past who accepted it
        if invite.noun and at and context.doc.texts[at - 1].removeprefix(WAW) in Words.ACCEPTS:
            return True
    return False


def _accepted_after(context: ClauseContext, t: Trigger) -> bool:
    """Whether the invitation to an event was taken up: (invited him) to visit X, which he accepted."""
    start, end = context.bounds(t.at)
    invited = context.triggers.of("invite", start=max(start, t.at - _CALLED_FOR["visit"]), end=t.at)
    if not invited:
        return False
    number, sentences = context.doc.sentence(t.at), context.doc.sentences
    further = sentences[min(number + 1, len(sentences) - 1)][1]
    again = (i for i in context.triggers.of("invite", start=t.end, end=further) if i.noun and i.definite)
    taken = Words.ACCEPTS | Words.TAKING_UP
    near = {k for i in again for k in range(i.at - _TAKEN_UP, i.at) if context.doc.words[k - 1].function_class != "neg"}
    return any(context.doc.texts[k].removeprefix(WAW) in taken for k in near) or not Words.ACCEPTS_IT.isdisjoint(
        context.doc.texts[t.end : min(end, t.end + _AWAITED)]
    )


_TAKEN_UP = 3  # words from a verb of accepting to `the invitation`


def _called_for(context: ClauseContext, t: Trigger) -> bool:
    """Whether somebody is only asked for an event: (invited him) to visit Moscow, (called) for a meeting."""
    texts = context.doc.texts
    start, _ = context.bounds(t.at)
    reach = _CALLED_FOR.get(t.event_class, _CALL)
    led = t.at > start and texts[t.at - 1] == ILA
    led = led or (t.event_class in _CALLED_FOR and texts[t.at].startswith(LAM))
    calls = context.triggers.of("invite", "demand", start=max(start, t.at - reach), end=t.at)
    return led and bool(calls)


def _proposed(context: ClauseContext, t: Trigger) -> bool:
    """Whether the holding of an event is only spoken of as one to be had: for the holding of a meeting, the possibility
    of a meeting."""
    texts = context.doc.texts
    start, _ = context.bounds(t.at)
    k = t.at - 1
    if k < start:
        return False
    if texts[k] in Words.POSSIBLE or texts[k] in Words.ANY:
        return True
    if texts[k].lstrip(BEH + LAM) not in Words.ARRANGING:
        return False
    if texts[k] in Words.ARRANGING and not _came_about(context, k, start):
        return True  # (to call for, not to back) the holding of talks
    led = (k > start and texts[k - 1] == ILA) or texts[k].startswith(BEH)
    return led and bool(context.triggers.of("invite", "demand", "welcome", start=max(start, t.at - _CALL), end=k))


def _came_about(context: ClauseContext, k: int, start: int) -> bool:
    """Whether the holding of a meeting, at word `k`, is told as done or planned: was done, after, intends."""
    texts = context.doc.texts
    lead = texts[k - 1] if k > start else ""
    return lead in Words.DONE or any(texts[j] in Words.PLANNED for j in range(max(start, k - 12), k))


def _planned(context: ClauseContext, t: Trigger) -> bool:
    """Whether an event is yet to come: by a word before it, a time to come, or an adjective after its noun."""
    start, end = context.bounds(t.at)
    texts = context.doc.texts
    before = texts[t.at - 1] if t.at > start else ""
    low = max(start, t.at - _LEAD)
    planning = Words.PLANNED
    if t.noun:
        if before.startswith(LAM) and before.removeprefix(LAM) in Words.ARRANGING:
            return True  # (came) to hold talks
        planning = _PLANNING
        if texts[t.at].startswith(LAM):
            low = _past_names(context, start, t.at, low)  # A prepares to meet
    elif (
        t.present
        and before in Words.WHERE_THERE
        and any(v.future for k in range(start, t.at) for v in context.doc.words[k].verbs)
    ):
        return True  # will go to X, where he meets
    elif before in Words.THAT:
        low = _past_names(context, start, t.at, low)
    if not planning.isdisjoint(texts[low : t.at]):
        return True
    if (t.noun or t.present) and _time_to_come(context, t.end, min(end, t.end + _TIME)):
        return True
    return t.noun and _awaited(context, t, end)


def _past_names(context: ClauseContext, start: int, at: int, low: int) -> int:
    """The word from which on a verb of planning is looked for: `low`, or before the names of those who plan: (A and B
    intend) to meet."""
    near = context.arguments_in(max(start, at - _WISH), at)
    return max(start, min([low, *(it.start - 1 for it in near if it.kind in ("person", "post"))]))


def _time_to_come(context: ClauseContext, start: int, end: int) -> bool:
    """Whether words `start` to `end` tell a time to come of the event before them: next week, coming days."""
    doc = context.doc
    coming = next((k for k in context.occurrences(Words.NEXT, start, end) if doc.texts[k - 1] in Words.TIME_UNIT), -1)
    before = range(start, coming + 1)
    return coming >= 0 and not any(context.opens_clause(k) or doc.find(k, "forum") is not None for k in before)


def _awaited(context: ClauseContext, t: Trigger, end: int) -> bool:
    """Whether an adjective of what is yet to come follows an event noun, and not a forum named after it; or a verb of
    the future right after it."""
    doc = context.doc
    lead = (t.at - 1,) if t.at else ()  # will end with talks
    if any(v.future for k in (*lead, *range(t.end, min(end, t.end + 3))) for v in doc.words[k].verbs):
        return True
    reach = _AWAITED if t.event_class in ("visit", "tour") else 3
    for k in range(t.end, min(end, t.end + reach)):
        if doc.find(k, "forum") is not None and doc.find(k, "event") is None:
            return False
        if doc.texts[k] in Words.AWAITED:
            return k + 1 >= len(doc.texts) or doc.texts[k + 1] not in Words.ITS_HOLDING
    return False
