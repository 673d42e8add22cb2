"""Phrases after a word: an argument with those coordinated with it, or an event noun phrase, each with its case."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping

from pyarabic.araby import BEH, LAM, WAW

from mithaq.extraction.particles import FROM, IN, WITH
from mithaq.extraction.records import record
from mithaq.extraction.syntax.arguments import Argument
from mithaq.extraction.syntax.clauses import IDAFA, ClauseContext
from mithaq.extraction.syntax.lists import conjuncts
from mithaq.extraction.syntax.nominals import Nominal, Nominals
from mithaq.lexicon.frames import Filling
from mithaq.lexicon.word import Word
from mithaq.lexicon.word_groups import Words

__all__ = ["AGENT_CASE", "Phrase", "phrases_after"]

AGENT_CASE = "agent"
"""The case of who does what a passive or a masdar says: on the part of X."""
_FROM_X = 6
"""Words of a counterpart's state before his name."""
_REACH = 60
"""Words after a trigger in which its arguments are looked for."""
_STATES_OF_MANY = Words.COLLECTIVE & Words.STATES_OF
_ACT_FOR = Words.MEMBERS | Words.UNNAMED_OFFICIALS | Words.A_DELEGATION | Words.COUNTERPARTS | Words.BODIES_NAMED
"""Nouns of some who act for the body named after them, or of the kind of bodies that are."""


@record(frozen=True, slots=True)
class Phrase:
    """One or more coordinated arguments, or one event noun phrase, with its case."""

    case: str
    arguments: tuple[Argument, ...]
    nominals: tuple[Nominal, ...]
    start: int
    end: int

    @property
    def filling(self) -> Filling:
        """What kind of slot it may fill."""
        return Filling(self.nominals[0].kind.value) if self.nominals else Filling.ACTOR


def phrases_after(context: ClauseContext, nominals: Nominals, start: int, limit: int = _REACH) -> Iterator[Phrase]:
    """The phrases after word `start - 1` in its clause, in order, each with its case.

    A relative clause set off by commas and a parenthesis are passed over; another clause ends the reading.
    """
    _, high = context.bounds(start - 1)
    stop = min(high, start + limit)
    arguments = {it.start: it for it in context.each_following(start, stop)}
    events = {n.start: n for n in nominals.within(start, stop)}
    landmarks = nominals.landmarks
    n = bisect_left(landmarks, start)
    while n < len(landmarks) and (k := landmarks[n]) < stop:
        after = k + 1
        if (argument := arguments.get(k)) is not None:
            members = conjuncts(context, argument)
            case, first = _case(context, argument)
            yield Phrase(case, tuple(members), (), max(first, start), members[-1].end)
            after = max(members[-1].end, after)
        elif (nominal := events.get(k)) is not None:
            yield Phrase(_case_of_nominal(context, nominal), (), (nominal,), nominal.start, nominal.end)
            after = _past(context, nominal, arguments)
        elif (past := context.aside_end(k)) > k:
            after = past
        elif k not in context.doc.in_date and context.opens_clause(k):
            return
        n = bisect_left(landmarks, after, n)


def _past(context: ClauseContext, nominal: Nominal, arguments: Mapping[int, Argument]) -> int:
    """Where the reading goes on after an event noun phrase: past its name, or at those with whom the event was."""
    for k in range(nominal.head_end, nominal.end):
        if k in arguments and context.doc.texts[k - 1] == WITH and not nominal.proclitics.endswith(LAM):
            return k  # and not (to prepare) for a meeting with
    return max(nominal.end, nominal.start + 1)


def _case(context: ClauseContext, argument: Argument) -> tuple[str, int]:
    """The case of an argument, and the word at which its phrase starts.

    A body stands for those who act for it, and has their case: (met) a delegation from, members of, officials in X.
    """
    case, at = _own_case(context, argument)
    sent = argument.kind == "side" and case == "" and context.doc.texts[at - 1] in Words.A_DELEGATION
    if argument.kind not in ("body", "state", "side") or not (sent or case in (FROM, IN, BEH, IDAFA)):
        return case, at
    words, (low, _) = context.doc.words, context.bounds(at)
    head = at - 1 - (case in (FROM, IN))
    while head > low and "a" in words[head].pos and not words[head].definite and _acting(words[head]) is None:
        head -= 1
    lead = _acting(words[head]) if head > low else None
    if lead is None:
        return case, at
    before = words[head - 1]
    governed = before.function_class == "prep" or before.text == WITH
    return lead or (before.text if governed else ""), head


def _own_case(context: ClauseContext, argument: Argument) -> tuple[str, int]:
    """The case of an argument whoever acts for it, and the word at which its phrase starts."""
    texts, at = context.doc.texts, argument.start
    if at > 1 and texts[at - 2] == FROM and texts[at - 1] in Words.ON_THE_PART:
        return AGENT_CASE, at
    case = context.case_marker(argument)
    if case:
        return case, at
    if (counterpart := _counterpart_before(context, argument)) is not None:
        return WITH, counterpart
    if at > 1 and texts[at - 1] in Words.COLLECTIVE and context.doc.words[at - 2].function_class == "prep":
        return texts[at - 2], at - 1  # between the states of the council
    of_states = argument.kind == "body" and texts[at - 1] in _STATES_OF_MANY
    return "", at - of_states  # the states of the league


def _counterpart_before(context: ClauseContext, argument: Argument) -> int | None:
    """The word that calls somebody a counterpart of whom the state stands before his name: with his counterpart from
    X, A."""
    doc, at = context.doc, argument.start
    if argument.kind != "person" or at < _FROM_X or doc.texts[at - 1] != ",":
        return None
    near = context.arguments_in(at - _FROM_X, at)
    of = near[-1].start - 1 if near and near[-1].kind == "state" and near[-1].end == at - 1 else 0
    hits = doc.hits.get(of - 1, ()) if of > 1 and doc.texts[of] in (FROM, IN) and doc.texts[of - 2] == WITH else ()
    named = any(h.entry.category == "plural" and h.entry.value[0] == "counterpart" for h in hits)
    return of - 1 if named else None


def _acting(word: Word) -> str | None:
    """The proclitics of a noun that is of some who act for the body named after it; None of another word."""
    return next((lead for lead, stem, _ in word.stems if stem in _ACT_FOR and lead in ("", BEH, LAM)), None)


def _case_of_nominal(context: ClauseContext, nominal: Nominal) -> str:
    """The preposition before an event noun phrase, as a proclitic or a word; "" where there is none."""
    letter = nominal.proclitics.removeprefix(WAW)
    if letter:
        return letter[-1]
    words = context.doc.words
    before = words[nominal.start - 1] if nominal.start else None
    if before is not None and before.text in Words.WORKS and nominal.start > 1:
        before = words[nominal.start - 2]  # in the works of the conference: in the conference
    counted = {stem for _, stem, _ in words[nominal.start - 2].stems} if nominal.start > 2 else set()
    if before is not None and before.text == FROM and counted & Words.QUANTITY:
        before = words[nominal.start - 3]  # (held) a number of talks
    return before.text if before is not None and before.function_class == "prep" else ""
