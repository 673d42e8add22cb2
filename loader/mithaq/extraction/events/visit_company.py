"""Who travels with a visitor: in the company of, with, in a delegation that comprises, accompanied by."""

from __future__ import annotations

from collections.abc import Iterator

from mithaq.extraction.events.visit_mention import VisitMention, guests
from mithaq.extraction.facts import Ref
from mithaq.extraction.particles import WITH
from mithaq.extraction.syntax.arguments import Argument
from mithaq.extraction.syntax.clauses import ClauseContext
from mithaq.extraction.syntax.modality import modality
from mithaq.extraction.syntax.predicates import Binding, Predicate, Predicates
from mithaq.extraction.syntax.search import has_any
from mithaq.extraction.syntax.triggers import Trigger
from mithaq.lexicon.word_groups import Words

__all__ = ["companions", "in_their_company"]

_COMPANY, _PARTY = 20, 12
"""Words after a verb of travelling in which `in the company of` may stand, and after that in which a companion is
named."""
_PARTY_OF = 4  # words at most between a delegation and the verb before its members
_TOLD_BEFORE = 3  # sentences before one that tells who goes along in which the visit may be told


def in_their_company(predicates: Predicates, told: list[VisitMention]) -> Iterator[VisitMention]:
    """Who goes along on a visit told before: (A arrived in Nairobi.) B accompanies A (on his visit), A, accompanied by
    B."""
    context, already = predicates.context, {(v.visitor.ref, v.state) for v in told}
    for p in predicates.of("accompany"):
        people = [] if p.trigger.noun or _of_a_delegation(context, p) else _company(predicates, p)
        if not people or not modality(context, p.trigger).real:
            continue
        start = context.doc.sentences[max(0, context.doc.sentence(p.at) - _TOLD_BEFORE)][0]
        near = [v for v in told if start <= v.at < context.bounds(p.at)[1]]
        leader = _leader(context, p.trigger, people, near)
        for v in (v for v in near if v.visitor.ref == leader):
            for guest in guests(context, people, v.state):
                if (guest.ref, v.state) not in already:
                    yield VisitMention(guest, v.state, v.where, p.at, "in-company", v.planned, v.present)


def _of_a_delegation(context: ClauseContext, p: Predicate) -> bool:
    """Whether a relative clause is about nobody named: the delegation that accompanied."""
    agent = p.slots.get("agent")
    relative = context.doc.texts[p.at - 1] in Words.RELATIVE
    return relative and (agent is None or agent.binding is not Binding.RELATIVE)


def _leader(context: ClauseContext, t: Trigger, people: list[Argument], near: list[VisitMention]) -> Ref | None:
    """The visitor of the visits told `near` whom others accompany: the last of `people`, else whom a pronoun or a
    definite noun stands for."""
    named = [v.visitor.ref for v in near if v.visitor.ref in {it.ref for it in people}]
    if not named and (t.has_pronoun_suffix or context.doc.words[t.end].definite):  # (accompanies) the minister
        named = [v.visitor.ref for v in near if v.at < t.at]
    return named[-1] if named else None


def _company(predicates: Predicates, p: Predicate) -> list[Argument]:
    """The persons that a verb of accompanying tells of, companion and leader: A accompanies B; (A), accompanied by B;
    (A) is accompanied by a delegation that comprises B."""
    t, agent = p.trigger, p.slots.get("agent")
    them = p.arguments("partner")
    if agent is not None and agent.binding is not Binding.DROPPED:
        him = agent.binding is Binding.TOPIC and t.has_pronoun_suffix  # whom others accompany
        them = them if him else [*agent.arguments, *them]
    elif t.has_pronoun_suffix:
        _, end = predicates.context.bounds(t.at)
        within = predicates.of("comprise", "include", start=t.end, end=min(end, t.end + _PARTY))
        them = [it for inner in within[:1] for it in inner.bound if it.start > inner.at]
    return [it for it in them if it.kind == "person"]


def companions(context: ClauseContext, t: Trigger, visitors: list[Argument], reached: int) -> list[Argument]:
    """Who travels with the visitors: (A arrived) in the company of B; (B and C) accompanied (A on his visit)."""
    start, end = context.bounds(t.at)
    already, found = {it.ref for it in visitors}, list[Argument]()
    for k in range(t.end, min(end, t.end + _COMPANY)):
        if context.doc.texts[k] in Words.IN_COMPANY or _along(context, t, k, reached):
            found += context.conjuncts(context.following_arguments(k + 1, limit=_PARTY), 0)
    for comprises in context.triggers.of("comprise", start=t.end, end=min(end, t.end + _COMPANY)):
        if has_any(context.doc, Words.A_DELEGATION, max(t.end, comprises.at - _PARTY_OF), comprises.at):
            found += context.conjuncts(context.following_arguments(comprises.end, limit=_PARTY), 0)
    for _ in context.triggers.of("accompany", start=start, end=t.at) if t.noun else ():
        found += [it for it in context.arguments_in(t.end, end) if not context.case_marker(it)]
    return [it for it in found if it.kind == "person" and it.ref not in already]


def _along(context: ClauseContext, t: Trigger, k: int, reached: int) -> bool:
    """Whether word `k` is the with- of who comes along, right after where somebody arrived, which ends before word
    `reached`, and when: came to Rome on Monday with B."""
    if t.noun or t.event_class not in ("arrive", "go") or context.doc.texts[k] != WITH:
        return False
    while k - 1 in context.doc.in_date:
        k -= 1
    return k == reached
