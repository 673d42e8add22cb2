"""Who accuses, condemns, threatens, invites, praises, demands or denies, and at whom it is aimed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pyarabic.araby import ALEF, BEH, HEH, LAM, NOON, WAW

from mithaq.extraction.discourse.anaphora import definite_antecedent, speaker_before
from mithaq.extraction.events.direct_speech import direct_speech
from mithaq.extraction.events.nominal_speech_acts import is_voiced, nominal_speech_act
from mithaq.extraction.events.speech_targets import BI, targets
from mithaq.extraction.facts import Ref
from mithaq.extraction.particles import AL, FROM, ILA
from mithaq.extraction.syntax.arguments import Argument
from mithaq.extraction.syntax.clauses import ClauseContext
from mithaq.extraction.syntax.triggers import Trigger
from mithaq.language.fold import normalize
from mithaq.lexicon.groups import group, only

__all__ = ["Said", "find_statements"]

_ACTS = ("accuse", "condemn", "criticize", "threaten", "warn", "invite", "praise", "demand", "deny", "reject", "thank")
_TOLD = {"criticize": "condemn", "warn": "threaten", "thank": "praise", "reject": "deny"}
"""Frames with the acts of the vocabulary that they tell."""
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
"""Frames of participles (he spoke, praising X) with the acts they tell."""
_HOSTS = ("person", "post")
_SPEAKS = ("person", "post", "body", "side", "state")
_DIRECT = frozenset({"accuse", "condemn", "threaten", "demand", "invite", "warn"})


@dataclass(frozen=True, slots=True)
class _Told:
    """Who says something by one trigger, and of whom."""

    speakers: list[Argument]
    targets: list[Argument]
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Said:
    """A speech act: one speaker, an act of the vocabulary, its targets."""

    speaker: Argument
    act: str
    targets: tuple[Argument, ...]
    at: int
    rule: str
    confidence: float = 0.85


def find_statements(context: ClauseContext) -> Iterator[Said]:
    last: _Told | None = None
    sentence = -1
    for t in context.triggers.of(*_ACTS):
        if context.denied(t.at) or _carries(context, t) or (not t.noun and _not_yet(context, t)):
            continue
        if sentence != context.doc.sentence(t.at):
            last, sentence = None, context.doc.sentence(t.at)
        told = _noun(context, t) if t.noun else _verb(context, t) or _again(context, t, last)
        if told is None:
            continue
        last = told
        act = _TOLD.get(t.event_class, t.event_class)
        if act == "invite" and not t.noun and not _to_come(context, told.targets[-1].end):
            act = "demand"  # called on (the sides) to do something
        yield from _all(context, told, act, t)
    for t in context.triggers.of(*_PARTICIPLES, "thanks"):
        if context.denied(t.at):
            continue
        frame = _PARTICIPLES.get(t.event_class, "thank")
        told = (
            _thanks(context, t)
            if t.event_class == "thanks"
            else _participle(context, replace(t, event_class=frame, noun=False))
        )
        if told is not None:
            yield from _all(context, told, _TOLD.get(frame, frame), t)
    for at in range(len(context.doc.words)):
        said = nominal_speech_act(context, at) if is_voiced(context, at) else None
        if said is not None and (aimed := _others(context, said.speaker, said.targets)):
            yield Said(said.speaker, said.act, aimed, said.at, "voiced", 0.8)

    for at, speaker, act in direct_speech(context):
        right = [
            it
            for it in context.following_arguments(at + 1)
            if not it.place or (act in BI and it.proclitics.endswith(BEH))
        ]
        if aimed := _others(context, speaker, targets(context, act, at + 1, right)):
            yield Said(speaker, act, aimed, at, "quoted", 0.8)


def _doubted(context: ClauseContext, at: int) -> bool:
    """Whether the clause of word `at` is what somebody claims or expects, not tells: X alleges that Y accused."""
    low, _ = context.bounds(at)
    texts, words = context.doc.texts, context.doc.words
    that = next((k for k in range(at - 1, max(low, at - 15) - 1, -1) if texts[k] in group("that")), low)
    said = (v for k in range(max(low, that - 12), that) for v in words[k].verbs)
    return any(normalize(v.lemma) in group("doubting") for v in said)


def _again(context: ClauseContext, t: Trigger, last: _Told | None) -> _Told | None:
    """And-accused it of: the speaker of the act before in the sentence, and the one it was aimed at, whom the pronoun
    on the verb agrees with."""
    if (
        last is None
        or not (t.has_pronoun_suffix and t.conjunction)
        or t.event_class not in _DIRECT
        or len(last.targets) != 1
    ):
        return None
    text, kind = context.doc.texts[t.at], last.targets[0].kind
    agrees = kind in ("state", "side", "body") if text.endswith(HEH + ALEF) else text.endswith(HEH) and kind == "person"
    free = not context.arguments_in(t.end, t.end + 1)
    return replace(last, rule="pronoun-target", confidence=0.8) if agrees and free else None


def _all(context: ClauseContext, told: _Told, act: str, t: Trigger) -> Iterator[Said]:
    """What each of the speakers says by the trigger `t`."""
    for speaker in told.speakers:
        if act == "condemn" and context.doc.texts[speaker.start].removeprefix(AL) in group("court"):
            continue  # it finds guilty
        if aimed := _others(context, speaker, told.targets):
            yield Said(speaker, act, aimed, t.at, told.rule, told.confidence)


def _not_yet(context: ClauseContext, t: Trigger) -> bool:
    """Whether a verb tells what is yet to be said, may be said or should be: he will condemn, may accuse, (asked) to
    condemn."""
    if t.future or _doubted(context, t.at):
        return True
    texts = context.doc.texts
    before = t.at - 1
    if t.conjunction:  # that it should move, and call on
        before -= 2 if texts[before] == "," else 1
    return t.present and before >= 0 and texts[before] in group("modal")


def _carries(context: ClauseContext, t: Trigger) -> bool:
    """Whether a verb that blames does no more than carry: nobody is charged with a responsibility."""
    texts = context.doc.texts
    _, high = context.bounds(t.at)
    charges = any(w.removeprefix(BEH) in group("responsibility") for w in texts[t.at + 1 : min(high, t.at + 20)])
    return t.event_class == "accuse" and only("carry") in texts[t.at] and not charges


def _to_come(context: ClauseContext, k: int) -> bool:
    """Whether word `k` says what somebody is invited to: to visit, to attend, to a meeting."""
    doc = context.doc
    near = doc.texts[k : k + 4]
    return any(w.removeprefix(LAM).removeprefix(AL) in group("invited to") for w in near)


def _others(context: ClauseContext, speaker: Argument, aimed: list[Argument]) -> tuple[Argument, ...]:
    """The targets that are not the speaker's own side: what is said of one's own state is aimed at nobody."""
    home = context.states_of.get(speaker.ref)
    own = (speaker.ref, Ref("state", home) if home else None)
    return tuple(it for it in aimed if it.ref not in own)


def _participle(context: ClauseContext, t: Trigger) -> _Told | None:
    """X spoke, praising Y: X is whom the sentence is about."""
    start, _ = context.bounds(t.at)
    text = context.doc.texts[t.at]
    set_off = t.at > start and (context.doc.texts[t.at - 1] in (",", '"') or text.endswith(ALEF))
    if t.at == start or not (set_off or t.conjunction):
        return None
    speaker = speaker_before(context, t.at, feminine=text.endswith(HEH))
    if speaker is None:
        return None
    right = [it for it in context.following_arguments(t.end) if _free(context, it, t)]
    aimed = _aimed(context, t, t.end, right)
    return _Told([speaker], aimed, "participle", 0.8) if aimed else None


def _free(context: ClauseContext, item: Argument, t: Trigger) -> bool:
    """Whether an actor may speak or be spoken of: no place, but one praises bi-Qatar, asks from-Oman, and each from-A
    and B speaks."""
    each = item.start > 1 and context.doc.texts[item.start - 2] in group("each")
    return (
        not item.place or each or (t.event_class in BI and item.proclitics.endswith(BEH)) or t.event_class == "demand"
    )


def _aimed(context: ClauseContext, t: Trigger, start: int, items: list[Argument]) -> list[Argument]:
    act = _TOLD.get(t.event_class, t.event_class) if t.event_class not in ("thank", "warn") else t.event_class
    asks = t.event_class == "demand" and context.doc.texts[t.at].removeprefix(t.conjunction) in group("asks")
    found = targets(context, act, start, items, asking=asks)
    return [] if t.event_class == "warn" and found and _of_danger(context, found) else found


def _of_danger(context: ClauseContext, found: list[Argument]) -> bool:
    """Whether a warning is no threat: it tells a body, or anyone, of a danger that comes from others."""
    after = found[-1].end
    near = context.doc.texts[after : after + 4]
    return found[0].kind == "body" or any(w.removeprefix(AL) in group("danger") for w in near)


def _thanks(context: ClauseContext, t: Trigger) -> _Told | None:
    """X expressed his thanks to Y, his appreciation for what Y does."""
    if not t.has_pronoun_suffix:
        return None
    right = [it for it in context.following_arguments(t.end) if not it.place]
    speaker = speaker_before(context, t.at)
    if speaker is None or not right or right[0].start - t.end > 3:
        return None
    lead = context.doc.words[t.end] if right[0].start > t.end else None
    to = right[0].proclitics.endswith(LAM) or (lead is not None and lead.text.startswith(LAM))
    return _Told([speaker], context.conjuncts(right, 0), "thanks", 0.8) if to else None


def _verb(context: ClauseContext, t: Trigger) -> _Told | None:
    if t.passive:
        return None
    right = [it for it in context.following_arguments(t.end) if _free(context, it, t)]
    left = context.preceding_argument(t.at)
    start = t.end
    own = bool(t.conjunction and right and right[0].start == t.end and not context.case_marker(right[0]))
    own |= bool(
        t.conjunction and left is not None and context.case_marker(left)
    )  # and-praised: it is in another clause
    doing = context.clause_subject(t.at) if t.conjunction else None
    own |= left is not None and doing is not None and doing.ref != left.ref  # he met X, and praised
    own |= left is not None and _source(context, left)
    own |= context.doc.texts[t.at - 1] == "," and len(right) > 1 and _two_after(context, t, right)
    if t.end < len(context.doc.texts) and context.doc.texts[t.end] in group("in which"):
        return _in_which(context, t, right)
    if left is not None and not own and not left.place and left.kind in _SPEAKS:
        speakers, rule = [left], "speaker-verb"
    elif context.unnamed_before(t):
        return None
    elif right and _at_once(context, t, right[0]):
        speakers, rule = context.conjuncts(right, 0), "verb-speaker"
        start = speakers[-1].end
        subject = context.clause_subject(t.at)
        joined = t.event_class in _DIRECT and bool(t.conjunction) and len(right) == len(speakers)
        if joined and subject is not None and _object(t, subject, speakers[0]):
            speakers, start = [subject], t.end
    elif (again := definite_antecedent(context, t.end) if t.end < len(context.doc.words) else None) is not None:
        speakers, start, rule = [again], t.end + 1, "definite_antecedent-speaker"
    else:
        topic = context.clause_subject(t.at) or context.discourse_topic(t.at)
        if topic is None or _unnamed_subject(context, t):
            return None
        speakers, rule = [topic], "dropped-speaker"
    aimed = _aimed(context, t, start, [it for it in right if it.start >= start])
    return _Told(speakers, aimed, rule, 0.85) if aimed else None


def _in_which(context: ClauseContext, t: Trigger, right: list[Argument]) -> _Told | None:
    """X issued a statement in which (he) accuses Y; in which X accuses Y."""
    start = t.end + 1
    first = right[0] if right and right[0].start == start and not context.case_marker(right[0]) else None
    object_follows = t.event_class in BI or (len(right) > 1 and first is not None and right[1].start == first.end)
    if first is not None and object_follows:
        speaker: Argument | None = first
        start = first.end
    elif context.doc.texts[t.at - 1] in group("relative"):
        speaker = context.preceding_argument(t.at)
    else:
        named = (
            definite_antecedent(context, k) for k in range(t.at - 2, max(t.at - 5, context.bounds(t.at)[0] - 1), -1)
        )
        speaker = next((it for it in named if it is not None), None)
        speaker = (
            speaker or context.clause_subject(t.at) or context.discourse_topic(t.at, far=False) or context.subject(t.at)
        )
    aimed = _aimed(context, t, start, [it for it in right if it.start >= start]) if speaker else []
    return _Told([speaker], aimed, "in-which", 0.8) if speaker and aimed else None


def _at_once(context: ClauseContext, t: Trigger, item: Argument) -> bool:
    """Whether an actor is the subject that follows a verb: right after it, after `each of` or `a report of`."""
    text = context.doc.texts[t.end]
    if item.start == t.end + 1 and text in group("paper"):
        return item.kind == "body"  # (accused) a report of
    near = item.start == t.end or (item.start == t.end + 2 and text in group("each"))
    return near and not context.case_marker(item)


def _two_after(context: ClauseContext, t: Trigger, right: list[Argument]) -> bool:
    """Whether subject and object both stand right after a verb, so that who stands before it is in another clause."""
    first, second = right[:2]
    return (
        first.start == t.end
        and second.start == first.end
        and not (context.case_marker(first) or context.case_marker(second))
    )


def _source(context: ClauseContext, item: Argument) -> bool:
    """Whether an actor before a verb is only the source of the report: according to X."""
    return item.start > 0 and context.doc.texts[item.start - 1].removeprefix(WAW) in group("according to")


def _object(t: Trigger, subject: Argument, item: Argument) -> bool:
    """Whether the one actor after `and-accused` is whom it accuses rather than its subject: a state, after a verb in
    the masculine, or after another state did something in the same sentence."""
    if item.kind == "person" or item.ref == subject.ref:
        return False
    return (t.gender == "m") == (subject.kind == "person")


def _unnamed_subject(context: ClauseContext, t: Trigger) -> bool:
    """Whether the verb has a subject that is nobody here: a noun in the nominative plural (the participants praised),
    or, where the verb governs by a preposition, any noun with the article right after it."""
    word = context.doc.words[t.end] if t.end < len(context.doc.words) else None
    if word is None or not word.definite:
        return False
    return t.event_class == "praise" or word.text.endswith(WAW + NOON)


def _noun(context: ClauseContext, t: Trigger) -> _Told | None:
    right = [it for it in context.following_arguments(t.end) if not it.place]
    if t.event_class == "invite":
        return _invitation(context, t, right)
    if t.event_class == "accuse" and right and not t.definite and not t.has_pronoun_suffix:
        # accusations of X against Y
        first = right[0]
        if first.start == t.end:
            for n, item in enumerate(right[1:], start=1):
                if context.case_marker(item) == LAM:
                    return _Told([first], context.conjuncts(right, n), "accusations-of", 0.8)
    return None


def _invitation(context: ClauseContext, t: Trigger, right: list[Argument]) -> _Told | None:
    """X addressed an invitation to Y; (came) at the invitation of X."""
    doc = context.doc
    start, _ = context.bounds(t.at)
    before = doc.words[t.at - 1] if t.at > start else None
    gave = before is not None and any(v.event_class == "address" for v in before.verbs)
    if t.at - 2 >= start and doc.texts[t.at - 2] in group("I"):
        return None  # that I addressed an invitation
    verbs = context.triggers.of("address", "send", start=max(start, t.at - 15), end=t.at)
    if len(right) > 1 and right[0].kind in _HOSTS and right[1].kind in _HOSTS and _two_after(context, t, right):
        return _Told([right[0]], [right[1]], "invitation-of", 0.8)  # the invitation by X of Y
    for n, item in enumerate(right):
        governed = context.case_marker(item)
        at_his = doc.texts[t.at][0] in BEH + LAM or (before is not None and before.verbs and not gave)
        if n == 0 and item.start == t.end and not governed and not t.definite and at_his and item.kind in _HOSTS:
            # at the invitation of X, Y came
            guest = next(
                (
                    it
                    for it in context.arguments_in(item.end, context.bounds(t.at)[1])
                    if it.kind == "person" and not context.case_marker(it) and it.ref != item.ref
                ),
                None,
            ) or context.discourse_topic(t.at)
            if guest is None or guest.kind != "person":
                return None
            return _Told([item], [guest], "invitation-of", 0.8)
        if governed in (LAM, ILA) and item.kind in ("person", "post", "state"):
            speaker = (
                context.preceding_argument(t.at - 1)
                if gave
                else context.preceding_argument(verbs[-1].at)
                if verbs
                else None
            )
            speaker = speaker or context.discourse_topic(t.at, far=gave or not verbs)
            return _Told([speaker], context.conjuncts(right, n), "invitation-to", 0.8) if speaker else None
        if governed == FROM and item.kind in ("person", "post"):
            guest = next(
                (
                    it
                    for it in context.arguments_in(start, t.at)
                    if it.kind == "person" and not context.case_marker(it) and it.ref != item.ref
                ),
                None,
            ) or context.discourse_topic(t.at)
            if guest is not None and guest.kind == "person":
                return _Told([item], [guest], "at-invitation-of", 0.8)
            return None
    return None
