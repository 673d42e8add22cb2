"""When agreements were signed: the day of the clause, the year in the name or after the signing."""

from __future__ import annotations

from pyarabic.araby import LAM

from mithaq.extraction.document import Document, LexiconMatch
from mithaq.extraction.events.agreement_nouns import RELATIVE_REACH
from mithaq.extraction.particles import IN
from mithaq.extraction.syntax.clauses import ClauseContext
from mithaq.extraction.syntax.triggers import only_verb
from mithaq.language.partial_date import PartialDate
from mithaq.lexicon.word_groups import Words

__all__ = [
    "BEFORE_YEAR",
    "MADE",
    "OF_YEAR",
    "is_year",
    "signing_day",
    "told_day",
    "year_in_name",
    "year_told",
]

MADE = frozenset({"sign", "agree", "initial", "result", "hold", "exchange"})
"""Frames of what brings an agreement about."""
_YEAR_DIGITS = 4
_FIRST_YEAR = "1600"
"""No agreement in the news is called by a year before this one."""
OF_YEAR = frozenset(text for text in Words.YEAR if text.startswith(LAM))
BEFORE_YEAR = (Words.SIGNED | Words.YEAR | {IN}) - OF_YEAR


def is_year(text: str) -> bool:
    """Whether a word is a year that an agreement may be called by."""
    return text.isascii() and text.isdecimal() and len(text) == _YEAR_DIGITS and text > _FIRST_YEAR


def year_in_name(doc: Document, hit: LexiconMatch) -> PartialDate | None:
    """The year that an agreement is called by: the (year) 2015 accord."""
    texts = doc.texts[hit.end : hit.end + 2]
    year = next((text for text in texts[: 2 if texts[:1] and texts[0] in Words.YEAR else 1] if is_year(text)), "")
    return PartialDate.parse(year) if year and not hit.article else None


def year_told(doc: Document, start: int, stop: int, lead: frozenset[str]) -> PartialDate | None:
    """The year after one of the words of `lead`, with no verb before it: (the accord) of (the year) 2015, (signed with
    A) in 2015."""
    for k in range(start, min(stop, len(doc.texts))):
        if is_year(doc.texts[k]) and doc.texts[k - 1] in lead:
            return PartialDate.parse(doc.texts[k])
        if doc.words[k].kind == "sign" or (doc.words[k].verbs and not doc.words[k].pos):
            break
    return None


def told_day(context: ClauseContext, end: int, following: int) -> PartialDate | None:
    """The day of a signing told by a relative clause beside what else became of an agreement: (he left) the accord that
    was concluded in 2015."""
    texts = context.doc.texts
    signs = context.triggers.of(*MADE, start=end, end=min(end + RELATIVE_REACH, following))
    told = next(
        (
            t.at
            for t in signs
            if texts[t.at - 1] in Words.RELATIVE or t.at - (texts[t.at - 1] in Words.CAME_ABOUT) == end
        ),
        None,
    )
    return signing_day(context, told, told, following) if told is not None else None


def signing_day(context: ClauseContext, at: int, end: int, following: int) -> PartialDate | None:
    """When an agreement was signed: the first date after its name and before the next agreement's, else one between the
    signing and the name."""
    doc = context.doc
    between = [mention.date for _, _, mention in context.dates_in(at, end) if mention.date is not None]
    for a, _, mention in context.dates_in(end, following):
        since = not Words.AFTER.isdisjoint(doc.texts[max(end, a - 2) : a]) or context.crosses_clause(end, a)
        if mention.date is None or (since and between):
            continue  # (signed on Thursday) since Monday, and ratified in May
        if not any(_tells_another(context, k) for k in range(end, a)):
            return mention.date
    return between[0] if between else None


def _tells_another(context: ClauseContext, k: int) -> bool:
    """Whether word `k` is a verb that tells something else than a signing."""
    word = context.doc.words[k]
    verb = only_verb(word) or k in context.triggers.verbs
    return verb and all(reading.event_class not in MADE for reading in word.verbs)
