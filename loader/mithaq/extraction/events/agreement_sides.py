"""Who `the two sides`, `the ministers` or a pronoun are that sign an agreement: the states that act in the sentences.

Asked by the reading of agreements where its clause names no party.
"""

from __future__ import annotations

from itertools import pairwise

from pyarabic.araby import ALEF, HEH, MEEM, WAW

from mithaq.extraction.discourse.anaphora import the_two
from mithaq.extraction.facts import Ref
from mithaq.extraction.syntax.arguments import Argument
from mithaq.extraction.syntax.clauses import ClauseContext
from mithaq.extraction.syntax.coordination import pairs_with
from mithaq.lexicon.word_groups import Words

__all__ = ["acting_states", "agreed_by", "by_both", "state_of", "states_of"]

_TWO = 2
_SENTENCES_BACK = 3
"""Sentences before a signing in which the ministers who sign are listed; the ends of paragraphs count."""


def acting_states(context: ClauseContext, low: int, high: int) -> list[Ref]:
    """The states that act at words `low` to `high`: by name, adjective, capital, or through who serves them."""
    items = context.arguments_in(low, high)
    refs = [state_of(context, it.ref) if it.kind == "person" else it.ref for it in items if not it.place]
    placed = {it.start for it in items if it.place}
    words = context.doc.words
    missions = {k for k in range(max(low - 1, 0), high) if any(stem in Words.MISSIONS for _, stem, _ in words[k].stems)}
    placed.update(k + 1 for k in missions)  # the X-ian embassy
    refs += [Ref("state", m.code) for m in context.states_in(low, high) if m.acts and m.start not in placed]
    return list(dict.fromkeys(ref for ref in refs if ref is not None and ref.kind == "state"))


def state_of(context: ClauseContext, ref: Ref) -> Ref | None:
    code = context.states_of.get(ref)
    return Ref("state", code) if code else None


def states_of(context: ClauseContext, *items: Argument | None) -> list[Ref]:
    """The states that actors are or serve."""
    return [Ref("state", code) for it in items if it is not None and (code := context.home_of(it.ref))]


def agreed_by(context: ClauseContext, at: int, first: int) -> list[Ref]:
    """The states where the subject is `the two sides`, `the two ministers`, `the ministers`."""
    low, _ = context.bounds(at)
    span = range(max(low, at - 8), max(at + 2, first))
    near = {context.doc.texts[k] for k in span}
    if two := [k for k in span if context.doc.texts[k] in Words.TWO_PERSONS]:
        states = [context.states_of.get(it.ref) for it in the_two(context, two[0])]
        return [Ref("state", s) for s in states if s] if len(set(states)) == 2 and all(states) else []
    if _by_many(context, at):
        return _many_before(context, at)
    if not near & Words.SIDES and not by_both(context, at):
        return []
    acting = acting_states(context, low, at)
    if len(acting) > _TWO and by_both(context, at) and (pair := _pair_before(context, low, at)):
        return pair
    if len(acting) > _TWO:  # those whom persons serve
        persons = [it for it in context.arguments_in(low, at) if it.kind in ("person", "post") and not it.place]
        served = list(dict.fromkeys(states_of(context, *persons)))
        acting = [Ref("state", state.key) for state in served]
    return acting if len(acting) == _TWO else context.two_sides(at)


def _by_many(context: ClauseContext, at: int) -> bool:
    """Whether several persons who were named before sign at word `at`: the ministers signed, (they) signed."""
    signs = context.triggers.of("sign", "initial", start=at, end=at + 1)
    after = context.doc.texts[at + 1 : at + 2]
    return any(t.number == "p" and not t.noun for t in signs) or not Words.SEVERAL_PERSONS.isdisjoint(after)


def _many_before(context: ClauseContext, at: int) -> list[Ref]:
    """The states of the ministers or leaders of three or more that the sentence of word `at` or those just before list
    last: the ministers of A, B and C."""
    doc, number = context.doc, context.doc.sentence(at)
    for s in range(number, max(-1, number - 1 - _SENTENCES_BACK), -1):
        low, high = doc.sentences[s]
        heads = [k for k in range(low, min(high, at)) if doc.find(k, "plural") is not None]
        for k in reversed(heads):
            if len(listed := _listed(context, k, min(high, at))) > _TWO:
                return listed
    return []


def _listed(context: ClauseContext, k: int, high: int) -> list[Ref]:
    """The states named after word `k` and those that and- or a comma joins to them, up to the first that neither
    does."""
    doc = context.doc
    found: list[str] = []
    end = k
    for m in context.states_in(k, high):
        joined = m.proclitics.startswith(WAW) or doc.texts[m.start - 1] == ","
        signs = any(doc.words[n].kind == "sign" for n in range(end, m.start - (doc.texts[m.start - 1] == ",")))
        if not m.acts or (found and not joined) or signs:
            break
        found.append(m.code)
        end = m.end
    return [Ref("state", code) for code in dict.fromkeys(found)]


def _pair_before(context: ClauseContext, low: int, at: int) -> list[Ref]:
    """The states of the last two before word `at` that and- joins: (he praised) A and B for the accord they signed."""
    items = [it for it in context.arguments_in(low, at) if not it.place]
    for one, other in reversed(list(pairwise(items))):
        if pairs_with(one, other, context.doc):
            codes = list(dict.fromkeys(context.home_of(it.ref) for it in (one, other)))
            return [Ref("state", code) for code in codes if code] if len(codes) == _TWO and all(codes) else []
    return []


def by_both(context: ClauseContext, at: int) -> bool:
    """Whether what word `at` says is done by two who were named before: their signing, (they both) signed."""
    dual = context.triggers.of("sign", "initial", start=at, end=at + 1)
    return any(t.number == "d" or (t.noun and context.doc.texts[at].endswith(HEH + MEEM + ALEF)) for t in dual)
