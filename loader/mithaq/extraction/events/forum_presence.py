"""Who is present at a forum, by clauses that tell of it without naming it again: who attends, sits, sends or heads a
delegation, and who stays away."""

from __future__ import annotations

from pyarabic.araby import WAW

from mithaq.extraction.events.forum_links import ForumLinks
from mithaq.extraction.events.forum_mention import Grounds, add
from mithaq.extraction.particles import ALA, AN, ILA, WITH
from mithaq.extraction.syntax.arguments import Argument
from mithaq.extraction.syntax.clauses import IDAFA, ClauseContext
from mithaq.extraction.syntax.predicates import Binding, Predicate, Predicates, joined_before
from mithaq.extraction.syntax.search import is_person
from mithaq.lexicon.word_groups import Words

__all__ = ["absent", "named_after", "present"]

_ZONE = 90  # words after a verb in which a list of those present may go on
_BEFORE_LIST = 4  # words between was and among-those-present
_APART = Words.WAS_SOMEWHERE | Words.TAKING_PART
_BESIDE = frozenset({"", WITH, IDAFA})


def named_after(context: ClauseContext, start: int) -> list[Argument]:
    """The persons whom a clause tells of from word `start` on, by name or by post, and for which sides:
    attended for A the minister B, and for C the ambassador D; beside E each of F and G."""
    _, high = context.bounds(start - 1)
    found: list[Argument] = []
    k = start
    for item in context.each_following(start, min(high, start + _ZONE)):
        if item.start < k:
            continue
        if _list_ends(context, k, item.start):
            break
        k = item.end
        beside = context.case_marker(item) in _BESIDE or _joined_by_words(context, item.start - 1)
        if is_person(item) and not item.place and beside:
            found.append(item)
    return found


def _joined_by_words(context: ClauseContext, k: int) -> bool:
    """Whether word `k` ends words that join two who are listed: beside, as well as."""
    texts = context.doc.texts
    return texts[k] in Words.JOINS and (texts[k] not in (ILA, ALA, AN) or texts[k - 1] in Words.JOINS)


def _list_ends(context: ClauseContext, start: int, end: int) -> bool:
    """Whether a list of those present ends at words `start` to `end`: another clause, what they are there for."""
    doc, k = context.doc, start
    while k < end:
        if (past := context.aside_end(k)) > k:
            k = past
            continue
        about = doc.texts[k] in Words.TOPIC_OF_A_FORUM and doc.texts[k] != AN
        stops = about or doc.words[k].function_class == "neg" or doc.texts[k] in _APART
        if k not in doc.in_date and (stops or context.opens_clause(k)):
            return True
        k += 1
    return False


def present(predicates: Predicates, links: ForumLinks) -> None:
    """Let those take part in a forum who sit or follow one another there, or whom somebody sends there."""
    context = predicates.context
    for p in predicates.of("present", "absent"):
        if context.denied(p.at) != (p.trigger.event_class == "absent"):
            continue
        g = links.of(p)
        for item in _subjects(context, p) if g is not None else ():
            add(g, item, Grounds.CLAUSE)
    for p in predicates.of("depute"):
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
    """Whom somebody sends: (the king sent) his minister A and B; (he sent) instead of him A."""
    named = list(filter(is_person, p.arguments("partner")))
    instead = not Words.BY_IT.isdisjoint(context.doc.texts[p.trigger.end : p.trigger.end + 1])
    return named or (named_after(context, p.trigger.end) if instead else [])


def _were_among(links: ForumLinks) -> None:
    """Who is said to be among those present: A and B were among the speakers."""
    context, texts = links.context, links.context.doc.texts
    for k, text in enumerate(texts):
        if text not in Words.THOSE_PRESENT or texts[k - 1].removeprefix(WAW) not in Words.SOME_OF:
            continue
        low, _ = context.bounds(k)
        was = next((j for j in range(k - 1, low - 1, -1) if texts[j] in Words.WAS_SOMEWHERE), None)
        g = links.focus(k)
        if g is None or was is None:
            continue
        before = context.free_before(was) if k - was <= _BEFORE_LIST else None
        people = [before, *joined_before(context, before)] if before is not None else named_after(context, was + 1)
        for item in filter(is_person, people):
            if item.end <= k:
                add(g, item, Grounds.CLAUSE)


def absent(predicates: Predicates, links: ForumLinks) -> None:
    """Let those take no part in a forum who are said to stay away from it."""
    context = predicates.context
    for p in predicates.of("absent"):
        g = None if context.denied(p.at) else links.of(p)
        if g is None:
            continue
        away = {it.ref for it in _staying_away(context, p)}
        g.participants = [ref for ref in g.participants if ref not in away]


def _staying_away(context: ClauseContext, p: Predicate) -> list[Argument]:
    """Who stays away, as a verb or a masdar (the absence of A) says."""
    if not p.trigger.noun:
        return [*p.arguments("agent"), *named_after(context, p.trigger.end)]
    filler = p.slots.get("agent")
    return list(filler.arguments) if filler is not None and filler.binding is Binding.GENITIVE else []
