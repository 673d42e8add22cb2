"""Whom a clause lists as those present at a forum, and who stays away."""

from __future__ import annotations

from mithaq.extraction.events.forum_links import ForumLinks
from mithaq.extraction.particles import AN, WITH
from mithaq.extraction.syntax.arguments import Argument
from mithaq.extraction.syntax.clauses import IDAFA, ClauseContext
from mithaq.extraction.syntax.predicates import Binding, Predicate, Predicates
from mithaq.extraction.syntax.search import is_person
from mithaq.lexicon.word_groups import Words

__all__ = ["absent", "list_ends", "named_after"]

_ZONE = 90  # words after a verb in which a list of those present may go on
_APART = Words.WAS_SOMEWHERE | Words.TAKING_PART
_SAYING = ("say", "demand", "accuse", "condemn", "praise", "warn")
_BESIDE = frozenset({"", WITH, IDAFA})


def named_after(context: ClauseContext, start: int) -> list[Argument]:
    """The persons whom a clause tells of from word `start` on, by name or by post, and for which sides:
    attended for A the minister B, and for C the ambassador D."""
    _, high = context.bounds(start - 1)
    found: list[Argument] = []
    k = start
    for item in context.each_following(start, min(high, start + _ZONE)):
        if item.start < k:
            continue
        if list_ends(context, k, item.start):
            break
        k = item.end
        if is_person(item) and not item.place and context.case_marker(item) in _BESIDE:
            found.append(item)
    return found


def list_ends(context: ClauseContext, start: int, end: int) -> bool:
    """Whether a list of those present ends at words `start` to `end`: another clause, what they are there for."""
    doc, k = context.doc, start
    while k < end:
        if (past := context.aside_end(k)) > k:
            k = past
            continue
        about = doc.texts[k] in Words.TOPIC_OF_A_FORUM and doc.texts[k] != AN
        stops = about or doc.words[k].function_class == "neg" or doc.texts[k] in _APART
        if k not in doc.in_date and (stops or context.opens_clause(k) or _says(context, k)):
            return True
        k += 1
    return False


def _says(context: ClauseContext, k: int) -> bool:
    """Whether a verb of saying opens, at word `k` after a comma, what is told of the list: (headed by A, who is,) B
    said."""
    verbs = context.triggers.of(*_SAYING, start=k, end=k + 1)
    return context.doc.texts[k - 1] == "," and any(not t.noun for t in verbs)


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
