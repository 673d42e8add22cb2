"""Who went, goes or will go to which state."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pyarabic.araby import ALEF, HEH, LAM, MEEM, NOON, WAW

from mithaq.extraction.discourse.anaphora import both_before, the_two
from mithaq.extraction.document import LexiconMatch
from mithaq.extraction.events.meeting_sides import headed, owner_of, subject_ahead
from mithaq.extraction.events.visit_company import in_their_company
from mithaq.extraction.events.visit_destinations import delegated, targets
from mithaq.extraction.events.visit_mention import VisitMention, guests, travels
from mithaq.extraction.events.visit_stays import stays
from mithaq.extraction.particles import FROM, ILA, IN, WITH
from mithaq.extraction.syntax.arguments import Argument
from mithaq.extraction.syntax.clauses import IDAFA, ClauseContext
from mithaq.extraction.syntax.modality import Modality, modality
from mithaq.extraction.syntax.nominals import NominalKind
from mithaq.extraction.syntax.predicates import Binding, Predicate, Predicates, of_those, paired
from mithaq.extraction.syntax.search import (
    antecedent,
    first_of,
    first_ungoverned,
    has_any,
    is_person,
    known,
    last_of,
    may_be_finite,
)
from mithaq.extraction.syntax.triggers import Trigger
from mithaq.language.fold import normalize
from mithaq.lexicon import LexicalEntry
from mithaq.lexicon.word_groups import Words

__all__ = ["find_visits", "unplaced_visits"]

_FRAMES = ("visit", "arrive", "go", "leave", "return", "tour", "lead", "head", "send")
_MAKES = ("perform", "begin", "conclude", "hold", "intend")  # frames of what one does with a visit
_WAY = 40  # words before `on his way` in which the traveller is named
_GUEST = 2  # words between a visit's noun and li- with who pays it
_LED_ON = 4  # words after who pays a visit in which to- may say where it led
_FRONTED = 3  # words before the noun of a visit that opens a sentence at the most: at the end of a first visit
_MADE = 15  # words before a visit's noun in which the verb that makes it may stand
_RELATIVE = 9  # words from a relative pronoun to the verb or noun of a visit


def find_visits(predicates: Predicates) -> Iterator[VisitMention]:
    """All visits in an article: made, begun, planned; not those called off, denied, or only invited to."""
    told = sorted([*_journeys(predicates), *stays(predicates)], key=lambda v: v.at)
    yield from told
    yield from in_their_company(predicates, told)


def _journeys(predicates: Predicates) -> Iterator[VisitMention]:
    """The visits that a verb or noun of travelling tells."""
    context = predicates.context
    made = _made(predicates)
    for p in predicates.of(*_FRAMES):
        t, mode = p.trigger, modality(context, p.trigger)
        by = made.get(t.at)
        places = targets(context, t) if mode.real and not (by is not None and context.denied(by.at)) else []
        if not places:
            continue
        visitors, rule = _visitors(_Journey(context, p, places[0], made.get(t.at), _reception(predicates, t)))
        planned, present = mode is Modality.PLANNED, _present(context, t, made.get(t.at))
        for hit in places:
            for visitor in guests(context, visitors, hit.entry.value):
                if t.event_class != "leave" or _guest_before(context, visitor, hit):
                    where = hit if hit.entry.category != "body" else None
                    yield VisitMention(visitor, hit.entry.value, where, t.at, rule, planned, present, t.noun)


def _guest_before(context: ClauseContext, visitor: Argument, left: LexiconMatch) -> bool:
    """Whether who leaves a state was its guest: no diplomats expelled; of `the country` one known to serve another."""
    own = left.article and left.entry.category == "state" and not left.entry.definite
    return visitor.kind != "side" and (not own or visitor.ref in context.states_of)


def unplaced_visits(predicates: Predicates) -> Iterator[tuple[Argument, Trigger]]:
    """The visits, by noun, of persons of whom the sentence does not say where they went: after the visit of A."""
    context = predicates.context
    made = _made(predicates)
    for p in predicates.of("visit"):
        t, by = p.trigger, made.get(p.at)
        denied = by is not None and context.denied(by.at)
        if not t.noun or t.has_pronoun_suffix or denied or not modality(context, t).real:
            continue
        nowhere = LexiconMatch(t.at - 1, t.at, "", False, LexicalEntry("state", "", "", False, 1))
        journey = _Journey(context, p, nowhere, by, None)
        visitors = _visit_of(journey) or _makes_a_visit(journey)
        for visitor in visitors if visitors and not targets(context, t) else ():
            led = _led_on(context, t.end, max(t.end, visitor.end))
            near = by is not None or 0 <= visitor.start - t.end <= _GUEST
            others = context.triggers.of("visit", start=t.end, end=context.bounds(t.at)[1])
            led = led or any(targets(context, other) for other in others)
            if visitor.kind == "person" and near and not led:
                yield visitor, t


def _led_on(context: ClauseContext, start: int, end: int) -> bool:
    """Whether to- stands between words `start` and `end` or just after them: (a visit of A) to the region."""
    texts, (_, stop) = context.doc.texts, context.bounds(start)
    return ILA in texts[start : min(stop, end + _LED_ON)] or texts[end].startswith(LAM + LAM)


def _made(predicates: Predicates) -> dict[int, Predicate]:
    """The predicates that say who makes a visit, by the word of the visit's noun: (X) begins, pays (a visit)."""
    return {n.start: p for p in predicates.of(*_MAKES) for n in p.nominals("theme") if n.kind is NominalKind.VISIT}


def _reception(predicates: Predicates, t: Trigger) -> Predicate | None:
    """The predicate of receiving a guest that is the last one before a noun of travelling in its sentence."""
    start, _ = predicates.context.bounds(t.at)
    return next(reversed(predicates.of("receive", start=start, end=t.at)), None) if t.noun else None


def _present(context: ClauseContext, t: Trigger, made: Predicate | None) -> bool:
    """Whether a visit is told in the present tense, by its own verb or by the one that makes it (begins a visit)."""
    if not t.noun or made is not None:
        return (made.trigger if t.noun and made is not None else t).present
    start, _ = context.bounds(t.at)
    makes = context.triggers.of("begin", "perform", start=max(start, t.at - _MADE), end=t.at)
    return bool(makes) and makes[-1].present


@dataclass(frozen=True, slots=True)
class _Journey:
    """A predicate of travelling, where it leads, and the predicates that say who makes it and who was received, if
    there are any."""

    context: ClauseContext
    predicate: Predicate
    destination: LexiconMatch
    made: Predicate | None
    reception: Predicate | None

    @property
    def trigger(self) -> Trigger:
        return self.predicate.trigger

    @property
    def at(self) -> int:
        return self.predicate.at

    @property
    def going(self) -> bool:
        """Whether going is when something was done: before going to."""
        named = self.trigger.event_class in ("go", "leave") and not self.trigger.has_pronoun_suffix
        return named and self.context.doc.texts[self.at - 1] in Words.MEANWHILE


def _visitors(j: _Journey) -> tuple[list[Argument], str]:
    """Who travels, and the rule that says so."""
    if of_those(j.context, j.trigger):
        return [], ""
    for rule, read in _NOUN_READERS if j.trigger.noun else _VERB_READERS:
        found = read(j)
        if found is not None:
            return [it for it in found if _able(it, j.destination)], rule
    return [], ""


def _able(item: Argument, destination: LexiconMatch) -> bool:
    """Whether an item may travel: no place, and not where the journey leads."""
    inside = item.start <= destination.start < item.end
    return item.kind in ("person", "post", "side", "state", "body") and not item.place and not inside


# Readers: each gives those who travel in one construction, an empty list where they are not known, or None.


def _delegation_visits(j: _Journey) -> list[Argument] | None:
    """A delegation right after the trigger or the place: its head, or the body that it is of or from."""
    doc, at = j.context.doc, j.trigger.end
    if not delegated(j.context, j.trigger):
        at = j.destination.end  # (there arrived) in Rome (yesterday) a delegation
        while at in doc.in_date:
            at += 1
        if at < j.trigger.end or not has_any(doc, Words.A_DELEGATION, at, at + 1):
            return None
    _, end = j.context.bounds(j.at)
    if led := headed(j.context, at, end):
        return led
    sender = j.context.arguments_in(at + 1, min(end, at + 3))[:1]
    return sender if sender and sender[0].kind == "body" else None


def _guest_visits(j: _Journey) -> list[Argument] | None:
    """(A received) B, on a visit, on a tour of; (A received) B during his visit to the country of A."""
    p, t = j.reception, j.trigger
    guests = [it for it in p.arguments("partner") if is_person(it) and it.end <= t.at] if p is not None else []
    if p is None or not guests or j.context.crosses_clause(p.at, t.at) or _in_relative(j.context, t):
        return None
    if (who := antecedent(j.context, t.at, _RELATIVE)) is not None and is_person(who):
        guests = [who]  # B, who pays a visit
    home = any(j.context.states_of.get(it.ref) == j.destination.entry.value for it in p.arguments("agent"))
    return guests if home or not (t.definite or t.has_pronoun_suffix) else None


def _his_visit(j: _Journey) -> list[Argument] | None:
    """His visit (to X); a visit of his; (in his visit to X), A said."""
    t, doc = j.trigger, j.context.doc
    his = t.event_class == "visit" and has_any(doc, Words.OF_HIS, t.end, t.end + 2)
    if not t.has_pronoun_suffix and not his:
        return None
    if t.has_pronoun_suffix and doc.texts[t.end - 1].endswith(HEH + MEEM):
        return []  # of many
    if t.has_pronoun_suffix and doc.texts[t.end - 1].endswith(HEH + MEEM + ALEF):
        return both_before(j.context, j.at)
    past = max(t.end, j.destination.end)
    if t.event_class == "leave":  # (ahead of) his leaving (the capital), A said
        return known(j.context.discourse_topic(j.at, far=False) or subject_ahead(j.context, past))
    who = antecedent(j.context, j.at, _RELATIVE) if t.event_class == "return" else None
    return [who] if who is not None and is_person(who) else known(owner_of(j.context, j.at, past))


def _visit_of(j: _Journey) -> list[Argument] | None:
    """The visit of A; the visit, the last one, of A; (Cairo awaits) the coming of A."""
    told_before = j.destination.start < j.at
    for phrase in (f for f in j.predicate.phrases if f.arguments and _able(f.arguments[0], j.destination)):
        first, ahead = phrase.arguments[0], phrase.start < j.destination.start
        if first.kind == "body":
            continue
        gap = sum(k not in j.context.doc.in_date for k in range(j.trigger.end, phrase.start))
        genitive = phrase.case == "" or (phrase.case == IDAFA and first.kind == "post")
        if genitive and not gap and (ahead or told_before):
            return list(phrase.arguments)
        near = told_before or (ahead and gap <= _GUEST)
        if near and phrase.case == LAM and first.kind != "state" and j.trigger.event_class in ("visit", "tour"):
            return [first]
    return None


def _traveller(context: ClauseContext, before: list[Argument], at: int) -> Argument | None:
    """Who of those named before word `at` is the subject of its clause: (A said that) B is on his way."""
    inner = [it for it in before if not context.crosses_clause(it.start, at)]
    return first_ungoverned(context, inner or before)


def _on_his_way(j: _Journey) -> list[Argument] | None:
    """A (stopped, spoke) on his way to; A (left), bound for."""
    t, doc = j.trigger, j.context.doc
    bound = doc.texts[t.at] in Words.TOWARDS
    if t.event_class != "go" or not (bound or (t.has_pronoun_suffix and doc.texts[t.at] == IN)):
        return None
    start, _ = j.context.bounds(t.at)
    gender = "f" if doc.texts[t.end - 1].endswith(HEH if bound else ALEF) else "m"
    near = [it for it in j.context.arguments_in(max(start, t.at - _WAY), t.at) if j.context.agrees(it, gender)]
    return known(_traveller(j.context, list(filter(is_person, near)), t.at))


def _sent(j: _Journey) -> list[Argument] | None:
    """A sent B (to a state)."""
    t, agent, sent = j.trigger, j.predicate.slots.get("agent"), j.predicate.slots.get("partner")
    if t.event_class != "send":
        return None
    if sent is None or t.has_pronoun_suffix or sent.binding is not Binding.OBJECT:
        return []
    reached = agent.arguments[-1].end if agent is not None and agent.binding is Binding.SUBJECT else t.end
    near = j.context.adverbial(reached, sent.start)
    return [it for it in sent.arguments if it.kind == "person" and near]


def _led(j: _Journey) -> list[Argument] | None:
    """A visit or a tour leads A somewhere; A leads a delegation there."""
    if j.trigger.event_class not in ("lead", "head"):
        return None
    who = j.context.argument_at(j.trigger.end)
    after = who.end if who is not None and is_person(who) else j.trigger.end
    if has_any(j.context.doc, Words.A_DELEGATION, after, after + 1):
        further = any(k in j.context.triggers.verbs for k in range(after, j.destination.start))
        return [] if further else _subject_visits(j)
    if j.trigger.event_class == "head":
        return []
    visits = any(n.kind is NominalKind.VISIT for n in j.predicate.nominals("theme"))
    return list(filter(is_person, j.predicate.arguments("partner"))) if visits else []


def _unknown(j: _Journey) -> list[Argument] | None:
    """Of nobody known: the visit of a role without a name, of a strange word; a coming or leaving."""
    t = j.trigger
    if j.going:
        return None
    doc, word = j.context.doc, j.context.doc.words[t.end]
    strange = word.kind == "word" and not (word.pos or word.verbs or word.nodes or word.function_class)
    unread = strange and t.end not in doc.in_date and not doc.hits.get(t.end) and len(word.stems) == 1
    unnamed = (unread and not t.definite) or doc.find(t.end, "role", "title") is not None
    return [] if unnamed or t.event_class not in ("visit", "tour") else None


def _makes_a_visit(j: _Journey) -> list[Argument] | None:
    """A, or a delegation that he heads, begins, pays (a visit); the visit that A pays."""
    if j.made is None:
        return None
    if led := headed(j.context, j.made.trigger.end, j.at):
        return led
    agent = j.made.slots.get("agent")
    if agent is None or not travels(j.context, agent.arguments[0]):
        return None
    that_he = j.trigger.definite and j.made.at > j.at  # the visit that he pays
    led_by = j.context.doc.texts[agent.arguments[0].start - 1] in Words.HEADED_BY
    return list(agent.arguments) if that_he or led_by or agent.binding is not Binding.DROPPED else None


def _invited(j: _Journey) -> list[Argument] | None:
    """(A invited) B to visit, (B accepted the invitation of A) to visit: the only one of them from elsewhere."""
    context, (start, _) = j.context, j.context.bounds(j.at)
    invites = context.triggers.of("invite", start=max(start, j.at - _MADE), end=j.at)
    if j.trigger.definite or j.trigger.has_pronoun_suffix or not invites:
        return None
    named = filter(is_person, context.arguments_in(start, j.at))
    abroad = {it.ref: it for it in guests(context, list(named), j.destination.entry.value)}
    return list(abroad.values()) if len(abroad) == 1 else []


def _on_a_visit(j: _Journey) -> list[Argument] | None:
    """A, on a visit (to X); A, who is on a visit; A (said, arrived, on) a visit."""
    t, context = j.trigger, j.context
    if (t.definite or context.doc.texts[t.at - 1] in Words.THAT) and not j.going:
        return None
    left = None if j.going else _named_before(context, t)
    if left is not None and left.kind in ("person", "post", "side"):
        return [left]
    if j.destination.start < t.at:
        return None
    before = _in_relative(context, t) or list(filter(is_person, context.arguments_in(context.bounds(t.at)[0], t.at)))
    subject = _traveller(context, before, t.at) if before else _told_after(j)
    quoted = subject is not None and first_of(context.doc, (":",), subject.end, t.at) is not None
    return None if quoted else known(subject) or None


def _in_relative(context: ClauseContext, t: Trigger) -> list[Argument]:
    """The persons in the relative clause of a thing that word `t` stands in: (the matter) that A raised during (a
    tour)."""
    relative = last_of(context.doc, Words.RELATIVE, max(context.bounds(t.at)[0], t.at - _MADE), t.at)
    if relative is None or context.preceding_argument(relative) is not None:
        return []
    within = all(context.doc.words[k].kind == "word" for k in range(relative, t.at))
    return [it for it in context.arguments_in(relative, t.at) if is_person(it)] if within else []


def _named_before(context: ClauseContext, t: Trigger) -> Argument | None:
    """Who is named right before a verb or noun of travelling, or before the relative pronoun of its clause."""
    if (left := context.preceding_argument(t.at)) is not None:
        return left
    who = antecedent(context, t.at, _RELATIVE)
    return who if who is not None and is_person(who) else None


def _told_after(j: _Journey) -> Argument | None:
    """Who is on a visit whose noun opens the sentence: after a visit to X, A said; and added on a visit to."""
    doc, (start, _) = j.context.doc, j.context.bounds(j.at)
    meanwhile = doc.texts[j.at - 1] in Words.MEANWHILE
    fronted = start < j.at <= start + _FRONTED and (meanwhile or doc.words[j.at - 1].function_class != "prep")
    subject = subject_ahead(j.context, j.destination.end) if fronted else None
    return subject or (j.context.discourse_topic(j.at) if meanwhile else None)


def _subject_visits(j: _Journey) -> list[Argument] | None:
    """A visits, went to; visits, went A; (X, who) visits."""
    t, texts = j.trigger, j.context.doc.texts
    that_he = texts[t.at - 1].removeprefix(WAW) in Words.THAT_HE
    left = j.context.speaker_of(t.at, t.gender) if that_he else _named_before(j.context, t)
    if left is not None and _able(left, j.destination) and travels(j.context, left):
        who_visits = texts[t.at - 1] in Words.RELATIVE
        sent = left.kind == "body"  # a delegation of (A); but on instructions from A, B went
        if who_visits or sent or j.context.case_marker(left) not in (FROM, WITH):
            return [left, *paired(j.context, left, t)]
    if _unnamed_after(j.context, t):
        return []
    able = (f for f in j.predicate.phrases if f.arguments and _able(f.arguments[0], j.destination))
    phrase = next((f for f in able if texts[f.start] not in Words.PLACE_NOUN), None)
    if phrase is None or phrase.case or phrase.arguments[0].kind in ("state", "body"):
        return None
    if phrase.start > j.destination.end and texts[phrase.start - 1] in Words.BESIDES:
        return None  # (went to Oslo) beside A
    told = any(k in j.context.triggers.verbs for k in range(t.end, phrase.start))  # (came back from a visit) and met
    return None if told else list(phrase.arguments)


def _dropped_subject_visits(j: _Journey) -> list[Argument] | None:
    """(A said that) he visits; and he went to: whom the text speaks of, if he serves a state."""
    t, context = j.trigger, j.context
    start, _ = context.bounds(t.at)
    if has_any(context.doc, Words.DURING_IT, t.end, t.end + 1):
        return known(context.discourse_topic(t.at, gender=t.gender))  # (A begins a tour) during which he visits
    strange = context.doc.texts[t.at - 1] in Words.MAY and not (
        may_be_finite(context.doc.words[t.at - 2]) or context.doc.words[t.at - 2].kind == "sign"
    )  # (when) somebody unknown had (come)
    things = any(normalize(v.lemma) in Words.COMES for v in context.doc.words[t.at].verbs)
    if (
        things
        or strange
        or context.unnamed_before(t)
        or (t.gender == "f" and j.destination.start == t.end and t.event_class == "arrive")
    ):
        return []  # the state right after a verb in the feminine is its subject
    if t.number == "d":
        return the_two(context, t.at)
    if j.destination.end <= t.at:  # (A said from Cyprus,) which he visited
        party = next(iter(context.triggers.of("comprise", start=start, end=t.at)), t).at  # a delegation that comprises
        before = [it for it in context.arguments_in(start, min(party, j.destination.start)) if it.kind == "person"]
        return [it for it in before[-1:] if not context.case_marker(it)]
    if context.doc.texts[t.at - 1] in Words.BESIDES:  # (A met B,) as he also visited C
        opening = context.arguments_in(start, start + 2)
        who = context.clause_subject(t.at, t.gender) or (opening[0] if opening else None)
        if who is None or not is_person(who) or context.case_marker(who) or not context.agrees(who, t.gender):
            return []
        return [who]
    topic = context.discourse_topic(t.at, far=_goes_on(context, t), gender=t.gender)
    return known(topic) or None


def _goes_on(context: ClauseContext, t: Trigger) -> bool:
    """Whether a verb goes on about somebody spoken of before: joined to what is before, or first in its sentence, after
    places alone (and after Doha goes to)."""
    if t.conjunction or context.doc.texts[t.at - 1] in Words.CLAUSE:
        return True
    start, _ = context.bounds(t.at)
    nobody = all(it.place or it.kind == "state" for it in context.arguments_in(start, t.at))
    clauses = filter(context.opens_clause, range(start, t.at))
    return nobody and all(context.impersonal(k - 1) for k in clauses)  # it is planned that he goes


Reader = Callable[[_Journey], list[Argument] | None]
_NOUN_READERS: tuple[tuple[str, Reader], ...] = (
    ("delegation-visits", _delegation_visits),
    ("on-his-way", _on_his_way),
    ("visit-of", _visit_of),
    ("guest-visits", _guest_visits),
    ("invited", _invited),
    ("his-visit", _his_visit),
    ("makes-a-visit", _makes_a_visit),
    ("unknown", _unknown),
    ("on-a-visit", _on_a_visit),
)
_VERB_READERS: tuple[tuple[str, Reader], ...] = (
    ("led-by-a-visit", _led),
    ("sent", _sent),
    ("delegation-visits", _delegation_visits),
    ("subject-visits", _subject_visits),
    ("dropped-subject-visits", _dropped_subject_visits),
)
"""How a noun and a verb say who travels: the constructions that are tried, in order."""


def _unnamed_after(context: ClauseContext, t: Trigger) -> bool:
    """Whether a noun right after a verb is its subject (a team came, the envoys came, the minister came), so that
    nobody is left out: an indefinite one, a plural in the nominative, a post."""
    word = context.doc.words[t.end] if t.end < context.bounds(t.at)[1] else None
    if word is None or t.end in context.doc.in_date or word.kind != "word" or word.function_class:
        return False
    if word.text in Words.PLANE | Words.DURING_IT | Words.EACH or context.arguments_in(t.end, t.end + 1):
        return False
    if word.definite:
        plural = word.text.endswith(WAW + NOON) and not context.doc.hits.get(t.end)
        return plural or context.doc.find(t.end, "role") is not None
    return "n" in word.pos and not word.verbs and not context.doc.hits.get(t.end)
