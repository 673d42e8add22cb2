"""Where a journey leads: the states and cities after a verb or noun of travelling."""

from __future__ import annotations

from collections.abc import Iterator

from pyarabic.araby import BEH, LAM, WAW

from mithaq.extraction.document import LexiconMatch
from mithaq.extraction.facts import Ref
from mithaq.extraction.particles import AL, ALA, FROM, ILA, IN
from mithaq.extraction.syntax.arguments import Argument
from mithaq.extraction.syntax.clauses import ClauseContext
from mithaq.extraction.syntax.triggers import Trigger
from mithaq.lexicon import LexicalEntry
from mithaq.lexicon.word_groups import Words

__all__ = ["delegated", "targets"]

_ADJECTIVES = 3
"""Words between a tour and in- at the most."""
_NAME = 5
"""Words of a place's name at the most."""
_AWAITED = 8
"""Words before a visit's noun in which who awaits or sees it may stand."""
_REACH = 40
"""Words after a trigger in which the destination is looked for."""


def targets(context: ClauseContext, t: Trigger) -> list[tuple[LexiconMatch, str]]:
    """The states that a journey leads to, takes in or comes from, in order."""
    if t.event_class == "return":
        return _come_from(context, t)
    found = _toured(context, t) if t.event_class == "tour" else _destinations(context, t)
    if not found and t.event_class != "leave":
        return []
    known = {state for _, state in found}
    come = _come_from(context, t) if t.event_class == "arrive" and not t.noun else []
    return found + [place for place in (*_left(context, t), *_stops_before(context, t), *come) if place[1] not in known]


def _stops_before(context: ClauseContext, t: Trigger) -> list[tuple[LexiconMatch, str]]:
    """Where a journey has led before: after A and B, (he goes on to C)."""
    if t.noun or t.event_class not in ("arrive", "go", "visit"):
        return []
    doc, (start, _) = context.doc, context.bounds(t.at)
    first = _named_state(context, start + 1) if doc.texts[start].removeprefix(WAW) in Words.AFTER else None
    if first is None or first[0].end >= t.at:
        return []
    listed = [first, *_coordinated(context, first[0])]
    past = listed[-1][0].end
    return listed if doc.texts[past] == "," or context.adverbial(past, t.at) else []


def _toured(context: ClauseContext, t: Trigger) -> list[tuple[LexiconMatch, str]]:
    """The states that a tour takes in: (a tour that) includes A, B and C; (a tour) to A and B."""
    doc = context.doc
    start, end = context.bounds(t.at)
    if t.at > start and any(v.event_class == "include" for v in doc.words[t.at - 1].verbs):
        return _included(context, t)
    for k in range(t.end, min(end, t.end + 14)):
        includes = any(v.event_class == "include" for v in doc.words[k].verbs)
        if any(v.event_class == "begin" for v in doc.words[k].verbs) and (first := _opened(context, k + 1)) is not None:
            return [first, *_coordinated(context, first[0])]
        within = doc.texts[k] == IN and k - t.end <= _ADJECTIVES
        if not includes and not within and doc.texts[k] != ILA:
            continue
        at = k + 1
        while at < end and (doc.texts[at] in (FROM, ILA) or _prelude(doc.texts[at]) or at in doc.in_date):
            at += 1
        first = _named_state(context, at)
        if first is not None:
            return [first, *_coordinated(context, first[0])]
    return []


def _included(context: ClauseContext, t: Trigger) -> list[tuple[LexiconMatch, str]]:
    """The states that a tour took in whose verb stands before it: (took in) the tour of A (each of) B and C."""
    for item in context.following_arguments(t.end, limit=_REACH):
        free = item.kind == "state" and context.case_marker(item) in ("", ILA)  # also (a visit) to A
        first = _named_state(context, item.start) if free else None
        each = context.doc.texts[item.start - 1] == FROM and context.doc.texts[item.start - 2] in Words.EACH
        first = _named_state(context, item.start) if each else first
        if first is not None:
            return [first, *_coordinated(context, first[0])]
    return []


def _opened(context: ClauseContext, k: int) -> tuple[LexiconMatch, str] | None:
    """The state at word `k` with which a tour begins: begins with A (then B)."""
    hit = context.doc.find(k, "state", "capital")
    return (hit, hit.entry.value) if hit is not None and hit.proclitics == BEH else None


def _prelude(text: str) -> bool:
    return text in Words.STATE_NOUN | Words.EACH | Words.DURING_IT | Words.ALSO | Words.UNTIL_NOW


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
        then = k + 2 < len(doc.words) and not Words.ONWARD.isdisjoint((doc.texts[k], doc.texts[k].removeprefix(WAW)))
        k += then + (then and doc.texts[k + 1] == ILA)
        further = _named_state(context, k)
        if further is None or (further[0].proclitics != WAW and not then):
            return found
        found.append(further)
        k = further[0].end
    return found


def _destinations(context: ClauseContext, t: Trigger) -> list[tuple[LexiconMatch, str]]:
    first = _antecedent(context, t) or _destination(context, t)
    if first is None:
        host = _host(context, t)
        return [host] if host is not None else []
    listed = _coordinated(context, first[0]) if first[0].entry.category in ("state", "capital") else []
    return [first, *listed]


def _antecedent(context: ClauseContext, t: Trigger) -> tuple[LexiconMatch, str] | None:
    """The state or city that a relative clause is about, which takes it up by a pronoun: (Cyprus), which he visited."""
    doc = context.doc
    k = t.at - 1
    if t.noun or t.event_class != "visit" or not t.has_pronoun_suffix or doc.texts[k] not in Words.RELATIVE:
        return None
    k -= doc.texts[k - 1] == ","
    for start in range(max(context.bounds(t.at)[0], k - _NAME), k):
        hit = _place(context, start)
        if hit is not None and hit.end == k:
            return hit, hit.entry.value
    return None


def _left(context: ClauseContext, t: Trigger) -> list[tuple[LexiconMatch, str]]:
    """The state or city that somebody left, who so was there: (X left) Doha; not his own, from which he set out."""
    if t.event_class != "leave" or (t.noun and not t.has_pronoun_suffix):
        return []
    right = context.following_arguments(t.end)
    people = [it for it in right if it.kind in ("person", "post") and not context.case_marker(it)]
    at = people[0].end if people and people[0].start == t.end else t.end
    while at < len(context.doc.words) and at in context.doc.in_date:
        at += 1
    place = _named_state(context, at)
    return [place] if place is not None and not place[0].proclitics else []


def _come_from(context: ClauseContext, t: Trigger) -> list[tuple[LexiconMatch, str]]:
    """Where somebody has been who returns: (returned to Khartoum) coming from Cairo, (A returned) from Cairo."""
    texts = context.doc.texts
    _, end = context.bounds(t.at)
    for k in range(t.end, min(end, t.end + _REACH) - 1):
        coming = texts[k - 1] in Words.COMING
        if texts[k] == FROM and (coming or (t.event_class == "return" and (k == t.end or _person_ends(context, k)))):
            place = _named_state(context, k + 1)
            return [place] if place is not None else []
        if k > t.end and context.opens_clause(k):
            return []
    return []


def _person_ends(context: ClauseContext, k: int) -> bool:
    last = context.preceding_argument(k)
    return last is not None and last.end == k and last.kind == "person"


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
        if k not in covered and _offered(context, t, k):
            return None
        if (country := _homeland(context, t, k)) is not None:
            entry = LexicalEntry("state", country, doc.texts[k], False, 1)
            return LexiconMatch(k, k + 1, "", True, entry), country
        hit = _place(context, k)
        if hit is not None and (_after_to(context, t, hit) or _bare(context, t, hit, covered)):
            return hit, hit.entry.value
    return None


def _offered(context: ClauseContext, t: Trigger, k: int) -> bool:
    """Whether word `k` is the object of a verb that need not be one of travelling: A offered proposals to B. Nobody has
    an object who came to B, unless as its guest."""
    doc, word = context.doc, context.doc.words[k]
    if t.noun or not any(v.event_class == t.event_class and v.ambiguous for v in doc.words[t.at].verbs):
        return False
    led = doc.words[k - 1].function_class == "prep" or word.text in Words.AS_A_GUEST or word.nodes
    return not led and not word.function_class and "n" in word.pos and not context.adverbial(k, k + 1)


def _way(context: ClauseContext, t: Trigger, covered: set[int]) -> Iterator[int]:
    """The words after a trigger that may name where a journey leads, until another clause or another visit."""
    doc = context.doc
    _, end = context.bounds(t.at)
    for k in range(t.end, min(end, t.end + _REACH)):
        if k in covered or k in doc.in_date:
            continue
        word = doc.words[k]
        after = word.text in Words.AFTER and not (k + 1 < end and doc.words[k + 1].function_class == "dem")
        if after and (been := _been_before(context, k + 1)):
            covered.update(been)
            continue
        if (word.kind == "sign" and word.text in ":;") or word.text in Words.THAT or after:
            return
        if word.text in Words.ADDRESSING:
            return  # (he turned) with thanks (to Qatar)
        other = doc.find(k, "event")
        if other is not None and other.entry.value[0] == "visit" and k > t.end:
            return
        makes = any(v.event_class == "perform" or (v.object and v.event_class in ("begin", "hold")) for v in word.verbs)
        if k > t.end and word.verbs and not word.pos and not word.nodes and not makes:
            return
        yield k


def _been_before(context: ClauseContext, k: int) -> range:
    """The words that tell of an earlier visit from word `k` on, as an aside: (goes, after) his visit to A, (to B)."""
    visit = context.doc.find(k, "event")
    if visit is None or visit.entry.value[0] not in ("visit", "tour"):
        return range(0)
    state = next((s for s in context.states_in(visit.end, visit.end + _ADJECTIVES)), None)
    onward = state is not None and context.doc.texts[state.end : state.end + 1] == [ILA]
    return range(k, state.end) if state is not None and onward else range(0)


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
        return context.seat(k)
    if hit.end == k + 1 and doc.texts[k].removeprefix(AL) in Words.PLACE_NOUN:
        return None  # the city
    if any(text in Words.BIRTH for text in doc.texts[hit.end : hit.end + 1]):
        return None  # where somebody was born
    sure = doc.texts[k - 1] in Words.STATE_NOUN or doc.texts[k - 1] == ILA
    doubtful = hit.entry.ambiguous and hit.entry.category == "place" and not sure
    return None if doubtful else hit


def _after_to(context: ClauseContext, t: Trigger, hit: LexiconMatch) -> bool:
    """Whether to- or towards governs a place, with only its title, its state, `each of` and signs in between: (to) the
    American capital, Washington; to each of A (and B)."""
    if hit.proclitics in (LAM, WAW + LAM):
        return True
    texts, lead = context.doc.texts, hit.start - 1
    while lead > t.at and _entitles(context, lead):
        lead -= 1
    governors = {texts[hit.start - 1], texts[lead]}
    guest = texts[hit.start - 1] == ALA and texts[hit.start - 2] in Words.AS_A_GUEST
    for_each = guest or any(_several_of(text.removeprefix(LAM)) for text in governors if text.startswith(LAM))
    return for_each or ILA in governors or not governors.isdisjoint(Words.TOWARDS)


def _entitles(context: ClauseContext, k: int) -> bool:
    """Whether word `k` may stand between to- and the name of a place: its title, its state, `each of`, a sign."""
    doc, text = context.doc, context.doc.texts[k]
    sign = text in ("(", '"') or (text == "," and bool(doc.words[k - 1].nisbas))
    titled = _several_of(text) or text in Words.PART_OF_A_STATE
    return sign or titled or bool(doc.words[k].nodes or doc.words[k].nisbas)


def _several_of(text: str) -> bool:
    return text in Words.STATE_NOUN or text in Words.EACH


def _bare(context: ClauseContext, t: Trigger, hit: LexiconMatch, covered: set[int]) -> bool:
    """Whether a place without to- is where a journey leads: the object of `visit`, after the visitor in the genitive,
    right after `arrived`."""
    doc = context.doc
    k = hit.start
    if t.event_class == "visit" and not hit.proclitics:
        if not t.noun:
            place = Argument(k, hit.end, Ref("state", ""), "state", hit.proclitics)
            return k == t.end or k - 1 in covered or context.case_marker(place) == ""
        first = context.following_arguments(t.end)[:1]
        ends = {t.end, *(it.end for it in first if it.start == t.end or delegated(context, t))}
        while k > t.end and (_several_of(doc.texts[k - 1]) or doc.texts[k - 1] == FROM):
            k -= 1
        return k in ends
    stop = k - (doc.texts[k - 1] in Words.PLACE_NOUN)
    stop -= t.event_class == "arrive" and doc.texts[stop - 1] == IN  # stopped in, landed in (the airport of)
    near = all(
        j in doc.in_date
        or j in covered
        or doc.texts[j] == ","
        or doc.texts[j] in Words.THE_CAPITAL
        or doc.texts[j] in Words.PLANE
        or doc.words[j].nisbas
        for j in range(t.end, stop)
    )
    return t.event_class in ("arrive", "go") and hit.proclitics in ("", BEH) and near


def _homeland(context: ClauseContext, t: Trigger, k: int) -> str | None:
    """The state that word `k` is where it is `to the country`, or `the country` that somebody visits: the state of the
    host who speaks of the visit of another or receives him, else the outlet's own."""
    texts, words = context.doc.texts, context.doc.words
    after = words[k + 1] if k + 1 < len(words) else None
    if after is not None and (after.nisbas or (after.definite and "a" in after.pos and "n" not in after.pos)):
        return None
    visited = t.event_class == "visit" and not t.noun and k == t.end and context.doc.find(k, "state") is None
    named = any(
        al and AL + stem in Words.OUR_COUNTRY and (pro == LAM or (not pro and (visited or texts[k - 1] == ILA)))
        for pro, stem, al in words[k].stems
    )
    if not named:
        return None
    start, _ = context.bounds(t.at)
    people = [it for it in context.arguments_in(start, t.at) if it.kind == "person" and it.ref in context.states_of]
    of_another = t.noun and bool(context.arguments_in(t.end, t.end + 1))
    received = not t.noun and texts[t.at - 1] in Words.RELATIVE and len(people) > 1
    return context.states_of[people[0].ref] if people and (of_another or received) else context.home


def _host(context: ClauseContext, t: Trigger) -> tuple[LexiconMatch, str] | None:
    """The state or capital that saw a visit: (Baghdad saw) a visit (of ...), named right before the noun."""
    if not t.noun or t.definite or t.has_pronoun_suffix:
        return None
    doc = context.doc
    low, _ = context.bounds(t.at)
    for k in range(t.at - 1, max(low, t.at - _AWAITED), -1):
        hit = doc.find(k, "state", "capital")
        if hit is None or hit.proclitics or hit.article != hit.entry.definite:
            continue
        verb = doc.words[k - 1]
        saw = verb.kind == "word" and ("v" in verb.pos or verb.verbs) and not ("n" in verb.pos and hit.end < t.at)
        return (hit, hit.entry.value) if saw and context.adverbial(hit.end, t.at) else None
    return None


def delegated(context: ClauseContext, t: Trigger) -> bool:
    return context.doc.texts[t.end : t.end + 1] != [] and context.doc.texts[t.end] in Words.A_DELEGATION
