"""Who travels with a visitor: in the company of, with, accompanied by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mithaq.extraction.events.visit_mention import VisitMention, guests
from mithaq.extraction.facts import Ref
from mithaq.extraction.particles import WITH
from mithaq.extraction.syntax.arguments import Argument
from mithaq.extraction.syntax.clauses import ClauseContext
from mithaq.extraction.syntax.modality import modality
from mithaq.extraction.syntax.predicates import Binding, Predicate, Predicates
from mithaq.extraction.syntax.search import has_any
from mithaq.lexicon.word_groups import Words

__all__ = ["in_their_company"]

_PARTY = 12  # words after a verb or noun of company in which a companion is named
_PARTY_OF = 4  # words at most between a delegation and the verb before its members
_TOLD_BEFORE = 15  # sentences before one that tells who goes along in which the visit may be told


@dataclass(frozen=True, slots=True)
class _Company:
    """Who goes along, by the word at `at`, and with whom: one of `leaders`, or whom the text speaks of (`unnamed`);
    `only` to one state."""

    at: int
    leaders: list[Argument]
    people: list[Argument]
    unnamed: bool = False
    only: str = ""


def in_their_company(predicates: Predicates, told: list[VisitMention]) -> Iterator[VisitMention]:
    """Who goes along on a visit told before: (A arrived in Nairobi.) B accompanies A (on his visit), A, accompanied by
    B; A arrived in the company of B, with B."""
    context, already = predicates.context, {(v.visitor.ref, v.state) for v in told}
    for company in (*_accompanying(predicates), *_beside(context), *_with_them(context, told)):
        start = context.doc.sentences[max(0, context.doc.sentence(company.at) - _TOLD_BEFORE)][0]
        near = [v for v in told if start <= v.at < context.bounds(company.at)[1]]
        leader = _leader(company, near)
        for v in (v for v in near if v.visitor.ref == leader and company.only in ("", v.state)):
            for guest in guests(context, company.people, v.state):
                if guest.kind == "person" and (guest.ref, v.state) not in already:
                    already.add((guest.ref, v.state))
                    yield VisitMention(guest, v.state, v.where, company.at, "in-company", v.planned, v.present)


def _leader(company: _Company, near: list[VisitMention]) -> Ref | None:
    """The visitor of the visits told `near` whom others accompany: the last of the leaders named, else whom a pronoun
    or a definite noun stands for."""
    leaders = {it.ref for it in company.leaders}
    named = [v.visitor.ref for v in near if v.visitor.ref in leaders]
    if not named and company.unnamed:
        named = [v.visitor.ref for v in near if v.at < company.at]
    return named[-1] if named else None


def _accompanying(predicates: Predicates) -> Iterator[_Company]:
    """Whom a verb of accompanying tells of."""
    context = predicates.context
    for p in predicates.of("accompany"):
        t = p.trigger
        people = [] if t.noun or _of_a_delegation(context, p) else _company(predicates, p)
        if people and modality(context, t).real:
            unnamed = t.has_pronoun_suffix or context.doc.words[t.end].definite  # (accompanies) the minister
            yield _Company(t.at, people, people, unnamed)


def _of_a_delegation(context: ClauseContext, p: Predicate) -> bool:
    """Whether a relative clause is about nobody named: the delegation that accompanied."""
    agent = p.slots.get("agent")
    relative = context.doc.texts[p.at - 1] in Words.RELATIVE
    return relative and (agent is None or agent.binding is not Binding.RELATIVE)


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


def _beside(context: ClauseContext) -> Iterator[_Company]:
    """Who is in the company of somebody named before in the sentence: (A arrived) in the company of B and C, at the
    head of a delegation that comprises B; (he arrived.) The delegation comprises B."""
    doc = context.doc
    comprise = (t.at for t in context.triggers.of("comprise"))
    parties = [k for k in comprise if has_any(doc, Words.A_DELEGATION | Words.THE_DELEGATION, k - _PARTY_OF, k + 2)]
    for k in (*context.occurrences(Words.IN_COMPANY), *parties):
        leaders = [it for it in context.arguments_in(context.bounds(k)[0], k) if it.kind == "person"]
        named = [it for it in context.following_arguments(k + 1, limit=_PARTY) if it.kind == "person"]
        yield _Company(k, leaders, context.conjuncts(named, 0), has_any(doc, Words.THE_DELEGATION, k - 1, k + 2))


def _with_them(context: ClauseContext, told: list[VisitMention]) -> Iterator[_Company]:
    """Who comes along, right after where somebody arrived, and when, or after him: came to Rome on Monday with B; A
    came with B."""
    doc = context.doc
    for v in told:
        if v.where is None or v.noun or not v.rule.endswith("visits"):
            continue
        for end in (v.where.end, v.visitor.end if v.visitor.start > v.at else 0):
            k = end
            while k and k in doc.in_date:
                k += 1
            if k and doc.texts[k] == WITH:
                beside = context.following_arguments(k + 1, limit=_PARTY)
                there = end == v.where.end  # after all places named
                if there or (beside and beside[0].start == k + 1):
                    for state in sorted({w.state for w in told if w.at == v.at}) if there else (v.state,):
                        yield _Company(v.at, [v.visitor], context.conjuncts(beside, 0), only=state)
