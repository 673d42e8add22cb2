"""What a mediation is about: the parties it is between, and the dispute as the text says it."""

from __future__ import annotations

from typing import NamedTuple

from pyarabic.araby import ALEF, BEH, LAM, WAW, YEH

from mithaq.extraction.discourse.anaphora import the_two
from mithaq.extraction.events.attributed_acts import state_at
from mithaq.extraction.events.light_verbs import powers_at
from mithaq.extraction.facts import Ref
from mithaq.extraction.particles import AL, ALA, AN, BETWEEN, FROM, ILA, IN, WITH
from mithaq.extraction.syntax.arguments import Argument
from mithaq.extraction.syntax.clauses import ClauseContext
from mithaq.lexicon.word_groups import Words

__all__ = ["Matter", "between", "matter", "settled_before"]

_REACH = 12
"""Words after a mediation in which its parties or its dispute stand."""
_BEFORE = 20
"""Words before it in which what came about by it stands."""
_LONGEST = 9
"""Words of a dispute at the most."""
_BETWEEN = frozenset({BETWEEN})
_BY = Words.MEDIATION | Words.AUSPICES
_WITHIN = frozenset({IN, FROM, AN, ALA, ILA, WITH})
"""Prepositions that the phrase of a dispute may have inside."""


class Matter(NamedTuple):
    """The parties of a mediation and its dispute, so far as the text tells them."""

    parties: list[Argument]
    dispute: str | None


def matter(context: ClauseContext, start: int, *, near: bool = False) -> Matter:
    """What a mediation is about that the words before `start` tell of, by the words from there on; `near`, where the
    mediation is only how something was done, so that a place after it is where."""
    high = min(start + _REACH, context.bounds(start - 1)[1])
    parties = between(context, start, high) or _interceded(context, start, high)
    return Matter(parties, _dispute(context, start, high, parties, placed=not near))


def between(context: ClauseContext, start: int, end: int) -> list[Argument]:
    """The parties that a `between` in words `start` to `end` names, in the sentence of the first: several, or one and
    others that are not named."""
    end = min(end, context.bounds(start)[1])
    for k in context.occurrences(_BETWEEN, start, end):
        high = context.bounds(k)[1]
        own = _unlisted_side(context, k + 1, high)
        parties = [*own, *context.arguments_in(k + 1 + len(own), high)]
        if not parties or parties[0].start > k + 3:
            sides = k + 1 < high and context.doc.texts[k + 1] in Words.SIDES
            two = the_two(context, k + 1) if sides else powers_at(context, k + 1)
            if len(two) > 1:
                return two
            continue
        named = context.conjuncts(parties, 0)
        joined = parties[0].proclitics.startswith(WAW) and parties[0].start > k + 1
        if len(named) > 1 or joined or _goes_on(context, named[0].end, high):
            return named
    return []


def _unlisted_side(context: ClauseContext, k: int, high: int) -> list[Argument]:
    """The state of the capital at word `k` that stands for it, or whose country `his country` there is: that of the
    last person or holder of a post before it."""
    if k >= high or context.argument_at(k) is not None:
        return []
    if (power := state_at(context, k, "capital")) is not None and power.end == k + 1:
        return [power]
    if context.doc.texts[k] not in Words.HIS_COUNTRY:
        return []
    before = (it for it in reversed(context.arguments_in(context.bounds(k)[0], k)) if it.kind in ("person", "post"))
    home = next((code for it in before if (code := context.home_of(it.ref)) is not None), None)
    return [Argument(k, k + 1, Ref("state", home), "side")] if home is not None else []


def _goes_on(context: ClauseContext, k: int, high: int) -> bool:
    """Whether word `k` or the one after joins somebody to the party before it: (between the government) and rebels."""
    words = context.doc.words[k : min(k + 2, high)]
    return any(word.text.startswith(WAW) and word.definite for word in words)


def _interceded(context: ClauseContext, start: int, high: int) -> list[Argument]:
    """With whom a mediator intercedes: at (A and B)."""
    k = next(iter(context.occurrences(Words.AT, start, min(high, start + 4))), -1)
    parties = context.arguments_in(k + 1, high) if k >= 0 else []
    return context.conjuncts(parties, 0) if parties and parties[0].start == k + 1 else []


def _dispute(context: ClauseContext, start: int, high: int, parties: list[Argument], *, placed: bool) -> str | None:
    """The dispute that the words from `start` on tell: in the conflict in A, for a ceasefire, about B, between the
    rivals of C."""
    texts, k = context.doc.texts, start
    ends = {it.start: it.end for it in parties}
    while k < high:
        if k in ends:
            high = min(context.bounds(start - 1)[1], max(high, ends[k] + _REACH // 2))
            k = ends[k]
            continue
        if (found := _opens_dispute(context, k, high, placed=placed and k <= start + 1, named=bool(parties))) >= 0:
            return _phrase(context, found, context.bounds(k)[1])
        if k not in context.doc.in_date and (context.opens_clause(k) or texts[k] == ","):
            return None
        k += 1
    return None


def _opens_dispute(context: ClauseContext, k: int, high: int, *, placed: bool, named: bool) -> int:
    """The word at which a dispute begins that word `k` leads to, or -1; `placed` where a place is what it is in,
    `named` where its parties are."""
    doc, after = context.doc, k + 1
    if doc.texts[k] in Words.OF_THE_DISPUTE and after < high:
        return after
    if any(pro == LAM and stem in Words.RESOLVING for pro, stem, _ in doc.words[k].stems):
        return k
    if after >= high:
        return -1
    stems = {stem for pro, stem, _ in doc.words[after].stems if not pro}
    if doc.texts[k] == BETWEEN and stems & Words.RIVALS and not named:
        return after + 1 if stems & Words.THE_PARTIES_TO else k
    if doc.texts[k] != IN:
        return -1
    if stems & (Words.DISPUTES | Words.RESOLVING):
        return after
    return after if placed and _troubled(context, after) else -1


def _troubled(context: ClauseContext, k: int) -> bool:
    """Whether word `k` names a state or a region: (a mediation) in it is about it, not held there."""
    found = context.doc.find(k, "state", "place")
    state = found is not None and not found.proclitics and found.entry.category == "state"
    return state or context.doc.texts[k] in Words.REGIONS


def _phrase(context: ClauseContext, start: int, high: int) -> str | None:
    """The phrase of a dispute from word `start` on, without the preposition joined to it; None of no word."""
    doc, k = context.doc, start
    while k < min(high, start + _LONGEST) and (k == start or not _ends(context, k)):
        k += 1
    while k > start and doc.texts[k - 1] in _WITHIN:
        k -= 1
    text = doc.text(start, k)
    if any(pro == LAM and stem in Words.RESOLVING for pro, stem, _ in doc.words[start].stems):
        text = text.removeprefix(LAM)
        text = ALEF + text if text.startswith(LAM) else text
    return text or None


def _ends(context: ClauseContext, k: int) -> bool:
    """Whether the phrase of a dispute ends before word `k`: a sign, a date, another clause or phrase."""
    word = context.doc.words[k]
    if word.kind != "word" or k in context.doc.in_date:
        return True
    on = word.text == ALA and k + 1 < len(context.doc.texts)
    if word.text in Words.DESPITE or (on and context.doc.texts[k + 1].removeprefix(AL) in Words.DESPITE):
        return True
    if word.function_class == "prep" or word.text in _WITHIN:
        return word.text not in _WITHIN
    if "v" in word.pos and word.text.startswith(YEH):
        return True  # (a truce) that prevents
    noun = "n" in word.pos and (word.definite or not word.verbs)
    joined = word.text.startswith(BEH + AL) or any(pro.endswith(BEH) and stem in _BY for pro, stem, _ in word.stems)
    return bool(word.function_class) or joined or (not noun and context.opens_clause(k))


def _names_talks(context: ClauseContext, k: int) -> bool:
    """Whether word `k` is a noun for talks, which are no dispute."""
    return any(stem in Words.SPONSORED_TALKS for _, stem, _ in context.doc.words[k].stems)


def settled_before(context: ClauseContext, k: int) -> Matter:
    """What came about by the mediation at word `k`, and between whom: talks between A and B, A and B came to an accord,
    A released the prisoners."""
    start = max(context.bounds(k)[0], k - _BEFORE)
    if named := between(context, start, k):
        return Matter(named, None)
    came = context.occurrences(Words.SETTLED, start, k)
    if not came:
        return Matter([], None)
    parties = context.conjuncts([it for it in context.arguments_in(start, k) if context.is_free(it)], 0)
    parties = parties or powers_at(context, came[0] + 1)
    by_verb = context.doc.words[came[0]].pos == "v" and any(came[0] in (it.end, it.start - 1) for it in parties[:1])
    if len(parties) > 1 or by_verb:
        return Matter(parties, None)
    nouns = (j for j in reversed(came) if "n" in context.doc.words[j].pos and not _names_talks(context, j))
    noun = next(nouns, -1)
    return Matter([], _phrase(context, noun, k) if noun >= 0 else None)
