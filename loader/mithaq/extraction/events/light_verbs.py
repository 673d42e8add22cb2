"""Verbs that lead to the noun that tells an event: X leads a mediation, X adopts sanctions; who does it, and whether it
is only spoken of."""

from __future__ import annotations

from pyarabic.araby import ALEF, BEH, HEH, MEEM, WAW

from mithaq.extraction.discourse.anaphora import reporter
from mithaq.extraction.events.attributed_acts import state_at
from mithaq.extraction.events.speakers import own_state
from mithaq.extraction.events.speech_targets import and_power
from mithaq.extraction.particles import AN
from mithaq.extraction.syntax.arguments import Argument
from mithaq.extraction.syntax.clauses import ClauseContext
from mithaq.lexicon.word_groups import Words

__all__ = ["PRONOUNS", "joined_to", "leading", "powers_at", "said_before", "straight_to", "takes_it"]

PRONOUNS = (HEH, HEH + ALEF, HEH + MEEM + ALEF, HEH + MEEM)
"""Pronouns on a verb or noun for who or what was spoken of."""
_PASSED = frozenset({AN, BEH, ",", '"', "(", ")", "-"})
"""Words and signs that may stand between a verb of deciding and the masdar of what is decided."""
_SPOKEN = 5
"""Words, without names, in which something may be said to be refused, offered or only spoken of."""


def leading(context: ClauseContext, verb: int, end: int, *, beside: bool = False) -> list[Argument]:
    """The subject of a verb that leads to a noun at word `end`: right before it (and only there, if `beside`), right
    after it, his country, or before it with dates and commas in between."""
    low, _ = context.bounds(verb)
    texts = context.doc.texts
    before = None if texts[verb].startswith(WAW) else context.free_before(verb)
    if before is not None and before.end == verb:
        return joined_to(context, before, low)
    if beside:
        return []
    after = context.arguments_in(verb + 1, end)
    if after and after[0].start == verb + 1:
        return [it for it in context.conjuncts(after, 0) if not it.place]
    if powers := powers_at(context, verb + 1):
        return powers
    if verb > low and texts[verb - 1] in Words.OWN_SIDE:
        own = reporter(context, verb - 2) if verb - 2 >= low and texts[verb - 2] in Words.THAT else None
        return [own_state(context, own)] if own is not None else []
    if any(context.opens_clause(k) for k in range(verb + 1, end)):
        return []
    if (who := context.free_before(verb)) is not None:
        return joined_to(context, who, low)
    power = state_at(context, verb - 1, "capital") if verb > low else None
    return [power] if power is not None else []


def powers_at(context: ClauseContext, k: int) -> list[Argument]:
    """The states of the capitals that stand for them from word `k` on, joined by and-."""
    found: list[Argument] = []
    power = state_at(context, k, "capital") if k < len(context.doc.words) else None
    while power is not None:
        found.append(power)
        power = and_power(context, power.end)
    return found


def joined_to(context: ClauseContext, last: Argument, low: int) -> list[Argument]:
    """The members of the list that an actor is the last of."""
    before = context.arguments_in(low, last.end)
    for n, first in enumerate(before):
        listed = context.conjuncts(before, n)
        if listed[-1] == last and (len(listed) == 1 or context.is_free(first)):
            return listed
    return [last]


def takes_it(context: ClauseContext, k: int, verbs: frozenset[str]) -> bool:
    """Whether word `k` is a verb, known as one or among `verbs`, with a pronoun for what is done: (the mediation) that
    X leads."""
    text = context.doc.texts[k]
    bare = next((text.removesuffix(e) for e in PRONOUNS if text.endswith(e)), "")
    return bare in verbs or any(verb.object for verb in context.doc.words[k].verbs)


def said_before(context: ClauseContext, at: int, group: frozenset[str]) -> bool:
    """Whether a word of a group stands before word `at`, with little but names in between: (offered) a mediation,
    (lifted) the sanctions."""
    low, _ = context.bounds(at)
    named = {k for it in context.arguments_in(low, at) for k in range(it.start, it.end)}
    steps = 0
    for k in range(at - 1, low - 1, -1):
        if k in named:
            continue
        steps += 1
        if steps > _SPOKEN or context.doc.words[k].kind == "sign" or context.doc.texts[k] in Words.THAT:
            return False
        if context.doc.texts[k].removeprefix(WAW) in group:
            return True
    return False


def straight_to(context: ClauseContext, start: int, at: int) -> bool:
    """Whether a verb before word `start` leads straight to the masdar at word `at`, with nothing but names, dates,
    adverbs, about- and someone's decision in between: announced (on Monday) the imposing, not to discuss it."""
    doc = context.doc
    named = {k for it in context.arguments_in(start, at) for k in range(it.start, it.end)}
    named |= {k for it in context.states_in(start, at) for k in range(it.start, it.end)}
    passed = _PASSED | Words.DECISION
    return all(
        k in named or k in doc.in_date or doc.texts[k] in passed or doc.words[k].function_class == "adv"
        for k in range(start, at)
    )
