"""Who went, goes or will go to which state."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pyarabic.araby import BEH, LAM, WAW

from mithaq.extraction.document import LexiconMatch
from mithaq.extraction.events.meeting_sides import headed, is_person
from mithaq.extraction.facts import Ref
from mithaq.extraction.particles import AL, FROM, ILA
from mithaq.extraction.syntax.arguments import Argument
from mithaq.extraction.syntax.clauses import ClauseContext
from mithaq.extraction.syntax.modality import Modality, modality
from mithaq.extraction.syntax.nominals import NominalKind
from mithaq.extraction.syntax.predicates import Binding, Predicate, Predicates
from mithaq.extraction.syntax.triggers import Trigger
from mithaq.lexicon import LexicalEntry
from mithaq.lexicon.groups import group

__all__ = ["VisitMention", "find_visits"]

_FRAMES = ("visit", "arrive", "go", "leave", "tour", "receive")
_MAKES = ("perform", "begin", "conclude", "hold")
"""Frames of what one does with a visit."""
_REACH = 40
"""Words after a trigger in which the destination is looked for."""
_SENT = 12
"""Words before a visit's noun in which a verb of sending may stand."""


@dataclass(frozen=True, slots=True)
class VisitMention:
    """A visitor's way to a state; `place` is the city, where the text names one, `present` the tense it is told in."""

    visitor: Argument
    state: str
    place: LexiconMatch | None
    at: int
    rule: str
    planned: bool = False
    present: bool = False
    noun: bool = False
    confidence: float = 0.85


def find_visits(predicates: Predicates) -> Iterator[VisitMention]:
    """All visits in an article: made, begun, planned; not those called off, denied, or only invited to."""
    context = predicates.context
    made = _made(predicates)
    for p in predicates.of(*_FRAMES):
        t = p.trigger
        mode = modality(context, t)
        if not mode.real:
            continue
        if t.event_class == "receive":
            yield from _received(context, p)
            continue
        targets = _targets(context, t)
        if not targets:
            continue
        visitors, rule = _visitors(_Journey(context, p, targets[0][0], made.get(t.at)))
        for hit, state in targets:
            for visitor in _guests(context, t, visitors, state):
                city = hit if hit.entry.category != "state" else None
                planned = mode is Modality.PLANNED
                yield VisitMention(visitor, state, city, t.at, rule, planned, _present(context, t), t.noun)


def _made(predicates: Predicates) -> dict[int, Predicate]:
    """The predicates that say who makes a visit, by the word of the visit's noun: (X) begins, pays (a visit)."""
    return {n.start: p for p in predicates.of(*_MAKES) for n in p.nominals("theme") if n.kind is NominalKind.VISIT}


def _targets(context: ClauseContext, t: Trigger) -> list[tuple[LexiconMatch, str]]:
    """The states that a journey leads to, takes in or comes from, in order."""
    found = _toured(context, t) if t.event_class == "tour" else _destinations(context, t)
    return found + [place for place in _left(context, t) if place[1] not in [state for _, state in found]]


def _guests(context: ClauseContext, t: Trigger, visitors: list[Argument], state: str) -> Iterator[Argument]:
    """Those of the visitors who do not go home; for one who turns out to be the host the other one named."""
    for visitor in visitors:
        if visitor.ref.kind == "state" and visitor.ref.key == state:
            continue
        if visitor.kind == "person" and context.states_of.get(visitor.ref) == state:
            guest = _guest(context, t, state, visitor)
            if guest is not None:
                yield guest
            continue
        yield visitor


def _present(context: ClauseContext, t: Trigger) -> bool:
    """Whether a visit is told in the present tense, by its own verb or by the one that makes it (begins a visit)."""
    if not t.noun:
        return t.present
    start, _ = context.bounds(t.at)
    makes = context.triggers.of("begin", "perform", start=max(start, t.at - 15), end=t.at)
    return bool(makes) and makes[-1].present


def _received(context: ClauseContext, p: Predicate) -> Iterator[VisitMention]:
    """A state or its capital that received somebody from another state."""
    t, hosts, guests = p.trigger, p.arguments("agent"), p.arguments("partner")
    if t.noun or t.passive or not hosts or hosts[0].kind != "state" or hosts[0].start != t.end:
        return
    host = hosts[0]
    city = context.doc.find(host.start, "capital") if context.doc.find(host.start, "state") is None else None
    for guest in guests:
        if guest.kind == "person" and context.states_of.get(guest.ref) not in (None, host.ref.key):
            yield VisitMention(guest, host.ref.key, city, t.at, "received-by-state", t.future, t.present)


def _toured(context: ClauseContext, t: Trigger) -> list[tuple[LexiconMatch, str]]:
    """The states that a tour takes in: (a tour that) includes A, B and C; (a tour) to A and B."""
    doc = context.doc
    _, end = context.bounds(t.at)
    for k in range(t.end, min(end, t.end + 14)):
        includes = any(v.event_class == "include" for v in doc.words[k].verbs)
        if not includes and doc.texts[k] != ILA:
            continue
        at = k + 1
        while at < end and (doc.texts[at] in group("each") or doc.texts[at] in (FROM, ILA) or _prelude(doc.texts[at])):
            at += 1
        first = _named_state(context, at)
        if first is not None:
            return [first, *_coordinated(context, first[0])]
    return []


def _prelude(text: str) -> bool:
    return text in group("state noun") or text in group("during it") or text in group("also")


def _named_state(context: ClauseContext, k: int) -> tuple[LexiconMatch, str] | None:
    hit = context.doc.find(k, "state", "capital")
    if hit is None or hit.article != hit.entry.definite or hit.proclitics not in ("", WAW):
        return None
    return hit, hit.entry.value


def _coordinated(context: ClauseContext, first: LexiconMatch) -> list[tuple[LexiconMatch, str]]:
    """The states listed after the first: and-B, and-C."""
    doc = context.doc
    found: list[tuple[LexiconMatch, str]] = []
    k = first.end
    while k < len(doc.words):
        if doc.texts[k] == "," and k + 1 < len(doc.words):
            k += 1
        further = _named_state(context, k)
        if further is None or further[0].proclitics != WAW:
            return found
        found.append(further)
        k = further[0].end
    return found


def _destinations(context: ClauseContext, t: Trigger) -> list[tuple[LexiconMatch, str]]:
    first = _destination(context, t)
    if first is None:
        host = _host(context, t)
        return [host] if host is not None else []
    listed = _coordinated(context, first[0]) if first[0].entry.category == "state" else []
    return [first, *listed]


def _left(context: ClauseContext, t: Trigger) -> list[tuple[LexiconMatch, str]]:
    """The state or city that somebody left, who so was there: (X left) Doha; not his own, from which he set out."""
    if t.noun or t.event_class != "leave":
        return []
    right = context.following_arguments(t.end)
    people = [it for it in right if it.kind in ("person", "post") and not context.case_marker(it)]
    at = people[0].end if people and people[0].start == t.end else t.end
    while at < len(context.doc.words) and (_prelude(context.doc.texts[at]) or at in context.doc.in_date):
        at += 1
    place = _named_state(context, at)
    return [place] if place is not None and not place[0].proclitics else []


def _guest(context: ClauseContext, t: Trigger, state: str, host: Argument) -> Argument | None:
    """The one other person of the sentence who does not serve the state visited, where the first turned out its
    host."""
    low, high = context.bounds(t.at)
    others = {it.ref: it for it in context.arguments_in(low, high) if it.kind == "person" and it.ref != host.ref}
    foreign = [it for ref, it in others.items() if context.states_of.get(ref, state) != state]
    return foreign[0] if len(foreign) == 1 and len(others) == 1 else None


def _destination(context: ClauseContext, t: Trigger) -> tuple[LexiconMatch, str] | None:
    """The state or city a journey leads to: after to- (ila, li-), or right after `visit`; in the same clause."""
    doc = context.doc
    covered = {
        k
        for it in context.arguments_in(t.at - _REACH, t.end + _REACH)
        if it.kind in ("person", "post", "body")
        for k in range(it.start, it.end)
    }
    for k in _way(context, t, covered):
        if context.home and _homeland(context, k):
            entry = LexicalEntry("state", context.home, doc.texts[k], False, 1)
            return LexiconMatch(k, k + 1, "", True, entry), context.home
        hit = _place(context, k)
        if hit is not None and (_after_to(context, t, hit) or _bare(context, t, hit, covered)):
            return hit, hit.entry.value
    return None


def _way(context: ClauseContext, t: Trigger, covered: set[int]) -> Iterator[int]:
    """The words after a trigger that may name where a journey leads, until another clause or another visit."""
    doc = context.doc
    _, end = context.bounds(t.at)
    for k in range(t.end, min(end, t.end + _REACH)):
        if k in covered or k in doc.in_date:
            continue
        word = doc.words[k]
        if (word.kind == "sign" and word.text in ":;") or word.text in group("that") or word.text in group("after"):
            return
        other = doc.find(k, "event")
        if other is not None and other.entry.value[0] == "visit" and k > t.end:
            return
        makes = any(v.event_class == "perform" or (v.object and v.event_class in ("begin", "hold")) for v in word.verbs)
        if k > t.end and word.verbs and not word.pos and not word.nodes and not makes:
            return
        yield k


def _place(context: ClauseContext, k: int) -> LexiconMatch | None:
    """The state or city named at word `k`."""
    doc = context.doc
    hit = next(
        (
            h
            for h in doc.hits.get(k, ())
            if h.entry.category in ("state", "capital", "place") and h.article == h.entry.definite
        ),
        None,
    )
    if hit is None or not hit.entry.value:
        return None
    doubtful = hit.entry.ambiguous and hit.entry.category == "place" and doc.texts[k - 1] not in group("state noun")
    return None if doubtful else hit


def _after_to(context: ClauseContext, t: Trigger, hit: LexiconMatch) -> bool:
    """Whether to- or towards governs a place, with only its title, its state and signs in between: (to) the American
    capital, Washington."""
    doc = context.doc
    if hit.proclitics in (LAM, WAW + LAM):
        return True
    lead = hit.start - 1
    while (
        lead > t.at
        and doc.texts[lead] != ILA
        and (
            doc.words[lead].nodes
            or doc.words[lead].nisbas
            or doc.texts[lead] in ("(", '"')
            or (doc.texts[lead] == "," and doc.words[lead - 1].nisbas)
            or doc.texts[lead] in group("state noun")
        )
    ):
        lead -= 1
    governors = {doc.texts[hit.start - 1], doc.texts[lead]}
    return ILA in governors or not governors.isdisjoint(group("towards"))


def _bare(context: ClauseContext, t: Trigger, hit: LexiconMatch, covered: set[int]) -> bool:
    """Whether a place without to- is where a journey leads: the object of `visit`, after the visitor in the genitive,
    right after `arrived`."""
    doc = context.doc
    k = hit.start
    if t.event_class == "visit" and not hit.proclitics:
        if not t.noun:
            place = Argument(k, hit.end, Ref("state", ""), "state", hit.proclitics)
            return k == t.end or context.case_marker(place) == ""
        first = context.following_arguments(t.end)[:1]
        ends = {it.end for it in first if it.start == t.end or _delegated(context, t)}
        return k == t.end or k - (doc.texts[k - 1] in group("state noun")) in ends
    near = all(j in doc.in_date or j in covered or doc.texts[j] == "," for j in range(t.end, k))
    return t.event_class in ("arrive", "go") and hit.proclitics in ("", BEH) and near


def _homeland(context: ClauseContext, k: int) -> bool:
    """Whether word `k` is `to the country`, the outlet's own."""
    texts, words = context.doc.texts, context.doc.words
    after = words[k + 1] if k + 1 < len(words) else None
    if after is not None and after.nisbas:
        return False
    return any(
        al and AL + stem in group("our country") and (pro == LAM or (not pro and texts[k - 1] == ILA))
        for pro, stem, al in words[k].stems
    )


def _host(context: ClauseContext, t: Trigger) -> tuple[LexiconMatch, str] | None:
    """The state or capital that saw a visit: (Baghdad saw) a visit (of ...), named right before the noun."""
    if not t.noun or t.definite or t.has_pronoun_suffix:
        return None
    doc = context.doc
    for k in (t.at - 1, t.at - 2):
        if k < context.bounds(t.at)[0] + 1:
            break
        hit = next(
            (
                h
                for h in doc.hits.get(k, ())
                if h.entry.category in ("state", "capital")
                and not h.proclitics
                and h.article == h.entry.definite
                and h.end >= t.at
            ),
            None,
        )
        if hit and doc.words[k - 1].kind == "word" and ("v" in doc.words[k - 1].pos or doc.words[k - 1].verbs):
            return hit, hit.entry.value
    return None


def _before_relative(context: ClauseContext, at: int) -> Argument | None:
    """Whom a relative clause that makes the visit speaks of: X, who is on (a visit); skipping `and his delegation`."""
    low, _ = context.bounds(at)
    relative = next(
        (k for k in range(at - 1, max(low, at - 9) - 1, -1) if context.doc.texts[k] in group("relative")), None
    )
    if relative is None:
        return None
    before = [it for it in context.arguments_in(max(low, relative - 40), relative) if it.end <= relative]
    last = before[-1] if before else None
    if last is None or last.kind not in ("person", "post"):
        return None
    gap = [context.doc.texts[k] for k in range(last.end, relative)]
    return last if all(w in (",", '"', ")") or w in group("delegation") for w in gap) else None


@dataclass(frozen=True, slots=True)
class _Journey:
    """A predicate of travelling, where it leads, and the predicate that says who makes it, if there is one."""

    context: ClauseContext
    predicate: Predicate
    destination: LexiconMatch
    made: Predicate | None

    @property
    def trigger(self) -> Trigger:
        return self.predicate.trigger

    @property
    def at(self) -> int:
        return self.predicate.at


def _visitors(j: _Journey) -> tuple[list[Argument], str]:
    """Who travels, and the rule that says so."""
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
    """A delegation right after the trigger: its head, or the body that it is of or from."""
    t = j.trigger
    if not _delegated(j.context, t):
        return None
    _, end = j.context.bounds(t.at)
    led = headed(j.context, t.end, end)
    if led:
        return led
    sender = next(iter(j.context.arguments_in(t.end + 1, min(end, t.end + 3))), None)
    return [sender] if sender is not None and sender.kind == "body" else None


def _his_visit(j: _Journey) -> list[Argument] | None:
    """His visit (to X)."""
    if not j.trigger.has_pronoun_suffix:
        return None
    topic = j.context.discourse_topic(j.at)
    return [topic] if topic is not None else []


def _visit_of(j: _Journey) -> list[Argument] | None:
    """The visit of A; the visit, the last one, of A; (Cairo awaits) the coming of A."""
    t = j.trigger
    for phrase in j.predicate.phrases:
        if not phrase.arguments or not _able(phrase.arguments[0], j.destination) or phrase.arguments[0].kind == "body":
            continue
        gap = [k for k in range(t.end, phrase.start) if k not in j.context.doc.in_date]
        if phrase.case == "" and not gap and (phrase.start < j.destination.start or j.destination.start < t.at):
            return list(phrase.arguments)
        guest = phrase.case == LAM and is_person(phrase.arguments[0]) and t.event_class in ("visit", "tour")
        if guest and (j.destination.start < t.at or (len(gap) <= 2 and phrase.start < j.destination.start)):
            return [phrase.arguments[0]]
    return None


def _unknown(j: _Journey) -> list[Argument] | None:
    """Of nobody known: the visit of a role without a name; one that somebody is sent on; a coming or leaving."""
    t = j.trigger
    if t.event_class not in ("visit", "tour") or j.context.doc.find(t.end, "role", "title") is not None:
        return []
    start, _ = j.context.bounds(t.at)
    return [] if j.context.triggers.of("appoint", "send", start=max(start, t.at - _SENT), end=t.at) else None


def _makes_a_visit(j: _Journey) -> list[Argument] | None:
    """A begins, pays (a visit); the visit that A pays."""
    agent = j.made.slots.get("agent") if j.made is not None else None
    if agent is None or agent.binding is Binding.DROPPED or not is_person(agent.arguments[0]):
        return None
    return list(agent.arguments)


def _on_a_visit(j: _Journey) -> list[Argument] | None:
    """A, on a visit (to X); A, who is on a visit; A (said, arrived, on) a visit."""
    t = j.trigger
    if t.definite:
        return None
    left = j.context.preceding_argument(t.at) or _before_relative(j.context, t.at)
    if left is not None and left.kind in ("person", "post", "side"):
        return [left]
    if j.destination.start < t.at:
        return None
    start, _ = j.context.bounds(t.at)
    before = (it for it in j.context.arguments_in(start, t.at) if it.end <= t.at and is_person(it))
    subject = next((it for it in before if not j.context.case_marker(it)), None)
    quoted = subject is not None and any(j.context.doc.texts[k] in (":", ";") for k in range(subject.end, t.at))
    return [subject] if subject is not None and not quoted else None


def _subject_visits(j: _Journey) -> list[Argument] | None:
    """A visits, went to; visits, went A; (X, who) visits."""
    t = j.trigger
    left = j.context.preceding_argument(t.at) or _before_relative(j.context, t.at)
    if left is not None and _able(left, j.destination) and left.kind not in ("state", "body"):
        return [left]
    if _unnamed_after(j.context, t):
        return []
    phrase = next((f for f in j.predicate.phrases if f.arguments and _able(f.arguments[0], j.destination)), None)
    if phrase is None or phrase.case or phrase.arguments[0].kind in ("state", "body"):
        return None
    return list(phrase.arguments)


def _dropped_subject_visits(j: _Journey) -> list[Argument] | None:
    """(A said that) he visits; and he went to: whom the text speaks of, if he serves a state."""
    t = j.trigger
    topic = (
        j.context.clause_subject(t.at) if j.context.doc.texts[t.at - 1].removeprefix(WAW) in group("that he") else None
    )
    topic = topic or j.context.discourse_topic(t.at, far=t.conjunction != "")
    return [topic] if topic is not None and topic.ref in j.context.states_of else None


Reader = Callable[[_Journey], list[Argument] | None]
_NOUN_READERS: tuple[tuple[str, Reader], ...] = (
    ("delegation-visits", _delegation_visits),
    ("his-visit", _his_visit),
    ("visit-of", _visit_of),
    ("unknown", _unknown),
    ("makes-a-visit", _makes_a_visit),
    ("on-a-visit", _on_a_visit),
)
_VERB_READERS: tuple[tuple[str, Reader], ...] = (
    ("delegation-visits", _delegation_visits),
    ("subject-visits", _subject_visits),
    ("dropped-subject-visits", _dropped_subject_visits),
)
"""How a noun and a verb say who travels: the constructions that are tried, in order."""


def _delegated(context: ClauseContext, t: Trigger) -> bool:
    return context.doc.texts[t.end : t.end + 1] != [] and context.doc.texts[t.end] in group("a delegation")


def _unnamed_after(context: ClauseContext, t: Trigger) -> bool:
    """Whether an indefinite noun right after a verb is its subject (a team came), so that nobody is left out."""
    word = context.doc.words[t.end] if t.end < context.bounds(t.at)[1] else None
    if word is None or t.end in context.doc.in_date or word.kind != "word" or word.definite or word.function_class:
        return False
    return "n" in word.pos and not word.verbs and not context.doc.hits.get(t.end)
