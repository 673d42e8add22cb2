"""Acts told by a verb or a participle of speech: X accused Y, X spoke, praising Y."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from pyarabic.araby import ALEF, BEH, HEH, LAM, MEEM, NOON, YEH

from mithaq.extraction.analysis import Analysis
from mithaq.extraction.discourse.anaphora import speaker_before
from mithaq.extraction.events.attributed_acts import power_at
from mithaq.extraction.events.speakers import (
    Voice,
    all_of,
    carried_on,
    main_speaker,
    named_before,
    opening_speaker,
    voice,
)
from mithaq.extraction.events.speech_acts import ACTS, DIRECT, Said
from mithaq.extraction.events.speech_asides import past_asides
from mithaq.extraction.events.speech_targets import remarks_at, targets
from mithaq.extraction.particles import AL, ALA, ILA, WITH
from mithaq.extraction.syntax.arguments import Argument
from mithaq.extraction.syntax.clauses import ClauseContext
from mithaq.extraction.syntax.predicates import Binding, Predicate
from mithaq.extraction.syntax.triggers import Trigger
from mithaq.language.fold import normalize
from mithaq.lexicon.word_groups import OneWord, Words

__all__ = ["speech_verbs", "to_come"]

_PARTICIPLES = {
    "praising": "praise",
    "thanking": "thank",
    "condemning": "condemn",
    "accusing": "accuse",
    "demanding": "demand",
    "threatening": "threaten",
    "warning": "warn",
    "denying": "deny",
}
"""Frames of participles (he spoke, praising X) with those of their verbs."""
_MAY_BE_OBJECT = ("verb-speaker", "collective-speaker")
"""Rules of voices that may have found the object of a verb without a subject."""
_OF_SEVERAL = (HEH + MEEM, HEH + MEEM + ALEF)
"""Pronouns that stand for more than one: them, the two of them."""
_PURPOSE = 5  # words after the person invited that may say to what
_REPRISAL = 25  # words after a warning that may announce a reprisal
_CHARGE = 20  # words after a verb of charging that may name the charge
_ANTECEDENT = 10  # words before a relative clause that may hold its antecedent
_MANNER = 6  # words after the target of an attack that may say how or over what
_BY_WHOM = 5  # words from who is accused to the agent of a passive
_NAMED = 4  # words after the person described that may say what he is called


def speech_verbs(analysis: Analysis) -> Iterator[Said]:
    """What verbs and participles of speech tell."""
    context = analysis.context
    last: Said | None = None
    for t in context.triggers.of(*ACTS, *_PARTICIPLES):
        participle = t.event_class in _PARTICIPLES or _demanding(context, t)
        if (t.noun and not participle) or _unsaid(context, t):
            continue
        frame = _PARTICIPLES.get(t.event_class, t.event_class)
        if frame == "demand" and context.doc.texts[t.at].removeprefix(t.conjunction) in Words.ASKS:
            frame = "ask"
        if last is not None and context.doc.sentence(last.at) != context.doc.sentence(t.at):
            last = None
        said = _participle(analysis, t, frame) if participle else _told(analysis, t, frame, last)
        if said is not None and said.targets and (act := _act(context, t, frame, said)):
            last = replace(said, act=act)
            yield last


def _demanding(context: ClauseContext, t: Trigger) -> bool:
    """Whether a noun of demanding is the participle of a feminine subject, which is spelt like it: , demanding X."""
    bare = t.noun and t.event_class == "demand" and not (t.definite or t.has_pronoun_suffix or t.conjunction)
    return bare and context.doc.texts[t.at].endswith(HEH) and context.doc.texts[t.at - 1] == ","


def _told(analysis: Analysis, t: Trigger, frame: str, last: Said | None) -> Said | None:
    """What a finite verb tells; `last` is what the one before it in the sentence does."""
    p = analysis.predicates.at(t)
    context = analysis.context
    if (
        last is not None
        and last.act == ACTS[frame]
        and t.has_pronoun_suffix
        and context.doc.texts[t.at - 1] in Words.WHAT
    ):
        spoken = voice(context, p)  # , which Y condemned as well
        return replace(last, at=t.at, speakers=spoken.speakers, rule="relative-target") if spoken is not None else None
    return _of_pronoun(context, p, frame, last) or _of_relative(context, p, frame) or _verb(context, p, frame)


def _act(context: ClauseContext, t: Trigger, frame: str, said: Said) -> str:
    """The act of the vocabulary that a trigger of a frame tells; "" for none."""
    after = max(t.end, said.targets[-1].end)
    if frame == "reject" and any(remarks_at(context, k) for k in range(t.end, said.targets[0].start)):
        return "condemn"
    if frame == "assail" and not _in_words(context, t.at, after):
        return ""
    if frame == "invite" and not to_come(context, after):
        return "demand"  # called on (the sides) to do something
    if frame == "describe":
        named = context.doc.texts[after : min(context.bounds(t.at)[1], after + _NAMED)]
        if not Words.BASELESS.isdisjoint(named) and any(remarks_at(context, k) for k in range(t.end, after)):
            return "deny"
        if OneWord.NON in named and Words.UNPRECEDENTED.isdisjoint(named):
            return "condemn"  # called it not responsible
        good = "praise" if any(text in Words.GOOD_NAMES for text in named) else ""
        return "condemn" if any(text in Words.BAD_NAMES for text in named) else good
    return ACTS[frame]


def _unsaid(context: ClauseContext, t: Trigger) -> bool:
    """Whether a trigger tells nothing that was said: it is denied, doubted, yet to come, asked for, or of another
    sense."""
    if t.noun:
        return any(w.function_class == "neg" or w.text in Words.WITHOUT for w in context.doc.words[t.at - 2 : t.at])
    return context.denied(t.at) or _carries(context, t) or _not_yet(context, t)


def _not_yet(context: ClauseContext, t: Trigger) -> bool:
    """Whether a verb tells what is yet to be said, may be said or should be: he will condemn, may accuse, (asked) to
    condemn."""
    if t.future or _doubted(context, t.at):
        return True
    texts = context.doc.texts
    before = t.at - 1
    if t.conjunction:  # that it should move, and call on
        before -= 2 if texts[before] == "," else 1
    return t.present and before >= 0 and texts[before] in Words.MODAL


def _doubted(context: ClauseContext, at: int) -> bool:
    """Whether the clause of word `at` is what somebody claims or expects, not tells: X alleges that Y accused."""
    low, _ = context.bounds(at)
    texts, words = context.doc.texts, context.doc.words
    that = next((k for k in range(at - 1, max(low, at - 15) - 1, -1) if texts[k] in Words.THAT), low)
    said = (v for k in range(max(low, that - 12), that) for v in words[k].verbs)
    return any(normalize(v.lemma) in Words.DOUBTING for v in said)


def _carries(context: ClauseContext, t: Trigger) -> bool:
    """Whether a verb that blames does no more than carry: nobody is charged with a responsibility."""
    if t.event_class != "accuse" or OneWord.CARRY not in context.doc.texts[t.at]:
        return False
    _, high = context.bounds(t.at)
    return not any(
        w.removeprefix(BEH) in Words.RESPONSIBILITY for w in context.doc.texts[t.at + 1 : min(high, t.at + _CHARGE)]
    )


def to_come(context: ClauseContext, k: int) -> bool:
    """Whether word `k` says what somebody is invited to: to visit, to attend, to a meeting."""
    near = context.doc.texts[k : k + _PURPOSE]
    return any(w.removeprefix(LAM).removeprefix(BEH).removeprefix(AL) in Words.INVITED_TO for w in near)


def _aimed(context: ClauseContext, frame: str, start: int) -> list[Argument]:
    """Whom what is said from word `start` on is aimed at; a warning is aimed at somebody only where it threatens."""
    found = targets(context, frame, start)
    return [] if frame == "warn" and found and not _of_reprisal(context, found[-1].end) else found


def _of_reprisal(context: ClauseContext, after: int) -> bool:
    """Whether a warning is a threat: it announces one's own answer, rather than a danger that comes from others."""
    _, high = context.bounds(after - 1)
    return any(w.removeprefix(BEH) in Words.REPRISAL for w in context.doc.texts[after : min(high, after + _REPRISAL)])


def _verb(context: ClauseContext, p: Predicate, frame: str) -> Said | None:
    """X accused Y; Y was accused by X; (he) accused Y, where the one actor after the verb is its object."""
    accused = p.arguments("target") if (by := p.slots.get("speaker")) and by.binding is Binding.AGENT else []
    if accused and by is not None and frame in DIRECT and by.start - accused[-1].end <= _BY_WHOM:
        return Said(p.at, list(by.arguments), ACTS[frame], accused, "passive-agent")
    spoken = voice(context, p)
    if spoken is None:
        return None
    t = p.trigger
    aimed = _aimed(context, frame, spoken.start)
    if _is_object(context, t, spoken, aimed):
        return Said(t.at, aimed, ACTS[frame], spoken.speakers, "verb-speaker", 0.75)
    two = context.doc.texts[t.end] in Words.SIDES | Words.TWO_PERSONS
    if not aimed and spoken.rule in _MAY_BE_OBJECT and frame in DIRECT and not two:
        subject = _dropped_subject(context, t, spoken.speakers[0])
        threatens = frame != "warn" or _of_reprisal(context, spoken.start)
        spoken, aimed = (
            Voice(all_of(context, t, subject) if subject else [], t.end, "dropped-speaker"),
            spoken.speakers if threatens else [],
        )
    return Said(t.at, spoken.speakers, ACTS[frame], aimed, spoken.rule, 0.85) if spoken.speakers and aimed else None


def _dropped_subject(context: ClauseContext, t: Trigger, item: Argument) -> Argument | None:
    """Who accuses the one actor after a verb that cannot be its subject: a state after a verb in the masculine, or any
    but a person after and-, where somebody that the verb agrees with did something before in the sentence."""
    feminine = _is_feminine(context, item)
    past = past_asides(context, item.end, context.bounds(t.at)[1])
    after = context.doc.texts[past] if past < len(context.doc.texts) else ""
    charged = context.doc.texts[t.at].removeprefix(t.conjunction) in Words.AIMED_VERBS and (
        after == ALA or after.startswith(BEH)
    )
    disagrees = (t.gender == "m" and feminine) or charged
    if (item.kind == "person" and not charged) or not (disagrees or (t.conjunction and after != ILA)):
        return None
    before = None if charged else _agreeing_subject(context, t, item)
    if before is not None or not disagrees:
        return before
    topic = carried_on(context, t)
    return topic if topic is not None and (topic.kind == "person" or charged) and topic.ref != item.ref else None


def _is_feminine(context: ClauseContext, item: Argument) -> bool:
    """Whether an actor is a state that is a woman to grammar, or a side or body by a feminine noun."""
    text = context.doc.texts[item.start]
    if item.kind == "state":
        return text not in Words.MASCULINE_STATES
    return item.kind in ("side", "body") and (text.endswith(HEH) or text in Words.REGIME)


def _is_object(context: ClauseContext, t: Trigger, spoken: Voice, aimed: list[Argument]) -> bool:
    """Whether the state right after a verb in the masculine is its object, and a person right after it its subject."""
    first = spoken.speakers[0] if spoken.rule == "verb-speaker" and spoken.speakers else None
    if first is None or t.gender != "m" or first.kind != "state" or first.start != t.end:
        return False
    person = len(aimed) == 1 and aimed[0].kind == "person" and not aimed[0].proclitics and aimed[0].start == first.end
    return person and _is_feminine(context, first)


def _agreeing_subject(context: ClauseContext, t: Trigger, item: Argument) -> Argument | None:
    """Who else than an actor did something before a verb in its sentence, by a verb that agrees with it."""
    start, _ = context.bounds(t.at)
    for before in reversed(context.arguments_in(start, t.at)):
        after = before.end + (context.doc.texts[before.end] == '"')
        verbs = context.doc.words[before.start - 1].verbs if before.start > start else ()
        verbs += context.doc.words[after].verbs
        acts = t.gender == "f" or before.kind in ("person", "post", "body")
        if acts and any(v.gender == t.gender for v in verbs) and before.ref != item.ref and context.is_free(before):
            return named_before(context, before)
    return None


def _goes_on_of_one(context: ClauseContext, t: Trigger) -> bool:
    """Whether a verb joined by and- has a pronoun for one: and accused him."""
    one = t.has_pronoun_suffix and not context.doc.texts[t.at].endswith(_OF_SEVERAL)
    return one and bool(t.conjunction)


def _of_pronoun(context: ClauseContext, p: Predicate, frame: str, last: Said | None) -> Said | None:
    """And-accused it of, and-asked of-him: whom the pronoun takes up is the target of the act before in the sentence,
    else the object of its last verb."""
    t, texts = p.trigger, context.doc.texts
    from_him = frame == "ask" and texts[t.end] in Words.FROM_HIM
    if frame not in DIRECT or not (from_him or _goes_on_of_one(context, t)) or context.arguments_in(t.end, t.end + 1):
        return None
    feminine = texts[t.end if from_him else t.at].endswith(HEH + ALEF)
    if last is not None and len(last.targets) == 1 and not from_him:
        agrees = _agrees(last.targets[0], feminine)
        return replace(last, at=t.at, act=ACTS[frame], rule="pronoun-target") if agrees else None
    spoken = _that_topic(context, t) or carried_on(context, t)
    whoms = _object_before(context, t, spoken, feminine) if spoken is not None else []
    return Said(t.at, [spoken], ACTS[frame], whoms, "pronoun-target", 0.75) if spoken is not None and whoms else None


def _that_topic(context: ClauseContext, t: Trigger) -> Argument | None:
    """Who opens the that-clause that a verb goes on with by and-, before a verb of its own: that Y called Z, and asked
    him."""
    low, _ = context.bounds(t.at)
    that = next((k for k in range(t.at - 1, low, -1) if context.doc.texts[k] in Words.THAT), -1)
    item = context.argument_at(that + 1) if that > low else None
    does = item is not None and item.end < t.at and bool(context.doc.words[item.end].verbs)
    return item if does and item is not None and context.agrees(item, t.gender) else None


def _object_before(context: ClauseContext, t: Trigger, spoken: Argument, feminine: bool) -> list[Argument]:
    """The first actor after who spoke, in his clause before a verb with a pronoun; nobody if a preposition governs him
    or the pronoun cannot stand for him."""
    start, _ = context.bounds(t.at)
    before = context.arguments_in(max(start, spoken.end), t.at)
    whom = next((it for it in before if not it.place), None)
    if whom is None or not _agrees(whom, feminine):
        return []
    met = bool(context.triggers.of("meet", "call", "phone", start=start, end=whom.start))
    met = met or not Words.PHONE.isdisjoint(context.doc.texts[start : whom.start])
    return [whom] if context.case_marker(whom) in ("", *((BEH, WITH) if met else ())) else []


def _of_relative(context: ClauseContext, p: Predicate, frame: str) -> Said | None:
    """(Y,) whom X accuses of: the antecedent of the relative clause is the target."""
    t, texts = p.trigger, context.doc.texts
    if frame not in DIRECT or not t.has_pronoun_suffix or texts[t.at - 1] not in Words.RELATIVE:
        return None
    near = _right_at(context, t.end)
    if not near:
        return None
    low, feminine = max(context.bounds(t.at)[0], t.at - _ANTECEDENT), texts[t.at].endswith(HEH + ALEF)
    before = (it for it in reversed(context.arguments_in(low, t.at)) if not it.place and _agrees(it, feminine))
    whom = next(before, None)
    known = whom is not None and whom.ref != near[0].ref and not context.triggers.of(*ACTS, start=whom.end, end=t.at)
    whoms = [whom] if whom is not None and known else []
    return Said(t.at, context.conjuncts(near, 0), ACTS[frame], whoms, "relative-target", 0.7)


def _right_at(context: ClauseContext, k: int) -> list[Argument]:
    """The actors from word `k` on, if one that nothing governs begins there: a capital stands for its state."""
    capital = power_at(context, k) if k < len(context.doc.texts) else None
    near = context.following_arguments(k) if capital is None else [capital]
    return near if near and near[0].start == k and not context.case_marker(near[0]) else []


def _in_words(context: ClauseContext, at: int, after: int) -> bool:
    """Whether an attack is one of words: over what somebody did, in a statement, calling him."""
    _, high = context.bounds(at)
    near = (*context.doc.texts[at + 1 : after], *context.doc.texts[after : min(high, after + _MANNER)])
    return any(w.removesuffix(ALEF) in Words.IN_WORDS or w in Words.OVER_WHAT for w in near)


def _agrees(item: Argument, feminine: bool) -> bool:
    return item.kind in ("state", "side", "body") if feminine else item.kind in ("person", "post")


def _participle(analysis: Analysis, t: Trigger, frame: str) -> Said | None:
    """X spoke, praising Y: X is whom the sentence is about; A and B cut their relations with Y, accusing it of."""
    context = analysis.context
    start, _ = context.bounds(t.at)
    texts = context.doc.texts
    pronoun = not Words.ITSELF.isdisjoint(texts[t.end : t.end + 1])
    if t.at == start or not (pronoun or _set_apart(context, t) or _right_at(context, t.end)):
        return None
    agreeing = texts[t.at].endswith((HEH, YEH + NOON))
    speaker = (
        main_speaker(analysis, t.at)
        or speaker_before(context, t.at, feminine=agreeing)
        or opening_speaker(context, t.at)
    )
    if speaker is None:
        return None
    before = context.arguments_in(speaker.start, t.at) if speaker.start >= start else [speaker]
    speakers = context.conjuncts(before, 0) if pronoun or agreeing else [speaker]
    if not pronoun:
        return Said(t.at, speakers, ACTS[frame], _aimed(context, frame, t.end), "participle")
    refs, feminine = {item.ref for item in speakers}, texts[t.end].endswith(HEH + ALEF)
    others = (x for x in reversed(before) if x.ref not in refs and not x.place and _agrees(x, feminine))
    return Said(t.at, speakers, ACTS[frame], list(islice(others, 1)), "participle-pronoun", 0.75)


def _set_apart(context: ClauseContext, t: Trigger) -> bool:
    """Whether a participle tells what somebody does beside what his sentence says, and is no adjective of a noun: after
    and- or a sign, in the accusative, in the feminine after a noun with the article."""
    text, before = context.doc.texts[t.at], context.doc.words[t.at - 1]
    if t.conjunction or before.text in (",", '"') or text.endswith(ALEF):
        return True
    return before.definite and text.endswith(HEH)
