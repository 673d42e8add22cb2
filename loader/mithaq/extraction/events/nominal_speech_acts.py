"""Acts told by a noun with a verb of saying or giving: X voiced his condemnation of the attacks of Y, renewed her
thanks to Y, addressed accusations to Y."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from pyarabic.araby import ALEF, BEH, HEH, LAM, MEEM, WAW

from mithaq.extraction.discourse.anaphora import definite_antecedent, feminine_topic, speaker_before
from mithaq.extraction.events.attributed_acts import agents_of, deed_at
from mithaq.extraction.events.speech_targets import past_asides
from mithaq.extraction.facts import Ref
from mithaq.extraction.particles import AL, ALA, AN, ILA
from mithaq.extraction.syntax.arguments import Argument
from mithaq.extraction.syntax.clauses import IDAFA, ClauseContext
from mithaq.lexicon.word_groups import Words

__all__ = ["NominalSpeechAct", "is_voiced", "nominal_speech_act"]

_NOUNS = {
    "condemnation": (Words.CONDEMNATION, "condemn"),
    "refusal": (Words.REFUSAL, "deny"),
    "gratitude": (Words.GRATITUDE, "praise"),
    "accusations": (Words.ACCUSATIONS, "accuse"),
    "criticism": (Words.CRITICISM, "condemn"),
    "warnings": (Words.WARNINGS, "threaten"),
    "attacks": (Words.ATTACKS, "condemn"),
}
"""Kinds of nouns: the nouns, and the act they tell."""
_GIVEN = ("accusations", "criticism", "warnings", "attacks")  # which are addressed to somebody rather than voiced
_SAYS = ("say", "address", "send")
_REACH = 25  # words from the verb to the noun
_PRONOUNS = (HEH + ALEF, HEH + MEEM, HEH)


@dataclass(frozen=True, slots=True)
class NominalSpeechAct:
    """An act told by the noun at word `at`."""

    speaker: Argument
    act: str
    targets: list[Argument]
    at: int


def nominal_speech_act(context: ClauseContext, at: int) -> NominalSpeechAct | None:
    """The act that the noun at word `at` tells, where a verb before it gives it to a speaker and a target follows."""
    kind, own = _noun(context, at)
    if kind == "attacks" and not _in_words(context, at + 1):
        return None
    if context.doc.texts[at].startswith(WAW) and at and _noun(context, at - 1)[0]:
        return None
    speaker = None if context.denied(at) else _speaker(context, at, kind)
    if speaker is None:
        return None
    _, high = context.bounds(at)
    after = _after(context, at + 1, high, speaker, own)
    act = _NOUNS[kind][1]
    aimed = _aimed(context, after, high, kind, act) if after >= 0 else []
    if kind == "refusal" and aimed:  # what is refused is a claim, or a wrong that is condemned so
        act = "deny" if deed_at(context, after, "deny") else "condemn"
    return NominalSpeechAct(speaker, act, aimed, at) if aimed else None


def is_voiced(context: ClauseContext, at: int) -> bool:
    """Whether word `at` is a noun that may tell an act."""
    return context.doc.words[at].kind == "word" and bool(_noun(context, at)[0])


def _noun(context: ClauseContext, at: int) -> tuple[str, bool]:
    """The group of the noun at word `at` and whether a pronoun hangs on it; "" where it is of none."""
    return _reading(context.doc.texts[at])


@lru_cache(maxsize=50_000)
def _reading(text: str) -> tuple[str, bool]:
    """What `_noun` says of a word, whatever its place."""
    plain = text.removeprefix(WAW)
    for kind, (nouns, _) in _NOUNS.items():
        given = plain.removeprefix(BEH) if kind == "gratitude" else plain  # he came forward with thanks
        for form in dict.fromkeys((text, plain, given, plain.removeprefix(AL), given.removeprefix(AL))):
            if form in nouns:
                return kind, False
            for ending in _PRONOUNS:
                stem = form.removesuffix(ending)
                if stem != form and len(stem) > 2 and (stem in nouns or stem[:-1] + HEH in nouns):
                    return kind, True
    return "", False


def _in_words(context: ClauseContext, k: int) -> bool:
    """Whether the adjective at word `k` makes an attack one of words only."""
    return any(stem.removesuffix(ALEF) in Words.IN_WORDS for _, stem, _ in context.doc.words[k].stems)


def _speaker(context: ClauseContext, at: int, kind: str) -> Argument | None:
    """Who voices: the subject of the verb, or whom the sentence of the participle is about."""
    doc, (low, _) = context.doc, context.bounds(at)
    k = at - 1
    while k > low and doc.texts[k] in Words.HEARTFELT:
        k -= 1
    about = doc.texts[k] == AN
    if about:
        k -= 1
    if (about and kind in _GIVEN) or (kind not in _GIVEN and _of_noun(context, k, low)):
        return None
    inside = {j for it in context.arguments_in(max(low, at - _REACH), at) for j in range(it.start, it.end)}
    first = k
    while k >= max(low, at - _REACH):
        word = doc.words[k]
        if k in inside or k in doc.in_date:
            k -= 1
            continue
        text = word.text.removeprefix(WAW)
        if text in Words.VOICING:
            return None if context.denied(k) else speaker_before(context, k, feminine=text.endswith(HEH))
        says = any(v.event_class in _SAYS for v in word.verbs) or text in Words.GIVES_THANKS | Words.LAUNCHES
        if says and not word.definite:
            if context.denied(k) or any(v.passive for v in word.verbs[:1]) or _future(context, k):
                return None
            return _subject(context, k, first)
        if context.opens_clause(k) or (word.kind == "sign" and word.text not in (",", '"', "-")):
            return None
        k -= 1
    return None


def _of_noun(context: ClauseContext, k: int, low: int) -> bool:
    """Whether word `k` is a noun that what follows is the genitive of: the need for condemnation, the lack of it."""
    word = context.doc.words[k]
    if k in context.doc.in_date or any(it.end > k for it in context.arguments_in(max(low, k - 12), k + 1)):
        return False
    plain = word.kind == "word" and not (word.definite or word.function_class or word.verbs)
    return plain and "n" in word.pos and word.text not in Words.MANNER


def _future(context: ClauseContext, k: int) -> bool:
    return any(t.future for t in context.triggers.of(*_SAYS, start=k, end=k + 1))


def _subject(context: ClauseContext, verb: int, last: int) -> Argument | None:
    """The subject of the verb at word `verb`: right after it, right before it, or whom the sentence is about."""
    if verb < last and (again := definite_antecedent(context, verb + 1)) is not None:
        return again
    right = [it for it in context.arguments_in(verb + 1, last + 1) if not it.place]
    if right:
        return right[0] if right[0].start == verb + 1 and not context.case_marker(right[0]) else None
    if last > verb and past_asides(context, verb + 1, last + 1) <= last:
        return None  # a subject that is nobody known
    joined = context.doc.texts[verb].startswith(WAW)
    left = None if joined else context.preceding_argument(verb)
    if left is not None and not left.place:
        return left
    feminine = any(v.gender == "f" and v.number == "s" for v in context.doc.words[verb].verbs)
    spoken = feminine_topic(context, verb) if feminine else None
    return context.clause_subject(verb) or spoken or context.discourse_topic(verb)


def _after(context: ClauseContext, k: int, high: int, speaker: Argument, own: bool) -> int:
    """Where what the noun is about begins: past nouns joined to it, whose it is, and how strong it is; -1 where it may
    be of another (condemnation of X or by X)."""
    doc = context.doc
    while k < high:
        item = next(iter(context.arguments_in(k, k + 1)), None)
        if item is not None:
            if own or item.proclitics or context.case_marker(item) not in ("", IDAFA):
                return k
            state = context.states_of.get(speaker.ref)
            ours = item.ref == speaker.ref or item.ref == (Ref("state", state) if state else None)
            if not ours and not _of_body(context, speaker, item):
                return -1
            own, k = True, item.end
            continue
        text = doc.texts[k]
        if text in Words.OWN_PEOPLE and _ours(context, k + 1, speaker):
            own, k = True, k + 2
            continue
        if text in Words.OWN_SIDE:
            own = True
        elif text.startswith(WAW) and _noun(context, k)[0]:
            own |= _noun(context, k)[1]
        elif text not in Words.EMPHATIC and text not in Words.MANNER and text not in (",", '"'):
            return k
        k += 1
    return -1


def _ours(context: ClauseContext, k: int, speaker: Argument) -> bool:
    """Whether word `k` is the adjective or name of the speaker's own state."""
    state = speaker.ref.key if speaker.ref.kind == "state" else context.states_of.get(speaker.ref)
    near = context.states_in(k, k + 1)
    return bool(near) and (
        near[0].code == state or any(m.code == near[0].code for m in context.states_in(speaker.start, speaker.end))
    )


def _of_body(context: ClauseContext, speaker: Argument, item: Argument) -> bool:
    """Whether a body speaks for a state: the ministry of X voiced the condemnation of X."""
    inside = {m.code for m in context.state_mentions if speaker.start <= m.start < speaker.end}
    return item.ref.kind == "state" and item.ref.key in inside


def _aimed(context: ClauseContext, k: int, high: int, kind: str, act: str) -> list[Argument]:
    """Whom the thing told from word `k` on is aimed at: an actor that to- governs, or the doer of a deed."""
    items = context.arguments_in(k, min(k + 3, high))
    if kind in _GIVEN:
        marks = (LAM, ILA, ALA) if kind == "attacks" else (LAM, ILA)
        near = [it for it in items if context.case_marker(it) in marks]
        calm = near and all(context.doc.words[j].pos in ("a", "an", "na") for j in range(k, near[0].start - 1))
        return (
            context.conjuncts(context.arguments_in(near[0].start, high), 0)
            if near and (calm or near[0].start - k <= 1)
            else []
        )
    if items and (items[0].start == k or (items[0].start == k + 1 and context.case_marker(items[0]) == ILA)):
        to = context.case_marker(items[0]) in (LAM, ILA)
        return context.conjuncts(context.arguments_in(items[0].start, high), 0) if to and kind != "refusal" else []
    for deed in ("deny", "condemn") if kind == "refusal" else (act,):
        found = deed_at(context, k, deed)
        if found is None or found[0] not in ("", LAM):
            continue
        if kind == "refusal" and deed == "condemn" and not _grave(context, k):
            continue
        return agents_of(context, k, high, deed)
    return []


def _grave(context: ClauseContext, k: int) -> bool:
    return any(stem in Words.GRAVE_WRONGS for _, stem, _ in context.doc.words[k].stems)
