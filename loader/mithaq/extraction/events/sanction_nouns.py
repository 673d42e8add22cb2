"""Sanctions told by their noun: the X-ian sanctions on Y, those that X imposed on Y, X adopts sanctions against Y."""

from __future__ import annotations

from collections.abc import Iterator

from pyarabic.araby import BEH, FEH, WAW

from mithaq.extraction.events.attributed_acts import adjectives_at, state_at
from mithaq.extraction.events.light_verbs import leading, said_before, straight_to, takes_it
from mithaq.extraction.events.measures import Taken, aimed_at
from mithaq.extraction.facts import Ref
from mithaq.extraction.particles import ALA, ILA
from mithaq.extraction.syntax.arguments import Argument
from mithaq.extraction.syntax.clauses import IDAFA, ClauseContext
from mithaq.extraction.syntax.modality import Modality, modality
from mithaq.extraction.syntax.spellings import joined, spellings
from mithaq.extraction.syntax.triggers import Trigger
from mithaq.lexicon import strip_article
from mithaq.lexicon.word_groups import Words

__all__ = ["taken_by_noun", "told_as_done"]

_NOUNS = spellings(Words.SANCTIONS | Words.OWN_SANCTIONS | Words.MEASURES)
_SANCTIONING = joined(joined(Words.SANCTIONING), FEH)
_ANNOUNCING = joined(Words.ANNOUNCES, FEH) | joined(Words.ANNOUNCES)
_OF_THEM = Words.UPON | Words.RELATIVE | Words.MAY | Words.IMPOSED
"""What may stand between sanctions and the verb that says that they were lifted."""
_SAID_OF = 12
"""Words after sanctions in which it is said that they are over."""
_PARTING = Words.THAT | {",", ALA, ILA}
"""What stands between a verb and sanctions that are not its object: stressed on (the need of) sanctions."""
_LED = 14
"""Words before the noun in which the verb stands that somebody imposes sanctions by."""
_RELATIVE = 3
"""Words after the verb of a relative clause in which its subject stands."""


def taken_by_noun(context: ClauseContext) -> Iterator[Taken]:
    """The sanctions that nouns tell of, where nothing says that they are lifted or only spoken of."""
    for k in context.occurrences(_NOUNS):
        high, end = context.bounds(k)[1], k + 1
        definite = _sanctions(context, k)
        if definite is None or end >= high or context.denied(k) or said_before(context, k, Words.NOT_SANCTIONED):
            continue
        if _over(context, k, high):
            continue
        if context.doc.texts[k - 1] in Words.AFFECTS and k > context.bounds(k)[0]:
            actors = adjectives_at(context, end, high, definite)
            hit = context.following_arguments(actors[-1].end)[:1] if actors else []
            yield Taken(actors, "sanctions", [it.ref for it in hit if context.is_free(it)], k, "sanctions-hit", 0.7)
        elif adjectives := adjectives_at(context, end, high, definite):
            targets = aimed_at(context, adjectives[-1].end) or _under(context, k)
            if not any(w in Words.NOT_IN_FORCE for w in context.doc.texts[max(context.bounds(k)[0], k - 3) : k]):
                yield Taken(adjectives, "sanctions", targets, k, "sanctions-noun", 0.7)
        elif actors := _genitive(context, end, high):
            yield Taken(actors, "sanctions", aimed_at(context, actors[-1].end), k, "sanctions-noun", 0.7)
        elif actors := _in_relative(context, end, high):
            targets = aimed_at(context, actors[-1].end) or _named_before(context, k, actors[-1].end, high)
            yield Taken(actors, "sanctions", targets, k, "sanctions-relative", 0.8)
        elif actors := _led_by(context, k):
            of_a_thing = not definite and context.doc.words[end].definite  # the embargo on arms
            yield Taken(actors, "sanctions", aimed_at(context, end + of_a_thing), k, "sanctions-verb", 0.8)


def _sanctions(context: ClauseContext, k: int) -> bool | None:
    """Whether the sanctions at word `k` are definite; None where the word is no noun for them."""
    named = Words.SANCTIONS | Words.OWN_SANCTIONS
    punitive = not Words.PUNITIVE.isdisjoint(context.doc.texts[k + 1 : k + 2])
    stems = ((stem, definite) for _, stem, definite in context.doc.words[k].stems)
    return next((definite for stem, definite in stems if stem in named or (punitive and stem in Words.MEASURES)), None)


def _over(context: ClauseContext, k: int, high: int) -> bool:
    """Whether the sanctions at word `k` are said to be over or not yet there: the former sanctions, the end of the
    sanctions, the sanctions (of X on Y) were lifted."""
    doc, low = context.doc, context.bounds(k)[0]
    if not Words.SANCTIONS_END.isdisjoint(doc.texts[max(low, k - 2) : k]):
        return True
    named = {j for it in context.arguments_in(k, high) for j in range(it.start, it.end)}
    adjectives = True
    for j in range(k + 1, min(high, k + _SAID_OF)):
        word = doc.words[j]
        adjectives = adjectives and ("a" in word.pos or bool(word.nisbas))
        if adjectives and strip_article(word.text) in Words.SANCTIONS_OVER:
            return True
        if j in named or j in doc.in_date or word.text in _OF_THEM or context.states_in(j, j + 1):
            continue
        if word.text.removeprefix(WAW) in Words.WERE_LIFTED:
            return _without_object(context, j, high)
        if word.kind == "sign" or context.opens_clause(j):
            return False
    return False


def _without_object(context: ClauseContext, verb: int, high: int) -> bool:
    """Whether no noun follows a verb, which would be what it lifts: (the sanctions) raised prices."""
    after = context.doc.words[verb + 1] if verb + 1 < high else None
    if after is None or after.kind != "word" or verb + 1 in context.doc.in_date or after.function_class:
        return True
    return "n" not in after.pos and not context.arguments_in(verb + 1, verb + 2)


def _genitive(context: ClauseContext, k: int, high: int) -> list[Argument]:
    """Whose sanctions they are, right after the noun: the sanctions of X."""
    near = context.arguments_in(k, k + 1)
    if near and not near[0].proclitics and context.case_marker(near[0]) in ("", IDAFA):
        return context.conjuncts([near[0], *context.arguments_in(near[0].end, high)], 0)
    power = state_at(context, k, "capital")
    return [power] if power is not None else []


def _in_relative(context: ClauseContext, k: int, high: int) -> list[Argument]:
    """Who imposed sanctions, as a clause says: (sanctions) that X imposed."""
    while k < high and context.doc.words[k].definite and "a" in context.doc.words[k].pos:
        k += 1
    k += k < high and context.doc.texts[k] in Words.RELATIVE
    if k + 1 >= high or not takes_it(context, k, Words.SANCTIONING):
        return []
    after = context.arguments_in(k + 1, min(k + 1 + _RELATIVE, high))
    if after and after[0].start == k + 1 and not context.case_marker(after[0]):
        return context.conjuncts([after[0], *context.arguments_in(after[0].end, high)], 0)
    power = state_at(context, k + 1, "capital")
    return [power] if power is not None else []


def _named_before(context: ClauseContext, k: int, after: int, high: int) -> list[Ref]:
    """Whom sanctions at word `k` hit by a pronoun: (Y suffers from the sanctions that X imposed) upon it."""
    if after >= high or context.doc.texts[after] not in Words.UPON_IT:
        return []
    named = list({it.ref: None for it in context.arguments_in(context.bounds(k)[0], k)})
    return named if len(named) == 1 else []


def _led_by(context: ClauseContext, k: int) -> list[Argument]:
    """Who imposes the sanctions at word `k` by a verb before them: X adopts, announces, widens, renews."""
    low, texts = max(context.bounds(k)[0], k - _LED), context.doc.texts
    verb = next((j for j in range(k - 1, low - 1, -1) if texts[j] in _SANCTIONING), -1)
    if verb < 0 or not told_as_done(context, verb, Words.NOT_SANCTIONED):
        return []
    actors = leading(context, verb, k)
    start = max([verb + 1, *(it.end for it in actors)])
    if texts[verb] in _ANNOUNCING and not _straight_to_sanctions(context, start, k):
        return []
    return [] if any(texts[j] in _PARTING for j in range(start, k)) else actors


def _straight_to_sanctions(context: ClauseContext, start: int, k: int) -> bool:
    """Whether a verb of deciding before word `start` leads straight to the sanctions at word `k`, or to what makes or
    keeps them: decided to widen, a package of; not to discuss, to look into."""
    texts = context.doc.texts
    ends = (j for j in range(start, k + 1) if j == k or texts[j].removeprefix(BEH) in Words.KEEPING_SANCTIONS)
    return any(straight_to(context, start, j) for j in ends)


def told_as_done(context: ClauseContext, verb: int, spoken: frozenset[str]) -> bool:
    """Whether the verb at a word tells what has been: not negated, to come, or led to by a word of `spoken`."""
    readings = context.doc.words[verb].verbs
    future, past = any(v.future for v in readings), any(v.tense == "past" for v in readings)
    before = context.doc.texts[verb - 1] if verb > context.bounds(verb)[0] else ""
    modal = before in Words.MODAL and not (past and before in Words.MAY)
    trigger = Trigger(verb, verb + 1, "impose", False, future=future, present=True)
    return not modal and modality(context, trigger) is Modality.ACTUAL and not said_before(context, verb, spoken)


def _under(context: ClauseContext, k: int) -> list[Ref]:
    """Who is under the sanctions at word `k`: Y is subject to X-ian sanctions."""
    low = max(context.bounds(k)[0], k - _LED)
    verb = next((j for j in range(k - 1, low - 1, -1) if context.doc.texts[j] in Words.UNDERGOES_SANCTIONS), -1)
    return [it.ref for it in leading(context, verb, k)] if verb >= 0 else []
