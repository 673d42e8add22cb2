"""Who signs an agreement at a forum takes part in it."""

from __future__ import annotations

from mithaq.extraction.events.forum_links import ForumLinks
from mithaq.extraction.events.forum_mention import Grounds, add
from mithaq.extraction.syntax.modality import modality
from mithaq.extraction.syntax.predicates import Binding, Predicates
from mithaq.extraction.syntax.search import is_person

__all__ = ["signers"]

_TOLD_AFTER = 8  # words of the sentence after a signing in which the forum is named at which it was


def signers(predicates: Predicates, links: ForumLinks) -> None:
    """Let those take part in a forum who sign an agreement in the sentence that names it, or in the one before: (at
    the end of the joint committee) A and B signed; A and B signed. This was at the end of."""
    context = predicates.context
    for p in predicates.of("sign"):
        filler = p.slots.get("agent")
        if p.trigger.noun or filler is None or filler.binding is Binding.DROPPED:
            continue
        people = list(filter(is_person, filler.arguments))
        if len(people) < 2 or not modality(context, p.trigger).real:
            continue
        low, high = context.bounds(p.at)
        told = links.mentioned(low, high) or links.mentioned(high, high + _TOLD_AFTER)
        for start, _ in told[:1]:
            for item in people:
                add(links.at[start], item, Grounds.CLAUSE)
