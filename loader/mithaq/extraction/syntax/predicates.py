"""Predicates and their arguments: who does what to whom, bound once for every family of events.

A trigger is a finite verb, an event noun (masdar) or a participle that `Triggers` found. Around it the binder collects
phrases (an argument with those coordinated with it, or an event noun phrase) and gives each a case: subject, object,
or the preposition before it. The frame of the trigger (`lexicon/data/frames.csv`) then says which case fills which
slot. How a slot was filled is kept: the confidence of a fact comes from that.

Word orders read: verb-subject-object, subject-verb-object, verb with a fronted adjunct, relative clauses on either
argument, passive with an agent phrase, masdar with its subject or object in the genitive, dropped subject.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum

from pyarabic.araby import WAW

from mithaq.extraction.actors import Item
from mithaq.extraction.clauses import IDAFA, Scene
from mithaq.extraction.particles import FROM
from mithaq.extraction.syntax.lists import conjuncts
from mithaq.extraction.syntax.nominals import Nominal, Nominals
from mithaq.extraction.triggers import Trigger
from mithaq.lexicon.frames import OBJECT, SUBJECT, Filling, Flag, Frame, frames
from mithaq.lexicon.groups import group

__all__ = ["Binding", "Filler", "Phrase", "Predicate", "Predicates"]

_REACH = 60
"""Words after a trigger in which its arguments are looked for."""


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


@dataclass(frozen=True, slots=True)
class Phrase:
    """One or more coordinated arguments, or one event noun phrase, with its case."""

    case: str
    arguments: tuple[Item, ...]
    nominals: tuple[Nominal, ...]
    start: int
    end: int

    @property
    def filling(self) -> Filling:
        """What kind of slot it may fill."""
        return Filling(self.nominals[0].kind.value) if self.nominals else Filling.ACTOR


@dataclass(frozen=True, slots=True)
class Filler:
    """What fills a slot, and how it was bound."""

    arguments: tuple[Item, ...]
    nominals: tuple[Nominal, ...]
    binding: Binding


@dataclass(slots=True)
class Predicate:
    """A trigger with its slots; `phrases` are all phrases of its clause, also those that no slot took."""

    trigger: Trigger
    frame: Frame
    slots: dict[str, Filler] = field(default_factory=dict)
    phrases: tuple[Phrase, ...] = ()

    @property
    def at(self) -> int:
        return self.trigger.at

    @property
    def bound(self) -> list[Item]:
        """The arguments in all slots."""
        return self.arguments(*self.slots)

    def has(self, case: str) -> bool:
        """Whether the slot of a case is filled, whatever kind of filler it takes."""
        return any(slot.name in self.slots for slot in self.frame.slots if case in slot.cases)

    def fill(self, case: str, phrase: Phrase, binding: Binding) -> bool:
        """Put a phrase into the slot that its case and kind have in the frame, unless it is filled; whether it was."""
        name = self.frame.slot_of(case, phrase.filling)
        if name is None or name in self.slots:
            return False
        self.slots[name] = Filler(phrase.arguments, phrase.nominals, binding)
        return True

    def arguments(self, *slots: str) -> list[Item]:
        """The arguments in these slots, in the order of the slots."""
        return [it for name in slots if (filler := self.slots.get(name)) is not None for it in filler.arguments]

    def nominals(self, *slots: str) -> list[Nominal]:
        """The event noun phrases in these slots."""
        return [n for name in slots if (filler := self.slots.get(name)) is not None for n in filler.nominals]


class Predicates:
    """All predicates of an article, bound once; asked by frame and by place."""

    def __init__(self, scene: Scene, nominals: Nominals | None = None) -> None:
        self.scene = scene
        self.nominals = nominals or Nominals(scene.doc)
        self._bound: dict[tuple[int, str], Predicate] = {}

    def of(self, *names: str, start: int = 0, end: int | None = None) -> list[Predicate]:
        """The predicates of these frames at words `start` to `end`, in order."""
        return [self._predicate(t) for t in self.scene.triggers.of(*names, start=start, end=end) if t.frame in frames()]

    def _predicate(self, trigger: Trigger) -> Predicate:
        place = trigger.at, trigger.frame
        if place not in self._bound:
            self._bound[place] = _bind(self.scene, self.nominals, trigger, frames()[trigger.frame])
        return self._bound[place]


def _bind(scene: Scene, nominals: Nominals, t: Trigger, frame: Frame) -> Predicate:
    phrases = list(phrases_after(scene, nominals, t.end))
    found = Predicate(t, frame, phrases=tuple(phrases))
    for phrase in phrases:
        if phrase.case == AGENT_CASE:
            found.fill(SUBJECT, phrase, Binding.AGENT)
    if t.noun:
        _bind_noun(scene, found, phrases)
    else:
        _bind_verb(scene, found, phrases)
    for phrase in phrases:
        if phrase.case not in (AGENT_CASE, "", IDAFA):
            found.fill(phrase.case, phrase, Binding.PREPOSITION)
    return found


def _bind_verb(scene: Scene, found: Predicate, phrases: list[Phrase]) -> None:
    """Subject and object of a finite verb."""
    t = found.trigger
    free = [p for p in phrases if p.case == ""]
    if t.passive or found.has(SUBJECT):
        if free:
            found.fill(OBJECT, free[0], Binding.OBJECT)
        return
    antecedent = _antecedent(scene, t)
    left = None if t.conjunction == WAW else scene.left(t.at)
    if antecedent is not None:
        found.fill(OBJECT if t.holder else SUBJECT, _single(antecedent), Binding.RELATIVE)
    elif left is not None and not left.place and not scene.governed(left):
        found.fill(SUBJECT, _single(left, *_paired(scene, left, t)), Binding.TOPIC)
    for phrase in free:
        if not found.has(SUBJECT) and _is_subject(scene, t, phrase) and found.fill(SUBJECT, phrase, Binding.SUBJECT):
            continue
        found.fill(OBJECT, phrase, Binding.OBJECT)
    if t.holder and not found.has(OBJECT):
        topic = scene.topic(t.at)
        if topic is not None and topic not in found.bound:
            found.fill(OBJECT, _single(topic), Binding.PRONOUN)
    bare = Flag.TRANSITIVE in found.frame.flags and not found.has(OBJECT)
    if not found.has(SUBJECT) and not bare and not scene.unnamed_before(t):
        topic = scene.clause_subject(t.at) or scene.topic(t.at)
        if topic is not None and topic not in [it for p in phrases for it in p.arguments]:
            found.fill(SUBJECT, _single(topic), Binding.DROPPED)


def _bind_noun(scene: Scene, found: Predicate, phrases: list[Phrase]) -> None:
    """Genitive and possessor of an event noun."""
    t = found.trigger
    if t.holder:
        topic = scene.topic(t.at, far=False) or scene.topic(t.at)
        if topic is not None:
            found.fill(OBJECT if found.has(SUBJECT) else SUBJECT, _single(topic), Binding.PRONOUN)
    free = [p for p in phrases if p.case in ("", IDAFA)]
    if free and free[0].start == t.end and not t.holder and not t.definite:
        objective = Flag.OBJECTIVE in found.frame.flags and (bool(free[0].nominals) or found.has(SUBJECT))
        found.fill(OBJECT if objective else SUBJECT, free[0], Binding.GENITIVE)
        free = free[1:]
    if free:
        found.fill(OBJECT, free[0], Binding.OBJECT)


def _single(*arguments: Item) -> Phrase:
    return Phrase("", arguments, (), arguments[0].start, arguments[-1].end)


def _paired(scene: Scene, left: Item, t: Trigger) -> list[Item]:
    """Those coordinated with the topic right before a verb (A and B signed)."""
    if t.number == "s":
        return []
    low, _ = scene.bounds(t.at)
    before = scene.items_in(low, left.start)
    joined: list[Item] = []
    last = left
    for item in reversed(before):
        if len(scene.run([item, last], 0)) != 2:
            break
        joined.append(item)
        last = item
    return joined


def _antecedent(scene: Scene, t: Trigger) -> Item | None:
    """The argument that a relative pronoun right before a verb takes up (X, who met Y)."""
    low, _ = scene.bounds(t.at)
    k = t.at - 1
    if k <= low or scene.doc.texts[k] not in group("relative"):
        return None
    while k > low and scene.doc.words[k - 1].kind == "sign":
        k -= 1
    before = scene.items_in(max(low, k - 20), k)
    last = before[-1] if before else None
    return last if last is not None and last.end == k and not last.place else None


def _is_subject(scene: Scene, t: Trigger, phrase: Phrase) -> bool:
    """Whether a phrase without a case may be the subject of the verb before it: near enough, and not what a pronoun
    on the verb already says."""
    return phrase.start == t.end or scene.adverbial(t.end, phrase.start)


AGENT_CASE = "agent"
"""The case of who does what a passive or a masdar says: on the part of X."""


def phrases_after(scene: Scene, nominals: Nominals, start: int, limit: int = _REACH) -> Iterator[Phrase]:
    """The phrases after word `start - 1` in its clause, in order, each with its case.

    A relative clause set off by commas and a parenthesis are passed over; another clause ends the reading.
    """
    _, high = scene.bounds(start - 1)
    stop = min(high, start + limit)
    arguments = {it.start: it for it in scene.following(start, stop)}
    events = {n.start: n for n in nominals.within(start, stop)}
    k = start
    while k < stop:
        argument = arguments.get(k)
        if argument is not None:
            members = conjuncts(scene, argument)
            yield Phrase(_case(scene, argument), tuple(members), (), argument.start, members[-1].end)
            k = max(members[-1].end, k + 1)
            continue
        nominal = events.get(k)
        if nominal is not None:
            yield Phrase(_case_of_nominal(scene, nominal), (), (nominal,), nominal.start, nominal.end)
            k = max(nominal.end, k + 1)
            continue
        past = scene.aside_end(k)
        if past > k:
            k = past
            continue
        if k not in scene.doc.in_date and scene.opens_clause(k):
            return
        k += 1


def _case(scene: Scene, argument: Item) -> str:
    texts = scene.doc.texts
    if argument.start > 1 and texts[argument.start - 2] == FROM and texts[argument.start - 1] in group("on the part"):
        return AGENT_CASE
    return scene.governed(argument)


def _case_of_nominal(scene: Scene, nominal: Nominal) -> str:
    """The preposition before an event noun phrase, as a proclitic or a word; "" where there is none."""
    letter = nominal.proclitics.removeprefix(WAW)
    if letter:
        return letter[-1]
    before = scene.doc.words[nominal.start - 1] if nominal.start else None
    return before.text if before is not None and before.cls == "prep" else ""
