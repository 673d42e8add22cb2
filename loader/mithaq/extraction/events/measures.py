"""A sanction or similar measure in one sentence, with its targets."""

from __future__ import annotations

from dataclasses import dataclass

from pyarabic.araby import ALEF

from mithaq.extraction.discourse.anaphora import officials_of
from mithaq.extraction.events.attributed_acts import state_at
from mithaq.extraction.events.speech_asides import past_asides
from mithaq.extraction.events.speech_targets import governed_by
from mithaq.extraction.facts import Ref
from mithaq.extraction.particles import FROM, IN
from mithaq.extraction.syntax.arguments import Argument
from mithaq.extraction.syntax.clauses import ClauseContext
from mithaq.lexicon.word_groups import Words

__all__ = ["Taken", "aimed_at", "officials_at"]

_OFFICIALS = 3
"""Words from a preposition to the officials it governs: upon 15 officials."""
_SAID_OF_THEM = Words.IMPOSED | Words.PUNITIVE


@dataclass(frozen=True, slots=True)
class Taken:
    """A measure as one place of the text tells it."""

    actors: list[Argument]
    measure: str
    targets: list[Ref]
    at: int
    rule: str
    confidence: float


def aimed_at(context: ClauseContext, k: int) -> list[Ref]:
    """Whom sanctions are directed at, told from word `k` on: (economic sanctions) imposed on Y and Z, that hit Y, on 15
    officials of Y."""
    _, high = context.bounds(k - 1)
    while k < high and ((past := past_asides(context, k, high)) > k or _said_of_them(context, k)):
        k = max(past, k + (past == k))
    if k >= high:
        return []
    if context.doc.texts[k] in Words.AFFECTS:
        k += 1 + 2 * (k + 1 < high and context.doc.texts[k + 1] in Words.EACH)
        hit = context.arguments_in(k, high)
        return [it.ref for it in context.conjuncts(hit, 0)] if hit and hit[0].start == k else []
    if named := governed_by(context, "sanctions", k):
        return [it.ref for it in named]
    if context.doc.texts[k] not in Words.UPON:
        return []
    whom = context.arguments_in(k + 1, high)
    if whom and whom[0].start == k + 1 and not whom[0].proclitics:
        return [it.ref for it in context.conjuncts(whom, 0)]
    power = state_at(context, k + 1, "capital") if k + 1 < high else None
    near = (officials_at(context, j) for j in range(k + 1, min(high, k + 1 + _OFFICIALS)))
    of = power or next((it for it in near if it is not None), None)
    return [of.ref] if of is not None else []


def _said_of_them(context: ClauseContext, k: int) -> bool:
    """Whether word `k` is an adjective of the sanctions before it: unilateral, imposed."""
    word = context.doc.words[k]
    adjective = "a" in word.pos and not word.function_class and not context.states_in(k, k + 1)
    return context.doc.texts[k] in _SAID_OF_THEM or (adjective and context.doc.texts[k] not in Words.UPON)


def officials_at(context: ClauseContext, k: int) -> Argument | None:
    """The state of the officials at word `k`: Kenyan diplomats, also (45) in the singular, officials from Kenya."""
    if (given := officials_of(context, k)) is not None:
        return given
    if not any(stem.removesuffix(ALEF) in Words.OFFICIALS for _, stem, _ in context.doc.words[k].stems):
        return None
    after = k + 1 + (context.doc.texts[k + 1 : k + 2] == [FROM] or context.doc.texts[k + 1 : k + 2] == [IN])
    states = context.states_in(after, after + 1)
    said = states and not states[0].proclitics and (after > k + 1 or context.doc.texts[k].endswith(ALEF))
    return Argument(k, states[0].end, Ref("state", states[0].code), "side") if said else None
