"""Acts told by a noun with a verb of saying or giving: X voiced his condemnation of the attacks of Y, renewed her
thanks to Y, addressed accusations to Y."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pyarabic.araby import ALEF, BEH, HEH, MEEM, WAW

from mithaq.extraction.analysis import Analysis
from mithaq.extraction.discourse.anaphora import speaker_before
from mithaq.extraction.events.attributed_acts import deed_at
from mithaq.extraction.events.speakers import voice
from mithaq.extraction.events.speech_targets import VOICED, past_asides, remarks_at, targets
from mithaq.extraction.particles import AL, AN
from mithaq.extraction.syntax.arguments import Argument
from mithaq.extraction.syntax.clauses import IDAFA, ClauseContext
from mithaq.extraction.syntax.predicates import Predicate
from mithaq.lexicon.word_groups import Words

__all__ = ["Voiced", "voiced_acts"]

_NOUNS = {
    "condemnation": Words.CONDEMNATION,
    "refusal": Words.REFUSAL,
    "gratitude": Words.GRATITUDE,
    "accusations": Words.ACCUSATIONS,
    "criticism": Words.CRITICISM,
    "warnings": Words.WARNINGS,
    "attack": Words.ATTACKS,
    "blame": Words.BLAME,
    "appeal": Words.APPEAL,
}
"""The nouns of each frame."""
_OWN = ("condemnation", "refusal", "gratitude", "appeal")  # which are voiced, rather than addressed to somebody
_GIVES = ("say", "address", "send", "launch", "offer")
_REACH = 25  # words from the verb to the noun
_PRONOUNS = (HEH + ALEF, HEH + MEEM, HEH)


@dataclass(frozen=True, slots=True)
class Voiced:
    """An act told by the noun at word `at`."""

    speakers: list[Argument]
    act: str
    targets: list[Argument]
    at: int
    rule: str = "nominal-speech-act"


def voiced_acts(analysis: Analysis) -> Iterator[Voiced]:
    """The acts that nouns tell, where a verb before the noun gives it to a speaker and a target follows."""
    context = analysis.context
    for at, word in enumerate(context.doc.words):
        frame, own = _reading(word.text) if word.kind == "word" else ("", False)
        if not frame or context.denied(at) or (frame == "appeal" and not own):
            continue
        if frame == "attack" and not _in_words(context, at + 1):
            continue
        if word.text.startswith(WAW) and at and _reading(context.doc.texts[at - 1])[0]:
            continue
        speakers = _speakers(analysis, at, frame)
        after = _after(context, at + 1, context.bounds(at)[1], speakers[0], own) if speakers else -1
        if after >= 0 and (aimed := targets(context, frame, after)):
            claim = frame == "refusal" and deed_at(context, after, "deny") is not None
            denies = claim and not remarks_at(context, after)  # else what is refused is a wrong
            yield Voiced(speakers, "deny" if denies else VOICED[frame], aimed, at)


@lru_cache(maxsize=50_000)
def _reading(text: str) -> tuple[str, bool]:
    """The frame of a noun and whether a pronoun hangs on it; "" where it is of none."""
    plain = text.removeprefix(WAW)
    for frame, nouns in _NOUNS.items():
        given = plain.removeprefix(BEH) if frame in ("gratitude", "blame") else plain  # he came forward with thanks
        for form in dict.fromkeys((text, plain, given, plain.removeprefix(AL), given.removeprefix(AL))):
            if form in nouns:
                return frame, False
            for ending in _PRONOUNS:
                stem = form.removesuffix(ending)
                if stem != form and len(stem) > 2 and (stem in nouns or stem[:-1] + HEH in nouns):
                    return frame, True
    return "", False


def _in_words(context: ClauseContext, k: int) -> bool:
    """Whether the adjective at word `k` makes an attack one of words only."""
    return any(stem.removesuffix(ALEF) in Words.IN_WORDS for _, stem, _ in context.doc.words[k].stems)


def _speakers(analysis: Analysis, at: int, frame: str) -> list[Argument]:
    """Who voices: the subject of the verb, or whom the sentence of the participle is about."""
    context = analysis.context
    doc, (low, _) = context.doc, context.bounds(at)
    k = at - 1
    while k > low and doc.texts[k] in Words.HEARTFELT:
        k -= 1
    about = doc.texts[k] == AN
    k -= about
    if (about and frame not in _OWN) or (frame in _OWN and _of_noun(context, k, low)):
        return []
    first = max(low, at - _REACH)
    inside = {j for it in context.arguments_in(first, at) for j in range(it.start, it.end)} | doc.in_date
    for verb in (j for j in range(k, first - 1, -1) if j not in inside):
        word = doc.words[verb]
        text = word.text.removeprefix(WAW)
        if text in Words.VOICING:
            who = None if context.denied(verb) else speaker_before(context, verb, feminine=text.endswith(HEH))
            return [who] if who is not None else []
        gives = next(iter(analysis.predicates.of(*_GIVES, start=verb, end=verb + 1)), None)
        if gives is not None and not (word.definite and "n" in word.pos):
            return _giving(context, gives, k)
        if context.opens_clause(verb) or (word.kind == "sign" and word.text not in (",", '"', "-")):
            return []
    return []


def _giving(context: ClauseContext, gives: Predicate, last: int) -> list[Argument]:
    """The subject of a verb of saying or giving, where all between it and word `last` tells only how and where."""
    if context.denied(gives.at) or gives.trigger.future:
        return []
    spoken = voice(context, gives)
    if spoken is not None and past_asides(context, spoken.start, last + 1) > last:
        return spoken.speakers
    who = context.preceding_argument(last + 1)  # of a subject that takes several words; else it is nobody known
    return [who] if who is not None and not who.place and not context.case_marker(who) else []


def _of_noun(context: ClauseContext, k: int, low: int) -> bool:
    """Whether word `k` is a noun that what follows is the genitive of: the need for condemnation, the lack of it."""
    word = context.doc.words[k]
    if k in context.doc.in_date or any(it.end > k for it in context.arguments_in(max(low, k - 12), k + 1)):
        return False
    plain = word.kind == "word" and not (word.definite or word.function_class or word.verbs)
    return plain and "n" in word.pos and word.text not in Words.MANNER


def _after(context: ClauseContext, k: int, high: int, speaker: Argument, own: bool) -> int:
    """Where what the noun is about begins: past nouns joined to it, whose it is, and how strong it is; -1 where it may
    be of another (condemnation of X or by X)."""
    doc = context.doc
    while k < high:
        item = next(iter(context.arguments_in(k, k + 1)), None)
        if item is not None:
            if own or item.proclitics or context.case_marker(item) not in ("", IDAFA):
                return k
            if not _ours(context, speaker, item.ref.key if item.ref.kind == "state" else None, item):
                return -1
            own, k = True, item.end
            continue
        text = doc.texts[k]
        people = context.states_in(k + 1, k + 2) if text in Words.OWN_PEOPLE else []
        if people and _ours(context, speaker, people[0].code):
            own, k = True, k + 2
            continue
        joined = text.startswith(WAW) and _reading(text)[0]
        if text in Words.OWN_SIDE or joined:
            own |= not joined or _reading(text)[1]
        elif not _by_the_way(context, k):
            return k
        k += 1
    return -1


def _by_the_way(context: ClauseContext, k: int) -> bool:
    """Whether word `k` only says how strong something is, how or when it was said."""
    word = context.doc.words[k]
    qualifies = word.text in Words.EMPHATIC | Words.MANNER or ("a" in word.pos and "n" not in word.pos)
    return qualifies or word.text in (",", '"') or k in context.doc.in_date


def _ours(context: ClauseContext, speaker: Argument, state: str | None, item: Argument | None = None) -> bool:
    """Whether a state is the one that the speaker serves or speaks for, or an actor is the speaker."""
    if item is not None and item.ref == speaker.ref:
        return True
    home = speaker.ref.key if speaker.ref.kind == "state" else context.states_of.get(speaker.ref)
    return state is not None and (
        state == home or any(m.code == state for m in context.states_in(speaker.start, speaker.end))
    )
