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
from mithaq.extraction.syntax.search import city_at, first_of, is_person
from mithaq.lexicon.word_groups import Words

__all__ = ["absent", "named_after", "present"]

_ZONE = 90  # words after a verb in which a list of those present may go on
_BEFORE_LIST = 4  # words between was and among-those-present
_WHERE = 8  # words after a verb of coming in which a place is where one comes
_OF_CHAIR = 12  # words after the chair of a forum in which who had it, or gets it, is named
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
    for p in predicates.of("present", "absent", "depute"):
        sends = p.trigger.event_class == "depute"
        if context.denied(p.at) != (p.trigger.event_class == "absent") or (sends and _sent_thing(p)):
            continue
        if (g := links.of(p)) is not None:
            for item in _sent(context, p) if sends else _subjects(context, p):
                add(g, item, Grounds.CLAUSE)
    for p in predicates.of("see"):
        for n in p.nominals("theme"):
            if n.start in links.at and context.doc.texts[n.start - 1] in Words.WORKS and not p.trigger.noun:
                for item in filter(is_person, _subjects(context, p)):
                    add(links.at[n.start], item)  # saw the opening of
    for p in predicates.of("arrive"):
        for item in _arrivals(links, p):
            add(links.main, item, Grounds.ARTICLE) if links.main is not None else None
    _were_among(links)
    _successors(links)


def _arrivals(links: ForumLinks, p: Predicate) -> list[Argument]:
    """The two or more who come together, in an article about one forum, to where it is."""
    context, g = links.context, links.main
    if g is None or p.trigger.noun or links.focus(p.at) is not g or context.denied(p.at) or not links.leads(g):
        return []
    named = [it for it in named_after(context, p.trigger.end) if it.kind == "person"]
    _, high = context.bounds(p.at)
    places = [hit for k in range(p.trigger.end, min(high, p.trigger.end + _WHERE)) if (hit := city_at(context.doc, k))]
    elsewhere = any(g.place is None or hit.entry.value != g.place.entry.value for hit in places)
    return named if len(named) > 1 and not elsewhere else []


def _successors(links: ForumLinks) -> None:
    """Who hands over to whom, in an article about one forum, its chair: A received from B the presidency."""
    context, texts = links.context, links.context.doc.texts
    for t in context.triggers.of("hand", "get"):
        _, high = context.bounds(t.at)
        k = first_of(context.doc, Words.PRESIDENCY | Words.ITS_CHAIR, t.end, min(high, t.end + _ZONE))
        g = links.focus(t.at)
        if k is None or g is None or context.denied(t.at) or any(context.opens_clause(j) for j in range(t.end, k)):
            continue
        after = context.following_arguments(k + 1, limit=_OF_CHAIR)
        for item in (*context.arguments_in(t.end, k), *after):
            if item.kind == "person":
                add(g, item, Grounds.CLAUSE)
        if texts[t.at - 1] not in Words.MODAL and (before := context.free_before(t.at)) is not None:
            add(g, before, Grounds.CLAUSE) if before.kind == "person" else None


def _subjects(context: ClauseContext, p: Predicate) -> list[Argument]:
    """The persons who do what a predicate says."""
    filler = p.slots.get("agent")
    told = list(filler.arguments) if filler is not None and filler.binding is not Binding.DROPPED else []
    return [it for it in told if is_person(it)] + named_after(context, p.trigger.end)


def _sent_thing(p: Predicate) -> bool:
    """Whether a verb of sending is a masdar, or of what was sent before: all that A sent."""
    return p.trigger.noun or p.trigger.has_pronoun_suffix


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
