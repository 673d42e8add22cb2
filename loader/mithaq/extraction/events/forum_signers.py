"""Who signs an agreement at a forum takes part in it."""

from __future__ import annotations

from pyarabic.araby import LAM

from mithaq.extraction.document import Document
from mithaq.extraction.events.circumstances import at_the_time_of
from mithaq.extraction.events.forum_links import ForumLinks
from mithaq.extraction.events.forum_mention import Grounds, add
from mithaq.extraction.particles import BETWEEN, IN, WITH
from mithaq.extraction.syntax.clauses import ClauseContext
from mithaq.extraction.syntax.modality import modality
from mithaq.extraction.syntax.predicates import Binding, Predicate, Predicates
from mithaq.extraction.syntax.search import has_any, is_person
from mithaq.extraction.syntax.spellings import joined
from mithaq.lexicon.word_groups import Words

__all__ = ["signers"]

_TOLD_AFTER = 8  # words of the sentence after a signing in which the forum is named at which it was


def signers(predicates: Predicates, links: ForumLinks) -> None:
    """Let those take part in a forum who sign an agreement there: (at the end of the joint committee) A and B signed;
    A and B signed. The signing was at the end of it. One that is yet to come, or that the agreement is about, is no
    such forum."""
    context = predicates.context
    for p in predicates.of("sign"):
        filler = p.slots.get("agent")
        if p.trigger.noun or filler is None or filler.binding is Binding.DROPPED:
            continue
        people = list(filter(is_person, filler.arguments))
        if len(people) < 2 or not modality(context, p.trigger).real:
            continue
        low, high = context.bounds(p.at)
        here = [start for start, _ in links.mentioned(low, high) if _signed_at(context, p, start)]
        after = [start for start, _ in links.mentioned(high, high + _TOLD_AFTER) if _told_at(context.doc, high, start)]
        for start in [k for k in here + after if not links.at[k].planned][:1]:
            for item in people:
                add(links.at[start], item, Grounds.CLAUSE)


def _signed_at(context: ClauseContext, p: Predicate, start: int) -> bool:
    """Whether the signing was at the forum named at word `start` of its sentence: (signed) on the sidelines of it. What
    another clause tells of a forum is not of the signing, and `in` may be of what the agreement is about."""
    doc, word = context.doc, at_the_time_of(context.doc, start)
    left, right = sorted((p.trigger.end, start))
    if word is None or has_any(doc, Words.THAT | _OTHER_CLAUSE, left, right):
        return False
    if start < p.at:
        return not any(map(is_person, context.arguments_in(context.bounds(p.at)[0], start)))
    if any(context.opens_clause(k) and doc.texts[k] not in _IT for k in range(left, right)):
        return False
    return word != IN or doc.texts[start - 1] != IN or not _about(doc, left, right)


def _about(doc: Document, start: int, end: int) -> bool:
    """Whether words `start` to `end` say what an agreement is about or for."""
    return any(
        text in _ABOUT or (word.kind == "word" and any(pro.endswith(LAM) for pro, _, _ in word.stems))
        for text, word in zip(doc.texts[start:end], doc.words[start:end], strict=True)
    )


def _told_at(doc: Document, begin: int, start: int) -> bool:
    """Whether the sentence from word `begin` on takes up the signing and tells that it was at the forum named at word
    `start`: the signing took place during it."""
    if at_the_time_of(doc, start) is None or has_any(doc, Words.THAT | Words.RELATIVE, begin, start):
        return False
    told = (k for k in range(begin, start) if doc.texts[k] in _IT)
    return any(doc.texts[k - 1] not in _BESIDE and doc.words[k - 1].function_class != "prep" for k in told)


_ABOUT = (Words.ABOUT - {IN, BETWEEN, WITH}) | Words.CONCERNING | Words.DEALS_WITH
_IT = joined(Words.THE_SIGNING)
_OTHER_CLAUSE = Words.CLAUSE - _IT
_BESIDE = joined(Words.BEFORE_AND_AFTER | Words.MEANWHILE)
"""Words before the signing that tell of another time, or of what was done during it."""
