"""Who speaks at a forum, as the sentence says."""

from __future__ import annotations

from pyarabic.araby import WAW

from mithaq.extraction.events.forum_links import ForumLinks
from mithaq.extraction.events.forum_mention import ForumMention, Grounds, add
from mithaq.extraction.particles import AL, AN, FROM, ILA
from mithaq.extraction.syntax.arguments import Argument
from mithaq.extraction.syntax.predicates import Binding, Predicate, Predicates
from mithaq.lexicon.word_groups import Words

__all__ = ["speakers"]

_SPEAKING = ("say", "condemn", "demand", "praise", "warn", "support", "welcome", "criticize")
_ASIDE = 2
"""Words, apart from names and dates, between a verb of speaking and the forum it is at."""
_FRONTED = 3
"""Words before a forum that opens a sentence: and in the course of."""
_IN_SESSION = 6
"""The same where a session of the forum is named first: in a closed session of."""
_DELIVERY = 4
"""Words between a verb of delivering and who delivers a speech."""
_SIDES = 2
_APART = frozenset({"rel", "conj", "part", "neg"})
"""Kinds of words that open another clause, or deny."""
_CONFERENCE = 25
"""Words after a press conference in which what it came after is named."""


def speakers(predicates: Predicates, links: ForumLinks) -> None:
    """Let those take part in a forum who speak there."""
    for p in predicates.of(*_SPEAKING):
        if (forum := _spoken_at(links, p)) is not None:
            for item in _agents(p):
                add(forum, item, Grounds.CLAUSE)
    _delivered(links)
    _acting(links)
    _met_the_press(links)


def _met_the_press(links: ForumLinks) -> None:
    """Who meets the press after a forum, or at its end, alone or with another: A said in a joint press conference with
    B, after the sessions of; after the opening of the session, A held a press conference with B."""
    context = links.context
    texts = context.doc.texts
    for k, text in enumerate(texts):
        if text not in Words.PRESS or not k:
            continue
        low, high = context.bounds(k)
        before, after = links.mentioned(low, min(k, low + _IN_SESSION)), links.mentioned(k, min(high, k + _CONFERENCE))
        ended = [
            (start, end)
            for start, end in before[:1] + after[:1]
            if any(w in Words.AFTER or w in Words.WORKS for w in texts[max(low, start - _FRONTED) : start])
        ]
        if not ended:
            continue
        start, end = ended[0]
        first = end if end <= k else low
        hosts = [it for it in context.arguments_in(first, k) if it.kind == "person"][-1:]
        hosts = [it for it in hosts if k - it.end <= _DELIVERY]
        guests = context.following_arguments(k + 1, limit=_DELIVERY)[:_SIDES]
        for item in hosts + [it for it in guests if it.kind == "person" and not k < start < it.start]:
            add(links.at[start], item, Grounds.CLAUSE)


def _acting(links: ForumLinks) -> None:
    """Who does something in a clause that opens with the forum: in the course of the summit, A put forward."""
    context = links.context
    for start, end in links.mentioned(0, len(context.doc.texts)):
        low, high = context.bounds(start)
        lead = [text.removeprefix(WAW) for text in context.doc.texts[low:start]]
        if (there := _before(links, low, start)) is not None:
            add(links.at[start], there, Grounds.CLAUSE)
        far = len(lead) > (_IN_SESSION if (Words.PART | Words.HIS_TAKING_PART).intersection(lead) else _FRONTED)
        if far or not (Words.IN_THE_COURSE_OF | Words.SIDELINES | Words.HIS_TAKING_PART).intersection(lead):
            continue
        first = next((it for it in context.arguments_in(end, high) if not it.place), None)
        verb = context.doc.words[first.start - 1] if first is not None and first.start > end else None
        acts = verb is not None and (bool(verb.verbs) or "v" in verb.pos) and not verb.definite
        if first is not None and first.kind == "person" and acts:
            add(links.at[start], first, Grounds.CLAUSE)


def _before(links: ForumLinks, low: int, start: int) -> Argument | None:
    """The one person named before a forum in whose course a clause says that he did something: A took aim at B in
    closing the summit; nobody else is named, and no other clause begins between."""
    context, doc = links.context, links.context.doc
    at = start - 1 - (doc.texts[start - 1] in Words.WORKS)
    before = [it for it in context.arguments_in(low, start) if it.kind in ("person", "post")]
    if len(before) != 1 or at < before[0].end or context.case_marker(before[0]):
        return None
    aside = links.at[start].strength == "name" and doc.texts[at] in Words.SIDELINES  # of ministers: guests meet them
    if doc.texts[at] not in Words.AT_A_FORUM and not aside:
        return None
    gap = range(before[0].end, at)  # he agreed to the taking part: not yet
    apart = {AN, FROM, ILA, ",", *(AL + w for w in Words.PRESENCE)}
    return None if any(doc.words[k].function_class in _APART or doc.texts[k] in apart for k in gap) else before[0]


def _delivered(links: ForumLinks) -> None:
    """Who delivers a speech at a forum, or in an article about one forum: (the speech) that A delivered."""
    context = links.context
    for k, text in enumerate(context.doc.texts):
        if text in Words.SPEECH and (whose := context.arguments_in(k + 1, k + 2)) and whose[0].kind == "person":
            at = links.mentioned(whose[0].end, whose[0].end + _ASIDE + 1)  # the speech of A at
            if at and context.doc.texts[whose[0].end] in Words.AT_A_FORUM:
                add(links.at[at[0][0]], whose[0], Grounds.CLAUSE)
        if text.removeprefix(WAW) not in Words.DELIVERS:
            continue
        low, high = context.bounds(k)
        if not any(context.doc.texts[j] in Words.SPEECH for j in range(low, high)):
            continue
        after = context.following_arguments(k + 1, limit=_DELIVERY)
        speaker = after[0] if after and not context.case_marker(after[0]) else context.preceding_argument(k)
        here = links.mentioned(low, high)
        forum = links.at[here[0][0]] if here else links.sole
        if forum is not None and speaker is not None and speaker.kind == "person":
            add(forum, speaker, Grounds.CLAUSE if here else Grounds.ARTICLE)


def _agents(p: Predicate) -> list[Argument]:
    """The persons who speak, where the clause names them."""
    filler = p.slots.get("speaker") or p.slots.get("agent")
    if filler is None or filler.binding is Binding.DROPPED:
        return []
    return [it for it in filler.arguments if it.kind in ("person", "post")]


def _spoken_at(links: ForumLinks, p: Predicate) -> ForumMention | None:
    """The forum at which a clause says that something was said: after the verb and its subject, or before the verb."""
    context = links.context
    low, high = context.bounds(p.at)
    named = {k for it in p.arguments("agent", "speaker") for k in range(it.start, it.end)} | context.doc.in_date
    for start, end in links.mentioned(low, high):
        lead = context.doc.texts[max(low, start - 2) : start]
        if not any(w in Words.AT_A_GATHERING | Words.AT_A_FORUM | Words.SIDELINES | Words.WORKS for w in lead):
            continue
        if end <= p.at:
            if start - low <= _FRONTED and not context.triggers.of(*_SPEAKING, start=end, end=p.at):
                return links.at[start]
            continue
        between = [k for k in range(p.trigger.end, start) if k not in named and not _there(links, k)]
        if start > p.at and len(between) <= _ASIDE:
            return links.at[start]
    told = max((it.end for it in p.arguments("agent", "speaker") if it.start > p.at), default=p.trigger.end)
    lead = context.doc.texts[low : min(p.at, low + _FRONTED)] + context.doc.texts[told : min(high, told + _ASIDE)]
    opening = links.context.doc.texts[p.trigger.end : p.trigger.end + _FRONTED]  # spoke at the opening session
    return links.sole if any(w in Words.SPEECH for w in lead) or set(opening) & Words.PART_OF_A_FORUM else None


def _there(links: ForumLinks, k: int) -> bool:
    """Whether word `k` is of what leads to the name of a forum: in his speech at the opening of."""
    text = links.context.doc.texts[k]
    word = links.context.doc.words[k]
    return word.function_class == "prep" or any(
        text in group for group in (Words.SPEECH, Words.WORKS, Words.SIDELINES, Words.HIS_TAKING_PART)
    )
