"""Punitive measures: sanctions imposed, diplomats expelled, summoned or recalled, embassies closed, ties cut.

The verbs and their slots are rows of `frames.csv`; the nouns that make them a measure (to cut *ties*) are word groups.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pyarabic.araby import ALEF, BEH, HEH, LAM, MEEM, WAW

from mithaq.extraction.analysis import Analysis
from mithaq.extraction.events.attributed_acts import state_at
from mithaq.extraction.events.light_verbs import leading, straight_to
from mithaq.extraction.events.measures import Taken, aimed_at, officials_at
from mithaq.extraction.events.sanction_listings import taken_by_deed
from mithaq.extraction.events.sanction_nouns import taken_by_noun, told_as_done
from mithaq.extraction.events.speakers import doers, voice
from mithaq.extraction.facts import Ref, Sanction
from mithaq.extraction.particles import AN, FROM, IN
from mithaq.extraction.syntax.arguments import Argument
from mithaq.extraction.syntax.clauses import ClauseContext
from mithaq.extraction.syntax.modality import Modality, modality
from mithaq.extraction.syntax.predicates import Predicate
from mithaq.lexicon.word_groups import Words

__all__ = ["project"]

_OBJECT = 12
"""Words after a verb in which the noun that makes it a measure stands, with the verb's subject between."""
_NAME = 12
"""Words of the name of who decides on a measure, at the most."""
_SEAT = 4
"""Words from one's own envoy or embassy to the state where they are."""
_ENDINGS = (HEH, HEH + ALEF, HEH + MEEM)


@dataclass(frozen=True, slots=True)
class _Measure:
    """How a frame tells a measure: the word group of its object where it needs one; whether the object is an envoy,
    so that it is aimed at his state."""

    name: str
    noun: frozenset[str] = frozenset()
    envoy: bool = False


_MEASURES = {
    "impose": _Measure("sanctions", Words.SANCTIONS),
    "expel": _Measure("expulsion", envoy=True),
    "summon": _Measure("summons", envoy=True),
    "close": _Measure("embassyClosure", Words.MISSIONS),
    "sever": _Measure("severance", Words.TIES),
    "withdraw": _Measure("recall", Words.ENVOYS),
}
"""The measures by frame."""


def project(analysis: Analysis) -> tuple[Sanction, ...]:
    """The measures an article tells as taken."""
    found: dict[tuple[Ref, str, tuple[Ref, ...]], Sanction] = {}
    for taken in (*_by_verb(analysis), *taken_by_noun(analysis.context), *taken_by_deed(analysis.context)):
        for actor in taken.actors:
            if targets := tuple(sorted(set(taken.targets) - analysis.context.sides(actor.ref))):
                evidence = analysis.evidence([taken.at], taken.rule, taken.confidence)
                fact = Sanction(actor.ref, taken.measure, targets, evidence, analysis.context.day(taken.at))
                found.setdefault((actor.ref, taken.measure, targets), fact)
    return tuple(found.values())


def _by_verb(analysis: Analysis) -> Iterator[Taken]:
    """X imposed sanctions on Y; X announced the imposing of sanctions on Y."""
    context = analysis.context
    for p in analysis.predicates.of(*_MEASURES):
        t = p.trigger
        if modality(context, t) is not Modality.ACTUAL or _only_spoken_of(context, p):
            continue
        measure = _MEASURES[t.event_class]
        noun = _noun_at(context, p, measure.noun) if measure.noun else -1
        if measure.noun and noun < 0:
            continue
        actors = [it for it in p.arguments("agent") if not it.place]
        if t.noun:
            actors = actors or _announcing(analysis, t.at)
        elif t.has_pronoun_suffix and measure.envoy:
            yield from _of_antecedent(context, p, measure)
            continue
        elif (spoken := voice(context, p)) is not None:
            actors = doers(context, spoken)
        if not (t.noun or t.passive) and (not actors or measure.envoy):
            actors = leading(context, t.at, t.end, beside=bool(actors)) or actors
        name, targets = _aimed(context, p, measure, noun)
        if targets:
            yield Taken(actors, name, targets, t.at, f"{t.event_class}-verb", 0.75 if t.noun else 0.85)


def _of_antecedent(context: ClauseContext, p: Predicate, measure: _Measure) -> Iterator[Taken]:
    """The measure that a relative clause tells of diplomats: (the X-ian diplomats) whom Y expelled."""
    at, (low, _) = p.trigger.at, context.bounds(p.trigger.at)
    if context.doc.texts[at - 1] not in Words.RELATIVE:
        return
    before = (officials_at(context, k) for k in range(max(low, at - _SEAT), at - 1))
    sent = [it.ref for it in before if it is not None]
    actors = [it for it in context.arguments_in(at + 1, at + 3) if context.is_free(it)]
    yield Taken(actors[:1], measure.name, sent[:1], at, "expel-relative", 0.8)


def _only_spoken_of(context: ClauseContext, p: Predicate) -> bool:
    """Whether a verb in the present stands after a particle, or a masdar after a verb of threatening or asking."""
    at = p.trigger.at
    low, _ = context.bounds(at)
    if p.trigger.noun:
        spoken = context.triggers.of("threaten", "demand", "invite", "reject", "warn", start=max(low, at - 10), end=at)
        return bool(spoken) or context.doc.texts[at][:1] in _PURPOSE
    return p.trigger.present and at > low and context.doc.texts[at - 1] in Words.MODAL


_PURPOSE = (LAM, BEH)
"""Proclitics of a masdar that is only a purpose or what is spoken of: to impose, by imposing."""


def _noun_at(context: ClauseContext, p: Predicate, nouns: frozenset[str]) -> int:
    """The word of a group that is the object of a predicate, or -1."""
    doc, t = context.doc, p.trigger
    _, high = context.bounds(t.at)
    inside = {k for it in context.arguments_in(t.end, min(high, t.end + _OBJECT)) for k in range(it.start, it.end)}
    for k in range(t.end, min(high, t.end + _OBJECT)):
        if k in inside or k in doc.in_date:
            continue
        if any(not pro and _bare(stem, nouns) for pro, stem, _ in doc.words[k].stems):
            return k
        if context.opens_clause(k):
            break
    return -1


def _bare(stem: str, nouns: frozenset[str]) -> bool:
    """Whether a stem is a noun of a group, with or without a pronoun."""
    return stem in nouns or any(stem.removesuffix(e) in nouns for e in _ENDINGS if stem.endswith(e))


def _announcing(analysis: Analysis, at: int) -> list[Argument]:
    """Who announces or decides what the masdar at word `at` tells: X announced (on Monday) the imposing, the decision
    of X on it."""
    context = analysis.context
    low, _ = context.bounds(at)
    if decided := _deciding(context, at, low):
        return decided
    says = analysis.predicates.of("say", start=low, end=at)
    if says and (spoken := voice(context, says[-1])) is not None and spoken.start == at:
        return spoken.speakers
    who = context.preceding_argument(at)
    decides = who is not None and who.start > low and context.doc.texts[who.start - 1] in Words.DECIDES
    return [who] if who is not None and decides and straight_to(context, who.end, at) else []


def _deciding(context: ClauseContext, at: int, low: int) -> list[Argument]:
    """Whose decision the masdar at word `at` is, or who announces it with nothing but dates and about- in between."""
    texts = context.doc.texts
    k = at - 1 if texts[at - 1] in (AN, BEH) else at
    while k > low and (k - 1 in context.doc.in_date or context.doc.words[k - 1].function_class == "adv"):
        k -= 1
    if k > low and _announces(context, k - 1):
        return leading(context, k - 1, at)
    item = next((it for it in context.arguments_in(max(low, k - _NAME), k) if it.end == k and not it.place), None)
    item = item or (state_at(context, k - 1, "capital") if k > low else None)
    decided = item is not None and item.start > low and texts[item.start - 1] in Words.DECISION
    return [item] if item is not None and (decided or _announces(context, item.start - 1)) else []


def _announces(context: ClauseContext, k: int) -> bool:
    """Whether word `k` is a verb of announcing or deciding that tells what has been."""
    verb = k >= 0 and context.doc.texts[k].removeprefix(WAW) in Words.ANNOUNCES
    return verb and told_as_done(context, k, Words.NOT_SANCTIONED)


def _aimed(context: ClauseContext, p: Predicate, measure: _Measure, noun: int) -> tuple[str, list[Ref]]:
    """The measure and its targets."""
    if measure.envoy:
        own = _noun_at(context, p, Words.ENVOYS)
        if own >= 0 and context.doc.texts[own].endswith(_ENDINGS):
            return "recall", _seat(context, own + 1)
        return measure.name, _sent_by(context, p)
    if measure.name in ("embassyClosure", "recall"):
        own_one = context.doc.texts[noun].endswith(_ENDINGS)
        return measure.name, _seat(context, noun + 1) if own_one else []
    found = [it.ref for it in p.arguments("target") if it.start > noun] or aimed_at(context, noun + 1)
    return measure.name, found


def _seat(context: ClauseContext, k: int) -> list[Ref]:
    """The state where an envoy or an embassy is, told from word `k` on: in Y, from Y."""
    _, high = context.bounds(k - 1)
    for at in range(k, min(high, k + _SEAT)):
        if context.doc.texts[at] in Words.AT or context.doc.texts[at] in (IN, FROM):
            city = context.doc.find(at + 1, "capital", "state") if at + 1 < high else None
            return [Ref("state", city.entry.value)] if city is not None and isinstance(city.entry.value, str) else []
        if context.opens_clause(at):
            break
    return []


def _sent_by(context: ClauseContext, p: Predicate) -> list[Ref]:
    """The states of the diplomats that a predicate has as its object."""
    diplomats = (it.ref for it in p.arguments("target") if it.kind in ("person", "post"))
    if states := [Ref("state", state) for ref in diplomats if (state := context.home_of(ref))]:
        return states
    _, high = context.bounds(p.trigger.at)
    sent = (officials_at(context, k) for k in range(p.trigger.end, min(high, p.trigger.end + _OBJECT)))
    return [it.ref for it in sent if it is not None][:1]
