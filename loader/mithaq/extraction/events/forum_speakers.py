"""Who speaks at a forum, as the sentence says."""

from __future__ import annotations

from pyarabic.araby import BEH, WAW

from mithaq.extraction.events.forum_links import ForumLinks
from mithaq.extraction.events.forum_mention import ForumMention, Grounds, add
from mithaq.extraction.events.forum_presence import named_after
from mithaq.extraction.events.forum_turns import in_turn, said_there
from mithaq.extraction.particles import AL, AN, FROM, ILA, IN
from mithaq.extraction.syntax.arguments import Argument
from mithaq.extraction.syntax.clauses import ClauseContext
from mithaq.extraction.syntax.predicates import Binding, Predicate, Predicates
from mithaq.extraction.syntax.search import actor_at, has_any, is_person, known, may_be_finite, ungoverned_person
from mithaq.extraction.syntax.spellings import joined
from mithaq.extraction.syntax.triggers import Trigger
from mithaq.lexicon.word_groups import Words

__all__ = ["acting_after", "speakers"]

_SPEAKING = ("say", "condemn", "demand", "praise", "warn", "support", "welcome", "criticize")
_AT = Words.AT_A_GATHERING | Words.AT_A_FORUM | Words.SIDELINES | Words.WORKS
_LEADS = Words.SPEECH | Words.WORKS | Words.SIDELINES | Words.HIS_TAKING_PART
_ASIDE = 2  # words, apart from names and dates, between a verb of speaking and the forum it is at
_FRONTED = 3  # words before a forum that opens a sentence: and in the course of
_IN_SESSION = 6  # the same where a session of the forum is named first: in a closed session of
_DELIVERY = 4  # words between a verb of delivering and who delivers a speech
_SIDES = 2
_OF_A_SPEECH = Words.SPEECH | Words.PART_OF_A_FORUM | Words.PART
_DELIVERED = joined(Words.SPEECH, BEH) | joined(Words.DELIVERS)
_APART = frozenset({"rel", "conj", "part", "neg"})  # kinds of words that open another clause, or deny
_CONFERENCE = 25  # words after a press conference in which what it came after is named


def speakers(predicates: Predicates, links: ForumLinks) -> None:
    """Let those take part in a forum who speak there."""
    doc = links.context.doc
    spoke: dict[int, ForumMention] = {}
    for t in links.context.triggers.of(*_SPEAKING):
        if not _may_be_there(links, t):
            continue
        p = predicates.at(t)
        if (forum := _spoken_at(links, p)) is not None:
            for item in _agents(links.context, p):
                spoke[doc.sentence(t.at)] = forum
                add(forum, item, Grounds.CLAUSE)
    for forum, item in said_there(links):
        spoke[doc.sentence(item.start) + 1] = forum
        add(forum, item, Grounds.CLAUSE)
    for forum, item in in_turn(predicates, links, spoke):
        add(forum, item, Grounds.ARTICLE)
    _delivered(links)
    _acting(links)
    _met_the_press(links)


def _met_the_press(links: ForumLinks) -> None:
    """Who meets the press after a forum, or at its end, alone or with another: A said in a joint press conference with
    B, after the sessions of; after the opening of the session, A held a press conference with B."""
    context = links.context
    for k in context.occurrences(Words.PRESS):
        if not k:
            continue
        low, high = context.bounds(k)
        told = links.mentioned(low, min(k, low + _IN_SESSION))[:1] + links.mentioned(k, min(high, k + _CONFERENCE))[:1]
        after = Words.AFTER | Words.WORKS
        start, end = next((m for m in told if has_any(context.doc, after, max(low, m[0] - _FRONTED), m[0])), (-1, -1))
        if start < 0:
            continue
        hosts = [it for it in context.arguments_in(end if end <= k else low, k) if it.kind == "person"][-1:]
        guests = [it for it in context.following_arguments(k + 1, limit=_DELIVERY)[:_SIDES] if it.kind == "person"]
        for item in (*hosts, *guests):
            if k - item.end <= _DELIVERY and not k < start < item.start:
                add(links.at[start], item, Grounds.CLAUSE)


def _acting(links: ForumLinks) -> None:
    """Who does something in a clause that opens with the forum: in the course of the summit, A put forward."""
    context = links.context
    for start, end in links.mentioned(0, len(context.doc.texts)):
        low, high = context.bounds(start)
        lead = {text.removeprefix(WAW) for text in context.doc.texts[low:start]}
        found = [_before(links, low, start)]
        near = start - low <= (_IN_SESSION if (Words.PART | Words.HIS_TAKING_PART) & lead else _FRONTED)
        if near and (Words.IN_THE_COURSE_OF | Words.SIDELINES | Words.HIS_TAKING_PART) & lead:
            found.append(acting_after(context, end, high))
        for item in found:
            if item is not None:
                add(links.at[start], item, Grounds.CLAUSE)


def acting_after(context: ClauseContext, start: int, end: int) -> Argument | None:
    """Who is the subject of the verb that follows the opening phrase of a clause: (in the course of the summit,) A
    said."""
    first = next((it for it in context.arguments_in(start, end) if not it.place), None)
    verb = context.doc.words[first.start - 1] if first is not None and first.start > start else None
    acts = verb is not None and may_be_finite(verb) and not verb.definite
    return ungoverned_person(context, first) if acts else None


def _before(links: ForumLinks, low: int, start: int) -> Argument | None:
    """The one person named before a forum in whose course a clause says that he did something: A took aim at B in
    closing the summit; nobody else is named, and no other clause begins between."""
    context, doc = links.context, links.context.doc
    at = start - 1 - (doc.texts[start - 1] in Words.WORKS)
    before = list(filter(is_person, context.arguments_in(low, start)))
    if len(before) != 1 or at < before[0].end or context.case_marker(before[0]):
        return None
    aside = links.at[start].strength == "name" and doc.texts[at] in Words.SIDELINES  # of ministers: guests meet them
    if doc.texts[at] not in Words.AT_A_FORUM and not aside:
        return None
    gap = range(before[0].end, at)  # he agreed to the taking part: not yet
    apart = {AN, FROM, ILA, ",", *(AL + w for w in Words.PRESENCE), *Words.PRESENCE, *Words.THOSE_PRESENT}
    return None if any(doc.words[k].function_class in _APART or doc.texts[k] in apart for k in gap) else before[0]


def _delivered(links: ForumLinks) -> None:
    """Who delivers a speech at a forum, or in an article about one forum: (the speech) that A delivered."""
    context, doc = links.context, links.context.doc
    for k in context.occurrences(_DELIVERED):
        text = doc.texts[k]
        whose = actor_at(context, k + 1) if text in Words.SPEECH else None
        if whose is not None and whose.kind == "person" and doc.texts[whose.end] in Words.AT_A_FORUM:
            for start, _ in links.mentioned(whose.end, whose.end + _ASIDE + 1)[:1]:  # the speech of A at
                add(links.at[start], whose, Grounds.CLAUSE)
        low, high = context.bounds(k)
        if text.removeprefix(WAW) in Words.DELIVERS and has_any(doc, Words.SPEECH, low, high):
            here = [links.at[start] for start, _ in links.mentioned(low, high)[:1]]
            speaker = _deliverer(context, k)
            for forum in here or known(links.focus(k) or links.sole):
                if speaker is not None:
                    add(forum, speaker, Grounds.CLAUSE if here else Grounds.ARTICLE)


def _deliverer(context: ClauseContext, k: int) -> Argument | None:
    """The person who delivers something, as the verb at word `k` says."""
    after = context.following_arguments(k + 1, limit=_DELIVERY)
    free = after and not context.case_marker(after[0]) and after[0].kind != "state"
    speaker = after[0] if free else context.preceding_argument(k)
    speaker = speaker or next(iter(named_after(context, k + 1)), None)  # (delivered) the speech of Oman in the forum A
    return speaker if speaker is not None and speaker.kind == "person" else None


def _agents(context: ClauseContext, p: Predicate) -> list[Argument]:
    """The persons who speak, where the clause names them, or where a sentence opens with the verb: and he added."""
    filler = p.slots.get("speaker") or p.slots.get("agent")
    if filler is None or (filler.binding is Binding.DROPPED and p.at > context.bounds(p.at)[0]):
        return []
    return list(filter(is_person, filler.arguments))


def _may_be_there(links: ForumLinks, t: Trigger) -> bool:
    """Whether the sentence of a verb of speaking names a forum, or, in an article about one forum, a speech there."""
    low, high = links.context.bounds(t.at)
    if links.mentioned(low, high):
        return True
    told = bool(links.context.occurrences(_OF_A_SPEECH, low, high + _FRONTED))
    return told and (links.sole or links.focus(t.at)) is not None


def _spoken_at(links: ForumLinks, p: Predicate) -> ForumMention | None:
    """The forum at which a clause says that something was said: after the verb and its subject, or before the verb."""
    context, doc = links.context, links.context.doc
    low, high = context.bounds(p.at)
    speakers = p.arguments("agent", "speaker")
    if not Words.BY_IT.isdisjoint(doc.texts[p.trigger.end : p.trigger.end + 1]) and (
        told := links.mentioned(low, p.at)
    ):
        return links.at[told[-1][0]]  # (the session), in which A and B spoke
    named = {k for it in speakers for k in range(it.start, it.end)} | doc.in_date
    for start, end in links.mentioned(low, high):
        if not has_any(doc, _AT, max(low, start - 2), start):
            continue
        if has_any(doc, Words.TURNING_DOWN, p.at, start):
            continue  # (repeated) that he refuses to take part in
        between = (k for k in range(p.trigger.end, start) if k not in named and not _there(links, k))
        fronted = end <= p.at and start - low <= _FRONTED
        first = fronted and not context.triggers.of(*_SPEAKING, start=end, end=p.at)
        if first or (start > p.at and sum(1 for _ in between) <= _ASIDE):
            return links.at[start]
    return (links.focus(p.at) or links.sole) if _of_a_speech(context, p, speakers) else None


def _of_a_speech(context: ClauseContext, p: Predicate, speakers: list[Argument]) -> bool:
    """Whether something is said in a speech, as its sentence begins or goes on, or at an opening session."""
    doc, (low, high) = context.doc, context.bounds(p.at)
    told = max((it.end for it in speakers if it.start > p.at), default=p.trigger.end)
    lead = doc.texts[low : min(p.at, low + _FRONTED)] + doc.texts[told : min(high, told + _ASIDE)]
    if any(hit.start < told + _IN_SESSION for hit in context.places(p.at)):
        return False  # in a speech in X
    opening = has_any(doc, Words.PART_OF_A_FORUM, p.trigger.end, p.trigger.end + _FRONTED)
    session = p.trigger.end + (doc.texts[p.trigger.end] in Words.ALSO)
    in_it = doc.texts[session : session + 1] == [IN] and doc.texts[session + 1] in Words.PART  # spoke in the session
    return opening or in_it or not Words.SPEECH.isdisjoint(lead)


def _there(links: ForumLinks, k: int) -> bool:
    """Whether word `k` is of what leads to the name of a forum: in his speech at the opening of."""
    doc = links.context.doc
    return doc.words[k].function_class == "prep" or doc.texts[k] in _LEADS
