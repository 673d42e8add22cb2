"""Who met, received or called whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pyarabic.araby import BEH, LAM, WAW

from mithaq.extraction.events.meeting_nouns import Result, ahead, by_noun, headed, of_many, on_the_part, pairs
from mithaq.extraction.particles import BETWEEN, FROM, IN, WITH
from mithaq.extraction.syntax.arguments import Argument
from mithaq.extraction.syntax.clauses import IDAFA, ClauseContext
from mithaq.extraction.syntax.modality import Modality, modality
from mithaq.extraction.syntax.triggers import Trigger
from mithaq.lexicon.groups import group, only

__all__ = ["MeetingMention", "find_meetings"]

_FRAMES = ("meet", "receive", "discuss", "call", "phone", "hold", "talk", "gather", "comprise", "begin", "chair")
_PRESS = 0.6
"""The confidence of a meeting of two who held a press conference together."""


@dataclass(frozen=True, slots=True)
class MeetingMention:
    """A meeting: each of `one` met each of `other`; where both are the same, each met the others.

    `at` is the trigger's word, `rule` what read it, `past` whether a verb of the past tells it, `received` whether
    `one` received `other`.
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


def find_meetings(context: ClauseContext) -> Iterator[MeetingMention]:
    """All meetings, visits received and telephone calls in an article."""
    for trigger in context.triggers.of(*_FRAMES):
        mode = modality(context, trigger)
        if not mode.real:
            continue
        found = by_noun(context, trigger) if trigger.noun else _verb(context, trigger)
        if found is None:
            continue
        one, other, rule, confidence = found
        if _before_the_press(context, trigger):
            rule, confidence = "joint-press", _PRESS
        one = [it for it in one if not it.place]
        other = [it for it in other if not (it.place or _own_state(context, one, it) or _outlet(context, it))]
        if not one or not other or (one != other and {it.ref for it in one} & {it.ref for it in other}):
            continue
        yield MeetingMention(
            tuple(one),
            tuple(other),
            trigger.at,
            rule,
            _by_phone(context, trigger),
            mode is Modality.PLANNED or rule == "came-to-meet",
            confidence,
            not trigger.noun and not trigger.present,
            trigger.event_class == "receive",
        )
    yield from _delivered(context)
    yield from _called_on(context)


def _own_state(context: ClauseContext, one: list[Argument], other: Argument) -> bool:
    """Whether `other` is the state that one of those it is said to have met serves."""
    return other.kind in ("state", "side") and any(context.states_of.get(it.ref) == other.ref.key for it in one)


def _outlet(context: ClauseContext, item: Argument) -> bool:
    """Whether a body is a paper, an agency or a broadcaster, which interviews people."""
    near = context.doc.texts[max(0, item.start - 2) : item.start + 2]
    return item.kind == "body" and any(text in group("outlet noun") for text in near)


def _before_the_press(context: ClauseContext, t: Trigger) -> bool:
    """Whether the two only appeared before the press together: (in, held) a press conference (that they held)."""
    start, end = context.bounds(t.at)
    if t.event_class == "hold" and t.has_pronoun_suffix:
        return any(context.doc.texts[k] in group("press") for k in range(max(start, t.at - 3), t.at))
    first = t.at if t.noun else next((k for k in range(t.end, min(end, t.end + 30)) if k in context.meeting_nouns), -1)
    if first < 0 or (not t.noun and t.event_class != "hold"):
        return False
    return any(context.doc.texts[k] in group("press") for k in range(first, min(end, first + 2)))


def _called_on(context: ClauseContext) -> Iterator[MeetingMention]:
    """Who visited whom: X visited Y (in his office)."""
    for t in context.triggers.of("visit"):
        if t.noun or context.doc.texts[t.at].removeprefix(WAW) not in group("calls on"):
            continue
        people = [it for it in context.following_arguments(t.end, limit=30) if it.kind in ("person", "post")][:2]
        if len(people) < 2 or people[0].start != t.end or any(context.case_marker(it) for it in people):
            continue
        if people[1].start == people[0].end and people[0].ref != people[1].ref:
            mode = modality(context, t)
            if mode.real:
                planned = mode is Modality.PLANNED
                yield MeetingMention((people[0],), (people[1],), t.at, "called-on", False, planned, 0.8)


def _delivered(context: ClauseContext) -> Iterator[MeetingMention]:
    """Whom a message was handed to, and by whom: (A received a letter from B) that C handed to him."""
    texts = context.doc.texts
    for k, text in enumerate(texts[:-2]):
        if text.removeprefix(WAW) not in group("handed it") or texts[k + 1] not in group("to him") or context.denied(k):
            continue
        bearer = next(iter(context.following_arguments(k + 2, limit=4)), None)
        taker = context.discourse_topic(k, far=False)
        if bearer is None or taker is None or bearer.start != k + 2 or bearer.kind not in ("person", "post"):
            continue
        if taker.ref != bearer.ref:
            yield MeetingMention((taker,), (bearer,), k, "handed-to", False, False, 0.75)


def _by_phone(context: ClauseContext, trigger: Trigger) -> bool:
    if trigger.event_class in ("call", "phone"):
        return True
    start, end = context.bounds(trigger.at)
    near = (
        context.triggers.of("call", start=max(start, trigger.at - 5), end=trigger.at)
        if trigger.has_pronoun_suffix
        else []
    )
    if any(t.noun for t in near):
        return True  # a call that X made
    if trigger.event_class == "hold" and not trigger.noun:
        nouns = context.triggers.of("meet", "call", start=trigger.end, end=min(end, trigger.end + 30))
        if next((t.event_class for t in nouns if t.noun), "") == "call":
            return True  # X made calls
    for k in range(trigger.at, min(end, trigger.at + 60)):
        if context.doc.texts[k] in group("that"):
            return False
        if context.doc.texts[k] in group("phone"):
            return True
    return False


def _verb(context: ClauseContext, t: Trigger) -> Result | None:
    doc = context.doc
    right = context.following_arguments(t.end)
    left = (
        context.preceding_argument(t.at) if t.conjunction != WAW else None
    )  # and-met: the subject is another clause's
    if t.number == "d" and left is not None and left.kind in ("person", "post"):
        before = [it for it in context.arguments_in(context.bounds(t.at)[0], left.start) if it.kind == left.kind]
        if before and pairs(context, before[-1], left):
            return [before[-1]], [left], "two-met", 0.85
    if t.event_class == "begin":
        return (
            _held(context, t, right, None)
            if any(k in context.meeting_nouns for k in range(t.end, t.end + 25))
            else None
        )
    if t.event_class == "hold":
        return _held(context, t, right, left)
    if t.event_class in ("phone", "call") and not right:
        return None
    if t.event_class in ("gather", "comprise"):
        return _gathered(context, t, right)
    if t.event_class == "chair":
        return _chaired(context, t, right, left)
    if t.event_class in ("discuss", "talk"):
        return _discussed(context, t, right, left)
    agent = _agent(context, right)
    if agent is not None and right and not context.case_marker(right[0]):
        return [agent], context.conjuncts(right, 0), "received-by", 0.85
    if t.has_pronoun_suffix:  # he met him: the pronoun's owner is the topic
        topic = context.discourse_topic(t.at)
        if topic and right and not context.case_marker(right[0]):
            return [topic], context.conjuncts(right, 0), "met-pronoun", 0.75
        return None
    if left is not None and left.kind in ("person", "post", "body") and right:
        subject = [left]
        objects = _objects(context, right, t.end)
        if objects:
            return subject, objects, "subject-verb", 0.9
    if not right:
        return None
    first = right[0]
    if t.event_class == "receive" and first.kind == "state":
        return None  # a state that receives somebody is visited
    delegated = _delegation(context, t.end, first.start)
    governed = "" if delegated and first.start > t.end else context.case_marker(first)
    if doc.texts[t.at - 1].removeprefix(WAW) in group("that he") and not governed and t.event_class != "receive":
        topic = context.discourse_topic(t.at)
        return ([topic], context.conjuncts(right, 0), "met-dropped-subject", 0.7) if topic else None
    if governed in (WITH, BEH, BETWEEN) or (governed == "" and _no_subject(context, t, right)):
        if governed == BETWEEN:
            together = context.conjuncts(right, 0)
            return ([together[0]], together[1:], "between", 0.9) if len(together) > 1 else None
        topic = None if context.unnamed_before(t) else context.discourse_topic(t.at)
        return ([topic], context.conjuncts(right, 0), "met-dropped-subject", 0.7) if topic else None
    if governed:
        return None
    if t.event_class in ("meet", "receive") and len(right) == 1 and first.kind in ("person", "post"):
        led = headed(context, first.end, context.bounds(t.at)[1])
        if led and led[0].ref != first.ref:
            return [first], led, "met-delegation", 0.85
    if not delegated and not context.adverbial(t.end, first.start):
        return None  # an unnamed one met (an official, a delegation): what follows is whom
    subjects = context.conjuncts(right, 0)
    rest = right[len(subjects) :]
    objects = _objects(context, rest, subjects[-1].end)
    if objects and not context.case_marker(objects[0]) and not context.adverbial(subjects[-1].end, objects[0].start):
        objects = []
    if objects and not any(doc.words[k].function_class == "conj" for k in range(subjects[-1].end, objects[0].start)):
        return subjects, objects, "verb-subject-object", 0.9
    if len(subjects) > 2 and t.event_class == "meet" and context.doc.texts[subjects[0].start - 2] in group("each"):
        return None  # each of A, B and C met: a forum
    if len(subjects) > 1 and t.event_class == "meet":
        return subjects[:1], subjects[1:], "verb-coordinated", 0.85
    particle = doc.words[t.at - 1] if t.at > context.bounds(t.at)[0] else None
    if particle is not None and particle.function_class in ("part", "future"):  # X, who ..., had met Y
        topic = context.discourse_topic(t.at, far=False)
        if topic is not None and topic.ref != first.ref:
            return [topic], subjects, "topic-verb", 0.75
    return None


def _delegation(context: ClauseContext, start: int, end: int) -> bool:
    """Whether words `start` to `end` are nothing, or a delegation that acts for whom they lead to."""
    doc = context.doc
    return all(
        doc.texts[k] in group("delegation")
        or doc.texts[k] == FROM
        or (k > start and "a" in doc.words[k].pos and not doc.words[k].definite)
        for k in range(start, end)
    )


def _agent(context: ClauseContext, right: list[Argument]) -> Argument | None:
    """Who does what a passive verb says: (X was received) on the part of Y."""
    return next((it for it in right if on_the_part(context, it)), None)


def _gathered(context: ClauseContext, t: Trigger, right: list[Argument]) -> Result | None:
    """A meeting that gathered A with B; that gathered him with B; that comprised A, B and C."""
    if not any(k in context.meeting_nouns for k in range(max(context.bounds(t.at)[0], t.at - 6), t.at)):
        return None
    if t.event_class == "comprise":
        together = context.conjuncts(right, 0) if right and not context.case_marker(right[0]) else []
        few = 1 < len(together) <= 4 and all(it.kind in ("person", "post") for it in together)
        return (together[:1], together[1:], "comprised", 0.85) if few else None
    if right and context.case_marker(right[0]) == BETWEEN:
        together = context.conjuncts(right, 0)
        return (together[:1], together[1:], "gathered", 0.85) if len(together) > 1 else None
    if t.has_pronoun_suffix:
        objects = context.conjuncts(right, 0) if right else []
        first = context.discourse_topic(t.at, far=False) or ahead(context, objects) or context.discourse_topic(t.at)
    else:
        first = right[0] if right and not context.case_marker(right[0]) else None
    rest = right if t.has_pronoun_suffix else right[1:]
    if first is None or not rest:
        return None
    if context.case_marker(rest[0]) in (WITH, BEH, BETWEEN) or pairs(context, first, rest[0]):
        return [first], context.conjuncts(rest, 0), "gathered", 0.85
    return None


def _chaired(context: ClauseContext, t: Trigger, right: list[Argument], left: Argument | None) -> Result | None:
    """Two who chaired talks together, or each for his side: they met."""
    start, end = context.bounds(t.at)
    if t.has_pronoun_suffix and any(k in context.meeting_nouns for k in range(max(start, t.at - 6), t.at)):
        people = [
            it
            for it in context.following_arguments(t.end)
            if it.kind in ("person", "post") and not context.case_marker(it)
        ][:2]
        if len(people) < 2:
            return None
        sides = sum(text.endswith(only("side noun")) for text in context.doc.texts[t.end : people[1].start])
        return (people[:1], people[1:], "chaired-for-sides", 0.85) if sides == 2 else None
    if not any(k in context.meeting_nouns for k in range(t.end, min(end, t.end + 40))):
        return None
    subjects = context.conjuncts(right, 0) if right and not context.case_marker(right[0]) else [left] if left else []
    if len(subjects) == 1 and len(right) > 1 and context.case_marker(right[1]) == WITH:
        subjects.append(right[1])  # chaired jointly with B
    if len(subjects) != 2 or any(it.kind not in ("person", "post") for it in subjects):
        return None
    return subjects[:1], subjects[1:], "chaired-together", 0.8


def _no_subject(context: ClauseContext, t: Trigger, right: list[Argument]) -> bool:
    """A verb whose one item to the right is its object, the subject being the person spoken of: after and-, where-,
    as-."""
    objects = context.conjuncts(right, 0)
    if _objects(context, right[len(objects) :], objects[-1].end):
        return False
    start, _ = context.bounds(t.at)
    before = context.doc.words[t.at - 1] if t.at > start else None
    if (
        t.event_class == "receive"
        and not t.passive
        and before is not None
        and before.function_class in ("conj", "part")
    ):
        return True  # as he received A and B
    during = context.doc.texts[t.end : t.end + 1]
    dated = before is not None and t.at - 1 in context.doc.in_date and before.text.startswith(WAW)  # and yesterday met
    lead = (
        t.conjunction == WAW
        or dated
        or bool(during and during[0] in group("during it"))
        or (before is not None and before.function_class in ("conj", "part", "rel"))
    )
    topic = context.discourse_topic(t.at, far=False)
    alone = right[0].start == t.end and len(right) == len(objects) and _ends(context, objects[-1].end)
    if topic is None and alone and t.at <= start + 1:
        topic = context.discourse_topic(t.at)  # he also met Y: of whom the sentence before spoke
    return lead and topic is not None and topic.ref != right[0].ref


def _led_by(context: ClauseContext, item: Argument) -> str:
    """The preposition that governs an item, or some members of it: (with) members of the committee, officials from the
    Union."""
    governed = context.case_marker(item)
    if item.kind != "body" or governed not in (FROM, IN, BEH, IDAFA):
        return governed
    texts = context.doc.texts
    at = item.start - (governed in (FROM, IN)) - 1
    low, _ = context.bounds(item.start)
    if at <= low or texts[at] not in group("members"):
        return governed
    before = context.doc.words[at - 1]
    return before.text if before.function_class == "prep" or before.text == WITH else ""


def _ends(context: ClauseContext, k: int) -> bool:
    """Whether nothing that may be an object follows before word `k`'s clause is over."""
    doc = context.doc
    return k >= len(doc.words) or k in doc.in_date or doc.words[k].kind != "word" or bool(doc.words[k].function_class)


def _objects(context: ClauseContext, items: list[Argument], after: int) -> list[Argument]:
    """The objects of a verb: the first item past word `after` that no foreign preposition governs, and those
    coordinated with it; not the body on whose sidelines it happened."""
    texts = context.doc.texts
    for n, item in enumerate(items):
        governed = _led_by(context, item)
        person = item.kind in ("person", "post")
        aside = any(texts[k] in group("sidelines") for k in range(after, item.start))
        if item.place or (aside and (not person or governed == IDAFA)):
            continue
        if governed in ("", BEH, WITH) or (governed == LAM and person):
            return context.conjuncts(items, n)
        if governed not in (IN,):
            return []
    return []


def _held(context: ClauseContext, t: Trigger, right: list[Argument], left: Argument | None) -> Result | None:
    """(X) held talks with Y; a meeting that X held with Y."""
    doc = context.doc
    _, end = context.bounds(t.at)
    noun = next((k for k in range(t.end, min(end, t.end + 30)) if _is_meeting_noun(context, k)), None)
    relative = (
        t.at > 0
        and (t.has_pronoun_suffix or doc.texts[t.at - 1] in group("relative"))
        and any(_is_meeting_noun(context, k) for k in range(max(0, t.at - 5), t.at))
    )
    if noun is None and not relative:
        return None
    subjects: list[Argument] = []
    objects: list[Argument] = []
    pool = context.following_arguments(t.end, through=False)
    for n, item in enumerate(pool):
        governed = _led_by(context, item)
        if item.place and governed != WITH:
            continue
        if governed == WITH and doc.texts[t.end : item.start].count(WITH) > 1:
            break  # the first of them is with somebody whom the text does not name
        if governed == WITH or (governed == BEH and noun is not None and item.start > noun):
            objects = context.conjuncts(pool, n)
            break
        if not governed and not subjects:
            if n and pairs(context, pool[n - 1], item):
                continue  # (with the participation of A) and B
            subjects = context.conjuncts(pool, n)
        elif governed == BETWEEN:
            together = context.conjuncts(pool, n)
            if len(together) > 2 and noun and of_many(context, noun + 1):
                return together, together, "held-by-all", 0.85
            return ([together[0]], together[1:], "held-between", 0.9) if len(together) > 1 else None
    if subjects and not objects and noun is not None:  # X, in a visit he made to Y, held talks with Z
        rest = context.following_arguments(noun + 1)
        whom = bool(rest) and context.case_marker(rest[0]) == WITH and not rest[0].place
        whom = whom and doc.texts[noun : rest[0].start].count(WITH) == 1
        objects = context.conjuncts(rest, 0) if whom else []
    if not subjects and left is not None and left.kind != "state":
        subjects = [left]
    if relative and subjects and not objects and _with_him(context, t.end, subjects[0].start):
        topic = context.discourse_topic(t.at)  # a call that Y made with him
        objects = [topic] if topic and topic.ref != subjects[0].ref else []
    if not subjects and objects and not context.unnamed_before(t):
        topic = context.discourse_topic(t.at)
        subjects = [topic] if topic else []
    if relative and t.number == "d" and not subjects and not objects:
        return _both_held(context, t)
    if noun is not None and not objects and context.sides(t.at):
        pair = context.two_persons(t.at)
        if pair:
            return pair[:1], pair[1:], "two-held", 0.75
    if noun is not None and of_many(context, noun + 1) and subjects and objects and len(subjects) + len(objects) > 2:
        return [*subjects, *objects], [*subjects, *objects], "held-by-all", 0.85
    if subjects and objects:
        return subjects, objects, "held-with", 0.9
    if noun is not None and subjects and not objects:
        objects = headed(context, noun + 1, end)
        if objects and objects[0] not in subjects:
            return subjects, objects, "held-with-delegation", 0.85
    if len(subjects) > 2 and noun is not None and of_many(context, noun + 1):
        return subjects, subjects, "held-by-all", 0.85
    if len(subjects) > 2 and noun is not None and subjects[0].start > noun:
        return None  # a meeting of A, B and C was held: a forum
    if len(subjects) > 1 and (noun is not None or relative) and not t.passive:
        return subjects[:1], subjects[1:], "held-coordinated", 0.8
    return None


def _both_held(context: ClauseContext, t: Trigger) -> Result | None:
    """(A came with B after talks) that the two held: the two persons named last in the sentence."""
    before = context.arguments_in(context.bounds(t.at)[0], t.at)
    people = {it.ref: it for it in reversed(before) if it.kind in ("person", "post") and not it.place}
    two = list(people.values())[:2]
    return (two[:1], two[1:], "held-by-both", 0.8) if len(two) == 2 else None


def _with_him(context: ClauseContext, start: int, end: int) -> bool:
    """Whether words `start` to `end` say with whom by a pronoun."""
    return any(context.doc.texts[k] in group("with him") for k in range(start, end))


def _is_meeting_noun(context: ClauseContext, k: int) -> bool:
    return k in context.meeting_nouns


def _discussed(context: ClauseContext, t: Trigger, right: list[Argument], left: Argument | None) -> Result | None:
    """X discussed (something) with Y: Y must be a person unless nothing but time and place stands between."""
    subject: list[Argument] = []
    if right and not context.case_marker(right[0]) and not right[0].place:
        subject = context.conjuncts(right, 0)
    elif left is not None and left.kind in ("person", "post"):
        subject = [left]
    if not subject or any(it.kind not in ("person", "post", "body") for it in subject[:1]):
        return None
    pool = context.following_arguments(t.end, limit=60)
    for n, item in enumerate(pool):
        if item in subject or context.case_marker(item) != WITH or item.place:
            continue
        if item.kind in ("person", "post"):
            return subject, context.conjuncts(pool, n), "discussed-with", 0.9
        return None
    people = [it for it in subject if it.kind in ("person", "post")]
    _, end = context.bounds(t.at)
    if WITH in context.doc.texts[subject[-1].end : end]:
        return None  # both discussed it with others
    if len(people) > 1 and len(people) == len(subject):
        return people[:1], people[1:], "discussed-coordinated", 0.85
    return None
