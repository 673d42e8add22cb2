"""A punitive measure as one place of the text tells it, and whom it is aimed at."""

from __future__ import annotations

from dataclasses import dataclass

from pyarabic.araby import ALEF

from mithaq.extraction.discourse.anaphora import officials_of
from mithaq.extraction.events.attributed_acts import state_at
from mithaq.extraction.events.speech_asides import past_asides
from mithaq.extraction.events.speech_targets import governed_by
from mithaq.extraction.facts import Ref
from mithaq.extraction.particles import FROM
from mithaq.extraction.syntax.arguments import Argument
from mithaq.extraction.syntax.clauses import ClauseContext
from mithaq.lexicon.word_groups import Words

__all__ = ["Taken", "aimed_at", "officials_at"]

_OFFICIALS = 3
"""Words from a preposition to the officials it governs: upon 15 officials."""


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
    while k < high and ((past := past_asides(context, k, high)) > k or context.doc.texts[k] in Words.IMPOSED):
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
    power = state_at(context, k + 1, "capital") if k + 1 < high else None
    near = (officials_at(context, j) for j in range(k + 1, min(high, k + 1 + _OFFICIALS)))
    of = power or next((it for it in near if it is not None), None)
    return [of.ref] if of is not None else []


def officials_at(context: ClauseContext, k: int) -> Argument | None:
    """The state of the officials at word `k`: Kenyan diplomats, (45) diplomats in the singular, officials from Kenya."""
    if (given := officials_of(context, k)) is not None:
        return given
    if not any(stem.removesuffix(ALEF) in Words.OFFICIALS for _, stem, _ in context.doc.words[k].stems):
        return None
    after = k + 1 + (context.doc.texts[k + 1 : k + 2] == [FROM])
    states = context.states_in(after, after + 1)
    said = states and not states[0].proclitics and (after > k + 1 or context.doc.texts[k].endswith(ALEF))
    return Argument(k, states[0].end, Ref("state", states[0].code), "side") if said else None
