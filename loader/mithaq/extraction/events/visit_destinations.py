"""Where a journey leads: the states and cities after a verb or noun of travelling."""

from __future__ import annotations

from collections.abc import Iterator

from pyarabic.araby import BEH, FEH, LAM, WAW

from mithaq.extraction.document import LexiconMatch
from mithaq.extraction.facts import Ref
from mithaq.extraction.particles import AL, ALA, FROM, ILA, IN, WITH
from mithaq.extraction.syntax.arguments import Argument
from mithaq.extraction.syntax.clauses import ClauseContext
from mithaq.extraction.syntax.coordination import has_own_verb
from mithaq.extraction.syntax.search import actor_at, has_any, is_mission, is_person, may_be_finite
from mithaq.extraction.syntax.triggers import Trigger
from mithaq.lexicon import LexicalEntry
from mithaq.lexicon.word_groups import Words

__all__ = ["delegated", "targets"]

_LEADS_UP = Words.STATE_NOUN | Words.EACH | Words.DURING_IT | Words.ALSO | Words.UNTIL_NOW | {FROM, ILA}
"""Words that may stand between to-, in- or a verb of including and the first state that a tour takes in."""
_TO_IT = [[text] for text in sorted(Words.TO_IT)]
_ADJECTIVES = 3  # words between a tour and in- at the most
_TAKES_IN = 14  # words after a tour in which it is said what it takes in
_AWAITED = 8  # words before a visit's noun in which who awaits or sees it may stand
_ASIDE = 6  # words of what somebody goes on after, at the most
_REACH = 40  # words after a trigger in which the destination is looked for


def targets(context: ClauseContext, t: Trigger) -> list[LexiconMatch]:
    """The states and cities that a journey leads to, takes in or comes from, in order; the value of each entry is its
    state."""
    if t.event_class == "return":
        return _come_from(context, t)
    found = _toured(context, t) if t.event_class == "tour" else _destinations(context, t)
    if not found and t.event_class != "leave":
        return []
    states = {hit.entry.value for hit in found}
    arrived = t.event_class == "arrive" and not t.noun
    come = _come_from(context, t, found[-1].end if found else -1) if arrived else []
    further = (*_left(context, t), *come, *_went_on_from(context, t))
    return found + [hit for hit in further if hit.entry.value not in states]


def _toured(context: ClauseContext, t: Trigger) -> list[LexiconMatch]:
    """The states that a tour takes in: (a tour that) includes A, B and C; (a tour) to A and B."""
    doc, (start, end) = context.doc, context.bounds(t.at)
    if t.at > start and any(v.event_class == "include" for v in doc.words[t.at - 1].verbs):
        return _included(context, t)
    begun = context.triggers.of("begin", start=max(start, t.at - _TAKES_IN), end=t.at)
    called = t.end + (t.end < end and doc.words[t.end].definite)  # (his) Asian (tour)
    for k in range(t.end, min(end, t.end + _TAKES_IN)):
        frames = {v.event_class for v in doc.words[k].verbs}
        began = "begin" in frames or (begun and context.adverbial(called, k))
        if began and (opened := _opened(context, k + ("begin" in frames))) is not None:
            return _with_those_joined(context, opened)  # begins with A (then B)
        within = doc.texts[k] == IN and k - t.end <= _ADJECTIVES
        first = _led_up_to(context, k + 1, end) if "include" in frames or within or doc.texts[k] == ILA else None
        if first is not None:
            return _with_those_joined(context, first)
    return []


def _opened(context: ClauseContext, k: int) -> LexiconMatch | None:
    """The state in or from which a tour begins, as word `k` and the one after it tell: in A, from A."""
    hit = context.doc.find(k, "state", "capital")
    if hit is not None and hit.proclitics == BEH:
        return hit
    return _named_state(context, k + 1) if context.doc.texts[k] == FROM else None


def _led_up_to(context: ClauseContext, k: int, end: int) -> LexiconMatch | None:
    """The state named from word `k` on, past what may lead up to it: the states of, each of, on Monday."""
    doc = context.doc
    while k < end and (doc.texts[k] in _LEADS_UP or k in doc.in_date):
        k += 1
    return _named_state(context, k)


def _included(context: ClauseContext, t: Trigger) -> list[LexiconMatch]:
    """The states that a tour took in whose verb stands before it: (took in) the tour of A (each of) B and C."""
    texts = context.doc.texts
    for item in context.following_arguments(t.end, limit=_REACH):
        free = item.kind == "state" and context.case_marker(item) in ("", ILA)  # also (a visit) to A
        each = texts[item.start - 1] == FROM and texts[item.start - 2] in Words.EACH
        first = _named_state(context, item.start) if free or each else None
        if first is not None:
            return _with_those_joined(context, first)
    return []


def _named_state(context: ClauseContext, k: int) -> LexiconMatch | None:
    """The state or capital that word `k` names."""
    hit = context.doc.find(k, "state", "capital")
    named = hit is not None and hit.article == hit.entry.definite and hit.proclitics in ("", WAW, FEH)
    longer = any(other.end > hit.end for other in context.doc.hits.get(k, ())) if hit is not None else False
    within = longer and context.doc.find(k, "place") is not None  # Latin America
    return hit if named and not within else None


def _with_those_joined(context: ClauseContext, first: LexiconMatch | None) -> list[LexiconMatch]:
    """A state and those listed after it: A, and-B, and-C, then to D."""
    texts = context.doc.texts
    found: list[LexiconMatch] = []
    further = first
    while further is not None:
        found.append(further)
        comma = texts[further.end : further.end + 1] == [","] and further.end + 1 < len(texts)
        k = further.end + comma
        then = k + 2 < len(texts) and not Words.ONWARD.isdisjoint((texts[k], texts[k].removeprefix(WAW)))
        k += then + (then and texts[k + 1] == ILA)
        further = _named_state(context, k)
        if further is None or not (then or further.proclitics) or (comma and has_own_verb(context.doc, further.end)):
            break
    return found


def _destinations(context: ClauseContext, t: Trigger) -> list[LexiconMatch]:
    """Where a journey leads that is no tour: the place named after it, with those joined to it, else who saw it."""
    first = None if _takes_up(t) and t.event_class == "arrive" else _there(context, t) or _destination(context, t)
    if first is not None:
        return _with_those_joined(context, first)
    first = None if _takes_up(t) else _host(context, t)
    return [first] if first is not None else []


def _there(context: ClauseContext, t: Trigger) -> LexiconMatch | None:
    """The place named last before a verb of going in its sentence, where a pronoun after it stands for that place: (in
    Kabul, A,) who came to it yesterday."""
    texts, (start, end) = context.doc.texts, context.bounds(t.at)
    if t.noun or texts[t.end : min(t.end + 1, end)] not in _TO_IT:
        return None
    named = (context.seat(k) or _named_state(context, k) for k in range(t.at - 1, start - 1, -1))
    return next(filter(None, named), None)


def _takes_up(t: Trigger) -> bool:
    """Whether a verb has a pronoun that stands for where somebody went: which he visited, reached."""
    return t.event_class in ("visit", "arrive") and not t.noun and t.has_pronoun_suffix


def _left(context: ClauseContext, t: Trigger) -> list[LexiconMatch]:
    """The state or city that somebody left, who so was there: (X left) Doha; not his own, from which he set out."""
    if t.event_class != "leave" or (t.noun and not t.has_pronoun_suffix):
        return []
    right = context.following_arguments(t.end)
    first = next((it for it in right if is_person(it) and not context.case_marker(it)), None)
    at = first.end if first is not None and first.start == t.end else t.end
    while at < len(context.doc.words) and at in context.doc.in_date:
        at += 1
    place = _named_state(context, at) or _country_left(context, at)
    return [place] if place is not None and not place.proclitics else []


def _country_left(context: ClauseContext, k: int) -> LexiconMatch | None:
    """The state of the outlet, where word `k` is `the country`: (A left) the country."""
    named = {AL + stem for pro, stem, al in context.doc.words[k].stems if al and not pro}
    if context.home is None or named.isdisjoint(Words.OUR_COUNTRY) or context.doc.words[k + 1].nisbas:
        return None
    return LexiconMatch(k, k + 1, "", True, LexicalEntry("state", context.home, context.doc.texts[k], False, 1))


def _went_on_from(context: ClauseContext, t: Trigger) -> list[LexiconMatch]:
    """Where somebody has been who goes on, by the words that open the sentence: after A and B, from A, (he goes to
    C)."""
    start, _ = context.bounds(t.at)
    lead = context.doc.texts[start].removeprefix(WAW)
    if t.noun or t.event_class not in ("go", "arrive") or lead not in Words.AFTER | {FROM}:
        return []
    been = _with_those_joined(context, _named_state(context, start + 1))
    return [] if been and context.crosses_clause(been[-1].end, t.at) else been


def _come_from(context: ClauseContext, t: Trigger, reached: int = -1) -> list[LexiconMatch]:
    """Where somebody has been who returns: (returned to Khartoum) coming from Cairo, (A returned) from Cairo; or who
    came to where the words end that stop before `reached`: (came to Doha) from Kuwait."""
    texts = context.doc.texts
    _, end = context.bounds(t.at)
    for k in range(t.end, min(end, t.end + _REACH) - 1):
        coming = texts[k - 1] in Words.COMING
        last = context.preceding_argument(k) if texts[k] == FROM and t.event_class == "return" else None
        back = last is not None and last.end == k and last.kind == "person"
        first = t.event_class == "return" and all(n in context.doc.in_date for n in range(t.end, k))
        first = first or (t.event_class == "return" and _got_to(context, k))  # (returned) to A
        if texts[k] == FROM and (coming or back or first or k == reached):
            place = _named_state(context, k + 1) or context.seat(k + 1)
            return [place] if place is not None else []
        if k > t.end and texts[k] not in Words.COMING and context.opens_clause(k):
            return []
    return []


def _got_to(context: ClauseContext, k: int) -> bool:
    """Whether to- and the name of a state or city end right before word `k`, or before a date there."""
    while k and k - 1 in context.doc.in_date:
        k -= 1
    starts = (n for n in (k - 1, k - 2) if n > 0 and context.doc.texts[n - 1] == ILA)
    return any((place := _named_state(context, n)) is not None and place.end == k for n in starts)


def _destination(context: ClauseContext, t: Trigger) -> LexiconMatch | None:
    """The state or city a journey leads to: after to- (ila, li-), or right after `visit`; in the same clause."""
    around = context.arguments_in(t.at - _REACH, t.end + _REACH)
    near = [it for it in around if it.kind in ("person", "post", "body")]
    houses = _houses(context, t, near)
    covered = {k for it in near for k in range(it.start, it.end) if k not in houses}
    for k in _way(context, t, covered):
        if _offered(context, t, k):
            return None
        if (country := _homeland(context, t, k)) is not None:
            entry = LexicalEntry("state", country, context.doc.texts[k], False, 1)
            return LexiconMatch(k, k + 1, "", True, entry)
        hit = houses.get(k) or _place(context, k)
        if hit is not None and (_after_to(context, t, hit) or _bare(context, t, hit, covered)):
            return hit
    return None


def _houses(context: ClauseContext, t: Trigger, near: list[Argument]) -> dict[int, LexiconMatch]:
    """The bodies of states to which a visit may lead, by their first words: (a visit) to the parliament of A; (A
    visited) the ministry of B. An embassy stands in another state than its own."""
    houses = {}
    for before, it in zip([None, *near], near, strict=False):
        state = context.body_states.get(it.ref) if it.start >= t.end and t.event_class == "visit" else None
        led = it.proclitics == LAM or context.doc.texts[it.start - 1] == ILA
        seen = not t.noun and not it.proclitics and before is not None and is_person(before) and before.end == it.start
        if state is not None and (led or seen) and not (is_mission(context, it) or _lies_in(context, it)):
            entry = LexicalEntry("body", state, context.doc.texts[it.start], False, it.end - it.start)
            houses[it.start] = LexiconMatch(it.start, it.end, it.proclitics, False, entry)
    return houses


def _lies_in(context: ClauseContext, item: Argument) -> bool:
    """Whether a place follows a body, with in-: the X-ian university in Y."""
    placed = context.doc.find(item.end + 1, "state", "capital", "place")
    return context.doc.texts[item.end] == IN and placed is not None


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
        after = doc.texts[k] in Words.AFTER and not (k + 1 < end and doc.words[k + 1].function_class == "dem")
        if not (after or _ends_way(context, t, k)):
            yield k
        elif passed := _passed(context, t, k, end):
            covered.update(passed)
        else:
            return


def _ends_way(context: ClauseContext, t: Trigger, k: int) -> bool:
    """Whether word `k` opens another clause, or another visit; or (he turned) with thanks (to Qatar)."""
    word = context.doc.words[k]
    if word.text == ":" or word.text in Words.THAT or word.text in Words.ADDRESSING:
        return True
    event = context.doc.find(k, "event") if k > t.end else None
    if event is not None and event.entry.value[0] == "visit":
        return True
    if k <= t.end or not word.verbs or word.pos or word.nodes:
        return False
    return not any(v.event_class == "perform" or (v.object and v.event_class in ("begin", "hold")) for v in word.verbs)


def _passed(context: ClauseContext, t: Trigger, k: int, end: int) -> range:
    """The words from word `k` on that tell after what somebody goes on, before to-: after the summit (to A); an earlier
    visit, (after, at the end of) his visit to A, (to B)."""
    doc = context.doc
    after = doc.texts[k] in Words.AFTER
    visit = doc.find(k + after, "event") if after or k > t.end else None
    if visit is not None and visit.entry.value[0] in ("visit", "tour"):
        state = next(iter(context.states_in(visit.end, visit.end + _ADJECTIVES)), None)
        return range(k, state.end) if state is not None and doc.texts[state.end] == ILA else range(0)
    for n in range(k + 1, min(end, k + _ASIDE)) if after else ():
        if doc.texts[n] == ILA:
            return range(k, n)
        if doc.words[n].kind == "sign" or context.opens_clause(n):
            break
    return range(0)


def _place(context: ClauseContext, k: int) -> LexiconMatch | None:
    """The state or city named at word `k`."""
    doc, kinds = context.doc, ("state", "capital", "place")
    named = (h for h in doc.hits.get(k, ()) if h.entry.category in kinds and h.article == h.entry.definite)
    hit = next(named, None)
    if hit is None or not hit.entry.value:
        return context.seat(k)
    if hit.end == k + 1 and doc.texts[k].removeprefix(AL) in Words.PLACE_NOUN:
        return None  # the city
    if has_any(doc, Words.BIRTH, hit.end, hit.end + 1):
        return None  # where somebody was born
    sure = doc.texts[k - 1] in Words.STATE_NOUN or doc.texts[k - 1] == ILA
    return None if hit.entry.ambiguous and hit.entry.category == "place" and not sure else hit


def _after_to(context: ClauseContext, t: Trigger, hit: LexiconMatch) -> bool:
    """Whether to- or towards governs a place, with only its title, its state, `each of` and signs in between: (to) the
    American capital, Washington; to each of A (and B)."""
    if hit.proclitics in (LAM, WAW + LAM):
        return True
    texts, lead = context.doc.texts, hit.start - 1
    while lead > t.at and _entitles(context, lead):
        lead -= 1
    governors = {texts[hit.start - 1], texts[lead]}
    calls = any(v.lemma in Words.CALLS_AT for v in context.doc.words[t.at].verbs)
    guest = texts[hit.start - 1] == ALA and (texts[hit.start - 2] in Words.AS_A_GUEST or calls)
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
    if t.event_class == "visit":
        return _visited(context, t, hit, covered)
    if t.event_class not in ("arrive", "go") or hit.proclitics not in ("", BEH):
        return False
    stop = hit.start - (doc.texts[hit.start - 1] in Words.PLACE_NOUN)
    stop -= t.event_class == "arrive" and doc.texts[stop - 1] == IN  # stopped in, landed in (the airport of)
    light = Words.THE_CAPITAL | Words.PLANE | {",", WITH}
    passed = (j for j in range(t.end, stop) if j not in doc.in_date and j not in covered)
    return all(doc.texts[j] in light or doc.words[j].nisbas or context.adverbial(j, j + 1) for j in passed)


def _visited(context: ClauseContext, t: Trigger, hit: LexiconMatch, covered: set[int]) -> bool:
    """Whether a place is the object of `visit`, or follows its noun and the visitor in the genitive."""
    doc, k = context.doc, hit.start
    if not t.noun:
        place = Argument(k, hit.end, Ref("state", ""), "state", hit.proclitics)
        return not hit.proclitics and (k == t.end or k - 1 in covered or context.case_marker(place) == "")
    if hit.proclitics:
        return False
    first = context.following_arguments(t.end)[:1]
    ends = {t.end, *(it.end for it in first if it.start == t.end or delegated(context, t))}
    while k > t.end and (_several_of(doc.texts[k - 1]) or doc.texts[k - 1] == FROM):
        k -= 1
    return k in ends


def _homeland(context: ClauseContext, t: Trigger, k: int) -> str | None:
    """The state that word `k` is where it is `to the country`, or `the country` that somebody visits: the state of the
    host who speaks of the visit of another or receives him, else the outlet's own."""
    if not _names_home(context, t, k):
        return None
    start, _ = context.bounds(t.at)
    people = [it for it in context.arguments_in(start, t.at) if it.kind == "person" and it.ref in context.states_of]
    of_another = t.noun and actor_at(context, t.end) is not None
    received = not t.noun and context.doc.texts[t.at - 1] in Words.RELATIVE and len(people) > 1
    named = context.argument_at(k)
    if context.home is None and named is not None and named.kind == "state":
        return named.ref.key  # the sultanate, in an article on Oman
    return context.states_of[people[0].ref] if people and (of_another or received) else context.home


def _names_home(context: ClauseContext, t: Trigger, k: int) -> bool:
    """Whether word `k` is `to the country`, or `the country` that somebody visits, with no adjective of a state."""
    texts, words = context.doc.texts, context.doc.words
    ours = {pro for pro, stem, al in words[k].stems if al and AL + stem in Words.OUR_COUNTRY and pro in ("", LAM, BEH)}
    if not ours:
        return False
    after = words[k + 1]  # a paragraph ends with a word of its own
    if after.nisbas or (after.definite and "a" in after.pos and "n" not in after.pos):
        return False
    visited = t.event_class == "visit" and not t.noun and k == t.end and context.doc.find(k, "state") is None
    stays = BEH in ours and t.event_class == "arrive" and k == t.end
    return LAM in ours or stays or visited or ("" in ours and texts[k - 1] == ILA)


def _host(context: ClauseContext, t: Trigger) -> LexiconMatch | None:
    """The state or capital that saw a visit: (Baghdad saw) a visit (of ...), named right before the noun."""
    if not t.noun or t.definite or t.has_pronoun_suffix:
        return None
    low, _ = context.bounds(t.at)
    places = (_named_state(context, k) for k in range(t.at - 1, max(low, t.at - _AWAITED), -1))
    hit = next((hit for hit in places if hit is not None and not hit.proclitics), None)
    verb = context.doc.words[hit.start - 1] if hit is not None else None
    if hit is None or verb is None or not may_be_finite(verb) or ("n" in verb.pos and hit.end < t.at):
        return None
    return hit if context.adverbial(hit.end, t.at) else None


def delegated(context: ClauseContext, t: Trigger) -> bool:
    """Whether a delegation is named right after a trigger."""
    return has_any(context.doc, Words.A_DELEGATION, t.end, t.end + 1)
