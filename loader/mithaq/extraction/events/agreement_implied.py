"""The parties of an agreement that its clause does not name, from the sentences around it and the whole article."""

from __future__ import annotations

from collections import Counter

from pyarabic.araby import WAW

from mithaq.extraction.analysis import Analysis
from mithaq.extraction.document import Document
from mithaq.extraction.events.agreement_parties import AgreementMention
from mithaq.extraction.events.agreement_sides import acting_states, states_of
from mithaq.extraction.events.circumstances import at_the_time_of
from mithaq.extraction.facts import Ref
from mithaq.extraction.particles import ALA, BETWEEN, ILA, WITH
from mithaq.extraction.syntax.clauses import ClauseContext
from mithaq.extraction.syntax.predicates import Predicate
from mithaq.extraction.syntax.triggers import Trigger
from mithaq.lexicon.word_groups import Words

__all__ = ["article_parties", "pair_parties", "with_government"]

_TWO = 2
_CLEARLY = 2
"""How often each of the two states of an article is named for every time the third is."""
_SENTENCES_BACK = 2
_COMPLEMENT_REACH = 8
"""Words after an agreement, or after the government, in which a party is looked for."""


def pair_parties(analysis: Analysis, pact: AgreementMention) -> None:
    """The parties of a signing without its own: the only two states that act in its sentence, or in one before."""
    context = analysis.context
    if not _lacks_parties(pact) or (not pact.several and _between_others(context, pact)):
        return
    if other := _other_served(context, pact):
        pact.add_parties(other)
        return
    number = context.doc.sentence(pact.mentions[0][0])
    new = bool(pact.words) and not (pact.several or pact.parties or pact.definite)
    for s in range(number, max(-1, number - 1 - (1 if new else _SENTENCES_BACK)), -1):
        states = acting_states(context, *context.doc.sentences[s])
        if len(states) == 1 and s == number:
            states += _visited(analysis, pact, states[0])
        if len(states) > 1:
            if len(states) == _TWO and set(pact.parties) <= set(states):
                pact.add_parties(states)
            return


def _visited(analysis: Analysis, pact: AgreementMention, guest: Ref) -> list[Ref]:
    """The state during a visit to which those of another, the `guest`, sign an agreement: A's minister (signed) during
    his visit to B. Not before or after it, nor where others sign or visit."""
    context, doc = analysis.context, analysis.doc
    low, high = context.bounds(pact.mentions[0][0])
    signed = [p for p in analysis.predicates.of("sign", "initial", start=low, end=high) if not p.trigger.passive]
    if not all(_by_nobody(doc, p.trigger, pact) or _by_those_of(analysis, p, guest) for p in signed):
        return []
    for p in analysis.predicates.of("visit", start=low, end=high):
        if not p.trigger.noun or at_the_time_of(doc, p.at) is None:
            continue
        to = next((m for m in context.states_in(p.trigger.end, high) if doc.texts[m.start - 1] == ILA), None)
        if to is not None and to.code != guest.key and (_plain(doc, p.trigger) or _by_those_of(analysis, p, guest)):
            return [Ref("state", to.code)]
    return []


def _by_nobody(doc: Document, signing: Trigger, pact: AgreementMention) -> bool:
    """Whether a noun of signing leaves open who signs: the signing of an accord, the signing was; not that of X."""
    first, k = pact.mentions[0][0], signing.end
    return signing.noun and (k > first or k in (first, pact.begin) or doc.texts[k] == ALA)


def _by_those_of(analysis: Analysis, p: Predicate, guest: Ref) -> bool:
    """Whether those who do what a predicate tells are a state, or are of it."""
    return set(states_of(analysis.context, *p.arguments("agent"))) == {guest}


def _plain(doc: Document, visit: Trigger) -> bool:
    """Whether a noun for a visit says of nobody else that it is his: his visit to, an official visit to."""
    k = visit.end
    while k < len(doc.texts) and doc.texts[k] in Words.KINDS_OF_VISITS:
        k += 1
    return doc.texts[k : k + 1] == [ILA]


def _lacks_parties(pact: AgreementMention) -> bool:
    """Whether an agreement was signed, or is to be, by some whom its clause does not name."""
    if pact.status in (None, "ended", "ratified") or len(pact.parties) > 1 or len(pact.signatories) > 1:
        return False
    if pact.earlier or pact.collective or pact.known:
        return False
    spoken_of = pact.status == "negotiated" or not pact.words or (pact.relative and bool(pact.parties))
    if pact.definite and not pact.several and spoken_of:
        return False
    return pact.several or bool(pact.parties) or pact.status != "planned"


def _other_served(context: ClauseContext, pact: AgreementMention) -> list[Ref]:
    """The one state that those who sign an agreement serve, if it is another than its only party, a state."""
    served = list(dict.fromkeys(context.states_of[ref] for ref in pact.signatories if ref in context.states_of))
    one = len(pact.parties) == 1 and pact.parties[0].kind == "state" and len(served) == 1
    return [Ref("state", served[0])] if one and served[0] != pact.parties[0].key else []


def _told_between(context: ClauseContext, pact: AgreementMention) -> bool:
    """Whether an agreement has parties or signatories, or is told to be between others: signed before the news, or by
    factions."""
    if pact.earlier or pact.factions:
        return True
    return bool(pact.parties or pact.signatories) or _between_others(context, pact)


def _between_others(context: ClauseContext, pact: AgreementMention) -> bool:
    """Whether an agreement is told to be between some who are nobody here, or with one: between the factions (and A),
    with "Z"."""
    first, end, _ = pact.mentions[0]
    texts, stop = context.doc.texts, min(end + _COMPLEMENT_REACH, context.bounds(first)[1] - 1)
    at = next((k + 1 for k in range(first, stop) if texts[k] in (BETWEEN, WITH)), 0)
    if at > 0 and texts[at - 1] == BETWEEN and len(pact.parties) == 1:
        return True  # between A and some who are nobody here
    named = at > 0 and (texts[at - 1] == BETWEEN or texts[at] == '"')
    return named and texts[at] not in Words.SIDES | Words.TWO_BODIES and not context.states_in(at, at + 1)


def article_parties(analysis: Analysis, pact: AgreementMention) -> None:
    """The two states that the article is clearly about, for an agreement signed by nobody it names; for the Cairo
    declaration at least Egypt, if it acts in the article."""
    declared = pact.kind == "declaration"
    made = pact.status in ("signed", "initialled") or (declared and pact.status is None)
    known_before = pact.definite and not declared and not pact.several
    if not made or known_before or pact.absorbed or _told_between(analysis.context, pact):
        return
    counts = Counter(m.code for m in analysis.context.state_mentions if m.acts).most_common()
    place = analysis.doc.find(pact.mentions[0][0] + 1, "capital") if declared else None
    if _about_two([number for _, number in counts]):
        pact.parties += [Ref("state", code) for code, _ in counts[:2]]
        pact.guessed = True
    elif place is not None:
        pact.parties += [Ref("state", place.entry.value)] if place.entry.value in dict(counts) else []


def _about_two(counts: list[int]) -> bool:
    """Whether an article is clearly about two states, by how often it names each, the most first."""
    if len(counts) < _TWO or counts[1] < _CLEARLY:
        return False
    return len(counts) == _TWO or counts[1] >= _CLEARLY * counts[2]


def with_government(context: ClauseContext, pact: AgreementMention, start: int, end: int) -> None:
    """The other side of a body that makes an agreement with the government, at words `start` to `end`: the state of its
    adjective (the transitional X government) or in the name of the body, else the one that clearly acts most."""
    doc = context.doc
    if len(pact.parties) != 1 or pact.parties[0].kind != "organization" or pact.signatories:
        return
    at = next((k for k in range(start, end) if _the_government(doc, k)), -1)
    if at < 0:
        return
    near = context.states_in(at, min(end, at + _COMPLEMENT_REACH))
    codes = set(_own_adjectives(doc, at)) or {m.code for m in near} or _acting_most(context) or {context.home or ""}
    pact.add_parties(Ref("state", code) for code in codes if code and len(codes) == 1)


def _the_government(doc: Document, k: int) -> bool:
    return doc.words[k].definite and doc.texts[k].removeprefix(WAW) in Words.GOVERNMENT


def _own_adjectives(doc: Document, at: int) -> list[str]:
    """The states by the adjectives that a definite noun at word `at` has."""
    return [n.code for word in doc.words[at + 1 : at + 3] for n in word.nisbas if n.definite and n.code]


def _acting_most(context: ClauseContext) -> set[str]:
    """The state that clearly acts most in the article."""
    acting = Counter(m.code for m in context.state_mentions if m.acts).most_common(_TWO)
    clearly = len(acting) == 1 or (len(acting) > 1 and acting[0][1] >= _CLEARLY * acting[1][1])
    return {acting[0][0]} if clearly else set()
