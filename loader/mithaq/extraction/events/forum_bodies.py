"""Gatherings of a body that a clause alone tells: the ministers of A met in X, the committee, which met in X, the
council holds an extraordinary meeting in X."""

from __future__ import annotations

from collections.abc import Container, Iterator

from pyarabic.araby import BEH, LAM

from mithaq.extraction.events.forum_mention import ForumMention, Grounds
from mithaq.extraction.mentions.organization_phrases import state_adjective
from mithaq.extraction.particles import IN
from mithaq.extraction.syntax.arguments import Argument
from mithaq.extraction.syntax.clauses import ClauseContext
from mithaq.extraction.syntax.modality import modality
from mithaq.extraction.syntax.nominals import Nominal
from mithaq.extraction.syntax.predicates import Binding, Predicate, Predicates
from mithaq.extraction.syntax.search import first_of, has_any
from mithaq.language.fold import normalize
from mithaq.lexicon import strip_article
from mithaq.lexicon.word_groups import OneWord, Words

__all__ = ["bodies_that_met"]

_MANY = 3  # states whose ministers meet that make it a forum
_DESCRIBED = 12  # words from a body to the verb of a relative clause about it
_HOUSE = 3  # words after a committee in which the parliament that it is of is named
_OTHERS = 20  # words after the verb in which others are said to take part
_MEETINGS = frozenset({"body", "series"})  # nouns for a forum that need more than their name to be one


def bodies_that_met(predicates: Predicates, taken: Container[int]) -> Iterator[ForumMention]:
    """The gatherings that only a clause tells: those of a body of many, or of the ministers of three states or more;
    not at words `taken` by forums with a name."""
    context = predicates.context
    for p in predicates.of("meet", "hold", "begin"):
        if p.trigger.noun:
            continue
        met = _ministers(context, p) if p.trigger.event_class == "meet" else None
        met = met or _of_one_body(context, p, taken)
        if met is None or met.mentions[0][0] in taken or context.denied(p.at):
            continue
        if modality(context, p.trigger).real:
            met.rest_on(Grounds.CLAUSE)
            yield met


def _ministers(context: ClauseContext, p: Predicate) -> ForumMention | None:
    """The meeting of the ministers of A, B, C and D with that of E."""
    parties = [it for it in p.arguments("agent", "partner") if not it.place]
    states = {it.ref for it in p.arguments("agent") if it.kind == "post"}
    if not parties or len(states) < _MANY or context.place(p.at) is None:
        return None
    met = _meeting(context, (p.at, p.at + 1), parties[0], parties[-1])
    met.participants += [it.ref for it in parties]
    return met


def _of_one_body(context: ClauseContext, p: Predicate, taken: Container[int]) -> ForumMention | None:
    """The meeting that a body of many, the subject of a verb, has somewhere, some day, or with others taking part."""
    body, noun = _subject(context, p), _noun(context, p)
    if (
        body is None
        or body.start in taken
        or not _of_many(context, body)
        or p.arguments("partner", "members")
        or not _told(context, p)
    ):
        return None
    if (
        noun is None
        and p.trigger.event_class != "meet"
        and not (p.trigger.event_class == "begin" and _itself(context, p, body))
    ):
        return None
    return _meeting(context, (p.at, p.at + 1) if noun is None else (noun.start, noun.match.end), body, body)


def _subject(context: ClauseContext, p: Predicate) -> Argument | None:
    """The one actor that is the subject of a verb; in a relative clause also past what describes him: (the committee)
    of the aid to refugees, which met."""
    filler, agents = p.slots.get("agent"), p.arguments("agent")
    if context.doc.texts[p.at - 1] in Words.RELATIVE:
        low, _ = context.bounds(p.at)
        before = context.arguments_in(max(low, p.at - _DESCRIBED), p.at)[-1:]
        gap = context.doc.words[before[0].end : p.at - 1] if before else []
        if gap and all(w.kind != "word" or w.definite or w.text.startswith(LAM + LAM) for w in gap):
            return before[0]
    return agents[0] if filler is not None and filler.binding is not Binding.DROPPED and len(agents) == 1 else None


def _itself(context: ClauseContext, p: Predicate, body: Argument) -> bool:
    """Whether a body is said to convene, or to begin its works, and to begin nothing else."""
    doc, after = context.doc, max(body.end, p.trigger.end)
    word = doc.words[after]
    own = word.text in Words.WORKS | Words.IN_ITS_SESSION
    return (
        own or after in doc.in_date or word.kind == "sign" or word.function_class == "prep" or word.text.startswith(BEH)
    )


def _meeting(context: ClauseContext, mention: tuple[int, int], first: Argument, last: Argument) -> ForumMention:
    """The meeting of the actors from the `first` to the `last`, named after them."""
    label = context.doc.label(first.start, last.end, len(first.proclitics))
    words = frozenset(strip_article(w) for w in normalize(label).split())
    return ForumMention([mention], words, [f"{OneWord.MEETING_NOUN} {label}", label], "body", True)


def _noun(context: ClauseContext, p: Predicate) -> Nominal | None:
    """The indefinite noun for a meeting that a verb of holding has as its object."""
    nouns = (n for n in p.nominals("theme") if not n.definite)
    return next(
        (n for n in nouns if (hit := context.doc.find(n.start, "forum")) and hit.entry.value in _MEETINGS), None
    )


def _of_many(context: ClauseContext, item: Argument) -> bool:
    """Whether an actor is a body in which several states, or the ministers of several, come together."""
    texts = context.doc.texts
    head = texts[item.start][len(item.proclitics) :]
    if item.kind != "body" or context.home_of(item.ref) is not None:
        return False
    own = has_any(context.doc, Words.COMPANY_ORGANS, item.start + 1, item.start + 2)
    own = own or has_any(context.doc, Words.OF_A_PARLIAMENT, item.start + 1, item.end + _HOUSE)
    states = [code for word in context.doc.words[item.start : item.end] if (code := state_adjective(word))]
    return (
        not own and len(states) != 1 and (head in Words.COMES_TOGETHER or strip_article(head) in Words.COMES_TOGETHER)
    )


def _told(context: ClauseContext, p: Predicate) -> bool:
    """Whether a clause says where or when it happens, or with whom."""
    _, high = context.bounds(p.at)
    others = first_of(context.doc, Words.TAKING_PART, p.trigger.end, min(high, p.trigger.end + _OTHERS))
    named = context.doc.texts[p.trigger.end : p.trigger.end + 1] == [IN]
    return named or context.place(p.at) is not None or context.date(p.at) is not None or others is not None
