"""Meetings with a delegation, or of one: who heads it is whom somebody met."""

from __future__ import annotations

from pyarabic.araby import BEH

from mithaq.extraction.events.meeting_occasions import one_side
from mithaq.extraction.events.meeting_sides import Sides, agents_of, headed
from mithaq.extraction.particles import WITH
from mithaq.extraction.syntax.arguments import Argument
from mithaq.extraction.syntax.clauses import ClauseContext
from mithaq.extraction.syntax.predicates import Predicate
from mithaq.extraction.syntax.search import known, persons
from mithaq.lexicon.word_groups import Words

__all__ = ["delegation_met", "with_a_delegation"]

_LED = 6  # words after a delegation in which it is said who heads it


def with_a_delegation(context: ClauseContext, p: Predicate) -> Sides | None:
    """A received, held talks with, a delegation that B heads."""
    agents = agents_of(context, p) or _unsaid_host(context, p)
    alone = persons(agents) and len(agents) == 1
    led = headed(context, max(agents[-1].end, p.trigger.end)) if alone else []
    return Sides(agents, led, "met-delegation") if led and led[0].ref != agents[0].ref else None


def _unsaid_host(context: ClauseContext, p: Predicate) -> list[Argument]:
    """Whom the text speaks of, as the host where a verb is right before a delegation: (at noon,) received a delegation
    of B."""
    t, texts = p.trigger, context.doc.texts
    alone = "agent" not in p.slots and not t.noun and not t.passive
    delegation = texts[t.end : t.end + 1] and texts[t.end].removeprefix(BEH) in Words.A_DELEGATION
    return known(context.discourse_topic(p.at, gender=t.gender)) if alone and delegation else []


def delegation_met(context: ClauseContext, p: Predicate) -> Sides | None:
    """(There met) a delegation under A B, with B."""
    t, doc = p.trigger, context.doc
    if t.noun or not doc.texts[t.end : t.end + 1] or not one_side(doc.texts[t.end]):
        return None
    head = headed(context, t.end, min(context.bounds(p.at)[1], t.end + _LED))
    phrases = (f for f in p.phrases if head and f.start >= head[0].end and f.arguments and not f.arguments[0].place)
    met = next(phrases, None)
    cases = (WITH,) if t.event_class == "discuss" else ("", WITH, BEH)
    if met is None or met.case not in cases or not context.adverbial(head[0].end, met.start):
        return None
    return Sides(head, list(met.arguments), "delegation-met")
