"""Meetings told by other words than those of meeting: a summit of two, a journey to discuss something, credentials."""

from __future__ import annotations

from collections.abc import Iterator

from pyarabic.araby import BEH, DAL, LAM

from mithaq.extraction.events.meeting_nouns import who_came
from mithaq.extraction.events.meeting_sides import (
    MeetingMention,
    is_summit,
)
from mithaq.extraction.particles import BETWEEN, ILA, WITH
from mithaq.extraction.syntax.arguments import Argument
from mithaq.extraction.syntax.clauses import ClauseContext
from mithaq.extraction.syntax.lists import listed_after
from mithaq.extraction.syntax.modality import Modality, modality
from mithaq.extraction.syntax.nominals import Nominal
from mithaq.extraction.syntax.predicates import Phrase, Predicates, phrases_after
from mithaq.extraction.syntax.search import first_ungoverned, is_person, known, persons
from mithaq.extraction.syntax.triggers import Trigger
from mithaq.lexicon import VerbForm
from mithaq.lexicon.word_groups import Words

__all__ = ["other_occasions"]

_TOPIC = 20  # words from `to discuss` to with whom, past what is discussed


def other_occasions(predicates: Predicates) -> Iterator[MeetingMention]:
    """Summits of two, journeys to discuss something, envoys who hand over their credentials."""
    yield from _summits(predicates)
    yield from _came_to_discuss(predicates.context)
    yield from _credentials(predicates.context)


def _summits(predicates: Predicates) -> Iterator[MeetingMention]:
    """A summit of just two: a summit between A and B; (A spoke after) the summit with B."""
    context = predicates.context
    for n in predicates.nominals.all:
        if not is_summit(n):
            continue
        t = Trigger(n.start, n.head_end, "meet", True, definite=n.definite)
        phrase = next(phrases_after(context, predicates.nominals, n.head_end), None)
        mode = modality(context, t)
        two = _two_of_a_summit(context, n, phrase) if phrase is not None and mode.real else []
        if phrase is None or len(two) != 2 or two[0].ref == two[1].ref:
            continue
        planned, tenses = mode is Modality.PLANNED, {v.tense for v in _relative(context, phrase.end)}
        present = bool(tenses) and all(tense.endswith("present") for tense in tenses) and not planned
        yield MeetingMention((two[0],), (two[1],), n.start, "summit-of-two", False, planned, 0.8, present=present)


def _two_of_a_summit(context: ClauseContext, n: Nominal, phrase: Phrase) -> list[Argument]:
    """Those whom a summit is of by the first phrase after it, and not the summit of A and B."""
    people = list(phrase.arguments)
    if not persons(people):
        return []
    if phrase.case == WITH and len(people) == 1 and (n.definite or context.doc.texts[n.start - 1] in Words.MEANWHILE):
        return [*known(context.discourse_topic(n.start)), *people]
    right_after = not (phrase.case or n.definite) and phrase.start == n.head_end
    return people if phrase.case == BETWEEN or right_after else []


def _relative(context: ClauseContext, k: int) -> tuple[VerbForm, ...]:
    """The readings of the verb that opens a relative clause at word `k`, past a comma: (the summit), which is held."""
    texts = context.doc.texts
    k += texts[k : k + 1] == [","]
    return context.doc.words[k + 1].verbs if k + 1 < len(texts) and texts[k] in Words.RELATIVE else ()


def _credentials(context: ClauseContext) -> Iterator[MeetingMention]:
    """Whose credentials somebody received: A received the credentials of B; B handed his credentials to A."""
    doc = context.doc
    for k in context.occurrences(Words.CREDENTIALS):
        if Words.ACCREDITATION.isdisjoint(doc.texts[k + 1 : k + 2]) or context.denied(k):
            continue
        first = first_ungoverned(context, context.arguments_in(context.bounds(k)[0], k))
        his = not doc.texts[k + 1].endswith(DAL)
        others = _receiver(context, k + 2) if his else _envoys(context, k + 2)
        if first is not None and persons(others):
            yield MeetingMention((first,), tuple(others), k, "credentials", received=not his)


def _receiver(context: ClauseContext, k: int) -> list[Argument]:
    """To whom credentials were handed before word `k`."""
    after = context.arguments_in(k, context.bounds(k)[1])
    return [it for it in after if is_person(it) and context.case_marker(it) in (ILA, LAM)][:1]


def _envoys(context: ClauseContext, k: int) -> list[Argument]:
    """The envoys with whose names credentials go on at word `k`: of B; of each of B and C; of two envoys, (who are) B
    and C."""
    _, end = context.bounds(k)
    each = next((j for j in range(k, end) if context.doc.texts[j].removeprefix(BEH) in Words.EACH), None)
    if each is not None:
        return listed_after(context, each + 1)
    after = context.arguments_in(k, end)
    return context.conjuncts(after, 0) if after and context.adverbial(k, after[0].start) else after[:1]


def _came_to_discuss(context: ClauseContext) -> Iterator[MeetingMention]:
    """With whom somebody comes to discuss something: (A will visit Moscow) to discuss it with B."""
    for k in context.occurrences(Words.TO_DISCUSS):
        if context.denied(k):
            continue
        listed = context.following_arguments(k + 1, limit=_TOPIC)
        with_whom = (n for n, it in enumerate(listed) if it.kind == "person" and context.case_marker(it) == WITH)
        first = next(with_whom, None)
        if first is None or context.triggers.of("meet", "receive", "hold", start=context.bounds(k)[0], end=k):
            continue
        things = any(context.doc.find(j, "event", "forum") is not None for j in range(k + 1, listed[first].start))
        came = who_came(context, k) if not things else None
        if came is not None:
            others = tuple(it for it in context.conjuncts(listed, first) if it.ref != came.ref)
            yield MeetingMention((came,), others, k, "came-to-meet", False, True, 0.7)
