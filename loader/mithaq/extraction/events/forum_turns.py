"""Who speaks at a forum in turn after others, where only a sentence before says that they speak there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pyarabic.araby import WAW

from mithaq.extraction.events.forum_links import ForumLinks
from mithaq.extraction.events.forum_mention import ForumMention
from mithaq.extraction.syntax.arguments import Argument
from mithaq.extraction.syntax.predicates import Binding, Predicate, Predicates
from mithaq.extraction.syntax.search import has_any
from mithaq.lexicon.word_groups import Words

__all__ = ["in_turn", "said_there"]

_LEAD = 4  # words of a sentence in which `for his part`, or another topic, opens it
_OCCASION = 4  # words after a speaker in which it is said where he speaks
_TURNS = 12  # sentences in which others may speak at a forum after it is named, and first words that name another
_SPEAKING = ("say", "condemn", "demand", "praise", "warn", "support", "welcome", "criticize", "accuse")
_THERE = Words.AT_A_GATHERING | Words.AT_A_FORUM | Words.SIDELINES | Words.WORKS | Words.HIS_TAKING_PART
_ELSEWHERE = ("meet", "call", "phone", "receive", "visit")


def in_turn(
    predicates: Predicates, links: ForumLinks, spoke: Mapping[int, ForumMention]
) -> Iterator[tuple[ForumMention, Argument]]:
    """Those who speak in the sentences after one in which somebody `spoke` at a forum: B, for his part, said; nothing
    between tells of another occasion."""
    doc = links.context.doc
    forum, last = None, 0
    for s, (low, high) in enumerate(doc.sentences):
        if s in spoke:
            forum, last = spoke[s], s
        elif forum is not None and (s - last > _TURNS or _turns_away(links, forum, low, high)):
            forum = None
        elif forum is not None:
            yield from ((forum, speaker) for speaker in _next_speakers(predicates, low, high))


def said_there(links: ForumLinks) -> Iterator[tuple[ForumMention, Argument]]:
    """Those whose words the sentence before tells, where the next says that they were spoken at a forum: (A called
    for) ... this came in a speech of his at the opening of the summit."""
    context, doc = links.context, links.context.doc
    for low, high in doc.sentences:
        lead = doc.texts[low : min(high, low + _LEAD)]
        start, _ = next(iter(links.mentioned(low, high)), (low, low))
        if not low or start == low or doc.texts[low] not in Words.CAME or Words.THIS.isdisjoint(lead):
            continue
        if not has_any(doc, _THERE, max(low, start - _OCCASION), start) or has_any(doc, Words.STATEMENT, low, start):
            continue
        people = [it for it in context.arguments_in(low, start) if it.kind == "person"]
        speaker = None if people else context.discourse_topic(low)
        if speaker is not None and not context.case_marker(speaker):
            forum = links.at[start]
            if forum.date is None and (mention := context.date(speaker.start)) is not None:
                forum.date = mention.read("past")
            yield forum, speaker


def _turns_away(links: ForumLinks, forum: ForumMention, low: int, high: int) -> bool:
    """Whether the sentence of words `low` to `high` tells of something else: on another matter, another forum."""
    doc = links.context.doc
    if has_any(doc, Words.OTHER_MATTER, low, min(high, low + _LEAD)):
        return True
    named = (links.at[start] for start, _ in links.mentioned(low, min(high, low + _TURNS)))
    return any(g is not forum and g.strength != "initiative" for g in named)


def _next_speakers(predicates: Predicates, low: int, high: int) -> Iterator[Argument]:
    """The person who, as a sentence at words `low` to `high` begins, speaks for his part, with no word of where; and
    who speaks, as it goes on, while he does: while B said."""
    doc = predicates.context.doc
    opens = {text.removeprefix(WAW) for text in doc.texts[low : min(high, low + _LEAD)]}
    if Words.FOR_HIS_PART.isdisjoint(opens):
        return
    spoke = False
    for p in predicates.of(*_SPEAKING, start=low, end=high):
        first, goes_on = not spoke, spoke and doc.texts[p.at - 1] in Words.WHEREAS
        said = _who(p) if (first or goes_on) and not p.trigger.noun else None
        if said is not None and not _elsewhere(predicates, p, low if first else p.at, said):
            spoke = True
            yield said
        elif first:
            return


def _elsewhere(predicates: Predicates, p: Predicate, start: int, said: Argument) -> bool:
    """Whether a clause from word `start` on tells of another occasion on which somebody `said` something."""
    context = predicates.context
    told = max(said.end, p.trigger.end) + _OCCASION
    if has_any(context.doc, Words.OFF_THE_FLOOR, start, told) or context.triggers.of(
        *_ELSEWHERE, start=start, end=told
    ):
        return True
    return any(hit.start < told for hit in context.places(p.at))


def _who(p: Predicate) -> Argument | None:
    """The person named as the subject of a predicate of speaking."""
    filler = p.slots.get("speaker") or p.slots.get("agent")
    named = filler is not None and filler.binding is not Binding.DROPPED and len(filler.arguments) == 1
    return next((it for it in filler.arguments if it.kind == "person"), None) if named and filler else None
