"""Who is present at a forum, by clauses that tell of it without naming it again: who attends, sits, sends or heads a
delegation, and who stays away."""

from __future__ import annotations

from pyarabic.araby import WAW

from mithaq.extraction.events.forum_links import ForumLinks
from mithaq.extraction.events.forum_mention import Grounds, add
from mithaq.extraction.particles import AN, WITH
from mithaq.extraction.syntax.arguments import Argument, pairs_with
from mithaq.extraction.syntax.clauses import ClauseContext
from mithaq.extraction.syntax.predicates import Binding, Predicate, Predicates, joined_before
from mithaq.extraction.syntax.search import first_of, is_person
from mithaq.lexicon.word_groups import Words

__all__ = ["absent", "named_after", "present"]

_ZONE = 90  # words after a verb in which a list of those present may go on
_BEFORE_LIST = 4  # words between was and among-those-present
_BESIDE = frozenset({"", WITH})


def named_after(context: ClauseContext, start: int) -> list[Argument]:
    """The persons whom a clause names from word `start` on, one after the other, whatever says which side they are of:
    attended for A the minister B, and for C the ambassador D; beside E each of F and G."""
    _, high = context.bounds(start - 1)
    found: list[Argument] = []
    k = start
    for item in context.each_following(start, min(high, start + _ZONE)):
        if item.start < k:
            continue
        if any(_ends_list(context, j) for j in range(k, item.start) if j not in context.doc.in_date):
            break
        k = item.end
        case = context.case_marker(item)
        beside = case in _BESIDE or context.doc.texts[item.start - 1] in Words.JOINS
        if item.kind == "person" and not item.place and beside:
            found.append(item)
    return found


def _ends_list(context: ClauseContext, j: int) -> bool:
    """Whether word `j` ends a list of those present: another clause, what they are there for."""
    text = context.doc.texts[j]
    about = text in Words.TOPIC_OF_A_FORUM and context.doc.texts[j - 1] not in Words.JOINS and text != AN
    return about or context.opens_clause(j)


def present(predicates: Predicates, links: ForumLinks) -> None:
    """Let those take part in a forum who sit or follow one another there, or whom somebody sends there."""
    context = predicates.context
    for p in predicates.of("present", "absent"):
        if context.denied(p.at) != (p.trigger.event_class == "absent"):
            continue
        g = links.of(p)
        for item in _subjects(context, p) if g is not None else ():
            add(g, item, Grounds.CLAUSE)
    for p in predicates.of("send"):
        g = None if p.trigger.noun or context.denied(p.at) else links.of(p)
        for item in _sent(context, p) if g is not None else ():
            add(g, item, Grounds.CLAUSE)
    _were_among(links)


def _subjects(context: ClauseContext, p: Predicate) -> list[Argument]:
    """The persons who do what a predicate says."""
    filler = p.slots.get("agent")
    told = list(filler.arguments) if filler is not None and filler.binding is not Binding.DROPPED else []
    return [it for it in told if is_person(it)] + named_after(context, p.trigger.end)


def _sent(context: ClauseContext, p: Predicate) -> list[Argument]:
    """Whom somebody sends: (the king sent) his minister A and B."""
    named = named_after(context, p.trigger.end)
    apart = [n for n in range(1, len(named)) if not pairs_with(named[n - 1], named[n], context.doc)]
    return named[apart[0] if apart else 0 :]


def _were_among(links: ForumLinks) -> None:
    """Who is said to be among those present: A and B were among the speakers."""
    context, texts = links.context, links.context.doc.texts
    for k, text in enumerate(texts):
        if text not in Words.THOSE_PRESENT or texts[k - 1].removeprefix(WAW) not in Words.SOME_OF:
            continue
        low, _ = context.bounds(k)
        was = first_of(context.doc, Words.WAS_SOMEWHERE, max(low, k - _BEFORE_LIST), k)
        g = links.focus(k)
        if g is None or was is None:
            continue
        before = context.free_before(was)
        for item in [before, *joined_before(context, before)] if before is not None else named_after(context, was + 1):
            if is_person(item) and item.end <= k:
                add(g, item, Grounds.CLAUSE)


def absent(predicates: Predicates, links: ForumLinks) -> None:
    """Let those take no part in a forum who are said to stay away from it."""
    context = predicates.context
    for p in predicates.of("absent"):
        g = None if context.denied(p.at) else links.of(p)
        if g is None:
            continue
        away = {it.ref for it in (*p.arguments("agent"), *named_after(context, p.trigger.end))}
        g.participants = [ref for ref in g.participants if ref not in away]
