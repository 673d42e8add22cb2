"""Predicates and their arguments: who does what to whom, bound once for every family of events.

A trigger is a finite verb, an event noun (masdar) or a participle that `Triggers` found. The binder collects the
phrases around it (`phrases.py`), each with a case: subject, object, or the preposition before it. The frame of the
trigger (`lexicon/data/frames.csv`) then says which case fills which slot. How a slot was filled is kept: the
confidence of a fact comes from that.

Word orders read: verb-subject-object, subject-verb-object, verb with a fronted adjunct, relative clauses on either
argument, passive with an agent phrase, masdar with its subject or object in the genitive, dropped subject.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum

from pyarabic.araby import ALEF, BEH, FEH, HEH, MEEM, WAW

from mithaq.extraction.facts import Ref
from mithaq.extraction.particles import BETWEEN, FROM, ILA, IN, WITH
from mithaq.extraction.records import record
from mithaq.extraction.syntax.arguments import Argument
from mithaq.extraction.syntax.clauses import IDAFA, ClauseContext
from mithaq.extraction.syntax.coordination import pairs_with
from mithaq.extraction.syntax.nominals import Nominal, Nominals
from mithaq.extraction.syntax.phrases import AGENT_CASE, Phrase, phrases_after
from mithaq.extraction.syntax.triggers import Trigger
from mithaq.lexicon.frames import OBJECT, SUBJECT, Flag, Frame, frames
from mithaq.lexicon.word_groups import Words

__all__ = [
    "Binding",
    "Filler",
    "Predicate",
    "Predicates",
    "of_those",
    "paired",
]

_ADJECTIVES = 4
"""Words between an event noun and the clause about it at the most: the talks, fruitful and long, that."""
_PLACED = 14
"""Words of time and place in that clause before the parties."""
_EACH_OF = 4
"""Words from a preposition to what it governs at the most: with each of, with his counterpart."""
_TOLD = 6
"""Words before a verb in which the event noun phrase may start that its clause is about."""


_AS_FOR = 3
"""Words from as-for to its topic, at the most."""
_WHERE = ("destination", "origin", "theme")
"""Slots that a place may fill."""


class Binding(Enum):
    """How a slot was filled, from the surest to the least sure."""

    SUBJECT = "subject"  # right after the verb
    OBJECT = "object"
    PREPOSITION = "preposition"
    GENITIVE = "genitive"  # of a masdar
    AGENT = "agent"  # min qibal, of a passive or a masdar
    TOPIC = "topic"  # before the verb
    RELATIVE = "relative"  # the antecedent of a relative clause
    PRONOUN = "pronoun"  # a pronoun on the trigger
    DROPPED = "dropped"  # nothing stands for it: whom the clause before was about


@record(frozen=True, slots=True)
class Filler:
    """What fills a slot, how it was bound, and where its phrase starts."""

    arguments: tuple[Argument, ...]
    nominals: tuple[Nominal, ...]
    binding: Binding
    start: int


@dataclass(slots=True)
class Predicate:
    """A trigger with its slots; `phrases` are all phrases of its clause, also those that no slot took."""

    trigger: Trigger
    frame: Frame
    slots: dict[str, Filler] = field(default_factory=dict)
    phrases: tuple[Phrase, ...] = ()
    told_from: int = 0
    """Where the phrases are read from: the word after the trigger, or after the clause that says it came about."""

    @property
    def at(self) -> int:
        return self.trigger.at

    @property
    def bound(self) -> list[Argument]:
        """The arguments in all slots."""
        return self.arguments(*self.slots)

    def has(self, case: str) -> bool:
        """Whether the slot of a case is filled, whatever kind of filler it takes."""
        return bool(self.slots) and any(slot.name in self.slots for slot in self.frame.slots if case in slot.cases)

    def fill(self, case: str, phrase: Phrase, binding: Binding) -> bool:
        """Put a phrase into the slot that its case and kind have in the frame, unless it is filled; whether it was."""
        name = self.frame.slot_of(case, phrase.filling)
        if name is None or name in self.slots:
            return False
        if phrase.arguments and phrase.arguments[0].place and name not in _WHERE:
            return False  # where it was
        self.slots[name] = Filler(phrase.arguments, phrase.nominals, binding, phrase.start)
        return True

    def arguments(self, *slots: str) -> list[Argument]:
        """The arguments in these slots, in the order of the slots."""
        return [it for name in slots if (filler := self.slots.get(name)) is not None for it in filler.arguments]

    def nominals(self, *slots: str) -> list[Nominal]:
        """The event noun phrases in these slots."""
        return [n for name in slots if (filler := self.slots.get(name)) is not None for n in filler.nominals]


class Predicates:
    """All predicates of an article, bound once; asked by frame and by place."""

    def __init__(self, context: ClauseContext) -> None:
        self.context = context
        self.nominals = Nominals(context)
        self._bound: dict[tuple[int, str], Predicate] = {}

    def of(self, *names: str, start: int = 0, end: int | None = None) -> list[Predicate]:
        """The predicates of these frames at words `start` to `end`, in order."""
        triggers = self.context.triggers.of(*names, start=start, end=end)
        known = frames()
        return [self.at(t) for t in triggers if t.event_class in known]

    def at(self, trigger: Trigger) -> Predicate:
        """The predicate of a trigger, which has a frame."""
        place = trigger.at, trigger.event_class
        if place not in self._bound:
            self._bound[place] = _bind(self.context, self.nominals, trigger, frames()[trigger.event_class])
        return self._bound[place]


def _bind(context: ClauseContext, nominals: Nominals, t: Trigger, frame: Frame) -> Predicate:
    phrases, start = tuple(phrases_after(context, nominals, t.end)), t.end
    if t.noun and not phrases and (start := _told_from(context, t)) > t.end:
        phrases = tuple(phrases_after(context, nominals, start))
    found = Predicate(t, frame, phrases=phrases, told_from=start)
    for phrase in phrases:
        if phrase.case == AGENT_CASE:
            found.fill(SUBJECT, phrase, Binding.AGENT)
    if t.noun:
        _bind_noun(context, found)
        _bind_rest(context, found)
        return found
    _bind_told(context, nominals, found)
    unsaid = not t.passive and not found.has(SUBJECT)
    _bind_verb(context, found)
    _bind_rest(context, found)
    if unsaid:
        _bind_unsaid(context, found)
    return found


def _bind_rest(context: ClauseContext, found: Predicate) -> None:
    """What prepositions govern; of a verb also the object past what could not be read."""
    bound = {filler.start for filler in found.slots.values()}
    for phrase in found.phrases:
        if _then(context, phrase):
            _join(context, found, phrase)
            continue
        if phrase.case in (AGENT_CASE, IDAFA) or phrase.start in bound or _past_another(context, found, phrase):
            continue
        if phrase.case:
            found.fill(phrase.case, phrase, Binding.PREPOSITION)
        elif found.trigger.noun:
            continue
        elif _joined(phrase):
            _join(context, found, phrase)
        elif not _acted_on(found, phrase):
            found.fill(OBJECT, phrase, Binding.OBJECT)


def _acted_on(found: Predicate, phrase: Phrase) -> bool:
    """Whether a verb has its object as a pronoun, so that a phrase of actors is none: (A received him)."""
    return found.trigger.has_pronoun_suffix and bool(phrase.arguments)


def _past_another(context: ClauseContext, found: Predicate, phrase: Phrase) -> bool:
    """Whether with- or between- has stood before, with what could not be read: (met) with its leader (about a summit)
    with B; or what could not be read has stood before to-: (met A, and sent a report) to B."""
    start = found.told_from
    if phrase.case == ILA and found.trigger.event_class == "meet":
        reached = max([start, *(it.end for it in found.bound if it.end < phrase.start)])
        return not context.adverbial(reached, phrase.start - 1)
    if phrase.case not in (WITH, BETWEEN) or context.doc.texts[phrase.start - 1] == WAW + phrase.case:
        return False
    first = next((k for k in range(start, phrase.start) if context.doc.texts[k] == phrase.case), phrase.start)
    return first < phrase.start - _EACH_OF and not context.adverbial(first + 1, phrase.start)


def _told_from(context: ClauseContext, t: Trigger) -> int:
    """Where the clause about an event noun goes on after its verb: (the call) that took place (between A and B), (a
    call) he received (from B); the word after the noun where there is no such clause."""
    words = context.doc.words
    _, end = context.bounds(t.at)
    k = _past_adjectives(context, t.end, min(end, t.end + _ADJECTIVES))
    relative = k < end and words[k].text in Words.RELATIVE
    k += relative
    if k >= end or any(v.event_class == "say" for v in words[k].verbs):
        return t.end
    if t.event_class == "call" and any(v.object and v.event_class in ("get", "hold") for v in words[k].verbs):
        return k + 1
    between = next((j for j in range(k + 1, min(end, k + _PLACED)) if words[j].text == BETWEEN), -1)
    return between if relative and between > 0 and context.adverbial(k + 1, between) else t.end


def _past_adjectives(context: ClauseContext, k: int, end: int) -> int:
    """The first word from `k` on, up to `end`, that is neither definite nor of a date."""
    words = context.doc.words
    while k < end and (k in context.doc.in_date or words[k].definite) and not words[k].verbs:
        k += 1
    return k


def _bind_told(context: ClauseContext, nominals: Nominals, found: Predicate) -> None:
    """The event noun phrase that a clause is about: (a meeting) that he held, (the talks) which gathered A with B."""
    t = found.trigger
    nominal = _told_of(context, nominals, t)
    if nominal is None:
        return
    told = Phrase("", (), (nominal,), nominal.start, nominal.end)
    by_it = not Words.BY_IT.isdisjoint(context.doc.texts[t.end : t.end + 1])
    acted_on = t.has_pronoun_suffix or t.passive or by_it
    if not (acted_on and found.fill(BEH if by_it else OBJECT, told, Binding.RELATIVE)):
        found.fill(SUBJECT, told, Binding.RELATIVE)


def _told_of(context: ClauseContext, nominals: Nominals, t: Trigger) -> Nominal | None:
    """The event noun phrase before a verb that the clause of the verb is about."""
    start, _ = context.bounds(t.at)
    before = nominals.within(max(start, t.at - _TOLD), t.at)
    last = before[-1] if before else None
    if last is None or last.head_end > t.at or (t.conjunction and not t.has_pronoun_suffix):
        return None
    ahead = t.at - 1 if t.at > start and context.doc.words[t.at - 1].function_class in ("future", "part") else t.at
    relative = context.doc.texts[ahead - 1] in Words.RELATIVE  # (the visit) that A will pay
    if any(context.opens_clause(k) for k in range(last.head_end, ahead - relative)):
        return None
    counted = last.definite and context.doc.texts[last.start - 1] == FROM  # a series of meetings
    return last if relative or t.has_pronoun_suffix or counted or not last.definite else None


def _bind_verb(context: ClauseContext, found: Predicate) -> None:
    """Subject and object of a finite verb."""
    t = found.trigger
    free = [p for p in found.phrases if p.case == ""]
    if not (t.passive or found.has(SUBJECT)):
        _bind_in_order(context, found, free, relative=_bind_before(context, found))
    elif free:
        found.fill(OBJECT, free[0], Binding.OBJECT)


def _bind_in_order(context: ClauseContext, found: Predicate, free: list[Phrase], *, relative: bool) -> None:
    """Subject and object after a verb, from phrases that nothing governs; in a `relative` clause and- joins a phrase to
    the antecedent."""
    reached = found.trigger.end  # up to here everything is bound
    for phrase in free:
        governed = _governed_before(found, phrase)
        if _joined(phrase) and (relative or governed):
            continue
        if phrase.start != reached and not context.adverbial(reached, phrase.start):
            continue
        if _joined(phrase) and reached < phrase.start:
            continue
        subject = not found.has(SUBJECT) and not _accusative(context, phrase)
        bound = subject and found.fill(SUBJECT, phrase, Binding.SUBJECT)
        if bound or (not (governed or _acted_on(found, phrase)) and found.fill(OBJECT, phrase, Binding.OBJECT)):
            reached = phrase.end


def _bind_before(context: ClauseContext, found: Predicate) -> bool:
    """What a verb has before it: the antecedent of its relative clause, or its topic; whether it is an antecedent."""
    t = found.trigger
    antecedent = _antecedent(context, t)
    if antecedent is None:
        if (topic := _topic_before(context, t)) is not None:
            found.fill(SUBJECT, _single(topic, *paired(context, topic, t)), Binding.TOPIC)
        return False
    after = context.doc.texts[t.end : t.end + 1]
    several = any(text.endswith((HEH + MEEM, HEH + MEEM + ALEF)) for text in after)  # A and B, with whom he met
    joined = _joined_before(context, antecedent) if several else []
    found.fill(_taken_up(context, t), _single(*reversed(joined), antecedent), Binding.RELATIVE)
    return True


def _topic_before(context: ClauseContext, t: Trigger) -> Argument | None:
    """The argument before a verb that may be its subject, and not whom a meeting before it was with; before that-he no
    spokesman."""
    if (topic := _as_for(context, t)) is not None:
        return topic
    left = None if t.conjunction == WAW else context.free_before(t.at)
    if left is None or left.start - 1 in context.encounters:
        return None
    return None if context.doc.texts[t.at - 1] in Words.THAT_HE and context.speaks_for_others(left) else left


def _as_for(context: ClauseContext, t: Trigger) -> Argument | None:
    """Whom a sentence names after as-for that goes on with fa- and the verb: as for A, who is B's guest, he praised."""
    low, _ = context.bounds(t.at)
    doc = context.doc
    if t.conjunction != FEH and doc.texts[t.at - 1] not in Words.THEN_HE_HAS:
        return None
    at = next((k for k in range(t.at - 1, low - 1, -1) if doc.texts[k] in Words.AS_FOR), -1)
    named = context.following_arguments(at + 1)[:1] if at >= low else []
    return next((it for it in named if it.start <= at + _AS_FOR and it.end <= t.at and not it.place), None)


def _taken_up(context: ClauseContext, t: Trigger) -> str:
    """The case in which a relative clause takes up its antecedent: (A) whom B met, with whom B talked, who met B."""
    after = context.doc.texts[t.end] if t.end < len(context.doc.texts) else ""
    for case in (BEH, WITH, ILA) if after in Words.WITH_HIM else ():
        if after.startswith(case[:2]):
            return case
    return OBJECT if t.has_pronoun_suffix else SUBJECT


def _accusative(context: ClauseContext, phrase: Phrase) -> bool:
    """Whether `each of` in the accusative opens a phrase: (met) each of A and B."""
    each = context.doc.texts[phrase.start - 2] if phrase.start > 1 else ""
    return each in Words.EACH and each.endswith(ALEF)


def _bind_unsaid(context: ClauseContext, found: Predicate) -> None:
    """What a pronoun on a finite verb stands for, and a subject that is left out."""
    t = found.trigger
    if t.has_pronoun_suffix and not found.has(OBJECT):
        topic = context.discourse_topic(t.at)
        if topic is not None and topic not in found.bound:
            found.fill(OBJECT, _single(topic), Binding.PRONOUN)
    bare = Flag.TRANSITIVE in found.frame.flags and not found.has(OBJECT)
    if found.has(SUBJECT) or bare or context.unnamed_before(t) or of_those(context, t):
        return
    subject = _left_out(context, t, {it.ref for it in found.bound})
    if subject is not None and not any(subject in p.arguments for p in found.phrases):
        found.fill(SUBJECT, _single(subject), Binding.DROPPED)


def of_those(context: ClauseContext, t: Trigger) -> bool:
    """Whether a relative clause in the plural is about some who are not named: (his envoys) who visited A."""
    relative = not t.noun and t.number == "p" and t.at > 0 and context.doc.texts[t.at - 1] in Words.RELATIVE
    return relative and _antecedent(context, t) is None


def _left_out(context: ClauseContext, t: Trigger, taken: set[Ref]) -> Argument | None:
    """Who the subject of a verb is that has none: whom the clause or the text before is about, unless another slot has
    `taken` him; else who is named in the sentence: (A said that B), with whom he met."""
    gender = t.gender if t.number == "s" else ""
    topic = context.clause_subject(t.at, gender)
    if topic is None or topic.ref in taken:
        topic = context.discourse_topic(t.at, gender=gender)
    if topic is None or topic.ref not in taken:
        return topic
    named = (it for it in context.arguments_in(context.bounds(t.at)[0], t.at) if it.kind == "person")
    return next((it for it in named if it.ref not in taken and not context.case_marker(it)), None)


def _bind_noun(context: ClauseContext, found: Predicate) -> None:
    """Genitive and possessor of an event noun."""
    t = found.trigger
    free = [p for p in found.phrases if p.case in ("", IDAFA)]
    if t.has_pronoun_suffix:
        topic = context.discourse_topic(t.at, far=False) or context.discourse_topic(t.at)
        if topic is not None:
            found.fill(OBJECT if found.has(SUBJECT) else SUBJECT, _single(topic), Binding.PRONOUN)
    elif free and free[0].start == t.end and not t.definite:
        objective = Flag.OBJECTIVE in found.frame.flags and (bool(free[0].nominals) or found.has(SUBJECT))
        found.fill(OBJECT if objective else SUBJECT, free[0], Binding.GENITIVE)
        free = free[1:]
    if free and not _governed_before(found, free[0]):
        found.fill(OBJECT, free[0], Binding.OBJECT)


def _governed_before(found: Predicate, phrase: Phrase) -> bool:
    """Whether a preposition has given the slot of an object to a phrase before this one: a meeting with A, B (said)."""
    slot = found.frame.slot_of(OBJECT, phrase.filling)
    earlier = (f for f in found.phrases if f.start < phrase.start and f.case not in ("", IDAFA, AGENT_CASE))
    return any(f.arguments and found.frame.slot_of(f.case, f.filling) == slot for f in earlier)


def _then(context: ClauseContext, phrase: Phrase) -> bool:
    """Whether then- stands right before a phrase, with its preposition between at the most: (met) with A, then with
    B."""
    before = context.doc.texts[max(0, phrase.start - 2) : phrase.start]
    return bool(phrase.arguments) and not Words.THEN_WITH.isdisjoint(before)


def _joined(phrase: Phrase) -> bool:
    """Whether and- joins a phrase to what stands before it."""
    return bool(phrase.arguments) and phrase.arguments[0].proclitics.startswith(WAW)


def _join(context: ClauseContext, found: Predicate, phrase: Phrase) -> None:
    """Add a phrase to those with whom something was done, if only time and place part them: (he met) with B in Oslo and
    with- C in Bergen."""
    name = found.frame.slot_of(OBJECT, phrase.filling)
    known = found.slots.get(name) if name is not None else None
    if name is None or known is None or not known.arguments:
        return
    last, then = known.arguments[-1], _then(context, phrase)
    if not then and known.binding is not Binding.PREPOSITION and not _closes(context, known, phrase):
        return
    near = context.adverbial(last.end, phrase.start - 2 * then)
    if last.kind == phrase.arguments[0].kind and near:
        found.slots[name] = replace(known, arguments=(*known.arguments, *phrase.arguments))


def _closes(context: ClauseContext, known: Filler, phrase: Phrase) -> bool:
    """Whether a person joined to an object has a place of his own: (met A in Oslo) and B in Bergen."""
    words = context.doc.words
    placed = phrase.end + 1 < len(words) and context.doc.texts[phrase.end] == IN and words[phrase.end + 1].definite
    persons = phrase.arguments[0].kind == known.arguments[-1].kind == "person"
    return known.binding is Binding.OBJECT and placed and persons and known.start < phrase.start


def _single(*arguments: Argument) -> Phrase:
    return Phrase("", arguments, (), arguments[0].start, arguments[-1].end)


def paired(context: ClauseContext, left: Argument, t: Trigger) -> list[Argument]:
    """Those coordinated with the topic right before a verb (A and B signed)."""
    return [] if t.number == "s" else _joined_before(context, left)


def _joined_before(context: ClauseContext, left: Argument) -> list[Argument]:
    """Those before an argument that are coordinated with it, the nearest first."""
    low, _ = context.bounds(left.start)
    joined = [left]
    for item in reversed(context.arguments_in(low, left.start)):
        if not pairs_with(item, joined[-1], context.doc):
            break
        joined.append(item)
    return joined[1:]


def _antecedent(context: ClauseContext, t: Trigger) -> Argument | None:
    """The argument that a relative pronoun right before a verb takes up (X, who met Y)."""
    low, _ = context.bounds(t.at)
    k = t.at - 1
    if k <= low or context.doc.texts[k] not in Words.RELATIVE:
        return None
    while k > low and context.doc.words[k - 1].kind == "sign":
        k -= 1
    before = context.arguments_in(max(low, k - 20), k)
    last = before[-1] if before else None
    return last if last is not None and last.end == k and not last.place else None
