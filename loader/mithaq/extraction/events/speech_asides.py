"""What stands between a verb of speech and what is said by it, and only tells how, where or when it was said: strongly,
in a statement on Monday, what commas set off.
"""

from __future__ import annotations

from pyarabic.araby import BEH, WAW

from mithaq.extraction.events.attributed_acts import DEEDS, deed_at, power_at, what_at
from mithaq.extraction.events.speech_acts import ACTS, VOICED
from mithaq.extraction.particles import AL, ALA, FROM, ILA
from mithaq.extraction.syntax.arguments import Argument
from mithaq.extraction.syntax.clauses import IDAFA, ClauseContext
from mithaq.lexicon.word_groups import Words

__all__ = ["past_asides", "tells_manner"]

_EVENTS = ("meet", "receive", "visit", "call")
_OCCASION = 16  # words that a statement or a press conference takes at the most
_SET_OFF = 20  # words between the commas around one at the most
_TIMES = 5  # words after in- that may end a phrase of how often, at what time
_ALIAS = 4  # words of another name in quotation marks, with the mark that closes it
_VOICED = frozenset(noun for _, nouns in VOICED.values() for noun in nouns)
_HOW = Words.MANNER | Words.EMPHATIC | Words.IN_WHICH | {",", '"', "-", "(", ")", BEH}
"""Words and signs that only say how something was said."""


def past_asides(context: ClauseContext, start: int, high: int, *, marked: bool = False) -> int:
    """The first word from `start` on that does not only say how, where or when: past `strongly`, past `in a statement
    on Monday`; where bi- may have `marked` the object, past `in his meeting with X` too."""
    k = start
    while k < high and (past := _aside(context, k, high, marked)) > k:
        k = past
    return k


def _aside(context: ClauseContext, k: int, high: int, marked: bool) -> int:
    """One past the words from `k` on that only say how, where or when, or `k`."""
    doc = context.doc
    text, after = doc.texts[k], doc.texts[k + 1] if k + 1 < high else ""
    if _two_words_of_manner(context, k, after):
        return k + 2
    if after in Words.SAID_TO_BE and what_at(context, k) is not None and context.doc.texts[k + 2] in Words.THAT_IT_IS:
        return k + 3  # what he said is
    if tells_manner(context, k):
        return k + 1
    if (past := _set_apart(context, k, high)) > k or (past := _of_times(context, k, high)) > k:
        return past
    if (past := _between_commas(context, k, high)) > k:
        return past
    seat = doc.find(k + 1, "capital", "place", "state") if after and text in Words.SEATED else None
    if seat is not None and not seat.proclitics:
        return seat.end
    if text not in Words.CIRCUMSTANCE:
        return k
    if marked and context.triggers.of(*_EVENTS, start=k + 1, end=k + 2):
        return _occasion(context, k, high, met=True)
    return _occasion(context, k, high, met=False) if after.removeprefix(AL) in Words.OCCASION else k


def _set_apart(context: ClauseContext, k: int, high: int) -> int:
    """One past a relative clause between commas or another name in quotation marks at word `k`, or `k`."""
    if context.doc.texts[k - 1] == '"':
        close = next((j for j in range(k + 1, min(high, k + _ALIAS)) if context.doc.texts[j] == '"'), k)
        kunya = context.doc.texts[k] in Words.COMPOUND_FIRST
        return close + 1 if kunya and close > k else k
    return context.aside_end(k) if context.doc.texts[k] in Words.RELATIVE else k


def _between_commas(context: ClauseContext, k: int, high: int) -> int:
    """One past the comma that closes what a comma before word `k` sets off (his deputy; in his weekly briefing), where
    an actor or a deed follows that something may be said of; else `k`."""
    doc = context.doc
    if doc.texts[k - 1] != "," or doc.words[k].verbs or doc.words[k].function_class == "conj":
        return k
    if _begins_object(context, k):
        return k
    end = min(high, k + _SET_OFF, context.bounds(k)[1] - 1)
    close = next((j for j in range(k + 1, end) if doc.texts[j] == ","), k)
    told = context.triggers.of(*ACTS, "say", start=k, end=close)
    return close + 1 if close > k and all(t.noun for t in told) and _begins_object(context, close + 1) else k


def _begins_object(context: ClauseContext, k: int) -> bool:
    """Whether an actor that nothing governs, or a deed, begins at word `k`."""
    item = context.argument_at(k) or power_at(context, k)
    if item is not None or context.doc.texts[k] == BEH:
        return item is None or (not item.place and context.case_marker(item) in ("", BEH, IDAFA))
    if any(stem in _VOICED for _, stem, _ in context.doc.words[k].stems):
        return True
    return what_at(context, k) in ("", BEH) or any(
        (deed_at(context, k, act) or ("-",))[0] in ("", BEH) for act in DEEDS
    )


def _of_times(context: ClauseContext, k: int, high: int) -> int:
    """One past a phrase from word `k` on that says how often or in what connection: on many occasions; `k` where there
    is none."""
    texts, last = context.doc.texts, min(high, k + _TIMES) if context.doc.texts[k] in Words.CIRCUMSTANCE else k
    end = next((j for j in range(k + 1, last) if texts[j].removeprefix(AL) in Words.TIMES), k)
    clear = not context.arguments_in(k + 1, end + 1) and all(context.doc.words[j].pos != "v" for j in range(k + 1, end))
    return end + 1 if end > k and clear else k


def _two_words_of_manner(context: ClauseContext, k: int, after: str) -> bool:
    """Whether word `k` and the one `after` it only say how or when: for his part; last week; what he called."""
    text = context.doc.texts[k]
    if (text == FROM and after in Words.FOR_HIS_PART) or (text in Words.TIME_UNIT and after in Words.GONE_BY):
        return True
    if text in Words.OWN_PEOPLE and after in Words.ALLIES:
        return True  # (Egypt), government and people
    if text in Words.ALLIES and context.doc.words[k + 1].definite:
        return True  # (accused) X and his western allies (Y)
    if text in Words.PART_OF_A_TIME and (after in Words.TIME_UNIT or k + 1 in context.doc.in_date):
        return True
    return after in Words.SO_CALLED and what_at(context, k) is not None


def tells_manner(context: ClauseContext, k: int) -> bool:
    """Whether word `k` by itself only says how or when: a date, a sign, an adverb or an adjective of no state."""
    word = context.doc.words[k]
    if k in context.doc.in_date or word.text in _HOW or word.text in Words.ALLIES:
        return True
    adjective = "a" in word.pos and "n" not in word.pos and not word.function_class
    return adjective and not context.states_in(k, k + 1)


def _occasion(context: ClauseContext, start: int, high: int, *, met: bool) -> int:
    """Where the phrase of an occasion that opens at word `start` ends: at a comma, or before the first actor or deed
    that nothing in it governs; after a meeting (`met`) only before what bi- marks; `start` where another clause comes
    first."""
    doc = context.doc
    k = first = start + 2
    met_at = -1  # where those end whose meeting is spoken of
    while k < min(high, start + _OCCASION):
        if doc.texts[k] == "," and not met:
            return k + 1
        item = context.argument_at(k)
        if item is not None:
            of_meeting = _of_meeting(context, item) or (k == met_at and item.proclitics == WAW)
            if _begins_content(context, item, met=met, may=k > first and not of_meeting):
                return k
            k = item.end
            met_at = k if of_meeting else -1
            continue
        if k not in doc.in_date:
            if past := _told_of_it(context, k, high):
                k = past
                continue
            if context.opens_clause(k):
                return _set_off(context, start, high)
            if _content_at(context, k, met=met, opens=not met and k == first):
                return k
        k += 1
    return start


def _begins_content(context: ClauseContext, item: Argument, *, met: bool, may: bool) -> bool:
    """Whether an actor is no part of the phrase of an occasion: marked by bi- after a meeting (`met`), else one that
    nothing governs, where it `may` be."""
    if met:
        return item.proclitics.endswith(BEH) and item.kind != "body"
    return may and not item.place and context.case_marker(item) in ("", IDAFA)


def _told_of_it(context: ClauseContext, k: int, high: int) -> int:
    """One past who gave or published what the occasion is, by a verb at word `k` with a pronoun for it: (in) an
    interview that (the paper) X published; 0 where there is none."""
    by = context.argument_at(k + 1) if context.doc.texts[k] in Words.PUBLISHED and k + 1 < high else None
    return by.end if by is not None else 0


def _of_meeting(context: ClauseContext, item: Argument) -> bool:
    """Whether an actor is the genitive of a meeting: after the talks of A (and B)."""
    k = item.start - 1
    return k in context.meeting_nouns or context.doc.find(k, "forum", "event") is not None


def _set_off(context: ClauseContext, start: int, high: int) -> int:
    """Where a phrase from word `start` on ends that has a clause of its own: at the next comma, if one stands before
    it; else `start`."""
    texts = context.doc.texts
    if start == 0 or texts[start - 1] != ",":
        return start
    return next((j + 1 for j in range(start + 2, min(high, start + _SET_OFF)) if texts[j] == ","), start)


def _content_at(context: ClauseContext, k: int, *, met: bool, opens: bool) -> bool:
    """Whether word `k` begins what somebody praised or called for on an occasion; after a meeting (`met`) only what bi-
    or on- marks. The word that `opens` the phrase of the occasion is its preposition."""
    if not opens and context.doc.texts[k] == (ALA if met else ILA):
        return True
    deeds = (deed_at(context, k, act) for act in DEEDS)
    before = k - 1 - (context.doc.texts[k - 1] == '"')
    there = context.doc.find(before, "capital", "place", "state") is not None  # (after a meeting) in X, the deed of Y
    plain = not met or before in context.doc.in_date or there
    return what_at(context, k) == BEH or any(
        deed is not None and deed[0] in (("", BEH) if plain else (BEH,)) for deed in deeds
    )
