"""Words that open events: verbs of a frame, and nouns of events with the pronouns that hang on them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterator
from functools import cached_property

from pyarabic.araby import BEH, FEH, LAM, WAW

from mithaq.extraction.document import Document, LexiconMatch
from mithaq.extraction.particles import FROM, IN
from mithaq.extraction.records import record
from mithaq.lexicon import VerbForm, Word
from mithaq.lexicon.word_groups import Words

__all__ = ["Trigger", "Triggers", "only_verb"]

_INTRANSITIVE = ("arrive", "go")  # a pronoun on these is another verb's (he presented it)
_FRONTED = 8  # words of a phrase that opens a sentence before its verb at the most
_OPENING = Words.THAT | {'"', ":"}
"""Words and signs after which a clause begins."""
_PROCLITICS = ("", WAW, FEH, BEH, LAM, WAW + BEH, WAW + LAM)


def only_verb(word: Word) -> bool:
    """Whether a word is a verb and nothing else."""
    return bool(word.verbs) and not word.pos


@record(frozen=True, slots=True)
class Trigger:
    """A verb or a noun at word `at` that opens an event of a class.

    `has_pronoun_suffix` tells that an object or possessor pronoun hangs on it, `definite` that a noun has the article,
    `number` and `gender` the verb's (s, d, p; m, f), `present` its tense, `conjunction` the proclitic before it.
    """

    at: int
    end: int
    event_class: str
    noun: bool
    passive: bool = False
    future: bool = False
    has_pronoun_suffix: bool = False
    conjunction: str = ""
    definite: bool = False
    number: str = "s"
    present: bool = False
    gender: str = ""


class Triggers:
    """All triggers of an article, read once; asked by frame and by place. Words `inside` the names of actors open
    nothing (Faysal is no `and he arrives`)."""

    def __init__(self, doc: Document, inside: Container[int] = ()) -> None:
        self._of: dict[str, list[Trigger]] = {}
        skip = -1
        for i, word in enumerate(doc.words):
            if not (word.verbs or i in doc.hits) or i < skip or i in inside or word.kind != "word" or i in doc.in_date:
                continue
            beside = i - 1 in inside or (i + 1 in inside and _fronted(doc, i))
            noun = _noun(doc, i, beside) if i in doc.hits else None
            if noun is not None:
                skip = noun.end
            for trigger in _verbs(doc, i, beside) if noun is None else (noun,):
                self._of.setdefault(trigger.event_class, []).append(trigger)
        self._merged: dict[tuple[str, ...], tuple[list[int], list[Trigger]]] = {}

    @cached_property
    def verbs(self) -> frozenset[int]:
        """The words that are verbs."""
        return frozenset(t.at for found in self._of.values() for t in found if not t.noun)

    def of(self, *frames: str, start: int = 0, end: int | None = None) -> list[Trigger]:
        """The triggers of these frames at words `start` to `end`, in order; one word opens one event of them."""
        if (merged := self._merged.get(frames)) is None:
            merged = self._merged[frames] = self._all_of([self._of[frame] for frame in frames if frame in self._of])
        places, found = merged
        return found[bisect_left(places, start) : None if end is None else bisect_left(places, end)] if found else []

    @staticmethod
    def _all_of(several: list[list[Trigger]]) -> tuple[list[int], list[Trigger]]:
        """Where the triggers of several frames stand, and these in order, by the first frame that has one there."""
        found = several[0] if several else []
        if len(several) > 1:
            first = {t.at: t for triggers in reversed(several) for t in triggers}
            found = [first[at] for at in sorted(first)]
        return [t.at for t in found], found


def _verbs(doc: Document, i: int, after_name: bool) -> Iterator[Trigger]:
    """The readings of word `i` as a verb, one for each class of events."""
    seen = set()
    for verb in sorted(doc.words[i].verbs, key=_of_many_women):
        reached = i > 0 and doc.texts[i - 1] in Words.RELATIVE  # (the city) that he reached
        if verb.event_class in seen or (verb.object and verb.event_class in _INTRANSITIVE and not reached):
            continue
        if verb.number == "d" and doc.texts[i] in Words.A_DELEGATION:
            continue
        if not verb.ambiguous or after_name or _verbal(doc, i, verb):
            seen.add(verb.event_class)
            yield _verb(doc, i, verb)


def _of_many_women(verb: VerbForm) -> bool:
    """Whether a form is the rare one of many women, which may be spelt like that of one man: he valued, they valued;
    with a pronoun for an object it may be `between them` as well."""
    return verb.number == "p" and verb.gender == "f" and not verb.object


def _verb(doc: Document, i: int, verb: VerbForm) -> Trigger:
    then = doc.texts[i - 1] if i and doc.texts[i - 1] in Words.AND_THEN else ""
    return Trigger(
        i,
        i + 1,
        verb.event_class,
        False,
        verb.passive,
        verb.future or not Words.PLANNED.isdisjoint(doc.texts[max(0, i - 4) : i]),
        verb.object,
        verb.conjunction or then,
        number=verb.number,
        present=verb.tense.endswith("present"),
        gender=verb.gender,
    )


def _verbal(doc: Document, i: int, verb: VerbForm) -> bool:
    """Whether a word that is a noun as well stands where verbs do: first in its sentence, after a sign or a
    particle."""
    first, _ = doc.sentences[doc.sentence(i)]
    if verb.event_class in ("gather", "comprise") or verb.conjunction or first == i:
        return True
    dated = first + (doc.texts[first].removeprefix(WAW) == IN)
    if dated < i and all(k in doc.in_date for k in range(dated, i)):
        return True  # (and) last Thursday, X discussed
    before = doc.words[i - 1]
    if first <= i - 2 and doc.texts[i - 2] == FROM and before.text in Words.FOR_HIS_PART:
        return True  # for his part refused X
    if all(text.removeprefix(WAW) in Words.OPENS_A_REPORT for text in doc.texts[first:i]):
        return True  # on the other hand denied X
    if verb.tense.endswith("present") and _after_state(doc, i, first):
        return True  # (that) Tehran condemns
    if before.kind != "word" or before.function_class in ("conj", "part", "rel", "future", "neg"):
        return True
    if before.nisbas and verb.tense.endswith("present"):
        return True  # an Omani committee holds
    return before.text in Words.MODAL | Words.OWN_SIDE | Words.BUT_IT  # his country condemns


def _after_state(doc: Document, i: int, first: int) -> bool:
    """Whether the name of a state or capital that opens its sentence or a that-clause ends before word `i`."""
    starts = (k for k in (i - 1, i - 2) if k == first or (k > first and doc.texts[k - 1] in _OPENING))
    return any((state := doc.find(k, "state", "capital")) is not None and state.end == i for k in starts)


def _fronted(doc: Document, i: int) -> bool:
    """Whether only a phrase that a preposition opens stands before word `i` in its sentence, and ends in a definite
    noun or the name of a place: and in Oslo, on the sidelines of the meeting, (A discussed)."""
    first, _ = doc.sentences[doc.sentence(i)]
    opens = doc.lexicon.word(doc.texts[first].removeprefix(WAW)).function_class in ("prep", "adv")
    end = i - (doc.texts[i - 1] == ",")
    last = doc.words[end - 1]
    ends = last.definite or any(h.entry.category in ("capital", "place", "state") for h in doc.hits.get(end - 1, ()))
    return opens and ends and first < i <= first + _FRONTED and not any(word.verbs for word in doc.words[first:i])


def _noun(doc: Document, i: int, after_name: bool) -> Trigger | None:
    """The event noun at word `i`, unless the word is a verb or its form is not one that names an event."""
    hit = doc.find(i, "event")
    if hit is None or hit.proclitics not in _PROCLITICS:
        return None
    frame, own = hit.entry.value
    misspelt = (hit.article and own) or (frame == "thanks" and not own)
    if misspelt or _stands_as_verb(doc, hit, after_name):
        return None
    last = doc.words[hit.end - 1].definite if hit.end > i + 1 else False  # (the session of) the talks
    conjunction = hit.proclitics[:1] if hit.proclitics[:1] in (WAW, FEH) else ""
    definite = hit.article or last
    return Trigger(i, hit.end, frame, True, has_pronoun_suffix=own, definite=definite, conjunction=conjunction)


def _stands_as_verb(doc: Document, hit: LexiconMatch, after_name: bool) -> bool:
    """Whether an event noun that may be a verb stands where verbs do: first in its sentence, after a name; then he set
    out; had set out."""
    i, verbs = hit.start, doc.words[hit.start].verbs
    if i and doc.texts[i - 1] in _BEFORE_PAST and any(verb.tense == "past" for verb in verbs):
        return True
    if i and doc.texts[i - 1] in Words.WHAT | Words.RELATIVE and any(verb.object for verb in verbs):
        return str(hit.entry.value[0]) == "condemn"  # (the attacks) that X condemned, which is spelt like a masdar
    first = after_name or i == doc.sentences[doc.sentence(i)][0] or hit.proclitics in (WAW, FEH)
    return bool(verbs) and first and hit.entry.definite and not hit.article


_BEFORE_PAST = Words.AND_THEN | Words.MAY
"""Words right before a verb in the past: and then, had."""
