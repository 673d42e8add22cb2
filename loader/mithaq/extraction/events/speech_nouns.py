"""Acts told by a noun: X voiced his condemnation of the attacks of Y, renewed her thanks to Y, addressed accusations to
Y; the accusations of X against Y; Y refused the appeals of X."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from pyarabic.araby import ALEF, BEH, HEH, MEEM, WAW

from mithaq.extraction.analysis import Analysis
from mithaq.extraction.discourse.anaphora import speaker_before
from mithaq.extraction.events.attributed_acts import adjectives_at, deed_at, power_at
from mithaq.extraction.events.invitations import to_a_place
from mithaq.extraction.events.speakers import main_speaker, opening_speaker, unlisted_at, voice
from mithaq.extraction.events.speech_acts import VOICED, Said, act_of
from mithaq.extraction.events.speech_asides import past_asides
from mithaq.extraction.events.speech_targets import and_power, governed_by, remarks_at, targets
from mithaq.extraction.particles import AL, AN, BETWEEN, WITH
from mithaq.extraction.syntax.arguments import Argument
from mithaq.extraction.syntax.clauses import IDAFA, ClauseContext
from mithaq.extraction.syntax.predicates import Predicate
from mithaq.lexicon import Word
from mithaq.lexicon.word_groups import Words

__all__ = ["speech_nouns"]

_GIVES = ("say", "address", "send", "launch", "offer", "go", "intensify")
_BY = ("gratitude", "blame", "appeal")
"""Frames of nouns that may stand after bi-: he came forward with thanks, welcomed a call."""
_MADE_AGAINST = ("accusations", "criticism", "warnings", "appeal", "condemnation")
_OF_EACH_OTHER = ("accusations", "warnings", "criticism")
_MADE = 4  # words from accusations or appeals to what tells who made them
_REACH = 25  # words from the verb to the noun
_PRONOUNS = (HEH + ALEF, HEH + MEEM + ALEF, HEH + MEEM, HEH)


def speech_nouns(analysis: Analysis) -> Iterator[Said]:
    """What nouns of speech tell: voiced by somebody, made by somebody, or refused by whom they are aimed at."""
    yield from _voiced(analysis)
    yield from _exchanged(analysis)
    yield from _mutual(analysis.context)


def _exchanged(analysis: Analysis) -> Iterator[Said]:
    """What two say of each other: X and Y exchanged accusations; X exchanged threats with Y."""
    context = analysis.context
    for p in analysis.predicates.of("exchange"):
        high = context.bounds(p.at)[1]
        spoken = voice(context, p) if not (p.trigger.noun or context.denied(p.at)) else None
        if spoken is None:
            continue
        near = range(spoken.start, min(high, spoken.start + _MADE))
        at = next((k for k in near if _reading(context.doc.texts[k])[0] in _OF_EACH_OTHER), -1)
        two = (
            spoken.speakers if len(spoken.speakers) != 1 else [*spoken.speakers, *_partner(context, spoken.start, high)]
        )
        if at >= 0 and len(two) == 2:
            act = act_of(_reading(context.doc.texts[at])[0])
            yield from (Said(at, [one], act, [other], "exchanged") for one, other in (two, two[::-1]))


def _mutual(context: ClauseContext) -> Iterator[Said]:
    """What is mutual between two: mutual accusations between X and Y."""
    for k in context.occurrences(Words.MUTUAL):
        frame = _reading(context.doc.texts[k - 1])[0] if k else ""
        if frame not in _OF_EACH_OTHER or k + 2 >= context.bounds(k)[1] or context.doc.texts[k + 1] != BETWEEN:
            continue
        first = context.argument_at(k + 2) or power_at(context, k + 2)
        second = context.argument_at(first.end) or and_power(context, first.end) if first is not None else None
        if first is not None and second is not None:
            for one, other in ((first, second), (second, first)):
                yield Said(k, [one], act_of(frame), [other], "exchanged")


def _partner(context: ClauseContext, start: int, high: int) -> list[Argument]:
    """With whom something is exchanged, from word `start` on."""
    return [it for it in context.arguments_in(start, high) if context.case_marker(it) == WITH][:1]


def _made(context: ClauseContext, at: int, frame: str) -> Said | None:
    """What the noun at word `at` tells of who made it and against whom, whatever else is said of it: accusations of X
    against Y, the X-ian threats to Y, a call of X on Y."""
    makers = _makers(context, at)
    if not makers or (frame == "warnings" and not context.triggers.of("threaten", start=at, end=at + 1)):
        return None
    after = makers[-1].end
    aimed = targets(context, frame, after)
    if not aimed and frame == "condemnation":
        aimed = governed_by(context, "accusations", after)
    if not aimed and frame == "accusations":
        aimed = _him(context, at, makers[0])
    if not aimed:
        return None
    comes = frame == "appeal" and to_a_place(context, aimed[-1])
    return Said(at, makers, "invite" if comes else act_of(frame), aimed, "act-of", 0.75)


def _makers(context: ClauseContext, at: int) -> list[Argument]:
    """Who made what the noun at word `at` names, as its genitive, an adjective or a relative clause after it tells."""
    texts, definite = context.doc.texts, context.doc.words[at].definite
    high = context.bounds(at)[1]
    near = context.argument_at(at + 1) or power_at(context, at + 1) if at + 1 < high else None
    if near is not None and not definite:
        return [] if near.place or near.proclitics else [near]
    if sides := adjectives_at(context, at + 1, high, definite):
        return sides
    verb = (
        next((k + 1 for k in range(at + 1, min(high, at + 1 + _MADE)) if texts[k] in Words.RELATIVE), -1)
        if definite
        else at + 1
    )
    by = context.argument_at(verb + 1) or power_at(context, verb + 1) if 0 < verb < high - 1 else None
    made = by is not None and not context.case_marker(by) and context.triggers.of("address", start=verb, end=verb + 1)
    return [by] if by is not None and made else []


def _him(context: ClauseContext, at: int, maker: Argument) -> list[Argument]:
    """Whom accusations are made against by a pronoun after their maker: whom the clause is about."""
    at_him = maker.end < len(context.doc.texts) and context.doc.texts[maker.end] in Words.TO_HIM
    whom = (context.clause_subject(at) or context.subject(at)) if at_him else None
    return [whom] if whom is not None and whom.ref != maker.ref else []


def _voiced(analysis: Analysis) -> Iterator[Said]:
    """The acts that nouns tell, where a verb before the noun gives it to a speaker and a target follows."""
    doc = analysis.doc
    for at in analysis.context.occurrences(frozenset(text for text in doc.vocabulary if _reading(text)[0])):
        frame, own = _reading(doc.texts[at])
        denied = analysis.context.denied(at)
        if doc.words[at].kind != "word" or (denied and frame != "accusations"):
            continue
        said = _voiced_at(analysis, at, frame, own) if (own or frame != "appeal") and not denied else None
        if said is None and not own and frame in _MADE_AGAINST:
            said = _made(analysis.context, at, frame)
        if said is not None:
            yield said


def _voiced_at(analysis: Analysis, at: int, frame: str, own: bool) -> Said | None:
    """The act that the noun at word `at` tells as voiced; `own` if a pronoun hangs on it."""
    context = analysis.context
    if frame == "attack" and not _in_words(context, at + 1):
        return None
    speakers = _speakers(analysis, at)
    if not speakers:
        return None
    _, high = context.bounds(at)
    after = _after(context, at + 1, high, speakers[0], own)
    if after >= 0:
        aimed = targets(context, frame, after)
    else:
        accused = context.doc.texts[at] in Words.ACCUSING_OF
        aimed = context.conjuncts(context.arguments_in(at + 1, high), 0) if accused else []
    if not aimed:
        return None
    claim = frame == "refusal" and deed_at(context, after, "deny") is not None
    denies = claim and not remarks_at(context, after)  # else what is refused is a wrong
    return Said(at, speakers, "deny" if denies else act_of(frame), aimed, "nominal-speech-act")


@lru_cache(maxsize=50_000)
def _reading(text: str) -> tuple[str, bool]:
    """The frame of a noun and whether a pronoun hangs on it; "" where it is of none."""
    plain = text.removeprefix(WAW)
    for frame, (_, nouns) in VOICED.items():
        given = plain.removeprefix(BEH) if frame in _BY else plain
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


def _speakers(analysis: Analysis, at: int) -> list[Argument]:
    """Who voices: the subject of the verb, or whom the sentence of the participle is about."""
    context = analysis.context
    doc, (low, _) = context.doc, context.bounds(at)
    last = at - 1
    while last > low and doc.texts[last] in Words.HEARTFELT:
        last -= 1
    last -= doc.texts[last] == AN
    first = max(low, at - _REACH)
    inside = {j for it in context.arguments_in(first, at) for j in range(it.start, it.end)} | doc.in_date
    for verb in (j for j in range(last, first - 1, -1) if j not in inside):
        text = doc.texts[verb].removeprefix(WAW)
        if text in Words.VOICING:
            return [] if context.denied(verb) else _voicing(analysis, verb, feminine=text.endswith(HEH))
        gives = next(iter(analysis.predicates.of(*_GIVES, start=verb, end=verb + 1)), None)
        if gives is not None and not gives.trigger.noun:
            return _giving(context, gives, last)
        if context.opens_clause(verb) or _parts(doc.words[verb]):
            return []
    return []


def _voicing(analysis: Analysis, at: int, *, feminine: bool) -> list[Argument]:
    """Whom the sentence of a participle of voicing at word `at` is about, or goes on to speak of."""
    context = analysis.context
    who = speaker_before(context, at, feminine=feminine) or main_speaker(analysis, at) or opening_speaker(context, at)
    return [who] if who is not None else []


def _parts(word: Word) -> bool:
    """Whether a sign parts a noun from the verb that gives it."""
    return word.kind == "sign" and word.text not in (",", '"', "-")


def _giving(context: ClauseContext, gives: Predicate, last: int) -> list[Argument]:
    """The subject of a verb of saying or giving, where all between it and word `last` tells only how and where."""
    if context.denied(gives.at) or gives.trigger.future:
        return []
    spoken = voice(context, gives)
    if spoken is not None and past_asides(context, spoken.start, last + 1) > last:
        return spoken.speakers
    if unlisted_at(context, gives.trigger.end):
        return []
    who = context.free_before(last + 1)  # of a subject that takes several words; else it is nobody known
    return [who] if who is not None else []


def _after(context: ClauseContext, k: int, high: int, speaker: Argument, own: bool) -> int:
    """Where what the noun is about begins: past nouns joined to it, whose it is, and how strong it is; -1 where it may
    be of another (condemnation of X or by X)."""
    texts = context.doc.texts
    while k < high:
        item = context.argument_at(k)
        if item is not None:
            if own or item.proclitics or context.case_marker(item) not in ("", IDAFA):
                return k
            if not _ours(context, speaker, item.ref.key if item.ref.kind == "state" else None, item):
                return -1
            own, k = True, item.end
        elif _own_people(context, k, speaker):
            own, k = True, k + 2
        elif texts[k] in Words.OWN_SIDE or _own_capital(context, k, speaker):
            own, k = True, k + 1
        elif texts[k].startswith(WAW) and (joined := _reading(texts[k]))[0]:
            own, k = own or joined[1], k + 1
        elif (past := past_asides(context, k, high)) > k:
            k = past
        else:
            return k
    return -1


def _own_people(context: ClauseContext, k: int, speaker: Argument) -> bool:
    """Whether words `k` and the next name the people or the government that the speaker is of."""
    people = context.states_in(k + 1, k + 2) if context.doc.texts[k] in Words.OWN_PEOPLE else []
    return bool(people) and _ours(context, speaker, people[0].code)


def _own_capital(context: ClauseContext, k: int, speaker: Argument) -> bool:
    """Whether word `k` is the capital of the state that the speaker serves, for its government."""
    power = power_at(context, k)
    return power is not None and _ours(context, speaker, power.ref.key)


def _ours(context: ClauseContext, speaker: Argument, state: str | None, item: Argument | None = None) -> bool:
    """Whether a state is the one that the speaker serves or speaks for, or an actor is the speaker."""
    if item is not None and item.ref == speaker.ref:
        return True
    home = context.home_of(speaker.ref)
    return state is not None and (
        state == home or any(m.code == state for m in context.states_in(speaker.start, speaker.end))
    )
