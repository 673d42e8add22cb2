"""Who went, goes or will go to which state."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pyarabic.araby import BEH, LAM, WAW

from mithaq.extraction.document import LexiconMatch
from mithaq.extraction.events.meeting_sides import headed
from mithaq.extraction.particles import AL, FROM, ILA
from mithaq.extraction.syntax.arguments import Argument
from mithaq.extraction.syntax.clauses import ClauseContext
from mithaq.extraction.syntax.modality import Modality, modality
from mithaq.extraction.syntax.triggers import Trigger
from mithaq.lexicon import LexicalEntry
from mithaq.lexicon.groups import group

__all__ = ["VisitMention", "find_visits"]

_FRAMES = ("visit", "arrive", "go", "leave", "tour", "receive")


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


def find_visits(context: ClauseContext) -> Iterator[VisitMention]:
    """All visits in an article: made, begun, planned; not those called off, denied, or only invited to."""
    for t in context.triggers.of(*_FRAMES):
        mode = modality(context, t)
        if not mode.real:
            continue
        if t.event_class == "receive":
            yield from _received(context, t)
            continue
        targets = _toured(context, t) if t.event_class == "tour" else _destinations(context, t)
        targets += [place for place in _left(context, t) if place[1] not in [state for _, state in targets]]
        if not targets:
            continue
        visitors, rule = _visitors(context, t, targets[0][0])
        planned = mode is Modality.PLANNED
        for hit, state in targets:
            for visitor in visitors:
                if visitor.ref.kind == "state" and visitor.ref.key == state:
                    continue
                if visitor.kind == "person" and context.states_of.get(visitor.ref) == state:
                    guest = _guest(context, t, state, visitor)
                    if guest is None:
                        continue  # going home is no visit
                    visitor = guest
                city = hit if hit.entry.category != "state" else None
                yield VisitMention(visitor, state, city, t.at, rule, planned, _present(context, t), t.noun)


def _present(context: ClauseContext, t: Trigger) -> bool:
    """Whether a visit is told in the present tense, by its own verb or by the one that makes it (begins a visit)."""
    if not t.noun:
        return t.present
    start, _ = context.bounds(t.at)
    makes = context.triggers.of("begin", "perform", start=max(start, t.at - 15), end=t.at)
    return bool(makes) and makes[-1].present


def _received(context: ClauseContext, t: Trigger) -> Iterator[VisitMention]:
    """A state or its capital that received somebody from another state."""
    if t.noun or t.passive:
        return
    right = context.following_arguments(t.end, through=False)
    host = right[0] if right else None
    if host is None or host.kind != "state" or host.place or host.start != t.end or len(right) < 2:
        return
    guest = right[1]
    serves = context.states_of.get(guest.ref)
    if guest.kind == "person" and not context.case_marker(guest) and serves not in (None, host.ref.key):
        city = context.doc.find(host.start, "capital") if context.doc.find(host.start, "state") is None else None
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
    _, end = context.bounds(t.at)
    covered = {
        k
        for it in context.arguments_in(t.at - 40, t.end + 40)
        if it.kind in ("person", "post", "body")
        for k in range(it.start, it.end)
    }
    genitive = {it.end for it in context.following_arguments(t.end)[:1] if it.start == t.end or _delegated(context, t)}
    for k in range(t.end, min(end, t.end + 40)):
        if k in covered or k in doc.in_date:
            continue
        word = doc.words[k]
        if (word.kind == "sign" and word.text in ":;") or word.text in group("that"):
            return None
        if word.text in group("after"):
            return None
        other = doc.find(k, "event")
        if other is not None and other.entry.value[0] == "visit" and k > t.end:
            return None  # another visit's
        makes = any(v.event_class == "perform" or (v.object and v.event_class in ("begin", "hold")) for v in word.verbs)
        if k > t.end and word.verbs and not word.pos and not word.nodes and not makes:
            return None
        if context.home and _homeland(context, k):
            return LexiconMatch(
                k, k + 1, "", True, LexicalEntry("state", context.home, doc.texts[k], False, 1)
            ), context.home
        hit = next(
            (
                h
                for h in doc.hits.get(k, ())
                if h.entry.category in ("state", "capital", "place") and h.article == h.entry.definite
            ),
            None,
        )
        if hit is None:
            continue
        if hit.entry.ambiguous and hit.entry.category == "place" and doc.texts[k - 1] not in group("state noun"):
            continue
        state = hit.entry.value
        if not state or k in covered:
            continue
        before = doc.texts[k - 1]
        lead = k - 1
        while (
            lead > t.at
            and doc.texts[lead] != ILA
            and (
                doc.words[lead].nodes
                or doc.words[lead].nisbas
                or doc.texts[lead] in ("(", '"')
                or (doc.texts[lead] == "," and doc.words[lead - 1].nisbas)  # the American capital, Washington
                or doc.texts[lead] in group("state noun")
            )
        ):
            lead -= 1
        if before in group("towards") or doc.texts[lead] in group("towards"):
            return hit, state
        if hit.proclitics in (LAM, WAW + LAM) or ILA in (before, doc.texts[lead]):
            return hit, state
        if hit.proclitics == "" and ((t.event_class == "visit" and not t.noun) or t.end == k):
            if not t.noun and t.event_class == "visit" and context.case_marker(_as_item(hit)) == "":
                return hit, state
            if t.noun and k == t.end:
                return hit, state
        if t.noun and hit.proclitics == LAM:
            return hit, state
        if (
            t.event_class == "visit"
            and t.noun
            and not hit.proclitics
            and k - (before in group("state noun")) in genitive
        ):
            return hit, state  # the visit of X, Tunis
        near = all(j in doc.in_date or j in covered or doc.texts[j] == "," for j in range(t.end, k))
        if t.event_class in ("arrive", "go") and hit.proclitics in ("", BEH) and near:
            return hit, state
    return None


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


def _as_item(hit: LexiconMatch) -> Argument:
    from mithaq.extraction.facts import Ref

    return Argument(hit.start, hit.end, Ref("state", ""), "state", hit.proclitics)


def _visitors(context: ClauseContext, t: Trigger, destination: LexiconMatch) -> tuple[list[Argument], str]:
    """Whoever the verb's subject or the noun's genitive is."""
    doc = context.doc

    def able(item: Argument) -> bool:
        return (
            item.kind in ("person", "post", "side", "state")
            and not item.place
            and not (item.start <= destination.start < item.end)
        )

    delegates = _delegates(context, t)
    if delegates:
        return delegates, "delegation-visits"
    right = [it for it in context.following_arguments(t.end) if able(it)]
    near = [it for it in right if it.start < destination.start and not context.case_marker(it)]
    if t.noun:
        if t.has_pronoun_suffix:
            topic = context.discourse_topic(t.at)
            return ([topic], "his-visit") if topic else ([], "")
        if destination.start < t.at and right and right[0].start == t.end and not context.case_marker(right[0]):
            return [right[0]], "visit-awaited"  # (Cairo awaits) the coming of X
        gap = range(t.end, near[0].start) if near else range(0)
        if near and all(k in doc.in_date for k in gap):
            return context.conjuncts(near, 0), "visit-of"
        if t.event_class not in ("visit", "tour") or doc.find(t.end, "role", "title") is not None:
            return [], ""  # the visit of somebody who is not known
        if context.triggers.of("appoint", "send", start=max(context.bounds(t.at)[0], t.at - 12), end=t.at):
            return [], ""  # charged with a visit: the one who charges stays
        left = context.preceding_argument(t.at) or _before_relative(context, t.at)
        if left is not None and left.kind in ("person", "post", "side") and not t.definite:
            return [left], "subject-on-visit"
        if destination.start < t.at:
            guest = next((it for it in right if context.case_marker(it) == LAM and it.kind in ("person", "post")), None)
            return ([guest], "visit-hosted") if guest is not None else ([], "")
        guest = next((it for it in right if context.case_marker(it) == LAM and it.kind in ("person", "post")), None)
        if guest is not None and guest.start - t.end <= 2 and guest.start < destination.start:
            return [guest], "visit-of"  # the visit, the last one, of X
        performed = next(
            (
                k
                for k in range(t.end, min(context.bounds(t.at)[1], destination.end + 8))
                if any(
                    v.event_class == "perform" or (v.object and v.event_class in ("begin", "hold"))
                    for v in doc.words[k].verbs
                )
            ),
            None,
        )
        if performed is not None:
            after = [
                it
                for it in context.following_arguments(performed + 1)
                if able(it) and (it.start - performed <= 3 or it.start == destination.end)  # makes to Damascus X
            ]
            if after:
                return [after[0]], "visit-performed-by"
        start, _ = context.bounds(t.at)
        before = [it for it in context.arguments_in(start, t.at) if it.end <= t.at and it.kind in ("person", "post")]
        if before and not t.definite:
            subject = next((it for it in before if not context.case_marker(it)), None)
            if subject is not None and not any(doc.texts[k] in (":", ";") for k in range(subject.end, t.at)):
                return [subject], "subject-on-visit"
        return [], ""
    left = context.preceding_argument(t.at) or _before_relative(context, t.at)
    if left is not None and able(left) and left.kind != "state":
        return [left], "subject-visits"
    if _unnamed_after(context, t):
        return [], ""
    subjects = [it for it in right if not context.case_marker(it) or doc.texts[it.start - 1] in group("delegation")]
    if subjects and subjects[0].kind != "state":
        return context.conjuncts(subjects, 0), "verb-visits"
    topic = context.clause_subject(t.at) if doc.texts[t.at - 1].removeprefix(WAW) in group("that he") else None
    topic = topic or context.discourse_topic(t.at, far=t.conjunction != "")
    known = topic is not None and topic.ref in context.states_of
    return ([topic], "visits-dropped-subject") if topic is not None and known else ([], "")


def _delegated(context: ClauseContext, t: Trigger) -> bool:
    return context.doc.texts[t.end : t.end + 1] != [] and context.doc.texts[t.end] in group("a delegation")


def _delegates(context: ClauseContext, t: Trigger) -> list[Argument]:
    """Who travels as a delegation right after the trigger: its head, or the body that it is of or from."""
    if not _delegated(context, t):
        return []
    _, end = context.bounds(t.at)
    led = headed(context, t.end, end)
    if led:
        return led
    sender = next(iter(context.arguments_in(t.end + 1, min(end, t.end + 3))), None)
    return [sender] if sender is not None and sender.kind == "body" else []


def _unnamed_after(context: ClauseContext, t: Trigger) -> bool:
    """Whether an indefinite noun right after a verb is its subject (a team came), so that nobody is left out."""
    word = context.doc.words[t.end] if t.end < context.bounds(t.at)[1] else None
    if word is None or t.end in context.doc.in_date or word.kind != "word" or word.definite or word.function_class:
        return False
    return "n" in word.pos and not word.verbs and not context.doc.hits.get(t.end)
