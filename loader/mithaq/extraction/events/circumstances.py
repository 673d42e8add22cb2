"""When and where an event was: from its own sentence, else from the sentence before that tells of the same persons."""

from __future__ import annotations

from collections.abc import Collection

from pyarabic.araby import BEH, WAW

from mithaq.extraction.analysis import Analysis
from mithaq.extraction.document import Document, LexiconMatch
from mithaq.extraction.facts import Ref
from mithaq.extraction.particles import IN
from mithaq.extraction.syntax.clauses import ClauseContext
from mithaq.extraction.syntax.spellings import joined
from mithaq.language.partial_date import PartialDate
from mithaq.lexicon import LexicalEntry
from mithaq.lexicon.word_groups import Words

__all__ = ["at_the_time_of", "dateline", "day_and_plan", "place_of"]

_HOSTING = ("see", "host")
_AT = Words.DURING | Words.SIDELINES
_PARTS = Words.WORKS | Words.HOLDING | Words.HIS_TAKING_PART
_AFTER_DATELINE = frozenset(("-", ":", "(", ",", "/", "\n"))
_VENUE_NOUNS = joined(Words.VENUE, BEH)
_RESIDENCES = frozenset(name.partition(" ")[0] for name in Words.RESIDENCES)
"""The words with which the names of residences start."""
_VENUE = 4  # words of a venue and its name at the most
_NEAR = 5  # words from a venue to the town that tells where it is
_LEADS = 6  # sentences of an article in which its dateline stands
_OPENING_STEPS = 3  # words between a preposition and an occasion: at (the end of the works of) it
_TOLD = ("meet", "receive", "hold", "visit", "arrive", "discuss")


def at_the_time_of(doc: Document, start: int) -> str | None:
    """The word that says that something was done at the occasion whose noun is word `start`, as it is without and-: at
    (the end of) it, during it, on the sidelines of (his taking part in) it. None where it was done before or after."""
    k = start - 1 - (doc.texts[start - 1] == '"')
    for at in range(k, max(k - _OPENING_STEPS, -1), -1):
        text, before = doc.texts[at].removeprefix(WAW), doc.texts[at - 1] if at else ""
        if text in _AT and before not in Words.HIS_TAKING_PART:
            return text
        if text not in _PARTS and not (text == IN and before in Words.HIS_TAKING_PART):
            return None
    return None


def day_and_plan(
    analysis: Analysis, at: int, *, planned: bool, present: bool = False, past: bool = False, one_of: bool = False
) -> tuple[PartialDate | None, bool]:
    """The day of the event at word `at`, and whether it is yet to come; what a verb of the `past` tells is not.

    Where `one_of` is set the event was on one of the days that a range tells: then its month is the day.

    None where the event was at a time told earlier: (a conference that he held) at that time (with his counterpart).
    """
    if any(text in Words.AT_THAT_TIME for text in analysis.doc.texts[at + 1 : at + 3]):
        return None, planned
    date = analysis.context.day(at, planned=planned, present=present)
    date = _within(analysis, at, date) if one_of else date
    written = analysis.article.date
    if present and date is not None and written is not None and not date.day and date.year < written.year:
        return None, planned  # what is going on was not in a year gone by
    ahead = bool(date and analysis.article.date and date.first > analysis.article.date.first)
    if ahead and past and not planned:
        return None, False  # what has been was not tomorrow
    return date, planned or (ahead and not past)


def _within(analysis: Analysis, at: int, date: PartialDate | None) -> PartialDate | None:
    mention = analysis.context.date(at, forum=False)
    last = mention.range_end if mention is not None else None
    if date is None or last is None or not date.day:
        return date
    month = PartialDate(date.year, date.month)
    return month if month.covers(last) else PartialDate(date.year)


def place_of(context: ClauseContext, at: int, who: Collection[Ref] = ()) -> LexiconMatch | None:
    """Where the event at word `at` was: at the place before `where`; in its sentence; where a city saw it; or where the
    sentence before places somebody of `who`."""
    if (there := _there(context, at)) is not None:
        return there
    place = context.place(at)
    if place is None:
        return _host(context, at) or _venue(context, at) or _residence(context, at) or _before(context, at, who)
    near = (text.removeprefix(BEH) for text in context.doc.texts[max(0, place.start - _NEAR) : place.start])
    venue = _venue(context, at) if any(text in Words.VENUE for text in near) else None
    return venue if venue is not None and _beside(context, place, venue) else place


def _there(context: ClauseContext, at: int) -> LexiconMatch | None:
    """The place named right before the `where` of the clause of word `at`: (he came from) Oslo, where he met."""
    doc, (start, _) = context.doc, context.bounds(at)
    where = next((k for k in range(at - 1, max(start, at - _VENUE), -1) if doc.texts[k] in Words.WHERE_THERE), -1)
    if where < 0 or not all(context.adverbial(k, k + 1) or doc.words[k].function_class for k in range(where + 1, at)):
        return None
    end = where - (doc.texts[where - 1] == ",")
    while end > start and (end - 1 in doc.in_date or (doc.texts[end - 1] == IN and end in doc.in_date)):
        end -= 1
    hits = (doc.find(k, "capital", "place", "state") for k in range(max(start, end - _VENUE), end))
    return next((hit for hit in hits if hit is not None and hit.end == end and hit.article == hit.entry.definite), None)


def _residence(context: ClauseContext, at: int) -> LexiconMatch | None:
    """The seat of a government in which an event was: in the White House."""
    doc, (start, end) = context.doc, context.bounds(at)
    for k in context.occurrences(_RESIDENCES, start + 1, end):
        last = next((n for n in (k + 2, k + 1) if " ".join(doc.texts[k:n]) in Words.RESIDENCES), k)
        inside = last > k and doc.texts[k - 1].removeprefix(WAW) in Words.PLACE_PREPOSITION
        inside = inside or (last > k and any(v.event_class in _HOSTING for v in doc.words[k - 1].verbs))
        if inside and not context.crosses_clause(min(k, at), max(k, at)):
            return LexiconMatch(k, last, "", False, LexicalEntry("place", "", doc.text(k, last), False, last - k))
    return None


def _beside(context: ClauseContext, place: LexiconMatch, venue: LexiconMatch) -> bool:
    """Whether a place only tells which venue it is, or where that lies: the palace of Baghdad, X castle, north of Y."""
    named = not place.proclitics and venue.entry.form not in Words.A_CITY
    inside = named and venue.start < place.start < venue.end
    return inside or (venue.end < place.start and context.doc.texts[place.start - 1] in Words.SIDE_OF_THE_SKY)


def dateline(analysis: Analysis) -> LexiconMatch | None:
    """The city that opens the first lines of an article as the place that the news is from: Doha, 3 May, (agency)."""
    doc = analysis.doc
    for start, end in doc.sentences[:_LEADS]:
        hit = doc.find(start, "capital", "place")
        if hit is None or not hit.entry.value or hit.proclitics or hit.end + 1 >= end:
            continue
        dated = hit.end in doc.in_date or (doc.texts[hit.end] == IN and hit.end + 1 in doc.in_date)
        if dated or doc.texts[hit.end] in _AFTER_DATELINE:
            return hit
    return None


def _venue(context: ClauseContext, at: int) -> LexiconMatch | None:
    """A palace, an airport, an island of the sentence, by its name, though no list has it: in the palace of X."""
    doc = context.doc
    start, end = context.bounds(at)
    for k in context.occurrences(_VENUE_NOUNS, start + 1, end - 1):
        bare = doc.texts[k].removeprefix(BEH)
        if bare not in Words.VENUE or context.crosses_clause(min(k, at), max(k, at)):
            continue
        if bare == doc.texts[k] and doc.texts[k - 1].removeprefix(WAW) not in Words.PLACE_PREPOSITION:
            continue
        last = k + 1
        while last < min(end, k + _VENUE) and _names(context, last, first=last == k + 1):
            last += 1
        if last > k + 1:
            entry = LexicalEntry("place", "", bare, False, last - k)
            return LexiconMatch(k, last, doc.texts[k].removesuffix(bare), False, entry)
    return None


def _names(context: ClauseContext, k: int, *, first: bool) -> bool:
    """Whether word `k` may be part of a venue's name: a definite noun, or right after the venue's noun any name."""
    word = context.doc.words[k]
    if word.kind != "word" or word.function_class or word.verbs or word.text.startswith(WAW):
        return False
    if k in context.doc.in_date or context.arguments_in(k, k + 1):
        return False
    return not (first and word.text in Words.NO_NAME_OF_A_VENUE) and (
        not word.pos or (word.definite and not word.nisbas) or (first and not word.nodes)
    )


def _host(context: ClauseContext, at: int) -> LexiconMatch | None:
    """The city or state that is the subject of seeing or hosting: (Doha) sees (a meeting)."""
    start, _ = context.bounds(at)
    for t in reversed(context.triggers.of(*_HOSTING, start=start, end=at)):
        place = context.doc.find(t.end, "capital", "place", "state")
        if not t.noun and place is not None and not place.proclitics and not context.crosses_clause(t.at, at):
            return place
    return None


def _before(context: ClauseContext, at: int, who: Collection[Ref]) -> LexiconMatch | None:
    number = context.doc.sentence(at)
    if not who or number == 0 or context.doc.texts[context.bounds(at)[0]] in Words.WAS:
        return None  # (A came to Oslo.) He had met B
    start, end = context.doc.sentences[number - 1]
    if not any(it.ref in who for it in context.arguments_in(start, end) if it.kind == "person"):
        return None
    places = {context.place(t.at) for t in context.triggers.of(*_TOLD, start=start, end=end)}
    return next(iter(places)) if len(places) == 1 else None
