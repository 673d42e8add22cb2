"""Denials of what somebody was accused of before: Y denies that, rejects the accusations, denies any part in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mithaq.extraction.analysis import Analysis
from mithaq.extraction.events.speakers import voice
from mithaq.extraction.events.speech_acts import Said
from mithaq.extraction.events.speech_asides import past_asides
from mithaq.extraction.syntax.arguments import Argument
from mithaq.extraction.syntax.clauses import ClauseContext
from mithaq.extraction.syntax.predicates import Predicate
from mithaq.lexicon.word_groups import Words

__all__ = ["denials"]

_CONTENT = 3
"""Words after a verb of denying, or after its subject, in which what is denied is named."""


def denials(analysis: Analysis, said: Sequence[Said]) -> Iterator[Said]:
    """Who denies what the accusations in `said` charge him with, aimed at who made the last of them before."""
    context = analysis.context
    accusations = sorted((s for s in said if s.act == "accuse"), key=lambda s: s.at)
    told = {s.at for s in said if s.act == "deny"}
    for p in analysis.predicates.of("deny", "reject") if accusations else ():
        if p.trigger.noun or p.at in told or context.denied(p.at):
            continue
        spoken = voice(context, p)
        if spoken is None or not _of_charges(context, p, spoken.start):
            continue
        if accusers := _accusers(context, [s for s in accusations if s.at < p.at], spoken.speakers):
            yield Said(p.at, spoken.speakers, "deny", accusers, "denied-accusation", 0.6)


def _accusers(context: ClauseContext, accusations: list[Said], denying: list[Argument]) -> list[Argument]:
    """Who made the last of some accusations, in order, of those who deny them or of their states."""
    sides = {side for item in denying for side in context.sides(item.ref)}
    charged = [s for s in accusations if any(sides & context.sides(it.ref) for it in s.targets)]
    return [it for s in charged if s.at == charged[-1].at for it in s.speakers]


def _of_charges(context: ClauseContext, p: Predicate, after: int) -> bool:
    """Whether a verb denies charges that the text has named: it, that, those accusations, any part in it."""
    t, doc = p.trigger, context.doc
    if t.has_pronoun_suffix and t.event_class == "deny":
        return True
    _, high = context.bounds(t.at)
    content = Words.CHARGES if t.event_class == "reject" else Words.CHARGES | Words.DENIED_PART
    return any(
        doc.texts[k] in content
        for start in (t.end, past_asides(context, after, high))
        for k in range(start, min(high, start + _CONTENT))
    )
