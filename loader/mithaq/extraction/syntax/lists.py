"""Lists of arguments: A, B and C; each of A and B; among them A, B and C; as well as D.

One reader for all families. A list goes on over commas, semicolons and the joints in the word group `joins`.
In a list of officials one member that could not be read (an unknown name) is passed over, so that the rest is not lost.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from pyarabic.araby import WAW

from mithaq.extraction.particles import FROM
from mithaq.extraction.syntax.arguments import Argument
from mithaq.extraction.syntax.clauses import ClauseContext
from mithaq.extraction.syntax.coordination import pairs_with
from mithaq.extraction.syntax.triggers import only_verb
from mithaq.lexicon.word_groups import Words

__all__ = ["conjuncts", "introduces", "listed_after", "sent_by"]

_MISSED = 9
"""Words of a list member that could not be read."""
_OPENER_REACH = 4
"""Words after a list opener (among them, foremost) before the first member."""
_LIST_SIGNS = frozenset((",", '"', ")"))
"""Signs between members of a list."""
_SIDE = 2
"""Words that set those named before apart from the next member: on the one hand."""
_LONGEST = 60
"""Members of a list at the most."""


def conjuncts(context: ClauseContext, first: Argument, *, tolerant: bool = False) -> list[Argument]:
    """An argument and those coordinated with it.

    Args:
        first: where the list begins.
        tolerant: pass over one member that could not be read, where the next one goes on with a comma or and-.
    """
    _, high = context.bounds(first.start)
    found = [first]
    last = first
    for item in islice(context.each_following(first.end, high), _LONGEST):
        if (
            pairs_with(last, item, context.doc)
            or _comma_listed(context, last, item)
            or _sent_beside(context, last.end, item)
            or (tolerant and _passable(context, last.end, item))
        ):
            found.append(item)
            last = item
        elif last.kind == "body" and item.place and item.ref.kind == "state" and item.start == last.end + 1:
            last = replace(last, end=item.end)  # the ministry in A, and the ministry in B
        elif item.start == last.end + _SIDE and _on_one_side(context, last.end) and item.proclitics.startswith(WAW):
            found.append(item)
            last = item
        else:
            break
    return found


def _on_one_side(context: ClauseContext, k: int) -> bool:
    """Whether words `k` on say that those named before are one of two sides: A and B on the one hand."""
    return context.doc.texts[k] == FROM and context.doc.texts[k + 1] in Words.ONE_SIDE


def listed_after(context: ClauseContext, k: int) -> list[Argument]:
    """The members of the list that an opener at word `k` - 1 announces: (among them) A, B and C."""
    _, high = context.bounds(k - 1)
    first = next(context.each_following(k, min(high, k + _OPENER_REACH)), None)
    return [] if first is None or not introduces(context, k, first.start) else conjuncts(context, first, tolerant=True)


def introduces(context: ClauseContext, start: int, end: int) -> bool:
    """Whether words `start` to `end` may stand between a list opener and the first member: signs, each of, the states
    of."""
    texts, words = context.doc.texts, context.doc.words
    return all(
        words[k].kind == "sign" or texts[k] in Words.EACH or texts[k] == FROM or texts[k] in Words.STATES_OF
        for k in range(start, end)
    )


def _comma_listed(context: ClauseContext, last: Argument, item: Argument) -> bool:
    """Whether only a comma or a semicolon parts two members of one kind, more of which follow with and-."""
    gap = context.doc.texts[last.end : item.start]
    if last.kind != item.kind or not gap or not _LIST_SIGNS.issuperset(gap):
        return False
    _, high = context.bounds(item.start)
    previous = item
    for following in islice(context.each_following(item.end, high), _LONGEST):
        between = context.doc.texts[previous.end : following.start]
        if not _LIST_SIGNS.issuperset(between):
            return pairs_with(previous, following, context.doc)
        if following.proclitics.startswith(WAW):
            return True
        previous = following
    return False


def sent_by(context: ClauseContext, start: int) -> bool:
    """Whether representatives stand right before word `start`, with of- or from- between at the most."""
    lead = [w.removeprefix(WAW) for w in context.doc.texts[max(0, start - 2) : start]]
    return bool(lead) and (
        lead[-1] in Words.REPRESENTATIVES or (lead[-1] in Words.OF_THOSE and lead[0] in Words.REPRESENTATIVES)
    )


def _sent_beside(context: ClauseContext, end: int, item: Argument) -> bool:
    """Whether a list that ends before word `end` goes on with those who come for `item`: (A) and delegations from B."""
    near = 0 < item.start - end <= 2 and item.kind in ("state", "body")
    return near and context.doc.texts[end].startswith(WAW) and sent_by(context, item.start)


def _passable(context: ClauseContext, start: int, item: Argument) -> bool:
    """Whether the words before `item` may be one list member that could not be read."""
    words = context.doc.words
    joined = item.proclitics.startswith(WAW) or context.doc.texts[item.start - 1] == ","
    if not joined or not 0 < item.start - start <= _MISSED:
        return False
    return not any(only_verb(word) for word in words[start : item.start])
