"""The two sides of a meeting, as the slots of a predicate give them."""

from __future__ import annotations

from dataclasses import dataclass

from pyarabic.araby import BEH, LAM, WAW

from mithaq.extraction.particles import AL, FROM, ILA, WITH
from mithaq.extraction.syntax.arguments import Argument
from mithaq.extraction.syntax.clauses import ClauseContext
from mithaq.extraction.syntax.nominals import Nominal, NominalKind
from mithaq.extraction.syntax.predicates import Binding, Predicate
from mithaq.extraction.syntax.search import (
    actor_at,
    first_of,
    is_person,
    known,
    may_be_finite,
    persons,
    ungoverned_person,
)
from mithaq.extraction.syntax.triggers import Trigger
from mithaq.language.fold import normalize
from mithaq.lexicon.word_groups import Words

__all__ = [
    "BOUND", "MeetingMention", "Sides", "addressed", "agents_of", "ahead", "all_or_pairs", "headed",
    "is_summit", "leads_to", "of_many", "owner_of", "pair", "sides_of", "someone", "spoken_of", "subject_ahead",
    "told_meeting", "with_a_third",
]  # fmt: skip

BOUND = {
    Binding.SUBJECT: ("verb-subject", 0.9),
    Binding.TOPIC: ("subject-verb", 0.9),
    Binding.RELATIVE: ("who-met", 0.85),
    Binding.AGENT: ("met-by", 0.85),
    Binding.GENITIVE: ("meeting-of", 0.9),
    Binding.PREPOSITION: ("meeting-with", 0.9),
    Binding.PRONOUN: ("his-meeting", 0.85),
    Binding.DROPPED: ("dropped-subject", 0.7),
}
"""The name and the confidence of a meeting by the binding of its agent."""
_OPENING = 20  # words of the phrase that opens a sentence, before its verb, at the most
_ASIDES = 40  # words between a pronoun in the opening phrase of a sentence and the verb of saying at the most
_THIRD = 4  # words after the two sides in which a third may join
_COMPRISED, _MEMBERS, _FEW = 8, 40, 4
"""Maximum numbers of words from a delegation to the verb `comprises`, and from there to its members; of members."""
_DELEGATION, _HEAD = 12, 20  # words after a trigger in which a delegation may stand, and after it who heads it


@dataclass(frozen=True, slots=True)
class Sides:
    """Each of `one` met each of `other`; where both are the same, each met the others. `rule` is what read it."""

    one: list[Argument]
    other: list[Argument]
    rule: str
    confidence: float = 0.85


def pair(people: list[Argument], rule: str, confidence: float = 0.85) -> Sides | None:
    """The sides of two who met; None of fewer and of more."""
    return Sides(people[:1], people[1:], rule, confidence) if len(people) == 2 else None


def sides_of(one: list[Argument], other: list[Argument], rule: str, confidence: float = 0.85) -> Sides | None:
    """The sides, if there is somebody on each."""
    return Sides(one, other, rule, confidence) if one and other else None


def told_meeting(p: Predicate) -> int:
    """The word at which the meeting stands that a predicate is said of (held talks, a meeting that gathered), or -1."""
    told = (n for n in p.nominals("theme", "whole") if n.kind is NominalKind.MEETING or is_summit(n))
    return next((n.head_end - 1 for n in told), -1)


def addressed(context: ClauseContext, before: list[Argument]) -> bool:
    """Whether the last two of `before` are the subject and the object of one verb: (informed) A B."""
    if len(before) < 2 or not persons(before[-2:]):
        return False
    doc, (one, other) = context.doc, before[-2:]
    said = one.start > context.bounds(one.start)[0] and may_be_finite(doc.words[one.start - 1])
    spoken_to = context.case_marker(other) in ("", WITH, ILA, LAM, BEH, FROM) and not other.proclitics.startswith(WAW)
    near = all(not doc.words[j].verbs and doc.words[j].kind == "word" for j in range(one.end, other.start))
    return said and not context.case_marker(one) and spoken_to and near and one.ref != other.ref


def agents_of(context: ClauseContext, p: Predicate) -> list[Argument]:
    """Who stands in the agent slot; for a dropped subject the person spoken of."""
    agent = p.slots.get("agent")
    if agent is None:
        return []
    if agent.binding is Binding.DROPPED:
        if p.trigger.number == "p" or context.unnamed_before(p.trigger):
            return []  # of several, whom one person is not
        topic = spoken_of(context, p.trigger)
        taken = topic is not None and topic.ref in {it.ref for it in p.arguments("partner")}
        return [agent.arguments[0]] if taken else known(topic)
    alone = len(agent.arguments) == 1 and not is_person(agent.arguments[0]) and agent.arguments[0].kind != "body"
    if agent.binding is Binding.TOPIC and alone:
        return []
    gap = p.trigger.end, agent.start
    apart = agent.binding is Binding.SUBJECT and not (context.adverbial(*gap) or leads_to(context, *gap))
    return [] if apart else list(agent.arguments)  # an unnamed one met (an official)


def spoken_of(context: ClauseContext, t: Trigger, *, far: bool = True) -> Argument | None:
    """Who the subject of a verb is that goes on about somebody: the person who is the subject of the verb before and-,
    else whom the text speaks of."""
    if (says := _who_says_that(context, t)) is not None:
        return says
    words, (start, _), gender = context.doc.words, context.bounds(t.at), t.gender if t.number == "s" else ""
    goes_on = t.conjunction == WAW or (t.at > 0 and words[t.at - 1].text in Words.CLAUSE | Words.AND_THEN)
    joined = context.clause_subject(t.at, gender) if goes_on else None
    if joined is not None and joined.kind == "person":
        return joined
    if goes_on and (sent := _delegation_before(context, t.at)) is not None:
        return sent
    near = context.discourse_topic(t.at, far=False, gender=gender)
    unnamed = start + 1 < t.at and bool(words[start].verbs) and someone(context, start + 1)
    return near if near is not None or not far or unnamed else context.discourse_topic(t.at, gender=gender)


def _delegation_before(context: ClauseContext, at: int) -> Argument | None:
    """The delegation of a state that the clause of word `at` is about: (the Kenyan delegation came) and met."""
    before = [it for it in context.arguments_in(context.bounds(at)[0], at) if context.is_free(it)]
    last = before[-1] if before else None
    noun = context.doc.texts[last.start] if last is not None and last.kind == "side" else ""
    return last if noun in Words.THE_DELEGATION | Words.A_DELEGATION else None


def someone(context: ClauseContext, k: int) -> bool:
    """Whether the noun at word `k`, right after a verb, is its subject, though it names nobody known: an envoy came."""
    if k >= len(context.doc.words):
        return False
    word = context.doc.words[k]
    placed = context.doc.find(k, "capital", "state", "place") is not None
    return "n" in word.pos and not (placed or word.function_class or word.verbs or k in context.doc.in_date)


def _who_says_that(context: ClauseContext, t: Trigger) -> Argument | None:
    """Whose saying a that-clause tells which opens right before a verb: (by) A's announcement that he (will meet B)."""
    doc, (start, _) = context.doc, context.bounds(t.at)
    if t.at - 1 <= start or doc.texts[t.at - 1] not in Words.THAT_HE:
        return None
    near = context.arguments_in(start + 1, t.at)
    who = next((it for it in near if it.end == t.at - 1 and it.kind == "person"), None)
    if who is None or actor_at(context, who.start - 1) is not None or who.start - 1 in context.encounters:
        return None
    masdar = doc.words[who.start - 1]
    noun = "n" in masdar.pos and not masdar.definite and not masdar.function_class
    return who if noun and all(v.event_class == "say" for v in masdar.verbs) else None


def is_summit(n: Nominal) -> bool:
    """Whether an event noun phrase is of a summit; one of two is a meeting."""
    return n.kind is NominalKind.GATHERING and normalize(n.match.entry.form) in Words.SUMMIT


def all_or_pairs(context: ClauseContext, together: list[Argument], noun_end: int, rule: str) -> Sides | None:
    """The sides of those who met one another; three or more whom one meeting is said of (a trilateral one) met each
    the others. None of three or more states."""
    if len(together) < 2:
        return None
    if len(together) > 2 and context.doc.texts[noun_end : noun_end + 1] and of_many(context, noun_end):
        return Sides(together, together, f"{rule}-all")
    if len(together) > 2 and all(it.kind != "person" for it in together):
        return None  # the ministers of A, B and C: a forum
    return Sides(together[:1], together[1:], rule, 0.9)


def of_many(context: ClauseContext, k: int) -> bool:
    """Whether word `k` says that a meeting is of more than two."""
    return context.doc.texts[k].removeprefix(AL) in Words.OF_MANY


def headed(context: ClauseContext, start: int, end: int | None = None) -> list[Argument]:
    """Who leads the delegation that stands in words `start` to `end`, or else to the end of the sentence, as whom
    somebody met: (received, talked with) a delegation (from, of) that A heads, under A; none if anybody known comes
    before it."""
    texts, end = context.doc.texts, context.bounds(start - 1)[1] if end is None else end
    delegations = Words.A_DELEGATION | Words.THE_DELEGATION
    reach = range(start, min(end, start + _DELEGATION))
    at = next((k for k in reach if texts[k].removeprefix(BEH) in delegations), None)
    if at is None or any(map(is_person, context.arguments_in(start, at))):
        return []
    for k in range(at + 1, min(end, at + _HEAD)):
        if texts[k] in Words.HEADED_BY:
            return [it for it in known(actor_at(context, k + 1)) if is_person(it)]
        if any(v.event_class == "comprise" for v in context.doc.words[k].verbs) and k < at + _COMPRISED:
            return _comprised(context, k + 1)
        if context.doc.words[k].kind == "sign" and texts[k] not in ('"', ",", "(", ")"):
            return []
    return []


def _comprised(context: ClauseContext, start: int) -> list[Argument]:
    """The few persons named from word `start` on, as whom a delegation comprises."""
    first = context.argument_at(start)
    listed = context.conjuncts(context.following_arguments(start, limit=_MEMBERS), 0) if first is not None else []
    return listed if persons(listed) and len(listed) <= _FEW else []


def ahead(context: ClauseContext, objects: list[Argument]) -> Argument | None:
    """Whom a pronoun before its owner speaks of: (in his meeting with B), A said; the subject of the verb after the
    comma."""
    at = objects[-1].end
    _, end = context.bounds(at - 1)
    while at < end and not _only_verb(context, at) and context.adverbial(at, at + 1):
        at += 1
    return _subject_after(context, at) or _says_ahead(context, at)


def subject_ahead(context: ClauseContext, at: int) -> Argument | None:
    """The subject of the verb after the first comma from word `at` on, if no verb comes before it."""
    _, end = context.bounds(at - 1)
    k = at
    while k < min(end, at + _OPENING) and context.doc.texts[k] != "," and not _only_verb(context, k):
        k += 1
    return _subject_after(context, k) or _says_ahead(context, at)


def owner_of(context: ClauseContext, k: int, end: int) -> Argument | None:
    """Whose a noun with a pronoun at word `k` is: whom its sentence speaks of before it, else the subject after word
    `end` - 1, else whom the text speaks of."""
    return context.discourse_topic(k, far=False) or subject_ahead(context, end) or context.discourse_topic(k)


def _says_ahead(context: ClauseContext, at: int) -> Argument | None:
    """The person who says something, by the first verb of saying from word `at` on that no relative pronoun governs."""
    doc = context.doc
    _, end = context.bounds(at - 1)
    for k in range(at, min(end, at + _ASIDES) - 1):
        if doc.texts[k] == ":" or doc.texts[k] in Words.THAT:
            return None
        says = any(v.event_class == "say" and not v.ambiguous for v in doc.words[k].verbs)
        if says and doc.texts[k - 1] not in Words.RELATIVE:
            subject = ungoverned_person(context, actor_at(context, k + 1))
            return None if subject is None or context.speaks_for_others(subject) else subject
    return None


def _only_verb(context: ClauseContext, k: int) -> bool:
    """Whether word `k` is a verb and nothing else."""
    return may_be_finite(context.doc.words[k]) and context.doc.words[k].pos in ("", "v")


def _subject_after(context: ClauseContext, at: int) -> Argument | None:
    """The person who is the subject of the verb at word `at` or after the comma there."""
    _, end = context.bounds(at - 1)
    verb = at + (at < end and context.doc.texts[at] == ",")
    may_be = verb < end and may_be_finite(context.doc.words[verb])
    sure = may_be and (verb > at or _only_verb(context, verb) or _after_comma(context, verb))
    return ungoverned_person(context, actor_at(context, verb + 1)) if sure else None


def _after_comma(context: ClauseContext, k: int) -> bool:
    """Whether a verb in the past that is read so far opens, at word `k`, a clause after a comma."""
    verbs = context.doc.words[k].verbs
    return context.doc.texts[k - 1] == "," and any(v.tense == "past" and not v.conjunction for v in verbs)


@dataclass(frozen=True, slots=True)
class MeetingMention:
    """A meeting: each of `one` met each of `other`; where both are the same, each met the others.

    `at` is the trigger's word, `rule` what read it, `past` and `present` whether a verb of that tense tells it,
    `received` whether `one` received `other`.
    """

    one: tuple[Argument, ...]
    other: tuple[Argument, ...]
    at: int
    rule: str
    phone: bool = False
    planned: bool = False
    confidence: float = 0.9
    past: bool = False
    received: bool = False
    present: bool = False


def leads_to(context: ClauseContext, start: int, end: int) -> bool:
    """Whether words `start` to `end` lead to whom they are of: a delegation of, the two ministers, the French (A and
    the German B)."""
    doc = context.doc
    return all(
        doc.texts[k] in Words.DELEGATION
        or doc.texts[k] in Words.ALSO
        or doc.texts[k] in Words.TWO_PERSONS
        or (doc.texts[k - 1] in Words.TWO_PERSONS and doc.words[k].nisbas)
        or doc.texts[k] == FROM
        or (k > start and "a" in doc.words[k].pos and not doc.words[k].definite)
        for k in range(start, end)
    )


def with_a_third(context: ClauseContext, sides: Sides) -> Sides:
    """The sides with an official of a third state who took part: (A met B) in the presence of C, (their meeting), in
    which C takes part."""
    two = [*sides.one, *sides.other]
    third = _joining(context, two) if len(sides.one) == len(sides.other) == 1 and persons(two) else None
    states = {context.states_of.get(it.ref) for it in two}
    if third is None or third.kind != "person" or context.states_of.get(third.ref) in {None, *states}:
        return sides
    return Sides([*two, third], [*two, third], f"{sides.rule}-three", sides.confidence)


def _joining(context: ClauseContext, two: list[Argument]) -> Argument | None:
    """Who is said to take part right after two who met."""
    doc, (_, end), at = context.doc, context.bounds(two[0].start), max(it.end for it in two)
    while at < end and (at in doc.in_date or doc.texts[at] in Words.RELATIVE):
        at += 1
    by = first_of(doc, Words.JOINED_BY, at, min(end, at + _THIRD))
    others = (k for k in range(at, by or at) if "attend" not in {v.event_class for v in doc.words[k].verbs})
    if by is None or not all(context.adverbial(k, k + 1) for k in others):
        return None
    return actor_at(context, by + 1 + (doc.texts[by + 1] in Words.ALSO))
