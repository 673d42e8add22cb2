"""Who accuses, condemns, threatens, invites, praises, demands or denies, and at whom it is aimed.

Every way of telling a speech act has two halves that are read apart: who speaks (`speakers` for a verb, the topic of
the sentence for a participle, the giver of a masdar), and at whom what is said is aimed (`speech_targets`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pyarabic.araby import ALEF, BEH, HEH, LAM

from mithaq.extraction.analysis import Analysis
from mithaq.extraction.discourse.anaphora import speaker_before
from mithaq.extraction.events.direct_speech import direct_speech
from mithaq.extraction.events.invitations import invitation
from mithaq.extraction.events.reported_clauses import reported_clauses
from mithaq.extraction.events.speakers import carried_on, voice
from mithaq.extraction.events.speech_targets import ACTS, DIRECT, remarks_at, targets
from mithaq.extraction.events.voiced_acts import voiced_acts
from mithaq.extraction.facts import Ref
from mithaq.extraction.particles import AL, FROM, ILA
from mithaq.extraction.syntax.arguments import Argument
from mithaq.extraction.syntax.clauses import ClauseContext
from mithaq.extraction.syntax.modality import modality
from mithaq.extraction.syntax.predicates import Binding, Predicate
from mithaq.extraction.syntax.triggers import Trigger
from mithaq.language.fold import normalize
from mithaq.lexicon.word_groups import OneWord, Words

__all__ = ["Said", "find_statements"]

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
_MEDIA = "media"
"""The kind of organisation that reports."""
_SET_OFF = 20  # words between the commas around an occasion at the most
_PURPOSE = 5  # words after whom one invites in which what he is invited to stands
_REPRISAL = 25  # words after a warning in which one's own answer is announced
_NAMED = 4  # words after whom one describes in which what he is called stands
_MADE = 4  # words from accusations to the clause that tells who made them
_CHARGE = 20  # words from a verb that charges somebody to what he is charged with


@dataclass(frozen=True, slots=True)
class Said:
    """A speech act: one speaker, an act of the vocabulary, its targets."""

    speaker: Argument
    act: str
    targets: tuple[Argument, ...]
    at: int
    rule: str
    confidence: float = 0.85


@dataclass(frozen=True, slots=True)
class _Told:
    """Who says something by one trigger, and of whom."""

    speakers: list[Argument]
    targets: list[Argument]
    rule: str
    confidence: float = 0.8


def find_statements(analysis: Analysis) -> Iterator[Said]:
    """The speech acts of an article, by the word that tells each; what a paper or broadcaster says is a report."""
    for said in _each(analysis):
        if said.speaker.ref.kind != "organization" or analysis.groups[int(said.speaker.ref.key)].kind != _MEDIA:
            yield said


def _each(analysis: Analysis) -> Iterator[Said]:
    """The speech acts by all ways of telling them."""
    context = analysis.context
    yield from _by_trigger(analysis)
    yield from _refused(analysis)
    for voiced in voiced_acts(analysis):
        yield from _all(context, _Told(voiced.speakers, voiced.targets, voiced.rule), voiced.act, voiced.at)
    for at, speaker, frame in direct_speech(context):
        yield from _all(context, _Told([speaker], targets(context, frame, at + 1), "direct-speech"), ACTS[frame], at)
    for it in reported_clauses(context):
        yield from _all(context, _Told([it.speaker], it.of, it.rule, it.confidence), it.act, it.at)


def _refused(analysis: Analysis) -> Iterator[Said]:
    """Y refused the appeals of X: X demands of Y."""
    context = analysis.context
    for p in analysis.predicates.of("reject"):
        spoken = voice(context, p) if not context.denied(p.at) else None
        k = spoken.start if spoken is not None else len(context.doc.texts)
        if spoken is None or k + 1 >= context.bounds(p.at)[1] or context.doc.texts[k] not in Words.APPEALS:
            continue
        near = context.arguments_in(k + 1, k + 3)
        if near and not near[0].proclitics and (near[0].start == k + 1 or context.doc.texts[k + 1] == FROM):
            yield from _all(context, _Told(near[:1], spoken.speakers, "refused-appeal", 0.7), "demand", k)


def _by_trigger(analysis: Analysis) -> Iterator[Said]:
    """What verbs, masdars and participles of speech tell."""
    context = analysis.context
    last: _Told | None = None
    sentence = -1
    for t in context.triggers.of(*ACTS, *_PARTICIPLES):
        if sentence != context.doc.sentence(t.at):
            last, sentence = None, context.doc.sentence(t.at)
        if _unsaid(context, t):
            continue
        frame = _frame(context, t)
        told = _told(analysis, t, frame, last)
        if told is None or not told.targets:
            continue
        last = told
        act = ACTS[frame]
        if frame == "reject" and any(remarks_at(context, k) for k in range(t.end, told.targets[0].start)):
            act = "condemn"
        if frame == "describe" and not _bad_name(context, told.targets[-1].end):
            continue
        if act == "invite" and not t.noun and not _to_come(context, told.targets[-1].end):
            act = "demand"  # called on (the sides) to do something
        yield from _all(context, told, act, t.at)


def _bad_name(context: ClauseContext, k: int) -> bool:
    """Whether what somebody is described as, from word `k` on, condemns him."""
    _, high = context.bounds(k - 1)
    return any(text in Words.BAD_NAMES for text in context.doc.texts[k : min(high, k + _NAMED)])


def _told(analysis: Analysis, t: Trigger, frame: str, last: _Told | None) -> _Told | None:
    """What one trigger tells; `last` is what the one before it in the sentence does."""
    context = analysis.context
    if t.event_class in _PARTICIPLES:
        return _participle(analysis, t, frame)
    if t.noun and t.event_class == "invite":
        asked = invitation(context, t)
        return (
            _Told(*asked) if asked and not (t.has_pronoun_suffix and not _to_come(context, asked[1][-1].end)) else None
        )
    p = next((p for p in analysis.predicates.of(t.event_class, start=t.at, end=t.at + 1)), None)
    if p is None:
        return None
    return _masdar(context, p, frame) if t.noun else _of_pronoun(context, p, frame, last) or _verb(context, p, frame)


def _frame(context: ClauseContext, t: Trigger) -> str:
    """The frame by which the target of a trigger is read."""
    frame = _PARTICIPLES.get(t.event_class, t.event_class)
    asks = frame == "demand" and context.doc.texts[t.at].removeprefix(t.conjunction) in Words.ASKS
    return "ask" if asks else frame


def _all(context: ClauseContext, told: _Told, act: str, at: int) -> Iterator[Said]:
    """What each of the speakers says by word `at`, of those who are not of his own side."""
    for speaker in told.speakers:
        if act == "condemn" and context.doc.texts[speaker.start].removeprefix(AL) in Words.LAW_COURT:
            continue  # it finds guilty
        home = context.states_of.get(speaker.ref)
        own = (speaker.ref, Ref("state", home) if home else None)
        if aimed := tuple(it for it in told.targets if it.ref not in own):
            yield Said(speaker, act, aimed, at, told.rule, told.confidence)


def _unsaid(context: ClauseContext, t: Trigger) -> bool:
    """Whether a trigger tells nothing that was said: it is denied, doubted, yet to come, asked for, or of another
    sense."""
    if t.noun:  # an accusation is made by one, whatever another says of it
        return t.event_class != "accuse" and context.denied(t.at)
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


def _to_come(context: ClauseContext, k: int) -> bool:
    """Whether word `k` says what somebody is invited to: to visit, to attend, to a meeting."""
    near = context.doc.texts[k : k + _PURPOSE]
    return any(w.removeprefix(LAM).removeprefix(BEH).removeprefix(AL) in Words.INVITED_TO for w in near)


def _aimed(context: ClauseContext, frame: str, start: int) -> list[Argument]:
    """Whom what is said from word `start` on is aimed at; a warning is aimed at somebody only where it threatens."""
    found = targets(context, frame, start) or _past_occasion(context, frame, start)
    return [] if frame == "warn" and found and not _of_reprisal(context, found[-1].end) else found


def _past_occasion(context: ClauseContext, frame: str, start: int) -> list[Argument]:
    """Whom a verb is aimed at right after what is set off by commas, where that has a clause of its own: X blamed, at a
    press conference that he held yesterday, Y."""
    texts = context.doc.texts
    _, high = context.bounds(start - 1)
    if frame not in DIRECT or start + 1 >= high or texts[start] != "," or texts[start + 1] not in Words.CIRCUMSTANCE:
        return []
    close = next((k for k in range(start + 1, min(high, start + _SET_OFF)) if texts[k] == ","), high)
    near = context.arguments_in(close + 1, min(close + 2, high))
    return context.conjuncts(near, 0) if near and not context.case_marker(near[0]) and not near[0].proclitics else []


def _of_reprisal(context: ClauseContext, after: int) -> bool:
    """Whether a warning is a threat: it announces one's own answer, rather than a danger that comes from others."""
    _, high = context.bounds(after - 1)
    return any(w in Words.REPRISAL for w in context.doc.texts[after : min(high, after + _REPRISAL)])


def _verb(context: ClauseContext, p: Predicate, frame: str) -> _Told | None:
    """X accused Y; Y was accused by X; (he) accused Y, where the one actor after the verb is its object."""
    accused = p.arguments("target") if (by := p.slots.get("speaker")) and by.binding is Binding.AGENT else []
    if accused and by is not None and frame in DIRECT:
        return _Told(list(by.arguments), accused, "passive-agent")
    spoken = voice(context, p)
    if spoken is None:
        return None
    t = p.trigger
    aimed = _aimed(context, frame, spoken.start)
    if not aimed and spoken.rule == "verb-speaker" and frame in DIRECT:
        disagrees = t.gender == "m" and _feminine(context, spoken.speakers[0])
        subject = _subject_before(context, t) or (carried_on(context, t) if disagrees else None)
        swapped = subject is not None and _is_object(t, spoken.speakers[0], subject, disagrees)
        swapped &= frame != "warn" or _of_reprisal(context, spoken.start)
        return _Told([subject], spoken.speakers, "dropped-speaker", 0.85) if subject and swapped else None
    return _Told(spoken.speakers, aimed, spoken.rule, 0.85) if aimed else None


def _subject_before(context: ClauseContext, t: Trigger) -> Argument | None:
    """The last subject of a verb before `t` in its sentence that `t` agrees with."""
    start, _ = context.bounds(t.at)
    for item in reversed(context.arguments_in(start, t.at)):
        verbs = context.doc.words[item.start - 1].verbs if item.start > start else ()
        agrees = any(v.gender == t.gender and not v.passive for v in verbs)
        if agrees and not item.place and not context.case_marker(item) and (t.gender == "f") != (item.kind == "person"):
            return item
    return None


def _feminine(context: ClauseContext, item: Argument) -> bool:
    return item.kind == "state" and context.doc.texts[item.start] not in Words.MASCULINE_STATES


def _is_object(t: Trigger, item: Argument, subject: Argument, disagrees: bool) -> bool:
    """Whether the one actor after a verb is whom it accuses rather than its subject: a state, after a verb in the
    masculine, or after another state did something in the same sentence."""
    if not (t.conjunction or disagrees) or item.kind == "person" or item.ref == subject.ref:
        return False
    return (t.gender == "m") == (subject.kind == "person")


def _of_pronoun(context: ClauseContext, p: Predicate, frame: str, last: _Told | None) -> _Told | None:
    """And-accused it of, and-asked of-him: whom the pronoun takes up is the target of the act before in the sentence,
    else the object of its last verb."""
    t, texts = p.trigger, context.doc.texts
    from_him = frame == "ask" and texts[t.end] in Words.FROM_HIM
    if frame not in DIRECT or not (from_him or (t.has_pronoun_suffix and t.conjunction)):
        return None
    if context.arguments_in(t.end, t.end + 1):
        return None
    feminine = texts[t.end if from_him else t.at].endswith(HEH + ALEF)
    if last is not None and len(last.targets) == 1 and not from_him:
        return replace(last, rule="pronoun-target", confidence=0.8) if _agrees(last.targets[0], feminine) else None
    start, _ = context.bounds(t.at)
    spoken = carried_on(context, t)
    said = max(start, spoken.end) if spoken is not None else t.at  # his own clause before this one
    before = [it for it in context.arguments_in(said, t.at) if not it.place]
    whom = before[0] if before else None
    if spoken is None or whom is None or context.case_marker(whom) or not _agrees(whom, feminine):
        return None
    return _Told([spoken], [whom], "pronoun-target", 0.75)


def _agrees(item: Argument, feminine: bool) -> bool:
    return item.kind in ("state", "side", "body") if feminine else item.kind in ("person", "post")


def _main_speaker(analysis: Analysis, at: int) -> Argument | None:
    """Who speaks by the last verb of saying before word `at` that no that-clause of its sentence takes in."""
    context = analysis.context
    start, _ = context.bounds(at)
    said = [p for p in analysis.predicates.of("say", start=start, end=at) if not p.trigger.noun]
    main = [p for p in said if not context.crosses_clause(start, p.at)]
    spoken = voice(context, main[-1]) if main and not context.denied(main[-1].at) else None
    return spoken.speakers[0] if spoken is not None and len(spoken.speakers) == 1 else None


def _participle(analysis: Analysis, t: Trigger, frame: str) -> _Told | None:
    """X spoke, praising Y: X is whom the sentence is about."""
    context = analysis.context
    start, _ = context.bounds(t.at)
    text = context.doc.texts[t.at]
    if t.at == start or not (t.conjunction or context.doc.texts[t.at - 1] in (",", '"') or text.endswith(ALEF)):
        return None
    speaker = _main_speaker(analysis, t.at) or speaker_before(context, t.at, feminine=text.endswith(HEH))
    aimed = _aimed(context, frame, t.end) if speaker is not None else []
    return _Told([speaker], aimed, "participle") if speaker is not None else None


def _masdar(context: ClauseContext, p: Predicate, frame: str) -> _Told | None:
    """The condemnation by X of what Y did, told as done; accusations of X against Y."""
    t = p.trigger
    made = _made(context, t) if frame == "accuse" and not t.has_pronoun_suffix else None
    if made is not None or t.definite or t.has_pronoun_suffix:
        return made
    first = next(iter(p.arguments("speaker")), None)
    if first is None or first.start != t.end or first.place or first.proclitics:
        return None
    if frame == "accuse":
        return _accusations(context, t, first)
    low, _ = context.bounds(t.at)
    said = bool(context.triggers.of("say", start=max(low, t.at - 3), end=t.at)) and modality(context, t).real
    if first.kind not in ("person", "body") or not said:
        return None
    return _Told([first], _aimed(context, frame, first.end), "masdar", 0.75)


def _accusations(context: ClauseContext, t: Trigger, first: Argument) -> _Told | None:
    """Accusations of X against Y, against him."""
    right = [it for it in context.following_arguments(first.end) if not it.place]
    n = next((n for n, it in enumerate(right) if context.case_marker(it) == LAM), None)
    if n is not None:
        return _Told([first], context.conjuncts(right, n), "accusations-of")
    at_him = first.end < len(context.doc.texts) and context.doc.texts[first.end] in Words.TO_HIM
    whom = (context.clause_subject(t.at) or context.subject(t.at)) if at_him else None
    return _Told([first], [whom], "accusations-of", 0.75) if whom is not None and whom.ref != first.ref else None


def _made(context: ClauseContext, t: Trigger) -> _Told | None:
    """The accusations that X addressed to Y, accusations that X addressed to him."""
    texts = context.doc.texts
    _, high = context.bounds(t.at)
    related = [k for k in range(t.end, min(high, t.end + _MADE)) if texts[k] in Words.RELATIVE] if t.definite else []
    verb = related[0] + 1 if related else t.end
    near = context.arguments_in(verb + 1, verb + 2)
    if not near or context.case_marker(near[0]) or not context.triggers.of("address", start=verb, end=verb + 1):
        return None
    after = context.arguments_in(near[0].end, near[0].end + 2)
    if after and context.case_marker(after[0]) in (LAM, ILA):
        return _Told(near[:1], context.conjuncts(after, 0), "accusations-of")
    at_him = near[0].end < high and texts[near[0].end] in Words.TO_HIM
    whom = (context.clause_subject(t.at) or context.subject(t.at)) if at_him else None
    return _Told(near[:1], [whom], "accusations-of", 0.75) if whom is not None else None
