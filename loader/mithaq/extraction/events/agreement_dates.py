"""When agreements were signed: the day of the clause, the year in the name or after the signing."""

from __future__ import annotations

from pyarabic.araby import LAM, WAW

from mithaq.extraction.document import Document, LexiconMatch
from mithaq.extraction.events.agreement_nouns import RELATIVE_REACH
from mithaq.extraction.particles import IN
from mithaq.extraction.syntax.clauses import ClauseContext
from mithaq.extraction.syntax.triggers import Trigger, only_verb
from mithaq.language.dates import DateMention
from mithaq.language.partial_date import PartialDate
from mithaq.lexicon.word_groups import Words

__all__ = [
    "BEFORE_YEAR",
    "MADE",
    "OF_YEAR",
    "day_beside",
    "is_year",
    "signing_day",
    "told_before",
    "told_day",
    "year_in_name",
    "year_told",
]

MADE = frozenset({"sign", "agree", "initial", "result", "hold", "exchange"})
"""Frames of what brings an agreement about."""
_YEAR_DIGITS = 4
_FIRST_YEAR = "1600"
"""No agreement in the news is called by a year before this one."""
_SENTENCES_BACK = 8
"""Sentences before a signing in which the day of the news is looked for; the ends of paragraphs count."""
_LEAD = 4
"""Sentences at the beginning of an article, with its title, in which the day of the news is told."""
_JUST_BEFORE = 3
"""Days before the article in which the news lies that it reports."""
_SIGNINGS = ("sign", "initial", "exchange")
_NOT_NEWS = Words.WAS | Words.THAT | Words.RELATIVE | Words.WISHING
"""Words before a signing that somebody tells of, that is told by the way, or that was before the news."""
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


def day_beside(context: ClauseContext, end: int) -> PartialDate | None:
    """The date, with its year, right after the name of an agreement of which nothing else is told: the declaration of A
    in May 2006."""
    end += context.doc.texts[end : end + 1] == ['"']
    at = end + (context.doc.texts[end : end + 1] == [IN])
    dates = (m for a, _, m in context.dates_in(at, at + 1) if m.kind == "absolute" and m.date is not None)
    return next((m.date for m in dates if m.date is not None and m.date.month), None)


def told_day(context: ClauseContext, end: int, following: int) -> PartialDate | None:
    """The day of a signing told by a relative clause beside what else became of an agreement: (he left) the accord that
    was concluded in 2015."""
    texts = context.doc.texts
    signs = context.triggers.of(*MADE, "chair", start=end, end=min(end + RELATIVE_REACH, following))
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
    signing and the name; else, where the sentence has only this agreement, the nearest."""
    doc = context.doc
    between = [mention.date for _, _, mention in context.dates_in(at, end) if mention.date is not None]
    for a, _, mention in context.dates_in(end, following):
        since = not Words.AFTER.isdisjoint(doc.texts[max(end, a - 2) : a]) or context.crosses_clause(end, a)
        if mention.date is None or _is_ahead(mention) or (since and between) or _of_a_period(doc, a):
            continue  # (signed on Thursday) since Monday, and ratified in May; (a plan) for the years 2021 and 2022
        if not any(_tells_another(context, k) for k in range(end, a)):
            return mention.date
    return between[0] if between else _only_day(context, at)


def _is_ahead(mention: DateMention) -> bool:
    """Whether a date can only be of what is yet to come: next week."""
    return mention.past is None and mention.future is not None


def _only_day(context: ClauseContext, at: int) -> PartialDate | None:
    """The day of a signing at word `at` in a sentence that dates no agreement: the nearest where it has only this one,
    or (yesterday they signed A and B) where all dates stand before."""
    low, high = context.bounds(at)
    dated = [a for a, _, _ in context.dates_in(low, high) if not _of_a_period(context.doc, a)]
    first = not context.agreements_in(low, at) and all(a < at for a in dated)
    alone = len(context.agreements_in(low, high)) <= 1
    mention = context.date(at)
    ahead = mention is not None and _is_ahead(mention)
    return context.day(at) if dated and (alone or first) and not ahead else None


def told_before(context: ClauseContext, trigger: Trigger) -> PartialDate | None:
    """The day of a signing that is told in the past with no date: that of the meeting or visit told just before (A
    received B today. After the talks the two signed)."""
    doc, written = context.doc, context.doc.article.date
    number = doc.sentence(trigger.at)
    low, high = doc.sentences[number]
    if written is None or not _is_news(context, trigger, low, high):
        return None
    first, _ = doc.sentences[max(0, number - _SENTENCES_BACK)]
    if _takes_up(context, low, high) and (lead := _day_of_lead(context, min(number, _LEAD), written)) is not None:
        return lead
    for a, _, mention in reversed(context.dates_in(first, low)):
        day = mention.read("past")
        if day is not None and day.day and not _in_relative(doc, first, a):  # not (the conference) that ended yesterday
            return day if _is_near(day, written) else None
    return None


def _takes_up(context: ClauseContext, low: int, high: int) -> bool:
    """Whether a sentence takes up the event of the news: at the end of the talks, during the visit."""
    events = context.triggers.of("meet", "visit", "call", start=low, end=high)
    return any(t.noun and t.definite for t in events) or any(
        text in Words.SAME_OCCASION for text in context.doc.texts[low:high]
    )


def _day_of_lead(context: ClauseContext, sentences: int, written: PartialDate) -> PartialDate | None:
    """The day of the news by the first sentence that tells one, among the first of the article: the last day near to
    the article's that no relative clause has."""
    doc = context.doc
    for low, high in doc.sentences[:sentences]:
        days = [mention.read("past") for a, _, mention in context.dates_in(low, high) if not _in_relative(doc, low, a)]
        near = [day for day in days if day is not None and day.day and _is_near(day, written)]
        if near:
            return near[-1]
    return None


def _in_relative(doc: Document, low: int, a: int) -> bool:
    return not Words.RELATIVE.isdisjoint(doc.texts[max(low, a - RELATIVE_REACH) : a])


def _is_near(day: PartialDate, written: PartialDate) -> bool:
    """Whether a day is one of those just before an article was written."""
    return 0 <= (written.first - day.first).days <= _JUST_BEFORE


def _is_news(context: ClauseContext, trigger: Trigger, low: int, high: int) -> bool:
    """Whether a sentence at words `low` to `high` tells a signing as done, of itself, with no date and from the same
    place."""
    doc = context.doc
    aimed = trigger.present or trigger.future or doc.texts[trigger.at].startswith(LAM)
    if aimed or trigger.event_class not in _SIGNINGS or not _NOT_NEWS.isdisjoint(doc.texts[low : trigger.at]):
        return False
    opens = (k for k in range(low, min(high - 1, low + 2)) if doc.texts[k].removeprefix(WAW) == IN)
    if any(doc.find(k + 1, "capital", "place", "state") is not None for k in opens):
        return False  # and in (another city)
    dated = (
        a
        for a, _, m in context.dates_in(low, high)
        if m.date is not None and not (a < trigger.at and _in_relative(doc, low, a))  # (B,) who came on Thursday
    )
    return all(_of_a_period(doc, a) or any(_tells_another(context, k) for k in range(trigger.end, a)) for a in dated)


def _of_a_period(doc: Document, a: int) -> bool:
    """Whether the date at word `a` begins the years that a plan is for."""
    return not Words.FOR_A_PERIOD.isdisjoint(doc.texts[a - 1 : a + 1])


def _tells_another(context: ClauseContext, k: int) -> bool:
    """Whether word `k` is a verb that tells something else than a signing."""
    word = context.doc.words[k]
    verb = only_verb(word) or k in context.triggers.verbs
    return verb and all(reading.event_class not in MADE for reading in word.verbs)
